-- Recalls: the originator asks every organisation that was shown a bulletin to destroy its copies and to confirm it. Who was shown what is read from
-- the audit log alone: a request says that an organisation was asked, which the log says for ever too, and nothing of its people.
CREATE TABLE hub.recalls (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  cause text NOT NULL,
  strike_id uuid,
  opened_at timestamptz NOT NULL,
  opened_by uuid NOT NULL,
  due_at timestamptz NOT NULL,
  -- When the log was looked through and the organisations were asked: after the withdrawal's own commit, so that nobody who read a moment before is missed.
  gathered_at timestamptz,
  CONSTRAINT recalls_pk PRIMARY KEY (id),
  CONSTRAINT recalls_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT recalls_strike_fk FOREIGN KEY (strike_id) REFERENCES hub.strikes (id),
  CONSTRAINT recalls_opened_by_fk FOREIGN KEY (opened_by) REFERENCES hub.persons (id),
  CONSTRAINT recalls_cause_ck CHECK (cause IN ('WITHDRAWN', 'NARROWED', 'STRUCK')),
  CONSTRAINT recalls_strike_ck CHECK ((strike_id IS NOT NULL) = (cause = 'STRUCK')),
  CONSTRAINT recalls_due_ck CHECK (due_at > opened_at)
);
CREATE INDEX recalls_bulletin_ix ON hub.recalls (bulletin_id);
CREATE INDEX recalls_waiting_ix ON hub.recalls (opened_at) WHERE gathered_at IS NULL;

-- What one organisation is asked. `readers` are those of it who may know: it is a message to them, and stays with them when the bulletin does not.
CREATE TABLE hub.recall_requests (
  id uuid NOT NULL,
  recall_id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  reference text NOT NULL,
  cause text NOT NULL,
  originator_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  readers int[] NOT NULL,
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  -- How many reminders are over, and when the next one is due; null: there is nothing more to remind of.
  step int NOT NULL DEFAULT 0,
  next_at timestamptz,
  outcome text,
  remark text,
  confirmed_at timestamptz,
  confirmed_by uuid,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT recall_requests_pk PRIMARY KEY (id),
  CONSTRAINT recall_requests_organisation_uq UNIQUE (recall_id, organisation_id),
  CONSTRAINT recall_requests_recall_fk FOREIGN KEY (recall_id) REFERENCES hub.recalls (id),
  CONSTRAINT recall_requests_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT recall_requests_originator_fk FOREIGN KEY (originator_id) REFERENCES hub.organisations (id),
  CONSTRAINT recall_requests_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT recall_requests_confirmed_by_fk FOREIGN KEY (confirmed_by) REFERENCES hub.persons (id),
  CONSTRAINT recall_requests_cause_ck CHECK (cause IN ('WITHDRAWN', 'NARROWED', 'STRUCK')),
  CONSTRAINT recall_requests_outcome_ck CHECK (outcome IN ('DESTROYED', 'NO_COPIES', 'CANNOT_DESTROY')),
  CONSTRAINT recall_requests_confirmed_ck CHECK (num_nonnulls(outcome, confirmed_at, confirmed_by) IN (0, 3)),
  CONSTRAINT recall_requests_next_ck CHECK (outcome IS NULL OR next_at IS NULL)
);
CREATE INDEX recall_requests_bulletin_ix ON hub.recall_requests (bulletin_id, asked_at DESC, id DESC);
CREATE INDEX recall_requests_next_ix ON hub.recall_requests (next_at) WHERE next_at IS NOT NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['recalls', 'recall_requests'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
CREATE POLICY recalls_read ON hub.recalls FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.bulletins b WHERE b.id = recalls.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));
CREATE POLICY recall_requests_read ON hub.recall_requests FOR SELECT TO hub_app USING (
  readers && (SELECT hub.principals())::int[]
  OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = recall_requests.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));

