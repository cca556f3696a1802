-- The session of a meeting and its minutes: who was there, what was noted, decided and is to be done, and how the parties answer the minutes. Whatever hangs on an
-- item is seen by whoever sees the item.

-- So that what hangs on an item can't name another edition.
ALTER TABLE hub.meeting_items ADD CONSTRAINT meeting_items_edition_uq UNIQUE (id, edition_id);

-- Who keeps the minutes beside the coordinators.
CREATE TABLE hub.meeting_secretaries (
  edition_id uuid NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT meeting_secretaries_pk PRIMARY KEY (edition_id, person_id),
  CONSTRAINT meeting_secretaries_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_secretaries_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);

-- Who was there; without an item: at the meeting. An item's row says otherwise of that item alone.
CREATE TABLE hub.meeting_attendance (
  edition_id uuid NOT NULL,
  item_id uuid,
  organisation_id uuid NOT NULL,
  presence text NOT NULL,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT meeting_attendance_uq UNIQUE NULLS NOT DISTINCT (edition_id, item_id, organisation_id),
  CONSTRAINT meeting_attendance_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_attendance_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_attendance_item_fk FOREIGN KEY (item_id, edition_id) REFERENCES hub.meeting_items (id, edition_id),
  CONSTRAINT meeting_attendance_by_fk FOREIGN KEY (by_id) REFERENCES hub.persons (id),
  CONSTRAINT meeting_attendance_presence_ck CHECK (presence IN ('IN_PERSON', 'REMOTE', 'ABSENT'))
);
CREATE INDEX meeting_attendance_item_ix ON hub.meeting_attendance (item_id);

-- Notes of an item, which become its part of the minutes: every revision stays. Until the review they are the secretaries' own.
CREATE TABLE hub.meeting_texts (
  item_id uuid NOT NULL,
  language text NOT NULL,
  revision int NOT NULL,
  body text NOT NULL,
  shown boolean NOT NULL DEFAULT false,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT meeting_texts_pk PRIMARY KEY (item_id, language, revision),
  CONSTRAINT meeting_texts_item_fk FOREIGN KEY (item_id) REFERENCES hub.meeting_items (id),
  CONSTRAINT meeting_texts_by_fk FOREIGN KEY (by_id) REFERENCES hub.persons (id),
  CONSTRAINT meeting_texts_language_ck CHECK (language IN ('en', 'ja')),
  CONSTRAINT meeting_texts_revision_ck CHECK (revision > 0)
);

CREATE TABLE hub.meeting_decisions (
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  texts jsonb NOT NULL,
  at timestamptz NOT NULL,
  by_id uuid NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT meeting_decisions_pk PRIMARY KEY (id),
  CONSTRAINT meeting_decisions_item_fk FOREIGN KEY (item_id) REFERENCES hub.meeting_items (id),
  CONSTRAINT meeting_decisions_by_fk FOREIGN KEY (by_id) REFERENCES hub.persons (id)
);
CREATE INDEX meeting_decisions_item_ix ON hub.meeting_decisions (item_id, at);

-- The minutes of an edition. `leaves`: a salted hash of each part, `root` the RFC 9162 tree over them.
CREATE TABLE hub.meeting_minutes (
  edition_id uuid NOT NULL,
  state text NOT NULL,
  revision int NOT NULL DEFAULT 1,
  opened_at timestamptz,
  closes_at timestamptz,
  -- One extension: who asked for it and why, and the day that stood before it.
  extension_asked_by uuid,
  extension_reason text,
  extended_from timestamptz,
  -- Since when silence is on record.
  silence_at timestamptz,
  reminded_at timestamptz,
  approved_at timestamptz,
  root bytea,
  leaves bytea[],
  CONSTRAINT meeting_minutes_pk PRIMARY KEY (edition_id),
  CONSTRAINT meeting_minutes_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_minutes_asked_by_fk FOREIGN KEY (extension_asked_by) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_minutes_state_ck CHECK (state IN ('DRAFT', 'IN_REVIEW', 'APPROVED')),
  CONSTRAINT meeting_minutes_window_ck CHECK ((state = 'DRAFT') = (closes_at IS NULL) AND (closes_at IS NULL) = (opened_at IS NULL) AND opened_at < closes_at),
  CONSTRAINT meeting_minutes_approved_ck CHECK (num_nonnulls(approved_at, root, leaves) IN (0, 3) AND (state = 'APPROVED') = (approved_at IS NOT NULL)),
  CONSTRAINT meeting_minutes_extension_ck CHECK (extended_from IS NULL OR extension_asked_by IS NOT NULL AND extended_from < closes_at)
);

