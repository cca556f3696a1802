-- Onward release: a recipient of what is marked AMBER asks its originator to release it to a third organisation. What is granted stands in the
-- audience of the working copy (`released`), goes out like every widening, and may end at an instant of its own.

-- What was asked, and what the originator said to it. `next_at`: when the worker looks at it next; null once there is nothing more to do.
CREATE TABLE hub.release_requests (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  originator_id uuid NOT NULL,
  asker_id uuid NOT NULL,
  person_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  -- Null: the bulletin as the asker sees it.
  section_ids uuid[],
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
  conditions text,
  until timestamptz,
  names_asker boolean NOT NULL DEFAULT false,
  in_part boolean NOT NULL DEFAULT false,
  reason text,
  answered_at timestamptz,
  ending_told_at timestamptz,
  ended_at timestamptz,
  next_at timestamptz,
  CONSTRAINT release_requests_pk PRIMARY KEY (id),
  CONSTRAINT release_requests_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT release_requests_originator_fk FOREIGN KEY (originator_id) REFERENCES hub.organisations (id),
  CONSTRAINT release_requests_asker_fk FOREIGN KEY (asker_id) REFERENCES hub.organisations (id),
  CONSTRAINT release_requests_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT release_requests_recipient_fk FOREIGN KEY (recipient_id) REFERENCES hub.organisations (id),
  CONSTRAINT release_requests_decided_by_fk FOREIGN KEY (decided_by) REFERENCES hub.persons (id),
  -- GRANTING: an officer has granted it, and a second person has not let it out yet. The asker sees ASKED.
  CONSTRAINT release_requests_state_ck CHECK (state IN ('ASKED', 'GRANTING', 'GRANTED', 'REFUSED', 'WITHDRAWN', 'ENDED')),
  CONSTRAINT release_requests_parties_ck CHECK (asker_id <> recipient_id AND originator_id NOT IN (asker_id, recipient_id)),
  CONSTRAINT release_requests_granted_ck CHECK (state NOT IN ('GRANTING', 'GRANTED', 'ENDED') OR num_nonnulls(decided_by, decided_at, granted_section_ids) = 3),
  CONSTRAINT release_requests_answered_ck CHECK ((state IN ('ASKED', 'GRANTING')) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX release_requests_open_uq ON hub.release_requests (bulletin_id, asker_id, recipient_id) WHERE state IN ('ASKED', 'GRANTING');
CREATE INDEX release_requests_asker_ix ON hub.release_requests (asker_id, asked_at DESC, id DESC);
CREATE INDEX release_requests_originator_ix ON hub.release_requests (originator_id, asked_at DESC, id DESC);
CREATE INDEX release_requests_next_ix ON hub.release_requests (next_at) WHERE next_at IS NOT NULL;

-- What the third organisation knows of it. By whose asking, only where the originator says so.
CREATE TABLE hub.releases (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  conditions text,
  until timestamptz,
  asked_by_id uuid,
  released_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT releases_pk PRIMARY KEY (id),
  CONSTRAINT releases_request_fk FOREIGN KEY (id) REFERENCES hub.release_requests (id),
  CONSTRAINT releases_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT releases_recipient_fk FOREIGN KEY (recipient_id) REFERENCES hub.organisations (id),
  CONSTRAINT releases_asked_by_fk FOREIGN KEY (asked_by_id) REFERENCES hub.organisations (id)
);
CREATE INDEX releases_recipient_ix ON hub.releases (recipient_id, bulletin_id);

-- What ends for an organisation at an instant: a bulletin (no section) or a section that it has by releases alone. Kept by
-- hub.derive_release_ends; a row goes once its end is carried out.
CREATE TABLE hub.release_ends (
  bulletin_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  section_id uuid,
  until timestamptz NOT NULL,
  CONSTRAINT release_ends_uq UNIQUE NULLS NOT DISTINCT (bulletin_id, organisation_id, section_id),
  CONSTRAINT release_ends_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT release_ends_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id)
);
CREATE INDEX release_ends_organisation_ix ON hub.release_ends (organisation_id, until);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['release_requests', 'releases', 'release_ends'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app, hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT UPDATE ON hub.release_requests TO hub_authority;
GRANT INSERT, DELETE ON hub.release_ends TO hub_authority;

-- A request: whoever sees the bulletin, of the organisation that asks, and the originator's editors. (The bulletin under its own row security.)
GRANT INSERT ON hub.release_requests TO hub_app;
GRANT UPDATE (state, revision, decided_by, decided_at, granted_section_ids, conditions, until, names_asker, in_part, reason, answered_at, reminded_at, ending_told_at, ended_at, next_at)
  ON hub.release_requests TO hub_app;
CREATE POLICY release_requests_read ON hub.release_requests FOR SELECT TO hub_app USING (
  (SELECT hub.realm()) = 'worker' OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = release_requests.bulletin_id
    AND (b.editors && (SELECT hub.principals())::int[]
      OR release_requests.asker_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['READER', 'OFFICER', 'CONTACT_POINT'])));
CREATE POLICY release_requests_add ON hub.release_requests FOR INSERT TO hub_app WITH CHECK (
  asker_id = (SELECT hub.organisation()) AND person_id = (SELECT hub.person()) AND state = 'ASKED' AND originator_id <> asker_id
  AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = release_requests.bulletin_id AND b.originator_id = release_requests.originator_id AND b.tlp = 'AMBER'));
