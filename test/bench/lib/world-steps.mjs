// The recipe of a bench world, step by step; each is one batch of SQL. Order of insertion is order of time, as in a hub
// that has grown, and identifiers are random, as the hub's are.

/** Words of the search table: HITS bulletins have the word, SHARE of them visible to the busy organisation. */
export const searchWords = (size) =>
  [...new Set([10, Math.min(1_000, size / 10), size / 10])].flatMap((hits) =>
    [[0.0001, 'rare'], [0.1, 'tenth'], [1, 'all']].map(([share, name]) => ({ hits, share, visible: Math.round(hits * share), word: `${name}${hits}` })),
  );

/** Everybody's password. */
export const PASSWORD = 'bench-bench-bench-2026';
const VOCABULARY = `ARRAY['ka','ri','no','ma','te','shi','lo','ven','dar','mi','ko','sun','ta','bel','ur']`;
// Few long words rather than many short ones: the text is as long as in the hub's lists, the index no larger than it needs to be.
const words = (count) => `ARRAY(SELECT v.s[1 + w.i % 15] || v.s[1 + w.i / 7 % 15] || v.s[1 + w.i / 15 % 15] || v.s[1 + w.i / 31 % 15] || v.s[1 + w.i / 225]
  FROM (SELECT floor(2000 * random() ^ 2)::int AS i FROM generate_series(1, ${count} + 0 * x.n)) w, (SELECT ${VOCABULARY} AS s) v)`;

