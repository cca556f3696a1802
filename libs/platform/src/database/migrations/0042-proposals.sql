-- Proposals: corrections that a recipient would have in a bulletin.

-- Whether whoever is asking sees a version of a bulletin now, and all of these sections in it: by row security alone.
CREATE FUNCTION hub.sees_text(p_bulletin uuid, p_number int, p_sections uuid[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.number = p_number)
    AND p_sections <@ ARRAY(SELECT s.section_id FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin AND s.number = p_number)
$$;

-- A correction of version `base_number`: `changes` are what its proposer would have instead, `section_ids` the sections that they
-- touch. Nothing of the bulletin's own text is copied here. `told` is the principal of whoever is told what becomes of it: the
-- organisation's people, with TLP:RED the proposer.
CREATE TABLE hub.proposals (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  base_number int NOT NULL,
  originator_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  told int NOT NULL,
  section_ids uuid[] NOT NULL,
  changes jsonb NOT NULL,
  reason text,
  credit boolean NOT NULL,
  state text NOT NULL DEFAULT 'OPEN',
  proposed_at timestamptz NOT NULL,
  ended_at timestamptz,
  decision_reason text,
  -- What was taken up: keys of changes, the version that they went into, and the sections of it that they made or changed.
  taken text[] NOT NULL DEFAULT '{}',
  taken_number int,
  taken_sections uuid[] NOT NULL DEFAULT '{}',
  CONSTRAINT proposals_pk PRIMARY KEY (id),
  CONSTRAINT proposals_version_fk FOREIGN KEY (bulletin_id, base_number) REFERENCES hub.bulletin_versions (bulletin_id, number),
  CONSTRAINT proposals_taken_fk FOREIGN KEY (bulletin_id, taken_number) REFERENCES hub.bulletin_versions (bulletin_id, number),
  CONSTRAINT proposals_originator_fk FOREIGN KEY (originator_id) REFERENCES hub.organisations (id),
  CONSTRAINT proposals_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT proposals_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT proposals_state_ck CHECK (state IN ('OPEN', 'TAKEN_UP', 'DECLINED', 'WITHDRAWN')),
  CONSTRAINT proposals_ended_ck CHECK ((state = 'OPEN') = (ended_at IS NULL)),
  CONSTRAINT proposals_declined_ck CHECK ((state = 'DECLINED') = (decision_reason IS NOT NULL)),
  CONSTRAINT proposals_taken_ck CHECK ((state = 'TAKEN_UP') = (taken_number IS NOT NULL))
);
CREATE INDEX proposals_organisation_ix ON hub.proposals (organisation_id, proposed_at DESC, id DESC);
CREATE INDEX proposals_originator_ix ON hub.proposals (originator_id, proposed_at DESC, id DESC);
CREATE INDEX proposals_bulletin_ix ON hub.proposals (bulletin_id);

ALTER TABLE hub.proposals ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.proposals FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (state, ended_at, decision_reason, taken, taken_number, taken_sections) ON hub.proposals TO hub_app;
GRANT SELECT ON hub.proposals TO hub_authority;
CREATE POLICY proposals_authority ON hub.proposals FOR SELECT TO hub_authority USING (true);

-- The proposing organisation and the bulletin's editors, as far as they see now all that it is about.
CREATE POLICY proposals_read ON hub.proposals FOR SELECT TO hub_app USING (
  (organisation_id = (SELECT hub.organisation()) OR (originator_id = (SELECT hub.organisation()) AND hub.may_edit(bulletin_id)))
  AND hub.sees_text(bulletin_id, base_number, section_ids));
CREATE POLICY proposals_add ON hub.proposals FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND person_id = (SELECT hub.person())
  AND (SELECT hub.roles())::text[] && ARRAY['READER', 'OFFICER', 'CONTACT_POINT'] AND state = 'OPEN' AND originator_id <> organisation_id
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = proposals.bulletin_id AND b.originator_id = proposals.originator_id)
  AND hub.sees_text(bulletin_id, base_number, section_ids));
-- It ends once: the proposing organisation withdraws it, an editor decides.
CREATE POLICY proposals_end ON hub.proposals FOR UPDATE TO hub_app USING (
  state = 'OPEN'
  AND ((organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['READER', 'OFFICER', 'CONTACT_POINT'])
    OR (originator_id = (SELECT hub.organisation()) AND hub.may_edit(bulletin_id)))
  AND hub.sees_text(bulletin_id, base_number, section_ids))
  WITH CHECK ((organisation_id = (SELECT hub.organisation()) AND state = 'WITHDRAWN')
    OR (originator_id = (SELECT hub.organisation()) AND state IN ('TAKEN_UP', 'DECLINED')));

-- Whom published versions of bulletins owe corrections to, of those who consented to be named: for whom the originator lets see who
-- receives, and for editors; of sections, for who sees one of them. It looks at proposals of others, and tells their organisation.
CREATE FUNCTION hub.credits_of(p_scope int[], p_instant timestamptz, p_bulletins uuid[]) RETURNS TABLE (bulletin_id uuid, number int, organisation_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_scope int[] := ARRAY(SELECT unnest(p_scope) INTERSECT SELECT unnest(hub.principals()));
BEGIN
  RETURN QUERY
  SELECT DISTINCT p.bulletin_id, p.taken_number, p.organisation_id FROM hub.proposals p
  JOIN hub.bulletin_versions v ON v.bulletin_id = p.bulletin_id AND v.number = p.taken_number AND v.review_state = 'PUBLISHED'
  WHERE p.bulletin_id = ANY (p_bulletins) AND p.credit AND v.admitted && v_scope AND v.gate && v_scope
    AND (v.lapses_at IS NULL OR v.lapses_at > p_instant OR v.editors && v_scope) AND (v.recipients_visible OR v.editors && v_scope)
    AND (p.taken_sections = '{}' OR EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = v.bulletin_id AND s.number = v.number
      AND s.section_id = ANY (p.taken_sections) AND s.admitted && v_scope AND s.gate && v_scope));
END $$;

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.credits_of OWNER TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.sees_text, hub.credits_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.sees_text, hub.credits_of TO hub_app;
