-- Release to somebody outside the hub: one view, once, at a secret address, opened by a code that is given by telephone.

-- Bound to the version that was approved for it: what is revised, narrowed, withdrawn or has expired since does not open.
CREATE TABLE hub.outside_releases (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  originator_id uuid NOT NULL,
  number int NOT NULL,
  content_hash bytea NOT NULL,
  section_ids uuid[] NOT NULL,
  reader_name text NOT NULL,
  reader_organisation text NOT NULL,
  purpose text NOT NULL,
  safety_check text,
  expires_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'PROPOSED',
  revision int NOT NULL DEFAULT 1,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  approved_by uuid,
  approved_at timestamptz,
  -- SHA-256 of the address's 256 random bits; Argon2id of the code under a key of the hub.
  address_hash bytea,
  code_hash text,
  attempts int NOT NULL DEFAULT 0,
  opened_at timestamptz,
  revoked_by uuid,
  revoked_at timestamptz,
  CONSTRAINT outside_releases_pk PRIMARY KEY (id),
  CONSTRAINT outside_releases_version_fk FOREIGN KEY (bulletin_id, number) REFERENCES hub.bulletin_versions (bulletin_id, number),
  CONSTRAINT outside_releases_originator_fk FOREIGN KEY (originator_id) REFERENCES hub.organisations (id),
  CONSTRAINT outside_releases_proposed_by_fk FOREIGN KEY (proposed_by) REFERENCES hub.persons (id),
  CONSTRAINT outside_releases_approved_by_fk FOREIGN KEY (approved_by) REFERENCES hub.persons (id),
  CONSTRAINT outside_releases_revoked_by_fk FOREIGN KEY (revoked_by) REFERENCES hub.persons (id),
  CONSTRAINT outside_releases_address_uq UNIQUE (address_hash),
  CONSTRAINT outside_releases_state_ck CHECK (state IN ('PROPOSED', 'READY', 'OPENED', 'REVOKED')),
  -- Four eyes.
  CONSTRAINT outside_releases_approved_ck CHECK (approved_by <> proposed_by AND num_nonnulls(approved_by, approved_at, address_hash, code_hash) IN (0, 4)
    AND (state NOT IN ('READY', 'OPENED') OR approved_by IS NOT NULL)),
  CONSTRAINT outside_releases_opened_ck CHECK ((state = 'OPENED') = (opened_at IS NOT NULL)),
  CONSTRAINT outside_releases_attempts_ck CHECK (attempts BETWEEN 0 AND 5)
);
CREATE INDEX outside_releases_bulletin_ix ON hub.outside_releases (bulletin_id, proposed_at DESC, id DESC);
ALTER TABLE hub.outside_releases ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.outside_releases FORCE ROW LEVEL SECURITY;
GRANT SELECT, UPDATE (state, attempts, opened_at, revision) ON hub.outside_releases TO hub_authority;
CREATE POLICY outside_releases_authority ON hub.outside_releases TO hub_authority USING (true) WITH CHECK (true);

-- For the bulletin's editors alone.
GRANT SELECT, INSERT, UPDATE (state, revision, approved_by, approved_at, address_hash, code_hash, revoked_by, revoked_at) ON hub.outside_releases TO hub_app;
CREATE POLICY outside_releases_read ON hub.outside_releases FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.bulletins b WHERE b.id = outside_releases.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));
CREATE POLICY outside_releases_propose ON hub.outside_releases FOR INSERT TO hub_app WITH CHECK (
  proposed_by = (SELECT hub.person()) AND originator_id = (SELECT hub.organisation()) AND state = 'PROPOSED' AND approved_by IS NULL
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = outside_releases.bulletin_id AND b.editors && (SELECT hub.principals())::int[] AND b.tlp NOT IN ('RED', 'AMBER_STRICT')));
-- A second person approves, in his own name; either of them, or a colleague, revokes. Nobody opens it for the reader.
CREATE POLICY outside_releases_change ON hub.outside_releases FOR UPDATE TO hub_app
  USING (state IN ('PROPOSED', 'READY') AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = outside_releases.bulletin_id AND b.editors && (SELECT hub.principals())::int[]))
  WITH CHECK (state = 'READY' AND approved_by = (SELECT hub.person()) OR state = 'REVOKED' AND revoked_by = (SELECT hub.person()));

