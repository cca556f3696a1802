-- Scheduled release in stages. A version goes to its audience when it is published, and to each stage's audience from the stage's instant
-- on: the same version, with more people admitted to it. What is said by the wall clock of a zone is kept as it was said, and beside it the
-- instant that it is by the zone's rules as they are known (the application reckons; ReleaseJob reckons again).
ALTER TABLE hub.bulletin_versions
  ADD COLUMN release_local text, ADD COLUMN release_zone text, ADD COLUMN expires_local text, ADD COLUMN expires_zone text,
  ADD CONSTRAINT bulletin_versions_release_zone_ck CHECK ((release_local IS NULL) = (release_zone IS NULL) AND (release_local IS NULL OR release_at IS NOT NULL)),
  ADD CONSTRAINT bulletin_versions_expires_zone_ck CHECK ((expires_local IS NULL) = (expires_zone IS NULL) AND (expires_local IS NULL OR expires_at IS NOT NULL));

-- The stages of each version, known to its editors alone: to recipients nothing tells that there are any.
CREATE TABLE hub.bulletin_stages (
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  position int NOT NULL,
  audience jsonb NOT NULL,
  local text NOT NULL,
  zone text NOT NULL,
  opens_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'PLANNED',
  ended_at timestamptz,
  left_out uuid[] NOT NULL DEFAULT '{}',
  editors int[] NOT NULL,
  CONSTRAINT bulletin_stages_pk PRIMARY KEY (bulletin_id, number, position),
  CONSTRAINT bulletin_stages_version_fk FOREIGN KEY (bulletin_id, number) REFERENCES hub.bulletin_versions (bulletin_id, number),
  CONSTRAINT bulletin_stages_state_ck CHECK (state IN ('PLANNED', 'WAITING', 'OPEN', 'FAILED')),
  CONSTRAINT bulletin_stages_ended_ck CHECK ((state IN ('OPEN', 'FAILED')) = (ended_at IS NOT NULL))
);
CREATE INDEX bulletin_stages_opens_ix ON hub.bulletin_stages (opens_at) WHERE state = 'WAITING';
ALTER TABLE hub.bulletin_stages ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.bulletin_stages FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON hub.bulletin_stages TO hub_app;
GRANT SELECT, UPDATE ON hub.bulletin_stages TO hub_authority;
CREATE POLICY bulletin_stages_authority ON hub.bulletin_stages TO hub_authority USING (true) WITH CHECK (true);
CREATE POLICY bulletin_stages_read ON hub.bulletin_stages FOR SELECT TO hub_app USING (
  editors && (SELECT hub.principals())::int[] AND EXISTS (
    SELECT FROM hub.bulletins b WHERE b.id = bulletin_stages.bulletin_id AND b.editors && (SELECT hub.principals())::int[]));
CREATE POLICY bulletin_stages_add ON hub.bulletin_stages FOR INSERT TO hub_app WITH CHECK (
  state = 'PLANNED' AND editors && (SELECT hub.principals())::int[] AND EXISTS (SELECT FROM hub.bulletin_versions v
    WHERE v.bulletin_id = bulletin_stages.bulletin_id AND v.number = bulletin_stages.number
      AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));
CREATE POLICY bulletin_stages_remove ON hub.bulletin_stages FOR DELETE TO hub_app USING (
  editors && (SELECT hub.principals())::int[] AND EXISTS (SELECT FROM hub.bulletin_versions v
    WHERE v.bulletin_id = bulletin_stages.bulletin_id AND v.number = bulletin_stages.number
      AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));

-- What an approval binds, with the stages and the wall clocks. What has none keeps its hash.
CREATE FUNCTION hub.with_stages(p_hash bytea, p_bulletin uuid, p_number int) RETURNS bytea
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT CASE WHEN x.said IS NULL THEN p_hash ELSE sha256(p_hash || convert_to(x.said, 'UTF8')) END FROM (
    SELECT nullif(concat_ws(E'\n', (SELECT json_build_array(release_local, release_zone, expires_local, expires_zone)::text
        FROM hub.bulletin_versions WHERE bulletin_id = p_bulletin AND number = p_number AND (release_local IS NOT NULL OR expires_local IS NOT NULL)),
      (SELECT string_agg(json_build_array(position, audience, local, zone)::text, E'\n' ORDER BY position)
        FROM hub.bulletin_stages WHERE bulletin_id = p_bulletin AND number = p_number)), '') AS said) x
