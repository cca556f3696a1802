-- A stretch of the asker's stream and the bulletins that it names, as he may have them now, in one round trip: what was several statements
-- of a transaction. He is entered by himself, and all of it stands under row security beside the application's conditions.
-- The stretch is one statement, and so one snapshot: what is not among the alerts up to `last` is not for the asker. Who has a new edition by
-- a revision, each asker's own numbering says. Who has not answered is told to those who see the answers.
CREATE FUNCTION hub.alert_stretch(p_session uuid, p_epoch int, p_instant timestamptz, p_scope int[], p_organisation uuid, p_sections boolean, p_after bigint, p_limit int)
RETURNS TABLE (epoch bigint, last bigint, forgotten bigint, alerts json, bulletins json) LANGUAGE plpgsql VOLATILE
SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE v_ids uuid[];
BEGIN
  epoch := hub.enter(p_session, p_epoch, p_instant);
  SELECT coalesce(s.last, 0), coalesce(s.forgotten, 0), coalesce(f.alerts, '[]'), f.ids INTO last, forgotten, alerts, v_ids
  FROM (SELECT json_agg(json_build_object('position', x.position, 'kind', x.kind, 'bulletinId', x.bulletin_id, 'occurredAt', hub.iso(x.occurred_at),
        'about', CASE WHEN x.about_id IS NOT NULL THEN json_build_object('organisationId', x.about_id, 'duty', x.duty) END) ORDER BY x.position) AS alerts,
      array_agg(DISTINCT x.bulletin_id) AS ids
    FROM (SELECT a.position, a.kind, a.bulletin_id, a.occurred_at, a.about_id, a.duty FROM hub.alerts a
      WHERE a.organisation_id = p_organisation AND a.position > p_after AND a.readers && p_scope AND NOT a.barred && p_scope
        AND (a.kind <> 'REVISED' OR EXISTS (SELECT FROM hub.editions(a.bulletin_id, p_scope) e WHERE e.number = a.number))
        AND (a.kind <> 'UNANSWERED' OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = a.bulletin_id AND b.editors && p_scope))
      ORDER BY a.position LIMIT p_limit) x) f
  LEFT JOIN hub.alert_streams s ON s.organisation_id = p_organisation;
  bulletins := CASE WHEN v_ids IS NULL THEN '[]' ELSE hub.read_bulletins(p_scope, p_organisation, p_instant, v_ids, NULL, p_sections) END;
  RETURN NEXT;
END $$;
REVOKE EXECUTE ON FUNCTION hub.alert_stretch FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.alert_stretch TO hub_app, hub_authority;
