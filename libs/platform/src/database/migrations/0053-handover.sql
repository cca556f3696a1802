-- Handover: who answers for what was somebody's while he is on leave, or once he has gone. It gives nobody a right to read.

CREATE TABLE hub.handovers (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  successor_id uuid NOT NULL,
  reason text NOT NULL,
  from_at timestamptz NOT NULL,
  -- The end of a leave; the rest lasts.
  until_at timestamptz,
  planned_by uuid NOT NULL,
  planned_at timestamptz NOT NULL,
  -- When those concerned were told that it has begun.
  begun_at timestamptz,
  ended_at timestamptz,
  CONSTRAINT handovers_pk PRIMARY KEY (id),
  CONSTRAINT handovers_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT handovers_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT handovers_successor_fk FOREIGN KEY (successor_id) REFERENCES hub.persons (id),
  CONSTRAINT handovers_planned_by_fk FOREIGN KEY (planned_by) REFERENCES hub.persons (id),
  CONSTRAINT handovers_reason_ck CHECK (reason IN ('LEAVE', 'ROTATION', 'DEPARTURE')),
  CONSTRAINT handovers_successor_ck CHECK (person_id <> successor_id),
  CONSTRAINT handovers_until_ck CHECK ((reason = 'LEAVE') = (until_at IS NOT NULL) AND until_at > from_at)
);
CREATE INDEX handovers_person_ix ON hub.handovers (person_id) WHERE ended_at IS NULL;
CREATE INDEX handovers_open_ix ON hub.handovers (from_at) WHERE ended_at IS NULL;

-- TLP:RED of which somebody who goes was one of the few: its author was asked to name another one. `cause`: the handover, or the person who left.
CREATE TABLE hub.handover_asks (
  bulletin_id uuid NOT NULL,
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  principal int NOT NULL,
  cause uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  CONSTRAINT handover_asks_pk PRIMARY KEY (bulletin_id, person_id, cause),
  CONSTRAINT handover_asks_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT handover_asks_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT handover_asks_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id)
);

