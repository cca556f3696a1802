-- Alerts: one stream per organisation, made of the outbox. Positions are given after commit, by one process at a time, so that
-- whoever reads `position > cursor` loses nothing, in whatever order writers commit.

-- What waits to be distributed. Numbers are given while the writer holds the bulletin's lock: of one bulletin they are in the
-- order of its history, and a row is seen here only once its event is committed.
CREATE TABLE hub.alert_queue (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  event_id uuid NOT NULL,
  CONSTRAINT alert_queue_pk PRIMARY KEY (seq)
);

-- What comes due of a bulletin's newest version: its expiry, and reminders of an answer. A row is taken away as its event is made.
CREATE TABLE hub.alert_timers (
  bulletin_id uuid NOT NULL,
  kind text NOT NULL,
  step int NOT NULL,
  number int NOT NULL,
  fires_at timestamptz NOT NULL,
  CONSTRAINT alert_timers_pk PRIMARY KEY (bulletin_id, kind, step),
  CONSTRAINT alert_timers_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT alert_timers_kind_ck CHECK (kind IN ('EXPIRED', 'ACKNOWLEDGEMENT_DUE'))
);
CREATE INDEX alert_timers_fires_ix ON hub.alert_timers (fires_at);

-- How far each stream goes, and up to where it has been forgotten.
CREATE TABLE hub.alert_streams (
  organisation_id uuid NOT NULL,
  last bigint NOT NULL DEFAULT 0,
  forgotten bigint NOT NULL DEFAULT 0,
  CONSTRAINT alert_streams_pk PRIMARY KEY (organisation_id),
  CONSTRAINT alert_streams_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id)
);

-- A stream: for people of the organisation who stand for one of `readers` and for none of `barred`. It names a bulletin and a
-- version; what of it may be shown is found out anew at each delivery.
CREATE TABLE hub.alerts (
  organisation_id uuid NOT NULL,
  position bigint NOT NULL,
  kind text NOT NULL,
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  readers int[] NOT NULL,
  barred int[] NOT NULL,
  occurred_at timestamptz NOT NULL,
  distributed_at timestamptz NOT NULL,
  CONSTRAINT alerts_pk PRIMARY KEY (organisation_id, position),
  CONSTRAINT alerts_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT alerts_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT alerts_kind_ck CHECK (kind IN ('PUBLISHED', 'REVISED', 'WITHDRAWN', 'EXPIRED', 'ACCESS_LOST', 'ACKNOWLEDGEMENT_DUE')),
  CONSTRAINT alerts_position_ck CHECK (position >= 1)
);
CREATE INDEX alerts_distributed_ix ON hub.alerts (distributed_at);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['alert_queue', 'alert_timers', 'alert_streams', 'alerts'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT SELECT ON hub.alert_streams, hub.alerts TO hub_app;
CREATE POLICY alert_streams_read ON hub.alert_streams FOR SELECT TO hub_app USING (organisation_id = (SELECT hub.organisation()));
CREATE POLICY alerts_read ON hub.alerts FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND readers && (SELECT hub.principals())::int[] AND NOT barred && (SELECT hub.principals())::int[]);
GRANT SELECT, INSERT ON hub.outbox_events TO hub_authority;
CREATE POLICY outbox_events_authority ON hub.outbox_events TO hub_authority USING (true) WITH CHECK (true);
GRANT SELECT ON hub.acknowledgements TO hub_authority;
CREATE POLICY acknowledgements_authority ON hub.acknowledgements FOR SELECT TO hub_authority USING (true);

