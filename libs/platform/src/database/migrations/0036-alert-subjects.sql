-- Alerts on something else than what a bulletin says: a question, a proposal, a release, a recall, the register. Whoever writes such an event says
-- in its payload who is told (`tell`), in the transaction of the change itself; what hangs on a bulletin is told to whom sees the bulletin as it is delivered.

ALTER TABLE hub.alerts ADD COLUMN subject_id uuid, ADD COLUMN change text,
  ALTER COLUMN bulletin_id DROP NOT NULL, ALTER COLUMN number DROP NOT NULL,
  DROP CONSTRAINT alerts_kind_ck,
  ADD CONSTRAINT alerts_kind_ck CHECK (kind IN ('PUBLISHED', 'REVISED', 'WITHDRAWN', 'EXPIRED', 'ACCESS_LOST', 'ACKNOWLEDGEMENT_DUE', 'UNANSWERED') AND subject_id IS NULL
    OR kind IN ('THREAD', 'PROPOSAL', 'RELEASE', 'RECALL', 'STRUCK', 'TRANSLATION', 'REGISTER', 'HANDOVER', 'IMPORT', 'LEGAL') AND subject_id IS NOT NULL),
  ADD CONSTRAINT alerts_subject_ck CHECK (num_nonnulls(subject_id, change) IN (0, 2)),
  ADD CONSTRAINT alerts_bulletin_ck CHECK (subject_id IS NOT NULL OR num_nonnulls(bulletin_id, number) = 2),
  ADD CONSTRAINT alerts_change_ck CHECK (change ~ '^[A-Z][A-Z_]{0,39}$');

-- As in 0027; and what tells somebody.
CREATE OR REPLACE FUNCTION hub.queue_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  INSERT INTO hub.alert_queue (event_id) SELECT a.id FROM added a
  WHERE a.type IN ('bulletin.published', 'bulletin.withdrawn', 'bulletin.expired', 'bulletin.acknowledgement-due') OR a.payload ? 'tell';
  IF FOUND THEN PERFORM hub.hint('hub_outbox'); END IF;
  RETURN NULL;
END $$;

-- Whom an event tells by its own words: [{organisationId, readers, kind, change, subjectId, bulletinId}], in that order.
CREATE FUNCTION hub.alerts_told(p_tell jsonb)
RETURNS TABLE (organisation_id uuid, kind text, bulletin_id uuid, number int, readers int[], barred int[], rank int, subject_id uuid, change text)
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT (t.v->>'organisationId')::uuid, t.v->>'kind', (t.v->>'bulletinId')::uuid, NULL::int, ARRAY(SELECT r::int FROM jsonb_array_elements_text(t.v->'readers') r), '{}'::int[],
    t.n::int, (t.v->>'subjectId')::uuid, t.v->>'change'
  FROM jsonb_array_elements(p_tell) WITH ORDINALITY t (v, n)
$$;

