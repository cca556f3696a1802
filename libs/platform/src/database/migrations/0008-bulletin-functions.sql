-- Whether whoever is asking may edit the bulletin, or it is the worker publishing what fell due.
CREATE FUNCTION hub.may_edit(p_bulletin uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.realm() = 'worker' OR EXISTS (SELECT FROM hub.bulletins WHERE id = p_bulletin AND editors && hub.principals())
$$;

CREATE FUNCTION hub.merge(a int[], b int[]) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT coalesce(array_agg(DISTINCT x ORDER BY x), '{}') FROM unnest(a || b) x $$;

-- Sections that the editor can't see stay: they are carried into the new pending version as they were.
CREATE FUNCTION hub.carry_hidden_sections(p_bulletin uuid, p_from int, p_to int) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  INSERT INTO hub.bulletin_sections (bulletin_id, number, section_id, position, heading, body, audience, words, admitted, gate, editors)
  SELECT bulletin_id, p_to, section_id, position, heading, body, audience, words, editors, editors, editors
  FROM hub.bulletin_sections
  WHERE bulletin_id = p_bulletin AND number = p_from AND NOT editors && hub.principals();
END $$;

-- What an approval binds: everything that a reader could come to see, and who could.
CREATE FUNCTION hub.content_hash(p_bulletin uuid, p_number int) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT sha256(convert_to(concat_ws(E'\n', (
    SELECT json_build_array(kind, tlp, urgency, language, title, document_number, handling, handling_note, countries,
      potential_victims, identified_victims, citizenships, exploitation, means_of_control, prefectures, audience,
      recipients_visible, acknowledge_by, release_at, expires_at, person_at_risk)::text
    FROM hub.bulletin_versions WHERE bulletin_id = p_bulletin AND number = p_number), (
    SELECT string_agg(json_build_array(section_id, heading, body, audience)::text, E'\n' ORDER BY position, section_id)
    FROM hub.bulletin_sections WHERE bulletin_id = p_bulletin AND number = p_number)), 'UTF8'))
$$;

-- What whoever stands for this principal stands for as well: an organisation's people are also everyone and the public, and
-- a person is also one of his organisation.
CREATE FUNCTION hub.implied(p_principal int) RETURNS int[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT CASE p_principal WHEN 1 THEN ARRAY[1] WHEN 2 THEN ARRAY[1, 2] ELSE ARRAY[1, 2, p_principal] END || coalesce((
    SELECT ARRAY[o.reader_principal] FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id WHERE p.principal = p_principal), '{}')
$$;

-- Derives from a bulletin's versions what depends on them: who may know of it and who edits it, the gate of all its published
-- versions and sections, and who finds it. Idempotent.
CREATE FUNCTION hub.spread(p_bulletin uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE b record; v_content int[]; v_withdrawn boolean;
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  -- Whoever the version admits that is read now, and the editors of the working copy; those know no more than that there is one.
  UPDATE hub.bulletins e SET readers = x.readers, editors = x.editors
  FROM (
    SELECT hub.merge(coalesce(c.admitted, '{}'), coalesce(w.editors, '{}')) AS readers,
      hub.merge(coalesce(c.editors, '{}'), coalesce(w.editors, '{}')) AS editors
    FROM hub.bulletins o
    LEFT JOIN hub.bulletin_versions c ON c.bulletin_id = o.id AND c.number = o.published_number
    LEFT JOIN hub.bulletin_versions w ON w.bulletin_id = o.id AND w.number = o.pending_number
    WHERE o.id = p_bulletin) x
  WHERE e.id = p_bulletin AND (e.readers, e.editors) IS DISTINCT FROM (x.readers, x.editors);
  SELECT * INTO b FROM hub.bulletins WHERE id = p_bulletin;
  v_withdrawn := b.state = 'WITHDRAWN';
  -- The gate is whom the version admits that is read now.
  SELECT CASE WHEN v_withdrawn THEN v.editors ELSE v.admitted END INTO v_content
  FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.number = b.published_number;
  UPDATE hub.bulletin_versions v SET gate = v_content, lapses_at = b.expires_at
  WHERE v.bulletin_id = p_bulletin AND v.review_state = 'PUBLISHED'
    AND (v.gate, v.lapses_at) IS DISTINCT FROM (v_content, b.expires_at);
  -- A section that still exists now admits to its older texts only whom it admits now.
  UPDATE hub.bulletin_sections s SET lapses_at = b.expires_at, gate = g.gate
  FROM (
    SELECT o.number, o.section_id, coalesce(CASE WHEN v_withdrawn THEN c.editors ELSE c.admitted END, v_content) AS gate
    FROM hub.bulletin_sections o
    JOIN hub.bulletin_versions v ON v.bulletin_id = o.bulletin_id AND v.number = o.number AND v.review_state = 'PUBLISHED'
    LEFT JOIN hub.bulletin_sections c ON c.bulletin_id = o.bulletin_id AND c.number = b.published_number AND c.section_id = o.section_id
    WHERE o.bulletin_id = p_bulletin) g
  WHERE s.bulletin_id = p_bulletin AND s.number = g.number AND s.section_id = g.section_id
    AND (s.gate, s.lapses_at) IS DISTINCT FROM (g.gate, b.expires_at);
  DELETE FROM hub.bulletin_reach r WHERE r.bulletin_id = p_bulletin
    AND (r.sort_at <> b.sort_at OR r.principal <> ALL (b.readers));
  INSERT INTO hub.bulletin_reach (principal, sort_at, bulletin_id)
  SELECT p, b.sort_at, p_bulletin FROM unnest(b.readers) p ON CONFLICT DO NOTHING;
END $$;

-- After a version was published: for each principal, whether something that it may see has changed, and so the next edition.
-- An asker's editions are those of the most particular principal that he stands for: what changes for everyone, and not for
-- his organisation, is no edition of his. A principal that is named for the first time takes over the editions that it had.
CREATE FUNCTION hub.begin_editions(p_bulletin uuid, p_number int) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v record; p record; v_principal int; v_class int[]; v_changed boolean;
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  SELECT * INTO v FROM hub.bulletin_versions WHERE bulletin_id = p_bulletin AND number = p_number;
  SELECT * INTO p FROM hub.bulletin_versions WHERE bulletin_id = p_bulletin AND number < p_number AND review_state = 'PUBLISHED'
  ORDER BY number DESC LIMIT 1;
  FOR v_principal IN
    SELECT unnest(v.admitted)
    UNION SELECT unnest(s.admitted) FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin AND s.number = p_number
    UNION SELECT e.principal FROM hub.bulletin_editions e WHERE e.bulletin_id = p_bulletin
  LOOP
    v_class := hub.implied(v_principal);
    CONTINUE WHEN NOT v.admitted && v_class;
    INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
    SELECT p_bulletin, v_principal, e.seen, e.number FROM hub.editions(p_bulletin, v_class) e
    WHERE e.number < p_number AND NOT EXISTS (
      SELECT FROM hub.bulletin_editions o WHERE o.bulletin_id = p_bulletin AND o.principal = v_principal);
    v_changed := p.number IS NULL OR NOT p.admitted && v_class
      OR (v.kind, v.tlp, v.urgency, v.language, v.title, v.document_number, v.handling, v.handling_note, v.countries,
          v.potential_victims, v.identified_victims, v.citizenships, v.exploitation, v.means_of_control, v.prefectures,
          v.has_facts, v.acknowledge_by, v.expires_at, v.recipients_visible)
        IS DISTINCT FROM
         (p.kind, p.tlp, p.urgency, p.language, p.title, p.document_number, p.handling, p.handling_note, p.countries,
          p.potential_victims, p.identified_victims, p.citizenships, p.exploitation, p.means_of_control, p.prefectures,
          p.has_facts, p.acknowledge_by, p.expires_at, p.recipients_visible)
      OR v.recipients_visible AND v.audience IS DISTINCT FROM p.audience
      OR EXISTS (
        SELECT FROM (SELECT * FROM hub.bulletin_sections WHERE bulletin_id = p_bulletin AND number = p_number AND admitted && v_class) n
        FULL JOIN (SELECT * FROM hub.bulletin_sections WHERE bulletin_id = p_bulletin AND number = p.number AND admitted && v_class) o
          USING (section_id)
        WHERE (n.heading, n.body) IS DISTINCT FROM (o.heading, o.body));
    IF v_changed THEN
      INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
      SELECT p_bulletin, v_principal, coalesce(max(e.seen), 0) + 1, p_number
      FROM hub.bulletin_editions e WHERE e.bulletin_id = p_bulletin AND e.principal = v_principal;
    END IF;
  END LOOP;
END $$;

-- The editions of whoever stands for these principals: those of the most particular one, which has the highest number.
CREATE FUNCTION hub.editions(p_bulletin uuid, p_scope int[]) RETURNS TABLE (seen int, number int) LANGUAGE sql STABLE AS $$
  SELECT e.seen, e.number FROM hub.bulletin_editions e WHERE e.bulletin_id = p_bulletin AND e.principal = (
    SELECT max(o.principal) FROM hub.bulletin_editions o WHERE o.bulletin_id = p_bulletin AND o.principal = ANY (p_scope))
$$;

-- Replaces the words under which a bulletin is found. groups: [{"principals": [..], "words": [..], "title": bool}, …]
CREATE FUNCTION hub.index_terms(p_bulletin uuid, p_groups jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_sort timestamptz; v_month int;
BEGIN
  IF NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  SELECT sort_at INTO v_sort FROM hub.bulletins WHERE id = p_bulletin;
  v_month := hub.month_of(v_sort);
  INSERT INTO hub.bulletin_terms (bulletin_id, month, sort_at, terms, title_terms)
  SELECT p_bulletin, v_month, v_sort,
    coalesce(array_agg(DISTINCT t.hash), '{}'), coalesce(array_agg(DISTINCT t.hash) FILTER (WHERE t.title), '{}')
  FROM (
    SELECT hub.term_hash(p::int, v_month, w) AS hash, coalesce((g->>'title')::boolean, false) AS title
    FROM jsonb_array_elements(p_groups) g, jsonb_array_elements_text(g->'principals') p, jsonb_array_elements_text(g->'words') w) t
  ON CONFLICT (bulletin_id) DO UPDATE SET month = excluded.month, sort_at = excluded.sort_at, terms = excluded.terms,
    title_terms = excluded.title_terms;
END $$;
CREATE FUNCTION hub.month_of(at timestamptz) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT (extract(year FROM at AT TIME ZONE 'UTC') * 12 + extract(month FROM at AT TIME ZONE 'UTC'))::int $$;
CREATE FUNCTION hub.term_hash(principal int, month int, word text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT hashtextextended(word, (principal::bigint << 20) + month) $$;

-- Candidates, newest first, after a key: every group of words must have one that is found under a principal of the asker.
-- A month is looked through at a time, so that the newest matches cost no more where there are a hundred thousand.
CREATE FUNCTION hub.find_bulletins(p_scope int[], p_groups jsonb, p_limit int, p_backward boolean, p_at timestamptz, p_id uuid,
  p_from timestamptz, p_to timestamptz)
RETURNS TABLE (bulletin_id uuid, sort_at timestamptz, in_title boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_scope int[]; v_first int; v_last int; v_conditions text; v_title text;
BEGIN
  v_scope := ARRAY(SELECT unnest(p_scope) INTERSECT SELECT unnest(hub.principals()));
  SELECT min(t.month), max(t.month) INTO v_first, v_last FROM hub.bulletin_terms t;
  IF p_backward THEN v_first := greatest(v_first, hub.month_of(coalesce(p_at, p_from, '-infinity'::timestamptz)));
  ELSE v_last := least(v_last, hub.month_of(coalesce(p_at, p_to, 'infinity'::timestamptz))); END IF;
  SELECT string_agg(format('t.terms && (SELECT array_agg(hub.term_hash(p, m.month, w)) FROM unnest($1) p, jsonb_array_elements_text($2->%s) w)', n), ' AND '),
    string_agg(format('t.title_terms && (SELECT array_agg(hub.term_hash(p, m.month, w)) FROM unnest($1) p, jsonb_array_elements_text($2->%s) w)', n), ' AND ')
      FILTER (WHERE p_groups->n->>0 LIKE 'w:%')
  INTO v_conditions, v_title FROM generate_series(0, jsonb_array_length(p_groups) - 1) n;
  RETURN QUERY EXECUTE format(
    'SELECT c.bulletin_id, c.sort_at, c.in_title FROM generate_series(%s) m(month) CROSS JOIN LATERAL (
       SELECT t.bulletin_id, t.sort_at, %s AS in_title FROM hub.bulletin_terms t
       WHERE %s AND %s AND ($7 IS NULL OR t.sort_at >= $7) AND ($8 IS NULL OR t.sort_at <= $8)
       ORDER BY t.sort_at %s, t.bulletin_id %s) c LIMIT $3',
    CASE WHEN p_backward THEN '$4, $5, 1' ELSE '$5, $4, -1' END,
    coalesce('(' || v_title || ')', 'false'), v_conditions,
    CASE WHEN p_at IS NULL THEN 'true' WHEN p_backward THEN '(t.sort_at, t.bulletin_id) > ($6, $9)' ELSE '(t.sort_at, t.bulletin_id) < ($6, $9)' END,
    CASE WHEN p_backward THEN 'ASC' ELSE 'DESC' END, CASE WHEN p_backward THEN 'ASC' ELSE 'DESC' END)
  USING v_scope, p_groups, p_limit, v_first, v_last, p_at, p_from, p_to, p_id;
END $$;
CREATE INDEX bulletin_terms_month_ix ON hub.bulletin_terms (month);

-- A page of the plain list: the newest of each principal's, merged.
CREATE FUNCTION hub.list_bulletins(p_scope int[], p_limit int, p_backward boolean, p_at timestamptz, p_id uuid)
RETURNS uuid[] LANGUAGE plpgsql STABLE
SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE v_ids uuid[];
BEGIN
  IF p_backward THEN
    SELECT array_agg(x.bulletin_id ORDER BY x.sort_at, x.bulletin_id) INTO v_ids FROM (
      SELECT DISTINCT r.sort_at, r.bulletin_id FROM unnest(p_scope) s (principal) CROSS JOIN LATERAL (
        SELECT r.sort_at, r.bulletin_id FROM hub.bulletin_reach r WHERE r.principal = s.principal
          AND (r.sort_at, r.bulletin_id) > (coalesce(p_at, '-infinity'), coalesce(p_id, '00000000-0000-0000-0000-000000000000'))
        ORDER BY r.sort_at, r.bulletin_id LIMIT p_limit) r
      ORDER BY r.sort_at, r.bulletin_id LIMIT p_limit) x;
  ELSE
    SELECT array_agg(x.bulletin_id ORDER BY x.sort_at DESC, x.bulletin_id DESC) INTO v_ids FROM (
      SELECT DISTINCT r.sort_at, r.bulletin_id FROM unnest(p_scope) s (principal) CROSS JOIN LATERAL (
        SELECT r.sort_at, r.bulletin_id FROM hub.bulletin_reach r WHERE r.principal = s.principal
          AND (r.sort_at, r.bulletin_id) < (coalesce(p_at, 'infinity'), coalesce(p_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        ORDER BY r.sort_at DESC, r.bulletin_id DESC LIMIT p_limit) r
      ORDER BY r.sort_at DESC, r.bulletin_id DESC LIMIT p_limit) x;
  END IF;
  RETURN coalesce(v_ids, '{}');
END $$;

-- Bulletins by id in the order given, as the asker may see them at his instant; what he may not see is absent.
-- p_scope is the application's own condition beside row security. p_number: as of that version; null: the newest, for editors
-- of something unpublished the working copy.
-- What stays as it was written comes from the columns `face` and `details` (0009). One plan serves every asker: planning
-- afresh each time took longer than reading.
CREATE FUNCTION hub.read_bulletins(p_scope int[], p_organisation uuid, p_instant timestamptz, p_ids uuid[], p_number int, p_sections boolean)
RETURNS json LANGUAGE plpgsql STABLE
SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE v_result text;
BEGIN
  SELECT string_agg(b.face || ',"originator":' || o.face
    || ',"state":"' || CASE WHEN b.state = 'PUBLISHED' AND b.expires_at <= p_instant THEN 'EXPIRED' ELSE b.state END
    || CASE WHEN b.editors && p_scope THEN '","editor":true,"revision":' || b.revision || ',"pendingNumber":'
         || coalesce(CASE WHEN b.published_number IS NOT NULL THEN b.pending_number::text END, 'null')
       ELSE '","editor":false,"revision":null,"pendingNumber":null' END
    -- Of what was published once there is one edition.
    || ',"version":' || CASE WHEN coalesce(p_number, b.published_number, 1) = 1 THEN 1
       ELSE coalesce((SELECT max(e.seen) FROM hub.editions(b.id, p_scope) e WHERE e.number <= coalesce(p_number, e.number)), 1) END
    || ',"expiresAt":' || coalesce(to_char(CASE WHEN b.published_at IS NULL THEN v.expires_at ELSE b.expires_at END AT TIME ZONE 'UTC',
         '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'), 'null')
    || ',"withdrawalReason":' || coalesce(to_json(b.withdrawal_reason)::text, 'null')
    || CASE WHEN v.number IS NOT NULL THEN v.face || v.details ELSE hub.tombstone_face(b.kind, b.tlp, b.urgency, b.language, b.reference) END
    || CASE WHEN a.kind IS NULL THEN ',"acknowledgement":null' ELSE ',"acknowledgement":' || json_build_object('kind', a.kind, 'version', a.version,
         'organisationId', a.organisation_id, 'personId', a.person_id,
         'acknowledgedAt', to_char(a.acknowledged_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END
    || CASE WHEN p_sections THEN ',"sections":[' || coalesce((
         SELECT string_agg('{"id":"' || s.section_id || '","heading":' || to_json(s.heading) || ',"body":' || to_json(s.body) || '}', ','
           ORDER BY s.position, s.section_id)
         FROM hub.bulletin_sections s WHERE s.bulletin_id = b.id AND s.number = v.number
           AND s.admitted && p_scope AND s.gate && p_scope
           AND (s.lapses_at IS NULL OR s.lapses_at > p_instant OR s.editors && p_scope)), '') || ']}'
       ELSE ',"sections":null}' END, ',' ORDER BY i.n)
  INTO v_result
  FROM unnest(p_ids) WITH ORDINALITY AS i (id, n)
  JOIN hub.bulletins b ON b.id = i.id AND b.readers && p_scope
  JOIN hub.organisations o ON o.id = b.originator_id
  LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id
    AND v.number = coalesce(p_number, b.published_number, b.pending_number)
    AND v.admitted && p_scope AND v.gate && p_scope
    AND (v.lapses_at IS NULL OR v.lapses_at > p_instant OR v.editors && p_scope)
  LEFT JOIN hub.acknowledgements a ON a.bulletin_id = b.id AND a.organisation_id = p_organisation;
  RETURN '[' || coalesce(v_result, '') || ']';
END $$;

-- What stands in the place of a version's `face` and `details` where the asker may know of the bulletin only.
CREATE FUNCTION hub.tombstone_face(kind text, tlp text, urgency text, language text, reference text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ',"number":null,"visible":false,"kind":"' || kind || '","tlp":"' || tlp || '","urgency":"' || urgency
    || '","language":' || to_json(language) || ',"title":' || to_json(reference)
    || ',"documentNumber":null,"handling":[],"handlingNote":null,"countries":[],"facts":null,"acknowledgeBy":null'
    || ',"recipientsVisible":null,"exception":false'
$$;

-- The list in one round trip: who is asking, what he may see, and the hub's access epoch before it.
CREATE FUNCTION hub.page(p_session uuid, p_epoch int, p_instant timestamptz, p_scope int[], p_organisation uuid, p_limit int,
  p_backward boolean, p_at timestamptz, p_id uuid, p_sections boolean)
RETURNS TABLE (epoch bigint, bulletins json) LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  IF p_session IS NULL THEN epoch := hub.enter_anonymous(p_instant); ELSE epoch := hub.enter(p_session, p_epoch, p_instant); END IF;
  bulletins := hub.read_bulletins(p_scope, p_organisation, p_instant,
    hub.list_bulletins(p_scope, p_limit, p_backward, p_at, p_id), NULL, p_sections);
  RETURN NEXT;
END $$;

-- What everybody asks for all the time: the newest, or what follows a key, without what stands in `details` and without
-- revision, acknowledgement, expiry and reason. The conditions are those of list_bulletins and
-- read_bulletins, in one statement; the JSON is given as text, since PostgreSQL would read all of it again to call it JSON.
CREATE FUNCTION hub.newest(p_session uuid, p_epoch int, p_instant timestamptz, p_scope int[], p_limit int, p_at timestamptz, p_id uuid, p_sections boolean)
RETURNS TABLE (epoch bigint, bulletins text) LANGUAGE plpgsql VOLATILE
SET search_path = hub, pg_temp SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
DECLARE v_at timestamptz := coalesce(p_at, 'infinity'); v_id uuid := coalesce(p_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
BEGIN
  IF p_session IS NULL THEN epoch := hub.enter_anonymous(p_instant); ELSE epoch := hub.enter(p_session, p_epoch, p_instant); END IF;
  SELECT '[' || coalesce(string_agg(b.face || ',"originator":' || o.face
    || ',"state":"' || CASE WHEN b.state = 'PUBLISHED' AND b.expires_at <= p_instant THEN 'EXPIRED' ELSE b.state END || '","version":'
    || CASE WHEN coalesce(b.published_number, 1) = 1 THEN 1 ELSE coalesce((SELECT max(e.seen) FROM hub.editions(b.id, p_scope) e), 1) END
    || CASE WHEN v.number IS NOT NULL THEN v.face ELSE hub.tombstone_face(b.kind, b.tlp, b.urgency, b.language, b.reference) END
    || CASE WHEN p_sections THEN ',"sections":[' || coalesce((
         SELECT string_agg('{"id":"' || s.section_id || '","heading":' || to_json(s.heading) || ',"body":' || to_json(s.body) || '}', ','
           ORDER BY s.position, s.section_id)
         FROM hub.bulletin_sections s WHERE s.bulletin_id = b.id AND s.number = v.number
           AND s.admitted && p_scope AND s.gate && p_scope
           AND (s.lapses_at IS NULL OR s.lapses_at > p_instant OR s.editors && p_scope)), '') || ']}'
       ELSE ',"sections":null}' END, ',' ORDER BY i.sort_at DESC, i.bulletin_id DESC), '') || ']'
  INTO bulletins
  FROM (
    SELECT DISTINCT r.sort_at, r.bulletin_id FROM unnest(p_scope) s (principal) CROSS JOIN LATERAL (
      SELECT r.sort_at, r.bulletin_id FROM hub.bulletin_reach r WHERE r.principal = s.principal AND (r.sort_at, r.bulletin_id) < (v_at, v_id)
      ORDER BY r.sort_at DESC, r.bulletin_id DESC LIMIT p_limit) r
    ORDER BY r.sort_at DESC, r.bulletin_id DESC LIMIT p_limit) i
  JOIN hub.bulletins b ON b.id = i.bulletin_id AND b.readers && p_scope
  JOIN hub.organisations o ON o.id = b.originator_id
  LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = coalesce(b.published_number, b.pending_number)
    AND v.admitted && p_scope AND v.gate && p_scope
    AND (v.lapses_at IS NULL OR v.lapses_at > p_instant OR v.editors && p_scope);
  RETURN NEXT;
END $$;

-- One bulletin in one round trip.
CREATE FUNCTION hub.one(p_session uuid, p_epoch int, p_instant timestamptz, p_scope int[], p_organisation uuid, p_id uuid, p_sections boolean)
RETURNS TABLE (epoch bigint, bulletins json) LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  IF p_session IS NULL THEN epoch := hub.enter_anonymous(p_instant); ELSE epoch := hub.enter(p_session, p_epoch, p_instant); END IF;
  bulletins := hub.read_bulletins(p_scope, p_organisation, p_instant, ARRAY[p_id], NULL, p_sections);
  RETURN NEXT;
END $$;