-- No writer can forget to queue what recipients must hear of.
CREATE FUNCTION hub.queue_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  INSERT INTO hub.alert_queue (event_id) SELECT a.id FROM added a
  WHERE a.type IN ('bulletin.published', 'bulletin.withdrawn', 'bulletin.expired', 'bulletin.acknowledgement-due');
  IF FOUND THEN PERFORM pg_notify('hub_outbox', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_events_queue AFTER INSERT ON hub.outbox_events
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION hub.queue_event();

-- The organisations whose people some of these principals are, with those principals: everyone (1 and 2) are people of each.
CREATE FUNCTION hub.covered(p_principals int[]) RETURNS TABLE (organisation_id uuid, principals int[])
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT x.id, array_agg(x.principal ORDER BY x.principal) FROM (
    SELECT o.id, u.principal FROM unnest(p_principals) u (principal) JOIN hub.organisations o ON u.principal <= 2
    UNION SELECT o.id, o.reader_principal FROM hub.organisations o WHERE o.reader_principal = ANY (p_principals)
    UNION SELECT o.id, o.officer_principal FROM hub.organisations o WHERE o.officer_principal = ANY (p_principals)
    UNION SELECT p.organisation_id, p.principal FROM hub.persons p WHERE p.principal = ANY (p_principals)) x
  GROUP BY x.id
$$;

-- Makes the alerts of one event: which organisations, of what kind, for whom in them.
CREATE FUNCTION hub.alerts_of(p_type text, p_bulletin uuid, p_number int, p_step int, p_instant timestamptz)
RETURNS TABLE (organisation_id uuid, kind text, number int, readers int[], barred int[], rank int)
LANGUAGE plpgsql STABLE SET search_path = hub, pg_temp AS $$
DECLARE b hub.bulletins; v_number int; v_now int[]; v_before int[]; v_due timestamptz;
BEGIN
  SELECT * INTO b FROM hub.bulletins x WHERE x.id = p_bulletin;
  v_number := coalesce(p_number, b.published_number);
  SELECT v.admitted, v.acknowledge_by INTO v_now, v_due FROM hub.bulletin_versions v
  WHERE v.bulletin_id = p_bulletin AND v.number = v_number AND v.review_state = 'PUBLISHED';
  IF v_now IS NULL THEN RETURN; END IF;
  IF p_type = 'bulletin.published' THEN
    SELECT v.admitted INTO v_before FROM hub.bulletin_versions v
    WHERE v.bulletin_id = p_bulletin AND v.number < v_number AND v.review_state = 'PUBLISHED' ORDER BY v.number DESC LIMIT 1;
    RETURN QUERY
    WITH now AS MATERIALIZED (SELECT * FROM hub.covered(v_now)), before AS MATERIALIZED (SELECT * FROM hub.covered(coalesce(v_before, '{}')))
    -- Who could not see it before.
    SELECT n.organisation_id, 'PUBLISHED', v_number, n.principals, coalesce(w.principals, '{}'), 1
    FROM now n JOIN hub.organisations o ON o.id = n.organisation_id LEFT JOIN before w ON w.organisation_id = n.organisation_id
    WHERE NOT coalesce(w.principals, '{}') && ARRAY[1, 2, o.reader_principal] AND NOT n.principals <@ coalesce(w.principals, '{}')
    UNION ALL
    -- Who could: where the organisation's people have a new edition. Which of them have it is looked at again for each.
    SELECT n.organisation_id, 'REVISED', v_number, w.principals, '{}', 2
    FROM now n JOIN hub.organisations o ON o.id = n.organisation_id JOIN before w ON w.organisation_id = n.organisation_id
    WHERE EXISTS (SELECT FROM hub.bulletin_editions e WHERE e.bulletin_id = p_bulletin AND e.number = v_number
      AND (e.principal IN (1, 2, o.reader_principal, o.officer_principal) OR EXISTS (SELECT FROM hub.persons p WHERE p.organisation_id = o.id AND p.principal = e.principal)))
    UNION ALL
    -- Who can no more.
    SELECT w.organisation_id, 'ACCESS_LOST', v_number, w.principals, coalesce(n.principals, '{}'), 3
    FROM before w JOIN hub.organisations o ON o.id = w.organisation_id LEFT JOIN now n ON n.organisation_id = w.organisation_id
    WHERE NOT coalesce(n.principals, '{}') && ARRAY[1, 2, o.reader_principal] AND NOT w.principals <@ coalesce(n.principals, '{}');
  ELSIF p_type = 'bulletin.withdrawn' THEN
    RETURN QUERY SELECT c.organisation_id, 'WITHDRAWN', v_number, c.principals, '{}'::int[], 1 FROM hub.covered(v_now) c;
  ELSIF b.state <> 'PUBLISHED' OR b.published_number <> v_number THEN
    RETURN;
  ELSIF p_type = 'bulletin.expired' AND b.expires_at <= p_instant THEN
    RETURN QUERY SELECT c.organisation_id, 'EXPIRED', v_number, c.principals, '{}'::int[], 1 FROM hub.covered(v_now) c;
  ELSIF p_type = 'bulletin.acknowledgement-due' AND v_due IS NOT NULL AND (b.expires_at IS NULL OR b.expires_at > p_instant) THEN
    -- From the officers to the contact point to the deputy, each step to those before as well. RED: the named only.
    RETURN QUERY SELECT c.organisation_id, 'ACKNOWLEDGEMENT_DUE', v_number,
      CASE WHEN b.tlp = 'RED' THEN c.principals ELSE ARRAY[o.officer_principal] || ARRAY(SELECT p.principal FROM hub.persons p
        WHERE p.id = o.contact_point_id AND p_step >= 2 OR p.id = o.deputy_id AND p_step >= 3) END, '{}'::int[], 1
    FROM hub.covered(v_now) c JOIN hub.organisations o ON o.id = c.organisation_id
    WHERE c.organisation_id <> b.originator_id
      AND NOT EXISTS (SELECT FROM hub.acknowledgements a WHERE a.bulletin_id = p_bulletin AND a.organisation_id = c.organisation_id);
  END IF;
END $$;

-- Sets what comes due of a version that has just become the newest. A reminder comes `p_lead` before the due time, and where less
-- time than twice that was given, when half of it is over; then at the due time, and `p_late` after it.
CREATE FUNCTION hub.set_alert_timers(p_bulletin uuid, p_published timestamptz, p_lead interval, p_late interval) RETURNS void
LANGUAGE sql VOLATILE SET search_path = hub, pg_temp AS $$
  DELETE FROM hub.alert_timers t WHERE t.bulletin_id = p_bulletin;
  INSERT INTO hub.alert_timers (bulletin_id, kind, step, number, fires_at)
  SELECT b.id, t.kind, t.step, v.number, t.fires_at
  FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
  CROSS JOIN LATERAL (VALUES
    ('EXPIRED', 1, b.expires_at, true),
    ('ACKNOWLEDGEMENT_DUE', 1, greatest(v.acknowledge_by - p_lead, p_published + (v.acknowledge_by - p_published) / 2), v.acknowledge_by > p_published),
    ('ACKNOWLEDGEMENT_DUE', 2, v.acknowledge_by, v.acknowledge_by > p_published),
    ('ACKNOWLEDGEMENT_DUE', 3, v.acknowledge_by + p_late, v.acknowledge_by + p_late > p_published)) t (kind, step, fires_at, due)
  WHERE b.id = p_bulletin AND b.state = 'PUBLISHED' AND t.fires_at IS NOT NULL AND t.due
$$;

-- For the worker. Distributes what is committed, so many events at most; says how many, or null where another hub is at it. What has
-- come due becomes an event like any other, once.
CREATE FUNCTION hub.distribute_alerts(p_instant timestamptz, p_limit int, p_lead interval, p_late interval) RETURNS int
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
  FOR e IN SELECT q.seq, o.type, o.subject_id, (o.payload->>'number')::int AS number, (o.payload->>'step')::int AS step, o.occurred_at
    FROM hub.alert_queue q JOIN hub.outbox_events o ON o.id = q.event_id ORDER BY q.seq LIMIT p_limit
  LOOP
    WITH made AS (
      SELECT m.*, row_number() OVER (PARTITION BY m.organisation_id ORDER BY m.rank) AS n, count(*) OVER (PARTITION BY m.organisation_id) AS of
      FROM hub.alerts_of(e.type, e.subject_id, e.number, e.step, p_instant) m),
    moved AS (
      INSERT INTO hub.alert_streams AS s (organisation_id, last) SELECT m.organisation_id, m.of FROM made m WHERE m.n = 1 ORDER BY m.organisation_id
      ON CONFLICT (organisation_id) DO UPDATE SET last = s.last + excluded.last RETURNING s.organisation_id, s.last)
    INSERT INTO hub.alerts (organisation_id, position, kind, bulletin_id, number, readers, barred, occurred_at, distributed_at)
    SELECT m.organisation_id, s.last - m.of + m.n, m.kind, e.subject_id, m.number, m.readers, m.barred, e.occurred_at, p_instant
    FROM made m JOIN moved s ON s.organisation_id = m.organisation_id;
    v_made := v_made OR FOUND;
    IF e.type = 'bulletin.published' THEN PERFORM hub.set_alert_timers(e.subject_id, e.occurred_at, p_lead, p_late);
    ELSIF e.type = 'bulletin.withdrawn' THEN DELETE FROM hub.alert_timers t WHERE t.bulletin_id = e.subject_id; END IF;
    v_done := v_done || e.seq;
  END LOOP;
  DELETE FROM hub.alert_queue q WHERE q.seq = ANY (v_done);
  IF v_made THEN PERFORM pg_notify('hub_alerts', ''); END IF;
  RETURN cardinality(v_done);
END $$;

-- For the worker. Forgets what was distributed before an instant; says how many alerts. Whoever has a cursor from before that learns
-- that something is gone.
CREATE FUNCTION hub.forget_alerts(p_before timestamptz) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_gone int;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  WITH old AS (DELETE FROM hub.alerts a WHERE a.distributed_at < p_before RETURNING a.organisation_id, a.position),
  moved AS (
    UPDATE hub.alert_streams s SET forgotten = greatest(s.forgotten, o.last)
    FROM (SELECT organisation_id, max(position) AS last FROM old GROUP BY organisation_id) o WHERE s.organisation_id = o.organisation_id)
  SELECT count(*) INTO v_gone FROM old;
  RETURN v_gone;
END $$;

-- For the worker. What has come into streams since a hub looked last: where, for whom, and whether it is one and the same for all
-- people of the organisation who have the same roles. Names no bulletin.
CREATE FUNCTION hub.alert_tide(p_organisations uuid[], p_after bigint[], p_limit int)
RETURNS TABLE (organisation_id uuid, "position" bigint, readers int[], barred int[], personal boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  WITH tide AS MATERIALIZED (
    SELECT a.* FROM unnest(p_organisations, p_after) s (organisation, after) CROSS JOIN LATERAL (
      SELECT x.* FROM hub.alerts x WHERE x.organisation_id = s.organisation AND x.position > s.after ORDER BY x.position LIMIT p_limit) a),
  named AS MATERIALIZED (
    SELECT DISTINCT t.bulletin_id FROM (SELECT DISTINCT b.bulletin_id FROM tide b) t WHERE EXISTS (
      SELECT FROM (SELECT unnest(b.readers || b.editors) FROM hub.bulletins b WHERE b.id = t.bulletin_id
        UNION SELECT unnest(v.admitted || v.gate || v.editors) FROM hub.bulletin_versions v WHERE v.bulletin_id = t.bulletin_id
        UNION SELECT unnest(s.admitted || s.gate || s.editors) FROM hub.bulletin_sections s WHERE s.bulletin_id = t.bulletin_id) x (principal)
      JOIN hub.persons p ON p.principal = x.principal))
  SELECT t.organisation_id, t.position, t.readers, t.barred,
    t.kind = 'ACCESS_LOST' OR EXISTS (SELECT FROM named n WHERE n.bulletin_id = t.bulletin_id)
  FROM tide t ORDER BY t.organisation_id, t.position;
END $$;

-- As in 0006; those who hold sockets open look again at once.
CREATE OR REPLACE FUNCTION hub.revoke() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7301);
  UPDATE hub.access_state SET epoch = epoch + 1;
  PERFORM pg_notify('hub_access', '');
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['queue_event', 'distribute_alerts', 'forget_alerts', 'alert_tide'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['covered', 'alerts_of', 'set_alert_timers'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_authority', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;

-- What was published before there were alerts comes due too. Its owner could not see it.
CREATE FUNCTION hub.begin_alert_timers() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  INSERT INTO hub.alert_timers (bulletin_id, kind, step, number, fires_at)
  SELECT b.id, 'EXPIRED', 1, b.published_number, b.expires_at FROM hub.bulletins b WHERE b.state = 'PUBLISHED' AND b.expires_at IS NOT NULL
$$;
DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.begin_alert_timers OWNER TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
SELECT hub.begin_alert_timers();
DROP FUNCTION hub.begin_alert_timers();
