-- The end of a stage: from an instant on, said by the wall clock of a zone, its audience has the bulletin no more. A stage without a beginning goes
-- out with the publication, so that access that is given at once can end too. Reads look at the instant (hub.release_ends, as for releases that
-- end); the worker takes away afterwards, with a record and what is told.
ALTER TABLE hub.bulletin_stages RENAME COLUMN ended_at TO opened_at;
ALTER TABLE hub.bulletin_stages
  ALTER COLUMN local DROP NOT NULL, ALTER COLUMN zone DROP NOT NULL, ALTER COLUMN opens_at DROP NOT NULL,
  ADD COLUMN until_local text, ADD COLUMN until_zone text, ADD COLUMN until_at timestamptz,
  DROP CONSTRAINT bulletin_stages_state_ck, DROP CONSTRAINT bulletin_stages_ended_ck,
  ADD CONSTRAINT bulletin_stages_state_ck CHECK (state IN ('PLANNED', 'WAITING', 'OPEN', 'FAILED', 'ENDED')),
  ADD CONSTRAINT bulletin_stages_opened_ck CHECK (state = 'ENDED' OR (state IN ('OPEN', 'FAILED')) = (opened_at IS NOT NULL)),
  ADD CONSTRAINT bulletin_stages_from_ck CHECK (num_nulls(local, zone, opens_at) IN (0, 3)),
  ADD CONSTRAINT bulletin_stages_until_ck CHECK (num_nulls(until_local, until_zone, until_at) IN (0, 3)),
  ADD CONSTRAINT bulletin_stages_said_ck CHECK (num_nonnulls(local, until_local) > 0),
  -- An end is found by organisation: what everyone has ends with the bulletin.
  ADD CONSTRAINT bulletin_stages_everyone_ck CHECK (until_at IS NULL OR NOT audience @> '{"everyone": true}');
-- Whom a version, or a section of it, had admitted until their access ended: who has read it may still be asked to destroy copies.
ALTER TABLE hub.bulletin_versions ADD COLUMN lost int[] NOT NULL DEFAULT '{}';
ALTER TABLE hub.bulletin_sections ADD COLUMN lost int[] NOT NULL DEFAULT '{}';
CREATE INDEX bulletin_stages_until_ix ON hub.bulletin_stages (until_at) WHERE state = 'OPEN' AND until_at IS NOT NULL;

-- As in 0055, and the ends. What has none keeps its hash.
CREATE OR REPLACE FUNCTION hub.with_stages(p_hash bytea, p_bulletin uuid, p_number int) RETURNS bytea
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT CASE WHEN x.said IS NULL THEN p_hash ELSE sha256(p_hash || convert_to(x.said, 'UTF8')) END FROM (
    SELECT nullif(concat_ws(E'\n', (SELECT json_build_array(release_local, release_zone, expires_local, expires_zone)::text
        FROM hub.bulletin_versions WHERE bulletin_id = p_bulletin AND number = p_number AND (release_local IS NOT NULL OR expires_local IS NOT NULL)),
      (SELECT string_agg((CASE WHEN until_local IS NULL THEN json_build_array(position, audience, local, zone)
          ELSE json_build_array(position, audience, local, zone, until_local, until_zone) END)::text, E'\n' ORDER BY position)
        FROM hub.bulletin_stages WHERE bulletin_id = p_bulletin AND number = p_number)), '') AS said) x
$$;

-- Whom an open stage has admitted: those who were left out as it opened, it has not.
CREATE FUNCTION hub.stage_stands(p_audience jsonb, p_left_out uuid[]) RETURNS int[] LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT CASE WHEN p_left_out = '{}' THEN hub.audience_principals(p_audience)
    ELSE hub.without(hub.audience_principals(p_audience), ARRAY(SELECT o.reader_principal FROM hub.organisations o WHERE o.id = ANY (p_left_out))) END
$$;

-- Whom a section is for, of those whom its bulletin names; null: all of them, also where it has an audience because of releases alone.
CREATE FUNCTION hub.named_in_section(p_audience jsonb) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN p_audience IS NOT NULL AND (p_audience->'released'->>'whole')::boolean IS NOT TRUE THEN hub.audience_principals(coalesce(p_audience->'released', p_audience)) END
$$;

