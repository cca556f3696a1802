-- Changes to items: by their proposers until the agenda is frozen, of their audience too, and by who coordinates once they are on it.

-- Whether an audience, or a set of bulletins, lets anybody see an item who does not see it as it stands.
CREATE FUNCTION hub.widens(p_before uuid[], p_after uuid[], p_linked_before uuid[], p_linked_after uuid[]) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = hub, pg_temp AS $$
  SELECT p_before IS NOT NULL AND (p_after IS NULL OR NOT p_after <@ p_before) OR NOT p_linked_before <@ p_linked_after
$$;

-- Whether something hangs on an item that was meant for who saw it then: a version of the agenda that was fixed, what was noted or taken on, another item that it took up.
CREATE FUNCTION hub.item_has_past(p_item uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_items i JOIN hub.meeting_agenda_versions v ON v.edition_id = i.edition_id WHERE i.id = p_item AND v.entries @> jsonb_build_array(jsonb_build_object('item', p_item)))
    OR EXISTS (SELECT FROM hub.meeting_items m WHERE m.merged_into = p_item) OR EXISTS (SELECT FROM hub.meeting_texts x WHERE x.item_id = p_item)
    OR EXISTS (SELECT FROM hub.meeting_decisions d WHERE d.item_id = p_item) OR EXISTS (SELECT FROM hub.meeting_actions a WHERE a.item_id = p_item)
    OR EXISTS (SELECT FROM hub.meeting_attendance n WHERE n.item_id = p_item)
$$;

-- Changes an item that the person entered sees. Its own organisation's, while the agenda is open: one that was accepted waits anew; who may see it can be another, but nobody is
-- let see what was meant for others (WIDENED: nothing was changed). Who coordinates: what is on the agenda stays there, and its audience is not his to change. Gives the state.
CREATE FUNCTION hub.change_item(p_item uuid, p_revision int, p_titles jsonb, p_purpose text, p_minutes int, p_presenter text, p_audience uuid[], p_bulletins uuid[]) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE i hub.meeting_items; v_edition text; v_linked uuid[]; v_state text;
BEGIN
  SELECT * INTO i FROM hub.meeting_items x WHERE x.id = p_item AND x.revision = p_revision FOR UPDATE;
  SELECT e.state INTO v_edition FROM hub.meeting_editions e WHERE e.id = i.edition_id;
  IF i.id IS NULL OR NOT hub.sees_item(i.id) OR NOT hub.roles()::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR'] THEN RAISE EXCEPTION 'not this item'; END IF;
  SELECT coalesce(array_agg(l.bulletin_id), '{}') INTO v_linked FROM hub.meeting_item_bulletins l WHERE l.item_id = i.id;
  IF i.state = 'ACCEPTED' AND hub.coordinates() AND v_edition IN ('AGENDA_OPEN', 'AGENDA_FROZEN') THEN v_state := 'ACCEPTED';
  ELSIF i.proposer_id = hub.organisation() AND (i.state = 'PROPOSED' AND v_edition IN ('AGENDA_OPEN', 'AGENDA_FROZEN') OR i.state = 'ACCEPTED' AND v_edition = 'AGENDA_OPEN') THEN v_state := 'PROPOSED';
  ELSE RAISE EXCEPTION 'not this item now'; END IF;
  IF i.audience IS DISTINCT FROM p_audience OR NOT (v_linked <@ p_bulletins AND p_bulletins <@ v_linked) THEN
    IF i.proposer_id <> hub.organisation() THEN RAISE EXCEPTION 'not this item''s audience'; END IF;
    IF hub.widens(i.audience, p_audience, v_linked, p_bulletins) AND hub.item_has_past(i.id) THEN RETURN 'WIDENED'; END IF;
    DELETE FROM hub.meeting_item_bulletins l WHERE l.item_id = i.id AND l.bulletin_id <> ALL (p_bulletins);
    INSERT INTO hub.meeting_item_bulletins (item_id, bulletin_id) SELECT i.id, x FROM unnest(p_bulletins) x ON CONFLICT DO NOTHING;
    DELETE FROM hub.meeting_item_sponsors s WHERE s.item_id = i.id AND s.organisation_id <> ALL (p_audience);
  END IF;
  UPDATE hub.meeting_items x SET titles = p_titles, purpose = p_purpose, minutes = p_minutes, presenter = p_presenter, audience = p_audience, state = v_state,
    position = CASE WHEN v_state = 'ACCEPTED' THEN x.position ELSE 0 END, revision = x.revision + 1 WHERE x.id = i.id;
  -- Nobody changes what he does not see then: a bulletin that he may not read, an audience without himself.
  IF NOT hub.sees_item(i.id) THEN RAISE EXCEPTION 'not this bulletin'; END IF;
  RETURN v_state;
END $$;

GRANT UPDATE (purpose, minutes, audience) ON hub.meeting_items TO hub_authority;
GRANT INSERT, DELETE ON hub.meeting_item_bulletins TO hub_authority;
GRANT DELETE ON hub.meeting_item_sponsors TO hub_authority;
DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.change_item OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.change_item FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.change_item TO hub_app';
  FOREACH f IN ARRAY ARRAY['widens', 'item_has_past'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_authority', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;

-- The item of an agenda that is about what was carried over: the hub puts it there as the agenda opens.
ALTER TABLE hub.meeting_items ADD COLUMN progress boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX meeting_items_progress_uq ON hub.meeting_items (edition_id) WHERE progress;
