-- Requests and answers: threads on a bulletin, between its originator and one recipient, or several of them.
-- Whoever sees a thread sees the bulletin's content now, and is of a recipient that takes part, or an editor of the bulletin: who
-- receives is known to nobody else of the originator's. What takes the bulletin from somebody takes its threads, from that instant on.

CREATE TABLE hub.threads (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  -- Who asks: whoever opened it, or the originator of a request for information that a recipient answers.
  asker_id uuid NOT NULL,
  opener_id uuid NOT NULL,
  opened_by uuid NOT NULL,
  -- The recipients that take part; the originator always does. `readers` are their principals, kept by the database alone.
  parties uuid[] NOT NULL,
  readers int[] NOT NULL,
  subject text NOT NULL,
  state text NOT NULL,
  revision int NOT NULL DEFAULT 1,
  last_number int NOT NULL DEFAULT 0,
  due_at timestamptz,
  -- When somebody is told next that it is due: before the time, and at it.
  tell_due_at timestamptz,
  opened_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT threads_pk PRIMARY KEY (id),
  CONSTRAINT threads_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT threads_asker_fk FOREIGN KEY (asker_id) REFERENCES hub.organisations (id),
  CONSTRAINT threads_opener_fk FOREIGN KEY (opener_id) REFERENCES hub.organisations (id),
  CONSTRAINT threads_opened_by_fk FOREIGN KEY (opened_by) REFERENCES hub.persons (id),
  CONSTRAINT threads_parties_ck CHECK (cardinality(parties) > 0),
  CONSTRAINT threads_state_ck CHECK (state IN ('OPEN', 'ANSWERED', 'ACCEPTED', 'REOPENED', 'CLOSED')),
  CONSTRAINT threads_tell_due_ck CHECK (tell_due_at IS NULL OR due_at IS NOT NULL)
);
CREATE INDEX threads_bulletin_ix ON hub.threads (bulletin_id);
CREATE INDEX threads_changed_ix ON hub.threads (changed_at DESC, id DESC);
CREATE INDEX threads_tell_due_ix ON hub.threads (tell_due_at) WHERE tell_due_at IS NOT NULL;

-- Never changed once written.
CREATE TABLE hub.thread_messages (
  id uuid NOT NULL,
  thread_id uuid NOT NULL,
  number int NOT NULL,
  kind text NOT NULL,
  body text NOT NULL,
  language text NOT NULL,
  author_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  posted_at timestamptz NOT NULL,
  CONSTRAINT thread_messages_pk PRIMARY KEY (id),
  CONSTRAINT thread_messages_number_uq UNIQUE (thread_id, number),
  CONSTRAINT thread_messages_thread_fk FOREIGN KEY (thread_id) REFERENCES hub.threads (id),
  CONSTRAINT thread_messages_author_fk FOREIGN KEY (author_id) REFERENCES hub.persons (id),
  CONSTRAINT thread_messages_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT thread_messages_number_ck CHECK (number >= 1),
  CONSTRAINT thread_messages_kind_ck CHECK (kind IN ('QUESTION', 'ANSWER', 'REMARK'))
);

-- What a message cites: each reader knows of those bulletins only that he may see.
CREATE TABLE hub.thread_citations (
  message_id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  CONSTRAINT thread_citations_pk PRIMARY KEY (message_id, bulletin_id),
  CONSTRAINT thread_citations_message_fk FOREIGN KEY (message_id) REFERENCES hub.thread_messages (id),
  CONSTRAINT thread_citations_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id)
);

-- Whose task it is within an organisation; known there only.
CREATE TABLE hub.thread_assignments (
  thread_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT thread_assignments_pk PRIMARY KEY (thread_id, organisation_id),
  CONSTRAINT thread_assignments_thread_fk FOREIGN KEY (thread_id) REFERENCES hub.threads (id),
  CONSTRAINT thread_assignments_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT thread_assignments_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);

-- Up to which message somebody has read.
CREATE TABLE hub.thread_marks (
  thread_id uuid NOT NULL,
  person_id uuid NOT NULL,
  up_to int NOT NULL,
  CONSTRAINT thread_marks_pk PRIMARY KEY (thread_id, person_id),
  CONSTRAINT thread_marks_thread_fk FOREIGN KEY (thread_id) REFERENCES hub.threads (id),
  CONSTRAINT thread_marks_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);

