-- The register of contact points: when and in which languages an organisation's contact point can be reached, and that the organisation
-- attests each year that what stands there is right.

CREATE TABLE hub.register_entries (
  organisation_id uuid NOT NULL,
  -- [{zone, from, until, weekdays, firstDay, lastDay}] as on the duty rota; none: not said.
  hours jsonb NOT NULL DEFAULT '[]',
  -- Days, YYYY-MM-DD by the clock of the hours, on which none of them begin: public holidays.
  closed_days jsonb NOT NULL DEFAULT '[]',
  languages text[] NOT NULL DEFAULT '{}',
  -- The attestation that stands; null: none ever, or it is void.
  attested_at timestamptz,
  voided_at timestamptz,
  due_at timestamptz NOT NULL,
  -- How far those who have to attest were told: 1 soon, 2 now, 3 the administrators, 4 the coordinators.
  told int NOT NULL DEFAULT 0,
  CONSTRAINT register_entries_pk PRIMARY KEY (organisation_id),
  CONSTRAINT register_entries_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT register_entries_state_ck CHECK (num_nonnulls(attested_at, voided_at) < 2),
  CONSTRAINT register_entries_told_ck CHECK (told BETWEEN 0 AND 4)
);
CREATE INDEX register_entries_due_ix ON hub.register_entries (due_at) WHERE told < 4;

-- What exactly was attested, and by whom.
CREATE TABLE hub.register_attestations (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  attested_at timestamptz NOT NULL,
  attested_by uuid NOT NULL,
  content jsonb NOT NULL,
  voided_at timestamptz,
  CONSTRAINT register_attestations_pk PRIMARY KEY (id),
  CONSTRAINT register_attestations_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT register_attestations_attested_by_fk FOREIGN KEY (attested_by) REFERENCES hub.persons (id)
);
CREATE INDEX register_attestations_newest_ix ON hub.register_attestations (organisation_id, attested_at DESC, id DESC);

