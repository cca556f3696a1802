-- An alert that no bulletin stands behind and that names a person is that person's, whatever his roles: who only coordinates or administers is told of the
-- meeting, the register, a departure, what falls to him. What a bulletin stands behind goes to people with a reading role, as before.

-- The principal of whoever has entered, though he may not stand for it where a bulletin is to be read.
CREATE FUNCTION hub.self() RETURNS int LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$ SELECT p.principal FROM hub.persons p WHERE p.id = hub.person() $$;
REVOKE EXECUTE ON FUNCTION hub.self FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.self TO hub_app, hub_authority;

ALTER POLICY alerts_read ON hub.alerts USING (
  organisation_id = (SELECT hub.organisation()) AND (readers && (SELECT hub.principals())::int[] OR bulletin_id IS NULL AND (SELECT hub.self()) = ANY (readers))
  AND NOT barred && (SELECT hub.principals())::int[]);

-- As in 0036; and what is the asker's own.
DROP FUNCTION hub.alert_stretch;
CREATE FUNCTION hub.alert_stretch(p_session uuid, p_epoch int, p_instant timestamptz, p_scope int[], p_organisation uuid, p_sections boolean, p_after bigint, p_limit int, p_self int)
RETURNS TABLE (epoch bigint, last bigint, forgotten bigint, alerts json, bulletins json) LANGUAGE plpgsql VOLATILE
SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE v_ids uuid[];
BEGIN
  epoch := hub.enter(p_session, p_epoch, p_instant);
  SELECT coalesce(s.last, 0), coalesce(s.forgotten, 0), coalesce(f.alerts, '[]'), f.ids INTO last, forgotten, alerts, v_ids
  FROM (SELECT json_agg(json_build_object('position', x.position, 'kind', x.kind, 'bulletinId', x.bulletin_id, 'occurredAt', hub.iso(x.occurred_at),
        'about', CASE WHEN x.about_id IS NOT NULL THEN json_build_object('organisationId', x.about_id, 'duty', x.duty) END,
        'subjectId', x.subject_id, 'change', x.change) ORDER BY x.position) AS alerts,
      array_agg(DISTINCT x.bulletin_id) FILTER (WHERE x.bulletin_id IS NOT NULL) AS ids
    FROM (SELECT a.position, a.kind, a.bulletin_id, a.occurred_at, a.about_id, a.duty, a.subject_id, a.change FROM hub.alerts a
      WHERE a.organisation_id = p_organisation AND a.position > p_after AND (a.readers && p_scope OR a.bulletin_id IS NULL AND p_self = ANY (a.readers)) AND NOT a.barred && p_scope
        AND (a.kind <> 'REVISED' OR EXISTS (SELECT FROM hub.editions(a.bulletin_id, p_scope) e WHERE e.number = a.number))
        AND (a.kind <> 'UNANSWERED' OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = a.bulletin_id AND b.editors && p_scope))
      ORDER BY a.position LIMIT p_limit) x) f
  LEFT JOIN hub.alert_streams s ON s.organisation_id = p_organisation;
  bulletins := CASE WHEN v_ids IS NULL THEN '[]' ELSE hub.read_bulletins(p_scope, p_organisation, p_instant, v_ids, NULL, p_sections) END;
  RETURN NEXT;
END $$;
REVOKE EXECUTE ON FUNCTION hub.alert_stretch FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.alert_stretch TO hub_app, hub_authority;

-- As in 0036, likewise.
CREATE OR REPLACE FUNCTION hub.notice_mail(p_instant timestamptz, p_limit int) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE s record; v_upto bigint; v_moved int := 0;
BEGIN
  FOR s IN SELECT m.person_id, m.organisation_id, m.position, m.filter, t.last, r.principals, r.self
    FROM hub.mail_settings m JOIN hub.alert_streams t ON t.organisation_id = m.organisation_id CROSS JOIN LATERAL hub.mail_reader(m.person_id) r
    WHERE m.rhythm <> 'OFF' AND t.last > m.position FOR UPDATE OF m SKIP LOCKED
  LOOP
    v_upto := least(s.last, s.position + p_limit);
    INSERT INTO hub.mail_notices (person_id, organisation_id, position, urgent, created_at)
    SELECT s.person_id, s.organisation_id, a.position,
      a.kind <> 'ACCESS_LOST' AND coalesce(b.urgency = 'IMMEDIATE' AND b.readers && s.principals, false) AND coalesce(s.filter->'urgencies' ? 'IMMEDIATE', true), p_instant
    FROM hub.alerts a LEFT JOIN hub.bulletins b ON b.id = a.bulletin_id
    WHERE a.organisation_id = s.organisation_id AND a.position > s.position AND a.position <= v_upto AND (a.readers && s.principals OR a.bulletin_id IS NULL AND s.self = ANY (a.readers)) AND NOT a.barred && s.principals
      -- That something is lost is told to whom it was told before.
      AND (a.kind <> 'ACCESS_LOST' OR EXISTS (SELECT FROM hub.mail_notices n JOIN hub.alerts o ON o.organisation_id = n.organisation_id AND o.position = n.position
        WHERE n.person_id = s.person_id AND o.bulletin_id = a.bulletin_id));
    UPDATE hub.mail_settings m SET position = v_upto, look_at = CASE WHEN FOUND THEN p_instant ELSE m.look_at END WHERE m.person_id = s.person_id;
    v_moved := v_moved + 1;
  END LOOP;
  RETURN v_moved;