-- The author's organisation agrees that an answer goes into the bulletin, with its name or without.
CREATE TABLE hub.thread_consents (
  message_id uuid NOT NULL,
  credit boolean NOT NULL,
  consented_by uuid NOT NULL,
  consented_at timestamptz NOT NULL,
  CONSTRAINT thread_consents_pk PRIMARY KEY (message_id),
  CONSTRAINT thread_consents_message_fk FOREIGN KEY (message_id) REFERENCES hub.thread_messages (id),
  CONSTRAINT thread_consents_person_fk FOREIGN KEY (consented_by) REFERENCES hub.persons (id)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['threads', 'thread_messages', 'thread_citations', 'thread_assignments', 'thread_marks', 'thread_consents'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (state, revision, last_number, due_at, tell_due_at, changed_at) ON hub.threads TO hub_app;
GRANT SELECT, INSERT ON hub.thread_messages, hub.thread_citations TO hub_app;
GRANT SELECT, INSERT, DELETE ON hub.thread_assignments, hub.thread_consents TO hub_app;
GRANT SELECT, INSERT, UPDATE (up_to) ON hub.thread_marks TO hub_app;

-- The version that is read now is found under its own row security: there is none for whom the bulletin is lost.
CREATE POLICY threads_read ON hub.threads FOR SELECT TO hub_app USING (EXISTS (
  SELECT FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
  WHERE b.id = threads.bulletin_id AND (threads.readers && (SELECT hub.principals())::int[] OR b.editors && (SELECT hub.principals())::int[])));
-- A recipient opens for itself alone; editors for whomever they name.
CREATE POLICY threads_add ON hub.threads FOR INSERT TO hub_app WITH CHECK (
  opener_id = (SELECT hub.organisation()) AND opened_by = (SELECT hub.person()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
    WHERE b.id = threads.bulletin_id AND (b.editors && (SELECT hub.principals())::int[]
      OR (b.originator_id <> threads.opener_id AND threads.parties = ARRAY[threads.opener_id]))));
CREATE POLICY threads_change ON hub.threads FOR UPDATE TO hub_app USING (
  (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT'] AND EXISTS (
  SELECT FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
  WHERE b.id = threads.bulletin_id AND (threads.readers && (SELECT hub.principals())::int[] OR b.editors && (SELECT hub.principals())::int[])));

CREATE POLICY thread_messages_read ON hub.thread_messages FOR SELECT TO hub_app USING (EXISTS (
  SELECT FROM hub.threads t WHERE t.id = thread_messages.thread_id));
CREATE POLICY thread_messages_add ON hub.thread_messages FOR INSERT TO hub_app WITH CHECK (
  author_id = (SELECT hub.person()) AND organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.threads t WHERE t.id = thread_messages.thread_id));

CREATE POLICY thread_citations_read ON hub.thread_citations FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.thread_messages m WHERE m.id = thread_citations.message_id)
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = thread_citations.bulletin_id));
-- Nobody cites what he does not see.
CREATE POLICY thread_citations_add ON hub.thread_citations FOR INSERT TO hub_app WITH CHECK (
  EXISTS (SELECT FROM hub.thread_messages m WHERE m.id = thread_citations.message_id AND m.author_id = (SELECT hub.person()))
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = thread_citations.bulletin_id));

CREATE POLICY thread_assignments_read ON hub.thread_assignments FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND EXISTS (SELECT FROM hub.threads t WHERE t.id = thread_assignments.thread_id));
CREATE POLICY thread_assignments_add ON hub.thread_assignments FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.threads t WHERE t.id = thread_assignments.thread_id)
  AND EXISTS (SELECT FROM hub.persons p WHERE p.id = thread_assignments.person_id));
CREATE POLICY thread_assignments_remove ON hub.thread_assignments FOR DELETE TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.threads t WHERE t.id = thread_assignments.thread_id));

CREATE POLICY thread_marks_own ON hub.thread_marks TO hub_app USING (
  person_id = (SELECT hub.person()) AND EXISTS (SELECT FROM hub.threads t WHERE t.id = thread_marks.thread_id));

-- Consent is known to the organisation that gave it, and to the bulletin's editors.
CREATE POLICY thread_consents_read ON hub.thread_consents FOR SELECT TO hub_app USING (EXISTS (
  SELECT FROM hub.thread_messages m JOIN hub.threads t ON t.id = m.thread_id JOIN hub.bulletins b ON b.id = t.bulletin_id
  WHERE m.id = thread_consents.message_id AND (m.organisation_id = (SELECT hub.organisation()) OR b.editors && (SELECT hub.principals())::int[])));
