-- What publication changes for many at once is decided by the application and carried out here, for editors (and the
-- worker, of what fell due) only.
GRANT UPDATE ON hub.bulletins, hub.bulletin_versions, hub.bulletin_sections TO hub_authority;
CREATE POLICY bulletins_authority_change ON hub.bulletins FOR UPDATE TO hub_authority USING (true);

-- Principals of an audience as it is kept with a version or a section.
CREATE FUNCTION hub.audience_principals(p_audience jsonb) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT coalesce(array_agg(p::int), '{}') FROM jsonb_array_elements_text(p_audience->'principals') p $$;

-- Lets more people of the originator edit: the approvers of something TLP:RED, once it is submitted to them.
CREATE FUNCTION hub.admit_editors(p_bulletin uuid, p_number int, p_persons uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_new int[];
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  SELECT coalesce(array_agg(p.principal), '{}') INTO v_new FROM hub.persons p JOIN hub.bulletins b ON b.originator_id = p.organisation_id
  WHERE b.id = p_bulletin AND p.id = ANY (p_persons);
  UPDATE hub.bulletin_versions SET admitted = hub.merge(admitted, v_new), gate = hub.merge(gate, v_new), editors = hub.merge(editors, v_new)
  WHERE bulletin_id = p_bulletin AND number = p_number;
  UPDATE hub.bulletin_sections SET admitted = hub.merge(admitted, v_new), gate = hub.merge(gate, v_new), editors = hub.merge(editors, v_new)
  WHERE bulletin_id = p_bulletin AND number = p_number;
  PERFORM hub.spread(p_bulletin);
END $$;

-- Publishes a version: admits its audience, makes it the one that is read, and lets everything that depends on it follow.
CREATE FUNCTION hub.publish_version(p_bulletin uuid, p_number int, p_instant timestamptz, p_publisher uuid) RETURNS void
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
    editors = CASE WHEN v.tlp = 'RED' THEN s.editors ELSE v_editors END
  FROM (SELECT section_id, CASE WHEN audience IS NULL THEN v_base
          ELSE hub.merge(hub.audience_principals(audience), CASE WHEN v.tlp = 'RED' THEN editors ELSE v_always END) END AS admitted
        FROM hub.bulletin_sections WHERE bulletin_id = p_bulletin AND number = p_number) x
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

-- What has fallen due for release at an instant.
CREATE FUNCTION hub.due_releases(p_instant timestamptz) RETURNS TABLE (bulletin_id uuid, number int, originator_id uuid, publisher uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT v.bulletin_id, v.number, b.originator_id, v.published_by FROM hub.bulletin_versions v
  JOIN hub.bulletins b ON b.id = v.bulletin_id AND b.pending_number = v.number
  WHERE hub.realm() = 'worker' AND v.review_state = 'APPROVED' AND v.release_at <= p_instant AND b.state <> 'WITHDRAWN'
  FOR UPDATE OF b SKIP LOCKED
$$;

-- The words under which a bulletin is found, each under the principals who may read where it stands.
CREATE FUNCTION hub.index_words(p_bulletin uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE b hub.bulletins; v_groups jsonb;
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  SELECT * INTO b FROM hub.bulletins WHERE id = p_bulletin;
  SELECT jsonb_agg(g) INTO v_groups FROM (
    SELECT jsonb_build_object('principals', b.readers, 'words',
      ARRAY['k:' || b.kind, 'm:' || b.tlp, 'u:' || b.urgency, 'o:' || b.originator_id]) AS g
    UNION ALL
    SELECT jsonb_build_object('principals', CASE WHEN v.review_state <> 'PUBLISHED' THEN v.editors ELSE v.gate END, 'words', w.words, 'title', w.title)
    FROM hub.bulletin_versions v CROSS JOIN LATERAL (VALUES (v.title_words, true), (v.words, false)) w (words, title)
    WHERE v.bulletin_id = p_bulletin AND v.number = coalesce(b.published_number, b.pending_number)
    UNION ALL
    SELECT jsonb_build_object('principals', s.gate, 'words', s.words)
    FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin AND s.number = coalesce(b.published_number, b.pending_number)) x;
  PERFORM hub.index_terms(p_bulletin, v_groups);
END $$;

-- Who may be named in TLP:RED: living colleagues, and of other organisations the contact point and the deputy.
CREATE FUNCTION hub.nameable_persons(p_ids uuid[]) RETURNS TABLE (id uuid, organisation_id uuid, principal int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT p.id, p.organisation_id, p.principal FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id
  WHERE p.id = ANY (p_ids) AND hub.person() IS NOT NULL AND p.ended_at IS NULL AND p.suspended_at IS NULL
    AND (p.organisation_id = hub.organisation() OR p.id IN (o.contact_point_id, o.deputy_id))
$$;

-- Keys of what was imported or loaded: for the realm `setup` alone, so that loading goes on where it was interrupted.
CREATE FUNCTION hub.loaded_keys() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT source_key FROM hub.bulletins WHERE hub.realm() = 'setup' AND source_key IS NOT NULL
$$;
