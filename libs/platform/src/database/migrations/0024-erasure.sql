-- Erasure of bodies of the audit log, by consent of all who hold a record of the act, unless a legal hold keeps it. What is erased
-- is an act: one key serves all holders' bodies of it. Destroying the key is done outside the database; here stands who agreed.

-- How to wait for what was entered under a key that is retired is told by locks (pg_locks), not by transaction numbers: a number is
-- given when a row is written, which may be long after its key was looked at.
ALTER TABLE hub.body_keys DROP COLUMN retired_xid;

-- All records of an act, and all acts under a key. Both lie side by side, since acts are sealed in the order of their ids.
CREATE INDEX log_records_keys_ix ON hub.log_records USING brin (key_id, act_id) WITH (pages_per_range = 32, autosummarize = on);

CREATE TABLE hub.erasures (
  id uuid NOT NULL,
  act_id uuid NOT NULL,
  key_id uuid NOT NULL,
  reason text NOT NULL,
  -- UNDER_WAY: all have consented, and the key may be destroyed at any moment. There is no way back.
  state text NOT NULL,
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT erasures_pk PRIMARY KEY (id),
  CONSTRAINT erasures_state_ck CHECK (state IN ('OPEN', 'UNDER_WAY', 'DONE', 'REFUSED', 'EXPIRED')),
  CONSTRAINT erasures_ended_ck CHECK ((state IN ('OPEN', 'UNDER_WAY')) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX erasures_act_uq ON hub.erasures (act_id) WHERE state IN ('OPEN', 'UNDER_WAY', 'DONE');

-- Whose consent it needs: each holder, and the acting organisation. A row is for its organisation's eyes only.
CREATE TABLE hub.erasure_parties (
  erasure_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  -- The organisation's own copy; null where it acted and holds none.
  entry_id uuid,
  asks boolean NOT NULL,
  -- Who asks, where this organisation may know: itself, the acting one, or anybody where it acted itself, for it knows whom it
  -- touched. Else that another holder asks would tell of that holder.
  asked_by uuid,
  consented_at timestamptz,
  refused_at timestamptz,
  decided_by uuid,
  CONSTRAINT erasure_parties_pk PRIMARY KEY (erasure_id, organisation_id),
  CONSTRAINT erasure_parties_erasure_fk FOREIGN KEY (erasure_id) REFERENCES hub.erasures (id),
  CONSTRAINT erasure_parties_decided_ck CHECK (num_nonnulls(consented_at, refused_at) = num_nonnulls(decided_by))
);
CREATE INDEX erasure_parties_organisation_ix ON hub.erasure_parties (organisation_id);

-- Nothing that a standing hold covers is erased: one act, or all acts that the organisation holds a record of about one subject;
-- for the hub, whoever holds it.
CREATE TABLE hub.audit_holds (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  for_hub boolean NOT NULL,
  act_id uuid,
  entry_id uuid,
  subject_id uuid,
  reason text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by uuid NOT NULL,
  lifted_at timestamptz,
  lifted_by uuid,
  CONSTRAINT audit_holds_pk PRIMARY KEY (id),
  CONSTRAINT audit_holds_covers_ck CHECK (num_nonnulls(act_id, subject_id) = 1 AND num_nonnulls(act_id) = num_nonnulls(entry_id)),
  CONSTRAINT audit_holds_lifted_ck CHECK (num_nonnulls(lifted_at) = num_nonnulls(lifted_by))
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['erasures', 'erasure_parties', 'audit_holds'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app', t);
    EXECUTE format('GRANT SELECT, INSERT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT UPDATE (state, ended_at) ON hub.erasures TO hub_authority;
GRANT UPDATE (consented_at, refused_at, decided_by) ON hub.erasure_parties TO hub_authority;
GRANT UPDATE (retired_at) ON hub.body_keys TO hub_authority;
CREATE POLICY body_keys_retire ON hub.body_keys FOR UPDATE TO hub_authority USING (true) WITH CHECK (retired_at IS NOT NULL);

CREATE POLICY erasure_parties_read ON hub.erasure_parties FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) OR (SELECT hub.realm()) = 'sealer');
CREATE POLICY erasures_read ON hub.erasures FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.erasure_parties p WHERE p.erasure_id = erasures.id));
CREATE POLICY audit_holds_read ON hub.audit_holds FOR SELECT TO hub_app USING (organisation_id = (SELECT hub.organisation()));
-- An administrator puts what the own organisation holds under hold, a coordinator for the hub; each lifts what was put so.
GRANT INSERT, UPDATE (lifted_at, lifted_by) ON hub.audit_holds TO hub_app;
CREATE POLICY audit_holds_add ON hub.audit_holds FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND set_by = (SELECT hub.person())
  AND CASE WHEN for_hub THEN 'COORDINATOR' ELSE 'ADMINISTRATOR' END = ANY ((SELECT hub.roles())::text[])
  AND (entry_id IS NULL OR EXISTS (SELECT FROM hub.log_records r WHERE r.id = audit_holds.entry_id AND r.act_id = audit_holds.act_id)));
