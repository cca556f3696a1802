-- Strikes: a name or a passage that should never have been sent is taken out of every version at once. What was struck is kept nowhere: a strike
-- says when, by whom and in which places, never what.
CREATE TABLE hub.strikes (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  struck_at timestamptz NOT NULL,
  struck_by uuid NOT NULL,
  -- For the originator's editors; never holds what was struck.
  reason text NOT NULL,
  CONSTRAINT strikes_pk PRIMARY KEY (id),
  CONSTRAINT strikes_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT strikes_struck_by_fk FOREIGN KEY (struck_by) REFERENCES hub.persons (id)
);
CREATE INDEX strikes_bulletin_ix ON hub.strikes (bulletin_id);

-- Where it stood: in a version, or in a section of it. internal: in a working copy, or in what editors alone read.
CREATE TABLE hub.strike_places (
  strike_id uuid NOT NULL,
  position int NOT NULL,
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  section_id uuid,
  place text NOT NULL,
  internal boolean NOT NULL,
  CONSTRAINT strike_places_pk PRIMARY KEY (strike_id, position),
  CONSTRAINT strike_places_strike_fk FOREIGN KEY (strike_id) REFERENCES hub.strikes (id),
  CONSTRAINT strike_places_place_ck CHECK (place IN ('TITLE', 'DOCUMENT_NUMBER', 'HANDLING_NOTE', 'FACTS', 'HEADING', 'BODY', 'SECTION', 'INTERNAL')),
  CONSTRAINT strike_places_section_ck CHECK ((section_id IS NOT NULL) = (place IN ('HEADING', 'BODY', 'SECTION')))
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['strikes', 'strike_places'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_app', t);
    EXECUTE format('GRANT SELECT, INSERT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT UPDATE (reason) ON hub.strikes TO hub_authority;
-- A place is seen by whoever sees now what stands there: whoever could not see the passage does not learn that there was one.
CREATE POLICY strike_places_read ON hub.strike_places FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = strike_places.bulletin_id AND v.number = strike_places.number
    AND (NOT strike_places.internal OR v.editors && (SELECT hub.principals())::int[]))
  AND (section_id IS NULL OR EXISTS (SELECT FROM hub.bulletin_sections s
    WHERE s.bulletin_id = strike_places.bulletin_id AND s.number = strike_places.number AND s.section_id = strike_places.section_id)));
CREATE POLICY strikes_read ON hub.strikes FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.strike_places p WHERE p.strike_id = strikes.id));

-- Letters as one and the same however they are written: width, case, accents, composed or not, with joiners in between, spaces of whatever kind; between
-- Japanese letters with a space or without.
-- By explicit characters, since classes of letters depend on how the database was made.
CREATE FUNCTION hub.folded(p text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(regexp_replace(normalize(translate(
      regexp_replace(normalize(p, NFKD), '[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u0300-\u036f]', '', 'g'),
      'ABCDEFGHIJKLMNOPQRSTUVWXYZÆÐØÞĐĦŁŊŒŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖẞς',
      'abcdefghijklmnopqrstuvwxyzæðøþđħłŋœŧɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδεζηθικλμνξοπρστυφχψωϗϙϛϝϟϡϣϥϧϩϫϭϯϸϻͻͼͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆßσ'), NFC),
    '[\u0001-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'),
    '([\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]) (?=[\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])', '\1', 'g')
$$;

-- A text without what is struck, which is given folded. Whatever belongs to one written character goes as a whole. Were it to stand there still,
-- the whole text would go: nothing that was to be struck is left.
CREATE FUNCTION hub.struck(p_text text, p_needle text, p_mark text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = hub, pg_temp AS $$
DECLARE v_result text;
BEGIN
  IF p_text IS NULL OR p_needle IS NULL OR position(p_needle IN hub.folded(p_text)) = 0 THEN RETURN p_text; END IF;
  WITH written AS MATERIALIZED (
    SELECT m.n, m.c[1] AS c, hub.folded(m.c[1]) AS f
    FROM regexp_matches(p_text, '.[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\u0300-\u036f\u1160-\u11ff\u3099\u309a\uff9e\uff9f]*', 'g') WITH ORDINALITY m (c, n)),
  solid AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY w.n) AS k, w.f FROM written w WHERE w.f NOT IN (' ', '')),
  counted AS (
    SELECT w.n, w.c, w.f, count(*) FILTER (WHERE w.f NOT IN (' ', '')) OVER (ORDER BY w.n) AS k FROM written w),
  told AS MATERIALIZED (
    -- Of several spaces one counts, and between Japanese letters none.
    SELECT x.n, x.c, CASE WHEN x.f <> ' ' THEN x.f
      WHEN row_number() OVER (PARTITION BY x.k, x.f = ' ' ORDER BY x.n) > 1 OR a.f ~ '[\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]$' AND b.f ~ '^[\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]' THEN '' ELSE ' ' END AS f
    FROM counted x LEFT JOIN solid a ON a.k = x.k LEFT JOIN solid b ON b.k = x.k + 1),
  placed AS MATERIALIZED (
    SELECT t.n, t.c, length(t.f) AS size, sum(length(t.f)) OVER (ORDER BY t.n) AS upto FROM told t),
  pieces AS (
    SELECT x.k, sum(length(x.piece)) OVER (ORDER BY x.k) + (x.k - 1) * length(p_needle) + 1 AS first
    FROM (SELECT string_agg(t.f, '' ORDER BY t.n) AS said FROM told t) a, unnest(string_to_array(a.said, p_needle)) WITH ORDINALITY x (piece, k)),
  found AS MATERIALIZED (
    SELECT p.k, p.first, p.first + length(p_needle) - 1 AS last FROM pieces p WHERE p.k < (SELECT max(q.k) FROM pieces q)),
  marked AS (
    SELECT p.n, p.c, h.k, row_number() OVER (PARTITION BY h.k ORDER BY p.n) AS nth
    FROM placed p LEFT JOIN LATERAL (
      SELECT f.k FROM found f WHERE CASE WHEN p.size > 0 THEN p.upto - p.size + 1 <= f.last AND p.upto >= f.first ELSE p.upto >= f.first AND p.upto < f.last END
      ORDER BY f.k LIMIT 1) h ON true)
  SELECT string_agg(CASE WHEN m.k IS NULL THEN m.c WHEN m.nth = 1 THEN p_mark ELSE '' END, '' ORDER BY m.n) INTO v_result FROM marked m;
  RETURN CASE WHEN position(p_needle IN hub.folded(v_result)) > 0 THEN p_mark ELSE v_result END;
