-- Row security on every table that belongs to somebody, FORCEd on its owner too. A setting that isn't there is nobody.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'hub' AND tablename <> 'schema_migrations' LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA hub TO hub_app, hub_authority;
GRANT USAGE ON SEQUENCE hub.principal_numbers TO hub_app;

-- What decides about access must see who there is; of bulletins only what `disclose`, `spread` and search need.
GRANT SELECT ON hub.sessions, hub.persons, hub.organisations, hub.access_state, hub.bulletins, hub.bulletin_versions,
  hub.bulletin_sections TO hub_authority;
GRANT UPDATE (epoch) ON hub.access_state TO hub_authority;
GRANT INSERT, SELECT ON hub.ledger_entries TO hub_authority;
GRANT SELECT, INSERT, UPDATE, DELETE ON hub.bulletin_reach, hub.bulletin_editions, hub.bulletin_terms TO hub_authority;
GRANT UPDATE (gate, lapses_at) ON hub.bulletin_versions, hub.bulletin_sections TO hub_authority;
GRANT INSERT ON hub.bulletin_sections TO hub_authority;
CREATE POLICY sessions_authority ON hub.sessions FOR SELECT TO hub_authority USING (true);
CREATE POLICY persons_authority ON hub.persons FOR SELECT TO hub_authority USING (true);
CREATE POLICY organisations_authority ON hub.organisations FOR SELECT TO hub_authority USING (true);
CREATE POLICY access_state_authority ON hub.access_state TO hub_authority USING (true);
CREATE POLICY ledger_entries_authority ON hub.ledger_entries FOR INSERT TO hub_authority WITH CHECK (true);
CREATE POLICY bulletins_authority ON hub.bulletins FOR SELECT TO hub_authority USING (true);
CREATE POLICY bulletin_versions_authority ON hub.bulletin_versions TO hub_authority USING (true) WITH CHECK (true);
CREATE POLICY bulletin_sections_authority ON hub.bulletin_sections TO hub_authority USING (true) WITH CHECK (true);
CREATE POLICY bulletin_reach_authority ON hub.bulletin_reach TO hub_authority USING (true) WITH CHECK (true);
CREATE POLICY bulletin_editions_authority ON hub.bulletin_editions TO hub_authority USING (true) WITH CHECK (true);
CREATE POLICY bulletin_terms_authority ON hub.bulletin_terms TO hub_authority USING (true) WITH CHECK (true);

-- parties ---------------------------------------------------------------------------------------------------------
GRANT SELECT, INSERT, UPDATE ON hub.organisations, hub.persons, hub.person_cards TO hub_app;
GRANT SELECT, INSERT, UPDATE ON hub.circles TO hub_app;
GRANT SELECT, INSERT, DELETE ON hub.circle_members TO hub_app;
GRANT SELECT, INSERT, DELETE ON hub.approval_steps TO hub_app;

-- Whoever is signed in knows the parties; the public knows who published something public.
CREATE POLICY organisations_read ON hub.organisations FOR SELECT TO hub_app USING (
  (SELECT hub.person()) IS NOT NULL OR (SELECT hub.realm()) IN ('identity', 'worker', 'setup')
  OR EXISTS (SELECT FROM hub.bulletins b WHERE b.originator_id = organisations.id));
CREATE POLICY organisations_onboard ON hub.organisations FOR INSERT TO hub_app WITH CHECK (
  'COORDINATOR' = ANY ((SELECT hub.roles())::text[]) OR (SELECT hub.realm()) = 'setup');
CREATE POLICY organisations_change ON hub.organisations FOR UPDATE TO hub_app USING (
  (id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]))
  OR 'COORDINATOR' = ANY ((SELECT hub.roles())::text[]) OR (SELECT hub.realm()) IN ('identity', 'setup'));

-- Persons: one's own organisation's only. What others may see of them is the card.
CREATE POLICY persons_read ON hub.persons FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) OR (SELECT hub.realm()) IN ('identity', 'setup'));
CREATE POLICY persons_add ON hub.persons FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) IN ('identity', 'setup'));
CREATE POLICY persons_change ON hub.persons FOR UPDATE TO hub_app USING (
  (organisation_id = (SELECT hub.organisation())
    AND (id = (SELECT hub.person()) OR 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[])))
  OR (SELECT hub.realm()) IN ('identity', 'setup'));

CREATE POLICY person_cards_read ON hub.person_cards FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) OR (SELECT hub.realm()) IN ('identity', 'setup')
  OR (contact AND (SELECT hub.person()) IS NOT NULL)
  OR EXISTS (SELECT FROM hub.acknowledgements a WHERE a.person_id = person_cards.person_id));
CREATE POLICY person_cards_add ON hub.person_cards FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) IN ('identity', 'setup'));
CREATE POLICY person_cards_change ON hub.person_cards FOR UPDATE TO hub_app USING (
  (organisation_id = (SELECT hub.organisation())
    AND (person_id = (SELECT hub.person()) OR 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[])))
  OR (SELECT hub.realm()) IN ('identity', 'setup'));

