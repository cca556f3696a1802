-- E-mail: people are told that something came into their stream, as they themselves want to be told. Mails are rows like webhooks' deliveries
-- (0030): under the same row security, there exactly if what they follow from is, and surviving whatever stops.

CREATE TABLE hub.mail_settings (
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  rhythm text NOT NULL,
  -- By the clock on the wall in `zone`.
  daily_at time NOT NULL,
  quiet_from time,
  quiet_until time,
  zone text NOT NULL,
  -- Null: the person's own.
  language text,
  filter jsonb NOT NULL,
  -- Up to where the organisation's stream has been made into notices of the person.
  position bigint NOT NULL DEFAULT 0,
  -- When to look whether a mail is to be made; null: nothing waits for one.
  look_at timestamptz,
  -- When a mail last left, or may have.
  last_sent_at timestamptz,
  failing_since timestamptz,
  -- What was refused is left alone until then.
  held_until timestamptz,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT mail_settings_pk PRIMARY KEY (person_id),
  CONSTRAINT mail_settings_own_uq UNIQUE (person_id, organisation_id),
  CONSTRAINT mail_settings_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT mail_settings_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT mail_settings_rhythm_ck CHECK (rhythm IN ('AT_ONCE', 'HOURLY', 'DAILY', 'OFF')),
  CONSTRAINT mail_settings_quiet_ck CHECK (num_nonnulls(quiet_from, quiet_until) IN (0, 2) AND quiet_from <> quiet_until),
  CONSTRAINT mail_settings_language_ck CHECK (language IN ('ja', 'en'))
);
CREATE INDEX mail_settings_organisation_ix ON hub.mail_settings (organisation_id);
CREATE INDEX mail_settings_look_ix ON hub.mail_settings (look_at) WHERE look_at IS NOT NULL;

CREATE TABLE hub.mail_messages (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  -- Waits for no quiet hours to end.
  urgent boolean NOT NULL,
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
  CONSTRAINT mail_messages_pk PRIMARY KEY (id),
  CONSTRAINT mail_messages_own_uq UNIQUE (id, person_id, organisation_id),
  CONSTRAINT mail_messages_settings_fk FOREIGN KEY (person_id, organisation_id) REFERENCES hub.mail_settings (person_id, organisation_id),
  CONSTRAINT mail_messages_state_ck CHECK (state IN ('WAITING', 'SENT', 'WITHHELD', 'CANCELLED')),
  CONSTRAINT mail_messages_next_ck CHECK ((state = 'WAITING') = (next_attempt_at IS NOT NULL) AND (state = 'WAITING') = (ended_at IS NULL))
);
CREATE INDEX mail_messages_due_ix ON hub.mail_messages (next_attempt_at) WHERE state = 'WAITING';
CREATE INDEX mail_messages_waiting_ix ON hub.mail_messages (person_id) WHERE state = 'WAITING';
CREATE INDEX mail_messages_newest_ix ON hub.mail_messages (person_id, created_at DESC, id DESC);