export const STEPS = [
  {
    name: 'organisations and officers',
    sql: ({ organisations, passwordHash }) => `
      CREATE SCHEMA bench;
      CREATE FUNCTION bench.as_words(w text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT array_agg(DISTINCT 'w:' || x) FROM unnest(w) x $$;
      CREATE TABLE bench.org AS SELECT i, gen_random_uuid() AS id, gen_random_uuid() AS person,
        1000 + 3 * i AS reader, 1001 + 3 * i AS officer, 1002 + 3 * i AS self,
        'B' || chr(65 + i / 26) || chr(65 + i % 26) AS code FROM generate_series(1, ${organisations}) i;
      INSERT INTO hub.organisations (id, kind, code, names, reader_principal, officer_principal, created_at)
      SELECT id, CASE WHEN i = 1 THEN 'COORDINATOR' WHEN i % 2 = 0 THEN 'NGO' ELSE 'PREFECTURAL_POLICE' END, code,
        jsonb_build_object('en', 'Organisation ' || code || ' of Tokyo', 'ja', '東京' || code || '機関'), reader, officer, '2015-01-01' FROM bench.org;
      INSERT INTO hub.persons (id, organisation_id, email, language, roles, family_name, given_name, principal, created_at)
      SELECT person, id, 'officer' || i || '@bench.example', 'en', ARRAY['READER', 'OFFICER'], 'Bench', 'Officer ' || i, self, '2015-01-01' FROM bench.org;
      INSERT INTO hub.person_cards (person_id, organisation_id, card) SELECT person, id, '{}' FROM bench.org;
      INSERT INTO hub.credentials (person_id, password_hash, changed_at) SELECT person, '${passwordHash}', '2015-01-01' FROM bench.org;
      SELECT setval('hub.principal_numbers', 10000);`,
  },
  {
    name: 'what will be published',
    sql: ({ size, organisations, busy }) => `
      CREATE UNLOGGED TABLE bench.seed AS
      SELECT x.n, gen_random_uuid() AS id, date_trunc('milliseconds', timestamptz '2015-07-01' + x.n * interval '10 years' / ${size}) AS at,
        o.id AS originator, o.person AS author, o.code, o.reader, o.officer, o.self,
        (ARRAY['ALERT','CASE_INFORMATION','REQUEST_FOR_INFORMATION','STATISTICS','NOTICE'])[1 + x.n % 5] AS kind,
        CASE WHEN x.r < 0.01 THEN 'CLEAR' WHEN x.r < 0.03 THEN 'GREEN' WHEN x.r < 0.6 THEN 'AMBER' ELSE 'AMBER_STRICT' END AS tlp,
        (ARRAY['ROUTINE','PRIORITY','IMMEDIATE'])[1 + x.n % 3] AS urgency,
        ARRAY(SELECT DISTINCT CASE WHEN random() < 0.3 / x.k THEN ${busy} ELSE 1 + floor(${organisations} * random())::int END FROM generate_series(1, x.k)) AS audience,
        random() < 0.2 AS narrow, random() < 0.1 AS revised,
        CASE WHEN random() < 0.1 THEN timestamptz '2090-01-01' END AS expires,
        ${words(4)} AS title, ${words(5)} AS body1, ${words(4)} AS body2, ${words(4)} AS body3
      FROM (SELECT n, 1 + floor(${organisations} * random())::int AS i, random() AS r, 1 + floor(10 * random() ^ 1.6)::int AS k FROM generate_series(1, ${size}) n) x
      JOIN bench.org o USING (i);
      -- Everyone and the public have no names; a narrow section needs somebody to leave out.
      UPDATE bench.seed SET audience = '{}' WHERE tlp IN ('CLEAR', 'GREEN');
      UPDATE bench.seed SET narrow = false WHERE cardinality(audience) < 2;`,
  },
  {
    name: 'words to search for',
    sql: ({ size, busy }) => `
      CREATE UNLOGGED TABLE bench.hits AS
      WITH v AS (SELECT n, ${busy} = ANY (audience) OR cardinality(audience) = 0 AS visible FROM bench.seed),
        r AS (SELECT n, visible, row_number() OVER (PARTITION BY visible ORDER BY n) AS rank, count(*) OVER (PARTITION BY visible) AS total FROM v)
      SELECT r.n, array_agg(w.word) AS words FROM r
      JOIN (VALUES ${searchWords(size).map((w) => `('${w.word}', ${w.visible}, ${w.hits - w.visible})`).join(', ')}) w (word, seen, unseen)
        ON floor(r.rank::numeric * CASE WHEN visible THEN seen ELSE unseen END / total) <> floor((r.rank::numeric - 1) * CASE WHEN visible THEN seen ELSE unseen END / total)
      GROUP BY r.n;
      UPDATE bench.seed s SET body1 = body1 || h.words FROM bench.hits h WHERE h.n = s.n;
      CREATE UNLOGGED TABLE bench.plan AS
      SELECT s.*, a.readers, CASE WHEN s.narrow THEN (SELECT array_agg(p ORDER BY p) FROM (
          SELECT 1000 + 3 * s.audience[1] UNION SELECT s.reader UNION SELECT s.officer) u (p)) ELSE a.readers END AS few,
        jsonb_build_object('everyone', cardinality(s.audience) = 0, 'organisationIds',
          to_jsonb(ARRAY(SELECT o.id FROM bench.org o WHERE o.i = ANY (s.audience)))) AS named,
        gen_random_uuid() AS section1, gen_random_uuid() AS section2, gen_random_uuid() AS section3
      FROM bench.seed s CROSS JOIN LATERAL (SELECT array_agg(p ORDER BY p) AS readers FROM (
        SELECT 1000 + 3 * unnest(s.audience) UNION SELECT s.reader UNION SELECT s.officer
        UNION SELECT CASE s.tlp WHEN 'CLEAR' THEN 1 ELSE 2 END WHERE cardinality(s.audience) = 0) u (p)) a ORDER BY s.n;
      DROP TABLE bench.seed, bench.hits;
      ANALYZE bench.plan;`,
  },
  {
    name: 'bulletins',
    sql: () => `
      INSERT INTO hub.bulletins (id, reference, originator_id, author_id, state, kind, tlp, urgency, language, published_number,
        created_at, published_at, expires_at, sort_at, readers, editors)
      SELECT id, code || '-' || extract(year FROM at) || '-' || lpad(upper(to_hex(n)), 6, '0'), originator, author, 'PUBLISHED', kind, tlp, urgency,
        'en', CASE WHEN revised THEN 2 ELSE 1 END, at, at, expires, at, readers, ARRAY[officer] FROM bench.plan ORDER BY n;`,
  },
  {
    name: 'versions',
    sql: () => `
      INSERT INTO hub.bulletin_versions (bulletin_id, number, kind, tlp, urgency, language, title, title_words, words, countries, has_facts, identified_victims, audience,
        edited_by, content_hash, review_state, published_at, published_by, expires_at, admitted, gate, editors, lapses_at)
      SELECT id, v, kind, tlp, urgency, 'en', array_to_string(title, ' ') || CASE WHEN v < 2 AND revised THEN ' first' ELSE '' END, bench.as_words(title), ARRAY['c:JP'],
        ARRAY['JP'], n % 2 = 0, CASE WHEN n % 2 = 0 THEN n % 7 END, named,
        ARRAY[author], '\\x00', 'PUBLISHED', at, author, expires, readers, readers, ARRAY[officer], expires
      FROM bench.plan, generate_series(1, CASE WHEN revised THEN 2 ELSE 1 END) v ORDER BY n, v;`,
  },
  {
    name: 'sections',
    sql: () => `
      INSERT INTO hub.bulletin_sections (bulletin_id, number, section_id, position, heading, body, words, audience, admitted, gate, editors, lapses_at)
      SELECT p.id, v, s.id, s.position, s.heading, array_to_string(s.body, ' '), bench.as_words(string_to_array(lower(s.heading), ' ') || s.body), CASE WHEN s.few THEN '{}'::jsonb END,
        CASE WHEN s.few THEN p.few ELSE p.readers END, CASE WHEN s.few THEN p.few ELSE p.readers END, ARRAY[p.officer], p.expires
      FROM bench.plan p, generate_series(1, CASE WHEN revised THEN 2 ELSE 1 END) v,
        LATERAL (VALUES (section1, 1, 'What happened', body1, false), (section2, 2, 'Request', body2, false), (section3, 3, 'Details', body3, narrow)) s (id, position, heading, body, few)
      ORDER BY p.n, v, s.position;`,
  },
  {
    name: 'reach and editions',
    sql: () => `
      INSERT INTO hub.bulletin_reach (principal, sort_at, bulletin_id) SELECT unnest(readers), at, id FROM bench.plan ORDER BY n;
      INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
      SELECT id, unnest(readers), v, v FROM bench.plan, generate_series(1, CASE WHEN revised THEN 2 ELSE 1 END) v ORDER BY n, v;`,
  },
  {
    // An index is made sooner than kept up.
    name: 'search indexes put off',
    terms: true,
    sql: () => `
      CREATE TABLE bench.put_off AS SELECT indexdef FROM pg_indexes WHERE schemaname = 'hub' AND tablename = 'bulletin_terms' AND indexname <> 'bulletin_terms_pk';
      DO $$ DECLARE i text; BEGIN
        FOR i IN SELECT indexname FROM pg_indexes WHERE schemaname = 'hub' AND tablename = 'bulletin_terms' AND indexname <> 'bulletin_terms_pk' LOOP
          EXECUTE format('DROP INDEX hub.%I', i);
        END LOOP; END $$;`,
  },
  {
    name: 'search terms',
    terms: true,
    // Two connections at once: it is the longest step.
    parts: 2,
    sql: ({ part }) => `
      INSERT INTO hub.bulletin_terms (bulletin_id, month, sort_at, terms, title_terms)
      SELECT p.id, m.month, p.at,
        ARRAY(SELECT hub.term_hash(r, m.month, w) FROM unnest(p.readers) r, unnest(a.words) w)
          || ARRAY(SELECT hub.term_hash(r, m.month, w) FROM unnest(p.few) r, unnest(bench.as_words('{details}' || p.body3)) w WHERE w <> ALL (a.words)),
        ARRAY(SELECT hub.term_hash(r, m.month, w) FROM unnest(p.readers) r, unnest(bench.as_words(p.title)) w)
      FROM bench.plan p, LATERAL (SELECT hub.month_of(p.at) AS month) m,
        LATERAL (SELECT bench.as_words('{what,happened,request}' || p.title || p.body1 || p.body2)
          || ARRAY['k:' || p.kind, 'm:' || p.tlp, 'u:' || p.urgency, 'o:' || p.originator, 'c:JP'] AS words) a
      WHERE p.n % 2 = ${part} ORDER BY p.n;`,
  },
  {
    name: 'search indexes',
    terms: true,
    sql: () => `DO $$ DECLARE i text; BEGIN FOR i IN SELECT indexdef FROM bench.put_off LOOP EXECUTE i; END LOOP; END $$;`,
  },
  { name: 'vacuum', sql: () => 'VACUUM (ANALYZE)' },
];