-- Who stands in the audience of what is published (no section) and of each of its sections, and until when: named, admitted by a stage that is open,
-- or released. Without the originator's own people. Who stands by several of these stands until the last of them ends.
CREATE FUNCTION hub.standing(p_bulletin uuid) RETURNS TABLE (section_id uuid, principal int, until timestamptz)
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  WITH v AS (
    SELECT x.bulletin_id, x.number, x.audience FROM hub.bulletins b JOIN hub.bulletin_versions x ON x.bulletin_id = b.id AND x.number = b.published_number WHERE b.id = p_bulletin),
  named AS (
    SELECT p AS principal, 'infinity'::timestamptz AS until FROM v CROSS JOIN LATERAL unnest(hub.audience_principals(coalesce(v.audience->'released', v.audience))) p
    UNION ALL
    SELECT p, coalesce(s.until_at, 'infinity') FROM v JOIN hub.bulletin_stages s ON s.bulletin_id = v.bulletin_id AND s.number = v.number AND s.state = 'OPEN'
    CROSS JOIN LATERAL unnest(hub.stage_stands(s.audience, s.left_out)) p),
  parts AS (
    SELECT NULL::uuid AS section_id, NULL::int[] AS few, v.audience FROM v
    UNION ALL
    SELECT s.section_id, hub.named_in_section(s.audience), coalesce(s.audience, v.audience)
    FROM v JOIN hub.bulletin_sections s ON s.bulletin_id = v.bulletin_id AND s.number = v.number)
  SELECT x.section_id, x.principal, max(x.until) FROM (
    SELECT p.section_id, n.principal, n.until FROM parts p JOIN named n ON p.few IS NULL OR n.principal = ANY (p.few)
    UNION ALL
    -- What everyone has, a section's few have too.
    SELECT p.section_id, q, n.until FROM parts p CROSS JOIN LATERAL unnest(p.few) q JOIN named n ON n.principal <= 2
    UNION ALL
    SELECT p.section_id, (e->>'principal')::int, coalesce((e->>'until')::timestamptz, 'infinity')
    FROM parts p CROSS JOIN LATERAL jsonb_array_elements(p.audience->'released'->'entries') e) x
  GROUP BY x.section_id, x.principal
$$;

-- What organisations have until an instant only, of the version that is read now: by releases, and by stages. Idempotent.
CREATE OR REPLACE FUNCTION hub.derive_release_ends(p_bulletin uuid) RETURNS void
LANGUAGE sql VOLATILE SET search_path = hub, pg_temp AS $$
  DELETE FROM hub.release_ends WHERE bulletin_id = p_bulletin;
  INSERT INTO hub.release_ends (bulletin_id, organisation_id, section_id, until)
  WITH stand AS MATERIALIZED (SELECT * FROM hub.standing(p_bulletin))
  SELECT p_bulletin, o.id, s.section_id, s.until FROM stand s JOIN hub.organisations o ON o.reader_principal = s.principal
  JOIN hub.bulletins b ON b.id = p_bulletin AND b.originator_id <> o.id
  WHERE s.until < 'infinity' AND NOT EXISTS (SELECT FROM stand e WHERE e.section_id IS NOT DISTINCT FROM s.section_id AND e.principal <= 2)
$$;

