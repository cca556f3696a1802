-- Bodies are encrypted when an act is entered, in one piece for all its holders, and stay where they are (log_bodies); the sealer needs
-- no key and reads none. What stands beside them in the log anyway (holders, subjects, action, time) is no longer encrypted while it
-- waits. Nothing was released with what this replaces: records of the version before lose their bodies, as if erased.
DO $$
BEGIN
  IF EXISTS (SELECT FROM hub.ledger_unsealed) THEN
    RAISE EXCEPTION 'acts of the version before wait to be sealed: start that version once more, until hub.ledger_unsealed is empty';
  END IF;
END $$;
DROP FUNCTION hub.disclose(timestamptz, bigint[], uuid[], int[], uuid, uuid[], int[], bytea[], text);
DROP FUNCTION hub.unsealed(int, bigint);
DROP FUNCTION hub.seal(bigint, bigint, bytea, bytea, timestamptz, text, bigint, bytea[], smallint[], bigint[], bytea[], uuid[], uuid[], bigint[], uuid[], uuid[],
  bigint[], timestamptz[], text[], uuid[], uuid[], int[], bytea[], bytea[], bytea[], bytea[], uuid[], bytea[]);
DROP POLICY ledger_unsealed_add ON hub.ledger_unsealed;
REVOKE INSERT ON hub.ledger_unsealed FROM hub_app;
-- The copies, packed (libs/audit/src/packed-act.ts).
ALTER TABLE hub.ledger_unsealed RENAME COLUMN sealed TO packed;
-- All holders' bodies of an act, each with its salt, under the act's key (libs/audit/src/bodies/body-set.ts). Noise once the key is destroyed.
CREATE TABLE hub.log_bodies (
  act_id uuid NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT log_bodies_pk PRIMARY KEY (act_id)
) WITH (toast_tuple_target = 8160);
ALTER TABLE hub.log_bodies ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE hub.log_bodies ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.log_bodies FORCE ROW LEVEL SECURITY;
GRANT INSERT, SELECT ON hub.log_bodies TO hub_authority;
CREATE POLICY log_bodies_authority ON hub.log_bodies TO hub_authority USING (true) WITH CHECK (true);
ALTER TABLE hub.log_records DROP COLUMN body;
UPDATE hub.log_records SET key_id = gen_random_uuid();
-- Of each subject the version that the act was about, 0 for none: it stays when the body is erased.
ALTER TABLE hub.log_records ADD COLUMN subject_versions int[];
UPDATE hub.log_records SET subject_versions = array_fill(0, ARRAY[cardinality(subject_ids)]);
ALTER TABLE hub.log_records ALTER COLUMN subject_versions SET NOT NULL;
ALTER TABLE hub.log_records ADD CONSTRAINT log_records_versions_ck CHECK (cardinality(subject_versions) = cardinality(subject_ids));

-- Where a subject is found: in which block of 512 of a holder's records (counter >> 9). Of a page of twenty that somebody reads again and
-- again that is one row each, and not one each time; the block is then read through.
DROP TABLE hub.log_subjects;
CREATE TABLE hub.log_subjects (
  subject_id uuid NOT NULL,
  holder_id uuid NOT NULL,
  block bigint NOT NULL,
  CONSTRAINT log_subjects_pk PRIMARY KEY (subject_id, holder_id, block)
);
ALTER TABLE hub.log_subjects ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.log_subjects FORCE ROW LEVEL SECURITY;
GRANT INSERT, SELECT ON hub.log_subjects TO hub_authority;
CREATE POLICY log_subjects_authority ON hub.log_subjects TO hub_authority USING (true) WITH CHECK (true);
GRANT SELECT ON hub.log_subjects TO hub_app;
CREATE POLICY log_subjects_read ON hub.log_subjects FOR SELECT TO hub_app USING (holder_id = (SELECT hub.organisation()));
INSERT INTO hub.log_subjects (subject_id, holder_id, block) SELECT DISTINCT s.id, r.holder_id, r.counter >> 9 FROM hub.log_records r, unnest(r.subject_ids) s (id);