CREATE POLICY circles_read ON hub.circles FOR SELECT TO hub_app USING (
  (SELECT hub.person()) IS NOT NULL OR (SELECT hub.realm()) IN ('worker', 'setup'));
CREATE POLICY circles_add ON hub.circles FOR INSERT TO hub_app WITH CHECK (
  'COORDINATOR' = ANY ((SELECT hub.roles())::text[]) OR (SELECT hub.realm()) = 'setup');
CREATE POLICY circles_change ON hub.circles FOR UPDATE TO hub_app USING ('COORDINATOR' = ANY ((SELECT hub.roles())::text[]));
CREATE POLICY circle_members_read ON hub.circle_members FOR SELECT TO hub_app USING (
  (SELECT hub.person()) IS NOT NULL OR (SELECT hub.realm()) IN ('worker', 'setup'));
CREATE POLICY circle_members_add ON hub.circle_members FOR INSERT TO hub_app WITH CHECK (
  'COORDINATOR' = ANY ((SELECT hub.roles())::text[]) OR (SELECT hub.realm()) = 'setup');
CREATE POLICY circle_members_remove ON hub.circle_members FOR DELETE TO hub_app USING (
  'COORDINATOR' = ANY ((SELECT hub.roles())::text[]));

CREATE POLICY approval_steps_read ON hub.approval_steps FOR SELECT TO hub_app USING (organisation_id = (SELECT hub.organisation()));
CREATE POLICY approval_steps_add ON hub.approval_steps FOR INSERT TO hub_app WITH CHECK (
  (organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]))
  OR (SELECT hub.realm()) = 'setup');
CREATE POLICY approval_steps_remove ON hub.approval_steps FOR DELETE TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]));

-- identity: the sign-in's own tables are open to its realm only ---------------------------------------------------
GRANT SELECT, INSERT, UPDATE, DELETE ON hub.credentials, hub.totp_factors, hub.recovery_codes, hub.devices, hub.attempts TO hub_app;
GRANT SELECT, INSERT, UPDATE ON hub.sessions, hub.refresh_tokens, hub.invitations, hub.account_recoveries TO hub_app;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['credentials','totp_factors','recovery_codes','devices','attempts','sessions','refresh_tokens',
                           'invitations','account_recoveries'] LOOP
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_app USING ((SELECT hub.realm()) = ''identity'') WITH CHECK ((SELECT hub.realm()) = ''identity'')',
                   t || '_identity', t);
  END LOOP;
END $$;
CREATE POLICY credentials_setup ON hub.credentials FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) = 'setup');

-- ledger, outbox, idempotency --------------------------------------------------------------------------------------
GRANT INSERT, SELECT ON hub.ledger_entries, hub.outbox_events TO hub_app;
GRANT SELECT ON hub.access_state TO hub_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON hub.idempotency_keys TO hub_app;
CREATE POLICY ledger_entries_add ON hub.ledger_entries FOR INSERT TO hub_app WITH CHECK (true);
-- One's own acts. Views of an organisation's and an originator's records come with the audit trail.
CREATE POLICY ledger_entries_read ON hub.ledger_entries FOR SELECT TO hub_app USING (
  holder_id = (SELECT hub.organisation()) AND person_id = (SELECT hub.person()));
CREATE POLICY outbox_events_add ON hub.outbox_events FOR INSERT TO hub_app WITH CHECK (true);
CREATE POLICY outbox_events_read ON hub.outbox_events FOR SELECT TO hub_app USING ((SELECT hub.realm()) = 'worker');
CREATE POLICY access_state_read ON hub.access_state FOR SELECT TO hub_app USING (true);
CREATE POLICY idempotency_keys_own ON hub.idempotency_keys TO hub_app
  USING (person_id = (SELECT hub.person()) OR (SELECT hub.realm()) = 'worker')
  WITH CHECK (person_id = (SELECT hub.person()));

-- bulletins --------------------------------------------------------------------------------------------------------
GRANT SELECT, INSERT, UPDATE ON hub.bulletins, hub.bulletin_versions, hub.acknowledgements TO hub_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON hub.bulletin_sections TO hub_app;
GRANT SELECT, INSERT ON hub.bulletin_approvals TO hub_app;
GRANT SELECT ON hub.bulletin_reach, hub.bulletin_editions TO hub_app;

-- The envelope: whoever is among its readers now.
CREATE POLICY bulletins_read ON hub.bulletins FOR SELECT TO hub_app USING (readers && (SELECT hub.principals())::int[]);
CREATE POLICY bulletins_add ON hub.bulletins FOR INSERT TO hub_app WITH CHECK (
  originator_id = (SELECT hub.organisation()) AND author_id = (SELECT hub.person())
  AND 'OFFICER' = ANY ((SELECT hub.roles())::text[]));
