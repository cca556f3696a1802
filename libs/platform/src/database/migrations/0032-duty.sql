-- Duty: who is called where an IMMEDIATE bulletin stays unanswered, and that its originator is told.

-- An organisation's rota, in the order of calling. Without hours: whoever is left, at any time.
CREATE TABLE hub.duty_shifts (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  position int NOT NULL,
  person_id uuid,
  label text,
  -- E.164, encrypted under a key derived from the hub's encryption key, bound to the shift.
  telephone bytea NOT NULL,
  channel text NOT NULL,
  language text NOT NULL,
  -- {zone, from, until, weekdays, firstDay, lastDay}: wall clock of an IANA zone.
  hours jsonb,
  CONSTRAINT duty_shifts_pk PRIMARY KEY (id),
  CONSTRAINT duty_shifts_position_uq UNIQUE (organisation_id, position),
  CONSTRAINT duty_shifts_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT duty_shifts_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT duty_shifts_who_ck CHECK (num_nonnulls(person_id, label) = 1),
  CONSTRAINT duty_shifts_channel_ck CHECK (channel IN ('SMS', 'VOICE')),
  CONSTRAINT duty_shifts_language_ck CHECK (language IN ('ja', 'en'))
);

-- An organisation that an IMMEDIATE bulletin has reached: `since` when, by version `number`. Looked at when its time is over, then for
-- each person who is called; null once there is nothing more to do.
CREATE TABLE hub.duty_watches (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  number int NOT NULL,
  since timestamptz NOT NULL,
  next_at timestamptz NOT NULL DEFAULT '-infinity',
  over boolean NOT NULL DEFAULT false,
  told_at timestamptz,
  CONSTRAINT duty_watches_pk PRIMARY KEY (id),
  CONSTRAINT duty_watches_version_uq UNIQUE (bulletin_id, organisation_id, number),
  CONSTRAINT duty_watches_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT duty_watches_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id)
);
CREATE INDEX duty_watches_live_ix ON hub.duty_watches (since) WHERE NOT over;

-- A call of one person: what the gateway is asked for stays the same in every attempt. `named`: of a bulletin marked RED.
CREATE TABLE hub.duty_calls (
  id uuid NOT NULL,
  watch_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id uuid,
  label text,
  named boolean NOT NULL,
  telephone bytea NOT NULL,
  channel text NOT NULL,
  language text NOT NULL,
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
  CONSTRAINT duty_calls_pk PRIMARY KEY (id),
  CONSTRAINT duty_calls_watch_fk FOREIGN KEY (watch_id) REFERENCES hub.duty_watches (id) ON DELETE CASCADE,
  CONSTRAINT duty_calls_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT duty_calls_state_ck CHECK (state IN ('WAITING', 'TAKEN', 'EXHAUSTED', 'DROPPED')),
  CONSTRAINT duty_calls_named_ck CHECK (NOT named OR person_id IS NOT NULL),
  CONSTRAINT duty_calls_next_ck CHECK ((state = 'WAITING') = (next_attempt_at IS NOT NULL) AND (state = 'WAITING') = (ended_at IS NULL))
);
CREATE INDEX duty_calls_due_ix ON hub.duty_calls (next_attempt_at) WHERE state = 'WAITING';
CREATE INDEX duty_calls_watch_ix ON hub.duty_calls (watch_id);
CREATE INDEX duty_calls_newest_ix ON hub.duty_calls (organisation_id, created_at DESC, id DESC);