-- The originator's editors answer; who asked takes it back as long as there is no answer, and does nothing else.
CREATE POLICY release_requests_answer ON hub.release_requests FOR UPDATE TO hub_app
  USING ((SELECT hub.realm()) = 'worker' OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = release_requests.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));
CREATE POLICY release_requests_take_back ON hub.release_requests FOR UPDATE TO hub_app
  USING (asker_id = (SELECT hub.organisation()) AND state IN ('ASKED', 'GRANTING') AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
    AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = release_requests.bulletin_id))
  WITH CHECK (state = 'WITHDRAWN');

-- What was released: to the third organisation as long as it stands and it sees the bulletin.
GRANT INSERT ON hub.releases TO hub_app;
GRANT UPDATE (ended_at) ON hub.releases TO hub_authority;
CREATE POLICY releases_read ON hub.releases FOR SELECT TO hub_app USING (
  (SELECT hub.realm()) = 'worker' OR (recipient_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['READER', 'OFFICER', 'CONTACT_POINT']
    AND ended_at IS NULL AND (until IS NULL OR until > (SELECT hub.instant())) AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = releases.bulletin_id)));
CREATE POLICY releases_add ON hub.releases FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) = 'worker');

CREATE POLICY release_ends_read ON hub.release_ends FOR SELECT TO hub_app USING (organisation_id = (SELECT hub.organisation()));

-- From its instant on what has ended is not there, whenever the worker comes to take it away: an operation's instant, never a job's time.
CREATE POLICY bulletins_release_ended ON hub.bulletins AS RESTRICTIVE FOR SELECT TO hub_app USING (
  id <> ALL (ARRAY(SELECT e.bulletin_id FROM hub.release_ends e
    WHERE e.organisation_id = (SELECT hub.organisation()) AND e.section_id IS NULL AND e.until <= (SELECT hub.instant()))));
CREATE POLICY bulletin_versions_release_ended ON hub.bulletin_versions AS RESTRICTIVE FOR SELECT TO hub_app USING (
  bulletin_id <> ALL (ARRAY(SELECT e.bulletin_id FROM hub.release_ends e
    WHERE e.organisation_id = (SELECT hub.organisation()) AND e.section_id IS NULL AND e.until <= (SELECT hub.instant()))));
CREATE POLICY bulletin_sections_release_ended ON hub.bulletin_sections AS RESTRICTIVE FOR SELECT TO hub_app USING (
  bulletin_id <> ALL (ARRAY(SELECT e.bulletin_id FROM hub.release_ends e
    WHERE e.organisation_id = (SELECT hub.organisation()) AND e.section_id IS NULL AND e.until <= (SELECT hub.instant())))
  AND section_id <> ALL (ARRAY(SELECT e.section_id FROM hub.release_ends e
    WHERE e.organisation_id = (SELECT hub.organisation()) AND e.section_id IS NOT NULL AND e.until <= (SELECT hub.instant()))));

