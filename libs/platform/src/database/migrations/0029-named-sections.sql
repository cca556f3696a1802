-- A section that names persons belongs to TLP:RED. Were one to go out with another mark all the same, it would stay with those whom
-- it names and those who could edit it: never with all readers of the originator. Otherwise as in 0012.
CREATE OR REPLACE FUNCTION hub.publish_version(p_bulletin uuid, p_number int, p_instant timestamptz, p_publisher uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE b hub.bulletins; v hub.bulletin_versions; v_editors int[]; v_always int[]; v_base int[];
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  SELECT * INTO b FROM hub.bulletins WHERE id = p_bulletin FOR UPDATE;
  SELECT * INTO v FROM hub.bulletin_versions WHERE bulletin_id = p_bulletin AND number = p_number;
  IF b.pending_number IS DISTINCT FROM p_number OR v.review_state = 'PUBLISHED'
    OR (hub.realm() = 'worker' AND (v.review_state <> 'APPROVED' OR v.release_at > p_instant)) THEN
    RAISE EXCEPTION 'nothing to publish' USING ERRCODE = 'HB003';
  END IF;
  -- From now on those edit it whom its mark allows: while a mark is raised or lowered it may have been others.
  SELECT CASE WHEN v.tlp = 'RED' THEN v.editors ELSE ARRAY[o.officer_principal] END,
    CASE WHEN v.tlp = 'RED' THEN v.editors ELSE ARRAY[o.reader_principal, o.officer_principal] END INTO v_editors, v_always
  FROM hub.organisations o WHERE o.id = b.originator_id;
  v_base := hub.merge(hub.audience_principals(v.audience), v_always);
  UPDATE hub.bulletin_sections s SET admitted = x.admitted, gate = x.admitted, lapses_at = v.expires_at,
    editors = CASE WHEN x.few THEN s.editors ELSE v_editors END
  FROM (SELECT section_id, few, CASE WHEN audience IS NULL THEN v_base
          ELSE hub.merge(hub.audience_principals(audience), CASE WHEN few THEN editors ELSE v_always END) END AS admitted
        FROM (SELECT *, v.tlp = 'RED' OR coalesce(audience->'personIds' <> '[]', false) AS few
              FROM hub.bulletin_sections WHERE bulletin_id = p_bulletin AND number = p_number) n) x
  WHERE s.bulletin_id = p_bulletin AND s.number = p_number AND s.section_id = x.section_id;
  UPDATE hub.bulletin_versions SET review_state = 'PUBLISHED', published_at = p_instant, published_by = p_publisher,
    admitted = v_base, gate = v_base, editors = v_editors, lapses_at = v.expires_at
  WHERE bulletin_id = p_bulletin AND number = p_number;
  UPDATE hub.bulletins SET state = 'PUBLISHED', kind = v.kind, tlp = v.tlp, urgency = v.urgency, language = v.language,
    published_number = p_number, pending_number = NULL, published_at = coalesce(published_at, p_instant),
    sort_at = coalesce(published_at, p_instant), expires_at = v.expires_at, access_epoch = access_epoch + 1,
    -- A key of which few may know would still be met by whoever tries it. (Keys without a colon are the hub's own.)
    source_key = CASE WHEN v.tlp = 'RED' AND source_key LIKE '%:%' THEN NULL ELSE source_key END
  WHERE id = p_bulletin;
  PERFORM hub.spread(p_bulletin), hub.begin_editions(p_bulletin, p_number);
END $$;