CREATE POLICY audit_holds_lift ON hub.audit_holds FOR UPDATE TO hub_app
  USING (organisation_id = (SELECT hub.organisation()) AND lifted_at IS NULL
    AND CASE WHEN for_hub THEN 'COORDINATOR' ELSE 'ADMINISTRATOR' END = ANY ((SELECT hub.roles())::text[]))
  WITH CHECK (lifted_by = (SELECT hub.person()));

-- Whether anybody's hold covers the act. For the functions below alone: others see their own holds only.
CREATE FUNCTION hub.is_held(p_act uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.audit_holds h WHERE h.lifted_at IS NULL AND (h.act_id = p_act OR EXISTS (
    SELECT FROM hub.log_records r WHERE r.act_id = p_act AND h.subject_id = ANY (r.subject_ids) AND (h.for_hub OR r.holder_id = h.organisation_id))))
$$;

-- Holds, and what becomes of erasures, are decided one after the other: a hold that stands is never overtaken.
CREATE FUNCTION hub.lock_erasures() RETURNS void LANGUAGE sql VOLATILE SET search_path = hub, pg_temp AS $$ SELECT pg_advisory_xact_lock(7304) $$;

-- Asks for the erasure of the act that an entry of the own trail is about; the asker's consent is in it. Only here it is known who
-- the other holders are, and it is told to nobody. Answers OPEN, ABSENT, HELD, ASKED (already) or ERASED.
CREATE FUNCTION hub.request_erasure(p_id uuid, p_entry uuid, p_reason text, p_expires timestamptz) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_entry hub.log_records; v_state text; v_asker uuid := hub.organisation();
BEGIN
  IF v_asker IS NULL OR NOT hub.roles() && ARRAY['ADMINISTRATOR', 'CONTACT_POINT'] THEN RAISE EXCEPTION 'not an administrator or contact point'; END IF;
  PERFORM hub.lock_erasures();
  SELECT r.* INTO v_entry FROM hub.log_records r WHERE r.id = p_entry AND r.holder_id = v_asker;
  IF NOT FOUND THEN RETURN 'ABSENT'; END IF;
  SELECT e.state INTO v_state FROM hub.erasures e WHERE e.act_id = v_entry.act_id AND e.state IN ('OPEN', 'UNDER_WAY', 'DONE');
  IF v_state IS NOT NULL THEN RETURN CASE v_state WHEN 'OPEN' THEN 'ASKED' ELSE 'ERASED' END; END IF;
  IF hub.is_held(v_entry.act_id) THEN RETURN 'HELD'; END IF;
  INSERT INTO hub.erasures (id, act_id, key_id, reason, state, requested_at, expires_at)
  VALUES (p_id, v_entry.act_id, v_entry.key_id, p_reason, 'OPEN', hub.instant(), p_expires);
  INSERT INTO hub.erasure_parties (erasure_id, organisation_id, entry_id, asks, asked_by, consented_at, decided_by)
  SELECT p_id, o.id, (SELECT r.id FROM hub.log_records r WHERE r.act_id = v_entry.act_id AND r.holder_id = o.id), o.id = v_asker,
    CASE WHEN o.id = v_asker OR v_entry.organisation_id IN (o.id, v_asker) THEN v_asker END,
    CASE WHEN o.id = v_asker THEN hub.instant() END, CASE WHEN o.id = v_asker THEN hub.person() END
  FROM (SELECT r.holder_id FROM hub.log_records r WHERE r.act_id = v_entry.act_id
    UNION SELECT v_entry.organisation_id WHERE v_entry.organisation_id IS NOT NULL) o (id);
  RETURN 'OPEN';
END $$;