$$;

-- Whom a stage admits: organisations that are suspended at that instant are left out.
CREATE FUNCTION hub.stage_admits(p_audience jsonb) RETURNS int[] LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT coalesce(array_agg(p ORDER BY p), '{}') FROM unnest(hub.audience_principals(p_audience)) p
  WHERE NOT EXISTS (SELECT FROM hub.organisations o WHERE o.reader_principal = p AND o.suspended_at IS NOT NULL)
$$;
CREATE FUNCTION hub.stage_leaves_out(p_audience jsonb) RETURNS uuid[] LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT coalesce(array_agg(o.id ORDER BY o.id), '{}') FROM hub.organisations o
  WHERE o.suspended_at IS NOT NULL AND o.reader_principal = ANY (hub.audience_principals(p_audience))
$$;
CREATE FUNCTION hub.without(a int[], b int[]) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT coalesce(array_agg(x ORDER BY x), '{}') FROM unnest(a) x WHERE x <> ALL (b) $$;

-- As a version is published: its stages wait from now on, and those whose instant has come are open already. A section for some of whom
-- a stage admits waits for them. hub.publish_version, within which this runs, derives everything else afterwards.
CREATE FUNCTION hub.begin_stages() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_open int[]; v_closed int[];
BEGIN
  UPDATE hub.bulletin_stages s SET editors = NEW.editors, left_out = CASE WHEN x.due THEN hub.stage_leaves_out(s.audience) ELSE '{}' END,
    state = CASE WHEN NOT x.due THEN 'WAITING' WHEN hub.stage_admits(s.audience) = '{}' THEN 'FAILED' ELSE 'OPEN' END,
    ended_at = CASE WHEN x.due THEN NEW.published_at END
  FROM (SELECT o.position, o.opens_at <= NEW.published_at AS due FROM hub.bulletin_stages o WHERE o.bulletin_id = NEW.bulletin_id AND o.number = NEW.number) x
  WHERE s.bulletin_id = NEW.bulletin_id AND s.number = NEW.number AND s.position = x.position;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT hub.merge('{}', coalesce(array_agg(p) FILTER (WHERE s.state = 'OPEN' AND p = ANY (hub.stage_admits(s.audience))), '{}')), coalesce(array_agg(p), '{}')
  INTO v_open, v_closed
  FROM hub.bulletin_stages s CROSS JOIN LATERAL unnest(hub.audience_principals(s.audience)) p WHERE s.bulletin_id = NEW.bulletin_id AND s.number = NEW.number;
  v_closed := hub.without(v_closed, NEW.admitted || v_open);
  UPDATE hub.bulletin_sections s SET admitted = x.admitted, gate = x.admitted
  FROM (SELECT section_id, CASE WHEN audience IS NULL THEN hub.merge(admitted, v_open) ELSE hub.without(admitted, v_closed) END AS admitted
        FROM hub.bulletin_sections WHERE bulletin_id = NEW.bulletin_id AND number = NEW.number) x
  WHERE s.bulletin_id = NEW.bulletin_id AND s.number = NEW.number AND s.section_id = x.section_id;
  UPDATE hub.bulletin_versions SET admitted = hub.merge(admitted, v_open), gate = hub.merge(gate, v_open) WHERE bulletin_id = NEW.bulletin_id AND number = NEW.number;
  RETURN NULL;
END $$;
CREATE TRIGGER bulletin_versions_stages AFTER UPDATE OF review_state ON hub.bulletin_versions FOR EACH ROW
  WHEN (NEW.review_state = 'PUBLISHED' AND OLD.review_state <> 'PUBLISHED') EXECUTE FUNCTION hub.begin_stages();

