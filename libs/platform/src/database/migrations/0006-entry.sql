-- Who a live session is: nothing, where the session, the person or the organisation has ended or is suspended.
CREATE FUNCTION hub.session_actor(p_session uuid, p_instant timestamptz)
RETURNS TABLE (person_id uuid, organisation_id uuid, organisation_kind text, roles text[], access_epoch int, language text,
               reader_principal int, officer_principal int, self_principal int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT p.id, o.id, o.kind, p.roles, p.access_epoch, p.language, o.reader_principal, o.officer_principal, p.principal
  FROM hub.sessions s
  JOIN hub.persons p ON p.id = s.person_id
  JOIN hub.organisations o ON o.id = p.organisation_id
  WHERE s.id = p_session AND s.ended_at IS NULL AND s.expires_at > p_instant
    AND p.ended_at IS NULL AND p.suspended_at IS NULL AND o.suspended_at IS NULL
$$;

-- Opens the transaction for one actor. The database derives the principals by itself, whatever the application believes.
-- HB001: the session has ended. HB002: the person's rights have changed since the application looked.
-- Returns the hub's access epoch as it stood before anything was read.
CREATE FUNCTION hub.enter(p_session uuid, p_epoch int, p_instant timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE a record;
BEGIN
  -- The same condition as in hub.session_actor, here in one statement with the epoch.
  SELECT x.epoch, p.id, p.organisation_id, p.roles, p.access_epoch, p.principal, o.reader_principal, o.officer_principal INTO a
  FROM hub.access_state x
  LEFT JOIN (hub.sessions s
    JOIN hub.persons p ON p.id = s.person_id AND p.ended_at IS NULL AND p.suspended_at IS NULL
    JOIN hub.organisations o ON o.id = p.organisation_id AND o.suspended_at IS NULL)
  ON s.id = p_session AND s.ended_at IS NULL AND s.expires_at > p_instant;
  IF a.id IS NULL THEN RAISE EXCEPTION 'session ended' USING ERRCODE = 'HB001'; END IF;
  IF a.access_epoch <> p_epoch THEN RAISE EXCEPTION 'rights changed' USING ERRCODE = 'HB002'; END IF;
  PERFORM set_config('hub.realm', 'actor', true), set_config('hub.person', a.id::text, true),
    set_config('hub.organisation', a.organisation_id::text, true), set_config('hub.roles', a.roles::text, true),
    set_config('hub.principals', (ARRAY[1]
      || CASE WHEN a.roles && ARRAY['READER','OFFICER','CONTACT_POINT'] THEN ARRAY[2, a.reader_principal, a.principal] END
      || CASE WHEN 'OFFICER' = ANY (a.roles) THEN ARRAY[a.officer_principal] END)::text, true),
    set_config('hub.instant', p_instant::text, true);
  RETURN a.epoch;
END $$;

-- Nobody in particular: sees what is public.
CREATE FUNCTION hub.enter_anonymous(p_instant timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_epoch bigint;
BEGIN
  SELECT epoch INTO v_epoch FROM hub.access_state;
  PERFORM set_config('hub.realm', 'actor', true), set_config('hub.person', '', true), set_config('hub.organisation', '', true),
          set_config('hub.roles', '', true), set_config('hub.principals', '{1}', true),
          set_config('hub.instant', p_instant::text, true);
  RETURN v_epoch;
END $$;

-- The hub's own work: 'identity' (sign-in, invitations, recovery), 'worker' (what falls due), 'setup' (first administrator, demo).
-- None of them sees a bulletin.
CREATE FUNCTION hub.enter_realm(p_realm text, p_instant timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  IF p_realm NOT IN ('identity', 'worker', 'setup') THEN RAISE EXCEPTION 'no such realm'; END IF;
  PERFORM set_config('hub.realm', p_realm, true), set_config('hub.person', '', true), set_config('hub.organisation', '', true),
          set_config('hub.roles', '', true), set_config('hub.principals', '{}', true), set_config('hub.instant', p_instant::text, true);
  RETURN 0;
END $$;

-- Called last in every transaction that takes something from somebody: waits for disclosures under way to become
-- durable (they hold the lock shared), then moves the epoch, so that whatever was read before is looked at again.
CREATE FUNCTION hub.revoke() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7301);
  UPDATE hub.access_state SET epoch = epoch + 1;
END $$;

-- The gate's commit. Enters the disclosures of many operations at once, and says which of them may NOT be released,
-- because the reader's rights or a bulletin's audience shrank after they were read.
--   operations, one element each: p_seen (hub epoch when read), p_sessions, p_epochs (person's epoch; null session = anonymous),
--     p_acts, p_at, p_persons, p_organisations
--   p_checks: JSON, [[operation (from 1), bulletin, its access epoch when read], …]; not even parsed as long as nothing was revoked
--   entries: ledger rows, each belonging to one operation; p_details: their JSON, one to a line
CREATE FUNCTION hub.disclose(p_instant timestamptz, p_seen bigint[], p_sessions uuid[], p_epochs int[],
  p_acts uuid[], p_at timestamptz[], p_persons uuid[], p_organisations uuid[], p_checks text,
  p_entry_operation int[], p_entry_id uuid[], p_entry_holder uuid[], p_entry_action text[], p_entry_subject uuid[], p_details text)
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
  INSERT INTO hub.ledger_entries (id, act_id, holder_id, occurred_at, action, person_id, organisation_id, subject_id, detail)
  SELECT e.id, p_acts[e.n], e.holder, p_at[e.n], e.action, p_persons[e.n], p_organisations[e.n], e.subject, e.detail::jsonb
  FROM unnest(p_entry_operation, p_entry_id, p_entry_holder, p_entry_action, p_entry_subject, string_to_array(p_details, E'\n'))
    AS e (n, id, holder, action, subject, detail)
  WHERE e.n <> ALL (v_refused);
  RETURN v_refused;
END $$;
