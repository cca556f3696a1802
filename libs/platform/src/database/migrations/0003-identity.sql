CREATE TABLE hub.credentials (
  person_id uuid NOT NULL,
  password_hash text NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT credentials_pk PRIMARY KEY (person_id),
  CONSTRAINT credentials_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);

CREATE TABLE hub.totp_factors (
  person_id uuid NOT NULL,
  secret bytea NOT NULL,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0,
  CONSTRAINT totp_factors_pk PRIMARY KEY (person_id),
  CONSTRAINT totp_factors_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);
CREATE TABLE hub.recovery_codes (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  used_at timestamptz,
  CONSTRAINT recovery_codes_pk PRIMARY KEY (id),
  CONSTRAINT recovery_codes_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);
CREATE INDEX recovery_codes_person_ix ON hub.recovery_codes (person_id);

CREATE TABLE hub.sessions (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text,
  CONSTRAINT sessions_pk PRIMARY KEY (id),
  CONSTRAINT sessions_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);
CREATE INDEX sessions_person_ix ON hub.sessions (person_id) WHERE ended_at IS NULL;

-- One session is one family of refresh tokens; each is good once.
CREATE TABLE hub.refresh_tokens (
  token_hash bytea NOT NULL,
  session_id uuid NOT NULL,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT refresh_tokens_pk PRIMARY KEY (token_hash),
  CONSTRAINT refresh_tokens_session_fk FOREIGN KEY (session_id) REFERENCES hub.sessions (id)
);
CREATE INDEX refresh_tokens_session_ix ON hub.refresh_tokens (session_id);

-- A device that has signed in before is counted apart, so that guessing from outside can't lock it out.
CREATE TABLE hub.devices (
  token_hash bytea NOT NULL,
  person_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT devices_pk PRIMARY KEY (token_hash),
  CONSTRAINT devices_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);
CREATE INDEX devices_person_ix ON hub.devices (person_id);

-- Attempts by bucket (a keyed hash of account, address or device: nobody's address is kept) and window.
CREATE TABLE hub.attempts (
  bucket bytea NOT NULL,
  window_start timestamptz NOT NULL,
  count int NOT NULL,
  CONSTRAINT attempts_pk PRIMARY KEY (bucket, window_start)
);
CREATE INDEX attempts_window_ix ON hub.attempts (window_start);

-- An invitation is for a person of the inviter's organisation, or, by a coordinator, for a whole organisation.
CREATE TABLE hub.invitations (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  organisation_id uuid NOT NULL,
  invited_by uuid NOT NULL,
  email text NOT NULL,
  roles text[] NOT NULL,
  language text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT invitations_pk PRIMARY KEY (id),
  CONSTRAINT invitations_token_uq UNIQUE (token_hash),
  CONSTRAINT invitations_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT invitations_invited_by_fk FOREIGN KEY (invited_by) REFERENCES hub.persons (id)
);
CREATE INDEX invitations_organisation_ix ON hub.invitations (organisation_id);

-- Recovery of an account needs two people; the code works only after the second.
CREATE TABLE hub.account_recoveries (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  requested_by uuid NOT NULL,
  requested_at timestamptz NOT NULL,
  approved_by uuid,
  approved_at timestamptz,
  token_hash bytea,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT account_recoveries_pk PRIMARY KEY (id),
  CONSTRAINT account_recoveries_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT account_recoveries_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT account_recoveries_requested_by_fk FOREIGN KEY (requested_by) REFERENCES hub.persons (id),
  CONSTRAINT account_recoveries_approved_by_fk FOREIGN KEY (approved_by) REFERENCES hub.persons (id),
  CONSTRAINT account_recoveries_two_people_ck CHECK (approved_by <> requested_by AND person_id <> requested_by AND person_id <> approved_by)
);
CREATE INDEX account_recoveries_organisation_ix ON hub.account_recoveries (organisation_id);
