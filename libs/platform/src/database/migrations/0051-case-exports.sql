-- Exports of cases: who asked for what, and who agreed. What was exported is in the ledger, case by case.
CREATE TABLE hub.case_exports (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  requested_by uuid NOT NULL,
  format text NOT NULL,
  filter jsonb NOT NULL,
  reason text NOT NULL,
  -- How many persons it is about: no more are given.
  persons int NOT NULL,
  needs_approval boolean NOT NULL,
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  approved_by uuid,
  approved_at timestamptz,
  CONSTRAINT case_exports_pk PRIMARY KEY (id),
  CONSTRAINT case_exports_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT case_exports_requested_by_fk FOREIGN KEY (requested_by) REFERENCES hub.persons (id),
  CONSTRAINT case_exports_approved_by_fk FOREIGN KEY (approved_by) REFERENCES hub.persons (id),
  CONSTRAINT case_exports_format_ck CHECK (format IN ('CSV', 'XLSX', 'JSON')),
  CONSTRAINT case_exports_persons_ck CHECK (persons >= 0),
  CONSTRAINT case_exports_approved_ck CHECK (num_nonnulls(approved_by, approved_at) IN (0, 2) AND approved_by <> requested_by)
);
CREATE INDEX case_exports_newest_ix ON hub.case_exports (organisation_id, requested_at DESC, id DESC);
CREATE INDEX case_exports_requested_by_ix ON hub.case_exports (requested_by, requested_at);

ALTER TABLE hub.case_exports ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.case_exports FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (approved_by, approved_at, expires_at) ON hub.case_exports TO hub_app;

-- Known to the people of the organisation who may read.
CREATE POLICY case_exports_read ON hub.case_exports FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['READER', 'OFFICER', 'CONTACT_POINT']);
CREATE POLICY case_exports_add ON hub.case_exports FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND requested_by = (SELECT hub.person()) AND approved_by IS NULL
  AND (SELECT hub.roles())::text[] && ARRAY['READER', 'OFFICER', 'CONTACT_POINT']);
-- Approved once, by another officer in his own name.
CREATE POLICY case_exports_approve ON hub.case_exports FOR UPDATE TO hub_app
  USING (organisation_id = (SELECT hub.organisation()) AND approved_by IS NULL AND requested_by <> (SELECT hub.person()) AND 'OFFICER' = ANY ((SELECT hub.roles())::text[]))
  WITH CHECK (approved_by = (SELECT hub.person()));
