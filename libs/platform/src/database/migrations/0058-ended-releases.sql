-- What has ended for an organisation is found once, as its person enters, and not again by each table of each statement.

-- As in 0006; and which bulletins and sections the organisation has no more, because the release by which it had them has ended.
CREATE OR REPLACE FUNCTION hub.enter(p_session uuid, p_epoch int, p_instant timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE a record;
BEGIN
  -- The same condition as in hub.session_actor, here in one statement with the epoch.
  SELECT x.epoch, p.id, p.organisation_id, p.roles, p.access_epoch, p.principal, o.reader_principal, o.officer_principal,
    ARRAY(SELECT coalesce(e.section_id, e.bulletin_id) FROM hub.release_ends e WHERE e.organisation_id = p.organisation_id AND e.until <= p_instant) AS ended INTO a
  FROM hub.access_state x
  LEFT JOIN (hub.sessions s
    JOIN hub.persons p ON p.id = s.person_id AND p.ended_at IS NULL AND p.suspended_at IS NULL
    JOIN hub.organisations o ON o.id = p.organisation_id AND o.suspended_at IS NULL)
  ON s.id = p_session AND s.ended_at IS NULL AND s.expires_at > p_instant;
  IF a.id IS NULL THEN RAISE EXCEPTION 'session ended' USING ERRCODE = 'HB001'; END IF;
  IF a.access_epoch <> p_epoch THEN RAISE EXCEPTION 'rights changed' USING ERRCODE = 'HB002'; END IF;
  PERFORM set_config('hub.realm', 'actor', true), set_config('hub.person', a.id::text, true),
    set_config('hub.organisation', a.organisation_id::text, true), set_config('hub.roles', a.roles::text, true),
    set_config('hub.principals', (ARRAY[1]
      || CASE WHEN a.roles && ARRAY['READER','OFFICER','CONTACT_POINT'] THEN ARRAY[2, a.reader_principal, a.principal] END
      || CASE WHEN 'OFFICER' = ANY (a.roles) THEN ARRAY[a.officer_principal] END)::text, true),
    set_config('hub.instant', p_instant::text, true), set_config('hub.ended', a.ended::text, true);
  RETURN a.epoch;
END $$;

-- Bulletins and sections that the organisation of whoever entered has no more.
CREATE FUNCTION hub.ended() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce(nullif(current_setting('hub.ended', true), ''), '{}')::uuid[] $$;

DROP POLICY bulletins_release_ended ON hub.bulletins;
DROP POLICY bulletin_versions_release_ended ON hub.bulletin_versions;
DROP POLICY bulletin_sections_release_ended ON hub.bulletin_sections;
CREATE POLICY bulletins_release_ended ON hub.bulletins AS RESTRICTIVE FOR SELECT TO hub_app USING (id <> ALL ((SELECT hub.ended())::uuid[]));
CREATE POLICY bulletin_versions_release_ended ON hub.bulletin_versions AS RESTRICTIVE FOR SELECT TO hub_app USING (bulletin_id <> ALL ((SELECT hub.ended())::uuid[]));
CREATE POLICY bulletin_sections_release_ended ON hub.bulletin_sections AS RESTRICTIVE FOR SELECT TO hub_app USING (
  bulletin_id <> ALL ((SELECT hub.ended())::uuid[]) AND section_id <> ALL ((SELECT hub.ended())::uuid[]));
REVOKE EXECUTE ON FUNCTION hub.ended FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.ended TO hub_app, hub_authority;
