-- A recipient asks the originator to show a bulletin to somebody outside the hub: a ministry at home, a hospital, a lawyer. What is granted is a proposal of
-- a view like any other (0045), which a second person approves; silence is a refusal.

-- GRANTING: an editor has granted it, and a second person has not approved the view yet. The asker sees ASKED. `next_at`: when the worker looks at it next.
CREATE TABLE hub.outside_requests (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  originator_id uuid NOT NULL,
  asker_id uuid NOT NULL,
  person_id uuid NOT NULL,
  -- Null: the bulletin as the asker sees it.
  section_ids uuid[],
  reader_name text NOT NULL,
  reader_organisation text NOT NULL,
  contact text NOT NULL,
  purpose text NOT NULL,
  terms text,
  asked_at timestamptz NOT NULL,
  answer_by timestamptz NOT NULL,
  reminded_at timestamptz,
  state text NOT NULL DEFAULT 'ASKED',
  revision int NOT NULL DEFAULT 1,
  decided_by uuid,
  decided_at timestamptz,
  granted_section_ids uuid[],
  in_part boolean NOT NULL DEFAULT false,
  opens_until timestamptz,
  reason text,
  answered_at timestamptz,
  next_at timestamptz,
  CONSTRAINT outside_requests_pk PRIMARY KEY (id),
  CONSTRAINT outside_requests_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT outside_requests_originator_fk FOREIGN KEY (originator_id) REFERENCES hub.organisations (id),
  CONSTRAINT outside_requests_asker_fk FOREIGN KEY (asker_id) REFERENCES hub.organisations (id),
  CONSTRAINT outside_requests_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT outside_requests_decided_by_fk FOREIGN KEY (decided_by) REFERENCES hub.persons (id),
  CONSTRAINT outside_requests_state_ck CHECK (state IN ('ASKED', 'GRANTING', 'GRANTED', 'REFUSED', 'WITHDRAWN')),
  CONSTRAINT outside_requests_parties_ck CHECK (asker_id <> originator_id),
  CONSTRAINT outside_requests_granted_ck CHECK (state NOT IN ('GRANTING', 'GRANTED') OR num_nonnulls(decided_by, decided_at, granted_section_ids, opens_until) = 4),
  CONSTRAINT outside_requests_answered_ck CHECK ((state IN ('ASKED', 'GRANTING')) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX outside_requests_open_uq ON hub.outside_requests (bulletin_id, asker_id, lower(reader_name), lower(reader_organisation)) WHERE state IN ('ASKED', 'GRANTING');
CREATE INDEX outside_requests_asker_ix ON hub.outside_requests (asker_id, asked_at DESC, id DESC);
CREATE INDEX outside_requests_originator_ix ON hub.outside_requests (originator_id, asked_at DESC, id DESC);
CREATE INDEX outside_requests_next_ix ON hub.outside_requests (next_at) WHERE next_at IS NOT NULL;

ALTER TABLE hub.outside_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.outside_requests FORCE ROW LEVEL SECURITY;
GRANT SELECT, DELETE, UPDATE (contact, purpose, terms, reason) ON hub.outside_requests TO hub_authority;
CREATE POLICY outside_requests_authority ON hub.outside_requests TO hub_authority USING (true) WITH CHECK (true);

-- As with 0044: whoever sees the bulletin, of the organisation that asks, and the originator's editors.
GRANT SELECT, INSERT, UPDATE (state, revision, decided_by, decided_at, granted_section_ids, in_part, opens_until, reason, answered_at, reminded_at, next_at) ON hub.outside_requests TO hub_app;
CREATE POLICY outside_requests_read ON hub.outside_requests FOR SELECT TO hub_app USING (
  (SELECT hub.realm()) = 'worker' OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = outside_requests.bulletin_id
    AND (b.editors && (SELECT hub.principals())::int[]
      OR outside_requests.asker_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['READER', 'OFFICER', 'CONTACT_POINT'])));
CREATE POLICY outside_requests_add ON hub.outside_requests FOR INSERT TO hub_app WITH CHECK (
  asker_id = (SELECT hub.organisation()) AND person_id = (SELECT hub.person()) AND state = 'ASKED' AND originator_id <> asker_id
  AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = outside_requests.bulletin_id AND b.originator_id = outside_requests.originator_id AND b.tlp IN ('GREEN', 'AMBER')));
