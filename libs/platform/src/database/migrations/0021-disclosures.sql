-- Disclosures: one row for each response, and not one for each holder. A page of twenty bulletins touches as many originators,
-- and entering it twenty times over cost more than reading it. Records per holder are made of a row when it is sealed: one
-- for the reader's organisation, and one for each originator, naming that originator's own bulletins only. Until then
-- nobody reads here, since a row names several originators' bulletins side by side.
CREATE TABLE hub.ledger_disclosures (
  id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  request text NOT NULL,
  -- [{"bulletin", "originator", "action", "number": the version's own, "seen": the same as the reader counts, "sections": [ids]}, …]
  shown json NOT NULL,
  CONSTRAINT ledger_disclosures_pk PRIMARY KEY (id)
)
-- Ids hardly compress; trying to took a seventh of the time of an entry.
WITH (toast_tuple_target = 8160);
ALTER TABLE hub.ledger_disclosures ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.ledger_disclosures FORCE ROW LEVEL SECURITY;
GRANT INSERT ON hub.ledger_disclosures TO hub_authority;
CREATE POLICY ledger_disclosures_authority ON hub.ledger_disclosures FOR INSERT TO hub_authority WITH CHECK (true);
-- The gate enters nothing else any more.
REVOKE INSERT, SELECT ON hub.ledger_entries FROM hub_authority;
DROP POLICY ledger_entries_authority ON hub.ledger_entries;

DROP FUNCTION hub.disclose(timestamptz, bigint[], uuid[], int[], uuid[], timestamptz[], uuid[], uuid[], text, int[], uuid[], uuid[], text[], uuid[], text);

-- The gate's commit. Enters the disclosures of many responses at once, and says which of them may NOT be released, because
-- the reader's rights or a bulletin's audience shrank after they were read.
--   one element for each response: p_seen (hub epoch when read), p_sessions, p_epochs (person's epoch; null session = anonymous),
--     p_ids, p_at, p_persons, p_organisations, p_requests, and p_shown: JSON, one to a line; an empty line shows nothing
--   p_checks: JSON, [[response (from 1), bulletin, its access epoch when read], …]; not even parsed as long as nothing was revoked
CREATE FUNCTION hub.disclose(p_instant timestamptz, p_seen bigint[], p_sessions uuid[], p_epochs int[],
  p_ids uuid[], p_at timestamptz[], p_persons uuid[], p_organisations uuid[], p_requests text[], p_shown text, p_checks text)
RETURNS int[] LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE v_epoch bigint; v_refused int[] := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7301);
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
  INSERT INTO hub.ledger_disclosures (id, occurred_at, person_id, organisation_id, request, shown)
  SELECT r.id, r.at, r.person, r.organisation, r.request, r.shown::json
  FROM unnest(p_ids, p_at, p_persons, p_organisations, p_requests, string_to_array(p_shown, E'\n'))
    WITH ORDINALITY AS r (id, at, person, organisation, request, shown, n)
  WHERE r.shown <> '' AND r.n <> ALL (v_refused);
  RETURN v_refused;
END $$;
DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.disclose OWNER TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.disclose FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.disclose TO hub_app;
