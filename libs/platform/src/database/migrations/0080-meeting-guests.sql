-- Delegates whom the holder of a personal link names for the organisation that he speaks for, and that it sends nobody.

ALTER TABLE hub.meeting_delegates
  ADD COLUMN link_id uuid,
  ALTER COLUMN created_by DROP NOT NULL,
  ADD CONSTRAINT meeting_delegates_link_fk FOREIGN KEY (link_id) REFERENCES hub.meeting_links (id),
  ADD CONSTRAINT meeting_delegates_by_ck CHECK (num_nonnulls(created_by, link_id) = 1);
ALTER TABLE hub.meeting_delegations
  ADD COLUMN link_id uuid,
  ALTER COLUMN answered_by DROP NOT NULL,
  ADD CONSTRAINT meeting_delegations_link_fk FOREIGN KEY (link_id) REFERENCES hub.meeting_links (id),
  ADD CONSTRAINT meeting_delegations_by_ck CHECK (num_nonnulls(answered_by, link_id) = 1);
GRANT UPDATE (link_id) ON hub.meeting_delegations TO hub_app;

-- For the worker: whether a link speaks for an organisation in an edition, at this instant.
CREATE FUNCTION hub.link_speaks(p_link uuid, p_edition uuid, p_organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.realm() = 'worker' AND EXISTS (SELECT FROM hub.meeting_links l JOIN hub.meeting_parties p ON p.edition_id = l.edition_id AND p.organisation_id = l.organisation_id
    WHERE l.id = p_link AND l.edition_id = p_edition AND l.organisation_id = p_organisation AND l.revoked_at IS NULL AND l.expires_at > hub.instant())
$$;

-- The same: whether the organisation that the link speaks for sends nobody. Whatever was answered before is answered anew.
CREATE FUNCTION hub.answer_invitation_by_link(p_link uuid, p_edition uuid, p_organisation uuid, p_nobody boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT hub.link_speaks(p_link, p_edition, p_organisation) THEN RAISE EXCEPTION 'not the worker, or not by this link'; END IF;
  INSERT INTO hub.meeting_delegations (edition_id, organisation_id, sends_nobody, answered_at, answered_by, link_id) VALUES (p_edition, p_organisation, p_nobody, hub.instant(), NULL, p_link)
  ON CONFLICT ON CONSTRAINT meeting_delegations_pk DO UPDATE SET sends_nobody = p_nobody, answered_at = hub.instant(), answered_by = NULL, link_id = p_link;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['link_speaks', 'answer_invitation_by_link'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;

-- Whoever is signed in names as himself; by a link the worker alone does, for the organisation that the link speaks for.
ALTER POLICY meeting_delegates_add ON hub.meeting_delegates WITH CHECK (hub.names_delegates(organisation_id) AND link_id IS NULL
  AND EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = meeting_delegates.edition_id AND p.organisation_id = meeting_delegates.organisation_id));
CREATE POLICY meeting_delegates_add_by_link ON hub.meeting_delegates FOR INSERT TO hub_app WITH CHECK (hub.link_speaks(link_id, edition_id, organisation_id));
CREATE POLICY meeting_delegate_details_add_by_link ON hub.meeting_delegate_details FOR INSERT TO hub_app WITH CHECK (
  EXISTS (SELECT FROM hub.meeting_delegates d WHERE d.id = meeting_delegate_details.delegate_id AND d.organisation_id = meeting_delegate_details.organisation_id AND d.edition_id = meeting_delegate_details.edition_id
    AND hub.link_speaks(d.link_id, d.edition_id, d.organisation_id)));
ALTER POLICY meeting_delegations_add ON hub.meeting_delegations WITH CHECK (hub.names_delegates(organisation_id) AND link_id IS NULL
  AND EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = meeting_delegations.edition_id AND p.organisation_id = meeting_delegations.organisation_id));
ALTER POLICY meeting_delegations_change ON hub.meeting_delegations WITH CHECK (link_id IS NULL);
CREATE POLICY meeting_delegations_read_worker ON hub.meeting_delegations FOR SELECT TO hub_app USING ((SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_delegations_by_link ON hub.meeting_delegations TO hub_authority USING (true) WITH CHECK (true);
GRANT INSERT, UPDATE (sends_nobody, answered_at, answered_by, link_id) ON hub.meeting_delegations TO hub_authority;

-- A mailbox from which mail is taken in: how far it was read, and which hub is at it. `id`: SHA-256 of server, user and folder.
CREATE TABLE hub.meeting_mailboxes (
  id text NOT NULL,
  -- RFC 9051, 2.3.1.1: the number under which UIDs mean anything, and the last one that was taken.
  uid_validity bigint NOT NULL DEFAULT 0,
  last_uid bigint NOT NULL DEFAULT 0,
  -- One who vanished loses it.
  claim uuid,
  claimed_until timestamptz,
  CONSTRAINT meeting_mailboxes_pk PRIMARY KEY (id)
);
ALTER TABLE hub.meeting_mailboxes ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.meeting_mailboxes FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (uid_validity, last_uid, claim, claimed_until) ON hub.meeting_mailboxes TO hub_app;
CREATE POLICY meeting_mailboxes_read ON hub.meeting_mailboxes FOR SELECT TO hub_app USING ((SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_mailboxes_add ON hub.meeting_mailboxes FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_mailboxes_change ON hub.meeting_mailboxes FOR UPDATE TO hub_app USING ((SELECT hub.realm()) = 'worker');

-- SHA-256 of a mail's Message-ID and of what follows its header: the same mail, delivered twice or handed over as well, is kept for a reason once. Who makes up
-- another's Message-ID keeps nothing out by it that is taken, or kept for another reason.
ALTER TABLE hub.meeting_inbox ADD COLUMN copy bytea;
CREATE UNIQUE INDEX meeting_inbox_copy_uq ON hub.meeting_inbox (copy, because) WHERE because IS NOT NULL;
