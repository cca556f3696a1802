-- Interpretation at the meeting: interpreters without an account, whom a proposer lets in, who interprets what; and what an interpreter's own link shows him.

-- Somebody who interprets, entered by a party (or by who coordinates, for the own organisation): that organisation answers for him.
CREATE TABLE hub.meeting_interpreters (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  family_name text NOT NULL,
  given_name text NOT NULL,
  kana text,
  latin_family_name text,
  latin_given_name text,
  -- BCP 47.
  languages text[] NOT NULL,
  -- Whom he works for; empty: the organisation itself.
  agency text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  removed_at timestamptz,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT meeting_interpreters_pk PRIMARY KEY (id),
  CONSTRAINT meeting_interpreters_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_interpreters_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_interpreters_created_by_fk FOREIGN KEY (created_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_interpreters_languages_ck CHECK (cardinality(languages) BETWEEN 2 AND 20)
);
CREATE INDEX meeting_interpreters_edition_ix ON hub.meeting_interpreters (edition_id, created_at, id);

-- How he is reached: for those who entered him, and coordinators.
CREATE TABLE hub.meeting_interpreter_contacts (
  interpreter_id uuid NOT NULL,
  edition_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  contact text NOT NULL DEFAULT '',
  CONSTRAINT meeting_interpreter_contacts_pk PRIMARY KEY (interpreter_id),
  CONSTRAINT meeting_interpreter_contacts_interpreter_fk FOREIGN KEY (interpreter_id) REFERENCES hub.meeting_interpreters (id)
);

-- The proposer of an item lets somebody hear it who interprets for none of those that it is open to.
CREATE TABLE hub.meeting_clearances (
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  interpreter_id uuid NOT NULL,
  given_at timestamptz NOT NULL,
  given_by uuid NOT NULL,
  revoked_at timestamptz,
  revoked_by uuid,
  CONSTRAINT meeting_clearances_pk PRIMARY KEY (id),
  CONSTRAINT meeting_clearances_item_fk FOREIGN KEY (item_id) REFERENCES hub.meeting_items (id),
  CONSTRAINT meeting_clearances_interpreter_fk FOREIGN KEY (interpreter_id) REFERENCES hub.meeting_interpreters (id),
  CONSTRAINT meeting_clearances_given_by_fk FOREIGN KEY (given_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_clearances_revoked_by_fk FOREIGN KEY (revoked_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_clearances_revoked_ck CHECK (num_nonnulls(revoked_at, revoked_by) IN (0, 2))
);
CREATE UNIQUE INDEX meeting_clearances_stands_uq ON hub.meeting_clearances (item_id, interpreter_id) WHERE revoked_at IS NULL;
CREATE INDEX meeting_clearances_interpreter_ix ON hub.meeting_clearances (interpreter_id) WHERE revoked_at IS NULL;

-- Who interprets an item between which two languages (as hub.spoken has them, in order). It counts while he is let in.
CREATE TABLE hub.meeting_interpretations (
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  interpreter_id uuid NOT NULL,
  language_a text NOT NULL,
  language_b text NOT NULL,
  assigned_at timestamptz NOT NULL,
  assigned_by uuid NOT NULL,
  ended_at timestamptz,
  ended_by uuid,
  CONSTRAINT meeting_interpretations_pk PRIMARY KEY (id),
  CONSTRAINT meeting_interpretations_item_fk FOREIGN KEY (item_id) REFERENCES hub.meeting_items (id),
  CONSTRAINT meeting_interpretations_interpreter_fk FOREIGN KEY (interpreter_id) REFERENCES hub.meeting_interpreters (id),
  CONSTRAINT meeting_interpretations_assigned_by_fk FOREIGN KEY (assigned_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_interpretations_ended_by_fk FOREIGN KEY (ended_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_interpretations_ended_ck CHECK (num_nonnulls(ended_at, ended_by) IN (0, 2)),
  CONSTRAINT meeting_interpretations_pair_ck CHECK (language_a COLLATE "C" < language_b COLLATE "C")
);
CREATE UNIQUE INDEX meeting_interpretations_stands_uq ON hub.meeting_interpretations (item_id, interpreter_id, language_a, language_b) WHERE ended_at IS NULL;
CREATE INDEX meeting_interpretations_interpreter_ix ON hub.meeting_interpretations (interpreter_id) WHERE ended_at IS NULL;

-- Whose a personal link is who interprets. He speaks for nobody.
ALTER TABLE hub.meeting_links
  ADD COLUMN interpreter_id uuid,
  ADD CONSTRAINT meeting_links_interpreter_fk FOREIGN KEY (interpreter_id) REFERENCES hub.meeting_interpreters (id),
  ADD CONSTRAINT meeting_links_interpreter_ck CHECK (interpreter_id IS NULL OR organisation_id IS NULL);
CREATE INDEX meeting_links_interpreter_ix ON hub.meeting_links (interpreter_id) WHERE interpreter_id IS NOT NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['meeting_interpreters', 'meeting_interpreter_contacts', 'meeting_clearances', 'meeting_interpretations'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON hub.%I TO hub_app', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
-- Holding a row asks for the right to change it.
GRANT UPDATE (revision) ON hub.meeting_interpreters TO hub_authority;
GRANT UPDATE (revoked_at, revoked_by) ON hub.meeting_clearances, hub.meeting_links TO hub_authority;
GRANT UPDATE (ended_at) ON hub.meeting_interpretations TO hub_authority;
GRANT UPDATE (family_name, given_name, kana, latin_family_name, latin_given_name, languages, agency, removed_at, revision) ON hub.meeting_interpreters TO hub_app;
GRANT UPDATE (contact) ON hub.meeting_interpreter_contacts TO hub_app;
GRANT UPDATE (revoked_at, revoked_by) ON hub.meeting_clearances TO hub_app;
GRANT UPDATE (ended_at, ended_by) ON hub.meeting_interpretations TO hub_app;

-- A language as it is spoken: regions and scripts are one to interpreters.
CREATE FUNCTION hub.spoken(p_tag text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT split_part(lower(p_tag), '-', 1) $$;

-- Whether an interpreter is let into an item, whoever asks: where his organisation takes part and the item is open to it, or where its proposer cleared him; and where
-- every bulletin that it is about is open to all readers of his organisation now, or, if he is cleared, is the proposer's own and may be passed on.
CREATE FUNCTION hub.interpreter_within(p_item uuid, p_interpreter uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_items i JOIN hub.meeting_interpreters n ON n.edition_id = i.edition_id
      JOIN hub.organisations o ON o.id = n.organisation_id JOIN hub.organisations p ON p.id = i.proposer_id
      CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM hub.meeting_clearances x WHERE x.item_id = i.id AND x.interpreter_id = n.id AND x.revoked_at IS NULL) AS stands) c
    WHERE i.id = p_item AND n.id = p_interpreter AND n.removed_at IS NULL AND o.suspended_at IS NULL
      AND (c.stands OR (i.audience IS NULL OR o.id = ANY (i.audience)) AND EXISTS (SELECT FROM hub.meeting_parties m WHERE m.edition_id = i.edition_id AND m.organisation_id = o.id))
      AND NOT EXISTS (SELECT FROM hub.meeting_item_bulletins l WHERE l.item_id = i.id AND NOT EXISTS (
        SELECT FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
          CROSS JOIN LATERAL (VALUES (ARRAY[1, 2, o.reader_principal], o.id, true), (ARRAY[1, 2, p.reader_principal], p.id, c.stands AND b.originator_id = p.id AND b.tlp NOT IN ('RED', 'AMBER_STRICT'))) w (scope, whose, counts)
        WHERE b.id = l.bulletin_id AND w.counts AND b.readers && w.scope AND v.admitted && w.scope AND v.gate && w.scope AND (v.lapses_at IS NULL OR v.lapses_at > hub.instant())
          AND NOT EXISTS (SELECT FROM hub.release_ends e WHERE e.bulletin_id = b.id AND e.organisation_id = w.whose AND e.section_id IS NULL AND e.until <= hub.instant()))))
$$;

-- The same, for whom the item is open to.
CREATE FUNCTION hub.lets_interpreter_in(p_item uuid, p_interpreter uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.sees_item(p_item) AND hub.interpreter_within(p_item, p_interpreter)
$$;

-- Between which languages an item needs interpretation, whoever asks. Those present: delegates who have not declined, of the parties that it is open to, where the bulletins
-- that it is about are open to somebody of them. What is spoken by who needs no interpretation is the floor (where everybody needs some: whatever is spoken); each who needs
-- interpretation needs it from every language of the floor but his own.
CREATE FUNCTION hub.pairs_needed(p_item uuid) RETURNS TABLE (floor text, wanted text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  WITH present AS (
    SELECT hub.spoken(x.language) AS speaks, hub.spoken(x.interpretation) AS needs
    FROM hub.meeting_items i JOIN hub.meeting_parties m ON m.edition_id = i.edition_id JOIN hub.organisations o ON o.id = m.organisation_id AND o.suspended_at IS NULL
      JOIN hub.meeting_delegates d ON d.edition_id = i.edition_id AND d.organisation_id = o.id AND d.removed_at IS NULL
      JOIN hub.meeting_delegate_details x ON x.delegate_id = d.id AND x.partstat <> 'DECLINED'
    WHERE i.id = p_item AND (i.audience IS NULL OR o.id = ANY (i.audience))
      AND NOT EXISTS (SELECT FROM hub.meeting_item_bulletins l JOIN hub.bulletins b ON b.id = l.bulletin_id WHERE l.item_id = i.id
        AND NOT b.readers && (ARRAY[1, 2, o.reader_principal, o.officer_principal] || ARRAY(SELECT q.principal FROM hub.persons q WHERE q.organisation_id = o.id AND q.ended_at IS NULL)))),
  floors AS (SELECT DISTINCT speaks FROM present WHERE needs IS NULL OR NOT EXISTS (SELECT FROM present p WHERE p.needs IS NULL))
  SELECT DISTINCT f.speaks, p.needs FROM floors f JOIN present p ON p.needs <> f.speaks
$$;

-- Who interprets an item between which languages, as it counts now: let in, and still said to speak both.
CREATE FUNCTION hub.interpretation_counts(p_interpretation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_interpretations t JOIN hub.meeting_interpreters n ON n.id = t.interpreter_id
    WHERE t.id = p_interpretation AND t.ended_at IS NULL AND ARRAY[t.language_a, t.language_b] <@ ARRAY(SELECT hub.spoken(s) FROM unnest(n.languages) s) AND hub.interpreter_within(t.item_id, t.interpreter_id))
$$;

-- The languages of items, and what counts, for whom they are open to.
CREATE FUNCTION hub.languages_needed(p_items uuid[]) RETURNS TABLE (item_id uuid, floor text, wanted text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT i, n.floor, n.wanted FROM unnest(p_items) i CROSS JOIN LATERAL hub.pairs_needed(i) n WHERE hub.sees_item(i)
$$;
CREATE FUNCTION hub.interprets(p_interpretation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_interpretations t WHERE t.id = p_interpretation AND hub.sees_item(t.item_id)) AND hub.interpretation_counts(p_interpretation)
$$;

-- For who coordinates, of the items that are closed to him: whether one lacks an interpreter, and no word of languages.
CREATE FUNCTION hub.closed_interpretation(p_edition uuid) RETURNS TABLE (item_id uuid, lacking boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT i.id, EXISTS (SELECT FROM hub.pairs_needed(i.id) n WHERE NOT EXISTS (SELECT FROM hub.meeting_interpretations t
      WHERE t.item_id = i.id AND t.ended_at IS NULL AND t.language_a IN (n.floor, n.wanted) AND t.language_b IN (n.floor, n.wanted) AND hub.interpretation_counts(t.id)))
  FROM hub.meeting_items i WHERE i.edition_id = p_edition AND i.state = 'ACCEPTED' AND hub.person() IS NOT NULL AND hub.coordinates() AND NOT hub.sees_item(i.id) ORDER BY i.position
$$;

-- For who coordinates: at which places of the agenda (as in hub.agenda_slots) an interpreter is busy, and no word of what is there.
CREATE FUNCTION hub.interpreters_busy(p_edition uuid) RETURNS TABLE (interpreter_id uuid, "position" int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT DISTINCT t.interpreter_id, s.n FROM (SELECT i.id, row_number() OVER (ORDER BY i.position)::int AS n FROM hub.meeting_items i WHERE i.edition_id = p_edition AND i.state = 'ACCEPTED') s
    JOIN hub.meeting_interpretations t ON t.item_id = s.id AND t.ended_at IS NULL
  WHERE hub.person() IS NOT NULL AND hub.coordinates() AND hub.interpretation_counts(t.id) ORDER BY 1, 2
$$;

-- Whether the person entered speaks for the proposer of an item that he sees.
CREATE FUNCTION hub.proposes_item(p_item uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_items i WHERE i.id = p_item AND i.proposer_id = hub.organisation() AND hub.sees_item(i.id)
    AND hub.roles()::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR'])
$$;

-- Whether he may let an interpreter in: somebody of the same edition, where the bulletins that the item is about are public, or the proposer's own and may be passed on.
CREATE FUNCTION hub.may_clear(p_item uuid, p_interpreter uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.proposes_item(p_item) AND EXISTS (SELECT FROM hub.meeting_items i JOIN hub.meeting_interpreters n ON n.edition_id = i.edition_id WHERE i.id = p_item AND n.id = p_interpreter AND n.removed_at IS NULL
    AND NOT EXISTS (SELECT FROM hub.meeting_item_bulletins l JOIN hub.bulletins b ON b.id = l.bulletin_id WHERE l.item_id = i.id
      AND NOT b.readers @> ARRAY[1] AND (b.originator_id <> i.proposer_id OR b.tlp IN ('RED', 'AMBER_STRICT'))))
$$;

-- Whether the person entered says who interprets an item: of those that he sees, who coordinates and who speaks for its proposer; and who keeps the interpreter's own party.
CREATE FUNCTION hub.assigns_interpreter(p_item uuid, p_interpreter uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.sees_item(p_item) AND EXISTS (SELECT FROM hub.meeting_items i JOIN hub.meeting_interpreters n ON n.edition_id = i.edition_id WHERE i.id = p_item AND n.id = p_interpreter
    AND (hub.coordinates() OR hub.proposes_item(i.id) OR n.organisation_id = hub.organisation() AND hub.names_delegates(n.organisation_id)))
$$;

-- Whom to tell of interpreters beside the parties: the coordinators themselves, for who takes part.
CREATE FUNCTION hub.meeting_coordinators(p_edition uuid) RETURNS TABLE (organisation_id uuid, readers int[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT o.id, x.readers FROM hub.organisations o CROSS JOIN LATERAL (SELECT hub.coordinators(o.id) AS readers) x
  WHERE o.kind = 'COORDINATOR' AND o.suspended_at IS NULL AND x.readers <> '{}' AND hub.attends(p_edition)
$$;

-- As somebody is interpreter no more: his links end, whoever made them. On the word of who keeps his organisation's.
CREATE FUNCTION hub.end_interpreter_links(p_interpreter uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM hub.meeting_interpreters n WHERE n.id = p_interpreter AND n.organisation_id = hub.organisation() AND hub.names_delegates(n.organisation_id)) THEN RAISE EXCEPTION 'not the keeper'; END IF;
  UPDATE hub.meeting_links l SET revoked_at = hub.instant(), revoked_by = hub.person() WHERE l.interpreter_id = p_interpreter AND l.revoked_at IS NULL;
END $$;

-- For the worker, on behalf of a guest: who interprets, if it is somebody's link who does.
CREATE FUNCTION hub.interpreter_of_link(p_link uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN (SELECT l.interpreter_id FROM hub.meeting_links l WHERE l.id = p_link);
END $$;

-- The same: the day, in order; of what he interprets and is let into what it is, of all else its length. No link shows more than whoever made it may see: the item is open to
-- his organisation, and the bulletins that it is about to its readers, if he is one. What is taken back meanwhile waits until this has been entered, or is seen here already.
CREATE FUNCTION hub.items_by_link(p_link uuid) RETURNS TABLE (item_id uuid, minutes int, titles jsonb, pairs jsonb, proposer_id uuid, bulletins jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE l hub.meeting_links; v_maker uuid; v_scope int[];
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  SELECT x.* INTO l FROM hub.meeting_links x JOIN hub.meeting_editions e ON e.id = x.edition_id AND e.state IN ('AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION') WHERE x.id = p_link AND x.interpreter_id IS NOT NULL;
  IF l.id IS NULL THEN RETURN; END IF;
  SELECT o.id, ARRAY[1] || CASE WHEN p.roles && ARRAY['READER', 'OFFICER', 'CONTACT_POINT'] THEN ARRAY[2, o.reader_principal] ELSE '{}' END INTO v_maker, v_scope
  FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id AND o.suspended_at IS NULL JOIN hub.meeting_parties m ON m.edition_id = l.edition_id AND m.organisation_id = o.id WHERE p.id = l.created_by;
  PERFORM FROM hub.meeting_interpreters n WHERE n.id = l.interpreter_id FOR SHARE;
  PERFORM FROM hub.meeting_interpretations t WHERE t.interpreter_id = l.interpreter_id AND t.ended_at IS NULL FOR SHARE;
  PERFORM FROM hub.meeting_items i WHERE i.id IN (SELECT t.item_id FROM hub.meeting_interpretations t WHERE t.interpreter_id = l.interpreter_id AND t.ended_at IS NULL) FOR SHARE;
  PERFORM FROM hub.meeting_clearances c WHERE c.interpreter_id = l.interpreter_id AND c.revoked_at IS NULL FOR SHARE;
  PERFORM FROM hub.bulletins b WHERE b.id IN (SELECT k.bulletin_id FROM hub.meeting_item_bulletins k JOIN hub.meeting_interpretations t ON t.item_id = k.item_id
    WHERE t.interpreter_id = l.interpreter_id AND t.ended_at IS NULL) FOR SHARE;
  RETURN QUERY SELECT CASE WHEN s.pairs IS NOT NULL THEN i.id END, i.minutes, CASE WHEN s.pairs IS NOT NULL THEN i.titles END, s.pairs, CASE WHEN s.pairs IS NOT NULL THEN i.proposer_id END,
    CASE WHEN s.pairs IS NOT NULL THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'originatorId', b.originator_id) ORDER BY b.id), '[]') FROM hub.meeting_item_bulletins k JOIN hub.bulletins b ON b.id = k.bulletin_id WHERE k.item_id = i.id) END
  FROM hub.meeting_items i CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_array(t.language_a, t.language_b) ORDER BY t.language_a, t.language_b) AS pairs FROM hub.meeting_interpretations t
      WHERE t.item_id = i.id AND t.interpreter_id = l.interpreter_id AND hub.interpretation_counts(t.id)
        AND v_maker IS NOT NULL AND (i.audience IS NULL OR v_maker = ANY (i.audience))
        AND NOT EXISTS (SELECT FROM hub.meeting_item_bulletins k WHERE k.item_id = i.id AND NOT EXISTS (SELECT FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
          WHERE b.id = k.bulletin_id AND b.readers && v_scope AND v.admitted && v_scope AND v.gate && v_scope
            AND NOT EXISTS (SELECT FROM hub.release_ends r WHERE r.bulletin_id = b.id AND r.organisation_id = v_maker AND r.section_id IS NULL AND r.until <= hub.instant())))) s
  WHERE i.edition_id = l.edition_id AND i.state = 'ACCEPTED' ORDER BY i.position;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['interpreter_within', 'pairs_needed', 'interpretation_counts', 'lets_interpreter_in', 'languages_needed', 'interprets', 'closed_interpretation', 'interpreters_busy',
    'proposes_item', 'may_clear', 'assigns_interpreter', 'meeting_coordinators', 'end_interpreter_links', 'interpreter_of_link', 'items_by_link'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
  -- Whoever asks: for the functions above alone.
  FOREACH f IN ARRAY ARRAY['interpreter_within', 'pairs_needed', 'interpretation_counts'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM hub_app', f);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION hub.spoken FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.spoken TO hub_app, hub_authority;
GRANT EXECUTE ON FUNCTION hub.names_delegates TO hub_authority;

-- Names, languages and agency go to all parties, as delegates' names do; an organisation keeps its own interpreters.
CREATE POLICY meeting_interpreters_read ON hub.meeting_interpreters FOR SELECT TO hub_app USING (hub.attends(edition_id));
CREATE POLICY meeting_interpreters_add ON hub.meeting_interpreters FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND created_by = (SELECT hub.person()) AND hub.names_delegates(organisation_id) AND hub.attends(edition_id));
CREATE POLICY meeting_interpreters_change ON hub.meeting_interpreters FOR UPDATE TO hub_app USING (organisation_id = (SELECT hub.organisation()) AND hub.names_delegates(organisation_id) AND hub.attends(edition_id));
CREATE POLICY meeting_interpreter_contacts_read ON hub.meeting_interpreter_contacts FOR SELECT TO hub_app USING (hub.names_delegates(organisation_id) AND hub.attends(edition_id));
CREATE POLICY meeting_interpreter_contacts_add ON hub.meeting_interpreter_contacts FOR INSERT TO hub_app WITH CHECK (organisation_id = (SELECT hub.organisation()) AND hub.names_delegates(organisation_id)
  AND EXISTS (SELECT FROM hub.meeting_interpreters n WHERE n.id = interpreter_id AND n.organisation_id = meeting_interpreter_contacts.organisation_id AND n.edition_id = meeting_interpreter_contacts.edition_id));
CREATE POLICY meeting_interpreter_contacts_change ON hub.meeting_interpreter_contacts FOR UPDATE TO hub_app
  USING (organisation_id = (SELECT hub.organisation()) AND hub.names_delegates(organisation_id) AND hub.attends(edition_id));

-- Who is let into an item, and who interprets it, is known to whom it is open to.
CREATE POLICY meeting_clearances_read ON hub.meeting_clearances FOR SELECT TO hub_app USING (hub.sees_item(item_id));
CREATE POLICY meeting_clearances_add ON hub.meeting_clearances FOR INSERT TO hub_app WITH CHECK (given_by = (SELECT hub.person()) AND hub.may_clear(item_id, interpreter_id));
CREATE POLICY meeting_clearances_change ON hub.meeting_clearances FOR UPDATE TO hub_app USING (revoked_at IS NULL AND hub.proposes_item(item_id)) WITH CHECK (revoked_by = (SELECT hub.person()));
CREATE POLICY meeting_interpretations_read ON hub.meeting_interpretations FOR SELECT TO hub_app USING (hub.sees_item(item_id));
CREATE POLICY meeting_interpretations_add ON hub.meeting_interpretations FOR INSERT TO hub_app
  WITH CHECK (assigned_by = (SELECT hub.person()) AND hub.assigns_interpreter(item_id, interpreter_id) AND hub.lets_interpreter_in(item_id, interpreter_id));
CREATE POLICY meeting_interpretations_change ON hub.meeting_interpretations FOR UPDATE TO hub_app USING (ended_at IS NULL AND hub.assigns_interpreter(item_id, interpreter_id)) WITH CHECK (ended_by = (SELECT hub.person()));

-- An interpreter's link is known to the organisation that made it, and to no coordinator beside: that there is one tells who let him in. (Whoever sees its maker is a colleague.)
CREATE POLICY meeting_links_of_interpreters ON hub.meeting_links AS RESTRICTIVE FOR SELECT TO hub_app
  USING (interpreter_id IS NULL OR EXISTS (SELECT FROM hub.persons p WHERE p.id = meeting_links.created_by));
CREATE POLICY meeting_links_read_interpreters ON hub.meeting_links FOR SELECT TO hub_app USING (interpreter_id IS NOT NULL AND (SELECT hub.names_delegates(hub.organisation())));
CREATE POLICY meeting_links_add_interpreters ON hub.meeting_links FOR INSERT TO hub_app WITH CHECK (created_by = (SELECT hub.person()) AND (SELECT hub.names_delegates(hub.organisation()))
  AND EXISTS (SELECT FROM hub.meeting_interpreters n WHERE n.id = meeting_links.interpreter_id AND n.edition_id = meeting_links.edition_id AND n.removed_at IS NULL));
CREATE POLICY meeting_links_revoke_interpreters ON hub.meeting_links FOR UPDATE TO hub_app
  USING (revoked_at IS NULL AND interpreter_id IS NOT NULL AND (SELECT hub.names_delegates(hub.organisation())) AND EXISTS (SELECT FROM hub.persons p WHERE p.id = meeting_links.created_by))
  WITH CHECK (revoked_by = (SELECT hub.person()));
