-- How it goes with a mailbox, for coordinators; links by which a browser fetches a paper once; and how interpreters are reached is nobody's business once an edition is closed.

ALTER TABLE hub.meeting_mailboxes
  -- What alerts name it by: its id is made of where it is.
  ADD COLUMN handle uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN read_at timestamptz,
  -- How often in a row it could not be read, since when, why the last time; and whether coordinators were told.
  ADD COLUMN failures int NOT NULL DEFAULT 0,
  ADD COLUMN failing_since timestamptz,
  ADD COLUMN failure text,
  ADD COLUMN alarmed boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT meeting_mailboxes_failure_ck CHECK (failure IN ('UNREACHABLE', 'REFUSED', 'INTERRUPTED')),
  ADD CONSTRAINT meeting_mailboxes_failing_ck CHECK ((failures = 0) = (failing_since IS NULL) AND (failures = 0) = (failure IS NULL));
GRANT UPDATE (read_at, failures, failing_since, failure, alarmed) ON hub.meeting_mailboxes TO hub_app;
CREATE POLICY meeting_mailboxes_read_coordinator ON hub.meeting_mailboxes FOR SELECT TO hub_app USING ((SELECT hub.coordinates()));

-- As an edition closes, on a coordinator's word.
CREATE FUNCTION hub.forget_interpreter_contacts(p_edition uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.person() IS NULL OR NOT hub.coordinates() THEN RAISE EXCEPTION 'not the meeting''s coordinator'; END IF;
  UPDATE hub.meeting_interpreter_contacts SET contact = '' WHERE edition_id = p_edition AND contact <> '';
END $$;
GRANT UPDATE (contact) ON hub.meeting_interpreter_contacts TO hub_authority;
DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.forget_interpreter_contacts OWNER TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.forget_interpreter_contacts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.forget_interpreter_contacts TO hub_app;

-- Links by which a browser fetches a paper once, as hub.attachment_tickets are for files: which paper, the link itself says. Whoever makes another clears away his old ones.
CREATE TABLE hub.meeting_paper_tickets (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  edition_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT meeting_paper_tickets_pk PRIMARY KEY (id),
  CONSTRAINT meeting_paper_tickets_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT meeting_paper_tickets_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id)
);
CREATE INDEX meeting_paper_tickets_person_ix ON hub.meeting_paper_tickets (person_id);
ALTER TABLE hub.meeting_paper_tickets ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.meeting_paper_tickets FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON hub.meeting_paper_tickets TO hub_app;
CREATE POLICY meeting_paper_tickets_read ON hub.meeting_paper_tickets FOR SELECT TO hub_app USING (person_id = (SELECT hub.person()));
CREATE POLICY meeting_paper_tickets_add ON hub.meeting_paper_tickets FOR INSERT TO hub_app WITH CHECK (person_id = (SELECT hub.person()) AND hub.attends(edition_id));
CREATE POLICY meeting_paper_tickets_change ON hub.meeting_paper_tickets FOR UPDATE TO hub_app USING (person_id = (SELECT hub.person()));
CREATE POLICY meeting_paper_tickets_forget ON hub.meeting_paper_tickets FOR DELETE TO hub_app USING (person_id = (SELECT hub.person()));
