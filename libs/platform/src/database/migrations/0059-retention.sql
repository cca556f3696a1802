-- Retention: how long what hangs on a bulletin is kept once it has ended, what must be kept longer, and the purge. A purge takes rows away; what is left of
-- a bulletin is its envelope without a text, and a row here that says when it was purged and by which rule. Reading pays nothing for it.

-- An organisation's own rules; what it has not settled is kept as hub.default_retention says. No days: as long as the bulletin.
CREATE TABLE hub.retention_rules (
  organisation_id uuid NOT NULL,
  kind text NOT NULL,
  days int,
  revision int NOT NULL,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  CONSTRAINT retention_rules_pk PRIMARY KEY (organisation_id, kind),
  CONSTRAINT retention_rules_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT retention_rules_set_by_fk FOREIGN KEY (set_by) REFERENCES hub.persons (id),
  CONSTRAINT retention_rules_kind_ck CHECK (kind IN ('BULLETIN', 'DRAFT', 'VERSION', 'ATTACHMENT', 'THREAD', 'EXPORT')),
  CONSTRAINT retention_rules_days_ck CHECK (days BETWEEN 30 AND 36525),
  CONSTRAINT retention_rules_without_days_ck CHECK (days IS NOT NULL OR kind IN ('VERSION', 'ATTACHMENT', 'THREAD'))
);

-- Nothing of a bulletin that its originator holds is purged, and no record in the audit log about it that the originator has is erased.
CREATE TABLE hub.legal_holds (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  -- Should name nobody: it stays.
  reason text NOT NULL,
  review_on date NOT NULL,
  reminded_on date,
  revision int NOT NULL DEFAULT 1,
  placed_at timestamptz NOT NULL,
  placed_by uuid NOT NULL,
  lifted_at timestamptz,
  lifted_by uuid,
  CONSTRAINT legal_holds_pk PRIMARY KEY (id),
  CONSTRAINT legal_holds_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT legal_holds_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT legal_holds_placed_by_fk FOREIGN KEY (placed_by) REFERENCES hub.persons (id),
  CONSTRAINT legal_holds_lifted_by_fk FOREIGN KEY (lifted_by) REFERENCES hub.persons (id),
  CONSTRAINT legal_holds_lifted_ck CHECK (num_nonnulls(lifted_at, lifted_by) IN (0, 2))
);
CREATE INDEX legal_holds_bulletin_ix ON hub.legal_holds (bulletin_id);

-- Who is told beforehand. Nothing is purged that was not told thirty days before, for the day that was told. `number`: of a version; 0 else.
CREATE TABLE hub.purge_notices (
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  number int NOT NULL,
  bulletin_id uuid,
  -- By the rule; and when it will be done, which is never sooner than thirty days after it was told.
  due_on date NOT NULL,
  purge_on date NOT NULL,
  -- Of a draft: as it stood when this was told. Who works on it goes on having it.
  revision int,
  CONSTRAINT purge_notices_pk PRIMARY KEY (kind, subject_id, number),
  CONSTRAINT purge_notices_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id)
);
CREATE INDEX purge_notices_bulletin_ix ON hub.purge_notices (bulletin_id);

