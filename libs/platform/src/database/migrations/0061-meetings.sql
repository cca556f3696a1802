-- The Contact Point Meeting: its editions, who takes part, and which steps each has taken. Local time and zone are what was agreed; the instants follow.

CREATE TABLE hub.meeting_editions (
  id uuid NOT NULL,
  number int NOT NULL,
  year int NOT NULL,
  names jsonb NOT NULL,
  state text NOT NULL DEFAULT 'PLANNING',
  -- Where it stood when it was postponed.
  postponed_from text,
  -- Why it was postponed or cancelled; shown to all parties.
  reason text,
  zone text NOT NULL DEFAULT 'Asia/Tokyo',
  starts_local timestamp,
  ends_local timestamp,
  starts_at timestamptz,
  ends_at timestamptz,
  place jsonb NOT NULL DEFAULT '{}',
  suggested_months int[] NOT NULL DEFAULT '{}',
  previous_id uuid,
  revision int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  closed_at timestamptz,
  CONSTRAINT meeting_editions_pk PRIMARY KEY (id),
  CONSTRAINT meeting_editions_number_uq UNIQUE (number),
  CONSTRAINT meeting_editions_previous_uq UNIQUE (previous_id),
  CONSTRAINT meeting_editions_previous_fk FOREIGN KEY (previous_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_editions_created_by_fk FOREIGN KEY (created_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_editions_number_ck CHECK (number > 0),
  CONSTRAINT meeting_editions_year_ck CHECK (year BETWEEN 2004 AND 2200),
  CONSTRAINT meeting_editions_state_ck CHECK (state IN ('PLANNING', 'POLLING', 'SCHEDULED', 'AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION', 'MINUTES_IN_REVIEW', 'MINUTES_APPROVED',
    'CLOSED', 'CANCELLED', 'POSTPONED')),
  CONSTRAINT meeting_editions_postponed_ck CHECK ((state = 'POSTPONED') = (postponed_from IS NOT NULL)),
  CONSTRAINT meeting_editions_times_ck CHECK (num_nonnulls(starts_local, ends_local, starts_at, ends_at) IN (0, 4) AND (starts_at IS NULL OR starts_at < ends_at AND starts_local < ends_local)),
  CONSTRAINT meeting_editions_placed_ck CHECK (starts_at IS NOT NULL OR state IN ('PLANNING', 'POLLING', 'CANCELLED', 'POSTPONED')),
  CONSTRAINT meeting_editions_months_ck CHECK (suggested_months <@ ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
);

CREATE TABLE hub.meeting_parties (
  edition_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  must_attend boolean NOT NULL DEFAULT false,
  CONSTRAINT meeting_parties_pk PRIMARY KEY (edition_id, organisation_id),
  CONSTRAINT meeting_parties_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_parties_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id)
);
CREATE INDEX meeting_parties_organisation_ix ON hub.meeting_parties (organisation_id, edition_id);

CREATE TABLE hub.meeting_steps (
  edition_id uuid NOT NULL,
  position int NOT NULL,
  -- Null: it was opened.
  act text,
  state text NOT NULL,
  at timestamptz NOT NULL,
  -- Null: the hub itself, at a time that was set.
  by_id uuid,
  reason text,
  CONSTRAINT meeting_steps_pk PRIMARY KEY (edition_id, position),
  CONSTRAINT meeting_steps_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_steps_by_fk FOREIGN KEY (by_id) REFERENCES hub.persons (id)
);

CREATE FUNCTION hub.coordinates() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT 'COORDINATOR' = ANY ((SELECT hub.roles())::text[]) $$;

-- Whether the person entered belongs to one of the parties of an edition, or coordinates. Says nothing of other parties.
CREATE FUNCTION hub.attends(p_edition uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.person() IS NOT NULL AND (hub.coordinates()
    OR EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = p_edition AND p.organisation_id = hub.organisation()))
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['meeting_editions', 'meeting_parties', 'meeting_steps'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON hub.%I TO hub_app', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT UPDATE (names, state, postponed_from, reason, zone, starts_local, ends_local, starts_at, ends_at, place, suggested_months, revision, closed_at) ON hub.meeting_editions TO hub_app;
GRANT UPDATE (must_attend), DELETE ON hub.meeting_parties TO hub_app;

-- The parties of an edition see it whole; what may be secret to some of them (items, notes) lies in tables of its own. Coordinators keep it.
CREATE POLICY meeting_editions_read ON hub.meeting_editions FOR SELECT TO hub_app USING (hub.attends(id) OR (SELECT hub.realm()) = 'setup');
CREATE POLICY meeting_editions_add ON hub.meeting_editions FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()) OR (SELECT hub.realm()) = 'setup');
CREATE POLICY meeting_editions_change ON hub.meeting_editions FOR UPDATE TO hub_app USING ((SELECT hub.coordinates()) OR (SELECT hub.realm()) = 'setup');
CREATE POLICY meeting_parties_read ON hub.meeting_parties FOR SELECT TO hub_app USING (hub.attends(edition_id) OR (SELECT hub.realm()) = 'setup');
CREATE POLICY meeting_parties_add ON hub.meeting_parties FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()) OR (SELECT hub.realm()) = 'setup');
CREATE POLICY meeting_parties_change ON hub.meeting_parties FOR UPDATE TO hub_app USING ((SELECT hub.coordinates()));
CREATE POLICY meeting_parties_remove ON hub.meeting_parties FOR DELETE TO hub_app USING ((SELECT hub.coordinates()));
CREATE POLICY meeting_steps_read ON hub.meeting_steps FOR SELECT TO hub_app USING (hub.attends(edition_id) OR (SELECT hub.realm()) = 'setup');
CREATE POLICY meeting_steps_add ON hub.meeting_steps FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()) OR (SELECT hub.realm()) = 'setup');

