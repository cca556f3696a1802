-- Webhooks: an organisation's own systems are told that something came into its stream. Deliveries are rows like any other, so that they
-- stand under the same row security, exist exactly if what they follow from does, and survive whatever stops.

CREATE TABLE hub.webhook_endpoints (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  url text NOT NULL,
  description text NOT NULL,
  -- Encrypted under a key derived from the hub's encryption key. After a rotation both sign until `previous_until`.
  secret bytea NOT NULL,
  previous_secret bytea,
  previous_until timestamptz,
  -- Up to where the organisation's stream has been made into deliveries.
  position bigint NOT NULL,
  disabled_at timestamptz,
  disabled_by text,
  failing_since timestamptz,
  created_at timestamptz NOT NULL,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT webhook_endpoints_pk PRIMARY KEY (id),
  CONSTRAINT webhook_endpoints_own_uq UNIQUE (id, organisation_id),
  CONSTRAINT webhook_endpoints_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT webhook_endpoints_previous_ck CHECK (num_nonnulls(previous_secret, previous_until) IN (0, 2)),
  CONSTRAINT webhook_endpoints_disabled_ck CHECK (num_nonnulls(disabled_at, disabled_by) IN (0, 2) AND disabled_by IN ('ADMINISTRATOR', 'GONE'))
);
CREATE INDEX webhook_endpoints_organisation_ix ON hub.webhook_endpoints (organisation_id);

CREATE TABLE hub.webhook_deliveries (
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  type text NOT NULL,
  -- The alert's place in the stream; null for a test.
  position bigint,
  state text NOT NULL DEFAULT 'WAITING',
  attempts int NOT NULL DEFAULT 0,
  -- How many attempts of the schedule are over.
  step int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  -- Who is at it, and until when he may be. One who vanished loses it.
  claim uuid,
  claimed_until timestamptz,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT webhook_deliveries_pk PRIMARY KEY (id),
  CONSTRAINT webhook_deliveries_own_uq UNIQUE (id, organisation_id),
  CONSTRAINT webhook_deliveries_position_uq UNIQUE (endpoint_id, position),
  CONSTRAINT webhook_deliveries_endpoint_fk FOREIGN KEY (endpoint_id, organisation_id) REFERENCES hub.webhook_endpoints (id, organisation_id) ON DELETE CASCADE,
  CONSTRAINT webhook_deliveries_type_ck CHECK (type IN ('ALERT', 'TEST') AND (type = 'ALERT') = (position IS NOT NULL)),
  CONSTRAINT webhook_deliveries_state_ck CHECK (state IN ('WAITING', 'DELIVERED', 'EXHAUSTED', 'WITHHELD')),
  CONSTRAINT webhook_deliveries_next_ck CHECK ((state = 'WAITING') = (next_attempt_at IS NOT NULL) AND (state = 'WAITING') = (ended_at IS NULL))
);
CREATE INDEX webhook_deliveries_due_ix ON hub.webhook_deliveries (endpoint_id, next_attempt_at) WHERE state = 'WAITING';
CREATE INDEX webhook_deliveries_claimed_ix ON hub.webhook_deliveries (endpoint_id) WHERE claimed_until IS NOT NULL;
CREATE INDEX webhook_deliveries_newest_ix ON hub.webhook_deliveries (endpoint_id, created_at DESC, id DESC);

CREATE TABLE hub.webhook_attempts (
  delivery_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  number int NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  status int,
  outcome text,
  -- Whether anything of the message may have left.
  sent boolean NOT NULL DEFAULT false,
  CONSTRAINT webhook_attempts_pk PRIMARY KEY (delivery_id, number),
  CONSTRAINT webhook_attempts_delivery_fk FOREIGN KEY (delivery_id, organisation_id) REFERENCES hub.webhook_deliveries (id, organisation_id) ON DELETE CASCADE,
  CONSTRAINT webhook_attempts_ended_ck CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['webhook_endpoints', 'webhook_deliveries', 'webhook_attempts'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, DELETE ON hub.%I TO hub_app', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
    EXECUTE format($p$CREATE POLICY %I ON hub.%I FOR SELECT TO hub_app USING (
      organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]) OR (SELECT hub.realm()) = 'worker')$p$, t || '_read', t);
  END LOOP;
END $$;
GRANT UPDATE (position) ON hub.webhook_endpoints TO hub_authority;
GRANT INSERT ON hub.webhook_deliveries TO hub_authority;

GRANT INSERT, UPDATE (url, description, secret, previous_secret, previous_until, disabled_at, disabled_by, failing_since, revision) ON hub.webhook_endpoints TO hub_app;
CREATE POLICY webhook_endpoints_add ON hub.webhook_endpoints FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]));
CREATE POLICY webhook_endpoints_change ON hub.webhook_endpoints FOR UPDATE TO hub_app
  USING (organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY webhook_endpoints_remove ON hub.webhook_endpoints FOR DELETE TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]));

-- By hand: tests, and once more.
GRANT INSERT, UPDATE (state, attempts, step, next_attempt_at, claim, claimed_until, ended_at) ON hub.webhook_deliveries TO hub_app;
CREATE POLICY webhook_deliveries_add ON hub.webhook_deliveries FOR INSERT TO hub_app WITH CHECK (
  type = 'TEST' AND organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]));