-- What was purged: the mark that is left.
CREATE TABLE hub.purges (
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  number int NOT NULL,
  bulletin_id uuid,
  organisation_id uuid NOT NULL,
  purged_at timestamptz NOT NULL,
  -- The rule that held: so many days, from then on.
  days int NOT NULL,
  since timestamptz NOT NULL,
  CONSTRAINT purges_pk PRIMARY KEY (kind, subject_id, number),
  CONSTRAINT purges_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT purges_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT purges_bulletin_ck CHECK ((kind = 'EXPORT') = (bulletin_id IS NULL))
);
CREATE INDEX purges_bulletin_ix ON hub.purges (bulletin_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['retention_rules', 'legal_holds', 'purge_notices', 'purges'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT INSERT, UPDATE, DELETE ON hub.purge_notices TO hub_authority;
GRANT INSERT ON hub.purges TO hub_authority;
GRANT UPDATE (reminded_on) ON hub.legal_holds TO hub_authority;

GRANT SELECT, INSERT, UPDATE (days, revision, set_by, set_at) ON hub.retention_rules TO hub_app;
CREATE POLICY retention_rules_read ON hub.retention_rules FOR SELECT TO hub_app USING (organisation_id = (SELECT hub.organisation()));
CREATE POLICY retention_rules_add ON hub.retention_rules FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND set_by = (SELECT hub.person()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']);
CREATE POLICY retention_rules_change ON hub.retention_rules FOR UPDATE TO hub_app
  USING (organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT'])
  WITH CHECK (set_by = (SELECT hub.person()));

-- A hold is known to the originator's people who know of the bulletin; an officer or contact point among them places and lifts it.
GRANT SELECT, INSERT, UPDATE (lifted_at, lifted_by, revision) ON hub.legal_holds TO hub_app;
CREATE POLICY legal_holds_read ON hub.legal_holds FOR SELECT TO hub_app USING (
  organisation_id = (SELECT hub.organisation()) AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = legal_holds.bulletin_id));
CREATE POLICY legal_holds_add ON hub.legal_holds FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND placed_by = (SELECT hub.person()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
  AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = legal_holds.bulletin_id AND b.originator_id = legal_holds.organisation_id));
CREATE POLICY legal_holds_lift ON hub.legal_holds FOR UPDATE TO hub_app
  USING (organisation_id = (SELECT hub.organisation()) AND lifted_at IS NULL AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT']
    AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = legal_holds.bulletin_id))
  WITH CHECK (lifted_by = (SELECT hub.person()));

GRANT SELECT ON hub.purge_notices TO hub_app;
CREATE POLICY purge_notices_read ON hub.purge_notices FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.bulletins b WHERE b.id = purge_notices.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));

GRANT SELECT ON hub.purges TO hub_app;
-- What is left is known to whoever knows of the bulletin; of parts, to the originator's. Of exports: to the own organisation's people with a reading role.
CREATE POLICY purges_read ON hub.purges FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.bulletins b WHERE b.id = purges.bulletin_id) AND (kind IN ('BULLETIN', 'DRAFT') OR organisation_id = (SELECT hub.organisation()))
  OR kind = 'EXPORT' AND organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['READER', 'OFFICER', 'CONTACT_POINT']);