-- Holds an edition in the transaction for whoever takes part in it: alone, or beside others that only want it not to move. Null: not to be seen.
CREATE FUNCTION hub.hold_edition(p_edition uuid, p_alone boolean) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  IF NOT hub.attends(p_edition) THEN RETURN NULL; END IF;
  IF p_alone THEN SELECT e.id INTO v_id FROM hub.meeting_editions e WHERE e.id = p_edition FOR NO KEY UPDATE;
  ELSE SELECT e.id INTO v_id FROM hub.meeting_editions e WHERE e.id = p_edition FOR SHARE; END IF;
  RETURN v_id;
END $$;

-- As the next edition opens: what its parties attested more than ninety days ago is to be attested again within thirty.
CREATE FUNCTION hub.ask_attestations(p_edition uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT hub.coordinates() THEN RAISE EXCEPTION 'not the coordinator'; END IF;
  UPDATE hub.register_entries r SET due_at = hub.instant() + interval '30 days', told = 0
  WHERE r.organisation_id IN (SELECT p.organisation_id FROM hub.meeting_parties p WHERE p.edition_id = p_edition)
    AND r.attested_at < hub.instant() - interval '90 days' AND r.due_at > hub.instant() + interval '30 days';
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['attends', 'hold_edition', 'ask_attestations'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
-- Holding a row asks for the right to change it.
GRANT UPDATE (revision) ON hub.meeting_editions TO hub_authority;
REVOKE EXECUTE ON FUNCTION hub.coordinates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.coordinates TO hub_app, hub_authority;

-- As in 0036; and what the meeting tells, and what retention does.
ALTER TABLE hub.alerts
  DROP CONSTRAINT alerts_kind_ck,
  ADD CONSTRAINT alerts_kind_ck CHECK (kind IN ('PUBLISHED', 'REVISED', 'WITHDRAWN', 'EXPIRED', 'ACCESS_LOST', 'ACKNOWLEDGEMENT_DUE', 'UNANSWERED') AND subject_id IS NULL
    OR kind IN ('THREAD', 'PROPOSAL', 'RELEASE', 'RECALL', 'STRUCK', 'TRANSLATION', 'REGISTER', 'HANDOVER', 'IMPORT', 'LEGAL', 'RETENTION', 'MEETING') AND subject_id IS NOT NULL);