-- Admits one stage's audience to the published version. Gives who could see it before and who can now; null where nobody is left to admit.
CREATE FUNCTION hub.admit_stage(p_bulletin uuid, p_number int, p_position int, p_instant timestamptz) RETURNS TABLE (before int[], now int[])
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE s hub.bulletin_stages; v_admits int[]; v_principal int; v_class int[];
BEGIN
  SELECT * INTO s FROM hub.bulletin_stages x WHERE x.bulletin_id = p_bulletin AND x.number = p_number AND x.position = p_position;
  v_admits := hub.stage_admits(s.audience);
  UPDATE hub.bulletin_stages x SET state = CASE WHEN v_admits = '{}' THEN 'FAILED' ELSE 'OPEN' END, ended_at = p_instant, left_out = hub.stage_leaves_out(s.audience)
  WHERE x.bulletin_id = p_bulletin AND x.number = p_number AND x.position = p_position;
  IF v_admits = '{}' THEN RETURN; END IF;
  SELECT v.admitted, hub.merge(v.admitted, v_admits) INTO before, now FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.number = p_number;
  UPDATE hub.bulletin_versions v SET admitted = now, gate = now WHERE v.bulletin_id = p_bulletin AND v.number = p_number;
  UPDATE hub.bulletin_sections c SET admitted = hub.merge(c.admitted, x.more)
  FROM (SELECT o.section_id, CASE WHEN o.audience IS NULL THEN v_admits ELSE ARRAY(SELECT unnest(v_admits) INTERSECT SELECT unnest(hub.audience_principals(o.audience))) END AS more
        FROM hub.bulletin_sections o WHERE o.bulletin_id = p_bulletin AND o.number = p_number) x
  WHERE c.bulletin_id = p_bulletin AND c.number = p_number AND c.section_id = x.section_id;
  PERFORM hub.spread(p_bulletin), hub.index_words(p_bulletin);
  -- As in hub.begin_editions, for those alone who come new: the version is their next edition.
  FOREACH v_principal IN ARRAY hub.without(v_admits, before) LOOP
    v_class := hub.implied(v_principal);
    INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
    SELECT p_bulletin, v_principal, e.seen, e.number FROM hub.editions(p_bulletin, v_class) e
    WHERE e.number <= p_number AND NOT EXISTS (SELECT FROM hub.bulletin_editions o WHERE o.bulletin_id = p_bulletin AND o.principal = v_principal);
    IF NOT before && v_class THEN
      INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
      SELECT p_bulletin, v_principal, coalesce(max(e.seen), 0) + 1, p_number FROM hub.bulletin_editions e WHERE e.bulletin_id = p_bulletin AND e.principal = v_principal;
    END IF;
  END LOOP;
  RETURN NEXT;
END $$;

