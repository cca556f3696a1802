-- The agenda of a meeting: items that the parties propose, who may see each, and the versions that were fixed.

CREATE TABLE hub.meeting_items (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  proposer_id uuid NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  titles jsonb NOT NULL,
  purpose text NOT NULL,
  minutes int NOT NULL,
  presenter text NOT NULL DEFAULT '',
  -- The organisations that it is open to, its proposer among them; null: all parties.
  audience uuid[],
  state text NOT NULL DEFAULT 'PROPOSED',
  -- Why it was declined.
  reason text,
  merged_into uuid,
  -- Its place on the agenda; 0: none.
  position int NOT NULL DEFAULT 0,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT meeting_items_pk PRIMARY KEY (id),
  CONSTRAINT meeting_items_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_items_proposer_fk FOREIGN KEY (proposer_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_items_proposed_by_fk FOREIGN KEY (proposed_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_items_merged_fk FOREIGN KEY (merged_into) REFERENCES hub.meeting_items (id),
  CONSTRAINT meeting_items_purpose_ck CHECK (purpose IN ('INFORMATION', 'DISCUSSION', 'DECISION')),
  CONSTRAINT meeting_items_minutes_ck CHECK (minutes BETWEEN 1 AND 480),
  CONSTRAINT meeting_items_state_ck CHECK (state IN ('PROPOSED', 'ACCEPTED', 'DECLINED', 'MERGED', 'WITHDRAWN')),
  CONSTRAINT meeting_items_position_ck CHECK ((state = 'ACCEPTED') = (position > 0)),
  CONSTRAINT meeting_items_merged_ck CHECK ((state = 'MERGED') = (merged_into IS NOT NULL)),
  CONSTRAINT meeting_items_audience_ck CHECK (audience IS NULL OR proposer_id = ANY (audience))
);
CREATE INDEX meeting_items_edition_ix ON hub.meeting_items (edition_id, position, proposed_at, id);

-- Bulletins that an item is about: whoever may not see all of them does not see the item.
CREATE TABLE hub.meeting_item_bulletins (
  item_id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  CONSTRAINT meeting_item_bulletins_pk PRIMARY KEY (item_id, bulletin_id),
  CONSTRAINT meeting_item_bulletins_item_fk FOREIGN KEY (item_id) REFERENCES hub.meeting_items (id),
  CONSTRAINT meeting_item_bulletins_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id)
);
CREATE INDEX meeting_item_bulletins_bulletin_ix ON hub.meeting_item_bulletins (bulletin_id);

-- Organisations that stand behind an item beside its proposer.
CREATE TABLE hub.meeting_item_sponsors (
  item_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  CONSTRAINT meeting_item_sponsors_pk PRIMARY KEY (item_id, organisation_id),
  CONSTRAINT meeting_item_sponsors_item_fk FOREIGN KEY (item_id) REFERENCES hub.meeting_items (id),
  CONSTRAINT meeting_item_sponsors_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id)
);

-- What was fixed: [{item, minutes, titles, purpose, presenter}] in order. Read through hub.agenda_version alone.
CREATE TABLE hub.meeting_agenda_versions (
  edition_id uuid NOT NULL,
  number int NOT NULL,
  fixed_at timestamptz NOT NULL,
  starts_local timestamp NOT NULL,
  ends_local timestamp NOT NULL,
  entries jsonb NOT NULL,
  CONSTRAINT meeting_agenda_versions_pk PRIMARY KEY (edition_id, number),
  CONSTRAINT meeting_agenda_versions_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id)
);

-- Whether the person entered sees an item: he takes part, his organisation is among those that it is open to, and every bulletin that it is about is open to him now,
-- by the same rules as row security's.
CREATE FUNCTION hub.sees_item(p_item uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_items i WHERE i.id = p_item AND hub.person() IS NOT NULL
    AND EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = i.edition_id AND p.organisation_id = hub.organisation())
    AND (i.audience IS NULL OR hub.organisation() = ANY (i.audience))
    AND NOT EXISTS (SELECT FROM hub.meeting_item_bulletins l WHERE l.item_id = i.id AND NOT EXISTS (
      SELECT FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
      WHERE b.id = l.bulletin_id AND b.id <> ALL (hub.ended()) AND b.readers && hub.principals() AND v.admitted && hub.principals() AND v.gate && hub.principals()
        AND (v.lapses_at IS NULL OR v.lapses_at > hub.instant() OR v.editors && hub.principals()))))
