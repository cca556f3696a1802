-- The disclosure ledger and the record of acts: one row per holder (the acting organisation, and each originator touched).
-- Inserted unsealed and without a shared lock; the application can neither change nor delete a row.
CREATE TABLE hub.ledger_entries (
  id uuid NOT NULL,
  act_id uuid NOT NULL,
  holder_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  action text NOT NULL,
  person_id uuid,
  organisation_id uuid,
  subject_id uuid,
  detail jsonb NOT NULL,
  CONSTRAINT ledger_entries_pk PRIMARY KEY (id)
)
-- Ids hardly compress; trying to took a seventh of the time of an entry.
WITH (toast_tuple_target = 8160);
CREATE INDEX ledger_entries_holder_ix ON hub.ledger_entries (holder_id, occurred_at DESC, id DESC);

-- One number for the whole hub that moves whenever something is taken from somebody. A read that began and ended under
-- the same number needs no closer look before it is released.
CREATE TABLE hub.access_state (
  singleton boolean NOT NULL DEFAULT true,
  epoch bigint NOT NULL DEFAULT 1,
  CONSTRAINT access_state_pk PRIMARY KEY (singleton),
  CONSTRAINT access_state_singleton_ck CHECK (singleton)
);
INSERT INTO hub.access_state DEFAULT VALUES;

-- What has happened, written in the transaction of the change itself.
CREATE TABLE hub.outbox_events (
  id uuid NOT NULL,
  type text NOT NULL,
  subject_id uuid NOT NULL,
  payload jsonb NOT NULL,
  occurred_at timestamptz NOT NULL,
  CONSTRAINT outbox_events_pk PRIMARY KEY (id)
);

-- Mutations that took effect under an Idempotency-Key: only the ids of the result are kept.
CREATE TABLE hub.idempotency_keys (
  person_id uuid NOT NULL,
  key text NOT NULL,
  path text NOT NULL,
  body_hash bytea NOT NULL,
  result jsonb,
  created_at timestamptz NOT NULL,
  CONSTRAINT idempotency_keys_pk PRIMARY KEY (person_id, key, path)
);
CREATE INDEX idempotency_keys_created_ix ON hub.idempotency_keys (created_at);
