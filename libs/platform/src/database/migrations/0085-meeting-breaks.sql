-- When a meeting breaks, edition by edition. A version of the agenda that is fixed keeps the rules by which it was laid out: nothing of it moves afterwards.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['meeting_editions', 'meeting_agenda_versions'] LOOP
    -- Minutes without a break at most, and how long a break is (0: none); when lunch begins at the earliest, and how long it is (0: none). As it was for all until now.
    EXECUTE format('ALTER TABLE hub.%I ADD COLUMN break_after int NOT NULL DEFAULT 90, ADD COLUMN break_minutes int NOT NULL DEFAULT 10, ADD COLUMN lunch_from time NOT NULL DEFAULT ''12:00'', ADD COLUMN lunch_minutes int NOT NULL DEFAULT 60,
      ADD CONSTRAINT %I CHECK (break_after BETWEEN 30 AND 240 AND break_minutes BETWEEN 0 AND 60 AND lunch_from BETWEEN ''10:00'' AND ''15:00'' AND lunch_minutes BETWEEN 0 AND 180)', t, t || '_breaks_ck');
  END LOOP;
END $$;
-- By who coordinates (meeting_editions_change).
GRANT UPDATE (break_after, break_minutes, lunch_from, lunch_minutes) ON hub.meeting_editions TO hub_app;

-- Whoever fixes a version fixes the rules that stand then.
CREATE FUNCTION hub.keep_breaks() RETURNS trigger LANGUAGE plpgsql SET search_path = hub, pg_temp AS $$
BEGIN
  SELECT e.break_after, e.break_minutes, e.lunch_from, e.lunch_minutes INTO NEW.break_after, NEW.break_minutes, NEW.lunch_from, NEW.lunch_minutes FROM hub.meeting_editions e WHERE e.id = NEW.edition_id;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION hub.keep_breaks FROM PUBLIC;
CREATE TRIGGER meeting_agenda_versions_breaks BEFORE INSERT ON hub.meeting_agenda_versions FOR EACH ROW EXECUTE FUNCTION hub.keep_breaks();

-- The rules of a version, or (null) those that stand: for who takes part, and for the worker, who lays the day out for the holder of a link.
CREATE FUNCTION hub.agenda_breaks(p_edition uuid, p_number int) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT jsonb_build_object('afterMinutes', x.break_after, 'minutes', x.break_minutes, 'lunchFrom', left(x.lunch_from::text, 5), 'lunchMinutes', x.lunch_minutes)
  FROM (SELECT e.break_after, e.break_minutes, e.lunch_from, e.lunch_minutes FROM hub.meeting_editions e WHERE e.id = p_edition AND p_number IS NULL
    UNION ALL SELECT v.break_after, v.break_minutes, v.lunch_from, v.lunch_minutes FROM hub.meeting_agenda_versions v WHERE v.edition_id = p_edition AND v.number = p_number) x
  WHERE hub.realm() = 'worker' OR hub.attends(p_edition)
$$;

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.agenda_breaks OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.agenda_breaks FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.agenda_breaks TO hub_app';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