-- For an editor who looks at what others will see: opens what is to open by then. Within hub.view_as, which takes it back.
CREATE FUNCTION hub.foresee_stages(p_bulletin uuid, p_at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE s record;
BEGIN
  IF hub.realm() <> 'actor' OR NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  FOR s IN SELECT x.number, x.position FROM hub.bulletin_stages x JOIN hub.bulletins b ON b.id = x.bulletin_id AND b.published_number = x.number AND b.state = 'PUBLISHED'
    WHERE x.bulletin_id = p_bulletin AND x.state = 'WAITING' AND x.opens_at <= p_at AND (b.expires_at IS NULL OR b.expires_at > x.opens_at) ORDER BY x.opens_at, x.position
  LOOP
    PERFORM hub.admit_stage(p_bulletin, s.number, s.position, p_at);
  END LOOP;
END $$;

-- For the worker. Opens the stages that have fallen due, each once among all hubs, with the alerts of those who could not see it before.
-- Their places in the streams are given under the distributor's lock, which is taken before any bulletin's; where the distributor has
-- not told of the publication itself yet, the stage is left to the next look, or it would be told twice.
CREATE FUNCTION hub.open_stages(p_instant timestamptz) RETURNS TABLE (bulletin_id uuid, number int, "position" int, originator_id uuid, state text, left_out uuid[], editors int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE d record; a record; v_told boolean := false;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  IF NOT EXISTS (SELECT FROM hub.bulletin_stages s JOIN hub.bulletins b ON b.id = s.bulletin_id AND b.published_number = s.number AND b.state = 'PUBLISHED'
    WHERE s.state = 'WAITING' AND s.opens_at <= p_instant AND (b.expires_at IS NULL OR b.expires_at > p_instant)) THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(7306);
  FOR d IN SELECT b.id, b.originator_id AS originator, s.number AS version, s.position AS place
    FROM hub.bulletin_stages s JOIN hub.bulletins b ON b.id = s.bulletin_id AND b.published_number = s.number AND b.state = 'PUBLISHED'
    WHERE s.state = 'WAITING' AND s.opens_at <= p_instant AND (b.expires_at IS NULL OR b.expires_at > p_instant)
      AND NOT EXISTS (SELECT FROM hub.alert_queue q JOIN hub.outbox_events o ON o.id = q.event_id WHERE o.subject_id = b.id AND o.type = 'bulletin.published')
    ORDER BY s.opens_at, s.bulletin_id, s.position FOR UPDATE OF b SKIP LOCKED
  LOOP
    SELECT * INTO a FROM hub.admit_stage(d.id, d.version, d.place, p_instant);
    WITH made AS (
      SELECT n.organisation_id AS id, n.principals, coalesce(w.principals, '{}') AS barred
      FROM hub.covered(a.now) n JOIN hub.organisations o ON o.id = n.organisation_id LEFT JOIN hub.covered(a.before) w ON w.organisation_id = n.organisation_id
      WHERE NOT coalesce(w.principals, '{}') && ARRAY[1, 2, o.reader_principal] AND NOT n.principals <@ coalesce(w.principals, '{}')),
    moved AS (
      INSERT INTO hub.alert_streams AS s (organisation_id, last) SELECT m.id, 1 FROM made m ORDER BY m.id
      ON CONFLICT (organisation_id) DO UPDATE SET last = s.last + 1 RETURNING s.organisation_id, s.last)
    INSERT INTO hub.alerts (organisation_id, position, kind, bulletin_id, number, readers, barred, occurred_at, distributed_at)
    SELECT m.id, v.last, 'PUBLISHED', d.id, d.version, m.principals, m.barred, p_instant, p_instant FROM made m JOIN moved v ON v.organisation_id = m.id;
    v_told := v_told OR FOUND;
    RETURN QUERY SELECT s.bulletin_id, s.number, s.position, d.originator, s.state, s.left_out, s.editors FROM hub.bulletin_stages s
    WHERE s.bulletin_id = d.id AND s.number = d.version AND s.position = d.place;
  END LOOP;
  IF v_told THEN PERFORM hub.hint('hub_alerts'); END IF;
END $$;

-- For the worker. What was said by a wall clock and has not come yet, up to an instant by which it comes as reckoned last; null: all.
CREATE FUNCTION hub.wall_clocks(p_instant timestamptz, p_until timestamptz)
RETURNS TABLE (what text, bulletin_id uuid, number int, "position" int, local text, zone text, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT 'STAGE', s.bulletin_id, s.number, s.position, s.local, s.zone, s.opens_at FROM hub.bulletin_stages s
  WHERE s.state IN ('PLANNED', 'WAITING') AND (p_until IS NULL OR s.state = 'WAITING' AND s.opens_at <= p_until)
  UNION ALL
  SELECT 'RELEASE', v.bulletin_id, v.number, 0, v.release_local, v.release_zone, v.release_at FROM hub.bulletin_versions v
  WHERE v.release_zone IS NOT NULL AND v.review_state <> 'PUBLISHED' AND (p_until IS NULL OR v.review_state = 'APPROVED' AND v.release_at <= p_until)
  UNION ALL
  -- What has expired stays so.
  SELECT 'EXPIRY', v.bulletin_id, v.number, 0, v.expires_local, v.expires_zone, v.expires_at FROM hub.bulletin_versions v
  JOIN hub.bulletins b ON b.id = v.bulletin_id AND v.number IN (b.published_number, b.pending_number) AND b.state <> 'WITHDRAWN'
  WHERE p_until IS NULL AND v.expires_zone IS NOT NULL AND v.expires_at > p_instant;
END $$;

-- For the worker. The rules of the zone have changed: the wall clock stays, the instant moves.
CREATE FUNCTION hub.move_instant(p_what text, p_bulletin uuid, p_number int, p_position int, p_at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  IF p_what = 'STAGE' THEN
    UPDATE hub.bulletin_stages s SET opens_at = p_at WHERE s.bulletin_id = p_bulletin AND s.number = p_number AND s.position = p_position AND s.state IN ('PLANNED', 'WAITING');
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

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['begin_stages', 'foresee_stages', 'open_stages', 'wall_clocks', 'move_instant'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['stage_admits', 'stage_leaves_out', 'without', 'admit_stage'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_authority', f);
  END LOOP;
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.with_stages FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.with_stages TO hub_app';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