CREATE POLICY bulletins_change ON hub.bulletins FOR UPDATE TO hub_app
  USING (editors && (SELECT hub.principals())::int[] AND originator_id = (SELECT hub.organisation()))
  WITH CHECK (originator_id = (SELECT hub.organisation()));
-- Content: admitted to this version, and to the bulletin's content now, until it lapses; editors beyond that.
CREATE POLICY bulletin_versions_read ON hub.bulletin_versions FOR SELECT TO hub_app USING (
  admitted && (SELECT hub.principals())::int[] AND gate && (SELECT hub.principals())::int[]
  AND (lapses_at IS NULL OR lapses_at > (SELECT hub.instant()) OR editors && (SELECT hub.principals())::int[]));
CREATE POLICY bulletin_versions_add ON hub.bulletin_versions FOR INSERT TO hub_app WITH CHECK (
  editors && (SELECT hub.principals())::int[] AND EXISTS (
  SELECT FROM hub.bulletins b WHERE b.id = bulletin_versions.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));
CREATE POLICY bulletin_versions_change ON hub.bulletin_versions FOR UPDATE TO hub_app
  USING (editors && (SELECT hub.principals())::int[] AND review_state <> 'PUBLISHED')
  WITH CHECK (editors && (SELECT hub.principals())::int[]);
CREATE POLICY bulletin_sections_read ON hub.bulletin_sections FOR SELECT TO hub_app USING (
  admitted && (SELECT hub.principals())::int[] AND gate && (SELECT hub.principals())::int[]
  AND (lapses_at IS NULL OR lapses_at > (SELECT hub.instant()) OR editors && (SELECT hub.principals())::int[]));
CREATE POLICY bulletin_sections_add ON hub.bulletin_sections FOR INSERT TO hub_app WITH CHECK (
  editors && (SELECT hub.principals())::int[] AND EXISTS (SELECT FROM hub.bulletin_versions v
    WHERE v.bulletin_id = bulletin_sections.bulletin_id AND v.number = bulletin_sections.number
      AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));
CREATE POLICY bulletin_sections_change ON hub.bulletin_sections FOR UPDATE TO hub_app USING (
  editors && (SELECT hub.principals())::int[] AND EXISTS (SELECT FROM hub.bulletin_versions v
    WHERE v.bulletin_id = bulletin_sections.bulletin_id AND v.number = bulletin_sections.number
      AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));
CREATE POLICY bulletin_sections_remove ON hub.bulletin_sections FOR DELETE TO hub_app USING (
  editors && (SELECT hub.principals())::int[] AND EXISTS (SELECT FROM hub.bulletin_versions v
    WHERE v.bulletin_id = bulletin_sections.bulletin_id AND v.number = bulletin_sections.number
      AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));

-- An approval is read by editors, and given by one of them in his own name.
CREATE POLICY bulletin_approvals_read ON hub.bulletin_approvals FOR SELECT TO hub_app USING (EXISTS (
  SELECT FROM hub.bulletins b WHERE b.id = bulletin_approvals.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));
CREATE POLICY bulletin_approvals_add ON hub.bulletin_approvals FOR INSERT TO hub_app WITH CHECK (
  person_id = (SELECT hub.person()) AND EXISTS (
  SELECT FROM hub.bulletins b WHERE b.id = bulletin_approvals.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));

-- An acknowledgement is known to the organisation that gave it and to the bulletin's editors.
CREATE POLICY acknowledgements_read ON hub.acknowledgements FOR SELECT TO hub_app USING (EXISTS (
  SELECT FROM hub.bulletins b WHERE b.id = acknowledgements.bulletin_id
    AND (acknowledgements.organisation_id = (SELECT hub.organisation()) OR b.editors && (SELECT hub.principals())::int[])));
-- It is given by a person with a reading role of another organisation than the originator, in his own name.
CREATE POLICY acknowledgements_add ON hub.acknowledgements FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND person_id = (SELECT hub.person())
  AND (SELECT hub.roles())::text[] && ARRAY['READER','OFFICER','CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = acknowledgements.bulletin_id AND b.originator_id <> acknowledgements.organisation_id));
CREATE POLICY acknowledgements_change ON hub.acknowledgements FOR UPDATE TO hub_app
  USING (organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['READER','OFFICER','CONTACT_POINT']
    AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = acknowledgements.bulletin_id))
  WITH CHECK (organisation_id = (SELECT hub.organisation()) AND person_id = (SELECT hub.person()));

CREATE POLICY bulletin_reach_read ON hub.bulletin_reach FOR SELECT TO hub_app USING (principal = ANY ((SELECT hub.principals())::int[]));
CREATE POLICY bulletin_editions_read ON hub.bulletin_editions FOR SELECT TO hub_app USING (principal = ANY ((SELECT hub.principals())::int[]));