-- Takes what is published, and each section of it, from those of these principals who stand in its audience no more; they hear so. hub.revoke() is to
-- follow.
CREATE FUNCTION hub.take_away(p_bulletin uuid, p_had int[], p_instant timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE b hub.bulletins; v_lost int[]; r record;
BEGIN
  SELECT * INTO b FROM hub.bulletins x WHERE x.id = p_bulletin;
  -- Its own people keep it, whoever names them.
  p_had := hub.without(p_had, ARRAY(SELECT o.reader_principal FROM hub.organisations o WHERE o.id = b.originator_id));
  v_lost := ARRAY(SELECT h FROM unnest(p_had) h WHERE NOT EXISTS (SELECT FROM hub.standing(p_bulletin) s WHERE s.section_id IS NULL AND s.principal IN (1, 2, h)));
  UPDATE hub.bulletin_versions v SET admitted = hub.without(v.admitted, v_lost), lost = hub.merge(v.lost, v_lost) WHERE v.bulletin_id = p_bulletin AND v.number = b.published_number;
  WITH stand AS MATERIALIZED (SELECT * FROM hub.standing(p_bulletin))
  UPDATE hub.bulletin_sections c SET admitted = hub.without(c.admitted, x.gone), lost = hub.merge(c.lost, x.gone)
  FROM (SELECT o.section_id, ARRAY(SELECT h FROM unnest(p_had) h WHERE h = ANY (o.admitted)
      AND NOT EXISTS (SELECT FROM stand s WHERE s.section_id = o.section_id AND s.principal IN (1, 2, h))) AS gone
    FROM hub.bulletin_sections o WHERE o.bulletin_id = p_bulletin AND o.number = b.published_number) x
  WHERE c.bulletin_id = p_bulletin AND c.number = b.published_number AND c.section_id = x.section_id;
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

-- As in 0044; whoever has it by a stage as well keeps it.
CREATE OR REPLACE FUNCTION hub.end_releases(p_bulletin uuid, p_requests uuid[], p_instant timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE b hub.bulletins; v_old jsonb; v_new jsonb;
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  SELECT * INTO b FROM hub.bulletins x WHERE x.id = p_bulletin FOR UPDATE;
  PERFORM hub.drop_releases(p_bulletin, p_requests);
  UPDATE hub.releases x SET ended_at = p_instant WHERE x.bulletin_id = p_bulletin AND x.id = ANY (p_requests) AND x.ended_at IS NULL;
  SELECT v.audience INTO v_old FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.number = b.published_number;
  v_new := hub.audience_without(v_old, p_requests);
  IF v_new = v_old THEN RETURN; END IF;
  UPDATE hub.bulletin_versions v SET audience = v_new WHERE v.bulletin_id = p_bulletin AND v.number = b.published_number;
  UPDATE hub.bulletin_sections s SET audience = hub.audience_without(s.audience, p_requests)
  WHERE s.bulletin_id = p_bulletin AND s.number = b.published_number AND s.audience IS NOT NULL;
  PERFORM hub.take_away(p_bulletin,
    ARRAY(SELECT DISTINCT (e->>'principal')::int FROM jsonb_array_elements(v_old->'released'->'entries') e WHERE (e->>'requestId')::uuid = ANY (p_requests)), p_instant);
END $$;

-- As in 0055. A stage without a beginning opens with the publication; one whose end has come admits nobody. Of a section that names whom a stage brings
-- they get nothing before, also where something else was released to them.
CREATE OR REPLACE FUNCTION hub.begin_stages() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_open int[]; v_closed int[]; v_own int;
BEGIN
  UPDATE hub.bulletin_stages s SET editors = NEW.editors, left_out = CASE WHEN x.due AND NOT x.over THEN hub.stage_leaves_out(s.audience) ELSE '{}' END,
    state = CASE WHEN x.over THEN 'ENDED' WHEN NOT x.due THEN 'WAITING' WHEN hub.stage_admits(s.audience) = '{}' THEN 'FAILED' ELSE 'OPEN' END,
    opened_at = CASE WHEN x.due AND NOT x.over THEN NEW.published_at END
  FROM (SELECT o.position, coalesce(o.opens_at <= NEW.published_at, true) AS due, coalesce(o.until_at <= NEW.published_at, false) AS over
        FROM hub.bulletin_stages o WHERE o.bulletin_id = NEW.bulletin_id AND o.number = NEW.number) x
  WHERE s.bulletin_id = NEW.bulletin_id AND s.number = NEW.number AND s.position = x.position;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT hub.merge('{}', coalesce(array_agg(p) FILTER (WHERE s.state = 'OPEN' AND p = ANY (hub.stage_admits(s.audience))), '{}')), coalesce(array_agg(p), '{}')
  INTO v_open, v_closed
  FROM hub.bulletin_stages s CROSS JOIN LATERAL unnest(hub.audience_principals(s.audience)) p WHERE s.bulletin_id = NEW.bulletin_id AND s.number = NEW.number;
  SELECT o.reader_principal INTO v_own FROM hub.bulletins b JOIN hub.organisations o ON o.id = b.originator_id WHERE b.id = NEW.bulletin_id;
  -- Where everyone has it, nobody waits; nor do the originator's own people.
  v_closed := CASE WHEN (NEW.admitted || v_open) && ARRAY[1, 2] THEN '{}'
    ELSE hub.without(v_closed, hub.audience_principals(coalesce(NEW.audience->'released', NEW.audience)) || v_open || v_own) END;
  UPDATE hub.bulletin_sections s SET admitted = x.admitted, gate = x.admitted
  FROM (SELECT section_id, CASE WHEN hub.named_in_section(audience) IS NULL THEN hub.merge(admitted, v_open) ELSE hub.without(admitted, hub.without(v_closed,
          ARRAY(SELECT (e->>'principal')::int FROM jsonb_array_elements(audience->'released'->'entries') e))) END AS admitted
        FROM hub.bulletin_sections WHERE bulletin_id = NEW.bulletin_id AND number = NEW.number) x
  WHERE s.bulletin_id = NEW.bulletin_id AND s.number = NEW.number AND s.section_id = x.section_id;
  UPDATE hub.bulletin_versions SET admitted = hub.merge(admitted, v_open), gate = hub.merge(gate, v_open) WHERE bulletin_id = NEW.bulletin_id AND number = NEW.number;
  RETURN NULL;
END $$;

-- As in 0055. A stage whose end comes before it could open has failed; whoever comes back to a version counts it once.
CREATE OR REPLACE FUNCTION hub.admit_stage(p_bulletin uuid, p_number int, p_position int, p_instant timestamptz) RETURNS TABLE (before int[], now int[])
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE s hub.bulletin_stages; v_admits int[]; v_principal int; v_class int[];
BEGIN
  SELECT * INTO s FROM hub.bulletin_stages x WHERE x.bulletin_id = p_bulletin AND x.number = p_number AND x.position = p_position;
  v_admits := CASE WHEN s.until_at <= p_instant THEN '{}' ELSE hub.stage_admits(s.audience) END;
  UPDATE hub.bulletin_stages x SET state = CASE WHEN v_admits = '{}' THEN 'FAILED' ELSE 'OPEN' END, opened_at = p_instant, left_out = hub.stage_leaves_out(s.audience)
  WHERE x.bulletin_id = p_bulletin AND x.number = p_number AND x.position = p_position;
  IF v_admits = '{}' THEN RETURN; END IF;
  SELECT v.admitted, hub.merge(v.admitted, v_admits) INTO before, now FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.number = p_number;
  UPDATE hub.bulletin_versions v SET admitted = now, gate = now WHERE v.bulletin_id = p_bulletin AND v.number = p_number;
  UPDATE hub.bulletin_sections c SET admitted = hub.merge(c.admitted, x.more)
  FROM (SELECT o.section_id, CASE WHEN hub.named_in_section(o.audience) IS NULL THEN v_admits ELSE ARRAY(SELECT unnest(v_admits) INTERSECT SELECT unnest(hub.named_in_section(o.audience))) END AS more
        FROM hub.bulletin_sections o WHERE o.bulletin_id = p_bulletin AND o.number = p_number) x
  WHERE c.bulletin_id = p_bulletin AND c.number = p_number AND c.section_id = x.section_id;
  PERFORM hub.spread(p_bulletin), hub.index_words(p_bulletin), hub.derive_release_ends(p_bulletin);
  -- As in hub.begin_editions, for those alone who come new: the version is their next edition.
  FOREACH v_principal IN ARRAY hub.without(v_admits, before) LOOP
    v_class := hub.implied(v_principal);
    INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
    SELECT p_bulletin, v_principal, e.seen, e.number FROM hub.editions(p_bulletin, v_class) e
    WHERE e.number <= p_number AND NOT EXISTS (SELECT FROM hub.bulletin_editions o WHERE o.bulletin_id = p_bulletin AND o.principal = v_principal);
    IF NOT before && v_class AND NOT EXISTS (SELECT FROM hub.bulletin_editions o WHERE o.bulletin_id = p_bulletin AND o.principal = v_principal AND o.number = p_number) THEN
      INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
      SELECT p_bulletin, v_principal, coalesce(max(e.seen), 0) + 1, p_number FROM hub.bulletin_editions e WHERE e.bulletin_id = p_bulletin AND e.principal = v_principal;
    END IF;
  END LOOP;
  RETURN NEXT;
END $$;

-- As in 0047; with those whose access has ended.
CREATE OR REPLACE FUNCTION hub.gather_recall(p_recall uuid, p_instant timestamptz, p_lead interval)
RETURNS TABLE (request_id uuid, bulletin_id uuid, cause text, originator_id uuid, organisation_id uuid, readers int[], within boolean, opened_by uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE r hub.recalls; b hub.bulletins;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  SELECT * INTO r FROM hub.recalls x WHERE x.id = p_recall AND x.gathered_at IS NULL FOR UPDATE SKIP LOCKED;
  IF r.id IS NULL THEN RETURN; END IF;
  SELECT * INTO b FROM hub.bulletins x WHERE x.id = r.bulletin_id;
  RETURN QUERY
  WITH shown AS MATERIALIZED (
    SELECT l.organisation_id AS organisation, l.subject_versions[array_position(l.subject_ids, b.id)] AS number, min(l.occurred_at) AS first, max(l.occurred_at) AS last
    FROM hub.log_subjects s CROSS JOIN LATERAL (
      SELECT * FROM hub.log_records x WHERE x.holder_id = b.originator_id AND x.counter >= s.block << 9 AND x.counter < (s.block + 1) << 9 AND x.subject_ids @> ARRAY[b.id]
      ORDER BY x.counter LIMIT 512) l
    WHERE s.subject_id = b.id AND s.holder_id = b.originator_id AND l.action IN ('bulletin.read', 'bulletin.listed') AND l.organisation_id <> b.originator_id
    GROUP BY 1, 2),
  readers AS MATERIALIZED (
    SELECT h.organisation, array_agg(h.number) AS numbers, max(h.last) AS last FROM shown h
    -- Since a strike the text is not there any more; whoever was reading as it was struck may have had it.
    WHERE h.number > 0 AND (r.strike_id IS NULL OR h.first <= (SELECT s.struck_at + interval '1 minute' FROM hub.strikes s WHERE s.id = r.strike_id)) GROUP BY h.organisation),
  now AS MATERIALIZED (SELECT * FROM hub.covered(b.readers)),
  known AS (
    SELECT x.organisation, x.last, x.numbers, o.reader_principal, hub.addressed(n.principals, o.reader_principal) AS now,
      hub.addressed((SELECT c.principals FROM hub.covered(ARRAY(
        SELECT DISTINCT u FROM hub.bulletin_versions v, unnest(v.admitted || v.lost) u WHERE v.bulletin_id = b.id AND v.number = ANY (x.numbers))) c
        WHERE c.organisation_id = o.id), o.reader_principal) AS before
    FROM readers x JOIN hub.organisations o ON o.id = x.organisation LEFT JOIN now n ON n.organisation_id = o.id),
  asked AS (
    INSERT INTO hub.recall_requests (id, recall_id, bulletin_id, reference, cause, originator_id, organisation_id, readers, asked_at, due_at, next_at)
    SELECT gen_random_uuid(), r.id, b.id, b.reference, r.cause, b.originator_id, k.organisation, coalesce(k.now, k.before), p_instant, r.due_at,
      greatest(r.due_at - p_lead, p_instant + (r.due_at - p_instant) / 2)
    FROM known k
    WHERE coalesce(k.now, k.before) IS NOT NULL AND CASE r.cause
        WHEN 'NARROWED' THEN k.now IS NULL
        WHEN 'STRUCK' THEN EXISTS (
          SELECT FROM hub.strike_places p JOIN hub.bulletin_versions v ON v.bulletin_id = p.bulletin_id AND v.number = p.number
          LEFT JOIN hub.bulletin_sections s ON s.bulletin_id = p.bulletin_id AND s.number = p.number AND s.section_id = p.section_id
          WHERE p.strike_id = r.strike_id AND NOT p.internal AND p.number = ANY (k.numbers)
            AND EXISTS (SELECT FROM hub.covered(coalesce(s.admitted || s.lost, v.admitted || v.lost)) c WHERE c.organisation_id = k.organisation))
        ELSE true END
      AND NOT EXISTS (
        SELECT FROM hub.recall_requests q JOIN hub.recalls e ON e.id = q.recall_id
        WHERE q.bulletin_id = b.id AND q.organisation_id = k.organisation AND q.asked_at >= k.last AND e.strike_id IS NOT DISTINCT FROM r.strike_id)
    RETURNING *)
  SELECT a.id, a.bulletin_id, a.cause, a.originator_id, a.organisation_id, a.readers, EXISTS (SELECT FROM now n WHERE n.organisation_id = a.organisation_id), r.opened_by FROM asked a;
  UPDATE hub.recalls x SET gathered_at = p_instant WHERE x.id = r.id;
END $$;

-- For the worker. Ends the stages whose end has come, each once among all hubs, also of what was withdrawn: nothing of it stays. As in
-- hub.open_stages, what was not told of yet is left to the next look; nobody sees it meanwhile. hub.revoke() is to follow.
CREATE FUNCTION hub.end_stages(p_instant timestamptz) RETURNS TABLE (bulletin_id uuid, number int, "position" int, originator_id uuid, state text, left_out uuid[], editors int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE d record;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  IF NOT EXISTS (SELECT FROM hub.bulletin_stages s JOIN hub.bulletins b ON b.id = s.bulletin_id AND b.published_number = s.number
    WHERE s.state = 'OPEN' AND s.until_at <= p_instant) THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(7306);
  FOR d IN SELECT b.id, b.originator_id AS originator, s.number AS version, s.position AS place, s.until_at AS ends, s.audience, s.left_out AS absent
    FROM hub.bulletin_stages s JOIN hub.bulletins b ON b.id = s.bulletin_id AND b.published_number = s.number
    WHERE s.state = 'OPEN' AND s.until_at <= p_instant
      AND NOT EXISTS (SELECT FROM hub.alert_queue q JOIN hub.outbox_events o ON o.id = q.event_id WHERE o.subject_id = b.id AND o.type = 'bulletin.published')
    ORDER BY s.until_at, s.bulletin_id, s.position FOR UPDATE OF b SKIP LOCKED
  LOOP
    UPDATE hub.bulletin_stages s SET state = 'ENDED' WHERE s.bulletin_id = d.id AND s.number = d.version AND s.position = d.place;
    PERFORM hub.take_away(d.id, hub.stage_stands(d.audience, d.absent), d.ends);
    RETURN QUERY SELECT s.bulletin_id, s.number, s.position, d.originator, s.state, s.left_out, s.editors FROM hub.bulletin_stages s
    WHERE s.bulletin_id = d.id AND s.number = d.version AND s.position = d.place;
  END LOOP;
END $$;

-- As in 0055, and the ends of stages.
CREATE OR REPLACE FUNCTION hub.wall_clocks(p_instant timestamptz, p_until timestamptz)
RETURNS TABLE (what text, bulletin_id uuid, number int, "position" int, local text, zone text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT 'STAGE', s.bulletin_id, s.number, s.position, s.local, s.zone, s.opens_at FROM hub.bulletin_stages s
  WHERE s.opens_at IS NOT NULL AND s.state IN ('PLANNED', 'WAITING') AND (p_until IS NULL OR s.state = 'WAITING' AND s.opens_at <= p_until)
  UNION ALL
  SELECT 'RELEASE', v.bulletin_id, v.number, 0, v.release_local, v.release_zone, v.release_at FROM hub.bulletin_versions v
  WHERE v.release_zone IS NOT NULL AND v.review_state <> 'PUBLISHED' AND (p_until IS NULL OR v.review_state = 'APPROVED' AND v.release_at <= p_until)
  UNION ALL
  -- What has expired stays so.
  SELECT 'EXPIRY', v.bulletin_id, v.number, 0, v.expires_local, v.expires_zone, v.expires_at FROM hub.bulletin_versions v
  JOIN hub.bulletins b ON b.id = v.bulletin_id AND v.number IN (b.published_number, b.pending_number) AND b.state <> 'WITHDRAWN'
  WHERE p_until IS NULL AND v.expires_zone IS NOT NULL AND v.expires_at > p_instant
  UNION ALL
  -- What has ended stays so.
  SELECT 'UNTIL', s.bulletin_id, s.number, s.position, s.until_local, s.until_zone, s.until_at FROM hub.bulletin_stages s
  JOIN hub.bulletins b ON b.id = s.bulletin_id AND s.number IN (b.published_number, b.pending_number)
  WHERE p_until IS NULL AND s.state IN ('PLANNED', 'WAITING', 'OPEN') AND s.until_at > p_instant;
END $$;

CREATE OR REPLACE FUNCTION hub.move_instant(p_what text, p_bulletin uuid, p_number int, p_position int, p_at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  IF p_what = 'STAGE' THEN
    UPDATE hub.bulletin_stages s SET opens_at = p_at WHERE s.bulletin_id = p_bulletin AND s.number = p_number AND s.position = p_position AND s.state IN ('PLANNED', 'WAITING');
  ELSIF p_what = 'UNTIL' THEN
    UPDATE hub.bulletin_stages s SET until_at = p_at WHERE s.bulletin_id = p_bulletin AND s.number = p_number AND s.position = p_position AND s.state IN ('PLANNED', 'WAITING', 'OPEN');
    UPDATE hub.bulletins b SET access_epoch = access_epoch + 1 WHERE b.id = p_bulletin AND b.published_number = p_number;
    IF FOUND THEN PERFORM hub.derive_release_ends(p_bulletin); END IF;
  ELSIF p_what = 'RELEASE' THEN
    UPDATE hub.bulletin_versions v SET release_at = p_at WHERE v.bulletin_id = p_bulletin AND v.number = p_number AND v.release_zone IS NOT NULL AND v.review_state <> 'PUBLISHED';
  ELSE
    UPDATE hub.bulletin_versions v SET expires_at = p_at WHERE v.bulletin_id = p_bulletin AND v.number = p_number AND v.expires_zone IS NOT NULL;
    UPDATE hub.bulletins b SET expires_at = p_at, access_epoch = access_epoch + 1 WHERE b.id = p_bulletin AND b.published_number = p_number AND b.state = 'PUBLISHED';
    IF FOUND THEN
      PERFORM hub.spread(p_bulletin);
      UPDATE hub.alert_timers t SET fires_at = p_at WHERE t.bulletin_id = p_bulletin AND t.kind = 'EXPIRED';
    END IF;
  END IF;
END $$;

-- As in 0032. Whom a stage brings later has its time to answer from then on.
CREATE OR REPLACE FUNCTION hub.watch_alerts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  INSERT INTO hub.duty_watches (id, bulletin_id, organisation_id, number, since)
  SELECT gen_random_uuid(), a.bulletin_id, a.organisation_id, a.number, greatest(v.published_at, a.occurred_at)
  FROM added a JOIN hub.bulletin_versions v ON v.bulletin_id = a.bulletin_id AND v.number = a.number AND v.urgency = 'IMMEDIATE'
  JOIN hub.bulletins b ON b.id = a.bulletin_id AND b.originator_id <> a.organisation_id
  LEFT JOIN LATERAL (SELECT w.urgency FROM hub.bulletin_versions w WHERE w.bulletin_id = a.bulletin_id AND w.number < a.number AND w.review_state = 'PUBLISHED'
    ORDER BY w.number DESC LIMIT 1) before ON true
  WHERE a.kind = 'PUBLISHED' AND a.barred = '{}' OR a.kind IN ('PUBLISHED', 'REVISED') AND before.urgency <> 'IMMEDIATE'
  ON CONFLICT (bulletin_id, organisation_id, number) DO NOTHING;
  RETURN NULL;
END $$;

-- As in 0054; and what their organisation has no more at that instant.
CREATE OR REPLACE FUNCTION hub.enter_viewed(p_bulletin uuid, p_working boolean, p_organisation uuid, p_person uuid, p_anybody text, p_instant timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE a record;
BEGIN
  SELECT * INTO a FROM hub.viewed_as(p_bulletin, p_working, p_organisation, p_person, p_anybody);
  IF a.roles IS NULL THEN RAISE EXCEPTION 'nobody known' USING ERRCODE = 'HB003'; END IF;
  PERFORM set_config('hub.person', '', true), set_config('hub.organisation', '', true), set_config('hub.roles', '', true),
    set_config('hub.principals', (ARRAY[1]
      || CASE WHEN a.roles && ARRAY['READER','OFFICER','CONTACT_POINT'] THEN ARRAY[2, a.reader_principal, a.self_principal] END
      || CASE WHEN 'OFFICER' = ANY (a.roles) THEN ARRAY[a.officer_principal] END)::text, true),
    set_config('hub.ended', ARRAY(SELECT coalesce(e.section_id, e.bulletin_id) FROM hub.release_ends e JOIN hub.organisations o ON o.id = e.organisation_id
      WHERE e.bulletin_id = p_bulletin AND o.reader_principal = a.reader_principal AND e.until <= p_instant)::text, true),
    set_config('hub.instant', p_instant::text, true);
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.end_stages OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.end_stages FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.end_stages TO hub_app';
  FOREACH f IN ARRAY ARRAY['stage_stands', 'named_in_section', 'standing', 'take_away'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_authority', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