-- An audience without the releases of some requests.
CREATE FUNCTION hub.audience_without(p_audience jsonb, p_requests uuid[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_audience->'released' IS NULL THEN p_audience ELSE (
    SELECT p_audience || jsonb_build_object(
      'released', p_audience->'released' || jsonb_build_object('entries', k.entries),
      'reached', (SELECT coalesce(jsonb_agg(DISTINCT x), '[]') FROM (
        SELECT jsonb_array_elements(p_audience->'released'->'reached') AS x UNION SELECT e->'organisationId' FROM jsonb_array_elements(k.entries) e) u),
      'principals', (SELECT coalesce(jsonb_agg(DISTINCT x), '[]') FROM (
        SELECT jsonb_array_elements(p_audience->'released'->'principals') AS x UNION SELECT e->'principal' FROM jsonb_array_elements(k.entries) e) u))
    FROM (SELECT coalesce(jsonb_agg(e), '[]') AS entries FROM jsonb_array_elements(p_audience->'released'->'entries') e
      WHERE (e->>'requestId')::uuid <> ALL (p_requests)) k) END
$$;

-- What organisations have by releases alone that end, of the version that is read now. Idempotent.
CREATE FUNCTION hub.derive_release_ends(p_bulletin uuid) RETURNS void
LANGUAGE sql VOLATILE SET search_path = hub, pg_temp AS $$
  DELETE FROM hub.release_ends WHERE bulletin_id = p_bulletin;
  INSERT INTO hub.release_ends (bulletin_id, organisation_id, section_id, until)
  SELECT p_bulletin, (e->>'organisationId')::uuid, a.section_id, max((e->>'until')::timestamptz)
  FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
  CROSS JOIN LATERAL (
    SELECT NULL::uuid AS section_id, v.audience
    UNION ALL SELECT s.section_id, coalesce(s.audience, v.audience) FROM hub.bulletin_sections s WHERE s.bulletin_id = b.id AND s.number = v.number) a
  CROSS JOIN LATERAL jsonb_array_elements(a.audience->'released'->'entries') e
  WHERE b.id = p_bulletin AND NOT a.audience->'released'->'principals' @> (e->'principal')
  GROUP BY e->>'organisationId', a.section_id HAVING bool_and(e->>'until' IS NOT NULL)
$$;

-- As a bulletin goes out: no release whose request has been answered otherwise, or whose time to answer is over, goes out with it; what ends is
-- noted, and the worker looks at the requests.
CREATE FUNCTION hub.keep_releases() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM hub.bulletin_versions v CROSS JOIN LATERAL jsonb_array_elements(v.audience->'released'->'entries') e
    LEFT JOIN hub.release_requests q ON q.id = (e->>'requestId')::uuid
    WHERE v.bulletin_id = NEW.id AND v.number = NEW.published_number
      AND (q.state = 'GRANTED' OR q.state = 'GRANTING' AND q.answer_by > hub.instant()) IS NOT TRUE) THEN
    RAISE EXCEPTION 'a release was answered otherwise' USING ERRCODE = '40001';
  END IF;
  PERFORM hub.derive_release_ends(NEW.id);
  UPDATE hub.release_requests q SET next_at = '-infinity' WHERE q.bulletin_id = NEW.id AND q.state IN ('GRANTING', 'GRANTED');
  RETURN NULL;
END $$;
CREATE TRIGGER bulletins_keep_releases AFTER UPDATE OF published_number ON hub.bulletins FOR EACH ROW
  WHEN (NEW.published_number IS DISTINCT FROM OLD.published_number) EXECUTE FUNCTION hub.keep_releases();

-- Takes releases out of the working copy, whose approvals are for another content then. For editors, the worker, and who takes back his request.
CREATE FUNCTION hub.drop_releases(p_bulletin uuid, p_requests uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_number int;
BEGIN
  IF NOT hub.may_edit(p_bulletin) AND EXISTS (SELECT FROM unnest(p_requests) r WHERE NOT EXISTS (
    SELECT FROM hub.release_requests q WHERE q.id = r AND q.bulletin_id = p_bulletin AND q.asker_id = hub.organisation() AND q.state IN ('ASKED', 'GRANTING')
      AND hub.roles()::text[] && ARRAY['OFFICER', 'CONTACT_POINT'])) THEN
    RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003';
  END IF;
  SELECT b.pending_number INTO v_number FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.pending_number
  WHERE b.id = p_bulletin AND EXISTS (SELECT FROM jsonb_array_elements(v.audience->'released'->'entries') e WHERE (e->>'requestId')::uuid = ANY (p_requests)) FOR UPDATE OF b;
  IF v_number IS NULL THEN RETURN; END IF;
  UPDATE hub.bulletin_versions v SET audience = hub.audience_without(v.audience, p_requests) WHERE v.bulletin_id = p_bulletin AND v.number = v_number;
  UPDATE hub.bulletin_sections s SET audience = hub.audience_without(s.audience, p_requests) WHERE s.bulletin_id = p_bulletin AND s.number = v_number AND s.audience IS NOT NULL;
  UPDATE hub.bulletin_versions v SET content_hash = hub.content_hash(p_bulletin, v_number) WHERE v.bulletin_id = p_bulletin AND v.number = v_number;
  UPDATE hub.bulletins b SET revision = b.revision + 1 WHERE b.id = p_bulletin;
END $$;

-- Ends releases of what is published: whoever had it by them alone has it no more, and hears so. A narrowing: it needs nobody's approval. For
-- editors, and the worker. hub.revoke() is to follow.
CREATE FUNCTION hub.end_releases(p_bulletin uuid, p_requests uuid[], p_instant timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE b hub.bulletins; v_old jsonb; v_new jsonb; v_lost int[]; r record;
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  SELECT * INTO b FROM hub.bulletins x WHERE x.id = p_bulletin FOR UPDATE;
  PERFORM hub.drop_releases(p_bulletin, p_requests);
  UPDATE hub.releases x SET ended_at = p_instant WHERE x.bulletin_id = p_bulletin AND x.id = ANY (p_requests) AND x.ended_at IS NULL;
  SELECT v.audience INTO v_old FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.number = b.published_number;
  v_new := hub.audience_without(v_old, p_requests);
  IF v_new = v_old THEN RETURN; END IF;
  v_lost := ARRAY(SELECT unnest(hub.audience_principals(v_old)) EXCEPT SELECT unnest(hub.audience_principals(v_new)));
  UPDATE hub.bulletin_versions v SET audience = v_new, admitted = ARRAY(SELECT unnest(v.admitted) EXCEPT SELECT unnest(v_lost))
  WHERE v.bulletin_id = p_bulletin AND v.number = b.published_number;
  UPDATE hub.bulletin_sections s SET audience = x.audience, admitted = ARRAY(SELECT unnest(s.admitted) EXCEPT SELECT unnest(x.lost || v_lost))
  FROM (SELECT o.section_id, hub.audience_without(o.audience, p_requests) AS audience,
      CASE WHEN o.audience IS NULL THEN '{}' ELSE ARRAY(SELECT unnest(hub.audience_principals(o.audience)) EXCEPT SELECT unnest(hub.audience_principals(hub.audience_without(o.audience, p_requests)))) END AS lost
    FROM hub.bulletin_sections o WHERE o.bulletin_id = p_bulletin AND o.number = b.published_number) x
  WHERE s.bulletin_id = p_bulletin AND s.number = b.published_number AND s.section_id = x.section_id;
  UPDATE hub.bulletins x SET access_epoch = x.access_epoch + 1 WHERE x.id = p_bulletin;
  PERFORM hub.spread(p_bulletin), hub.index_words(p_bulletin), hub.derive_release_ends(p_bulletin);
  IF v_lost = '{}' OR b.state <> 'PUBLISHED' THEN RETURN; END IF;
  -- Its place in the stream is given under the distributor's lock.
  PERFORM pg_advisory_xact_lock(7306);
  FOR r IN SELECT o.id, o.reader_principal FROM hub.organisations o WHERE o.reader_principal = ANY (v_lost) ORDER BY o.id LOOP
    WITH moved AS (
      INSERT INTO hub.alert_streams AS s (organisation_id, last) VALUES (r.id, 1)
      ON CONFLICT (organisation_id) DO UPDATE SET last = s.last + 1 RETURNING s.last)
    INSERT INTO hub.alerts (organisation_id, position, kind, bulletin_id, number, readers, barred, occurred_at, distributed_at)
    SELECT r.id, m.last, 'ACCESS_LOST', p_bulletin, b.published_number, ARRAY[r.reader_principal], '{}', p_instant, p_instant FROM moved m;
  END LOOP;
  PERFORM hub.hint('hub_alerts');
END $$;

-- For the worker. Requests that something is to be done about, each given to one hub: with whether its release stands in what is published, and
-- who is told.
CREATE FUNCTION hub.releases_due(p_instant timestamptz, p_limit int)
RETURNS TABLE (id uuid, bulletin_id uuid, originator_id uuid, asker_id uuid, recipient_id uuid, state text, answer_by timestamptz, reminded_at timestamptz, decided_by uuid,
  conditions text, until timestamptz, names_asker boolean, ending_told_at timestamptz, asked_at timestamptz, decided_at timestamptz, standing boolean,
  originator_officers int, asker_officers int, recipient_readers int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT q.id, q.bulletin_id, q.originator_id, q.asker_id, q.recipient_id, q.state, q.answer_by, q.reminded_at, q.decided_by, q.conditions, q.until, q.names_asker,
    q.ending_told_at, q.asked_at, q.decided_at,
    EXISTS (SELECT FROM hub.bulletin_versions v CROSS JOIN LATERAL jsonb_array_elements(v.audience->'released'->'entries') e
      WHERE v.bulletin_id = b.id AND v.number = b.published_number AND (e->>'requestId')::uuid = q.id),
    o.officer_principal, a.officer_principal, r.reader_principal
  FROM hub.release_requests q JOIN hub.bulletins b ON b.id = q.bulletin_id
  JOIN hub.organisations o ON o.id = q.originator_id JOIN hub.organisations a ON a.id = q.asker_id JOIN hub.organisations r ON r.id = q.recipient_id
  WHERE q.next_at <= p_instant ORDER BY q.next_at, q.id LIMIT p_limit FOR UPDATE OF b, q SKIP LOCKED;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['keep_releases', 'drop_releases', 'end_releases', 'releases_due'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['audience_without', 'derive_release_ends'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_authority', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