CREATE POLICY thread_consents_add ON hub.thread_consents FOR INSERT TO hub_app WITH CHECK (
  consented_by = (SELECT hub.person()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.thread_messages m WHERE m.id = thread_consents.message_id AND m.organisation_id = (SELECT hub.organisation())));
CREATE POLICY thread_consents_remove ON hub.thread_consents FOR DELETE TO hub_app USING (
  (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.thread_messages m WHERE m.id = thread_consents.message_id AND m.organisation_id = (SELECT hub.organisation())));

-- Whose principals may read follows from who takes part.
CREATE FUNCTION hub.set_thread_readers() RETURNS trigger LANGUAGE plpgsql SET search_path = hub, pg_temp AS $$
BEGIN
  NEW.readers := ARRAY(SELECT o.reader_principal FROM hub.organisations o WHERE o.id = ANY (NEW.parties));
  RETURN NEW;
END $$;
CREATE TRIGGER threads_readers BEFORE INSERT ON hub.threads FOR EACH ROW EXECUTE FUNCTION hub.set_thread_readers();

-- Telling -------------------------------------------------------------------------------------------------------------
GRANT SELECT, UPDATE ON hub.threads TO hub_authority;
GRANT SELECT ON hub.thread_assignments TO hub_authority;
CREATE POLICY threads_authority ON hub.threads TO hub_authority USING (true);
CREATE POLICY thread_assignments_authority ON hub.thread_assignments FOR SELECT TO hub_authority USING (true);

-- Whom a change of a thread concerns, organisation by organisation: of the originator its editors; of a recipient its officers, its contact
-- point and whose task it is; with TLP:RED those who may know of the bulletin. Whether each may see it is looked at again at delivery.
CREATE FUNCTION hub.thread_concerned(p_thread uuid) RETURNS TABLE (organisation_id uuid, readers int[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  WITH thread AS (
    SELECT t.*, b.originator_id, b.editors, b.readers AS knowing, b.tlp FROM hub.threads t JOIN hub.bulletins b ON b.id = t.bulletin_id
    WHERE t.id = p_thread AND (hub.realm() = 'worker' OR b.readers && hub.principals() AND (t.readers && hub.principals() OR b.editors && hub.principals())))
  SELECT t.originator_id, t.editors FROM thread t
  UNION ALL
  SELECT o.id, CASE WHEN t.tlp = 'RED' THEN t.knowing ELSE ARRAY[o.officer_principal] || ARRAY(
      SELECT p.principal FROM hub.persons p WHERE p.organisation_id = o.id AND (p.id = o.contact_point_id
        OR p.id IN (SELECT a.person_id FROM hub.thread_assignments a WHERE a.thread_id = t.id AND a.organisation_id = o.id))) END
  FROM thread t JOIN hub.organisations o ON o.id = ANY (t.parties)
$$;

-- For the worker. What comes due becomes an event, once among many hubs: to those who are to answer before the time, to all at it.
CREATE FUNCTION hub.tell_due_threads(p_instant timestamptz, p_limit int) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE d record; v_told int := 0;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  FOR d IN SELECT t.id, t.bulletin_id, t.asker_id, t.due_at, t.tell_due_at,
      t.state IN ('OPEN', 'REOPENED') AND b.state = 'PUBLISHED' AND (b.expires_at IS NULL OR b.expires_at > p_instant) AS waits
    FROM hub.threads t JOIN hub.bulletins b ON b.id = t.bulletin_id
    WHERE t.tell_due_at <= p_instant ORDER BY t.tell_due_at LIMIT p_limit FOR UPDATE OF t SKIP LOCKED
  LOOP
    UPDATE hub.threads t SET tell_due_at = CASE WHEN d.waits AND d.due_at > p_instant THEN d.due_at END WHERE t.id = d.id;
    CONTINUE WHEN NOT d.waits;
    INSERT INTO hub.outbox_events (id, type, subject_id, payload, occurred_at)
    SELECT gen_random_uuid(), 'thread.due', d.id, jsonb_build_object('tell', jsonb_agg(jsonb_build_object('kind', 'THREAD', 'change', 'DUE', 'subjectId', d.id,
      'bulletinId', d.bulletin_id, 'organisationId', c.organisation_id, 'readers', c.readers))), least(d.tell_due_at, p_instant)
    FROM hub.thread_concerned(d.id) c WHERE c.organisation_id <> d.asker_id OR d.due_at <= p_instant;
    v_told := v_told + 1;
  END LOOP;
  RETURN v_told;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['thread_concerned', 'tell_due_threads'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.set_thread_readers() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.set_thread_readers() TO hub_app, hub_authority;
