-- For the hub as it starts. Strikes again what had been struck before the database was restored from an older backup, as the log beside the keys says: in the name of
-- who struck, and wherever it stands. Null where there is nothing to do: it is known, the bulletin was purged, or nothing of it stands anywhere.
CREATE FUNCTION hub.repeat_strike(p_id uuid, p_bulletin uuid, p_needle text, p_section uuid, p_facts boolean, p_reason text, p_by uuid, p_instant timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_originator uuid; v_answer jsonb; v_everybody int[];
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  SELECT b.originator_id INTO v_originator FROM hub.bulletins b WHERE b.id = p_bulletin FOR UPDATE;
  IF v_originator IS NULL OR EXISTS (SELECT FROM hub.strikes s WHERE s.id = p_id) OR NOT EXISTS (SELECT FROM hub.persons p WHERE p.id = p_by)
    OR EXISTS (SELECT FROM hub.purges p WHERE p.subject_id = p_bulletin AND p.kind IN ('BULLETIN', 'DRAFT')) THEN RETURN NULL; END IF;
  SELECT coalesce(array_agg(DISTINCT u), '{}') INTO v_everybody FROM (
    SELECT unnest(v.editors || v.admitted || v.gate) AS u FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin
    UNION ALL SELECT unnest(s.admitted || s.gate) FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin) x;
  PERFORM set_config('hub.person', p_by::text, true), set_config('hub.principals', v_everybody::text, true);
  v_answer := hub.strike_passage(p_id, p_bulletin, p_needle, p_section, p_facts, p_reason, p_instant);
  PERFORM set_config('hub.person', '', true), set_config('hub.principals', '{}', true);
  IF NOT (v_answer->>'seen')::boolean THEN
    DELETE FROM hub.strike_places p WHERE p.strike_id = p_id;
    DELETE FROM hub.strikes s WHERE s.id = p_id;
    RETURN NULL;
  END IF;
  RETURN jsonb_build_object('told', v_answer->'told', 'originatorId', v_originator);
END $$;

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.repeat_strike OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.repeat_strike FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.repeat_strike TO hub_app';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