$$;

-- What whoever takes part is shown of the items on the agenda: of those that he sees which they are, of others their length alone. Who coordinates is also told
-- which one it is and whose, so that he can order them.
CREATE FUNCTION hub.agenda_slots(p_edition uuid) RETURNS TABLE ("position" int, minutes int, item_id uuid, proposer_id uuid, seen boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT row_number() OVER (ORDER BY i.position)::int, i.minutes, CASE WHEN s.seen OR hub.coordinates() THEN i.id END, CASE WHEN s.seen OR hub.coordinates() THEN i.proposer_id END, s.seen
  FROM hub.meeting_items i CROSS JOIN LATERAL (SELECT hub.sees_item(i.id) AS seen) s
  WHERE i.edition_id = p_edition AND i.state = 'ACCEPTED' AND hub.attends(p_edition) ORDER BY i.position
$$;

-- The same of a version that was fixed; titles, purpose and presenter as they were then, of what is seen now.
CREATE FUNCTION hub.agenda_version(p_edition uuid, p_number int)
RETURNS TABLE (number int, fixed_at timestamptz, starts_local text, ends_local text, "position" int, minutes int, item_id uuid, proposer_id uuid, seen boolean, titles jsonb, purpose text, presenter text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT v.number, v.fixed_at, to_char(v.starts_local, 'YYYY-MM-DD"T"HH24:MI'), to_char(v.ends_local, 'YYYY-MM-DD"T"HH24:MI'), e.n::int, (e.entry->>'minutes')::int,
    CASE WHEN s.seen OR hub.coordinates() THEN i.id END, CASE WHEN s.seen OR hub.coordinates() THEN i.proposer_id END, s.seen,
    CASE WHEN s.seen THEN e.entry->'titles' END, CASE WHEN s.seen THEN e.entry->>'purpose' END, CASE WHEN s.seen THEN e.entry->>'presenter' END
  FROM hub.meeting_agenda_versions v LEFT JOIN LATERAL jsonb_array_elements(v.entries) WITH ORDINALITY e (entry, n) ON true LEFT JOIN hub.meeting_items i ON i.id = (e.entry->>'item')::uuid
    LEFT JOIN LATERAL (SELECT hub.sees_item(i.id) AS seen) s ON true
  WHERE v.edition_id = p_edition AND v.number = p_number AND hub.attends(p_edition) ORDER BY e.n
$$;

-- Proposals that who coordinates does not see: that there is one, whose, and how long.
CREATE FUNCTION hub.closed_proposals(p_edition uuid) RETURNS TABLE (item_id uuid, proposer_id uuid, minutes int, state text, revision int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT i.id, i.proposer_id, i.minutes, i.state, i.revision FROM hub.meeting_items i
  WHERE i.edition_id = p_edition AND hub.coordinates() AND NOT hub.sees_item(i.id) ORDER BY i.proposed_at, i.id
$$;

-- On a coordinator's word: takes an item onto the agenda, at its end, or takes it off. Null: no such item there, or it stands otherwise than expected.
CREATE FUNCTION hub.judge_item(p_item uuid, p_revision int, p_state text, p_reason text, p_into uuid) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_edition uuid; v_position int := 0;
BEGIN
  IF NOT hub.coordinates() THEN RAISE EXCEPTION 'not the coordinator'; END IF;
  SELECT i.edition_id INTO v_edition FROM hub.meeting_items i WHERE i.id = p_item AND i.revision = p_revision;
  IF p_state = 'ACCEPTED' THEN SELECT coalesce(max(i.position), 0) + 1 INTO v_position FROM hub.meeting_items i WHERE i.edition_id = v_edition; END IF;
  UPDATE hub.meeting_items i SET state = p_state, reason = p_reason, merged_into = p_into, position = v_position, revision = i.revision + 1 WHERE i.id = p_item AND i.revision = p_revision;
  IF p_into IS NOT NULL THEN
    INSERT INTO hub.meeting_item_sponsors (item_id, organisation_id)
    SELECT p_into, x.id FROM (SELECT i.proposer_id AS id FROM hub.meeting_items i WHERE i.id = p_item UNION SELECT s.organisation_id FROM hub.meeting_item_sponsors s WHERE s.item_id = p_item) x
    WHERE x.id <> (SELECT t.proposer_id FROM hub.meeting_items t WHERE t.id = p_into) ON CONFLICT DO NOTHING;
  END IF;
  RETURN v_edition;
END $$;

-- What a coordinator must know of an item to judge it: nothing that it says. `merges`: he sees both, whoever sees `p_into` may know all that merging tells: that the proposer of
-- the item is behind it too; and its proposer sees it.
CREATE FUNCTION hub.item_standing(p_item uuid, p_into uuid) RETURNS TABLE (edition_id uuid, proposer_id uuid, state text, revision int, merges boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT i.edition_id, i.proposer_id, i.state, i.revision, coalesce((SELECT t.edition_id = i.edition_id AND t.id <> i.id AND t.state IN ('PROPOSED', 'ACCEPTED')
      AND hub.sees_item(t.id) AND hub.sees_item(i.id) AND (t.audience IS NULL OR i.proposer_id = ANY (t.audience)) AND (i.audience IS NULL OR t.audience <@ i.audience)
      AND NOT EXISTS (SELECT l.bulletin_id FROM hub.meeting_item_bulletins l WHERE l.item_id = i.id EXCEPT SELECT m.bulletin_id FROM hub.meeting_item_bulletins m WHERE m.item_id = t.id)
      AND NOT EXISTS (SELECT m.bulletin_id FROM hub.meeting_item_bulletins m WHERE m.item_id = t.id EXCEPT SELECT l.bulletin_id FROM hub.meeting_item_bulletins l WHERE l.item_id = i.id)
    FROM hub.meeting_items t WHERE t.id = p_into), false)
  FROM hub.meeting_items i WHERE i.id = p_item AND hub.coordinates()
$$;

-- On a coordinator's word: the agenda in this order, exactly of what is on it; false where it is not.
CREATE FUNCTION hub.order_items(p_edition uuid, p_items uuid[]) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT hub.coordinates() THEN RAISE EXCEPTION 'not the coordinator'; END IF;
  IF ARRAY(SELECT i.id FROM hub.meeting_items i WHERE i.edition_id = p_edition AND i.state = 'ACCEPTED' ORDER BY i.id) <> ARRAY(SELECT x FROM unnest(p_items) x ORDER BY x) THEN RETURN false; END IF;
  UPDATE hub.meeting_items i SET position = array_position(p_items, i.id) WHERE i.edition_id = p_edition AND i.state = 'ACCEPTED';
  RETURN true;
END $$;

-- On a coordinator's word: fixes the agenda as it stands, as the next version; gives its number.
CREATE FUNCTION hub.fix_agenda(p_edition uuid) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_number int;
BEGIN
  IF NOT hub.coordinates() THEN RAISE EXCEPTION 'not the coordinator'; END IF;
  INSERT INTO hub.meeting_agenda_versions (edition_id, number, fixed_at, starts_local, ends_local, entries)
  SELECT e.id, (SELECT count(*)::int + 1 FROM hub.meeting_agenda_versions v WHERE v.edition_id = e.id), hub.instant(), e.starts_local, e.ends_local,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('item', i.id, 'minutes', i.minutes, 'titles', i.titles, 'purpose', i.purpose, 'presenter', i.presenter) ORDER BY i.position), '[]')
     FROM hub.meeting_items i WHERE i.edition_id = e.id AND i.state = 'ACCEPTED')
  FROM hub.meeting_editions e WHERE e.id = p_edition RETURNING number INTO v_number;
  RETURN v_number;
END $$;

-- How many versions were fixed, for who takes part.
CREATE FUNCTION hub.agenda_versions(p_edition uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT count(*)::int FROM hub.meeting_agenda_versions v WHERE v.edition_id = p_edition AND hub.attends(p_edition)
$$;

DO $$
DECLARE t text; f text;
BEGIN
  FOREACH t IN ARRAY ARRAY['meeting_items', 'meeting_item_bulletins', 'meeting_item_sponsors', 'meeting_agenda_versions'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['sees_item', 'agenda_slots', 'agenda_version', 'closed_proposals', 'judge_item', 'item_standing', 'order_items', 'fix_agenda', 'agenda_versions'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
-- Nobody is let see a row of it.
GRANT SELECT ON hub.meeting_agenda_versions TO hub_app;
GRANT INSERT ON hub.meeting_agenda_versions, hub.meeting_item_sponsors TO hub_authority;
GRANT UPDATE (state, reason, merged_into, position, revision) ON hub.meeting_items TO hub_authority;

-- A party proposes in its own name, and changes its own proposals until they are judged. What else becomes of an item, the functions above do.
GRANT SELECT, INSERT, UPDATE (titles, purpose, minutes, presenter, state, revision) ON hub.meeting_items TO hub_app;
CREATE POLICY meeting_items_read ON hub.meeting_items FOR SELECT TO hub_app USING (hub.sees_item(id));
CREATE POLICY meeting_items_add ON hub.meeting_items FOR INSERT TO hub_app WITH CHECK (
  proposer_id = (SELECT hub.organisation()) AND proposed_by = (SELECT hub.person()) AND state = 'PROPOSED' AND hub.attends(edition_id)
  AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR']);
CREATE POLICY meeting_items_change ON hub.meeting_items FOR UPDATE TO hub_app
  USING (proposer_id = (SELECT hub.organisation()) AND state = 'PROPOSED' AND hub.sees_item(id) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR'])
  WITH CHECK (state IN ('PROPOSED', 'WITHDRAWN'));
GRANT SELECT, INSERT ON hub.meeting_item_bulletins TO hub_app;
CREATE POLICY meeting_item_bulletins_read ON hub.meeting_item_bulletins FOR SELECT TO hub_app USING (hub.sees_item(item_id));
-- Nobody links what he does not see, or to an item that is not his own organisation's.
CREATE POLICY meeting_item_bulletins_add ON hub.meeting_item_bulletins FOR INSERT TO hub_app WITH CHECK (
  EXISTS (SELECT FROM hub.meeting_items i WHERE i.id = item_id AND i.proposer_id = (SELECT hub.organisation()) AND i.state = 'PROPOSED')
  AND EXISTS (SELECT FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number WHERE b.id = meeting_item_bulletins.bulletin_id));
GRANT SELECT, INSERT, DELETE ON hub.meeting_item_sponsors TO hub_app;
CREATE POLICY meeting_item_sponsors_read ON hub.meeting_item_sponsors FOR SELECT TO hub_app USING (hub.sees_item(item_id));
CREATE POLICY meeting_item_sponsors_add ON hub.meeting_item_sponsors FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR']
  AND EXISTS (SELECT FROM hub.meeting_items i WHERE i.id = item_id AND i.proposer_id <> (SELECT hub.organisation())));
CREATE POLICY meeting_item_sponsors_remove ON hub.meeting_item_sponsors FOR DELETE TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND hub.sees_item(item_id) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR']);

-- A strike reaches what the agenda says of the bulletin.
CREATE FUNCTION hub.strike_in_agenda(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.meeting_items i SET titles = hub.struck_json(i.titles, p_needle, p_mark), presenter = hub.struck(i.presenter, p_needle, p_mark), reason = hub.struck(i.reason, p_needle, p_mark)
  FROM hub.meeting_item_bulletins l WHERE l.item_id = i.id AND l.bulletin_id = p_bulletin AND p_needle IS NOT NULL;
  UPDATE hub.meeting_agenda_versions v SET entries = (
    SELECT coalesce(jsonb_agg(CASE WHEN EXISTS (SELECT FROM hub.meeting_item_bulletins l WHERE l.item_id = (e->>'item')::uuid AND l.bulletin_id = p_bulletin)
      THEN e || jsonb_build_object('titles', hub.struck_json(e->'titles', p_needle, p_mark), 'presenter', hub.struck(e->>'presenter', p_needle, p_mark)) ELSE e END ORDER BY n), '[]')
    FROM jsonb_array_elements(v.entries) WITH ORDINALITY x (e, n))
  WHERE p_needle IS NOT NULL AND v.edition_id IN (SELECT i.edition_id FROM hub.meeting_items i JOIN hub.meeting_item_bulletins l ON l.item_id = i.id WHERE l.bulletin_id = p_bulletin);
END $$;
GRANT UPDATE (titles, presenter) ON hub.meeting_items TO hub_authority;
GRANT UPDATE (entries) ON hub.meeting_agenda_versions TO hub_authority;
REVOKE EXECUTE ON FUNCTION hub.strike_in_agenda FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.strike_in_agenda TO hub_authority;