-- The gate's commit. Enters the disclosures of many responses at once, and says which of them may NOT be released, because
-- the reader's rights or a bulletin's audience shrank after they were read.
--   one element for each response: p_seen (hub epoch when read), p_sessions, p_epochs (person's epoch; null session = anonymous)
--   one element for each act: p_ids, p_owners (its response, from 1), p_packed, p_bodies (under the key p_key)
--   p_checks: JSON, [[response (from 1), bulletin, its access epoch when read], …]
-- As long as nothing was revoked it needs no checks. Without them (null) it answers null where they are needed, and enters nothing.
CREATE FUNCTION hub.disclose(p_instant timestamptz, p_seen bigint[], p_sessions uuid[], p_epochs int[],
  p_key uuid, p_ids uuid[], p_owners int[], p_packed bytea[], p_bodies bytea[], p_checks text)
RETURNS int[] LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE v_epoch bigint; v_refused int[] := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7301);
  IF NOT EXISTS (SELECT FROM hub.body_keys k WHERE k.id = p_key AND k.retired_at IS NULL) THEN
    RAISE EXCEPTION 'the key of the bodies is retired' USING ERRCODE = 'HB003';
  END IF;
  SELECT epoch INTO v_epoch FROM hub.access_state;
  IF v_epoch <> ANY (p_seen) THEN
    IF p_checks IS NULL THEN RETURN NULL; END IF;
    SELECT coalesce(array_agg(DISTINCT x.n), '{}') INTO v_refused FROM (
      SELECT o.n::int FROM unnest(p_seen, p_sessions, p_epochs) WITH ORDINALITY AS o (seen, session, epoch, n)
      WHERE o.seen <> v_epoch AND o.session IS NOT NULL
        AND NOT EXISTS (SELECT FROM hub.session_actor(o.session, p_instant) a WHERE a.access_epoch = o.epoch)
      UNION ALL
      SELECT c.n FROM (SELECT (e->>0)::int, (e->>1)::uuid, (e->>2)::int FROM json_array_elements(p_checks::json) e) AS c (n, bulletin, epoch)
      WHERE p_seen[c.n] <> v_epoch
        AND NOT EXISTS (SELECT FROM hub.bulletins b WHERE b.id = c.bulletin AND b.access_epoch = c.epoch)
    ) x;
  END IF;
  INSERT INTO hub.ledger_unsealed (act_id, key_id, packed)
  SELECT r.id, p_key, r.packed FROM unnest(p_ids, p_owners, p_packed) AS r (id, owner, packed) WHERE r.owner <> ALL (v_refused);
  INSERT INTO hub.log_bodies (act_id, sealed)
  SELECT r.id, r.bodies FROM unnest(p_ids, p_owners, p_bodies) AS r (id, owner, bodies) WHERE r.owner <> ALL (v_refused);
  RETURN v_refused;
END $$;

