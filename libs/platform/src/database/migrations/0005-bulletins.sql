-- The envelope: what stands even on a tombstone. `readers` are the principals who may know of it now.
CREATE TABLE hub.bulletins (
  id uuid NOT NULL,
  reference text NOT NULL,
  originator_id uuid NOT NULL,
  author_id uuid NOT NULL,
  state text NOT NULL,
  kind text NOT NULL,
  tlp text NOT NULL,
  urgency text NOT NULL,
  language text NOT NULL,
  revision int NOT NULL DEFAULT 1,
  access_epoch int NOT NULL DEFAULT 1,
  published_number int,
  pending_number int,
  created_at timestamptz NOT NULL,
  published_at timestamptz,
  expires_at timestamptz,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  sort_at timestamptz NOT NULL,
  source_key text,
  readers int[] NOT NULL,
  editors int[] NOT NULL,
  CONSTRAINT bulletins_pk PRIMARY KEY (id),
  CONSTRAINT bulletins_reference_uq UNIQUE (reference),
  CONSTRAINT bulletins_originator_fk FOREIGN KEY (originator_id) REFERENCES hub.organisations (id),
  CONSTRAINT bulletins_author_fk FOREIGN KEY (author_id) REFERENCES hub.persons (id),
  CONSTRAINT bulletins_state_ck CHECK (state IN ('DRAFT','IN_REVIEW','SCHEDULED','PUBLISHED','WITHDRAWN')),
  CONSTRAINT bulletins_tlp_ck CHECK (tlp IN ('RED','AMBER_STRICT','AMBER','GREEN','CLEAR')),
  CONSTRAINT bulletins_kind_ck CHECK (kind IN ('ALERT','CASE_INFORMATION','REQUEST_FOR_INFORMATION','STATISTICS','NOTICE')),
  CONSTRAINT bulletins_urgency_ck CHECK (urgency IN ('ROUTINE','PRIORITY','IMMEDIATE')),
  CONSTRAINT bulletins_published_ck CHECK ((published_number IS NULL) = (published_at IS NULL)),
  CONSTRAINT bulletins_withdrawn_ck CHECK ((state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL))
);
-- Who published something public is known to the public (organisations_read).
CREATE INDEX bulletins_originator_ix ON hub.bulletins (originator_id);
-- An import adds nothing twice: the key of the source's row, within its originator.
CREATE UNIQUE INDEX bulletins_source_key_uq ON hub.bulletins (originator_id, source_key) WHERE source_key IS NOT NULL;

-- One row per version; the working copy is the pending one. Content is visible to a reader who was admitted to this
-- version (`admitted`) and may see the bulletin's content now (`gate`), until it lapses; editors see it beyond that.
CREATE TABLE hub.bulletin_versions (
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  kind text NOT NULL,
  tlp text NOT NULL,
  urgency text NOT NULL,
  language text NOT NULL,
  title text NOT NULL,
  document_number text,
  handling text[] NOT NULL DEFAULT '{}',
  handling_note text,
  countries text[] NOT NULL DEFAULT '{}',
  potential_victims int,
  identified_victims int,
  citizenships text[] NOT NULL DEFAULT '{}',
  exploitation text[] NOT NULL DEFAULT '{}',
  means_of_control text[] NOT NULL DEFAULT '{}',
  prefectures text[] NOT NULL DEFAULT '{}',
  has_facts boolean NOT NULL DEFAULT false,
  audience jsonb NOT NULL,
  recipients_visible boolean NOT NULL DEFAULT false,
  acknowledge_by timestamptz,
  release_at timestamptz,
  expires_at timestamptz,
  person_at_risk jsonb,
  approver_ids uuid[] NOT NULL DEFAULT '{}',
  edited_by uuid[] NOT NULL,
  content_hash bytea NOT NULL,
  review_state text NOT NULL,
  submitted_by uuid,
  submitted_at timestamptz,
  returned_reason text,
  published_at timestamptz,
  published_by uuid,
  exception jsonb,
  title_words text[] NOT NULL DEFAULT '{}',
  words text[] NOT NULL DEFAULT '{}',
  admitted int[] NOT NULL,
  gate int[] NOT NULL,
  editors int[] NOT NULL,
  lapses_at timestamptz,
  CONSTRAINT bulletin_versions_pk PRIMARY KEY (bulletin_id, number),
  CONSTRAINT bulletin_versions_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT bulletin_versions_number_ck CHECK (number >= 1),
  CONSTRAINT bulletin_versions_counts_ck CHECK (potential_victims >= 0 AND identified_victims >= 0),
  CONSTRAINT bulletin_versions_review_ck CHECK (review_state IN ('EDITING','IN_REVIEW','APPROVED','PUBLISHED')),
  CONSTRAINT bulletin_versions_published_ck CHECK ((review_state = 'PUBLISHED') = (published_at IS NOT NULL))
);
CREATE INDEX bulletin_versions_release_ix ON hub.bulletin_versions (release_at) WHERE review_state = 'APPROVED';

