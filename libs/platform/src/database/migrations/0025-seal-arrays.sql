-- Sealing thousands of records at once: fewer bytes and parameters, and plans that do not depend on statistics. A queue and a log
-- that has just begun look empty to the planner; a plan for an empty table, kept by a connection, reads all of a full one.
DROP FUNCTION hub.unsealed(int);
DROP FUNCTION hub.seal(bigint, bigint, bytea, bytea, timestamptz, text, bigint, bytea[], smallint[], bigint[], bytea[], uuid[], bigint[], uuid[], uuid[], bigint[],
  timestamptz[], text[], uuid[], text[], bytea[], bytea[], bytea[], bytea[], uuid[], bytea[]);
ALTER FUNCTION hub.log_heads SET enable_seqscan = off;

-- For the sealer: what is committed and not sealed yet, the oldest first. So many acts, or so many bytes of them and one more.
CREATE FUNCTION hub.unsealed(p_acts int, p_bytes bigint) RETURNS TABLE (act_id uuid, key_id uuid, sealed bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  RETURN QUERY SELECT w.act_id, w.key_id, w.sealed FROM (
    SELECT u.act_id, u.key_id, u.sealed, sum(octet_length(u.sealed)) OVER (ORDER BY u.act_id) - octet_length(u.sealed) AS before
    FROM hub.ledger_unsealed u ORDER BY u.act_id LIMIT p_acts) w WHERE w.before < p_bytes;
END $$;

-- Seals: everything or nothing. An act leaves the unsealed ones (p_sealed) only as its records enter the log.
--   one element for each record, from p_holders on; its subjects are those of p_subjects up to its p_subject_ends, from the one before on
CREATE FUNCTION hub.seal(p_number bigint, p_size bigint, p_root bytea, p_frontier bytea, p_at timestamptz, p_checkpoint text,
  p_first_chunk bigint, p_chunks bytea[], p_levels smallint[], p_numbers bigint[], p_hashes bytea[], p_sealed uuid[],
  p_holders uuid[], p_counters bigint[], p_ids uuid[], p_acts uuid[], p_indices bigint[], p_occurred timestamptz[], p_actions text[], p_organisations uuid[],
  p_subjects uuid[], p_subject_ends int[], p_tags bytea[], p_leaves bytea[], p_salts bytea[], p_body_hashes bytea[], p_keys uuid[], p_bodies bytea[])
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE v_before bigint; v_removed bigint; v_begins int[] := 0 || p_subject_ends;
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  SELECT s.size INTO v_before FROM hub.log_seals s ORDER BY s.number DESC LIMIT 1;
  IF coalesce(v_before, 0) + 64 * cardinality(p_chunks) <> p_size OR p_first_chunk * 64 <> coalesce(v_before, 0) THEN
    RAISE EXCEPTION 'the log has grown meanwhile' USING ERRCODE = '40001';
  END IF;
  INSERT INTO hub.log_seals (number, size, root, frontier, sealed_at, checkpoint) VALUES (p_number, p_size, p_root, p_frontier, p_at, p_checkpoint);
  INSERT INTO hub.log_chunks (number, leaves) SELECT p_first_chunk + c.n - 1, c.leaves FROM unnest(p_chunks) WITH ORDINALITY c (leaves, n);
  INSERT INTO hub.log_subtrees (level, number, hash) SELECT * FROM unnest(p_levels, p_numbers, p_hashes);
  INSERT INTO hub.log_records (holder_id, counter, id, act_id, log_index, occurred_at, action, organisation_id, subject_ids, actor_tag,
    leaf, link_salt, body_hash, key_id, body)
  SELECT r.holder, r.counter, r.id, r.act, r.log_index, r.occurred, r.action, r.organisation, p_subjects[v_begins[r.n] + 1 : r.subject_end], r.tag, r.leaf, r.salt, r.body_hash, r.key, r.body
  FROM unnest(p_holders, p_counters, p_ids, p_acts, p_indices, p_occurred, p_actions, p_organisations, p_subject_ends, p_tags, p_leaves, p_salts, p_body_hashes, p_keys, p_bodies)
    WITH ORDINALITY AS r (holder, counter, id, act, log_index, occurred, action, organisation, subject_end, tag, leaf, salt, body_hash, key, body, n);
  INSERT INTO hub.log_subjects (subject_id, holder_id, counter)
  SELECT s.id, r.holder, r.counter FROM unnest(p_holders, p_counters, p_subject_ends) WITH ORDINALITY r (holder, counter, subject_end, n),
    unnest(p_subjects[v_begins[r.n] + 1 : r.subject_end]) s (id);
  DELETE FROM hub.ledger_unsealed u WHERE u.act_id = ANY (p_sealed);
  GET DIAGNOSTICS v_removed = ROW_COUNT;
  IF v_removed <> cardinality(p_sealed) THEN RAISE EXCEPTION 'another has sealed this' USING ERRCODE = '40001'; END IF;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['unsealed', 'seal'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