-- Enters an act in the transaction of the act itself. The lock comes first: whoever retires a key waits for all who may have seen it alive.
CREATE FUNCTION hub.record_act(p_act uuid, p_key uuid, p_packed bytea, p_bodies bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  LOCK TABLE hub.ledger_unsealed IN ROW EXCLUSIVE MODE;
  IF NOT EXISTS (SELECT FROM hub.body_keys k WHERE k.id = p_key AND k.retired_at IS NULL) THEN
    RAISE EXCEPTION 'the key of the bodies is retired' USING ERRCODE = 'HB003';
  END IF;
  INSERT INTO hub.ledger_unsealed (act_id, key_id, packed) VALUES (p_act, p_key, p_packed);
  INSERT INTO hub.log_bodies (act_id, sealed) VALUES (p_act, p_bodies);
END $$;

-- The bodies of the act of a record of the asker's own organisation, in base64: the driver reads text, and this is the shortest.
CREATE FUNCTION hub.log_bodies_of(p_holder uuid, p_counter bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT encode(b.sealed, 'base64') FROM hub.log_records r JOIN hub.log_bodies b ON b.act_id = r.act_id
  WHERE r.holder_id = p_holder AND r.counter = p_counter AND r.holder_id = hub.organisation()
$$;

-- For the sealer: what is committed and not sealed yet, the oldest first. So many acts, or so many bytes of them and one more. Of
-- each its id, its key's id and what is packed, side by side, in base64.
CREATE FUNCTION hub.unsealed(p_acts int, p_bytes bigint) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  RETURN QUERY SELECT encode(uuid_send(w.act_id) || uuid_send(w.key_id) || w.packed, 'base64') FROM (
    SELECT u.act_id, u.key_id, u.packed, sum(octet_length(u.packed)) OVER (ORDER BY u.act_id) - octet_length(u.packed) AS before
    FROM hub.ledger_unsealed u ORDER BY u.act_id LIMIT p_acts) w WHERE w.before < p_bytes ORDER BY w.act_id;
END $$;

-- Seals: everything or nothing. An act leaves the unsealed ones (p_sealed) only as its records enter the log.
--   one element for each record, from p_holders on; its subjects are those of p_subjects (with p_versions) up to its p_subject_ends, from the one
--   before on; from p_filed on: where subjects are to be found, some of which may be known
-- Arrays are passed on as they are (MATERIALIZED): a slice of one that PL/pgSQL has taken apart puts it together again each time.
CREATE FUNCTION hub.seal(p_number bigint, p_size bigint, p_root bytea, p_frontier bytea, p_at timestamptz, p_checkpoint text,
  p_first_chunk bigint, p_chunks bytea[], p_levels smallint[], p_numbers bigint[], p_hashes bytea[], p_sealed uuid[],
  p_holders uuid[], p_counters bigint[], p_ids uuid[], p_acts uuid[], p_indices bigint[], p_occurred timestamptz[], p_actions text[], p_organisations uuid[],
  p_subjects uuid[], p_versions int[], p_subject_ends int[],
  p_tags bytea[], p_leaves bytea[], p_salts bytea[], p_body_hashes bytea[], p_keys uuid[],
  p_filed uuid[], p_filed_holders uuid[], p_filed_blocks bigint[])
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
  WITH a AS MATERIALIZED (SELECT p_subjects AS subjects, p_versions AS versions)
  INSERT INTO hub.log_records (holder_id, counter, id, act_id, log_index, occurred_at, action, organisation_id, subject_ids, subject_versions, actor_tag,
    leaf, link_salt, body_hash, key_id)
  SELECT r.holder, r.counter, r.id, r.act, r.log_index, r.occurred, r.action, r.organisation,
    a.subjects[v_begins[r.n] + 1 : r.subject_end], a.versions[v_begins[r.n] + 1 : r.subject_end], r.tag, r.leaf, r.salt, r.body_hash, r.key
  FROM a, unnest(p_holders, p_counters, p_ids, p_acts, p_indices, p_occurred, p_actions, p_organisations, p_subject_ends, p_tags, p_leaves, p_salts, p_body_hashes, p_keys)
    WITH ORDINALITY AS r (holder, counter, id, act, log_index, occurred, action, organisation, subject_end, tag, leaf, salt, body_hash, key, n);
  INSERT INTO hub.log_subjects (subject_id, holder_id, block)
  SELECT * FROM unnest(p_filed, p_filed_holders, p_filed_blocks) ON CONFLICT DO NOTHING;
  DELETE FROM hub.ledger_unsealed u WHERE u.act_id = ANY (p_sealed);
  GET DIAGNOSTICS v_removed = ROW_COUNT;
  IF v_removed <> cardinality(p_sealed) THEN RAISE EXCEPTION 'another has sealed this' USING ERRCODE = '40001'; END IF;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['disclose', 'record_act', 'log_bodies_of', 'unsealed', 'seal'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