-- The originator's editors answer; who asked takes it back as long as there is no answer, and does nothing else.
CREATE POLICY outside_requests_answer ON hub.outside_requests FOR UPDATE TO hub_app
  USING ((SELECT hub.realm()) = 'worker' OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = outside_requests.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));
CREATE POLICY outside_requests_take_back ON hub.outside_requests FOR UPDATE TO hub_app
  USING (asker_id = (SELECT hub.organisation()) AND state IN ('ASKED', 'GRANTING') AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
    AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = outside_requests.bulletin_id))
  WITH CHECK (state = 'WITHDRAWN');

-- The view that was proposed by granting: one of a request's that stands. It is approved only while the request waits for that.
ALTER TABLE hub.outside_releases ADD COLUMN request_id uuid, ADD CONSTRAINT outside_releases_request_fk FOREIGN KEY (request_id) REFERENCES hub.outside_requests (id);
CREATE UNIQUE INDEX outside_releases_request_uq ON hub.outside_releases (request_id) WHERE state <> 'REVOKED';
ALTER POLICY outside_releases_propose ON hub.outside_releases WITH CHECK (
  proposed_by = (SELECT hub.person()) AND originator_id = (SELECT hub.organisation()) AND state = 'PROPOSED' AND approved_by IS NULL
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = outside_releases.bulletin_id AND b.editors && (SELECT hub.principals())::int[] AND b.tlp NOT IN ('RED', 'AMBER_STRICT'))
  AND (request_id IS NULL OR EXISTS (SELECT FROM hub.outside_requests q WHERE q.id = outside_releases.request_id AND q.bulletin_id = outside_releases.bulletin_id AND q.state = 'GRANTING')));
ALTER POLICY outside_releases_change ON hub.outside_releases WITH CHECK (
  state = 'READY' AND approved_by = (SELECT hub.person())
    AND (request_id IS NULL OR EXISTS (SELECT FROM hub.outside_requests q WHERE q.id = outside_releases.request_id AND q.state = 'GRANTING' AND q.answer_by > (SELECT hub.instant())))
  OR state = 'REVOKED' AND revoked_by = (SELECT hub.person()));

-- For the worker. Requests that something is to be done about, each given to one hub, and who is told.
CREATE FUNCTION hub.outside_requests_due(p_instant timestamptz, p_limit int)
RETURNS TABLE (id uuid, bulletin_id uuid, originator_id uuid, asker_id uuid, state text, answer_by timestamptz, reminded_at timestamptz, asked_at timestamptz, originator_officers int, asker_officers int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT q.id, q.bulletin_id, q.originator_id, q.asker_id, q.state, q.answer_by, q.reminded_at, q.asked_at, o.officer_principal, a.officer_principal
  FROM hub.outside_requests q JOIN hub.organisations o ON o.id = q.originator_id JOIN hub.organisations a ON a.id = q.asker_id
  WHERE q.next_at <= p_instant ORDER BY q.next_at, q.id LIMIT p_limit FOR UPDATE OF q SKIP LOCKED;
END $$;

-- What a strike takes goes from what was said of it here too.
CREATE FUNCTION hub.strike_in_outside_requests(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.outside_requests q SET contact = hub.struck(q.contact, p_needle, p_mark), purpose = hub.struck(q.purpose, p_needle, p_mark), terms = hub.struck(q.terms, p_needle, p_mark), reason = hub.struck(q.reason, p_needle, p_mark)
  WHERE q.bulletin_id = p_bulletin AND p_needle IS NOT NULL;
END $$;

-- With the views that were proposed for them, which point at them.
CREATE FUNCTION hub.purge_in_outside_requests(p_bulletin uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  DELETE FROM hub.outside_releases o WHERE o.bulletin_id = p_bulletin;
  DELETE FROM hub.outside_requests q WHERE q.bulletin_id = p_bulletin;
END $$;

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.outside_requests_due OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.outside_requests_due FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.outside_requests_due TO hub_app';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.strike_in_outside_requests, hub.purge_in_outside_requests FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.strike_in_outside_requests, hub.purge_in_outside_requests TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