CREATE TABLE hub.bulletin_sections (
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  section_id uuid NOT NULL,
  position int NOT NULL,
  heading text NOT NULL,
  body text NOT NULL,
  audience jsonb,
  words text[] NOT NULL DEFAULT '{}',
  admitted int[] NOT NULL,
  gate int[] NOT NULL,
  editors int[] NOT NULL,
  lapses_at timestamptz,
  CONSTRAINT bulletin_sections_pk PRIMARY KEY (bulletin_id, number, section_id),
  CONSTRAINT bulletin_sections_version_fk FOREIGN KEY (bulletin_id, number) REFERENCES hub.bulletin_versions (bulletin_id, number)
);

-- Approvals of the exact content (four eyes; or each step of the organisation's own route).
CREATE TABLE hub.bulletin_approvals (
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  content_hash bytea NOT NULL,
  step int NOT NULL,
  person_id uuid NOT NULL,
  as_stand_in boolean NOT NULL,
  approved_at timestamptz NOT NULL,
  CONSTRAINT bulletin_approvals_pk PRIMARY KEY (bulletin_id, number, content_hash, step),
  CONSTRAINT bulletin_approvals_version_fk FOREIGN KEY (bulletin_id, number) REFERENCES hub.bulletin_versions (bulletin_id, number),
  CONSTRAINT bulletin_approvals_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);

-- The newest answer of each receiving organisation.
CREATE TABLE hub.acknowledgements (
  bulletin_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  kind text NOT NULL,
  version int NOT NULL,
  person_id uuid NOT NULL,
  acknowledged_at timestamptz NOT NULL,
  CONSTRAINT acknowledgements_pk PRIMARY KEY (bulletin_id, organisation_id),
  CONSTRAINT acknowledgements_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT acknowledgements_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT acknowledgements_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT acknowledgements_kind_ck CHECK (kind IN ('RECEIVED','ACTING','UNABLE'))
);
CREATE INDEX acknowledgements_person_ix ON hub.acknowledgements (person_id);

-- Lists: one row per bulletin and principal who may know of it, newest first. Kept by hub.spread() alone.
CREATE TABLE hub.bulletin_reach (
  principal int NOT NULL,
  sort_at timestamptz NOT NULL,
  bulletin_id uuid NOT NULL,
  CONSTRAINT bulletin_reach_pk PRIMARY KEY (principal, sort_at, bulletin_id),
  CONSTRAINT bulletin_reach_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id)
);
CREATE INDEX bulletin_reach_bulletin_ix ON hub.bulletin_reach (bulletin_id);

-- A reader's own dense numbering: for this principal, edition `seen` began with version `number`.
CREATE TABLE hub.bulletin_editions (
  bulletin_id uuid NOT NULL,
  principal int NOT NULL,
  seen int NOT NULL,
  number int NOT NULL,
  CONSTRAINT bulletin_editions_pk PRIMARY KEY (bulletin_id, principal, seen),
  CONSTRAINT bulletin_editions_version_fk FOREIGN KEY (bulletin_id, number) REFERENCES hub.bulletin_versions (bulletin_id, number)
);

-- Search: hashes of (principal, month, word). What is hidden from a principal has no entry under it, so that it can be
-- neither found nor felt. Read by hub.find_bulletins() alone.
CREATE TABLE hub.bulletin_terms (
  bulletin_id uuid NOT NULL,
  month int NOT NULL,
  sort_at timestamptz NOT NULL,
  terms bigint[] NOT NULL,
  title_terms bigint[] NOT NULL,
  CONSTRAINT bulletin_terms_pk PRIMARY KEY (bulletin_id),
  CONSTRAINT bulletin_terms_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id)
);
CREATE INDEX bulletin_terms_ix ON hub.bulletin_terms USING gin (terms) WITH (fastupdate = off);