CREATE TABLE hub.mail_attempts (
  message_id uuid NOT NULL,
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  number int NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  status int,
  outcome text,
  -- Whether anything of the mail may have left.
  sent boolean NOT NULL DEFAULT false,
  CONSTRAINT mail_attempts_pk PRIMARY KEY (message_id, number),
  CONSTRAINT mail_attempts_message_fk FOREIGN KEY (message_id, person_id, organisation_id) REFERENCES hub.mail_messages (id, person_id, organisation_id) ON DELETE CASCADE,
  CONSTRAINT mail_attempts_ended_ck CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

-- An alert that is for the person: it waits for a mail, or stands in one. What of it may be told is found out as the mail leaves.
CREATE TABLE hub.mail_notices (
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  position bigint NOT NULL,
  urgent boolean NOT NULL,
  message_id uuid,
  -- Whether a mail that named the bulletin may have left.
  told boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CONSTRAINT mail_notices_pk PRIMARY KEY (person_id, position),
  CONSTRAINT mail_notices_settings_fk FOREIGN KEY (person_id, organisation_id) REFERENCES hub.mail_settings (person_id, organisation_id),
  CONSTRAINT mail_notices_message_fk FOREIGN KEY (message_id, person_id, organisation_id) REFERENCES hub.mail_messages (id, person_id, organisation_id) ON DELETE CASCADE
);
CREATE INDEX mail_notices_waiting_ix ON hub.mail_notices (person_id) WHERE message_id IS NULL;
CREATE INDEX mail_notices_message_ix ON hub.mail_notices (message_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['mail_settings', 'mail_messages', 'mail_attempts', 'mail_notices'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app, hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;

-- How somebody wants to be told is his own; that it fails is his administrators' to see.
CREATE POLICY mail_settings_read ON hub.mail_settings FOR SELECT TO hub_app USING (
  person_id = (SELECT hub.person()) OR (SELECT hub.realm()) = 'worker'
  OR (organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]) AND failing_since IS NOT NULL));
GRANT INSERT (person_id, organisation_id, rhythm, daily_at, quiet_from, quiet_until, zone, language, filter),
  UPDATE (rhythm, daily_at, quiet_from, quiet_until, zone, language, filter, look_at, last_sent_at, failing_since, held_until, revision) ON hub.mail_settings TO hub_app;
CREATE POLICY mail_settings_add ON hub.mail_settings FOR INSERT TO hub_app WITH CHECK (
  person_id = (SELECT hub.person()) AND organisation_id = (SELECT hub.organisation()));
CREATE POLICY mail_settings_change ON hub.mail_settings FOR UPDATE TO hub_app
  USING (person_id = (SELECT hub.person()) OR (SELECT hub.realm()) = 'worker');
GRANT UPDATE ON hub.mail_settings TO hub_authority;

-- The log: when, and how it ended. Never about what.
CREATE POLICY mail_messages_read ON hub.mail_messages FOR SELECT TO hub_app USING (
  person_id = (SELECT hub.person()) OR (SELECT hub.realm()) = 'worker'
  OR (organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[])));
GRANT UPDATE (state, attempts, step, next_attempt_at, claim, claimed_until, ended_at), DELETE ON hub.mail_messages TO hub_app;
CREATE POLICY mail_messages_change ON hub.mail_messages FOR UPDATE TO hub_app USING ((SELECT hub.realm()) = 'worker');
CREATE POLICY mail_messages_forget ON hub.mail_messages FOR DELETE TO hub_app USING ((SELECT hub.realm()) = 'worker');
GRANT INSERT, UPDATE ON hub.mail_messages TO hub_authority;

CREATE POLICY mail_attempts_read ON hub.mail_attempts FOR SELECT TO hub_app USING (
  person_id = (SELECT hub.person()) OR (SELECT hub.realm()) = 'worker'
  OR (organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[])));
GRANT INSERT, UPDATE (ended_at, status, outcome, sent) ON hub.mail_attempts TO hub_app;
CREATE POLICY mail_attempts_add ON hub.mail_attempts FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) = 'worker');
CREATE POLICY mail_attempts_change ON hub.mail_attempts FOR UPDATE TO hub_app USING ((SELECT hub.realm()) = 'worker');

CREATE POLICY mail_notices_read ON hub.mail_notices FOR SELECT TO hub_app USING ((SELECT hub.realm()) = 'worker');
GRANT UPDATE (told), DELETE ON hub.mail_notices TO hub_app;
CREATE POLICY mail_notices_change ON hub.mail_notices FOR UPDATE TO hub_app USING ((SELECT hub.realm()) = 'worker');
CREATE POLICY mail_notices_forget ON hub.mail_notices FOR DELETE TO hub_app USING ((SELECT hub.realm()) = 'worker');
GRANT INSERT, UPDATE, DELETE ON hub.mail_notices TO hub_authority;

-- Whoever wants mail again is told of what comes from then on.
CREATE FUNCTION hub.begin_mail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NEW.rhythm <> 'OFF' AND (TG_OP = 'INSERT' OR OLD.rhythm = 'OFF') THEN
    NEW.position := coalesce((SELECT s.last FROM hub.alert_streams s WHERE s.organisation_id = NEW.organisation_id), 0);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mail_settings_begin BEFORE INSERT OR UPDATE OF rhythm ON hub.mail_settings FOR EACH ROW EXECUTE FUNCTION hub.begin_mail();

