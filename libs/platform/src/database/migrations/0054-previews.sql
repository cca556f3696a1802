-- View as: what an organisation or a person sees of a bulletin, or would see, shown to an editor of it. It is read by the function that
-- reads for everybody, in the scope of the one who is looked through; nothing of that scope outlives the one function that reads in it.

-- Through whom an editor of exactly this bulletin may look at it, and what such a one stands for: an organisation, as one of its officers
-- whom nothing names; a person, colleagues as what they are, others as an active officer (their roles are their organisation's matter);
-- or anybody: the public, or an organisation that would be admitted today. No row: nobody known. Who can't be named, and is not named in
-- a version that the asker edits, is not known, and so isn't who has left or is suspended.
CREATE FUNCTION hub.viewed_as(p_bulletin uuid, p_working boolean, p_organisation uuid, p_person uuid, p_anybody text)
RETURNS TABLE (roles text[], reader_principal int, officer_principal int, self_principal int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE b hub.bulletins;
BEGIN
  SELECT x.* INTO b FROM hub.bulletins x WHERE x.id = p_bulletin AND x.editors && hub.principals()
    AND x.originator_id = hub.organisation() AND 'OFFICER' = ANY (hub.roles());
  -- TLP:RED, what raises to it and what lowers it: the author's alone.
  IF b.id IS NULL OR (b.author_id <> hub.person() AND (b.tlp = 'RED' OR p_working AND EXISTS (
      SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.number = b.pending_number AND v.tlp = 'RED'))) THEN
    RAISE EXCEPTION 'not an editor who may look through others' USING ERRCODE = 'HB003';
  END IF;
  RETURN QUERY
  SELECT ARRAY['OFFICER'], o.reader_principal, o.officer_principal, 0 FROM hub.organisations o
  WHERE p_person IS NULL AND p_anybody IS NULL AND o.id = p_organisation AND o.suspended_at IS NULL
  UNION ALL
  SELECT CASE WHEN p.organisation_id = hub.organisation() THEN p.roles ELSE ARRAY['OFFICER'] END, o.reader_principal, o.officer_principal, p.principal
  FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id
  WHERE p_organisation IS NULL AND p_anybody IS NULL AND p.id = p_person AND p.ended_at IS NULL AND p.suspended_at IS NULL AND o.suspended_at IS NULL
    AND (p.organisation_id = hub.organisation() OR p.id IN (o.contact_point_id, o.deputy_id) OR EXISTS (
      SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.editors && hub.principals()
        AND v.audience->'personIds' ? p.id::text))
  UNION ALL
  SELECT CASE p_anybody WHEN 'PUBLIC' THEN '{}'::text[] ELSE ARRAY['OFFICER'] END, 0, 0, 0
  WHERE p_organisation IS NULL AND p_person IS NULL AND p_anybody IN ('PUBLIC', 'NEW_ORGANISATION');
END $$;

-- Enters the scope of whom it is looked through: the database derives the principals by itself here too. Nobody's person and
-- nobody's organisation: what belongs to those stays closed.
CREATE FUNCTION hub.enter_viewed(p_bulletin uuid, p_working boolean, p_organisation uuid, p_person uuid, p_anybody text, p_instant timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE a record;
BEGIN
  SELECT * INTO a FROM hub.viewed_as(p_bulletin, p_working, p_organisation, p_person, p_anybody);
  IF a.roles IS NULL THEN RAISE EXCEPTION 'nobody known' USING ERRCODE = 'HB003'; END IF;
  PERFORM set_config('hub.person', '', true), set_config('hub.organisation', '', true), set_config('hub.roles', '', true),
    set_config('hub.principals', (ARRAY[1]
      || CASE WHEN a.roles && ARRAY['READER','OFFICER','CONTACT_POINT'] THEN ARRAY[2, a.reader_principal, a.self_principal] END
      || CASE WHEN 'OFFICER' = ANY (a.roles) THEN ARRAY[a.officer_principal] END)::text, true),
    set_config('hub.instant', p_instant::text, true);
END $$;

-- One bulletin through another's eyes. `p_scope` is the application's own condition on the asker, `p_as` that on whom he looks through; `p_at`
-- the instant as of which it is read, and at which the working copy is published first. `p_seen`: as of one of the other's own versions.
-- The scope, and the publication, are taken back before anything is returned: they were made in a subtransaction that always fails.
-- `whole`: whether the asker himself may read all that was seen; if not, it MUST NOT be shown.
CREATE FUNCTION hub.view_as(p_scope int[], p_as int[], p_at timestamptz, p_bulletin uuid, p_working boolean,
  p_organisation uuid, p_person uuid, p_anybody text, p_seen int)
RETURNS TABLE (whole boolean, seen text, versions json, audience jsonb) LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE b hub.bulletins; v hub.bulletin_versions; v_number int; v_sections uuid[]; v_versions json;
BEGIN
  SELECT x.* INTO b FROM hub.bulletins x WHERE x.id = p_bulletin AND x.readers && p_scope AND x.editors && p_scope;
  IF b.id IS NULL THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  BEGIN
    IF p_working THEN
      SELECT x.* INTO v FROM hub.bulletin_versions x WHERE x.bulletin_id = p_bulletin AND x.number = b.pending_number;
      -- Whoever is asked to approve something TLP:RED will have been admitted before it goes out.
      IF v.tlp = 'RED' AND v.review_state = 'EDITING' THEN
        PERFORM hub.admit_editors(p_bulletin, v.number, coalesce(
          (SELECT array_agg(DISTINCT i) FROM hub.approval_steps s, unnest(s.approver_ids || s.stand_in_ids) i WHERE s.organisation_id = b.originator_id), v.approver_ids));
      END IF;
      PERFORM hub.publish_version(p_bulletin, b.pending_number, p_at, hub.person());
    END IF;
    IF p_at > hub.instant() THEN PERFORM hub.foresee_stages(p_bulletin, p_at); END IF;
    PERFORM hub.enter_viewed(p_bulletin, p_working, p_organisation, p_person, p_anybody, p_at);
    IF p_seen IS NOT NULL THEN
      SELECT coalesce(max(e.number), 0) INTO v_number FROM hub.editions(p_bulletin, p_as) e WHERE e.seen = p_seen;
    END IF;
    seen := hub.read_bulletins(p_as, NULL, p_at, ARRAY[p_bulletin], v_number, true);
    SELECT json_agg(json_build_object('number', e.number, 'version', e.seen, 'publishedAt', hub.iso(x.published_at)) ORDER BY e.seen) INTO v_versions
    FROM hub.editions(p_bulletin, p_as) e JOIN hub.bulletin_versions x ON x.bulletin_id = p_bulletin AND x.number = e.number
    WHERE x.admitted && p_as AND x.gate && p_as AND (x.lapses_at IS NULL OR x.lapses_at > p_at OR x.editors && p_as);
    v_number := (seen::json->0->>'number')::int;
    v_sections := ARRAY(SELECT (s->>'id')::uuid FROM json_array_elements(seen::json->0->'sections') s);
    SELECT x.audience INTO audience FROM hub.bulletin_versions x WHERE x.bulletin_id = p_bulletin AND x.number = v_number AND x.recipients_visible;
    RAISE EXCEPTION 'seen' USING ERRCODE = 'HB020';
  EXCEPTION WHEN SQLSTATE 'HB020' THEN
    -- From here on it is the asker again.
  END;
  whole := v_number IS NULL OR (
    EXISTS (SELECT FROM hub.bulletin_versions x WHERE x.bulletin_id = p_bulletin AND x.number = v_number AND x.admitted && p_scope AND x.gate && p_scope
      AND (x.lapses_at IS NULL OR x.lapses_at > p_at OR x.editors && p_scope))
    AND cardinality(v_sections) = (SELECT count(*) FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin AND s.number = v_number AND s.section_id = ANY (v_sections)
      AND s.admitted && p_scope AND s.gate && p_scope AND (s.lapses_at IS NULL OR s.lapses_at > p_at OR s.editors && p_scope)));
  SELECT coalesce(json_agg(json_build_object('version', e->'version', 'publishedAt', e->'publishedAt')), '[]') INTO versions
  FROM json_array_elements(v_versions) e WHERE EXISTS (SELECT FROM hub.bulletin_versions x WHERE x.bulletin_id = p_bulletin AND x.number = (e->>'number')::int
    AND x.admitted && p_scope AND x.gate && p_scope AND (x.lapses_at IS NULL OR x.lapses_at > p_at OR x.editors && p_scope));
  RETURN NEXT;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['viewed_as', 'enter_viewed'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.view_as FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.view_as TO hub_app';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
