CREATE TABLE hub.organisations (
  id uuid NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  country text,
  names jsonb NOT NULL,
  duty_role boolean NOT NULL DEFAULT false,
  duty_telephone text,
  contact_point_id uuid,
  deputy_id uuid,
  reader_principal int NOT NULL DEFAULT nextval('hub.principal_numbers'),
  officer_principal int NOT NULL DEFAULT nextval('hub.principal_numbers'),
  suspended_at timestamptz,
  created_at timestamptz NOT NULL,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT organisations_pk PRIMARY KEY (id),
  CONSTRAINT organisations_code_uq UNIQUE (code),
  CONSTRAINT organisations_reader_principal_uq UNIQUE (reader_principal),
  CONSTRAINT organisations_officer_principal_uq UNIQUE (officer_principal),
  CONSTRAINT organisations_code_ck CHECK (code ~ '^[A-Z]{2,6}$'),
  CONSTRAINT organisations_kind_ck CHECK (kind IN ('COORDINATOR','EMBASSY','INTERNATIONAL_ORGANISATION','NGO','WOMENS_SUPPORT_CENTRE','PREFECTURAL_POLICE','GOVERNMENT_BODY')),
  CONSTRAINT organisations_country_ck CHECK ((country IS NOT NULL) = (kind = 'EMBASSY') AND country ~ '^[A-Z]{2}$')
);
CREATE UNIQUE INDEX organisations_one_coordinator_uq ON hub.organisations ((kind)) WHERE kind = 'COORDINATOR';

CREATE TABLE hub.persons (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  email text NOT NULL,
  language text NOT NULL,
  roles text[] NOT NULL,
  family_name text NOT NULL,
  given_name text NOT NULL,
  kana text,
  latin_family_name text,
  latin_given_name text,
  title jsonb NOT NULL DEFAULT '{}',
  principal int NOT NULL DEFAULT nextval('hub.principal_numbers'),
  access_epoch int NOT NULL DEFAULT 1,
  suspended_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT persons_pk PRIMARY KEY (id),
  CONSTRAINT persons_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT persons_principal_uq UNIQUE (principal),
  CONSTRAINT persons_roles_ck CHECK (roles <@ ARRAY['READER','OFFICER','CONTACT_POINT','ADMINISTRATOR','COORDINATOR','AUDITOR'] AND cardinality(roles) > 0)
);
-- An address is unique within an organisation only: a hub-wide constraint would tell an administrator who has an account elsewhere.
CREATE UNIQUE INDEX persons_email_uq ON hub.persons (organisation_id, email) WHERE ended_at IS NULL;
CREATE INDEX persons_email_ix ON hub.persons (email) WHERE ended_at IS NULL;

ALTER TABLE hub.organisations
  ADD CONSTRAINT organisations_contact_point_fk FOREIGN KEY (contact_point_id) REFERENCES hub.persons (id),
  ADD CONSTRAINT organisations_deputy_fk FOREIGN KEY (deputy_id) REFERENCES hub.persons (id),
  ADD CONSTRAINT organisations_deputy_ck CHECK (deputy_id <> contact_point_id);

-- What other organisations may see of a person: the names, or only the duty role where the organisation prefers that.
CREATE TABLE hub.person_cards (
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  contact boolean NOT NULL DEFAULT false,
  card jsonb NOT NULL,
  CONSTRAINT person_cards_pk PRIMARY KEY (person_id),
  CONSTRAINT person_cards_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT person_cards_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id)
);
CREATE INDEX person_cards_organisation_ix ON hub.person_cards (organisation_id);

CREATE TABLE hub.circles (
  id uuid NOT NULL,
  code text NOT NULL,
  names jsonb NOT NULL,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT circles_pk PRIMARY KEY (id),
  CONSTRAINT circles_code_uq UNIQUE (code)
);
CREATE TABLE hub.circle_members (
  circle_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  CONSTRAINT circle_members_pk PRIMARY KEY (circle_id, organisation_id),
  CONSTRAINT circle_members_circle_fk FOREIGN KEY (circle_id) REFERENCES hub.circles (id),
  CONSTRAINT circle_members_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id)
);

-- An organisation's own approval route (決裁): steps in order, each with its approvers and their stand-ins (代決).
CREATE TABLE hub.approval_steps (
  organisation_id uuid NOT NULL,
  step int NOT NULL,
  approver_ids uuid[] NOT NULL,
  stand_in_ids uuid[] NOT NULL DEFAULT '{}',
  CONSTRAINT approval_steps_pk PRIMARY KEY (organisation_id, step),
  CONSTRAINT approval_steps_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT approval_steps_step_ck CHECK (step BETWEEN 1 AND 9),
  CONSTRAINT approval_steps_approvers_ck CHECK (cardinality(approver_ids) > 0)
);