END $$;

-- Of words under which a text was found those that still stand in it. Japanese is indexed by characters and pairs of them, everything else by
-- whole words; what can not be told apart is given up rather than kept.
CREATE FUNCTION hub.words_left(p_words text[], p_text text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = hub, pg_temp AS $$
  SELECT coalesce(array_agg(w), '{}') FROM unnest(p_words) w CROSS JOIN (SELECT hub.folded(p_text) AS said) t
  WHERE w NOT LIKE 'w:%' OR CASE WHEN substr(w, 3) ~ '^[\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+$'
    THEN position(hub.folded(substr(w, 3)) IN t.said) > 0
    ELSE hub.folded(substr(w, 3)) IN (SELECT left(x, 64) FROM regexp_split_to_table(t.said,
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\U00020000-\U0003ffff]+') x) END
$$;

-- Strikes a text (folded), a section, or the coded facts, from all versions of a bulletin, on an editor's word: also where he does not see it,
-- of which he is told nothing. Answers whether it stood where he sees it (else the caller takes everything back), and who is to hear of it: whoever
-- may see one of the places now, organisation by organisation.
CREATE FUNCTION hub.strike_passage(p_id uuid, p_bulletin uuid, p_needle text, p_section uuid, p_facts boolean, p_reason text, p_instant timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE b hub.bulletins; v_mine int[] := hub.principals(); v_seen boolean; v_told jsonb; f text;
BEGIN
  IF hub.person() IS NULL OR NOT hub.may_edit(p_bulletin) THEN RAISE EXCEPTION 'not an editor' USING ERRCODE = 'HB003'; END IF;
  SELECT * INTO b FROM hub.bulletins x WHERE x.id = p_bulletin FOR UPDATE;
  INSERT INTO hub.strikes (id, bulletin_id, struck_at, struck_by, reason) VALUES (p_id, p_bulletin, p_instant, hub.person(), p_reason);
  INSERT INTO hub.strike_places (strike_id, position, bulletin_id, number, section_id, place, internal)
  SELECT p_id, row_number() OVER (ORDER BY x.number, x.section_id NULLS FIRST, x.place), p_bulletin, x.number, x.section_id, x.place, x.internal
  FROM (
    SELECT v.number, NULL::uuid AS section_id, t.place, v.review_state <> 'PUBLISHED' OR t.place = 'INTERNAL' AS internal
    FROM hub.bulletin_versions v CROSS JOIN LATERAL (VALUES ('TITLE', v.title), ('DOCUMENT_NUMBER', v.document_number), ('HANDLING_NOTE', v.handling_note),
      ('INTERNAL', concat_ws(E'\n', v.returned_reason, v.exception->>'reason', v.person_at_risk->>'reason', (SELECT string_agg(c->>'note', E'\n') FROM jsonb_array_elements(v.person_at_risk->'safetyChecks') c),
        CASE WHEN v.number = coalesce(b.published_number, b.pending_number) THEN concat_ws(E'\n', b.withdrawal_reason, b.source_key) END))) t (place, said)
    WHERE v.bulletin_id = p_bulletin AND position(p_needle IN hub.folded(t.said)) > 0
    UNION ALL
    SELECT v.number, NULL, 'FACTS', v.review_state <> 'PUBLISHED' FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND p_facts AND v.has_facts
    UNION ALL
    SELECT s.number, s.section_id, t.place, v.review_state <> 'PUBLISHED'
    FROM hub.bulletin_sections s JOIN hub.bulletin_versions v ON v.bulletin_id = s.bulletin_id AND v.number = s.number
    CROSS JOIN LATERAL (VALUES ('HEADING', s.heading), ('BODY', s.body)) t (place, said)
    WHERE s.bulletin_id = p_bulletin AND position(p_needle IN hub.folded(t.said)) > 0
    UNION ALL
    SELECT s.number, s.section_id, 'SECTION', v.review_state <> 'PUBLISHED'
    FROM hub.bulletin_sections s JOIN hub.bulletin_versions v ON v.bulletin_id = s.bulletin_id AND v.number = s.number
    WHERE s.bulletin_id = p_bulletin AND s.section_id = p_section AND (s.heading, s.body) <> (hub.strike_mark(v.language), hub.strike_mark(v.language))) x;

  -- By what he may see himself: what stands elsewhere is told to nobody.
  SELECT EXISTS (
    SELECT FROM hub.strike_places p JOIN hub.bulletin_versions v ON v.bulletin_id = p.bulletin_id AND v.number = p.number
    LEFT JOIN hub.bulletin_sections s ON s.bulletin_id = p.bulletin_id AND s.number = p.number AND s.section_id = p.section_id
    WHERE p.strike_id = p_id AND v.editors && v_mine AND v.admitted && v_mine AND v.gate && v_mine AND (p.section_id IS NULL OR s.admitted && v_mine AND s.gate && v_mine)) INTO v_seen;
  IF NOT v_seen THEN RETURN jsonb_build_object('seen', false); END IF;

  -- Who may see a place now: who was admitted to it, and is in its gate.
  SELECT coalesce(jsonb_agg(jsonb_build_object('organisationId', c.organisation_id, 'readers', to_jsonb(c.principals))), '[]') INTO v_told FROM hub.covered(ARRAY(
    SELECT DISTINCT u.principal FROM hub.strike_places p JOIN hub.bulletin_versions v ON v.bulletin_id = p.bulletin_id AND v.number = p.number
    LEFT JOIN hub.bulletin_sections s ON s.bulletin_id = p.bulletin_id AND s.number = p.number AND s.section_id = p.section_id
    CROSS JOIN LATERAL (SELECT coalesce(s.admitted, v.admitted) AS admitted, coalesce(s.gate, v.gate) AS gate) w
    CROSS JOIN LATERAL unnest(w.admitted || w.gate) u (principal)
    WHERE p.strike_id = p_id AND NOT p.internal AND w.admitted && hub.implied(u.principal) AND w.gate && hub.implied(u.principal)
      AND v.admitted && hub.implied(u.principal) AND v.gate && hub.implied(u.principal))) c;

  UPDATE hub.bulletin_versions v SET
    title = hub.struck(v.title, p_needle, hub.strike_mark(v.language)), document_number = hub.struck(v.document_number, p_needle, hub.strike_mark(v.language)),
    handling_note = hub.struck(v.handling_note, p_needle, hub.strike_mark(v.language)), returned_reason = hub.struck(v.returned_reason, p_needle, hub.strike_mark(v.language)),
    exception = CASE WHEN v.exception->>'reason' IS NULL THEN v.exception ELSE jsonb_set(v.exception, '{reason}', to_jsonb(hub.struck(v.exception->>'reason', p_needle, hub.strike_mark(v.language)))) END,
    person_at_risk = CASE WHEN v.person_at_risk IS NULL THEN NULL ELSE v.person_at_risk
      || jsonb_build_object('reason', hub.struck(v.person_at_risk->>'reason', p_needle, hub.strike_mark(v.language)),
        'safetyChecks', (SELECT coalesce(jsonb_agg(c || jsonb_build_object('note', hub.struck(c->>'note', p_needle, hub.strike_mark(v.language))) ORDER BY n), '[]')
          FROM jsonb_array_elements(v.person_at_risk->'safetyChecks') WITH ORDINALITY x (c, n))) END,
    title_words = hub.words_left(v.title_words, hub.struck(v.title, p_needle, ' ')),
    words = (SELECT coalesce(array_agg(w), '{}') FROM unnest(hub.words_left(v.words, hub.struck(v.document_number, p_needle, ' '))) w
      WHERE NOT p_facts OR w LIKE 'w:%' OR substr(w, 3) = ANY (v.countries) AND w LIKE 'c:%')
  WHERE v.bulletin_id = p_bulletin AND v.number IN (SELECT p.number FROM hub.strike_places p WHERE p.strike_id = p_id AND p.section_id IS NULL);
  UPDATE hub.bulletin_versions v SET has_facts = false, potential_victims = NULL, identified_victims = NULL, citizenships = '{}', exploitation = '{}', means_of_control = '{}', prefectures = '{}'
  WHERE v.bulletin_id = p_bulletin AND p_facts;
  UPDATE hub.bulletin_sections s SET heading = hub.struck(s.heading, p_needle, hub.strike_mark(v.language)), body = hub.struck(s.body, p_needle, hub.strike_mark(v.language)),
    words = hub.words_left(s.words, hub.struck(s.heading, p_needle, ' ') || E'\n' || hub.struck(s.body, p_needle, ' '))
  FROM hub.bulletin_versions v
  WHERE v.bulletin_id = s.bulletin_id AND v.number = s.number AND s.bulletin_id = p_bulletin
    AND EXISTS (SELECT FROM hub.strike_places p WHERE p.strike_id = p_id AND p.number = s.number AND p.section_id = s.section_id AND p.place <> 'SECTION');
  UPDATE hub.bulletin_sections s SET heading = hub.strike_mark(v.language), body = hub.strike_mark(v.language), words = '{}'
  FROM hub.bulletin_versions v
  WHERE v.bulletin_id = s.bulletin_id AND v.number = s.number AND s.bulletin_id = p_bulletin AND s.section_id = p_section;

  -- What approvals bind has changed: those of a working copy are void, and it begins anew.
  UPDATE hub.bulletin_versions v SET content_hash = hub.content_hash(p_bulletin, v.number)
  WHERE v.bulletin_id = p_bulletin AND v.number IN (SELECT p.number FROM hub.strike_places p WHERE p.strike_id = p_id);
  UPDATE hub.bulletin_versions v SET review_state = 'EDITING', submitted_by = NULL, submitted_at = NULL, published_by = NULL,
    edited_by = CASE WHEN hub.person() = ANY (v.edited_by) THEN v.edited_by ELSE v.edited_by || hub.person() END
  WHERE v.bulletin_id = p_bulletin AND v.review_state <> 'PUBLISHED' AND v.number IN (SELECT p.number FROM hub.strike_places p WHERE p.strike_id = p_id);
  UPDATE hub.bulletins x SET revision = x.revision + 1, access_epoch = x.access_epoch + 1,
    withdrawal_reason = hub.struck(x.withdrawal_reason, p_needle, hub.strike_mark(x.language)),
    source_key = CASE WHEN position(p_needle IN hub.folded(x.source_key)) > 0 THEN NULL ELSE x.source_key END,
    state = CASE WHEN x.state IN ('IN_REVIEW', 'SCHEDULED') AND EXISTS (SELECT FROM hub.strike_places p WHERE p.strike_id = p_id AND p.number = x.pending_number) THEN 'DRAFT' ELSE x.state END
  WHERE x.id = p_bulletin;
  UPDATE hub.strikes s SET reason = hub.struck(s.reason, p_needle, hub.strike_mark(b.language)) WHERE s.bulletin_id = p_bulletin;
  -- What else is kept about a bulletin strikes by itself: each capability by a function hub.strike_in_…(bulletin, folded text or null, mark).
  FOR f IN SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'hub'::regnamespace AND p.proname LIKE 'strike\_in\_%' ORDER BY p.proname LOOP
    EXECUTE format('SELECT hub.%I($1, $2, $3)', f) USING p_bulletin, p_needle, hub.strike_mark(b.language);
  END LOOP;
  PERFORM hub.index_words(p_bulletin);
  RETURN jsonb_build_object('seen', true, 'told', v_told);
END $$;

-- What stands in the place of what was struck.
CREATE FUNCTION hub.strike_mark(p_language text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN p_language LIKE 'ja%' THEN '［削除］' ELSE '[struck]' END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.strike_passage OWNER TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
  FOREACH f IN ARRAY ARRAY['folded', 'struck', 'words_left', 'strike_mark', 'strike_passage'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app, hub_authority', f);
  END LOOP;
END $$;
