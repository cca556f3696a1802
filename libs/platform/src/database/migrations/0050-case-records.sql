-- Case records: what an import of IOM's Human Trafficking Case Data Standard 2.0 keeps beside its bulletin, a row for each version. A record is seen by whoever
-- may read the version that it stands with; what names somebody stands apart, and takes more. `json` and not `jsonb`: it is read whole, as it was written.
CREATE TABLE hub.case_records (
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  -- The same through all versions: what the ledger says was shown.
  record_id uuid NOT NULL,
  fields json NOT NULL,
  CONSTRAINT case_records_pk PRIMARY KEY (bulletin_id, number),
  CONSTRAINT case_records_version_fk FOREIGN KEY (bulletin_id, number) REFERENCES hub.bulletin_versions (bulletin_id, number)
);

-- What names somebody, or could; and the number of the case in its keeper's own files.
CREATE TABLE hub.case_persons (
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  person_id uuid NOT NULL,
  case_id text,
  fields json NOT NULL,
  CONSTRAINT case_persons_pk PRIMARY KEY (bulletin_id, number),
  CONSTRAINT case_persons_record_fk FOREIGN KEY (bulletin_id, number) REFERENCES hub.case_records (bulletin_id, number)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['case_records', 'case_persons'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (fields) ON hub.case_records TO hub_app;
GRANT SELECT, INSERT, UPDATE (case_id, fields), DELETE ON hub.case_persons TO hub_app;

-- Whoever may read the version, as the version's own row security has it.
CREATE POLICY case_records_read ON hub.case_records FOR SELECT TO hub_app USING (EXISTS (
  SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = case_records.bulletin_id AND v.number = case_records.number));
-- The originator's own people with a reading role; others only where the version says that somebody can be identified in it, and that they may know.
CREATE POLICY case_persons_read ON hub.case_persons FOR SELECT TO hub_app USING ((SELECT hub.roles())::text[] && ARRAY['READER', 'OFFICER', 'CONTACT_POINT'] AND EXISTS (
  SELECT FROM hub.bulletin_versions v JOIN hub.bulletins b ON b.id = v.bulletin_id
  WHERE v.bulletin_id = case_persons.bulletin_id AND v.number = case_persons.number
    AND (b.originator_id = (SELECT hub.organisation())
      OR v.person_at_risk @> jsonb_build_object('safetyChecks', jsonb_build_array(jsonb_build_object('organisationId', (SELECT hub.organisation()), 'outcome', 'MAY_KNOW'))))));

-- Written with a working copy, by its editors; what is published stays as it is.
CREATE POLICY case_records_add ON hub.case_records FOR INSERT TO hub_app WITH CHECK (EXISTS (
  SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = case_records.bulletin_id AND v.number = case_records.number
    AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));
CREATE POLICY case_records_change ON hub.case_records FOR UPDATE TO hub_app USING (EXISTS (
  SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = case_records.bulletin_id AND v.number = case_records.number
    AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));
CREATE POLICY case_persons_add ON hub.case_persons FOR INSERT TO hub_app WITH CHECK (EXISTS (
  SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = case_persons.bulletin_id AND v.number = case_persons.number
    AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));
CREATE POLICY case_persons_change ON hub.case_persons FOR UPDATE TO hub_app USING (EXISTS (
  SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = case_persons.bulletin_id AND v.number = case_persons.number
    AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));
CREATE POLICY case_persons_remove ON hub.case_persons FOR DELETE TO hub_app USING (EXISTS (
  SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = case_persons.bulletin_id AND v.number = case_persons.number
    AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));

-- A revision of what is published begins with the record that was published.
CREATE FUNCTION hub.carry_case() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  INSERT INTO hub.case_records (bulletin_id, number, record_id, fields)
  SELECT c.bulletin_id, NEW.number, c.record_id, c.fields FROM hub.case_records c
  WHERE c.bulletin_id = NEW.bulletin_id AND c.number < NEW.number ORDER BY c.number DESC LIMIT 1;
  INSERT INTO hub.case_persons (bulletin_id, number, person_id, case_id, fields)
  SELECT p.bulletin_id, NEW.number, p.person_id, p.case_id, p.fields FROM hub.case_persons p
  WHERE p.bulletin_id = NEW.bulletin_id AND p.number = (SELECT max(c.number) FROM hub.case_records c WHERE c.bulletin_id = NEW.bulletin_id AND c.number < NEW.number);
  RETURN NULL;
END $$;
CREATE TRIGGER bulletin_versions_carry_case AFTER INSERT ON hub.bulletin_versions FOR EACH ROW WHEN (NEW.number > 1) EXECUTE FUNCTION hub.carry_case();

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.carry_case OWNER TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.carry_case FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.carry_case TO hub_app, hub_authority';
END $$;