-- What parties say of the draft, and what became of it.
CREATE TABLE hub.meeting_comments (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  item_id uuid,
  organisation_id uuid NOT NULL,
  language text NOT NULL,
  body text NOT NULL,
  -- Text proposed instead of a passage, word for word.
  passage text,
  proposal text,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  outcome text,
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  CONSTRAINT meeting_comments_pk PRIMARY KEY (id),
  CONSTRAINT meeting_comments_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_comments_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_comments_item_fk FOREIGN KEY (item_id, edition_id) REFERENCES hub.meeting_items (id, edition_id),
  CONSTRAINT meeting_comments_by_fk FOREIGN KEY (by_id) REFERENCES hub.persons (id),
  CONSTRAINT meeting_comments_answered_by_fk FOREIGN KEY (answered_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_comments_outcome_ck CHECK (outcome IN ('TAKEN_UP', 'DECLINED')),
  CONSTRAINT meeting_comments_answered_ck CHECK (num_nonnulls(outcome, answered_by, answered_at) IN (0, 3) AND (answer IS NULL OR outcome IS NOT NULL)),
  CONSTRAINT meeting_comments_proposal_ck CHECK ((passage IS NULL) = (proposal IS NULL) AND (passage IS NULL OR item_id IS NOT NULL))
);
CREATE INDEX meeting_comments_edition_ix ON hub.meeting_comments (edition_id, at);

-- How an organisation answers the minutes: as a whole, and of an item where it reserves or objects.
CREATE TABLE hub.meeting_responses (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  item_id uuid,
  organisation_id uuid NOT NULL,
  response text NOT NULL,
  body text,
  -- Null: nobody said anything.
  by_id uuid,
  at timestamptz NOT NULL,
  -- An objection that stays in the minutes, and blocks them no longer.
  note text,
  noted_by uuid,
  noted_at timestamptz,
  CONSTRAINT meeting_responses_pk PRIMARY KEY (id),
  CONSTRAINT meeting_responses_uq UNIQUE NULLS NOT DISTINCT (edition_id, item_id, organisation_id),
  CONSTRAINT meeting_responses_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_responses_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_responses_item_fk FOREIGN KEY (item_id, edition_id) REFERENCES hub.meeting_items (id, edition_id),
  CONSTRAINT meeting_responses_by_fk FOREIGN KEY (by_id) REFERENCES hub.persons (id),
  CONSTRAINT meeting_responses_noted_by_fk FOREIGN KEY (noted_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_responses_response_ck CHECK (response IN ('APPROVED', 'APPROVED_WITH_RESERVATION', 'OBJECTED', 'NO_OBJECTION_RECEIVED')),
  CONSTRAINT meeting_responses_silence_ck CHECK ((response = 'NO_OBJECTION_RECEIVED') = (by_id IS NULL)),
  CONSTRAINT meeting_responses_body_ck CHECK ((response IN ('APPROVED_WITH_RESERVATION', 'OBJECTED')) = (body IS NOT NULL)),
  CONSTRAINT meeting_responses_noted_ck CHECK (num_nonnulls(note, noted_by, noted_at) IN (0, 3) AND (note IS NULL OR response = 'OBJECTED'))
);

-- The minutes as they were approved, in parts: 0 is what all attending know, then one for each item.
CREATE TABLE hub.meeting_sealed (
  edition_id uuid NOT NULL,
  part int NOT NULL,
  item_id uuid,
  salt bytea NOT NULL,
  content text NOT NULL,
  CONSTRAINT meeting_sealed_pk PRIMARY KEY (edition_id, part),
  CONSTRAINT meeting_sealed_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_sealed_item_fk FOREIGN KEY (item_id, edition_id) REFERENCES hub.meeting_items (id, edition_id),
  CONSTRAINT meeting_sealed_part_ck CHECK (part >= 0 AND (part = 0) = (item_id IS NULL) AND octet_length(salt) = 32)
);

-- What an organisation has taken on. It is of its item, in whichever edition it is looked at.
CREATE TABLE hub.meeting_actions (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  item_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  texts jsonb NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'OPEN',
  revision int NOT NULL DEFAULT 1,
  at timestamptz NOT NULL,
  by_id uuid NOT NULL,
  ended_at timestamptz,
  -- How far the owner was told: 1 soon due, 2 overdue, 3 those above.
  told int NOT NULL DEFAULT 0,
  CONSTRAINT meeting_actions_pk PRIMARY KEY (id),
  CONSTRAINT meeting_actions_item_fk FOREIGN KEY (item_id, edition_id) REFERENCES hub.meeting_items (id, edition_id),
  CONSTRAINT meeting_actions_owner_fk FOREIGN KEY (owner_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_actions_by_fk FOREIGN KEY (by_id) REFERENCES hub.persons (id),
  CONSTRAINT meeting_actions_state_ck CHECK (state IN ('OPEN', 'DONE', 'DROPPED') AND (state = 'OPEN') = (ended_at IS NULL)),
  CONSTRAINT meeting_actions_told_ck CHECK (told BETWEEN 0 AND 3)
);
CREATE INDEX meeting_actions_item_ix ON hub.meeting_actions (item_id);
CREATE INDEX meeting_actions_edition_ix ON hub.meeting_actions (edition_id, due_on);
CREATE INDEX meeting_actions_due_ix ON hub.meeting_actions (due_on) WHERE state = 'OPEN' AND told < 3;

CREATE TABLE hub.meeting_action_reports (
  id uuid NOT NULL,
  action_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  state text NOT NULL,
  body text NOT NULL,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT meeting_action_reports_pk PRIMARY KEY (id),
  CONSTRAINT meeting_action_reports_action_fk FOREIGN KEY (action_id) REFERENCES hub.meeting_actions (id),
  CONSTRAINT meeting_action_reports_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_action_reports_by_fk FOREIGN KEY (by_id) REFERENCES hub.persons (id),
  CONSTRAINT meeting_action_reports_state_ck CHECK (state IN ('OPEN', 'DONE', 'DROPPED'))
);
CREATE INDEX meeting_action_reports_action_ix ON hub.meeting_action_reports (action_id, at);

-- Into which editions an action was carried because it was open.
CREATE TABLE hub.meeting_action_carries (
  edition_id uuid NOT NULL,
  action_id uuid NOT NULL,
  CONSTRAINT meeting_action_carries_pk PRIMARY KEY (edition_id, action_id),
  CONSTRAINT meeting_action_carries_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_action_carries_action_fk FOREIGN KEY (action_id) REFERENCES hub.meeting_actions (id)
);
CREATE INDEX meeting_action_carries_action_ix ON hub.meeting_action_carries (action_id);

-- Whether the person entered keeps the minutes of an edition: coordinators, and whom they named.
CREATE FUNCTION hub.is_secretary(p_edition uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.person() IS NOT NULL AND hub.attends(p_edition) AND (hub.coordinates()
    OR EXISTS (SELECT FROM hub.meeting_secretaries s WHERE s.edition_id = p_edition AND s.person_id = hub.person()))
$$;

-- Whether the person entered writes for the own organisation: its administrators and contact points, and the deputy.
CREATE FUNCTION hub.speaks_for_party() RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT'] OR EXISTS (SELECT FROM hub.organisations o
    WHERE o.id = (SELECT hub.organisation()) AND (SELECT hub.person()) IN (o.deputy_id, o.contact_point_id)) $$;

-- What the minutes ask of the agenda, in one place. The items that are on it, in order; of closed ones too: whoever calls it says whose they are.
CREATE FUNCTION hub.agenda_of(p_edition uuid) RETURNS TABLE (id uuid, edition_id uuid, "position" int, titles jsonb)
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT i.id, i.edition_id, i.position, i.titles FROM hub.meeting_items i WHERE i.edition_id = p_edition AND i.state = 'ACCEPTED' ORDER BY i.position
$$;

-- The organisations that an item is open to, for whom it is open to himself; null: all parties.
CREATE FUNCTION hub.item_organisations(p_item uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT i.audience FROM hub.meeting_items i WHERE i.id = p_item
$$;

-- Who of an organisation may be told of an item: its readers, unless the item is about a bulletin that is not open to all of them.
CREATE FUNCTION hub.item_readers(p_item uuid, p_organisation uuid) RETURNS int[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT coalesce(array_agg(o.reader_principal), '{}') FROM hub.organisations o JOIN hub.meeting_items i ON i.id = p_item JOIN hub.meeting_parties p ON p.edition_id = i.edition_id AND p.organisation_id = o.id
  WHERE o.id = p_organisation AND (i.audience IS NULL OR o.id = ANY (i.audience)) AND (hub.sees_item(p_item) OR hub.realm() = 'worker')
    AND NOT EXISTS (SELECT FROM hub.meeting_item_bulletins l JOIN hub.bulletins b ON b.id = l.bulletin_id WHERE l.item_id = p_item AND NOT b.readers && ARRAY[1, 2, o.reader_principal])
$$;

-- Whether the person entered keeps the minutes of an item: a secretary who sees it; of a closed one that none of them need see also the officers and contact
-- points of whoever proposed it.
CREATE FUNCTION hub.keeps_minutes(p_item uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT coalesce(hub.sees_item(p_item) AND EXISTS (SELECT FROM hub.meeting_items i WHERE i.id = p_item AND (hub.is_secretary(i.edition_id)
    OR i.audience IS NOT NULL AND i.proposer_id = hub.organisation() AND hub.roles()::text[] && ARRAY['OFFICER', 'CONTACT_POINT'])), false)
$$;

-- Whether a day is over by the clock of an edition.
CREATE FUNCTION hub.day_over(p_edition uuid, p_day date, p_instant timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT p_instant >= ((p_day + 1)::timestamp AT TIME ZONE e.zone) FROM hub.meeting_editions e WHERE e.id = p_edition
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['meeting_secretaries', 'meeting_attendance', 'meeting_texts', 'meeting_decisions', 'meeting_minutes', 'meeting_comments', 'meeting_responses', 'meeting_sealed',
    'meeting_actions', 'meeting_action_reports', 'meeting_action_carries'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app, hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;

GRANT INSERT, DELETE ON hub.meeting_secretaries TO hub_app;
CREATE POLICY meeting_secretaries_read ON hub.meeting_secretaries FOR SELECT TO hub_app USING (hub.attends(edition_id));
CREATE POLICY meeting_secretaries_add ON hub.meeting_secretaries FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()));
CREATE POLICY meeting_secretaries_remove ON hub.meeting_secretaries FOR DELETE TO hub_app USING ((SELECT hub.coordinates()));

GRANT INSERT, UPDATE (presence, by_id, at) ON hub.meeting_attendance TO hub_app;
CREATE POLICY meeting_attendance_read ON hub.meeting_attendance FOR SELECT TO hub_app USING (item_id IS NULL AND hub.attends(edition_id) OR hub.sees_item(item_id));
CREATE POLICY meeting_attendance_add ON hub.meeting_attendance FOR INSERT TO hub_app
  WITH CHECK (by_id = (SELECT hub.person()) AND (item_id IS NULL AND hub.is_secretary(edition_id) OR hub.keeps_minutes(item_id)));
CREATE POLICY meeting_attendance_change ON hub.meeting_attendance FOR UPDATE TO hub_app
  USING (item_id IS NULL AND hub.is_secretary(edition_id) OR hub.keeps_minutes(item_id)) WITH CHECK (by_id = (SELECT hub.person()));

GRANT INSERT ON hub.meeting_texts TO hub_app;
CREATE POLICY meeting_texts_read ON hub.meeting_texts FOR SELECT TO hub_app USING (shown AND hub.sees_item(item_id) OR hub.keeps_minutes(item_id));
CREATE POLICY meeting_texts_add ON hub.meeting_texts FOR INSERT TO hub_app WITH CHECK (by_id = (SELECT hub.person()) AND hub.keeps_minutes(item_id));

GRANT INSERT, UPDATE (revoked_at) ON hub.meeting_decisions TO hub_app;
CREATE POLICY meeting_decisions_read ON hub.meeting_decisions FOR SELECT TO hub_app USING (hub.sees_item(item_id));
CREATE POLICY meeting_decisions_add ON hub.meeting_decisions FOR INSERT TO hub_app WITH CHECK (by_id = (SELECT hub.person()) AND hub.keeps_minutes(item_id));
CREATE POLICY meeting_decisions_change ON hub.meeting_decisions FOR UPDATE TO hub_app USING (hub.keeps_minutes(item_id));

-- What all attending know of the review: nothing of any item. Coordinators lead it; that a party asked for more time it notes itself (hub.ask_extension).
GRANT INSERT (edition_id, state), UPDATE (revision, closes_at, extended_from) ON hub.meeting_minutes TO hub_app;
CREATE POLICY meeting_minutes_read ON hub.meeting_minutes FOR SELECT TO hub_app USING (hub.attends(edition_id));
CREATE POLICY meeting_minutes_add ON hub.meeting_minutes FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()));
CREATE POLICY meeting_minutes_change ON hub.meeting_minutes FOR UPDATE TO hub_app USING ((SELECT hub.coordinates()));

GRANT INSERT (id, edition_id, item_id, organisation_id, language, body, passage, proposal, by_id, at), UPDATE (outcome, answer, answered_by, answered_at) ON hub.meeting_comments TO hub_app;
CREATE POLICY meeting_comments_read ON hub.meeting_comments FOR SELECT TO hub_app USING (item_id IS NULL AND hub.attends(edition_id) OR hub.sees_item(item_id));
CREATE POLICY meeting_comments_add ON hub.meeting_comments FOR INSERT TO hub_app WITH CHECK (by_id = (SELECT hub.person()) AND organisation_id = (SELECT hub.organisation())
  AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR'] AND (item_id IS NULL AND hub.attends(edition_id) OR hub.sees_item(item_id)));
CREATE POLICY meeting_comments_answer ON hub.meeting_comments FOR UPDATE TO hub_app USING (item_id IS NULL AND hub.is_secretary(edition_id) OR hub.keeps_minutes(item_id))
  WITH CHECK (answered_by = (SELECT hub.person()));

-- A new answer stands in place of the old one; nobody changes one.
GRANT INSERT (id, edition_id, item_id, organisation_id, response, body, by_id, at), UPDATE (note, noted_by, noted_at), DELETE ON hub.meeting_responses TO hub_app;
CREATE POLICY meeting_responses_read ON hub.meeting_responses FOR SELECT TO hub_app USING (item_id IS NULL AND hub.attends(edition_id) OR hub.sees_item(item_id));
CREATE POLICY meeting_responses_add ON hub.meeting_responses FOR INSERT TO hub_app WITH CHECK (by_id = (SELECT hub.person()) AND organisation_id = (SELECT hub.organisation())
  AND (SELECT hub.speaks_for_party()) AND (item_id IS NULL AND hub.attends(edition_id) OR hub.sees_item(item_id)));
CREATE POLICY meeting_responses_note ON hub.meeting_responses FOR UPDATE TO hub_app USING (item_id IS NULL AND hub.is_secretary(edition_id) OR hub.keeps_minutes(item_id))
  WITH CHECK (noted_by = (SELECT hub.person()));
CREATE POLICY meeting_responses_remove ON hub.meeting_responses FOR DELETE TO hub_app USING (organisation_id = (SELECT hub.organisation()) AND (SELECT hub.speaks_for_party()));

CREATE POLICY meeting_sealed_read ON hub.meeting_sealed FOR SELECT TO hub_app USING (item_id IS NULL AND hub.attends(edition_id) OR hub.sees_item(item_id));

GRANT INSERT (id, edition_id, item_id, owner_id, texts, due_on, at, by_id), UPDATE (state, revision, ended_at, due_on, texts, told) ON hub.meeting_actions TO hub_app;
CREATE POLICY meeting_actions_read ON hub.meeting_actions FOR SELECT TO hub_app USING (hub.sees_item(item_id));
CREATE POLICY meeting_actions_add ON hub.meeting_actions FOR INSERT TO hub_app WITH CHECK (by_id = (SELECT hub.person()) AND hub.keeps_minutes(item_id));
CREATE POLICY meeting_actions_change ON hub.meeting_actions FOR UPDATE TO hub_app USING (hub.keeps_minutes(item_id)
  OR owner_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR']);

GRANT INSERT ON hub.meeting_action_reports TO hub_app;
CREATE POLICY meeting_action_reports_read ON hub.meeting_action_reports FOR SELECT TO hub_app USING (EXISTS (SELECT FROM hub.meeting_actions a WHERE a.id = action_id));
CREATE POLICY meeting_action_reports_add ON hub.meeting_action_reports FOR INSERT TO hub_app WITH CHECK (by_id = (SELECT hub.person()) AND organisation_id = (SELECT hub.organisation())
  AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR'] AND EXISTS (SELECT FROM hub.meeting_actions a WHERE a.id = action_id AND a.owner_id = organisation_id));

CREATE POLICY meeting_action_carries_read ON hub.meeting_action_carries FOR SELECT TO hub_app USING (hub.attends(edition_id) AND EXISTS (SELECT FROM hub.meeting_actions a WHERE a.id = action_id));

-- As the review opens, what stands of the texts is shown to who sees their items; coordinators open it without seeing them all.
CREATE FUNCTION hub.open_review(p_edition uuid, p_closes timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT hub.coordinates() THEN RAISE EXCEPTION 'not the coordinator''s'; END IF;
  UPDATE hub.meeting_texts t SET shown = true FROM hub.meeting_items i WHERE i.id = t.item_id AND i.edition_id = p_edition
    AND t.revision = (SELECT max(n.revision) FROM hub.meeting_texts n WHERE n.item_id = t.item_id AND n.language = t.language);
  UPDATE hub.meeting_minutes m SET state = 'IN_REVIEW', revision = m.revision + 1, opened_at = hub.instant(), closes_at = p_closes WHERE m.edition_id = p_edition;
END $$;

-- Once, on the word of who speaks for a party: more time is asked for. False: somebody asked already.
CREATE FUNCTION hub.ask_extension(p_edition uuid, p_reason text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT (hub.attends(p_edition) AND hub.speaks_for_party()) THEN RAISE EXCEPTION 'not the party''s'; END IF;
  UPDATE hub.meeting_minutes m SET extension_asked_by = hub.organisation(), extension_reason = p_reason, revision = m.revision + 1
  WHERE m.edition_id = p_edition AND m.state = 'IN_REVIEW' AND m.closes_at > hub.instant() AND m.extension_asked_by IS NULL;
  RETURN FOUND;
END $$;

-- Organisations that attended.
CREATE FUNCTION hub.attended(p_edition uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT DISTINCT a.organisation_id FROM hub.meeting_attendance a WHERE a.edition_id = p_edition AND a.presence <> 'ABSENT' AND a.item_id IS NULL AND (hub.attends(p_edition) OR hub.realm() = 'worker')
$$;

-- Silence is put on record once the window is over, and never as approval. For hub.approve_minutes and hub.review_due.
CREATE FUNCTION hub.enter_silence(p_edition uuid, p_instant timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT (hub.coordinates() OR hub.realm() = 'worker') THEN RAISE EXCEPTION 'not the worker'; END IF;
  UPDATE hub.meeting_minutes m SET silence_at = p_instant WHERE m.edition_id = p_edition AND m.state = 'IN_REVIEW' AND m.closes_at <= p_instant AND m.silence_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO hub.meeting_responses (id, edition_id, organisation_id, response, at)
  SELECT gen_random_uuid(), p_edition, a.id, 'NO_OBJECTION_RECEIVED', p_instant FROM hub.attended(p_edition) AS a (id)
  WHERE NOT EXISTS (SELECT FROM hub.meeting_responses r WHERE r.edition_id = p_edition AND r.organisation_id = a.id AND r.item_id IS NULL);
  RETURN true;
END $$;

-- What stands in the way of approval, of closed items too: that there is something, and not where.
CREATE FUNCTION hub.review_blocked(p_edition uuid) RETURNS TABLE (objection boolean, comment boolean, waiting boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_responses r WHERE r.edition_id = p_edition AND r.response = 'OBJECTED' AND r.noted_at IS NULL),
    EXISTS (SELECT FROM hub.meeting_comments c WHERE c.edition_id = p_edition AND c.outcome IS NULL),
    EXISTS (SELECT FROM hub.attended(p_edition) AS a (id) WHERE NOT EXISTS (SELECT FROM hub.meeting_responses r WHERE r.edition_id = p_edition AND r.organisation_id = a.id AND r.item_id IS NULL))
  WHERE hub.coordinates()
$$;

-- Freezes the minutes whole: each part with a salt and its hash. Coordinators see of that the hashes, in the order of the parts; the root over them is set next.
CREATE FUNCTION hub.seal_minutes(p_edition uuid) RETURNS bytea[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT hub.coordinates() THEN RAISE EXCEPTION 'not the coordinator''s'; END IF;
  IF NOT EXISTS (SELECT FROM hub.meeting_minutes m WHERE m.edition_id = p_edition AND m.state = 'IN_REVIEW') THEN RAISE EXCEPTION 'not the time'; END IF;
  INSERT INTO hub.meeting_sealed (edition_id, part, item_id, salt, content)
  SELECT p_edition, x.part, x.item_id, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), x.content::text FROM (
    SELECT 0 AS part, NULL::uuid AS item_id, jsonb_build_object('v', 1, 'edition', p_edition, 'number', e.number, 'names', e.names, 'place', e.place, 'zone', e.zone, 'starts', e.starts_local,
      'ends', e.ends_local, 'review', jsonb_build_object('opened', m.opened_at, 'closed', m.closes_at, 'extendedFrom', m.extended_from),
      'attendance', hub.attendance_content(p_edition, NULL), 'responses', hub.responses_content(p_edition, NULL), 'comments', hub.comments_content(p_edition, NULL)) AS content
    FROM hub.meeting_editions e JOIN hub.meeting_minutes m ON m.edition_id = e.id WHERE e.id = p_edition
    UNION ALL
    SELECT row_number() OVER (ORDER BY i.position, i.id)::int, i.id, jsonb_build_object('v', 1, 'item', i.id, 'place', i.position, 'titles', i.titles,
      'attendance', hub.attendance_content(p_edition, i.id), 'responses', hub.responses_content(p_edition, i.id), 'comments', hub.comments_content(p_edition, i.id),
      'text', (SELECT jsonb_object_agg(t.language, t.body) FROM (SELECT DISTINCT ON (n.language) n.language, n.body FROM hub.meeting_texts n WHERE n.item_id = i.id ORDER BY n.language, n.revision DESC) t),
      'decisions', (SELECT jsonb_agg(jsonb_build_object('id', d.id, 'texts', d.texts) ORDER BY d.at, d.id) FROM hub.meeting_decisions d WHERE d.item_id = i.id AND d.revoked_at IS NULL),
      'actions', (SELECT jsonb_agg(jsonb_build_object('id', a.id, 'owner', a.owner_id, 'texts', a.texts, 'due', a.due_on) ORDER BY a.at, a.id) FROM hub.meeting_actions a WHERE a.item_id = i.id))
    FROM hub.agenda_of(p_edition) i) x;
  RETURN (SELECT array_agg(sha256('\x00'::bytea || s.salt || convert_to(s.content, 'UTF8')) ORDER BY s.part) FROM hub.meeting_sealed s WHERE s.edition_id = p_edition);
END $$;

-- The second half: the root that the application made of the hashes.
CREATE FUNCTION hub.approve_minutes(p_edition uuid, p_root bytea, p_leaves bytea[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT hub.coordinates() THEN RAISE EXCEPTION 'not the coordinator''s'; END IF;
  UPDATE hub.meeting_minutes m SET state = 'APPROVED', revision = m.revision + 1, approved_at = hub.instant(), root = p_root, leaves = p_leaves
  WHERE m.edition_id = p_edition AND m.state = 'IN_REVIEW';
END $$;

-- What sealing and the worker are made of; owners and definers alone run them.
CREATE FUNCTION hub.attendance_content(p_edition uuid, p_item uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('organisation', a.organisation_id, 'presence', a.presence) ORDER BY a.organisation_id), '[]')
  FROM hub.meeting_attendance a WHERE a.edition_id = p_edition AND a.item_id IS NOT DISTINCT FROM p_item $$;
CREATE FUNCTION hub.responses_content(p_edition uuid, p_item uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('organisation', r.organisation_id, 'response', r.response, 'body', r.body, 'at', r.at, 'note', r.note) ORDER BY r.organisation_id), '[]')
  FROM hub.meeting_responses r WHERE r.edition_id = p_edition AND r.item_id IS NOT DISTINCT FROM p_item $$;
CREATE FUNCTION hub.comments_content(p_edition uuid, p_item uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('organisation', c.organisation_id, 'body', c.body, 'passage', c.passage, 'proposal', c.proposal, 'at', c.at, 'outcome', c.outcome, 'answer', c.answer) ORDER BY c.at, c.id), '[]')
  FROM hub.meeting_comments c WHERE c.edition_id = p_edition AND c.item_id IS NOT DISTINCT FROM p_item $$;

-- For the worker: editions whose window is over and whose silence is now on record; and who is reminded, three days before the end or when a third is left, that
-- his answer is missing.
CREATE FUNCTION hub.review_due(p_instant timestamptz) RETURNS TABLE (edition_id uuid, change text, organisation_id uuid, readers int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE m record;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  FOR m IN SELECT n.edition_id AS id, n.closes_at <= p_instant AS over FROM hub.meeting_minutes n WHERE n.state = 'IN_REVIEW' AND n.silence_at IS NULL AND (n.closes_at <= p_instant
    OR n.reminded_at IS NULL AND p_instant >= greatest(n.closes_at - interval '3 days', n.closes_at - (n.closes_at - n.opened_at) / 3)) FOR UPDATE SKIP LOCKED
  LOOP
    IF m.over THEN
      PERFORM hub.enter_silence(m.id, p_instant);
      RETURN QUERY SELECT m.id, 'MINUTES_REVIEW_ENDED', o.id, ARRAY[o.reader_principal] FROM hub.organisations o WHERE o.id IN (SELECT hub.attended(m.id)) AND o.suspended_at IS NULL;
    ELSE
      UPDATE hub.meeting_minutes n SET reminded_at = p_instant WHERE n.edition_id = m.id;
      RETURN QUERY SELECT m.id, 'MINUTES_ANSWER_DUE', o.id, ARRAY[o.reader_principal] FROM hub.organisations o WHERE o.id IN (SELECT hub.attended(m.id)) AND o.suspended_at IS NULL
        AND NOT EXISTS (SELECT FROM hub.meeting_responses r WHERE r.edition_id = m.id AND r.organisation_id = o.id AND r.item_id IS NULL);
    END IF;
  END LOOP;
END $$;

-- As the next edition opens: what is still open of the one before goes along, of closed items too.
CREATE FUNCTION hub.carry_actions(p_from uuid, p_to uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT hub.coordinates() THEN RAISE EXCEPTION 'not the coordinator''s'; END IF;
  INSERT INTO hub.meeting_action_carries (edition_id, action_id) SELECT p_to, a.id FROM hub.meeting_actions a WHERE a.state = 'OPEN'
    AND (a.edition_id = p_from OR EXISTS (SELECT FROM hub.meeting_action_carries c WHERE c.action_id = a.id AND c.edition_id = p_from))
  ON CONFLICT DO NOTHING;
END $$;

-- For the worker. Who is told of what was taken on: the owner two weeks before its last day, and when that is over; two weeks after, the owner's contact point and
-- administrators, and the coordinators as far as the item is open to them. Each is told once.
CREATE FUNCTION hub.actions_due(p_instant timestamptz) RETURNS TABLE (action_id uuid, change text, organisation_id uuid, readers int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE a record;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  FOR a IN SELECT n.id, n.item_id, n.owner_id, s.step FROM hub.meeting_actions n
    CROSS JOIN LATERAL (SELECT CASE WHEN hub.day_over(n.edition_id, n.due_on + 14, p_instant) THEN 3 WHEN hub.day_over(n.edition_id, n.due_on, p_instant) THEN 2
      WHEN hub.day_over(n.edition_id, n.due_on - 15, p_instant) THEN 1 ELSE 0 END AS step) s
    WHERE n.state = 'OPEN' AND n.told < 3 AND n.due_on < (p_instant + interval '16 days')::date AND s.step > n.told FOR UPDATE OF n SKIP LOCKED
  LOOP
    UPDATE hub.meeting_actions n SET told = a.step WHERE n.id = a.id;
    RETURN QUERY SELECT a.id, CASE a.step WHEN 1 THEN 'ACTION_DUE' ELSE 'ACTION_OVERDUE' END, o.id, r.readers FROM hub.organisations o CROSS JOIN LATERAL (SELECT hub.item_readers(a.item_id, o.id) AS readers) r
      WHERE (o.id = a.owner_id OR a.step = 3 AND o.kind = 'COORDINATOR') AND o.suspended_at IS NULL AND r.readers <> '{}';
  END LOOP;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['is_secretary', 'item_readers', 'keeps_minutes', 'open_review', 'ask_extension', 'attended', 'enter_silence', 'review_blocked', 'seal_minutes', 'approve_minutes',
    'review_due', 'carry_actions', 'actions_due'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
  FOREACH f IN ARRAY ARRAY['speaks_for_party', 'agenda_of', 'item_organisations', 'day_over'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app, hub_authority', f);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['attendance_content', 'responses_content', 'comments_content'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_authority', f);
  END LOOP;
END $$;
GRANT UPDATE (shown) ON hub.meeting_texts TO hub_authority;
GRANT UPDATE (state, revision, opened_at, closes_at, extension_asked_by, extension_reason, silence_at, reminded_at, approved_at, root, leaves) ON hub.meeting_minutes TO hub_authority;
GRANT INSERT ON hub.meeting_responses, hub.meeting_sealed, hub.meeting_action_carries TO hub_authority;
GRANT UPDATE (told) ON hub.meeting_actions TO hub_authority;
