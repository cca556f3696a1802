-- The log that every party can verify. Acts and disclosures are entered as one encrypted row each (ledger_unsealed); the sealer
-- makes of each row one record for every holder, gives it its place, and takes the row away in the same transaction.
-- Nothing was released with the two tables that this replaces.
DROP FUNCTION hub.disclose(timestamptz, bigint[], uuid[], int[], uuid[], timestamptz[], uuid[], uuid[], text[], text, text);
DROP TABLE hub.ledger_disclosures;
DROP TABLE hub.ledger_entries;

-- Names of the keys that bodies are encrypted under; the keys themselves are in a file outside the database. Under a key that is
-- retired nothing more is entered: some of its acts are about to be erased.
CREATE TABLE hub.body_keys (
  id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  retired_at timestamptz,
  retired_xid xid8,
  CONSTRAINT body_keys_pk PRIMARY KEY (id)
);

CREATE TABLE hub.ledger_unsealed (
  act_id uuid NOT NULL,
  key_id uuid NOT NULL,
  -- What happened, to whom it belongs, and who did it: JSON under AES-256-GCM.
  sealed bytea NOT NULL,
  CONSTRAINT ledger_unsealed_pk PRIMARY KEY (act_id)
) WITH (toast_tuple_target = 8160);
-- It is noise: trying to compress it costs time and gains nothing.
ALTER TABLE hub.ledger_unsealed ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- A log's life under one name: a restore from a backup begins a new one.
CREATE TABLE hub.log_eras (
  number int NOT NULL,
  origin text NOT NULL,
  begun_at timestamptz NOT NULL,
  -- Size of the tree from which it goes on.
  first_size bigint NOT NULL,
  CONSTRAINT log_eras_pk PRIMARY KEY (number),
  CONSTRAINT log_eras_origin_uq UNIQUE (origin)
);
-- Verifier keys (C2SP vkey) that have signed, the old ones too, and the notes by which one follows another.
CREATE TABLE hub.log_keys (
  vkey text NOT NULL,
  number int NOT NULL,
  since timestamptz NOT NULL,
  CONSTRAINT log_keys_pk PRIMARY KEY (vkey),
  CONSTRAINT log_keys_number_uq UNIQUE (number)
);
CREATE TABLE hub.log_handovers (
  number int NOT NULL,
  note text NOT NULL,
  CONSTRAINT log_handovers_pk PRIMARY KEY (number)
);

-- One seal: a transaction's worth of leaves, a multiple of 64. Two of one number, or of one size, can not be.
CREATE TABLE hub.log_seals (
  number bigint NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  -- Roots of the perfect subtrees of the tree, the largest first, 32 bytes each.
  frontier bytea NOT NULL,
  sealed_at timestamptz NOT NULL,
  checkpoint text NOT NULL,
  CONSTRAINT log_seals_pk PRIMARY KEY (number),
  CONSTRAINT log_seals_size_uq UNIQUE (size)
);
-- The seal that anybody may see, and since when: once a minute, whatever happened.
CREATE TABLE hub.log_publications (
  published_at timestamptz NOT NULL,
  seal_number bigint NOT NULL,
  CONSTRAINT log_publications_pk PRIMARY KEY (published_at),
  CONSTRAINT log_publications_seal_fk FOREIGN KEY (seal_number) REFERENCES hub.log_seals (number)
);
-- Signature lines of witnesses (C2SP cosignature/v1) under a seal's checkpoint.
CREATE TABLE hub.log_cosignatures (
  seal_number bigint NOT NULL,
  witness text NOT NULL,
  line text NOT NULL,
  CONSTRAINT log_cosignatures_pk PRIMARY KEY (seal_number, witness),
  CONSTRAINT log_cosignatures_seal_fk FOREIGN KEY (seal_number) REFERENCES hub.log_seals (number)
);
-- 64 leaves of 32 bytes, side by side.
CREATE TABLE hub.log_chunks (
  number bigint NOT NULL,
  leaves bytea NOT NULL,
  CONSTRAINT log_chunks_pk PRIMARY KEY (number),
  CONSTRAINT log_chunks_leaves_ck CHECK (octet_length(leaves) = 2048)
);
ALTER TABLE hub.log_chunks ALTER COLUMN leaves SET STORAGE PLAIN;
-- Roots of perfect subtrees of 2^level leaves: of each chunk (6), and of each full tile (8, 16, 24, …).
CREATE TABLE hub.log_subtrees (
  level smallint NOT NULL,
  number bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT log_subtrees_pk PRIMARY KEY (level, number)
);