-- An organisation leaves the hub at an instant that it has declared; `successor_id`: to whom others should turn then.
CREATE TABLE hub.departures (
  organisation_id uuid NOT NULL,
  declared_at timestamptz NOT NULL,
  declared_by uuid NOT NULL,
  leaves_at timestamptz NOT NULL,
  successor_id uuid,
  -- When the coordinators were told of it.
  told_at timestamptz,
  left_at timestamptz,
  CONSTRAINT departures_pk PRIMARY KEY (organisation_id, declared_at),
  CONSTRAINT departures_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT departures_declared_by_fk FOREIGN KEY (declared_by) REFERENCES hub.persons (id),
  CONSTRAINT departures_successor_fk FOREIGN KEY (successor_id) REFERENCES hub.organisations (id),
  CONSTRAINT departures_successor_ck CHECK (successor_id <> organisation_id),
  CONSTRAINT departures_leaves_ck CHECK (leaves_at > declared_at)
);
CREATE UNIQUE INDEX departures_open_uq ON hub.departures (organisation_id) WHERE left_at IS NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['handovers', 'handover_asks', 'departures'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app, hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT UPDATE (begun_at, ended_at) ON hub.handovers TO hub_authority;
GRANT INSERT ON hub.handover_asks TO hub_authority;
GRANT UPDATE (told_at, left_at) ON hub.departures TO hub_authority;
GRANT UPDATE (ended_at, access_epoch, revision) ON hub.persons TO hub_authority;
GRANT UPDATE (suspended_at, contact_point_id, deputy_id, revision) ON hub.organisations TO hub_authority;
CREATE POLICY persons_departure ON hub.persons FOR UPDATE TO hub_authority USING (true);
CREATE POLICY organisations_departure ON hub.organisations FOR UPDATE TO hub_authority USING (true);
GRANT SELECT ON hub.approval_steps TO hub_authority;
CREATE POLICY approval_steps_counted ON hub.approval_steps FOR SELECT TO hub_authority USING (true);

-- A handover is known to the two whom it concerns, and to the own administrators and contact points. He plans it, or they do.
GRANT INSERT, UPDATE (ended_at) ON hub.handovers TO hub_app;
CREATE POLICY handovers_read ON hub.handovers FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (person_id = (SELECT hub.person()) OR successor_id = (SELECT hub.person())
    OR (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']));
-- Of persons one sees the own organisation's only.
CREATE POLICY handovers_add ON hub.handovers FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND planned_by = (SELECT hub.person())
  AND (person_id = (SELECT hub.person()) OR (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT'])
  AND EXISTS (SELECT FROM hub.persons p WHERE p.id = handovers.person_id) AND EXISTS (SELECT FROM hub.persons p WHERE p.id = handovers.successor_id));
CREATE POLICY handovers_change ON hub.handovers FOR UPDATE TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (person_id = (SELECT hub.person()) OR (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']));

-- Who was asked to name somebody else is known to the bulletin's editors.
CREATE POLICY handover_asks_read ON hub.handover_asks FOR SELECT TO hub_app USING (EXISTS (
  SELECT FROM hub.bulletins b WHERE b.id = handover_asks.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));

-- That an organisation will leave is known to its own administrators and contact points and to the coordinators; that it has left, to whoever is signed in.
GRANT INSERT (organisation_id, declared_at, declared_by, leaves_at, successor_id), DELETE ON hub.departures TO hub_app;
CREATE POLICY departures_read ON hub.departures FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']
  OR 'COORDINATOR' = ANY ((SELECT hub.roles())::text[]) OR left_at IS NOT NULL AND (SELECT hub.person()) IS NOT NULL);
CREATE POLICY departures_add ON hub.departures FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND declared_by = (SELECT hub.person()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']);
CREATE POLICY departures_remove ON hub.departures FOR DELETE TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT'] AND left_at IS NULL);

-- Who answers now for what is somebody's: himself, or the last one to whom it has been handed over who takes part; null where that is nobody. Of
-- the asker's own organisation.
CREATE FUNCTION hub.responsible(p_person uuid, p_instant timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  WITH RECURSIVE chain (id, step) AS (
    SELECT p_person, 0
    UNION ALL
    SELECT h.successor_id, c.step + 1 FROM chain c JOIN hub.handovers h ON h.person_id = c.id AND h.ended_at IS NULL
      AND h.from_at <= p_instant AND (h.until_at IS NULL OR h.until_at > p_instant)
    WHERE c.step < 9)
  SELECT p.id FROM chain c JOIN hub.persons p ON p.id = c.id
  WHERE (p.organisation_id = hub.organisation() OR hub.realm() = 'worker') AND p.suspended_at IS NULL AND p.ended_at IS NULL
  ORDER BY c.step DESC LIMIT 1
$$;

-- What is somebody's, in numbers: for himself, and for the own administrators and contact points. TLP:RED counts for its editors alone.
CREATE FUNCTION hub.handover_things(p_person uuid) RETURNS TABLE (drafts int, published int, approvals int, answers int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  WITH who AS (
    SELECT p.id, p.organisation_id FROM hub.persons p WHERE p.id = p_person AND p.organisation_id = hub.organisation()
      AND (p.id = hub.person() OR hub.roles()::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT'])),
  own AS (
    SELECT b.id, b.author_id, b.published_number, v.number, v.review_state, v.edited_by, v.approver_ids FROM who
    JOIN hub.bulletins b ON b.originator_id = who.organisation_id AND b.state <> 'WITHDRAWN'
    LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.pending_number
    WHERE 'RED' NOT IN (b.tlp, coalesce(v.tlp, b.tlp)) OR b.editors && hub.principals())
  SELECT (SELECT count(*)::int FROM own WHERE own.author_id = who.id AND own.number IS NOT NULL),
    (SELECT count(*)::int FROM own WHERE own.author_id = who.id AND own.published_number IS NOT NULL),
    (SELECT count(*)::int FROM own WHERE own.review_state = 'IN_REVIEW' AND who.id <> ALL (own.edited_by)
      AND (who.id = ANY (own.approver_ids) OR EXISTS (SELECT FROM hub.approval_steps s WHERE s.organisation_id = who.organisation_id AND who.id = ANY (s.approver_ids)))),
    (SELECT count(*)::int FROM hub.acknowledgements a JOIN hub.bulletins b ON b.id = a.bulletin_id AND b.state = 'PUBLISHED' AND (b.expires_at IS NULL OR b.expires_at > hub.instant())
      WHERE a.person_id = who.id AND a.kind = 'RECEIVED' AND (b.tlp <> 'RED' OR b.readers && hub.principals()))
  FROM who
$$;

-- For the own administrators and contact points: who has left or is suspended, and what of his nobody has taken over.
CREATE FUNCTION hub.left_behind() RETURNS TABLE (person_id uuid, drafts int, published int, approvals int, answers int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT p.id, t.drafts, t.published, t.approvals, t.answers FROM hub.persons p CROSS JOIN LATERAL hub.handover_things(p.id) t
  WHERE p.organisation_id = hub.organisation() AND hub.roles()::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']
    AND (p.ended_at IS NOT NULL OR p.suspended_at IS NOT NULL) AND t.drafts + t.approvals + t.answers > 0
    AND hub.responsible(p.id, hub.instant()) IS NULL
$$;

-- For the worker. Handovers that have begun or ended by now, each once, and who is told.
CREATE FUNCTION hub.handovers_due(p_instant timestamptz)
RETURNS TABLE (id uuid, organisation_id uuid, person_id uuid, successor_id uuid, until_at timestamptz, change text, readers int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  WITH begun AS (UPDATE hub.handovers h SET begun_at = p_instant WHERE h.begun_at IS NULL AND h.ended_at IS NULL AND h.from_at <= p_instant RETURNING h.*)
  SELECT h.id, h.organisation_id, h.person_id, h.successor_id, h.until_at, 'BEGUN', ARRAY[s.principal] FROM begun h JOIN hub.persons s ON s.id = h.successor_id;
  RETURN QUERY
  WITH over AS (UPDATE hub.handovers h SET ended_at = h.until_at WHERE h.ended_at IS NULL AND h.until_at <= p_instant RETURNING h.*)
  SELECT h.id, h.organisation_id, h.person_id, h.successor_id, h.until_at, 'ENDED', ARRAY[p.principal, s.principal]
  FROM over h JOIN hub.persons p ON p.id = h.person_id JOIN hub.persons s ON s.id = h.successor_id;
END $$;

-- For the worker. TLP:RED of which somebody who has left, or hands over, is one of the few: whom to ask for another one, each once. Its author, or,
-- where it is he, or he has left, the others who work on it. Nothing opens by it.
CREATE FUNCTION hub.ask_successors(p_instant timestamptz) RETURNS TABLE (bulletin_id uuid, originator_id uuid, readers int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  WITH going AS (
    SELECT p.id, p.organisation_id, p.principal, p.id AS cause FROM hub.persons p WHERE p.ended_at IS NOT NULL
    UNION ALL
    SELECT p.id, p.organisation_id, p.principal, h.id FROM hub.handovers h JOIN hub.persons p ON p.id = h.person_id AND p.ended_at IS NULL
    WHERE h.ended_at IS NULL AND h.from_at <= p_instant AND (h.until_at IS NULL OR h.until_at > p_instant)),
  asked AS (
    INSERT INTO hub.handover_asks (bulletin_id, person_id, organisation_id, principal, cause, asked_at)
    SELECT b.id, g.id, g.organisation_id, g.principal, g.cause, p_instant FROM going g JOIN hub.bulletin_reach r ON r.principal = g.principal
    JOIN hub.bulletins b ON b.id = r.bulletin_id AND b.tlp = 'RED' AND b.state <> 'WITHDRAWN' AND (b.expires_at IS NULL OR b.expires_at > p_instant)
    ON CONFLICT DO NOTHING RETURNING handover_asks.bulletin_id, handover_asks.person_id, handover_asks.principal)
  SELECT b.id, b.originator_id, CASE WHEN a.id <> k.person_id AND a.ended_at IS NULL AND a.suspended_at IS NULL THEN ARRAY[a.principal] ELSE array_remove(b.editors, k.principal) END
  FROM asked k JOIN hub.bulletins b ON b.id = k.bulletin_id JOIN hub.persons a ON a.id = b.author_id;
END $$;

-- For the worker. Organisations whose hour has come leave: they are suspended, their people's memberships end, and what was handed over among them.
-- Called before the revocation. Gives who left, and who has said that it will, each once, with the coordinating organisation and its coordinators.
CREATE FUNCTION hub.depart(p_instant timestamptz) RETURNS TABLE (organisation_id uuid, change text, coordinator_id uuid, readers int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE d record;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  FOR d IN SELECT x.organisation_id AS id, x.declared_at FROM hub.departures x WHERE x.left_at IS NULL AND x.leaves_at <= p_instant FOR UPDATE SKIP LOCKED LOOP
    UPDATE hub.departures x SET left_at = p_instant WHERE x.organisation_id = d.id AND x.declared_at = d.declared_at;
    UPDATE hub.organisations o SET suspended_at = coalesce(o.suspended_at, p_instant), contact_point_id = NULL, deputy_id = NULL, revision = o.revision + 1 WHERE o.id = d.id;
    UPDATE hub.persons p SET ended_at = p_instant, revision = p.revision + 1 WHERE p.organisation_id = d.id AND p.ended_at IS NULL;
    UPDATE hub.handovers h SET ended_at = p_instant WHERE h.organisation_id = d.id AND h.ended_at IS NULL;
    RETURN QUERY SELECT d.id, 'DEPARTED', c.id, hub.coordinators(c.id) FROM hub.organisations c WHERE c.kind = 'COORDINATOR';
  END LOOP;
  RETURN QUERY
  WITH fresh AS (UPDATE hub.departures x SET told_at = p_instant WHERE x.told_at IS NULL AND x.left_at IS NULL RETURNING x.organisation_id AS id)
  SELECT f.id, 'DEPARTING', c.id, hub.coordinators(c.id) FROM fresh f JOIN hub.organisations c ON c.kind = 'COORDINATOR';
END $$;

-- Principals of an organisation's coordinators who take part.
CREATE FUNCTION hub.coordinators(p_organisation uuid) RETURNS int[]
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT coalesce(array_agg(p.principal), '{}') FROM hub.persons p WHERE p.organisation_id = p_organisation AND 'COORDINATOR' = ANY (p.roles) AND p.suspended_at IS NULL AND p.ended_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION hub.coordinators FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.coordinators TO hub_app, hub_authority;

-- The author names who is the author from now on: an officer of his organisation, to whom everything opens that is open to him. Whoever is
-- the author of what waits counts as having edited it.
CREATE FUNCTION hub.hand_over_authorship(p_bulletin uuid, p_successor uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_self int; v_new int;
BEGIN
  PERFORM FROM hub.bulletins b WHERE b.id = p_bulletin AND b.author_id = hub.person() AND b.editors && hub.principals() AND b.state <> 'WITHDRAWN' FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'not the author' USING ERRCODE = 'HB003'; END IF;
  SELECT p.principal INTO v_self FROM hub.persons p WHERE p.id = hub.person();
  SELECT p.principal INTO v_new FROM hub.persons p WHERE p.id = p_successor AND p.id <> hub.person() AND p.organisation_id = hub.organisation()
    AND 'OFFICER' = ANY (p.roles) AND p.suspended_at IS NULL AND p.ended_at IS NULL;
  IF v_new IS NULL THEN RAISE EXCEPTION 'not an officer of the organisation' USING ERRCODE = 'HB003'; END IF;
  UPDATE hub.bulletin_versions v SET edited_by = v.edited_by || p_successor
  WHERE v.bulletin_id = p_bulletin AND v.review_state <> 'PUBLISHED' AND p_successor <> ALL (v.edited_by);
  UPDATE hub.bulletin_versions v SET admitted = hub.merge(v.admitted, ARRAY[v_new]), gate = hub.merge(v.gate, ARRAY[v_new]), editors = hub.merge(v.editors, ARRAY[v_new])
  WHERE v.bulletin_id = p_bulletin AND v_self = ANY (v.editors);
  UPDATE hub.bulletin_sections s SET admitted = hub.merge(s.admitted, ARRAY[v_new]), gate = hub.merge(s.gate, ARRAY[v_new]), editors = hub.merge(s.editors, ARRAY[v_new])
  WHERE s.bulletin_id = p_bulletin AND v_self = ANY (s.editors);
  -- He reads the versions that the author did, by the same numbers.
  INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
  SELECT e.bulletin_id, v_new, e.seen, e.number FROM hub.bulletin_editions e WHERE e.bulletin_id = p_bulletin AND e.principal = v_self
    AND NOT EXISTS (SELECT FROM hub.bulletin_editions o WHERE o.bulletin_id = p_bulletin AND o.principal = v_new);
  UPDATE hub.bulletins b SET author_id = p_successor, revision = b.revision + 1 WHERE b.id = p_bulletin;
  PERFORM hub.spread(p_bulletin), hub.index_words(p_bulletin);
END $$;

-- As in 0052; and the contact point's leave, or what has been handed over for good before another one is named.
CREATE OR REPLACE FUNCTION hub.deputys_turn(p_organisation uuid, p_instant timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.person() IS NOT NULL AND EXISTS (SELECT FROM hub.organisations o WHERE o.id = p_organisation AND o.deputy_id IS NOT NULL AND (o.contact_point_id IS NULL
    OR EXISTS (SELECT FROM hub.handovers h WHERE h.person_id = o.contact_point_id AND h.ended_at IS NULL AND h.from_at <= p_instant AND (h.until_at IS NULL OR h.until_at > p_instant))
    OR o.deputy_id = (SELECT s.person_id FROM hub.duty_shifts s WHERE s.organisation_id = o.id AND s.person_id IN (o.contact_point_id, o.deputy_id)
      AND s.hours IS NOT NULL AND hub.is_within(s.hours, p_instant, '[]') ORDER BY s.position LIMIT 1)))
$$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['responsible', 'handover_things', 'left_behind', 'handovers_due', 'ask_successors', 'depart', 'hand_over_authorship'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
