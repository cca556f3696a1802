-- A strike reaches whatever else is kept about a bulletin: hub.strike_passage calls each of these. They are for it alone, and ask nobody who he is.

-- Texts of a JSON value without what is struck; ids stay.
CREATE FUNCTION hub.struck_json(p_value jsonb, p_needle text, p_mark text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = hub, pg_temp AS $$
BEGIN
  RETURN CASE jsonb_typeof(p_value)
    WHEN 'string' THEN to_jsonb(hub.struck(p_value #>> '{}', p_needle, p_mark))
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(hub.struck_json(e, p_needle, p_mark) ORDER BY n), '[]') FROM jsonb_array_elements(p_value) WITH ORDINALITY x (e, n))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(k, CASE WHEN k = 'id' THEN v ELSE hub.struck_json(v, p_needle, p_mark) END), '{}') FROM jsonb_each(p_value) x (k, v))
    ELSE p_value END;
END $$;

CREATE FUNCTION hub.strike_in_threads(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.threads t SET subject = hub.struck(t.subject, p_needle, p_mark) WHERE t.bulletin_id = p_bulletin AND position(p_needle IN hub.folded(t.subject)) > 0;
  UPDATE hub.thread_messages m SET body = hub.struck(m.body, p_needle, p_mark) FROM hub.threads t
  WHERE t.id = m.thread_id AND t.bulletin_id = p_bulletin AND position(p_needle IN hub.folded(m.body)) > 0;
END $$;

CREATE FUNCTION hub.strike_in_proposals(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.proposals p SET changes = hub.struck_json(p.changes, p_needle, p_mark), reason = hub.struck(p.reason, p_needle, p_mark),
    decision_reason = hub.struck(p.decision_reason, p_needle, p_mark)
  WHERE p.bulletin_id = p_bulletin AND p_needle IS NOT NULL;
END $$;

-- A translation of a section that was struck as a whole goes with it. The digest of what stood there goes too: whoever guesses a name could try it.
CREATE FUNCTION hub.strike_in_translations(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.translations t SET heading = hub.struck(t.heading, p_needle, p_mark), body = hub.struck(t.body, p_needle, p_mark), translator_name = hub.struck(t.translator_name, p_needle, p_mark)
  WHERE t.bulletin_id = p_bulletin AND p_needle IS NOT NULL;
  UPDATE hub.translations t SET heading = p_mark, body = p_mark
  WHERE t.bulletin_id = p_bulletin AND EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin AND s.section_id = t.section_id AND s.number = t.number
    AND s.heading = p_mark AND s.body = p_mark);
  UPDATE hub.translations t SET source = '\x00'
  WHERE t.bulletin_id = p_bulletin AND NOT EXISTS (SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND t.section_id IS NULL AND hub.source_digest(v.title, '') = t.source)
    AND NOT EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin AND s.section_id = t.section_id AND hub.source_digest(s.heading, s.body) = t.source);
END $$;

CREATE FUNCTION hub.strike_in_releases(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.release_requests q SET purpose = hub.struck(q.purpose, p_needle, p_mark), terms = hub.struck(q.terms, p_needle, p_mark),
    conditions = hub.struck(q.conditions, p_needle, p_mark), reason = hub.struck(q.reason, p_needle, p_mark)
  WHERE q.bulletin_id = p_bulletin AND p_needle IS NOT NULL;
  UPDATE hub.releases r SET conditions = hub.struck(r.conditions, p_needle, p_mark) WHERE r.bulletin_id = p_bulletin AND p_needle IS NOT NULL;
  UPDATE hub.outside_releases o SET purpose = hub.struck(o.purpose, p_needle, p_mark), safety_check = hub.struck(o.safety_check, p_needle, p_mark)
  WHERE o.bulletin_id = p_bulletin AND p_needle IS NOT NULL;
END $$;

CREATE FUNCTION hub.strike_in_cases(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.case_records c SET fields = hub.struck_json(c.fields::jsonb, p_needle, p_mark)::json
  WHERE c.bulletin_id = p_bulletin AND hub.struck_json(c.fields::jsonb, p_needle, p_mark) <> c.fields::jsonb;
  UPDATE hub.case_persons c SET fields = hub.struck_json(c.fields::jsonb, p_needle, p_mark)::json, case_id = CASE WHEN position(p_needle IN hub.folded(c.case_id)) > 0 THEN NULL ELSE c.case_id END
  WHERE c.bulletin_id = p_bulletin AND (hub.struck_json(c.fields::jsonb, p_needle, p_mark) <> c.fields::jsonb OR position(p_needle IN hub.folded(c.case_id)) > 0);
END $$;

-- The file stays as it is: strikeAttachment takes that away. Its name goes here, but for its ending.
CREATE FUNCTION hub.strike_in_attachments(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.attachments a SET name = hub.struck(regexp_replace(a.name, '\.[^.]*$', ''), p_needle, p_mark) || coalesce(substring(a.name FROM '\.[^.]*$'), '')
  WHERE a.bulletin_id = p_bulletin AND position(p_needle IN hub.folded(a.name)) > 0;
END $$;

GRANT SELECT, UPDATE (body) ON hub.thread_messages TO hub_authority;
CREATE POLICY thread_messages_authority ON hub.thread_messages TO hub_authority USING (true) WITH CHECK (true);
GRANT UPDATE (changes, reason, decision_reason) ON hub.proposals TO hub_authority;
CREATE POLICY proposals_authority_strike ON hub.proposals FOR UPDATE TO hub_authority USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (heading, body, translator_name, source) ON hub.translations TO hub_authority;
CREATE POLICY translations_authority ON hub.translations TO hub_authority USING (true) WITH CHECK (true);
GRANT EXECUTE ON FUNCTION hub.source_digest TO hub_authority;
GRANT UPDATE (conditions) ON hub.releases TO hub_authority;
GRANT UPDATE (purpose, safety_check) ON hub.outside_releases TO hub_authority;
GRANT UPDATE (fields) ON hub.case_records TO hub_authority;
GRANT UPDATE (fields, case_id) ON hub.case_persons TO hub_authority;
GRANT UPDATE (name) ON hub.attachments TO hub_authority;
CREATE POLICY attachments_authority_strike ON hub.attachments FOR UPDATE TO hub_authority USING (true) WITH CHECK (true);

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['struck_json', 'strike_in_threads', 'strike_in_proposals', 'strike_in_translations', 'strike_in_releases', 'strike_in_cases', 'strike_in_attachments'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_authority', f);
  END LOOP;
END $$;