-- A new address has refused nothing yet.
CREATE FUNCTION hub.resume_mail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.mail_settings s SET held_until = NULL WHERE s.person_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER persons_mail AFTER UPDATE OF email ON hub.persons FOR EACH ROW WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION hub.resume_mail();

-- Whom mail may go to now, and which principals he stands for: as hub.enter says, but of nobody's session.
CREATE FUNCTION hub.mail_reader(p_person uuid)
RETURNS TABLE (organisation_id uuid, roles text[], email text, language text, reader int, officer int, self int, principals int[])
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT o.id, p.roles, p.email, p.language, o.reader_principal, o.officer_principal, p.principal,
    ARRAY[1] || CASE WHEN p.roles && ARRAY['READER','OFFICER','CONTACT_POINT'] THEN ARRAY[2, o.reader_principal, p.principal] ELSE '{}' END
      || CASE WHEN 'OFFICER' = ANY (p.roles) THEN ARRAY[o.officer_principal] ELSE '{}' END
  FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id
  WHERE p.id = p_person AND p.ended_at IS NULL AND p.suspended_at IS NULL AND o.suspended_at IS NULL
$$;

-- When what has waited since an instant is due by the person's rhythm.
CREATE FUNCTION hub.mail_slot(p_rhythm text, p_daily_at time, p_zone text, p_since timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT CASE p_rhythm WHEN 'AT_ONCE' THEN p_since
    WHEN 'HOURLY' THEN date_trunc('hour', p_since, p_zone) + interval '1 hour'
    WHEN 'DAILY' THEN ((p_since AT TIME ZONE p_zone)::date + p_daily_at
      + CASE WHEN ((p_since AT TIME ZONE p_zone)::date + p_daily_at) AT TIME ZONE p_zone <= p_since THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE p_zone END
$$;

-- The instant, or where it lies in quiet hours their end. They may go over midnight.
CREATE FUNCTION hub.after_quiet(p_at timestamptz, p_from time, p_until time, p_zone text) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT CASE
    WHEN p_from IS NULL THEN p_at
    WHEN p_from < p_until AND l.at::time >= p_from AND l.at::time < p_until THEN (l.at::date + p_until) AT TIME ZONE p_zone
    WHEN p_from > p_until AND l.at::time < p_until THEN (l.at::date + p_until) AT TIME ZONE p_zone
    WHEN p_from > p_until AND l.at::time >= p_from THEN (l.at::date + 1 + p_until) AT TIME ZONE p_zone
    ELSE p_at END
  FROM (SELECT p_at AT TIME ZONE p_zone AS at) l
$$;

-- Makes notices of what has come into the streams: positions are given after commit and without gaps (0027).
CREATE FUNCTION hub.notice_mail(p_instant timestamptz, p_limit int) RETURNS int
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
      a.kind <> 'ACCESS_LOST' AND b.urgency = 'IMMEDIATE' AND b.readers && s.principals AND coalesce(s.filter->'urgencies' ? 'IMMEDIATE', true), p_instant
    FROM hub.alerts a JOIN hub.bulletins b ON b.id = a.bulletin_id
    WHERE a.organisation_id = s.organisation_id AND a.position > s.position AND a.position <= v_upto AND a.readers && s.principals AND NOT a.barred && s.principals
      -- That something is lost is told to whom it was told before.
      AND (a.kind <> 'ACCESS_LOST' OR EXISTS (SELECT FROM hub.mail_notices n JOIN hub.alerts o ON o.organisation_id = n.organisation_id AND o.position = n.position
        WHERE n.person_id = s.person_id AND o.bulletin_id = a.bulletin_id));
    UPDATE hub.mail_settings m SET position = v_upto, look_at = CASE WHEN FOUND THEN p_instant ELSE m.look_at END WHERE m.person_id = s.person_id;
    v_moved := v_moved + 1;
  END LOOP;
  RETURN v_moved;
END $$;

-- Makes mails of notices that are due: of a person one at a time, but that what is urgent does not wait for one that is tried again.
CREATE FUNCTION hub.gather_mail(p_instant timestamptz, p_limit int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE s hub.mail_settings; v_urgent boolean; v_since timestamptz; v_waits boolean; v_fresh boolean; v_free timestamptz; v_due timestamptz; v_message uuid;
BEGIN
  FOR s IN SELECT * FROM hub.mail_settings m WHERE m.look_at <= p_instant AND m.rhythm <> 'OFF' ORDER BY m.look_at LIMIT p_limit FOR UPDATE SKIP LOCKED LOOP
    SELECT bool_or(n.urgent), min(n.created_at) FILTER (WHERE NOT n.urgent) INTO v_urgent, v_since FROM hub.mail_notices n WHERE n.person_id = s.person_id AND n.message_id IS NULL;
    SELECT count(*) > 0, coalesce(bool_or(m.attempts = 0), false) INTO v_waits, v_fresh FROM hub.mail_messages m WHERE m.person_id = s.person_id AND m.state = 'WAITING';
    -- At most one a minute: what comes meanwhile stands in the next.
    v_free := greatest(p_instant, s.last_sent_at + interval '1 minute', s.held_until);
    v_due := hub.after_quiet(greatest(hub.mail_slot(s.rhythm, s.daily_at, s.zone, v_since), v_free), s.quiet_from, s.quiet_until, s.zone);
    IF v_free = p_instant AND NOT v_fresh AND (v_urgent OR (v_since IS NOT NULL AND v_due = p_instant AND NOT v_waits)) THEN
      INSERT INTO hub.mail_messages (id, person_id, organisation_id, urgent, next_attempt_at, created_at)
      VALUES (gen_random_uuid(), s.person_id, s.organisation_id, coalesce(v_urgent, false), p_instant, p_instant) RETURNING id INTO v_message;
      UPDATE hub.mail_notices n SET message_id = v_message WHERE n.person_id = s.person_id AND n.position IN (
        SELECT o.position FROM hub.mail_notices o WHERE o.person_id = s.person_id AND o.message_id IS NULL
          AND (o.urgent OR (v_since IS NOT NULL AND v_due = p_instant AND NOT v_waits)) ORDER BY o.urgent DESC, o.position LIMIT 100);
      v_waits := true;
    END IF;
    -- What waits behind a mail is looked at again as that ends.
    UPDATE hub.mail_settings m SET look_at = CASE WHEN v_urgent IS NULL THEN NULL
      WHEN v_urgent THEN greatest(v_free, p_instant + interval '1 second') WHEN v_waits THEN NULL ELSE v_due END WHERE m.person_id = s.person_id;
  END LOOP;
END $$;

-- For the worker, one hub at a time. Gives up what waits for those who want no mail, makes notices and mails, and claims those that are due
-- until an instant: of each person one, and none within a minute of his last.
CREATE FUNCTION hub.claim_mail(p_instant timestamptz, p_limit int, p_claim uuid, p_until timestamptz)
RETURNS TABLE (id uuid, person_id uuid, organisation_id uuid, created_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  -- Held to the end, so that who comes next sees what is claimed here.
  IF NOT pg_try_advisory_xact_lock(7331) THEN RETURN; END IF;
  DELETE FROM hub.mail_notices n USING hub.mail_settings s WHERE s.person_id = n.person_id AND s.rhythm = 'OFF' AND n.message_id IS NULL;
  UPDATE hub.mail_messages m SET state = 'CANCELLED', next_attempt_at = NULL, ended_at = p_instant FROM hub.mail_settings s
  WHERE m.state = 'WAITING' AND s.person_id = m.person_id AND s.rhythm = 'OFF' AND (m.claimed_until IS NULL OR m.claimed_until <= p_instant);
  WHILE hub.notice_mail(p_instant, 1000) > 0 LOOP END LOOP;
  PERFORM hub.gather_mail(p_instant, 1000);
  RETURN QUERY
  WITH due AS (
    SELECT d.id FROM (
      SELECT DISTINCT ON (m.person_id) m.id, m.urgent, m.next_attempt_at, s.failing_since FROM hub.mail_messages m JOIN hub.mail_settings s ON s.person_id = m.person_id
      CROSS JOIN LATERAL hub.mail_reader(m.person_id) r
      WHERE m.state = 'WAITING' AND m.next_attempt_at <= p_instant AND (s.held_until IS NULL OR s.held_until <= p_instant)
        AND (s.last_sent_at IS NULL OR s.last_sent_at <= p_instant - interval '1 minute')
        AND (m.urgent OR hub.after_quiet(p_instant, s.quiet_from, s.quiet_until, s.zone) = p_instant)
        AND NOT EXISTS (SELECT FROM hub.mail_messages y WHERE y.person_id = m.person_id AND y.state = 'WAITING' AND y.claimed_until > p_instant)
      ORDER BY m.person_id, m.urgent DESC, m.next_attempt_at) d
    ORDER BY d.failing_since IS NOT NULL, d.urgent DESC, d.next_attempt_at LIMIT p_limit)
  UPDATE hub.mail_messages m SET claim = p_claim, claimed_until = p_until FROM due WHERE m.id = due.id
  RETURNING m.id, m.person_id, m.organisation_id, m.created_at;
END $$;

-- For the worker. Where a person's mail goes now, and in which language; nothing where it may not go.
CREATE FUNCTION hub.mail_address(p_person uuid) RETURNS TABLE (email text, language text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY SELECT r.email, coalesce(s.language, r.language) FROM hub.mail_settings s CROSS JOIN LATERAL hub.mail_reader(s.person_id) r
  WHERE s.person_id = p_person AND s.rhythm <> 'OFF';
END $$;

-- For the worker. The notices of a mail as they stand now: whether the person may see the bulletin, whether it names persons in what he sees, whether
-- a mail told him of it before, and for whom all that is, so that the application can find out by itself. Of the bulletin what a mail may say, and what his
-- filters look at where he may read it; nothing else.
CREATE FUNCTION hub.mail_told(p_message uuid, p_instant timestamptz)
RETURNS TABLE (epoch bigint, roles text[], reader int, officer int, self int, filter jsonb, "position" bigint, kind text, bulletin_id uuid, originator_id uuid, access_epoch int,
  open boolean, named boolean, told boolean, tlp text, readers int[], barred int[], bulletin_readers int[],
  reference text, bulletin_kind text, urgency text, countries text[], citizenships text[], exploitation text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT x.epoch, r.roles, r.reader, r.officer, r.self, s.filter, a.position, a.kind, a.bulletin_id, b.originator_id, b.access_epoch,
    b.readers && r.principals AND (a.kind <> 'REVISED' OR EXISTS (SELECT FROM hub.editions(a.bulletin_id, r.principals) e WHERE e.number = a.number)),
    EXISTS (SELECT FROM hub.persons p WHERE p.principal = ANY (v.admitted) OR EXISTS (
      SELECT FROM hub.bulletin_sections c WHERE c.bulletin_id = b.id AND c.number = v.number AND c.admitted && r.principals AND p.principal = ANY (c.admitted))),
    EXISTS (SELECT FROM hub.mail_notices o JOIN hub.alerts q ON q.organisation_id = o.organisation_id AND q.position = o.position
      WHERE o.person_id = n.person_id AND o.told AND q.bulletin_id = a.bulletin_id AND q.position < a.position),
    b.tlp, a.readers, a.barred, b.readers, b.reference, b.kind, b.urgency,
    CASE WHEN f.content THEN v.countries ELSE '{}' END, CASE WHEN f.content THEN v.citizenships ELSE '{}' END, CASE WHEN f.content THEN v.exploitation ELSE '{}' END
  FROM hub.mail_notices n JOIN hub.mail_settings s ON s.person_id = n.person_id AND s.rhythm <> 'OFF' CROSS JOIN LATERAL hub.mail_reader(n.person_id) r
  JOIN hub.alerts a ON a.organisation_id = n.organisation_id AND a.position = n.position AND a.readers && r.principals AND NOT a.barred && r.principals
  JOIN hub.bulletins b ON b.id = a.bulletin_id JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
  CROSS JOIN LATERAL (SELECT v.admitted && r.principals AND v.gate && r.principals AND (v.lapses_at IS NULL OR v.lapses_at > p_instant) AS content) f
  CROSS JOIN hub.access_state x
  WHERE n.message_id = p_message ORDER BY a.position;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['begin_mail', 'resume_mail', 'claim_mail', 'mail_address', 'mail_told'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['mail_reader', 'mail_slot', 'after_quiet', 'notice_mail', 'gather_mail'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_authority', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