-- Opens a recall, on an editor's word. Organisations are asked once it is committed.
CREATE FUNCTION hub.open_recall(p_id uuid, p_bulletin uuid, p_cause text, p_strike uuid, p_due timestamptz, p_instant timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.person() IS NULL OR NOT hub.may_edit(p_bulletin)
    OR p_strike IS NOT NULL AND NOT EXISTS (SELECT FROM hub.strikes s WHERE s.id = p_strike AND s.bulletin_id = p_bulletin) THEN
    RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003';
  END IF;
  INSERT INTO hub.recalls (id, bulletin_id, cause, strike_id, opened_at, opened_by, due_at) VALUES (p_id, p_bulletin, p_cause, p_strike, p_instant, hub.person(), p_due);
END $$;

-- For the worker. Recalls whose organisations are still to be asked.
CREATE FUNCTION hub.recalls_waiting() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT r.id FROM hub.recalls r WHERE hub.realm() = 'worker' AND r.gathered_at IS NULL ORDER BY r.opened_at LIMIT 100
$$;

-- Of principals those who stand for an organisation as a whole, or the persons of it that are named.
CREATE FUNCTION hub.addressed(p_principals int[], p_reader int) RETURNS int[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_principals && ARRAY[1, 2, p_reader] THEN ARRAY[p_reader] ELSE p_principals END
$$;

-- For the worker, once everything that was disclosed before is sealed. Asks every organisation that the originator's log says was shown a version:
-- of what was withdrawn all of them, of what was narrowed those who may know of it no more, of a strike those who could see a place of it in a version that
-- they were shown. Who has been shown nothing since it was asked the last time is not asked again. Those are told who may know of the bulletin now, or, where
-- nobody may, whom the versions shown admitted: with TLP:RED persons, never their organisation. Gives the requests made; `within`: the bulletin is theirs to see.
CREATE FUNCTION hub.gather_recall(p_recall uuid, p_instant timestamptz, p_lead interval)
RETURNS TABLE (request_id uuid, bulletin_id uuid, cause text, originator_id uuid, organisation_id uuid, readers int[], within boolean, opened_by uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE r hub.recalls; b hub.bulletins;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  SELECT * INTO r FROM hub.recalls x WHERE x.id = p_recall AND x.gathered_at IS NULL FOR UPDATE SKIP LOCKED;
  IF r.id IS NULL THEN RETURN; END IF;
  SELECT * INTO b FROM hub.bulletins x WHERE x.id = r.bulletin_id;
  RETURN QUERY
  WITH shown AS MATERIALIZED (
    SELECT l.organisation_id AS organisation, l.subject_versions[array_position(l.subject_ids, b.id)] AS number, min(l.occurred_at) AS first, max(l.occurred_at) AS last
    FROM hub.log_subjects s CROSS JOIN LATERAL (
      SELECT * FROM hub.log_records x WHERE x.holder_id = b.originator_id AND x.counter >= s.block << 9 AND x.counter < (s.block + 1) << 9 AND x.subject_ids @> ARRAY[b.id]
      ORDER BY x.counter LIMIT 512) l
    WHERE s.subject_id = b.id AND s.holder_id = b.originator_id AND l.action IN ('bulletin.read', 'bulletin.listed') AND l.organisation_id <> b.originator_id
    GROUP BY 1, 2),
  readers AS MATERIALIZED (
    SELECT h.organisation, array_agg(h.number) AS numbers, max(h.last) AS last FROM shown h
    -- Since a strike the text is not there any more; whoever was reading as it was struck may have had it.
    WHERE h.number > 0 AND (r.strike_id IS NULL OR h.first <= (SELECT s.struck_at + interval '1 minute' FROM hub.strikes s WHERE s.id = r.strike_id)) GROUP BY h.organisation),
  now AS MATERIALIZED (SELECT * FROM hub.covered(b.readers)),
  known AS (
    SELECT x.organisation, x.last, x.numbers, o.reader_principal, hub.addressed(n.principals, o.reader_principal) AS now,
      hub.addressed((SELECT c.principals FROM hub.covered(ARRAY(
        SELECT DISTINCT u FROM hub.bulletin_versions v, unnest(v.admitted) u WHERE v.bulletin_id = b.id AND v.number = ANY (x.numbers))) c
        WHERE c.organisation_id = o.id), o.reader_principal) AS before
    FROM readers x JOIN hub.organisations o ON o.id = x.organisation LEFT JOIN now n ON n.organisation_id = o.id),
  asked AS (
    INSERT INTO hub.recall_requests (id, recall_id, bulletin_id, reference, cause, originator_id, organisation_id, readers, asked_at, due_at, next_at)
    SELECT gen_random_uuid(), r.id, b.id, b.reference, r.cause, b.originator_id, k.organisation, coalesce(k.now, k.before), p_instant, r.due_at,
      greatest(r.due_at - p_lead, p_instant + (r.due_at - p_instant) / 2)
    FROM known k
    WHERE coalesce(k.now, k.before) IS NOT NULL AND CASE r.cause
        WHEN 'NARROWED' THEN k.now IS NULL
        WHEN 'STRUCK' THEN EXISTS (
          SELECT FROM hub.strike_places p JOIN hub.bulletin_versions v ON v.bulletin_id = p.bulletin_id AND v.number = p.number
          LEFT JOIN hub.bulletin_sections s ON s.bulletin_id = p.bulletin_id AND s.number = p.number AND s.section_id = p.section_id
          WHERE p.strike_id = r.strike_id AND NOT p.internal AND p.number = ANY (k.numbers)
            AND EXISTS (SELECT FROM hub.covered(coalesce(s.admitted, v.admitted)) c WHERE c.organisation_id = k.organisation))
        ELSE true END
      AND NOT EXISTS (
        SELECT FROM hub.recall_requests q JOIN hub.recalls e ON e.id = q.recall_id
        WHERE q.bulletin_id = b.id AND q.organisation_id = k.organisation AND q.asked_at >= k.last AND e.strike_id IS NOT DISTINCT FROM r.strike_id)
    RETURNING *)
  SELECT a.id, a.bulletin_id, a.cause, a.originator_id, a.organisation_id, a.readers, EXISTS (SELECT FROM now n WHERE n.organisation_id = a.organisation_id), r.opened_by FROM asked a;
  UPDATE hub.recalls x SET gathered_at = p_instant WHERE x.id = r.id;
END $$;

-- For the worker. Reminds of what is not confirmed: before the due time the officers, at the due time the contact point too, later the deputy too, at the last
-- the originator's editors. With TLP:RED those named, each time. Each step is taken once, whichever hub is at it.
CREATE FUNCTION hub.remind_recalls(p_instant timestamptz, p_late interval, p_limit int)
RETURNS TABLE (request_id uuid, bulletin_id uuid, originator_id uuid, organisation_id uuid, step int, told uuid, readers int[], within boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  WITH due AS (
    SELECT q.id FROM hub.recall_requests q WHERE q.next_at <= p_instant ORDER BY q.next_at, q.id LIMIT p_limit FOR UPDATE SKIP LOCKED),
  moved AS (
    UPDATE hub.recall_requests q SET step = q.step + 1,
      next_at = CASE q.step WHEN 0 THEN q.due_at WHEN 1 THEN q.due_at + p_late WHEN 2 THEN q.due_at + 2 * p_late END
    FROM due d WHERE q.id = d.id RETURNING q.*)
  SELECT m.id, m.bulletin_id, m.originator_id, m.organisation_id, m.step, CASE WHEN m.step < 4 THEN m.organisation_id ELSE m.originator_id END,
    CASE WHEN m.step = 4 THEN b.editors WHEN m.readers <> ARRAY[o.reader_principal] THEN m.readers
      ELSE ARRAY[o.officer_principal] || ARRAY(SELECT p.principal FROM hub.persons p WHERE p.id = o.contact_point_id AND m.step >= 2 OR p.id = o.deputy_id AND m.step >= 3) END,
    m.step = 4 OR EXISTS (SELECT FROM hub.covered(b.readers) n WHERE n.organisation_id = m.organisation_id)
  FROM moved m JOIN hub.bulletins b ON b.id = m.bulletin_id JOIN hub.organisations o ON o.id = m.organisation_id ORDER BY m.due_at, m.id;
END $$;

-- Confirms, for somebody whom the request names, who answers for his organisation. Gives the editors who are told of it; nothing where somebody else has
-- answered meanwhile.
CREATE FUNCTION hub.confirm_destruction(p_request uuid, p_revision int, p_outcome text, p_remark text, p_instant timestamptz) RETURNS int[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_bulletin uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM hub.recall_requests q WHERE q.id = p_request AND q.readers && hub.principals() AND q.organisation_id = hub.organisation())
    OR NOT hub.roles() && ARRAY['OFFICER', 'CONTACT_POINT'] THEN
    RAISE EXCEPTION 'not the one who is asked' USING ERRCODE = 'HB003';
  END IF;
  UPDATE hub.recall_requests q SET outcome = p_outcome, remark = p_remark, confirmed_at = p_instant, confirmed_by = hub.person(), next_at = NULL, revision = q.revision + 1
  WHERE q.id = p_request AND q.revision = p_revision RETURNING q.bulletin_id INTO v_bulletin;
  RETURN (SELECT b.editors FROM hub.bulletins b WHERE b.id = v_bulletin);
END $$;

-- Called by hub.strike_passage: what organisations remarked about a bulletin may name what is struck.
CREATE FUNCTION hub.strike_in_recalls(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  UPDATE hub.recall_requests q SET remark = hub.struck(q.remark, p_needle, p_mark) WHERE q.bulletin_id = p_bulletin;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['open_recall', 'recalls_waiting', 'gather_recall', 'remind_recalls', 'confirm_destruction', 'strike_in_recalls'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
  FOREACH f IN ARRAY ARRAY['open_recall', 'recalls_waiting', 'addressed', 'gather_recall', 'remind_recalls', 'confirm_destruction', 'strike_in_recalls'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app, hub_authority', f);
  END LOOP;
END $$;