-- For the worker, on behalf of a reader outside. Counts an attempt before anything is compared; the code's hash where the address is good yet.
CREATE FUNCTION hub.try_outside_release(p_address bytea, p_instant timestamptz) RETURNS TABLE (id uuid, code_hash text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY UPDATE hub.outside_releases o SET attempts = o.attempts + 1
  WHERE o.address_hash = p_address AND o.state = 'READY' AND o.expires_at > p_instant AND o.attempts < 5 RETURNING o.id, o.code_hash;
END $$;

-- Ends it by its first opening, where the bulletin is as it was approved. Whoever gets a row is the one who opened it.
CREATE FUNCTION hub.open_outside_release(p_id uuid, p_instant timestamptz) RETURNS TABLE (bulletin_id uuid, originator_id uuid, officers int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY UPDATE hub.outside_releases o SET state = 'OPENED', opened_at = p_instant, revision = o.revision + 1
  FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number JOIN hub.organisations g ON g.id = b.originator_id
  WHERE o.id = p_id AND o.state = 'READY' AND o.expires_at > p_instant AND b.id = o.bulletin_id AND b.state = 'PUBLISHED' AND b.tlp NOT IN ('RED', 'AMBER_STRICT')
    AND (b.expires_at IS NULL OR b.expires_at > p_instant) AND v.number = o.number AND v.content_hash = o.content_hash AND g.suspended_at IS NULL
  RETURNING o.bulletin_id, o.originator_id, g.officer_principal;
END $$;

-- What is shown at that opening, with the hub's access epoch from before it was read: nothing where the bulletin is another one by now.
CREATE FUNCTION hub.outside_content(p_id uuid, p_opened timestamptz, p_instant timestamptz) RETURNS TABLE (epoch bigint, content json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT x.epoch, json_build_object('bulletinId', b.id, 'originatorId', b.originator_id, 'originator', g.names, 'number', v.number, 'accessEpoch', b.access_epoch, 'reference', b.reference,
    'tlp', v.tlp, 'title', v.title, 'language', v.language, 'handling', v.handling, 'handlingNote', v.handling_note, 'reader', o.reader_name, 'organisation', o.reader_organisation,
    'purpose', o.purpose, 'sections', coalesce((
      SELECT json_agg(json_build_object('id', s.section_id, 'heading', s.heading, 'body', s.body) ORDER BY s.position, s.section_id)
      FROM hub.bulletin_sections s WHERE s.bulletin_id = b.id AND s.number = v.number AND s.section_id = ANY (o.section_ids)), '[]'))
  FROM hub.outside_releases o JOIN hub.bulletins b ON b.id = o.bulletin_id JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
  JOIN hub.organisations g ON g.id = b.originator_id CROSS JOIN hub.access_state x
  WHERE o.id = p_id AND o.state = 'OPENED' AND o.opened_at = p_opened AND b.state = 'PUBLISHED' AND b.tlp NOT IN ('RED', 'AMBER_STRICT')
    AND (b.expires_at IS NULL OR b.expires_at > p_instant) AND v.number = o.number AND v.content_hash = o.content_hash;
END $$;

-- Whether an organisation's sending ministry counts as itself: whoever gives it something may take that as said. Known to all who are signed in.
-- With TLP:RED and AMBER+STRICT it never does.
CREATE TABLE hub.organisation_terms (
  organisation_id uuid NOT NULL,
  ministry_counts boolean NOT NULL,
  ministry text,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  revision int NOT NULL,
  CONSTRAINT organisation_terms_pk PRIMARY KEY (organisation_id),
  CONSTRAINT organisation_terms_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT organisation_terms_set_by_fk FOREIGN KEY (set_by) REFERENCES hub.persons (id),
  CONSTRAINT organisation_terms_ministry_ck CHECK (NOT ministry_counts OR ministry IS NOT NULL)
);
ALTER TABLE hub.organisation_terms ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.organisation_terms FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (ministry_counts, ministry, set_by, set_at, revision) ON hub.organisation_terms TO hub_app;
CREATE POLICY organisation_terms_read ON hub.organisation_terms FOR SELECT TO hub_app USING ((SELECT hub.person()) IS NOT NULL);
CREATE POLICY organisation_terms_add ON hub.organisation_terms FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND set_by = (SELECT hub.person()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]));
CREATE POLICY organisation_terms_change ON hub.organisation_terms FOR UPDATE TO hub_app
  USING (organisation_id = (SELECT hub.organisation()) AND 'ADMINISTRATOR' = ANY ((SELECT hub.roles())::text[]))
  WITH CHECK (set_by = (SELECT hub.person()));

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['try_outside_release', 'open_outside_release', 'outside_content'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