-- As in 0027; and what an event tells by its own words.
CREATE OR REPLACE FUNCTION hub.distribute_alerts(p_instant timestamptz, p_limit int, p_lead interval, p_late interval) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE e record; v_done bigint[] := '{}'; v_made boolean := false;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  -- Held until the positions given here are committed.
  IF NOT pg_try_advisory_xact_lock(7306) THEN RETURN NULL; END IF;
  WITH fired AS (
    DELETE FROM hub.alert_timers t WHERE (t.bulletin_id, t.kind, t.step) IN (
      SELECT d.bulletin_id, d.kind, d.step FROM hub.alert_timers d WHERE d.fires_at <= p_instant ORDER BY d.fires_at LIMIT p_limit)
    RETURNING t.*)
  INSERT INTO hub.outbox_events (id, type, subject_id, payload, occurred_at)
  SELECT gen_random_uuid(), CASE f.kind WHEN 'EXPIRED' THEN 'bulletin.expired' ELSE 'bulletin.acknowledgement-due' END, f.bulletin_id,
    CASE f.kind WHEN 'EXPIRED' THEN jsonb_build_object('number', f.number) ELSE jsonb_build_object('number', f.number, 'step', f.step) END, f.fires_at
  FROM fired f ORDER BY f.fires_at;
  FOR e IN SELECT q.seq, o.type, o.subject_id, (o.payload->>'number')::int AS number, (o.payload->>'step')::int AS step, o.payload->'tell' AS tell, o.occurred_at
    FROM hub.alert_queue q JOIN hub.outbox_events o ON o.id = q.event_id ORDER BY q.seq LIMIT p_limit
  LOOP
    WITH made AS (
      SELECT m.*, row_number() OVER (PARTITION BY m.organisation_id ORDER BY m.rank) AS n, count(*) OVER (PARTITION BY m.organisation_id) AS of
      FROM (SELECT a.organisation_id, a.kind, e.subject_id AS bulletin_id, a.number, a.readers, a.barred, a.rank, NULL::uuid AS subject_id, NULL AS change
          FROM hub.alerts_of(e.type, e.subject_id, e.number, e.step, p_instant) a
        UNION ALL SELECT * FROM hub.alerts_told(e.tell)) m),
    moved AS (
      INSERT INTO hub.alert_streams AS s (organisation_id, last) SELECT m.organisation_id, m.of FROM made m WHERE m.n = 1 ORDER BY m.organisation_id
      ON CONFLICT (organisation_id) DO UPDATE SET last = s.last + excluded.last RETURNING s.organisation_id, s.last)
    INSERT INTO hub.alerts (organisation_id, position, kind, bulletin_id, number, readers, barred, occurred_at, distributed_at, subject_id, change)
    SELECT m.organisation_id, s.last - m.of + m.n, m.kind, m.bulletin_id, m.number, m.readers, m.barred, e.occurred_at, p_instant, m.subject_id, m.change
    FROM made m JOIN moved s ON s.organisation_id = m.organisation_id;
    v_made := v_made OR FOUND;
    IF e.type = 'bulletin.published' THEN PERFORM hub.set_alert_timers(e.subject_id, e.occurred_at, p_lead, p_late);
    ELSIF e.type = 'bulletin.withdrawn' THEN DELETE FROM hub.alert_timers t WHERE t.bulletin_id = e.subject_id; END IF;
    v_done := v_done || e.seq;
  END LOOP;
  DELETE FROM hub.alert_queue q WHERE q.seq = ANY (v_done);
  IF v_made THEN PERFORM hub.hint('hub_alerts'); END IF;
  RETURN cardinality(v_done);
END $$;

-- As in 0035; with what an alert is about.
CREATE OR REPLACE FUNCTION hub.alert_stretch(p_session uuid, p_epoch int, p_instant timestamptz, p_scope int[], p_organisation uuid, p_sections boolean, p_after bigint, p_limit int)
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
      WHERE a.organisation_id = p_organisation AND a.position > p_after AND a.readers && p_scope AND NOT a.barred && p_scope
        AND (a.kind <> 'REVISED' OR EXISTS (SELECT FROM hub.editions(a.bulletin_id, p_scope) e WHERE e.number = a.number))
        AND (a.kind <> 'UNANSWERED' OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = a.bulletin_id AND b.editors && p_scope))
      ORDER BY a.position LIMIT p_limit) x) f
  LEFT JOIN hub.alert_streams s ON s.organisation_id = p_organisation;
  bulletins := CASE WHEN v_ids IS NULL THEN '[]' ELSE hub.read_bulletins(p_scope, p_organisation, p_instant, v_ids, NULL, p_sections) END;
  RETURN NEXT;
END $$;

-- As in 0032; what is to be done is for officers.
CREATE OR REPLACE FUNCTION hub.for_organisation(p_kind text, p_readers int[], p_barred int[], p_reader int, p_officer int) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT (p_readers && ARRAY[1, 2, p_reader] OR (p_kind NOT IN ('PUBLISHED', 'REVISED', 'WITHDRAWN', 'EXPIRED', 'ACCESS_LOST') AND p_officer = ANY (p_readers))) AND NOT p_barred && ARRAY[1, 2, p_reader]
$$;