-- Who is on the hub already has thirty days too.
INSERT INTO hub.register_entries (organisation_id, due_at) SELECT o.id, now() + interval '30 days' FROM hub.organisations o;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['register_entries', 'register_attestations'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app, hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT INSERT, UPDATE (attested_at, voided_at, due_at, told) ON hub.register_entries TO hub_authority;
GRANT UPDATE (voided_at) ON hub.register_attestations TO hub_authority;

-- Whoever is signed in knows how to reach the others; the own administrators and contact points keep it.
GRANT UPDATE (hours, closed_days, languages) ON hub.register_entries TO hub_app;
CREATE POLICY register_entries_read ON hub.register_entries FOR SELECT TO hub_app USING ((SELECT hub.person()) IS NOT NULL OR (SELECT hub.realm()) = 'setup');
CREATE POLICY register_entries_change ON hub.register_entries FOR UPDATE TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT'] OR (SELECT hub.realm()) = 'setup');

GRANT INSERT ON hub.register_attestations TO hub_app;
CREATE POLICY register_attestations_read ON hub.register_attestations FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']);
CREATE POLICY register_attestations_add ON hub.register_attestations FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND attested_by = (SELECT hub.person()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']
  OR (SELECT hub.realm()) = 'setup');

CREATE FUNCTION hub.enter_register() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  INSERT INTO hub.register_entries (organisation_id, due_at) VALUES (NEW.id, NEW.created_at + interval '30 days');
  RETURN NULL;
END $$;
CREATE TRIGGER organisations_register AFTER INSERT ON hub.organisations FOR EACH ROW EXECUTE FUNCTION hub.enter_register();

-- An attestation stands for a year.
CREATE FUNCTION hub.note_attestation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.register_entries SET attested_at = NEW.attested_at, voided_at = NULL, due_at = NEW.attested_at + interval '1 year', told = 0
  WHERE organisation_id = NEW.organisation_id;
  RETURN NULL;
END $$;
CREATE TRIGGER register_attestations_note AFTER INSERT ON hub.register_attestations FOR EACH ROW EXECUTE FUNCTION hub.note_attestation();

-- Rotation: whoever the contact point or the deputy was, another one is, or nobody. What was attested of them holds no longer.
CREATE FUNCTION hub.void_attestation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_instant timestamptz := coalesce(hub.instant(), now());
BEGIN
  UPDATE hub.register_attestations SET voided_at = v_instant WHERE organisation_id = NEW.id AND voided_at IS NULL;
  UPDATE hub.register_entries SET attested_at = NULL, voided_at = v_instant, due_at = least(due_at, v_instant), told = 1
  WHERE organisation_id = NEW.id AND attested_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER organisations_rotation AFTER UPDATE OF contact_point_id, deputy_id ON hub.organisations FOR EACH ROW
  WHEN ((OLD.contact_point_id, OLD.deputy_id) IS DISTINCT FROM (NEW.contact_point_id, NEW.deputy_id)) EXECUTE FUNCTION hub.void_attestation();

-- Whether an instant lies in the hours, by the wall clock of their zone; those that end at or before they begin go on into the next day. On
-- closed days none begin. A zone that this PostgreSQL does not know has no hours.
CREATE FUNCTION hub.is_within(p_hours jsonb, p_instant timestamptz, p_closed jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = hub, pg_temp AS $$
DECLARE v_local timestamp; v_time text; v_from text := p_hours->>'from'; v_until text := p_hours->>'until'; v_days date[];
BEGIN
  v_local := p_instant AT TIME ZONE (p_hours->>'zone');
  v_time := to_char(v_local, 'HH24:MI');
  v_days := CASE WHEN v_from < v_until COLLATE "C" THEN CASE WHEN v_time >= v_from COLLATE "C" AND v_time < v_until COLLATE "C" THEN ARRAY[v_local::date] END
    ELSE CASE WHEN v_time >= v_from COLLATE "C" THEN ARRAY[v_local::date] END || CASE WHEN v_time < v_until COLLATE "C" THEN ARRAY[v_local::date - 1] END END;
  RETURN EXISTS (SELECT FROM unnest(v_days) AS d (day) WHERE NOT p_closed ? d.day::text
    AND (p_hours->'weekdays' = '[]' OR p_hours->'weekdays' ? to_char(d.day, 'FMDAY'))
    AND (p_hours->>'firstDay' IS NULL OR d.day >= (p_hours->>'firstDay')::date)
    AND (p_hours->>'lastDay' IS NULL OR d.day <= (p_hours->>'lastDay')::date));
EXCEPTION WHEN invalid_parameter_value THEN RETURN false;
END $$;

-- Whether it is the deputy's turn: there is no contact point, or the duty rota says so: of the two, whose hours it is stands first on it.
-- Says nothing of anybody else on the rota.
CREATE FUNCTION hub.deputys_turn(p_organisation uuid, p_instant timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.person() IS NOT NULL AND EXISTS (SELECT FROM hub.organisations o WHERE o.id = p_organisation AND o.deputy_id IS NOT NULL AND (o.contact_point_id IS NULL
    OR o.deputy_id = (SELECT s.person_id FROM hub.duty_shifts s WHERE s.organisation_id = o.id AND s.person_id IN (o.contact_point_id, o.deputy_id)
      AND s.hours IS NOT NULL AND hub.is_within(s.hours, p_instant, '[]') ORDER BY s.position LIMIT 1)))
$$;

-- For the worker. Who is told now that the register has to be attested: thirty days before it is due, and then, those who can attest it as
-- contact points; fourteen days after, administrators too; twenty-eight days after, the coordinators. Each is told once.
CREATE FUNCTION hub.register_due(p_instant timestamptz) RETURNS TABLE (organisation_id uuid, told_id uuid, change text, readers int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE e record; v_contacts int[]; v_administrators int[];
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  FOR e IN SELECT r.organisation_id AS id, r.told, s.step, r.voided_at, o.contact_point_id, o.deputy_id FROM hub.register_entries r
    JOIN hub.organisations o ON o.id = r.organisation_id AND o.suspended_at IS NULL
    CROSS JOIN LATERAL (SELECT CASE WHEN p_instant >= r.due_at + interval '28 days' THEN 4 WHEN p_instant >= r.due_at + interval '14 days' THEN 3
      WHEN p_instant >= r.due_at THEN 2 WHEN p_instant >= r.due_at - interval '30 days' THEN 1 ELSE 0 END AS step) s
    WHERE r.told < 4 AND s.step > r.told FOR UPDATE OF r SKIP LOCKED
  LOOP
    UPDATE hub.register_entries r SET told = e.step WHERE r.organisation_id = e.id;
    SELECT coalesce(array_agg(p.principal) FILTER (WHERE p.id IN (e.contact_point_id, e.deputy_id) OR 'CONTACT_POINT' = ANY (p.roles)), '{}'),
      coalesce(array_agg(p.principal) FILTER (WHERE 'ADMINISTRATOR' = ANY (p.roles)), '{}') INTO v_contacts, v_administrators
    FROM hub.persons p WHERE p.organisation_id = e.id AND p.suspended_at IS NULL AND p.ended_at IS NULL;
    IF e.told < 3 THEN
      RETURN QUERY SELECT e.id, e.id, CASE WHEN e.step > 2 THEN 'OVERDUE' WHEN e.step = 1 THEN 'DUE_SOON' WHEN e.voided_at IS NOT NULL THEN 'VOID' ELSE 'DUE' END,
        CASE WHEN e.step > 2 OR e.voided_at IS NOT NULL OR v_contacts = '{}' THEN hub.merge(v_contacts, v_administrators) ELSE v_contacts END;
    END IF;
    IF e.step = 4 THEN
      RETURN QUERY SELECT e.id, c.id, 'OVERDUE', array_agg(p.principal) FROM hub.organisations c JOIN hub.persons p ON p.organisation_id = c.id
        WHERE c.kind = 'COORDINATOR' AND 'COORDINATOR' = ANY (p.roles) AND p.suspended_at IS NULL AND p.ended_at IS NULL GROUP BY c.id;
    END IF;
  END LOOP;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['enter_register', 'note_attestation', 'void_attestation', 'deputys_turn', 'register_due'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.is_within FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.is_within TO hub_app, hub_authority;
