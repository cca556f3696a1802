-- Hints between hubs can go over NATS. NOTIFY then only costs: it lets transactions that give a hint commit one after the other.

-- Gives others a hint to look: to those who listen on the database, or, where the connection asks for that (hub.hints), to the hub
-- itself, as a notice. It tells the others once the transaction is committed.
CREATE FUNCTION hub.hint(p_channel text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('hub.hints', true), '') = 'notice' THEN
    RAISE NOTICE USING MESSAGE = p_channel, ERRCODE = 'HB010';
  ELSE
    PERFORM pg_notify(p_channel, '');
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION hub.hint FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.hint TO hub_authority;

-- Whoever notified gives hints from here on: the same functions (queue_event, distribute_alerts, revoke), and nothing else in them is changed.
DO $$
DECLARE f record;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'hub'::regnamespace AND p.proname <> 'hint' AND p.prosrc LIKE '%PERFORM pg\_notify(%'
  LOOP
    EXECUTE regexp_replace(pg_get_functiondef(f.oid), $r$PERFORM pg_notify\(('hub_[a-z]+'), ''\)$r$, 'PERFORM hub.hint(\1)', 'g');
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;

-- Work that is done once in each stretch of time, whichever hub does it: the last stretch in which it was.
CREATE TABLE hub.turns (
  work text NOT NULL,
  stretch bigint NOT NULL,
  CONSTRAINT turns_pk PRIMARY KEY (work)
);
ALTER TABLE hub.turns ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.turns FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON hub.turns TO hub_authority;
CREATE POLICY turns_authority ON hub.turns TO hub_authority USING (true) WITH CHECK (true);

-- For the worker. Whether it is this hub's turn to do some work in a stretch of time. If so, it is until the transaction ends: one that
-- fails leaves the turn to the next who asks.
CREATE FUNCTION hub.take_turn(p_work text, p_stretch bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  IF NOT pg_try_advisory_xact_lock(7309, hashtext(p_work)) THEN RETURN false; END IF;
  INSERT INTO hub.turns AS t (work, stretch) VALUES (p_work, p_stretch)
  ON CONFLICT (work) DO UPDATE SET stretch = excluded.stretch WHERE t.stretch < excluded.stretch;
  RETURN FOUND;
END $$;
DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.take_turn OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.take_turn FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.take_turn TO hub_app';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
