-- Legal demands for information: an authority asks one organisation for what it has. The organisation that received one registers it, with bulletins that it
-- may see itself; their originators are told, each of its own bulletins alone, unless the law forbids; the answer is recorded. Nobody else knows of it.

CREATE TABLE hub.legal_demands (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  authority text NOT NULL,
  legal_basis text NOT NULL,
  reference text,
  received_on date NOT NULL,
  scope text NOT NULL,
  due_on date,
  -- The law forbids to tell the originators: why, by which law, and when that is looked at again.
  secrecy_reason text,
  secrecy_basis text,
  review_on date,
  reviewed_on date,
  due_told_on date,
  state text NOT NULL DEFAULT 'OPEN',
  handed_to text,
  answer text,
  answered_at timestamptz,
  answered_by uuid,
  revision int NOT NULL DEFAULT 1,
  registered_at timestamptz NOT NULL,
  registered_by uuid NOT NULL,
  CONSTRAINT legal_demands_pk PRIMARY KEY (id),
  CONSTRAINT legal_demands_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT legal_demands_registered_by_fk FOREIGN KEY (registered_by) REFERENCES hub.persons (id),
  CONSTRAINT legal_demands_answered_by_fk FOREIGN KEY (answered_by) REFERENCES hub.persons (id),
  CONSTRAINT legal_demands_secrecy_ck CHECK (num_nonnulls(secrecy_reason, secrecy_basis, review_on) IN (0, 3)),
  CONSTRAINT legal_demands_state_ck CHECK (state IN ('OPEN', 'ANSWERED', 'REFUSED')),
  CONSTRAINT legal_demands_answered_ck CHECK (num_nonnulls(answered_at, answered_by) = CASE state WHEN 'OPEN' THEN 0 ELSE 2 END),
  CONSTRAINT legal_demands_handed_ck CHECK ((state = 'ANSWERED') = (handed_to IS NOT NULL)),
  CONSTRAINT legal_demands_refused_ck CHECK (state <> 'REFUSED' OR answer IS NOT NULL)
);
CREATE INDEX legal_demands_newest_ix ON hub.legal_demands (organisation_id, registered_at DESC, id DESC);

-- What it is about, and which versions were handed over, as the organisation counts them.
CREATE TABLE hub.legal_demand_bulletins (
  demand_id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  versions int[] NOT NULL DEFAULT '{}',
  CONSTRAINT legal_demand_bulletins_pk PRIMARY KEY (demand_id, bulletin_id),
  CONSTRAINT legal_demand_bulletins_demand_fk FOREIGN KEY (demand_id) REFERENCES hub.legal_demands (id),
  CONSTRAINT legal_demand_bulletins_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id)
);
CREATE INDEX legal_demand_bulletins_bulletin_ix ON hub.legal_demand_bulletins (bulletin_id);

-- What an originator is told of one bulletin: who demands it, from whom, and what became of it. The scope in words may speak of others' bulletins, and is
-- not told.
CREATE TABLE hub.legal_notices (
  id uuid NOT NULL,
  demand_id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  originator_id uuid NOT NULL,
  receiver_id uuid NOT NULL,
  authority text NOT NULL,
  legal_basis text NOT NULL,
  reference text,
  received_on date NOT NULL,
  due_on date,
  told_at timestamptz NOT NULL,
  state text NOT NULL,
  versions int[] NOT NULL,
  handed_to text,
  answered_at timestamptz,
  CONSTRAINT legal_notices_pk PRIMARY KEY (id),
  CONSTRAINT legal_notices_bulletin_uq UNIQUE (demand_id, bulletin_id),
  CONSTRAINT legal_notices_scope_fk FOREIGN KEY (demand_id, bulletin_id) REFERENCES hub.legal_demand_bulletins (demand_id, bulletin_id),
  CONSTRAINT legal_notices_originator_fk FOREIGN KEY (originator_id) REFERENCES hub.organisations (id),
  CONSTRAINT legal_notices_receiver_fk FOREIGN KEY (receiver_id) REFERENCES hub.organisations (id)
);
CREATE INDEX legal_notices_newest_ix ON hub.legal_notices (originator_id, told_at DESC, id DESC);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['legal_demands', 'legal_demand_bulletins', 'legal_notices'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app, hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT UPDATE (reviewed_on, due_told_on) ON hub.legal_demands TO hub_authority;
GRANT INSERT, UPDATE (state, versions, handed_to, answered_at) ON hub.legal_notices TO hub_authority;

GRANT INSERT, UPDATE (secrecy_reason, secrecy_basis, review_on, reviewed_on, state, handed_to, answer, answered_at, answered_by, revision) ON hub.legal_demands TO hub_app;
CREATE POLICY legal_demands_read ON hub.legal_demands FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR']);
CREATE POLICY legal_demands_add ON hub.legal_demands FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND registered_by = (SELECT hub.person()) AND state = 'OPEN'
  AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR']);
CREATE POLICY legal_demands_change ON hub.legal_demands FOR UPDATE TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR']);

-- In scope is only what who registers may know of himself, and it is seen by whoever may.
GRANT INSERT, UPDATE (versions) ON hub.legal_demand_bulletins TO hub_app;
CREATE POLICY legal_demand_bulletins_read ON hub.legal_demand_bulletins FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.legal_demands d WHERE d.id = legal_demand_bulletins.demand_id)
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = legal_demand_bulletins.bulletin_id));
CREATE POLICY legal_demand_bulletins_add ON hub.legal_demand_bulletins FOR INSERT TO hub_app WITH CHECK (
  EXISTS (SELECT FROM hub.legal_demands d WHERE d.id = legal_demand_bulletins.demand_id AND d.state = 'OPEN')
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = legal_demand_bulletins.bulletin_id));
CREATE POLICY legal_demand_bulletins_change ON hub.legal_demand_bulletins FOR UPDATE TO hub_app USING (
  EXISTS (SELECT FROM hub.legal_demands d WHERE d.id = legal_demand_bulletins.demand_id AND d.state = 'OPEN')
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = legal_demand_bulletins.bulletin_id));