CREATE POLICY webhook_deliveries_change ON hub.webhook_deliveries FOR UPDATE TO hub_app
  USING (organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY webhook_deliveries_forget ON hub.webhook_deliveries FOR DELETE TO hub_app USING ((SELECT hub.realm()) = 'worker');

REVOKE DELETE ON hub.webhook_attempts FROM hub_app;
GRANT INSERT, UPDATE (ended_at, status, outcome, sent) ON hub.webhook_attempts TO hub_app;
CREATE POLICY webhook_attempts_add ON hub.webhook_attempts FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) = 'worker');
CREATE POLICY webhook_attempts_change ON hub.webhook_attempts FOR UPDATE TO hub_app USING ((SELECT hub.realm()) = 'worker');

-- Whether an alert is for the organisation as such: for its readers, and not for persons alone. A reminder is for its officers.
CREATE FUNCTION hub.for_organisation(p_kind text, p_readers int[], p_barred int[], p_reader int, p_officer int) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT (p_readers && ARRAY[1, 2, p_reader] OR (p_kind = 'ACKNOWLEDGEMENT_DUE' AND p_officer = ANY (p_readers))) AND NOT p_barred && ARRAY[1, 2, p_reader]
$$;

-- For the worker. Makes deliveries of what has come into the streams: positions are given after commit and without gaps, so that
-- whatever stands at or before `last` is there to be seen. Says how many endpoints moved on.
CREATE FUNCTION hub.plan_webhooks(p_instant timestamptz, p_limit int) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE e record; v_upto bigint; v_moved int := 0;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  FOR e IN SELECT w.id, w.organisation_id, w.position, s.last, o.reader_principal, o.officer_principal
    FROM hub.webhook_endpoints w JOIN hub.alert_streams s ON s.organisation_id = w.organisation_id JOIN hub.organisations o ON o.id = w.organisation_id
    WHERE w.disabled_at IS NULL AND o.suspended_at IS NULL AND s.last > w.position FOR UPDATE OF w SKIP LOCKED
  LOOP
    v_upto := least(e.last, e.position + p_limit);
    INSERT INTO hub.webhook_deliveries (id, endpoint_id, organisation_id, type, position, next_attempt_at, created_at)
    SELECT gen_random_uuid(), e.id, e.organisation_id, 'ALERT', a.position, p_instant, p_instant FROM hub.alerts a
    WHERE a.organisation_id = e.organisation_id AND a.position > e.position AND a.position <= v_upto
      AND hub.for_organisation(a.kind, a.readers, a.barred, e.reader_principal, e.officer_principal)
      -- That something is lost is told to whom it was told before.
      AND (a.kind <> 'ACCESS_LOST' OR EXISTS (SELECT FROM hub.webhook_deliveries d JOIN hub.alerts b ON b.organisation_id = d.organisation_id AND b.position = d.position
        WHERE d.endpoint_id = e.id AND b.bulletin_id = a.bulletin_id));
    UPDATE hub.webhook_endpoints w SET position = v_upto WHERE w.id = e.id;
    v_moved := v_moved + 1;
  END LOOP;
  RETURN v_moved;
END $$;

-- For the worker. The alert of a delivery as it stands now: whether the organisation as such may see the bulletin, whether this endpoint was
-- told of it before, and for whom both are, so that the application can find out by itself. Of the bulletin nothing but who may know of it.
CREATE FUNCTION hub.webhook_alert(p_delivery uuid)
RETURNS TABLE (epoch bigint, organisation_id uuid, "position" bigint, kind text, occurred_at timestamptz, bulletin_id uuid, originator_id uuid, access_epoch int,
  open boolean, told boolean, tlp text, reader int, officer int, readers int[], barred int[], bulletin_readers int[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT x.epoch, d.organisation_id, a.position, a.kind, a.occurred_at, a.bulletin_id, b.originator_id, b.access_epoch,
    b.tlp <> 'RED' AND b.readers && ARRAY[1, 2, o.reader_principal]
      AND (a.kind <> 'REVISED' OR EXISTS (SELECT FROM hub.editions(a.bulletin_id, ARRAY[1, 2, o.reader_principal]) n WHERE n.number = a.number)),
    EXISTS (SELECT FROM hub.webhook_deliveries p JOIN hub.webhook_attempts t ON t.delivery_id = p.id AND t.sent JOIN hub.alerts q ON q.organisation_id = p.organisation_id AND q.position = p.position
      WHERE p.endpoint_id = d.endpoint_id AND q.bulletin_id = a.bulletin_id AND q.kind <> 'ACCESS_LOST' AND q.position < a.position),
    b.tlp, o.reader_principal, o.officer_principal, a.readers, a.barred, b.readers
  FROM hub.webhook_deliveries d JOIN hub.alerts a ON a.organisation_id = d.organisation_id AND a.position = d.position
  JOIN hub.organisations o ON o.id = d.organisation_id AND o.suspended_at IS NULL
  JOIN hub.bulletins b ON b.id = a.bulletin_id CROSS JOIN hub.access_state x
  WHERE d.id = p_delivery AND hub.for_organisation(a.kind, a.readers, a.barred, o.reader_principal, o.officer_principal);
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['plan_webhooks', 'webhook_alert'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.for_organisation FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.for_organisation TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