CREATE TABLE hub.duty_attempts (
  call_id uuid NOT NULL,
  number int NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  status int,
  outcome text,
  CONSTRAINT duty_attempts_pk PRIMARY KEY (call_id, number),
  CONSTRAINT duty_attempts_call_fk FOREIGN KEY (call_id) REFERENCES hub.duty_calls (id) ON DELETE CASCADE,
  CONSTRAINT duty_attempts_ended_ck CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

-- That an organisation has not answered, in the stream of the originator: which one, and what became of calling its person on duty.
ALTER TABLE hub.alerts ADD COLUMN about_id uuid, ADD COLUMN duty text,
  DROP CONSTRAINT alerts_kind_ck,
  ADD CONSTRAINT alerts_kind_ck CHECK (kind IN ('PUBLISHED', 'REVISED', 'WITHDRAWN', 'EXPIRED', 'ACCESS_LOST', 'ACKNOWLEDGEMENT_DUE', 'UNANSWERED')),
  ADD CONSTRAINT alerts_about_fk FOREIGN KEY (about_id) REFERENCES hub.organisations (id),
  ADD CONSTRAINT alerts_about_ck CHECK (num_nonnulls(about_id, duty) = CASE WHEN kind = 'UNANSWERED' THEN 2 ELSE 0 END),
  ADD CONSTRAINT alerts_duty_ck CHECK (duty IN ('CALLED', 'NOT_REACHED', 'NOBODY'));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['duty_shifts', 'duty_watches', 'duty_calls', 'duty_attempts'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app, hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT INSERT, UPDATE (told_at) ON hub.duty_watches TO hub_authority;

-- The rota: the own organisation's administrators and contact points keep it, the worker calls by it.
GRANT INSERT, DELETE ON hub.duty_shifts TO hub_app;
CREATE POLICY duty_shifts_read ON hub.duty_shifts FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT'] OR (SELECT hub.realm()) = 'worker');
CREATE POLICY duty_shifts_add ON hub.duty_shifts FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']
  -- Of persons one sees the own organisation's only.
  AND (person_id IS NULL OR EXISTS (SELECT FROM hub.persons p WHERE p.id = duty_shifts.person_id)));
CREATE POLICY duty_shifts_remove ON hub.duty_shifts FOR DELETE TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']);

GRANT UPDATE (next_at, over), DELETE ON hub.duty_watches TO hub_app;
CREATE POLICY duty_watches_worker ON hub.duty_watches TO hub_app USING ((SELECT hub.realm()) = 'worker');

-- The log of calls: of what is marked RED each person sees the calls of himself alone.
GRANT INSERT, UPDATE (state, attempts, step, next_attempt_at, claim, claimed_until, ended_at) ON hub.duty_calls TO hub_app;
CREATE POLICY duty_calls_read ON hub.duty_calls FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND NOT named AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']
  OR person_id = (SELECT hub.person()) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY duty_calls_add ON hub.duty_calls FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) = 'worker');
CREATE POLICY duty_calls_change ON hub.duty_calls FOR UPDATE TO hub_app USING ((SELECT hub.realm()) = 'worker');

GRANT INSERT, UPDATE (ended_at, status, outcome) ON hub.duty_attempts TO hub_app;
CREATE POLICY duty_attempts_read ON hub.duty_attempts FOR SELECT TO hub_app USING (EXISTS (SELECT FROM hub.duty_calls c WHERE c.id = duty_attempts.call_id));
CREATE POLICY duty_attempts_add ON hub.duty_attempts FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) = 'worker');
CREATE POLICY duty_attempts_change ON hub.duty_attempts FOR UPDATE TO hub_app USING ((SELECT hub.realm()) = 'worker');

-- Whom an IMMEDIATE bulletin reaches is watched, in the transaction that tells them of it: who had none of it before, and everybody where it
-- was less urgent before. The originator does not answer its own.
CREATE FUNCTION hub.watch_alerts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  INSERT INTO hub.duty_watches (id, bulletin_id, organisation_id, number, since)
  SELECT gen_random_uuid(), a.bulletin_id, a.organisation_id, a.number, v.published_at
  FROM added a JOIN hub.bulletin_versions v ON v.bulletin_id = a.bulletin_id AND v.number = a.number AND v.urgency = 'IMMEDIATE'
  JOIN hub.bulletins b ON b.id = a.bulletin_id AND b.originator_id <> a.organisation_id
  LEFT JOIN LATERAL (SELECT w.urgency FROM hub.bulletin_versions w WHERE w.bulletin_id = a.bulletin_id AND w.number < a.number AND w.review_state = 'PUBLISHED'
    ORDER BY w.number DESC LIMIT 1) before ON true
  WHERE a.kind = 'PUBLISHED' AND a.barred = '{}' OR a.kind IN ('PUBLISHED', 'REVISED') AND before.urgency <> 'IMMEDIATE'
  ON CONFLICT (bulletin_id, organisation_id, number) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER alerts_watch AFTER INSERT ON hub.alerts
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION hub.watch_alerts();