-- A notice is seen by the originator's people who know of the bulletin and answer for it.
CREATE POLICY legal_notices_read ON hub.legal_notices FOR SELECT TO hub_app USING (
  originator_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = legal_notices.bulletin_id));

-- Tells the originators of what is in scope as it stands, unless the law forbids: for whoever keeps the demand. Gives whom to tell of what.
CREATE FUNCTION hub.tell_originators(p_demand uuid, p_instant timestamptz) RETURNS TABLE (notice_id uuid, bulletin_id uuid, originator_id uuid, readers int[], is_new boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE d hub.legal_demands;
BEGIN
  SELECT * INTO d FROM hub.legal_demands x WHERE x.id = p_demand AND x.organisation_id = hub.organisation() FOR UPDATE;
  IF NOT FOUND OR NOT hub.roles() && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR'] THEN RAISE EXCEPTION 'not the one who keeps the demand' USING ERRCODE = 'HB003'; END IF;
  IF d.secrecy_reason IS NOT NULL THEN RETURN; END IF;
  RETURN QUERY
  INSERT INTO hub.legal_notices AS n (id, demand_id, bulletin_id, originator_id, receiver_id, authority, legal_basis, reference, received_on, due_on, told_at, state, versions, handed_to, answered_at)
  SELECT gen_random_uuid(), d.id, s.bulletin_id, b.originator_id, d.organisation_id, d.authority, d.legal_basis, d.reference, d.received_on, d.due_on, p_instant, d.state, s.versions,
    CASE WHEN s.versions <> '{}' THEN d.handed_to END, d.answered_at
  FROM hub.legal_demand_bulletins s JOIN hub.bulletins b ON b.id = s.bulletin_id WHERE s.demand_id = d.id AND b.originator_id <> d.organisation_id
  ON CONFLICT ON CONSTRAINT legal_notices_bulletin_uq DO UPDATE SET state = excluded.state, versions = excluded.versions, handed_to = excluded.handed_to, answered_at = excluded.answered_at
  RETURNING n.id, n.bulletin_id, n.originator_id, (SELECT b.editors FROM hub.bulletins b WHERE b.id = n.bulletin_id), n.told_at = p_instant;
END $$;

-- For the worker. Demands of which something is due: a look at whether the law still forbids to tell, or the answer, three days before. Each is told once.
CREATE FUNCTION hub.legal_demands_due(p_instant timestamptz) RETURNS TABLE (demand_id uuid, organisation_id uuid, change text, readers int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_today date := (p_instant AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  WITH reviewed AS (UPDATE hub.legal_demands d SET reviewed_on = v_today WHERE d.review_on <= v_today AND d.reviewed_on IS NULL RETURNING d.*),
  due AS (UPDATE hub.legal_demands d SET due_told_on = v_today WHERE d.state = 'OPEN' AND d.due_on - 3 <= v_today AND d.due_told_on IS NULL
    AND (d.review_on IS NULL OR d.review_on > v_today OR d.reviewed_on IS NOT NULL) RETURNING d.*)
  SELECT x.id, x.organisation_id, x.change, ARRAY(SELECT p.principal FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id
    WHERE p.organisation_id = x.organisation_id AND p.ended_at IS NULL AND p.suspended_at IS NULL AND (p.id = x.registered_by OR p.id = o.contact_point_id))
  FROM (SELECT r.id, r.organisation_id, r.registered_by, 'SECRECY_REVIEW' AS change FROM reviewed r UNION ALL SELECT r.id, r.organisation_id, r.registered_by, 'ANSWER_DUE' FROM due r) x;
END $$;

-- As in 0059; and an open demand that the originator itself has received. (One of others' keeps nothing: that would tell of it.)
CREATE OR REPLACE FUNCTION hub.is_kept(p_bulletin uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.legal_holds h WHERE h.bulletin_id = p_bulletin AND h.lifted_at IS NULL)
    OR EXISTS (SELECT FROM hub.legal_demand_bulletins s JOIN hub.legal_demands d ON d.id = s.demand_id JOIN hub.bulletins b ON b.id = s.bulletin_id
      WHERE s.bulletin_id = p_bulletin AND d.state = 'OPEN' AND d.organisation_id = b.originator_id)
$$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['tell_originators', 'legal_demands_due'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
