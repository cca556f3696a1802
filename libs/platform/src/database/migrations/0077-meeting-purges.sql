-- A purge of a bulletin reaches what a meeting wrote of an item that was about it. The seal of the minutes says so in the place of the text, and says likewise that something
-- was struck: whoever verifies a part is told why it no longer matches its leaf.

-- When a strike changed it; without a text: it was purged.
ALTER TABLE hub.meeting_sealed ADD COLUMN struck_at timestamptz,
  ADD CONSTRAINT meeting_sealed_struck_ck CHECK (struck_at IS NULL OR content <> '');

-- After hub.strike_in_minutes (they are called by name): a part that it has changed. Nothing else makes a part one that was struck, so that a change by any other hand
-- shows as what it is.
CREATE FUNCTION hub.strike_in_sealed(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.meeting_sealed s SET struck_at = hub.instant() FROM hub.meeting_item_bulletins l, hub.meeting_minutes m
  WHERE l.bulletin_id = p_bulletin AND l.item_id = s.item_id AND m.edition_id = s.edition_id AND s.struck_at IS NULL AND s.content <> '' AND position(p_mark IN s.content) > 0
    AND m.leaves[s.part + 1] <> sha256('\x00'::bytea || s.salt || convert_to(s.content, 'UTF8'));
END $$;

-- Notes, decisions, what was taken on, said and answered go; of the item stay its place, its length and whose it was. It is closed to everybody by then (hub.sees_item).
-- The salt of a frozen part goes too: with it somebody could try on its leaf what he guesses.
CREATE FUNCTION hub.purge_in_meetings(p_bulletin uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE v_items uuid[] := ARRAY(SELECT l.item_id FROM hub.meeting_item_bulletins l WHERE l.bulletin_id = p_bulletin);
  v_actions uuid[] := ARRAY(SELECT a.id FROM hub.meeting_actions a WHERE a.item_id = ANY (v_items));
  v_titles jsonb := jsonb_build_object('en', hub.purge_mark());
BEGIN
  IF v_items = '{}' THEN RETURN; END IF;
  DELETE FROM hub.meeting_action_reports r WHERE r.action_id = ANY (v_actions);
  DELETE FROM hub.meeting_action_carries c WHERE c.action_id = ANY (v_actions);
  DELETE FROM hub.meeting_actions a WHERE a.id = ANY (v_actions);
  DELETE FROM hub.meeting_decisions d WHERE d.item_id = ANY (v_items);
  DELETE FROM hub.meeting_texts t WHERE t.item_id = ANY (v_items);
  DELETE FROM hub.meeting_comments c WHERE c.item_id = ANY (v_items);
  DELETE FROM hub.meeting_responses r WHERE r.item_id = ANY (v_items);
  DELETE FROM hub.meeting_attendance a WHERE a.item_id = ANY (v_items);
  UPDATE hub.meeting_sealed s SET content = '', struck_at = NULL, salt = sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) WHERE s.item_id = ANY (v_items);
  UPDATE hub.meeting_items i SET titles = v_titles, presenter = '', reason = CASE WHEN i.reason IS NOT NULL THEN hub.purge_mark() END WHERE i.id = ANY (v_items);
  UPDATE hub.meeting_agenda_versions v SET entries = (
    SELECT coalesce(jsonb_agg(CASE WHEN (e->>'item')::uuid = ANY (v_items) THEN e || jsonb_build_object('titles', v_titles, 'presenter', '') ELSE e END ORDER BY n), '[]')
    FROM jsonb_array_elements(v.entries) WITH ORDINALITY x (e, n))
  WHERE v.edition_id IN (SELECT i.edition_id FROM hub.meeting_items i WHERE i.id = ANY (v_items));
END $$;
GRANT DELETE ON hub.meeting_action_reports, hub.meeting_action_carries, hub.meeting_actions, hub.meeting_decisions, hub.meeting_texts, hub.meeting_comments, hub.meeting_responses, hub.meeting_attendance TO hub_authority;
GRANT UPDATE (salt, struck_at) ON hub.meeting_sealed TO hub_authority;

-- Parts of approved minutes that were purged, with the rule: for who belonged to the item's audience and knows of every bulletin that it was about: of what was purged its
-- tombstone, of others what they say, as in hub.sees_item.
CREATE FUNCTION hub.purged_parts(p_edition uuid) RETURNS TABLE (part int, item_id uuid, purged_at timestamptz, days int, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT s.part, s.item_id, x.purged_at, x.days, x.since FROM hub.meeting_sealed s JOIN hub.meeting_items i ON i.id = s.item_id
    CROSS JOIN LATERAL (SELECT p.purged_at, p.days, p.since FROM hub.meeting_item_bulletins l JOIN hub.purges p ON p.subject_id = l.bulletin_id AND p.kind = 'BULLETIN'
      WHERE l.item_id = i.id ORDER BY p.purged_at LIMIT 1) x
  WHERE s.edition_id = p_edition AND s.content = '' AND hub.person() IS NOT NULL
    AND EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = i.edition_id AND p.organisation_id = hub.organisation())
    AND (i.audience IS NULL OR hub.organisation() = ANY (i.audience))
    AND NOT EXISTS (SELECT FROM hub.meeting_item_bulletins l WHERE l.item_id = i.id AND NOT EXISTS (
      SELECT FROM hub.bulletins b LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
      WHERE b.id = l.bulletin_id AND b.id <> ALL (hub.ended()) AND b.readers && hub.principals()
        AND (EXISTS (SELECT FROM hub.purges p WHERE p.subject_id = b.id AND p.kind = 'BULLETIN')
          OR v.admitted && hub.principals() AND v.gate && hub.principals() AND (v.lapses_at IS NULL OR v.lapses_at > hub.instant() OR v.editors && hub.principals()))))
  ORDER BY s.part
$$;

-- For the worker, once a bulletin is purged: items that were about it, and whose record it enters: their proposer's, and that of each organisation of their audience in which
-- somebody knows of the bulletin.
CREATE FUNCTION hub.purged_items(p_bulletin uuid) RETURNS TABLE (item_id uuid, edition_id uuid, holders uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT i.id, i.edition_id, ARRAY(SELECT o.id FROM hub.meeting_parties p JOIN hub.organisations o ON o.id = p.organisation_id
    WHERE p.edition_id = i.edition_id AND (i.audience IS NULL OR o.id = ANY (i.audience))
      AND (o.id = i.proposer_id OR b.readers && ARRAY[1, 2, o.reader_principal] OR EXISTS (SELECT FROM hub.persons q WHERE q.organisation_id = o.id AND q.principal = ANY (b.readers))) ORDER BY o.id)
  FROM hub.meeting_item_bulletins l JOIN hub.meeting_items i ON i.id = l.item_id JOIN hub.bulletins b ON b.id = l.bulletin_id
  WHERE l.bulletin_id = p_bulletin AND hub.realm() = 'worker' ORDER BY i.id
$$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['purged_parts', 'purged_items'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.strike_in_sealed, hub.purge_in_meetings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.strike_in_sealed, hub.purge_in_meetings TO hub_authority;