-- For the worker. A watch whose organisation may still be called: the bulletin is IMMEDIATE and the organisation's to see, and nobody
-- there has answered as acting since it came. `named`: marked RED, so that only `callable` may be called; else `callable` are those of
-- the persons on its rota who take part.
CREATE FUNCTION hub.duty_standing(p_watch uuid, p_instant timestamptz)
RETURNS TABLE (epoch bigint, organisation_id uuid, named boolean, callable uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT x.epoch, w.organisation_id, b.tlp = 'RED', ARRAY(
    SELECT p.id FROM hub.persons p WHERE p.organisation_id = w.organisation_id AND p.suspended_at IS NULL AND p.ended_at IS NULL
      AND (b.tlp <> 'RED' OR p.principal = ANY (b.readers))
      AND EXISTS (SELECT FROM hub.duty_shifts s WHERE s.person_id = p.id))
  FROM hub.duty_watches w JOIN hub.bulletins b ON b.id = w.bulletin_id
  JOIN hub.organisations o ON o.id = w.organisation_id AND o.suspended_at IS NULL
  CROSS JOIN hub.access_state x
  WHERE w.id = p_watch AND b.state = 'PUBLISHED' AND b.urgency = 'IMMEDIATE' AND (b.expires_at IS NULL OR b.expires_at > p_instant)
    AND CASE WHEN b.tlp = 'RED' THEN EXISTS (SELECT FROM hub.persons p WHERE p.organisation_id = o.id AND p.principal = ANY (b.readers) AND p.ended_at IS NULL)
      ELSE b.readers && ARRAY[1, 2, o.reader_principal] END
    AND NOT EXISTS (SELECT FROM hub.duty_watches n WHERE n.bulletin_id = w.bulletin_id AND n.organisation_id = w.organisation_id AND n.number > w.number)
    AND NOT EXISTS (SELECT FROM hub.acknowledgements a
      WHERE a.bulletin_id = w.bulletin_id AND a.organisation_id = w.organisation_id AND a.kind = 'ACTING' AND a.acknowledged_at >= w.since);
END $$;

-- For the worker. Tells the originator, once: those who see its answers. False where there is nothing to tell any more. Its place in the
-- stream is given under the distributor's lock.
CREATE FUNCTION hub.tell_unanswered(p_watch uuid, p_instant timestamptz, p_duty text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE w hub.duty_watches; b hub.bulletins; v_position bigint;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  PERFORM pg_advisory_xact_lock(7306);
  SELECT * INTO w FROM hub.duty_watches x WHERE x.id = p_watch AND x.told_at IS NULL FOR UPDATE;
  IF w.id IS NULL OR NOT EXISTS (SELECT FROM hub.duty_standing(p_watch, p_instant)) THEN RETURN false; END IF;
  SELECT * INTO b FROM hub.bulletins x WHERE x.id = w.bulletin_id;
  INSERT INTO hub.alert_streams AS s (organisation_id, last) VALUES (b.originator_id, 1)
  ON CONFLICT (organisation_id) DO UPDATE SET last = s.last + 1 RETURNING s.last INTO v_position;
  INSERT INTO hub.alerts (organisation_id, position, kind, bulletin_id, number, readers, barred, occurred_at, distributed_at, about_id, duty)
  VALUES (b.originator_id, v_position, 'UNANSWERED', b.id, b.published_number, b.editors, '{}', p_instant, p_instant, w.organisation_id, p_duty);
  UPDATE hub.duty_watches x SET told_at = p_instant WHERE x.id = w.id;
  PERFORM pg_notify('hub_alerts', '');
  RETURN true;
END $$;

-- As in 0030; that nobody has answered is, like a reminder, for officers.
CREATE OR REPLACE FUNCTION hub.for_organisation(p_kind text, p_readers int[], p_barred int[], p_reader int, p_officer int) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT (p_readers && ARRAY[1, 2, p_reader] OR (p_kind IN ('ACKNOWLEDGEMENT_DUE', 'UNANSWERED') AND p_officer = ANY (p_readers))) AND NOT p_barred && ARRAY[1, 2, p_reader]
$$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['watch_alerts', 'duty_standing', 'tell_unanswered'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