-- Days for which each kind is kept where its organisation has settled nothing: the project's choice, along the steps (1, 3, 5, 10, 20, 30 years) of
-- the Order for Enforcement of the Public Records and Archives Management Act (公文書等の管理に関する法律施行令). Null: as long as the bulletin.
CREATE FUNCTION hub.default_retention(p_kind text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE p_kind WHEN 'BULLETIN' THEN 1826 WHEN 'DRAFT' THEN 365 WHEN 'EXPORT' THEN 365 END $$;

CREATE FUNCTION hub.retention_days(p_organisation uuid, p_kind text) RETURNS int LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT CASE WHEN r.kind IS NULL THEN hub.default_retention(p_kind) ELSE r.days END
  FROM (SELECT) x LEFT JOIN hub.retention_rules r ON r.organisation_id = p_organisation AND r.kind = p_kind
$$;

-- Whatever is kept and can fall due, of these bulletins, and of exports where they are asked for, as the asker sees it: since when its days count (null:
-- they do not yet), how many they are (null: as long as the bulletin), and the day by Japan's clock on which the rule has it purged.
CREATE FUNCTION hub.retained(p_bulletins uuid[], p_exports boolean, p_instant timestamptz)
RETURNS TABLE (kind text, subject_id uuid, number int, bulletin_id uuid, organisation_id uuid, since timestamptz, days int, due_on date, revision int)
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  WITH kept AS (
    SELECT b.*, CASE WHEN b.published_at IS NOT NULL THEN least(b.withdrawn_at, CASE WHEN b.expires_at <= p_instant THEN b.expires_at END) END AS ended
    FROM hub.bulletins b WHERE b.id = ANY (p_bulletins) AND NOT EXISTS (SELECT FROM hub.purges p WHERE p.subject_id = b.id AND p.kind IN ('BULLETIN', 'DRAFT'))),
  items AS (
    SELECT CASE WHEN b.published_at IS NULL THEN 'DRAFT' ELSE 'BULLETIN' END AS kind, b.id AS subject_id, 0 AS number, b.id AS bulletin_id, b.originator_id AS organisation_id,
      CASE WHEN b.published_at IS NOT NULL THEN b.ended WHEN b.state <> 'SCHEDULED' THEN b.created_at END AS since, b.revision FROM kept b
    UNION ALL
    SELECT 'VERSION', b.id, v.number, b.id, b.originator_id, n.published_at, NULL FROM kept b
    JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number < b.published_number AND v.review_state = 'PUBLISHED'
    CROSS JOIN LATERAL (SELECT min(w.published_at) AS published_at FROM hub.bulletin_versions w WHERE w.bulletin_id = b.id AND w.number > v.number AND w.review_state = 'PUBLISHED') n
    WHERE NOT EXISTS (SELECT FROM hub.purges p WHERE p.kind = 'VERSION' AND p.subject_id = b.id AND p.number = v.number)
    UNION ALL
    SELECT 'ATTACHMENT', a.id, 0, b.id, b.originator_id, b.ended, NULL FROM kept b JOIN hub.attachments a ON a.bulletin_id = b.id AND a.struck_at IS NULL
    UNION ALL
    SELECT 'THREAD', t.id, 0, b.id, b.originator_id, CASE WHEN t.state = 'CLOSED' THEN t.changed_at END, NULL FROM kept b JOIN hub.threads t ON t.bulletin_id = b.id
    UNION ALL
    SELECT 'EXPORT', e.id, 0, NULL, e.organisation_id, e.requested_at, NULL FROM hub.case_exports e WHERE p_exports
      AND NOT EXISTS (SELECT FROM hub.purges p WHERE p.kind = 'EXPORT' AND p.subject_id = e.id))
  SELECT i.kind, i.subject_id, i.number, i.bulletin_id, i.organisation_id, i.since, d.days, (i.since AT TIME ZONE 'Asia/Tokyo')::date + d.days, i.revision
  FROM items i CROSS JOIN LATERAL (SELECT hub.retention_days(i.organisation_id, i.kind) AS days) d
$$;

-- Whether something keeps a bulletin: a hold of its originator's that stands.
CREATE FUNCTION hub.is_kept(p_bulletin uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.legal_holds h WHERE h.bulletin_id = p_bulletin AND h.lifted_at IS NULL)
$$;

-- As in 0024; and what a hold on a bulletin covers of its originator's records about it.
CREATE OR REPLACE FUNCTION hub.is_held(p_act uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.audit_holds h WHERE h.lifted_at IS NULL AND (h.act_id = p_act OR EXISTS (
    SELECT FROM hub.log_records r WHERE r.act_id = p_act AND h.subject_id = ANY (r.subject_ids) AND (h.for_hub OR r.holder_id = h.organisation_id))))
  OR EXISTS (SELECT FROM hub.log_records r JOIN hub.legal_holds l ON l.bulletin_id = ANY (r.subject_ids) AND l.organisation_id = r.holder_id AND l.lifted_at IS NULL WHERE r.act_id = p_act)
$$;

-- Who of the originator is told: a bulletin's editors; of an export whoever asked for it.
CREATE FUNCTION hub.purge_concerned(p_kind text, p_subject uuid, p_bulletin uuid) RETURNS int[] LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT CASE WHEN p_kind = 'EXPORT' THEN (SELECT ARRAY[p.principal] FROM hub.case_exports e JOIN hub.persons p ON p.id = e.requested_by WHERE e.id = p_subject)
    ELSE (SELECT b.editors FROM hub.bulletins b WHERE b.id = p_bulletin) END
$$;

-- For the worker. What falls due within thirty days and nobody was told of: notes that it is told now, and for when. A draft that was worked on since begins
-- its days anew. What is held is told of, anew, once it is not.
CREATE FUNCTION hub.notice_purges(p_instant timestamptz)
RETURNS TABLE (kind text, subject_id uuid, number int, bulletin_id uuid, organisation_id uuid, purge_on date, readers int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_today date := (p_instant AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  DELETE FROM hub.purge_notices n WHERE hub.is_kept(n.bulletin_id);
  UPDATE hub.purge_notices n SET revision = b.revision, due_on = v_today + hub.retention_days(b.originator_id, 'DRAFT'), purge_on = 'infinity'
  FROM hub.bulletins b WHERE n.kind = 'DRAFT' AND b.id = n.subject_id AND n.revision <> b.revision;
  RETURN QUERY
  WITH due AS (
    SELECT r.* FROM hub.retained(ARRAY(SELECT b.id FROM hub.bulletins b), true, p_instant) r LEFT JOIN hub.purge_notices n ON n.kind = r.kind AND n.subject_id = r.subject_id AND n.number = r.number
    WHERE CASE WHEN n.purge_on = 'infinity' THEN n.due_on ELSE r.due_on END <= v_today + 30
      AND (n.kind IS NULL OR n.purge_on = 'infinity' OR r.kind <> 'DRAFT' AND n.due_on <> r.due_on) AND (r.bulletin_id IS NULL OR NOT hub.is_kept(r.bulletin_id))),
  told AS (
    INSERT INTO hub.purge_notices AS n (kind, subject_id, number, bulletin_id, due_on, purge_on, revision)
    SELECT d.kind, d.subject_id, d.number, d.bulletin_id, d.due_on, greatest(d.due_on, v_today + 30), d.revision FROM due d
    ON CONFLICT ON CONSTRAINT purge_notices_pk DO UPDATE SET due_on = excluded.due_on, purge_on = excluded.purge_on, revision = excluded.revision RETURNING n.*)
  SELECT d.kind, d.subject_id, d.number, d.bulletin_id, d.organisation_id, t.purge_on, hub.purge_concerned(d.kind, d.subject_id, d.bulletin_id)
  FROM told t JOIN due d ON d.kind = t.kind AND d.subject_id = t.subject_id AND d.number = t.number ORDER BY 4, 1, 3;
END $$;

-- Of what was told, what may be purged now. Parts come after the bulletin that they would go with.
CREATE FUNCTION hub.purgeable(p_instant timestamptz, p_bulletins uuid[]) RETURNS TABLE (kind text, subject_id uuid, number int, bulletin_id uuid, organisation_id uuid, since timestamptz, days int)
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT r.kind, r.subject_id, r.number, r.bulletin_id, r.organisation_id, r.since, r.days FROM hub.purge_notices n
  JOIN hub.retained(p_bulletins, true, p_instant) r ON r.kind = n.kind AND r.subject_id = n.subject_id AND r.number = n.number
  WHERE n.purge_on <= (p_instant AT TIME ZONE 'Asia/Tokyo')::date AND CASE WHEN r.kind = 'DRAFT' THEN n.revision = r.revision ELSE n.due_on = r.due_on END
    AND (r.bulletin_id IS NULL OR NOT hub.is_kept(r.bulletin_id))
  ORDER BY r.kind NOT IN ('BULLETIN', 'DRAFT'), r.bulletin_id, r.kind, r.number
$$;

CREATE FUNCTION hub.purges_due(p_instant timestamptz) RETURNS TABLE (kind text, subject_id uuid, number int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT p.kind, p.subject_id, p.number FROM hub.purgeable(p_instant, ARRAY(
    SELECT DISTINCT n.bulletin_id FROM hub.purge_notices n WHERE n.bulletin_id IS NOT NULL AND n.purge_on <= (p_instant AT TIME ZONE 'Asia/Tokyo')::date)) p
  WHERE hub.realm() = 'worker' LIMIT 1000
$$;

-- What stands in the place of a text that was purged.
CREATE FUNCTION hub.purge_mark() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT '［保存期間満了］ [retention ended]' $$;

-- Takes threads away with all that is in them.
CREATE FUNCTION hub.purge_threads(p_threads uuid[]) RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  DELETE FROM hub.thread_consents c USING hub.thread_messages m WHERE m.id = c.message_id AND m.thread_id = ANY (p_threads);
  DELETE FROM hub.thread_citations c USING hub.thread_messages m WHERE m.id = c.message_id AND m.thread_id = ANY (p_threads);
  DELETE FROM hub.thread_assignments x WHERE x.thread_id = ANY (p_threads);
  DELETE FROM hub.thread_marks x WHERE x.thread_id = ANY (p_threads);
  DELETE FROM hub.thread_messages x WHERE x.thread_id = ANY (p_threads);
  DELETE FROM hub.threads x WHERE x.id = ANY (p_threads);
END $$;

-- Takes files away. Their keys and bytes are the caller's, after the commit; whoever finds bytes without a row sweeps them too.
CREATE FUNCTION hub.purge_files(p_files uuid[]) RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  DELETE FROM hub.bulletin_attachments x WHERE x.attachment_id = ANY (p_files);
  DELETE FROM hub.attachment_tickets x WHERE x.attachment_id = ANY (p_files);
  DELETE FROM hub.attachments x WHERE x.id = ANY (p_files);
END $$;

-- Empties one superseded version; that there was one stays, with whom it was for.
CREATE FUNCTION hub.purge_version(p_bulletin uuid, p_number int) RETURNS uuid[] LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE v_files uuid[];
BEGIN
  DELETE FROM hub.case_persons x WHERE x.bulletin_id = p_bulletin AND x.number = p_number;
  DELETE FROM hub.case_records x WHERE x.bulletin_id = p_bulletin AND x.number = p_number;
  DELETE FROM hub.translations x WHERE x.bulletin_id = p_bulletin AND x.number = p_number;
  DELETE FROM hub.proposals x WHERE x.bulletin_id = p_bulletin AND x.base_number = p_number AND x.state <> 'OPEN';
  DELETE FROM hub.bulletin_approvals x WHERE x.bulletin_id = p_bulletin AND x.number = p_number;
  DELETE FROM hub.bulletin_sections x WHERE x.bulletin_id = p_bulletin AND x.number = p_number;
  DELETE FROM hub.bulletin_attachments x WHERE x.bulletin_id = p_bulletin AND x.number = p_number;
  SELECT coalesce(array_agg(a.id), '{}') INTO v_files FROM hub.attachments a
  WHERE a.bulletin_id = p_bulletin AND NOT EXISTS (SELECT FROM hub.bulletin_attachments l WHERE l.attachment_id = a.id);
  PERFORM hub.purge_files(v_files);
  -- A hash of what stood there could be tried with what somebody guesses.
  UPDATE hub.bulletin_versions v SET title = hub.purge_mark(), document_number = NULL, handling_note = NULL, countries = '{}', has_facts = false, potential_victims = NULL,
    identified_victims = NULL, citizenships = '{}', exploitation = '{}', means_of_control = '{}', prefectures = '{}', person_at_risk = NULL, returned_reason = NULL, exception = NULL,
    title_words = '{}', words = '{}', content_hash = sha256(uuid_send(gen_random_uuid()))
  WHERE v.bulletin_id = p_bulletin AND v.number = p_number;
  RETURN v_files;
END $$;

-- Takes a bulletin away with all that hangs on it. The envelope stays, as a tombstone that nobody edits.
CREATE FUNCTION hub.purge_bulletin(p_bulletin uuid, p_instant timestamptz) RETURNS uuid[] LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE v_files uuid[]; t text;
BEGIN
  PERFORM hub.purge_threads(ARRAY(SELECT x.id FROM hub.threads x WHERE x.bulletin_id = p_bulletin));
  SELECT coalesce(array_agg(a.id), '{}') INTO v_files FROM hub.attachments a WHERE a.bulletin_id = p_bulletin;
  PERFORM hub.purge_files(v_files);
  DELETE FROM hub.strike_places x USING hub.strikes s WHERE s.id = x.strike_id AND s.bulletin_id = p_bulletin;
  -- In this order: what points at the others first.
  FOREACH t IN ARRAY ARRAY['recall_requests', 'recalls', 'strikes', 'releases', 'release_requests', 'release_ends', 'outside_releases', 'proposals', 'translations', 'case_persons', 'case_records',
    'acknowledgements', 'alert_timers', 'handover_asks', 'bulletin_terms', 'bulletin_stages', 'bulletin_approvals', 'bulletin_editions', 'bulletin_sections', 'bulletin_versions'] LOOP
    EXECUTE format('DELETE FROM hub.%I x WHERE x.bulletin_id = $1', t) USING p_bulletin;
  END LOOP;
  UPDATE hub.bulletins b SET state = 'WITHDRAWN', withdrawn_at = coalesce(b.withdrawn_at, p_instant), withdrawal_reason = hub.purge_mark(), pending_number = NULL, source_key = NULL,
    editors = '{}', revision = b.revision + 1, access_epoch = b.access_epoch + 1
  WHERE b.id = p_bulletin;
  RETURN v_files;
END $$;

-- Does it, and leaves the mark. For the two functions below.
CREATE FUNCTION hub.purge_now(p_kind text, p_subject uuid, p_number int, p_bulletin uuid, p_organisation uuid, p_days int, p_since timestamptz, p_instant timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE v_files uuid[] := '{}'; v_readers int[] := hub.purge_concerned(p_kind, p_subject, p_bulletin);
BEGIN
  CASE p_kind
    WHEN 'VERSION' THEN v_files := hub.purge_version(p_bulletin, p_number);
    WHEN 'ATTACHMENT' THEN v_files := ARRAY[p_subject]; PERFORM hub.purge_files(v_files);
    WHEN 'THREAD' THEN PERFORM hub.purge_threads(ARRAY[p_subject]);
    WHEN 'EXPORT' THEN UPDATE hub.case_exports e SET reason = hub.purge_mark(), filter = '{"ownOnly":false,"citizenships":[],"exploitation":[],"from":null,"until":null}' WHERE e.id = p_subject;
    ELSE v_files := hub.purge_bulletin(p_bulletin, p_instant);
  END CASE;
  IF p_kind IN ('VERSION', 'ATTACHMENT') THEN UPDATE hub.bulletins b SET access_epoch = b.access_epoch + 1 WHERE b.id = p_bulletin; END IF;
  INSERT INTO hub.purges (kind, subject_id, number, bulletin_id, organisation_id, purged_at, days, since)
  VALUES (p_kind, p_subject, p_number, p_bulletin, p_organisation, p_instant, p_days, p_since);
  DELETE FROM hub.purge_notices n WHERE n.subject_id = p_subject AND n.kind = p_kind AND n.number = p_number
    OR p_kind IN ('BULLETIN', 'DRAFT') AND n.bulletin_id = p_bulletin;
  RETURN jsonb_build_object('bulletinId', p_bulletin, 'organisationId', p_organisation, 'files', to_jsonb(v_files), 'readers', to_jsonb(v_readers), 'days', p_days, 'since', p_since, 'at', p_instant);
END $$;

-- For the worker. Purges one thing if it may be purged now: looked at again under the lock that holds take too. Null where it may not.
CREATE FUNCTION hub.purge(p_kind text, p_subject uuid, p_number int, p_instant timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE d record; v_bulletins uuid[];
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  PERFORM hub.lock_erasures();
  v_bulletins := CASE p_kind WHEN 'ATTACHMENT' THEN ARRAY(SELECT a.bulletin_id FROM hub.attachments a WHERE a.id = p_subject)
    WHEN 'THREAD' THEN ARRAY(SELECT t.bulletin_id FROM hub.threads t WHERE t.id = p_subject) WHEN 'EXPORT' THEN NULL ELSE ARRAY[p_subject] END;
  PERFORM FROM hub.bulletins b WHERE b.id = ANY (v_bulletins) FOR UPDATE;
  SELECT * INTO d FROM hub.purgeable(p_instant, v_bulletins) p WHERE p.kind = p_kind AND p.subject_id = p_subject AND p.number = p_number;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN hub.purge_now(d.kind, d.subject_id, d.number, d.bulletin_id, d.organisation_id, d.days, d.since, p_instant);
END $$;

-- For the worker. Purges again what had been purged before the database was restored from a backup, as the log beside the keys says. Null where there is
-- nothing to do: it is not there, it is purged, or a hold stands.
CREATE FUNCTION hub.repeat_purge(p_kind text, p_subject uuid, p_number int, p_bulletin uuid, p_organisation uuid, p_days int, p_since timestamptz, p_instant timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  PERFORM hub.lock_erasures();
  IF NOT EXISTS (SELECT FROM hub.organisations o WHERE o.id = p_organisation)
    OR p_bulletin IS NOT NULL AND (hub.is_kept(p_bulletin) OR NOT EXISTS (SELECT FROM hub.bulletins b WHERE b.id = p_bulletin))
    OR p_kind = 'EXPORT' AND NOT EXISTS (SELECT FROM hub.case_exports e WHERE e.id = p_subject)
    OR EXISTS (SELECT FROM hub.purges p WHERE p.kind = p_kind AND p.subject_id = p_subject AND p.number = p_number) THEN RETURN NULL; END IF;
  PERFORM FROM hub.bulletins b WHERE b.id = p_bulletin FOR UPDATE;
  RETURN hub.purge_now(p_kind, p_subject, p_number, p_bulletin, p_organisation, p_days, p_since, p_instant);
END $$;

-- For the worker. Holds whose day of review has come, each told once.
CREATE FUNCTION hub.review_holds(p_instant timestamptz) RETURNS TABLE (hold_id uuid, bulletin_id uuid, organisation_id uuid, readers int[])
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  UPDATE hub.legal_holds h SET reminded_on = (p_instant AT TIME ZONE 'Asia/Tokyo')::date FROM hub.bulletins b
  WHERE hub.realm() = 'worker' AND h.lifted_at IS NULL AND h.reminded_on IS NULL AND h.review_on <= (p_instant AT TIME ZONE 'Asia/Tokyo')::date AND b.id = h.bulletin_id
  RETURNING h.id, h.bulletin_id, h.organisation_id, b.editors
$$;

-- What the purge may take away, and must see to find it. Each table's own rules for people stay as they are.
DO $$
DECLARE t text; f text;
BEGIN
  FOREACH t IN ARRAY ARRAY['thread_consents', 'thread_citations', 'thread_assignments', 'thread_marks', 'thread_messages', 'threads', 'attachment_tickets', 'attachments', 'strike_places', 'strikes',
    'recall_requests', 'recalls', 'releases', 'release_requests', 'release_ends', 'outside_releases', 'proposals', 'translations', 'case_persons', 'case_records', 'acknowledgements', 'alert_timers',
    'handover_asks', 'bulletin_stages', 'bulletin_approvals', 'bulletin_sections', 'bulletin_versions'] LOOP
    EXECUTE format('GRANT SELECT, DELETE ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I FOR DELETE TO hub_authority USING (true)', t || '_purge', t);
    IF NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'hub' AND p.tablename = t AND p.cmd IN ('SELECT', 'ALL') AND 'hub_authority' = ANY (p.roles) AND p.qual = 'true' AND p.permissive = 'PERMISSIVE') THEN
      EXECUTE format('CREATE POLICY %I ON hub.%I FOR SELECT TO hub_authority USING (true)', t || '_purge_read', t);
    END IF;
  END LOOP;
  EXECUTE 'GRANT SELECT, UPDATE (reason, filter) ON hub.case_exports TO hub_authority';
  EXECUTE 'CREATE POLICY case_exports_purge ON hub.case_exports TO hub_authority USING (true) WITH CHECK (true)';
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['notice_purges', 'purges_due', 'purge', 'repeat_purge', 'review_holds'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
  FOREACH f IN ARRAY ARRAY['default_retention', 'retention_days', 'retained', 'is_kept', 'purge_concerned', 'purgeable', 'purge_mark', 'purge_threads', 'purge_files', 'purge_version', 'purge_bulletin', 'purge_now'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_authority', f);
  END LOOP;
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.default_retention, hub.retention_days, hub.retained, hub.purge_mark TO hub_app';
END $$;