-- One holder's copy of one act.
CREATE TABLE hub.log_records (
  holder_id uuid NOT NULL,
  counter bigint NOT NULL,
  id uuid NOT NULL,
  act_id uuid NOT NULL,
  log_index bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  action text NOT NULL,
  organisation_id uuid,
  -- Bulletins, or whatever else the act was about: this holder's own only.
  subject_ids uuid[] NOT NULL,
  -- The acting person, under the body's key: finds one's own acts, and names nobody.
  actor_tag bytea,
  leaf bytea NOT NULL,
  link_salt bytea NOT NULL,
  body_hash bytea NOT NULL,
  key_id uuid NOT NULL,
  -- bodySalt ‖ body under AES-256-GCM; no more than noise once the key is destroyed.
  body bytea NOT NULL,
  CONSTRAINT log_records_pk PRIMARY KEY (holder_id, counter),
  CONSTRAINT log_records_id_uq UNIQUE (id)
) WITH (toast_tuple_target = 8160);
ALTER TABLE hub.log_records ALTER COLUMN body SET STORAGE EXTERNAL;
-- What is not a read is rare, and looked for by its name.
CREATE INDEX log_records_acts_ix ON hub.log_records (holder_id, action, counter) WHERE action NOT IN ('bulletin.read', 'bulletin.listed');
-- Who has read this?
CREATE TABLE hub.log_subjects (
  subject_id uuid NOT NULL,
  holder_id uuid NOT NULL,
  counter bigint NOT NULL,
  CONSTRAINT log_subjects_pk PRIMARY KEY (subject_id, holder_id, counter)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['body_keys','ledger_unsealed','log_eras','log_keys','log_handovers','log_seals','log_publications','log_cosignatures',
    'log_chunks','log_subtrees','log_records','log_subjects'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
  -- What has no secret: the tree, its keys and checkpoints. Which of it is public yet, the hub knows.
  FOREACH t IN ARRAY ARRAY['body_keys','log_eras','log_keys','log_handovers','log_seals','log_publications','log_cosignatures','log_chunks','log_subtrees'] LOOP
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I FOR SELECT TO hub_app USING (true)', t || '_read', t);
  END LOOP;
  -- The sealer adds, and nobody changes.
  FOREACH t IN ARRAY ARRAY['body_keys','log_eras','log_keys','log_handovers','log_publications','log_cosignatures'] LOOP
    EXECUTE format('GRANT INSERT ON hub.%I TO hub_app', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) = ''sealer'')', t || '_add', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['log_seals','log_chunks','log_subtrees','log_records','log_subjects'] LOOP
    EXECUTE format('GRANT INSERT, SELECT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;

GRANT INSERT ON hub.ledger_unsealed TO hub_app;
CREATE POLICY ledger_unsealed_add ON hub.ledger_unsealed FOR INSERT TO hub_app WITH CHECK (
  EXISTS (SELECT FROM hub.body_keys k WHERE k.id = key_id AND k.retired_at IS NULL));
GRANT INSERT, SELECT, DELETE ON hub.ledger_unsealed TO hub_authority;
CREATE POLICY ledger_unsealed_authority ON hub.ledger_unsealed TO hub_authority USING (true) WITH CHECK (true);
GRANT SELECT ON hub.body_keys TO hub_authority;
CREATE POLICY body_keys_authority ON hub.body_keys FOR SELECT TO hub_authority USING (true);
GRANT SELECT ON hub.log_records, hub.log_subjects TO hub_app;
CREATE POLICY log_records_read ON hub.log_records FOR SELECT TO hub_app USING (holder_id = (SELECT hub.organisation()));
CREATE POLICY log_subjects_read ON hub.log_subjects FOR SELECT TO hub_app USING (holder_id = (SELECT hub.organisation()));

CREATE OR REPLACE FUNCTION hub.enter_realm(p_realm text, p_instant timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  IF p_realm NOT IN ('identity', 'worker', 'setup', 'sealer') THEN RAISE EXCEPTION 'no such realm'; END IF;
  PERFORM set_config('hub.realm', p_realm, true), set_config('hub.person', '', true), set_config('hub.organisation', '', true),
          set_config('hub.roles', '', true), set_config('hub.principals', '{}', true), set_config('hub.instant', p_instant::text, true);
  RETURN 0;
END $$;

-- The gate's commit. Enters the disclosures of many responses at once, and says which of them may NOT be released, because
-- the reader's rights or a bulletin's audience shrank after they were read.
--   one element for each response: p_seen (hub epoch when read), p_sessions, p_epochs (person's epoch; null session = anonymous)
--   one element for each act: p_ids, p_owners (its response, from 1), p_sealed (under the key p_key)
--   p_checks: JSON, [[response (from 1), bulletin, its access epoch when read], …]; not even parsed as long as nothing was revoked
CREATE FUNCTION hub.disclose(p_instant timestamptz, p_seen bigint[], p_sessions uuid[], p_epochs int[],
  p_key uuid, p_ids uuid[], p_owners int[], p_sealed bytea[], p_checks text)
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
  INSERT INTO hub.ledger_unsealed (act_id, key_id, sealed)
  SELECT r.id, p_key, r.sealed FROM unnest(p_ids, p_owners, p_sealed) AS r (id, owner, sealed) WHERE r.owner <> ALL (v_refused);
  RETURN v_refused;
END $$;

-- For the sealer: what is committed and not sealed yet.
CREATE FUNCTION hub.unsealed(p_limit int) RETURNS TABLE (act_id uuid, key_id uuid, sealed bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  RETURN QUERY SELECT u.act_id, u.key_id, u.sealed FROM hub.ledger_unsealed u ORDER BY u.act_id LIMIT p_limit;
END $$;

-- For the sealer: each holder's last record.
CREATE FUNCTION hub.log_heads(p_holders uuid[]) RETURNS TABLE (holder_id uuid, counter bigint, leaf bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  RETURN QUERY SELECT h.id, r.counter, r.leaf FROM unnest(p_holders) h (id) CROSS JOIN LATERAL (
    SELECT l.counter, l.leaf FROM hub.log_records l WHERE l.holder_id = h.id ORDER BY l.counter DESC LIMIT 1) r;
END $$;

-- Seals: everything or nothing. An act leaves the unsealed ones only as its records enter the log.
CREATE FUNCTION hub.seal(p_number bigint, p_size bigint, p_root bytea, p_frontier bytea, p_at timestamptz, p_checkpoint text,
  p_first_chunk bigint, p_chunks bytea[], p_levels smallint[], p_numbers bigint[], p_hashes bytea[],
  p_holders uuid[], p_counters bigint[], p_ids uuid[], p_acts uuid[], p_indices bigint[], p_occurred timestamptz[], p_actions text[],
  p_organisations uuid[], p_subjects text[], p_tags bytea[], p_leaves bytea[], p_salts bytea[], p_body_hashes bytea[], p_keys uuid[], p_bodies bytea[])
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE v_before bigint; v_removed bigint;
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
  SELECT r.holder, r.counter, r.id, r.act, r.log_index, r.occurred, r.action, r.organisation, r.subjects::uuid[], r.tag, r.leaf, r.salt, r.body_hash, r.key, r.body
  FROM unnest(p_holders, p_counters, p_ids, p_acts, p_indices, p_occurred, p_actions, p_organisations, p_subjects, p_tags, p_leaves, p_salts, p_body_hashes, p_keys, p_bodies)
    AS r (holder, counter, id, act, log_index, occurred, action, organisation, subjects, tag, leaf, salt, body_hash, key, body);
  INSERT INTO hub.log_subjects (subject_id, holder_id, counter)
  SELECT DISTINCT s.id, r.holder, r.counter FROM unnest(p_holders, p_counters, p_subjects) r (holder, counter, subjects), unnest(r.subjects::uuid[]) s (id);
  DELETE FROM hub.ledger_unsealed u WHERE u.act_id = ANY (p_acts);
  GET DIAGNOSTICS v_removed = ROW_COUNT;
  IF v_removed <> (SELECT count(DISTINCT a) FROM unnest(p_acts) a) THEN RAISE EXCEPTION 'another has sealed this' USING ERRCODE = '40001'; END IF;
END $$;

-- Which of these are bulletins marked RED, in any version, that the asker may not see: an organisation's trail says nothing of them.
CREATE FUNCTION hub.hidden_subjects(p_ids uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT coalesce(array_agg(b.id), '{}') FROM hub.bulletins b WHERE b.id = ANY (p_ids) AND NOT b.readers && hub.principals()
    AND (b.tlp = 'RED' OR EXISTS (SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = b.id AND v.tlp = 'RED'))
$$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['disclose', 'unsealed', 'log_heads', 'seal', 'hidden_subjects'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.enter_realm FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.enter_realm TO hub_app;