END $$;

-- As in 0036, likewise.
CREATE OR REPLACE FUNCTION hub.mail_told(p_message uuid, p_instant timestamptz)
RETURNS TABLE (epoch bigint, roles text[], reader int, officer int, self int, filter jsonb, "position" bigint, kind text, bulletin_id uuid, originator_id uuid, access_epoch int,
  open boolean, named boolean, told boolean, tlp text, readers int[], barred int[], bulletin_readers int[], editors int[],
  reference text, bulletin_kind text, urgency text, countries text[], citizenships text[], exploitation text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT x.epoch, r.roles, r.reader, r.officer, r.self, s.filter, a.position, a.kind, a.bulletin_id, b.originator_id, b.access_epoch,
    (a.bulletin_id IS NULL OR b.readers && r.principals) AND (a.kind <> 'UNANSWERED' OR b.editors && r.principals) AND (a.kind <> 'REVISED' OR EXISTS (SELECT FROM hub.editions(a.bulletin_id, r.principals) e WHERE e.number = a.number)),
    EXISTS (SELECT FROM hub.persons p WHERE p.principal = ANY (v.admitted) OR EXISTS (
      SELECT FROM hub.bulletin_sections c WHERE c.bulletin_id = b.id AND c.number = v.number AND c.admitted && r.principals AND p.principal = ANY (c.admitted))),
    EXISTS (SELECT FROM hub.mail_notices o JOIN hub.alerts q ON q.organisation_id = o.organisation_id AND q.position = o.position
      WHERE o.person_id = n.person_id AND o.told AND q.bulletin_id = a.bulletin_id AND q.position < a.position),
    b.tlp, a.readers, a.barred, b.readers, b.editors, b.reference, b.kind, b.urgency,
    CASE WHEN f.content THEN v.countries ELSE '{}' END, CASE WHEN f.content THEN v.citizenships ELSE '{}' END, CASE WHEN f.content THEN v.exploitation ELSE '{}' END
  FROM hub.mail_notices n JOIN hub.mail_settings s ON s.person_id = n.person_id AND s.rhythm <> 'OFF' CROSS JOIN LATERAL hub.mail_reader(n.person_id) r
  JOIN hub.alerts a ON a.organisation_id = n.organisation_id AND a.position = n.position AND (a.readers && r.principals OR a.bulletin_id IS NULL AND r.self = ANY (a.readers)) AND NOT a.barred && r.principals
  LEFT JOIN hub.bulletins b ON b.id = a.bulletin_id LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
  CROSS JOIN LATERAL (SELECT coalesce(v.admitted && r.principals AND v.gate && r.principals AND (v.lapses_at IS NULL OR v.lapses_at > p_instant), false) AS content) f
  CROSS JOIN hub.access_state x
  WHERE n.message_id = p_message ORDER BY a.position;
END $$;

-- Whom to tell of what all of an edition may know: of each party its readers, and the coordinators.
-- For the worker, and for whoever takes part or coordinates.
CREATE FUNCTION hub.meeting_people(p_edition uuid) RETURNS TABLE (organisation_id uuid, readers int[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT x.id, x.readers FROM (
    SELECT o.id, CASE WHEN p.edition_id IS NULL THEN '{}' ELSE ARRAY[o.reader_principal] END || CASE WHEN o.kind = 'COORDINATOR' THEN hub.coordinators(o.id) ELSE '{}' END AS readers
    FROM hub.organisations o LEFT JOIN hub.meeting_parties p ON p.edition_id = p_edition AND p.organisation_id = o.id WHERE o.suspended_at IS NULL) x
  WHERE x.readers <> '{}' AND (hub.realm() = 'worker' OR hub.attends(p_edition))
$$;

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.meeting_people OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.meeting_people FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.meeting_people TO hub_app';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
