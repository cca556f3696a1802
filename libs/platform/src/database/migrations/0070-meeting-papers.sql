-- The letter by which the parties are invited: its official number and date, and who sends it. The rest of it is said by the edition.

CREATE TABLE hub.meeting_letters (
  edition_id uuid NOT NULL,
  document_number text NOT NULL,
  dated_on date NOT NULL,
  era text NOT NULL,
  sender jsonb NOT NULL,
  revision int NOT NULL DEFAULT 1,
  at timestamptz NOT NULL,
  by_id uuid NOT NULL,
  CONSTRAINT meeting_letters_pk PRIMARY KEY (edition_id),
  CONSTRAINT meeting_letters_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_letters_by_fk FOREIGN KEY (by_id) REFERENCES hub.persons (id),
  CONSTRAINT meeting_letters_era_ck CHECK (era IN ('JAPANESE', 'WESTERN'))
);

ALTER TABLE hub.meeting_letters ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.meeting_letters FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE (document_number, dated_on, era, sender, revision, at, by_id) ON hub.meeting_letters TO hub_app;
CREATE POLICY meeting_letters_read ON hub.meeting_letters FOR SELECT TO hub_app USING (hub.attends(edition_id));
CREATE POLICY meeting_letters_add ON hub.meeting_letters FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()) AND by_id = (SELECT hub.person()));
CREATE POLICY meeting_letters_change ON hub.meeting_letters FOR UPDATE TO hub_app USING ((SELECT hub.coordinates())) WITH CHECK (by_id = (SELECT hub.person()));
