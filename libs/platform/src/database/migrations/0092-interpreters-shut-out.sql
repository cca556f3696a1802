-- An interpreter may be out of an item by something beside it: a bulletin that it is about was narrowed, marked more strictly or taken back, a party left. Who was let in when it was looked at last.
ALTER TABLE hub.meeting_interpretations ADD COLUMN let_in boolean NOT NULL DEFAULT true;
GRANT UPDATE (let_in) ON hub.meeting_interpretations TO hub_authority;

-- Who is out since it was looked at last, with the party that answers for him; once, whoever asks. For the worker of all items of meetings ahead, and for an item's proposer of that one.
CREATE FUNCTION hub.shut_out_interpreters(p_item uuid) RETURNS TABLE (edition_id uuid, item_id uuid, proposer_id uuid, organisation_ids uuid[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT (hub.realm() = 'worker' AND p_item IS NULL OR hub.proposes_item(p_item)) THEN RAISE EXCEPTION 'not the proposer'; END IF;
  RETURN QUERY WITH moved AS (
      UPDATE hub.meeting_interpretations t SET let_in = NOT t.let_in
      FROM (SELECT x.id, hub.interpreter_within(x.item_id, x.interpreter_id) AS within FROM hub.meeting_interpretations x JOIN hub.meeting_items i ON i.id = x.item_id JOIN hub.meeting_editions e ON e.id = i.edition_id
          JOIN hub.meeting_interpreters n ON n.id = x.interpreter_id AND n.removed_at IS NULL
        WHERE x.ended_at IS NULL AND (i.id = p_item OR p_item IS NULL AND e.state IN ('AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION'))) c
      WHERE c.id = t.id AND t.let_in <> c.within RETURNING t.item_id AS item, t.interpreter_id AS interpreter, t.let_in)
    SELECT i.edition_id, i.id, i.proposer_id, array_agg(DISTINCT n.organisation_id) FROM moved m JOIN hub.meeting_items i ON i.id = m.item JOIN hub.meeting_interpreters n ON n.id = m.interpreter
    WHERE NOT m.let_in GROUP BY i.id ORDER BY i.id;
END $$;

-- As in 0079; and to the worker, who tells them.
CREATE OR REPLACE FUNCTION hub.meeting_coordinators(p_edition uuid) RETURNS TABLE (organisation_id uuid, readers int[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT o.id, x.readers FROM hub.organisations o CROSS JOIN LATERAL (SELECT hub.coordinators(o.id) AS readers) x
  WHERE o.kind = 'COORDINATOR' AND o.suspended_at IS NULL AND x.readers <> '{}' AND (hub.attends(p_edition) OR hub.realm() = 'worker')
$$;

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.shut_out_interpreters OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.shut_out_interpreters FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.shut_out_interpreters TO hub_app';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
