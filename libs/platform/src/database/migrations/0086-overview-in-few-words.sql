-- As in 0072, with less to carry and to read: organisations by code and name in the asker's language alone.

DROP FUNCTION hub.meeting_overview(uuid, int, timestamptz, uuid, int);
DROP FUNCTION hub.overview_of(uuid, int);

-- A text in a language, else in that without its region, else in English, else in any.
CREATE FUNCTION hub.localised(p jsonb, p_language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(coalesce(p->>p_language, p->>split_part(p_language, '-', 1)), ''), p->>'en', jsonb_path_query_first(p, '$.*')#>>'{}', '') $$;

-- For who coordinates; nothing for everybody else, and where there is no such edition. It reads past row security, since it asks the same of each row: whether somebody
-- coordinates. What is of an item it gives of those items only that he sees himself; of others what the agenda tells him too (hub.agenda_slots, hub.closed_proposals),
-- and of the review what hub.review_blocked says: that something stands in the way. Organisations are named in the language asked for. Actions: those that are still open and overdue, or due within so many days, in whichever edition they were agreed.
CREATE FUNCTION hub.overview_of(p_edition uuid, p_days int, p_language text) RETURNS TABLE (overview text, parties text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  e hub.meeting_editions; q hub.meeting_polls; n hub.meeting_invitations; m hub.meeting_minutes;
  v_instant timestamptz := hub.instant(); v_before boolean; v_review boolean; v_asked boolean; v_expecting boolean; v_seen uuid[];
BEGIN
  IF hub.person() IS NULL OR NOT hub.coordinates() THEN RETURN; END IF;
  SELECT * INTO e FROM hub.meeting_editions x WHERE x.id = p_edition;
  IF e.id IS NULL THEN RETURN; END IF;
  SELECT * INTO q FROM hub.meeting_polls x WHERE x.edition_id = p_edition ORDER BY x.opened_at DESC, x.closed_at DESC NULLS FIRST, x.id DESC LIMIT 1;
  SELECT * INTO n FROM hub.meeting_invitations x WHERE x.edition_id = p_edition;
  SELECT * INTO m FROM hub.meeting_minutes x WHERE x.edition_id = p_edition;
  v_before := e.state IN ('SCHEDULED', 'AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION');
  v_review := m.state = 'IN_REVIEW';
  -- What the parties said to slots counts as long as nobody was asked for delegates.
  v_asked := q.closed_at IS NULL OR v_before AND n.edition_id IS NULL;
  v_expecting := v_before AND n.edition_id IS NOT NULL;
  v_seen := hub.items_seen(ARRAY(SELECT i.id FROM hub.meeting_items i WHERE i.edition_id = p_edition UNION SELECT a.item_id FROM hub.meeting_actions a WHERE a.state = 'OPEN' AND a.due_on <= v_instant::date + p_days + 1));
  overview := json_build_object(
    'edition', json_build_object('id', e.id, 'number', e.number, 'year', e.year, 'names', e.names, 'state', e.state, 'postponedFrom', e.postponed_from, 'reason', e.reason, 'zone', e.zone,
      'startsLocal', to_char(e.starts_local, 'YYYY-MM-DD"T"HH24:MI'), 'endsLocal', to_char(e.ends_local, 'YYYY-MM-DD"T"HH24:MI'), 'startsAt', hub.iso(e.starts_at), 'endsAt', hub.iso(e.ends_at),
      'places', e.place, 'suggestedMonths', e.suggested_months, 'previousId', e.previous_id, 'revision', e.revision, 'closedAt', hub.iso(e.closed_at)),
    'poll', CASE WHEN q.id IS NOT NULL THEN json_build_object('deadline', hub.iso(q.deadline), 'open', q.closed_at IS NULL, 'quorum', q.quorum,
      'slots', CASE WHEN v_asked THEN coalesce((SELECT json_agg(json_build_object('id', s.id, 'startsLocal', to_char(s.starts_local, 'YYYY-MM-DD"T"HH24:MI'),
        'endsLocal', to_char(s.ends_local, 'YYYY-MM-DD"T"HH24:MI')) ORDER BY s.starts_at, s.ends_at) FROM hub.meeting_slots s WHERE s.poll_id = q.id), '[]') END,
      'replies', CASE WHEN v_asked THEN coalesce((SELECT json_agg(json_build_object('organisationId', r.organisation_id, 'answers', r.answers)) FROM hub.meeting_replies r
        WHERE r.poll_id = q.id AND r.organisation_id IS NOT NULL), '[]') END) END,
    'invitation', CASE WHEN n.edition_id IS NOT NULL THEN json_build_object('days', n.deadline_days, 'time', to_char(n.deadline_time, 'HH24:MI')) END,
    'slots', CASE WHEN v_before THEN (SELECT json_agg(json_build_object('minutes', i.minutes, 'itemId', i.id, 'proposerId', i.proposer_id, 'seen', i.id = ANY (v_seen)) ORDER BY i.position)
      FROM hub.meeting_items i WHERE i.edition_id = p_edition AND i.state = 'ACCEPTED') END,
    'proposals', (SELECT json_build_object('waiting', count(*), 'minutes', coalesce(sum(i.minutes), 0)) FROM hub.meeting_items i WHERE i.edition_id = p_edition AND i.state = 'PROPOSED' AND v_before),
    'minutes', CASE WHEN m.edition_id IS NOT NULL THEN json_build_object('state', m.state, 'closesAt', hub.iso(m.closes_at), 'extensionAskedById', m.extension_asked_by, 'extendedFrom', hub.iso(m.extended_from),
      'blank', (SELECT json_agg(i.id ORDER BY i.position) FROM hub.meeting_items i WHERE m.state <> 'APPROVED' AND i.edition_id = p_edition AND i.state = 'ACCEPTED' AND i.id = ANY (v_seen)
        AND NOT EXISTS (SELECT FROM hub.meeting_texts t WHERE t.item_id = i.id AND t.body <> '')),
      'comments', (SELECT json_agg(json_build_object('itemId', c.item_id, 'count', c.n) ORDER BY c.first, c.item_id) FROM (SELECT x.item_id, count(*) AS n, min(x.at) AS first FROM hub.meeting_comments x
        WHERE v_review AND x.edition_id = p_edition AND x.outcome IS NULL GROUP BY x.item_id) c WHERE c.item_id IS NULL OR c.item_id = ANY (v_seen)),
      'objections', (SELECT json_agg(json_build_object('itemId', r.item_id, 'organisationIds', r.ids) ORDER BY r.first, r.item_id) FROM (SELECT x.item_id, json_agg(x.organisation_id ORDER BY x.at, x.id) AS ids,
        min(x.at) AS first FROM hub.meeting_responses x WHERE v_review AND x.edition_id = p_edition AND x.response = 'OBJECTED' AND x.noted_at IS NULL GROUP BY x.item_id) r
        WHERE r.item_id IS NULL OR r.item_id = ANY (v_seen)),
      'blocked', CASE WHEN v_review THEN json_build_object(
        'objection', EXISTS (SELECT FROM hub.meeting_responses x WHERE x.edition_id = p_edition AND x.response = 'OBJECTED' AND x.noted_at IS NULL),
        'comment', EXISTS (SELECT FROM hub.meeting_comments x WHERE x.edition_id = p_edition AND x.outcome IS NULL)) END) END,
    'actions', (SELECT json_agg(json_build_object('id', a.id, 'itemId', a.item_id, 'owner', json_build_object('id', o.id, 'code', o.code, 'name', hub.localised(o.names, p_language)), 'named', a.texts, 'dueOn', to_char(a.due_on, 'YYYY-MM-DD'),
        'overdue', v_instant >= (a.due_on + 1)::timestamp AT TIME ZONE g.zone) ORDER BY a.due_on, a.id)
      FROM hub.meeting_actions a JOIN hub.meeting_editions g ON g.id = a.edition_id JOIN hub.organisations o ON o.id = a.owner_id
      WHERE a.state = 'OPEN' AND a.due_on <= (v_instant AT TIME ZONE g.zone)::date + p_days AND a.item_id = ANY (v_seen)))::text;
  -- In text, since PostgreSQL would read all of it again to call it JSON: [id, code, name, takes part, must attend, delegates, present, commented, answered] of each. In a review, of whom nothing is
  -- missing and nothing waits, nobody is named.
  parties := (SELECT '[' || string_agg('[' || CASE WHEN v_review AND NOT p.must_attend AND b.organisation_id IS NULL AND p.organisation_id IS DISTINCT FROM m.extension_asked_by
          AND (t.presence IS NOT DISTINCT FROM 'ABSENT' OR t.presence IS NULL OR r.organisation_id IS NOT NULL) THEN 'null,null,null' ELSE '"' || o.id || '","' || o.code || '",' || hub.quoted(hub.localised(o.names, p_language)) END
        || ',' || p.takes_part || ',' || p.must_attend || ',' || CASE WHEN d.comes IS NOT NULL THEN d.comes::text WHEN a.sends_nobody THEN 'false' ELSE 'null' END || ',' || coalesce((t.presence <> 'ABSENT')::text, 'null')
        || ',' || (c.organisation_id IS NOT NULL) || ',' || (r.organisation_id IS NOT NULL) || ']', ',' ORDER BY lower(coalesce(o.names->>'en', o.code)) COLLATE "C", o.code) || ']'
      FROM (SELECT x.organisation_id, x.must_attend, true AS takes_part FROM hub.meeting_parties x WHERE x.edition_id = p_edition
        -- Who attended answers the minutes, also where he takes part no longer.
        UNION ALL SELECT y.organisation_id, false, false FROM hub.meeting_attendance y WHERE y.edition_id = p_edition AND y.item_id IS NULL AND y.presence <> 'ABSENT'
          AND NOT EXISTS (SELECT FROM hub.meeting_parties z WHERE z.edition_id = p_edition AND z.organisation_id = y.organisation_id)) p
      JOIN hub.organisations o ON o.id = p.organisation_id
      LEFT JOIN (SELECT x.organisation_id, bool_or(y.partstat IS DISTINCT FROM 'DECLINED') AS comes FROM hub.meeting_delegates x JOIN hub.meeting_delegate_details y ON y.delegate_id = x.id AND y.edition_id = p_edition
        WHERE v_expecting AND x.edition_id = p_edition AND x.removed_at IS NULL GROUP BY x.organisation_id) d ON d.organisation_id = p.organisation_id
      LEFT JOIN hub.meeting_delegations a ON a.edition_id = p_edition AND a.organisation_id = p.organisation_id
      LEFT JOIN hub.meeting_attendance t ON t.edition_id = p_edition AND t.item_id IS NULL AND t.organisation_id = p.organisation_id
      LEFT JOIN (SELECT DISTINCT x.organisation_id FROM hub.meeting_comments x WHERE v_review AND x.edition_id = p_edition AND (x.item_id IS NULL OR x.item_id = ANY (v_seen))) c ON c.organisation_id = p.organisation_id
      LEFT JOIN hub.meeting_responses r ON r.edition_id = p_edition AND r.item_id IS NULL AND r.organisation_id = p.organisation_id
      LEFT JOIN (SELECT DISTINCT x.organisation_id FROM hub.meeting_responses x WHERE v_review AND x.edition_id = p_edition AND x.response = 'OBJECTED' AND x.noted_at IS NULL) b ON b.organisation_id = p.organisation_id);
  RETURN NEXT;
END $$;

-- The same as whoever asks.
CREATE FUNCTION hub.meeting_overview(p_session uuid, p_epoch int, p_instant timestamptz, p_edition uuid, p_days int, p_language text) RETURNS TABLE (epoch bigint, overview text, parties text)
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  epoch := hub.enter(p_session, p_epoch, p_instant);
  SELECT o.overview, o.parties INTO overview, parties FROM hub.overview_of(p_edition, p_days, p_language) o;
  RETURN NEXT;
END $$;

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.overview_of OWNER TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.localised, hub.overview_of, hub.meeting_overview FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.localised, hub.overview_of, hub.meeting_overview TO hub_app;
GRANT EXECUTE ON FUNCTION hub.localised TO hub_authority;