-- The own organisation's consent or refusal. Answers OPEN (others' consents are missing), COMPLETE, REFUSED, ABSENT, CONSENTED (it was
-- before) or ENDED.
CREATE FUNCTION hub.decide_erasure(p_id uuid, p_consents boolean) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_erasure hub.erasures; v_party hub.erasure_parties;
BEGIN
  IF hub.organisation() IS NULL OR NOT hub.roles() && ARRAY['ADMINISTRATOR', 'CONTACT_POINT'] THEN RAISE EXCEPTION 'not an administrator or contact point'; END IF;
  PERFORM hub.lock_erasures();
  SELECT p.* INTO v_party FROM hub.erasure_parties p WHERE p.erasure_id = p_id AND p.organisation_id = hub.organisation();
  IF NOT FOUND THEN RETURN 'ABSENT'; END IF;
  SELECT e.* INTO v_erasure FROM hub.erasures e WHERE e.id = p_id;
  IF v_erasure.state <> 'OPEN' THEN RETURN 'ENDED'; END IF;
  IF v_erasure.expires_at <= hub.instant() AND EXISTS (SELECT FROM hub.erasure_parties p WHERE p.erasure_id = p_id AND p.consented_at IS NULL) THEN RETURN 'ENDED'; END IF;
  IF p_consents AND v_party.consented_at IS NOT NULL THEN RETURN 'CONSENTED'; END IF;
  UPDATE hub.erasure_parties p SET consented_at = CASE WHEN p_consents THEN hub.instant() END, refused_at = CASE WHEN NOT p_consents THEN hub.instant() END, decided_by = hub.person()
  WHERE p.erasure_id = p_id AND p.organisation_id = hub.organisation();
  IF NOT p_consents THEN
    UPDATE hub.erasures e SET state = 'REFUSED', ended_at = hub.instant() WHERE e.id = p_id;
    RETURN 'REFUSED';
  END IF;
  RETURN CASE WHEN EXISTS (SELECT FROM hub.erasure_parties p WHERE p.erasure_id = p_id AND p.consented_at IS NULL) THEN 'OPEN' ELSE 'COMPLETE' END;
END $$;

-- Of an erasure that the own organisation takes part in: whether all others have consented, and whether somebody's hold keeps the act.
CREATE FUNCTION hub.erasure_standing(p_id uuid) RETURNS TABLE (others_consented boolean, held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM hub.erasure_parties p WHERE p.erasure_id = e.id AND p.organisation_id <> hub.organisation() AND p.consented_at IS NULL),
    e.state = 'OPEN' AND hub.is_held(e.act_id)
  FROM hub.erasures e
  WHERE e.id = p_id AND EXISTS (SELECT FROM hub.erasure_parties p WHERE p.erasure_id = e.id AND p.organisation_id = hub.organisation())
$$;

-- For the sealer. Ends what has waited too long, and begins what all have consented to and nobody holds. Tells what it has ended.
CREATE FUNCTION hub.begin_erasures() RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  PERFORM hub.lock_erasures();
  UPDATE hub.erasures e SET state = 'UNDER_WAY'
  WHERE e.state = 'OPEN' AND NOT EXISTS (SELECT FROM hub.erasure_parties p WHERE p.erasure_id = e.id AND p.consented_at IS NULL) AND NOT hub.is_held(e.act_id);
  RETURN QUERY UPDATE hub.erasures e SET state = 'EXPIRED', ended_at = hub.instant()
  WHERE e.state = 'OPEN' AND e.expires_at <= hub.instant() AND EXISTS (SELECT FROM hub.erasure_parties p WHERE p.erasure_id = e.id AND p.consented_at IS NULL)
  RETURNING e.id;
END $$;

-- For the sealer. The act's key is destroyed. False where that was known already.
CREATE FUNCTION hub.finish_erasure(p_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  UPDATE hub.erasures e SET state = 'DONE', ended_at = hub.instant() WHERE e.id = p_id AND e.state = 'UNDER_WAY';
  RETURN FOUND;
END $$;

-- For the sealer. From its commit on nothing more is entered under the key: disclosures under way look at the key under the lock that is
-- waited for here; whoever enters an act looks at it while holding the table's own lock.
CREATE FUNCTION hub.retire_key(p_key uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  PERFORM pg_advisory_xact_lock(7301);
  UPDATE hub.body_keys k SET retired_at = hub.instant() WHERE k.id = p_key AND k.retired_at IS NULL;
END $$;

-- For the sealer. Whether anything entered under the key waits to be sealed.
CREATE FUNCTION hub.waits_under(p_key uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  RETURN EXISTS (SELECT FROM hub.ledger_unsealed u WHERE u.key_id = p_key);
END $$;

-- For the sealer. All acts under the key that have a record.
CREATE FUNCTION hub.acts_under(p_key uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'sealer' THEN RAISE EXCEPTION 'not the sealer'; END IF;
  RETURN QUERY SELECT DISTINCT r.act_id FROM hub.log_records r WHERE r.key_id = p_key;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['request_erasure', 'decide_erasure', 'erasure_standing', 'begin_erasures', 'finish_erasure', 'retire_key', 'waits_under', 'acts_under'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.is_held, hub.lock_erasures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.is_held TO hub_authority;
GRANT EXECUTE ON FUNCTION hub.lock_erasures TO hub_app, hub_authority;
