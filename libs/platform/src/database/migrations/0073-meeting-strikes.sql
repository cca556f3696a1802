-- A strike in a bulletin reaches what a meeting wrote of an item that is about it: minutes in all revisions, what was decided, taken on, said and answered. What was
-- frozen loses the passage too; the hash of that part in the audit log stays, and matches no longer.
CREATE FUNCTION hub.strike_in_minutes(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE v_items uuid[] := ARRAY(SELECT l.item_id FROM hub.meeting_item_bulletins l WHERE l.bulletin_id = p_bulletin);
BEGIN
  IF p_needle IS NULL OR v_items = '{}' THEN RETURN; END IF;
  UPDATE hub.meeting_texts t SET body = hub.struck(t.body, p_needle, p_mark) WHERE t.item_id = ANY (v_items);
  UPDATE hub.meeting_decisions d SET texts = hub.struck_json(d.texts, p_needle, p_mark) WHERE d.item_id = ANY (v_items);
  UPDATE hub.meeting_actions a SET texts = hub.struck_json(a.texts, p_needle, p_mark) WHERE a.item_id = ANY (v_items);
  UPDATE hub.meeting_action_reports r SET body = hub.struck(r.body, p_needle, p_mark) FROM hub.meeting_actions a WHERE a.id = r.action_id AND a.item_id = ANY (v_items);
  UPDATE hub.meeting_comments c SET body = hub.struck(c.body, p_needle, p_mark), passage = hub.struck(c.passage, p_needle, p_mark), proposal = hub.struck(c.proposal, p_needle, p_mark),
    answer = hub.struck(c.answer, p_needle, p_mark) WHERE c.item_id = ANY (v_items);
  UPDATE hub.meeting_responses r SET body = hub.struck(r.body, p_needle, p_mark), note = hub.struck(r.note, p_needle, p_mark) WHERE r.item_id = ANY (v_items);
  UPDATE hub.meeting_sealed s SET content = x.struck::text FROM (SELECT n.edition_id, n.part, n.content::jsonb AS was, hub.struck_json(n.content::jsonb, p_needle, p_mark) AS struck
    FROM hub.meeting_sealed n WHERE n.item_id = ANY (v_items)) x WHERE s.edition_id = x.edition_id AND s.part = x.part AND x.struck <> x.was;
END $$;
GRANT UPDATE (body) ON hub.meeting_texts, hub.meeting_action_reports TO hub_authority;
GRANT UPDATE (texts) ON hub.meeting_decisions, hub.meeting_actions TO hub_authority;
GRANT UPDATE (body, passage, proposal, answer) ON hub.meeting_comments TO hub_authority;
GRANT UPDATE (body, note) ON hub.meeting_responses TO hub_authority;
GRANT UPDATE (content) ON hub.meeting_sealed TO hub_authority;
REVOKE EXECUTE ON FUNCTION hub.strike_in_minutes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.strike_in_minutes TO hub_authority;