-- As in 0030; also of what no bulletin stands behind.
CREATE OR REPLACE FUNCTION hub.webhook_alert(p_delivery uuid)
RETURNS TABLE (epoch bigint, organisation_id uuid, "position" bigint, kind text, occurred_at timestamptz, bulletin_id uuid, originator_id uuid, access_epoch int,
  open boolean, told boolean, tlp text, reader int, officer int, readers int[], barred int[], bulletin_readers int[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT x.epoch, d.organisation_id, a.position, a.kind, a.occurred_at, a.bulletin_id, b.originator_id, b.access_epoch,
    (a.bulletin_id IS NULL OR b.tlp <> 'RED' AND b.readers && ARRAY[1, 2, o.reader_principal])
      AND (a.kind <> 'REVISED' OR EXISTS (SELECT FROM hub.editions(a.bulletin_id, ARRAY[1, 2, o.reader_principal]) n WHERE n.number = a.number)),
    EXISTS (SELECT FROM hub.webhook_deliveries p JOIN hub.webhook_attempts t ON t.delivery_id = p.id AND t.sent JOIN hub.alerts q ON q.organisation_id = p.organisation_id AND q.position = p.position
      WHERE p.endpoint_id = d.endpoint_id AND q.bulletin_id = a.bulletin_id AND q.kind <> 'ACCESS_LOST' AND q.position < a.position),
    b.tlp, o.reader_principal, o.officer_principal, a.readers, a.barred, b.readers
  FROM hub.webhook_deliveries d JOIN hub.alerts a ON a.organisation_id = d.organisation_id AND a.position = d.position
  JOIN hub.organisations o ON o.id = d.organisation_id AND o.suspended_at IS NULL
  LEFT JOIN hub.bulletins b ON b.id = a.bulletin_id CROSS JOIN hub.access_state x
  WHERE d.id = p_delivery AND hub.for_organisation(a.kind, a.readers, a.barred, o.reader_principal, o.officer_principal);
END $$;

-- As in 0031, likewise.
CREATE OR REPLACE FUNCTION hub.notice_mail(p_instant timestamptz, p_limit int) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE s record; v_upto bigint; v_moved int := 0;
BEGIN
  FOR s IN SELECT m.person_id, m.organisation_id, m.position, m.filter, t.last, r.principals
    FROM hub.mail_settings m JOIN hub.alert_streams t ON t.organisation_id = m.organisation_id CROSS JOIN LATERAL hub.mail_reader(m.person_id) r
    WHERE m.rhythm <> 'OFF' AND t.last > m.position FOR UPDATE OF m SKIP LOCKED
  LOOP
    v_upto := least(s.last, s.position + p_limit);
    INSERT INTO hub.mail_notices (person_id, organisation_id, position, urgent, created_at)
    SELECT s.person_id, s.organisation_id, a.position,
      a.kind <> 'ACCESS_LOST' AND coalesce(b.urgency = 'IMMEDIATE' AND b.readers && s.principals, false) AND coalesce(s.filter->'urgencies' ? 'IMMEDIATE', true), p_instant
    FROM hub.alerts a LEFT JOIN hub.bulletins b ON b.id = a.bulletin_id
    WHERE a.organisation_id = s.organisation_id AND a.position > s.position AND a.position <= v_upto AND a.readers && s.principals AND NOT a.barred && s.principals
      -- That something is lost is told to whom it was told before.
      AND (a.kind <> 'ACCESS_LOST' OR EXISTS (SELECT FROM hub.mail_notices n JOIN hub.alerts o ON o.organisation_id = n.organisation_id AND o.position = n.position
        WHERE n.person_id = s.person_id AND o.bulletin_id = a.bulletin_id));
    UPDATE hub.mail_settings m SET position = v_upto, look_at = CASE WHEN FOUND THEN p_instant ELSE m.look_at END WHERE m.person_id = s.person_id;
    v_moved := v_moved + 1;
  END LOOP;
  RETURN v_moved;
END $$;

-- As in 0031, likewise; and who edits, so that the application can find out by itself who may be told that nobody has answered.
DROP FUNCTION hub.mail_told;
CREATE FUNCTION hub.mail_told(p_message uuid, p_instant timestamptz)
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
  JOIN hub.alerts a ON a.organisation_id = n.organisation_id AND a.position = n.position AND a.readers && r.principals AND NOT a.barred && r.principals
  LEFT JOIN hub.bulletins b ON b.id = a.bulletin_id LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
  CROSS JOIN LATERAL (SELECT coalesce(v.admitted && r.principals AND v.gate && r.principals AND (v.lapses_at IS NULL OR v.lapses_at > p_instant), false) AS content) f
  CROSS JOIN hub.access_state x
  WHERE n.message_id = p_message ORDER BY a.position;
END $$;

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.mail_told OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.mail_told FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.mail_told TO hub_app';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.alerts_told FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.alerts_told TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
