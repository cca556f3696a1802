// The recipe of a bench world, step by step; the batches of a step run at the same time. Order of insertion is order of time, as in a hub
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
const words = (count) => `ARRAY(SELECT v.s[1 + w.i % 15] || v.s[1 + w.i / 7 % 15] || v.s[1 + w.i / 15 % 15] || v.s[1 + w.i / 31 % 15] || v.s[1 + w.i / 101 % 15] || v.s[1 + w.i / 225]
  FROM (SELECT floor(2000 * random() ^ 2)::int AS i FROM generate_series(1, ${count} + 0 * x.n)) w, (SELECT ${VOCABULARY} AS s) v)`;

const HALVES = [0, 1];

export const STEPS = [
  {
    name: 'organisations and officers',
    sql: ({ organisations, passwordHash }) => [`
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
      SELECT setval('hub.principal_numbers', 10000);`],
  },
  {
    name: 'what will be published',
    sql: ({ size, organisations, originators, busy }) => HALVES.map((half) => `
      CREATE UNLOGGED TABLE bench.seed${half} AS
      SELECT x.n, gen_random_uuid() AS id, date_trunc('milliseconds', timestamptz '2015-07-01' + x.n * interval '10 years' / ${size}) AS at,
        o.id AS originator, o.person AS author, o.code, o.reader, o.officer, o.self,
        (ARRAY['ALERT','CASE_INFORMATION','REQUEST_FOR_INFORMATION','STATISTICS','NOTICE'])[1 + x.n % 5] AS kind,
        CASE WHEN x.r < 0.01 THEN 'CLEAR' WHEN x.r < 0.03 THEN 'GREEN' WHEN x.r < 0.6 THEN 'AMBER' ELSE 'AMBER_STRICT' END AS tlp,
        (ARRAY['ROUTINE','PRIORITY','IMMEDIATE'])[1 + x.n % 3] AS urgency,
        -- Everyone and the public have no names.
        CASE WHEN x.r < 0.03 THEN '{}' ELSE ARRAY(SELECT DISTINCT CASE WHEN random() < 0.3 / x.k THEN ${busy} ELSE 1 + floor(${organisations} * random())::int END
          FROM generate_series(1, x.k)) END AS audience,
        random() < 0.2 AS narrow, random() < 0.1 AS revised,
        CASE WHEN random() < 0.1 THEN timestamptz '2090-01-01' END AS expires,
        ${words(3)} AS title, ${words(4)} AS body1, ${words(3)} AS body2, ${words(3)} AS body3
      FROM (SELECT n, 1 + floor(${originators} * random())::int AS i, random() AS r, 1 + floor(10 * random() ^ 2)::int AS k FROM generate_series(1 + ${half} * ${size} / 2, (1 + ${half}) * ${size} / 2) n) x
      JOIN bench.org o USING (i)`),
  },
  {
    // Every word is spread evenly over the years, among what is visible to the busy organisation and what is not.
    name: 'who sees what',
    sql: ({ busy }) => [`
      CREATE UNLOGGED TABLE bench.rank AS
      SELECT n, visible, row_number() OVER (PARTITION BY visible ORDER BY n) AS rank, count(*) OVER (PARTITION BY visible) AS total
      FROM (SELECT n, ${busy} = ANY (audience) OR cardinality(audience) = 0 OR reader = 1000 + 3 * ${busy} AS visible
        FROM (TABLE bench.seed0 UNION ALL TABLE bench.seed1) s) v`],
  },
  {
    name: 'texts and their words',
    sql: ({ size }) => HALVES.map((half) => `
      CREATE UNLOGGED TABLE bench.plan${half} AS
      WITH h AS (SELECT s.*, s.body1 || ARRAY(SELECT w.word FROM (VALUES ${searchWords(size).map((w) => `('${w.word}', ${w.visible}::bigint, ${w.hits - w.visible}::bigint)`).join(', ')}) w (word, seen, unseen)
          WHERE r.rank * CASE WHEN r.visible THEN seen ELSE unseen END / r.total > (r.rank - 1) * CASE WHEN r.visible THEN seen ELSE unseen END / r.total) AS first
          FROM bench.seed${half} s JOIN bench.rank r USING (n)),
        o AS (SELECT array_agg(id ORDER BY i) AS ids FROM bench.org)
      SELECT h.n, h.id, h.at, h.originator, h.author, h.code, h.officer, h.kind, h.tlp, h.urgency, h.revised, h.expires, h.title, h.first AS body1, h.body2, h.body3,
        a.readers, CASE WHEN h.narrow AND cardinality(h.audience) > 1 THEN ARRAY[1000 + 3 * h.audience[1], h.reader, h.officer] ELSE a.readers END AS few,
        h.narrow AND cardinality(h.audience) > 1 AS narrow,
        jsonb_build_object('everyone', cardinality(h.audience) = 0, 'organisationIds', to_jsonb(ARRAY(SELECT o.ids[i] FROM unnest(h.audience) i))) AS named,
        bench.as_words(h.title) AS words0, bench.as_words('{situation}' || h.first) AS words1, bench.as_words('{request}' || h.body2) AS words2,
        bench.as_words('{details}' || h.body3) AS words3, gen_random_uuid() AS section1, gen_random_uuid() AS section2, gen_random_uuid() AS section3
      FROM h, o, LATERAL (SELECT ARRAY(SELECT DISTINCT p FROM unnest(ARRAY[h.reader, h.officer]
        || CASE WHEN cardinality(h.audience) = 0 THEN ARRAY[CASE h.tlp WHEN 'CLEAR' THEN 1 ELSE 2 END] ELSE ARRAY(SELECT 1000 + 3 * i FROM unnest(h.audience) i) END) p) AS readers) a
      ORDER BY h.n`),
  },
  {
    name: 'two halves to one',
    sql: () => [`
      CREATE VIEW bench.plan AS TABLE bench.plan0 UNION ALL TABLE bench.plan1; -- in order of time
      DROP TABLE bench.seed0, bench.seed1, bench.rank;
      ANALYZE bench.plan0; ANALYZE bench.plan1`],
  },
  {
    name: 'bulletins, versions',
    sql: () => [`
      INSERT INTO hub.bulletins (id, reference, originator_id, author_id, state, kind, tlp, urgency, language, published_number,
        created_at, published_at, expires_at, sort_at, readers, editors)
      SELECT id, code || '-' || extract(year FROM at) || '-' || lpad(upper(to_hex(n)), 6, '0'), originator, author, 'PUBLISHED', kind, tlp, urgency,
        'en', CASE WHEN revised THEN 2 ELSE 1 END, at, at, expires, at, readers, ARRAY[officer] FROM bench.plan;`, `
      INSERT INTO hub.bulletin_versions (bulletin_id, number, kind, tlp, urgency, language, title, title_words, words, countries, has_facts, identified_victims, audience,
        edited_by, content_hash, review_state, published_at, published_by, expires_at, admitted, gate, editors, lapses_at)
      SELECT id, v, kind, tlp, urgency, 'en', array_to_string(title, ' ') || CASE WHEN v < 2 AND revised THEN ' first' ELSE '' END, words0, ARRAY['c:JP'],
        ARRAY['JP'], n % 2 = 0, CASE WHEN n % 2 = 0 THEN n % 7 END, named,
        ARRAY[author], '\\x00', 'PUBLISHED', at, author, expires, readers, readers, ARRAY[officer], expires
      FROM bench.plan, generate_series(1, CASE WHEN revised THEN 2 ELSE 1 END) v;`],
  },
  {
    name: 'sections, reach and editions',
    sql: () => [`
      INSERT INTO hub.bulletin_sections (bulletin_id, number, section_id, position, heading, body, words, audience, admitted, gate, editors, lapses_at)
      SELECT p.id, v, s.id, s.position, s.heading, array_to_string(s.body, ' '), s.words, CASE WHEN s.few THEN '{}'::jsonb END,
        CASE WHEN s.few THEN p.few ELSE p.readers END, CASE WHEN s.few THEN p.few ELSE p.readers END, ARRAY[p.officer], p.expires
      FROM bench.plan p, generate_series(1, CASE WHEN revised THEN 2 ELSE 1 END) v,
        LATERAL (VALUES (section1, 1, 'Situation', body1, words1, false), (section2, 2, 'Request', body2, words2, false),
          (section3, 3, 'Details', body3, words3, narrow)) s (id, position, heading, body, words, few);`, `
      INSERT INTO hub.bulletin_reach (principal, sort_at, bulletin_id) SELECT unnest(readers), at, id FROM bench.plan;
      INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
      SELECT id, unnest(readers), v, v FROM bench.plan, generate_series(1, CASE WHEN revised THEN 2 ELSE 1 END) v;`],
  },
  {
    // An index is made sooner than kept up.
    name: 'search indexes put off',
    terms: true,
    sql: () => [`
      CREATE TABLE bench.put_off AS SELECT indexdef FROM pg_indexes WHERE schemaname = 'hub' AND tablename = 'bulletin_terms' AND indexname <> 'bulletin_terms_pk';
      DO $$ DECLARE i text; BEGIN
        FOR i IN SELECT indexname FROM pg_indexes WHERE schemaname = 'hub' AND tablename = 'bulletin_terms' AND indexname <> 'bulletin_terms_pk' LOOP
          EXECUTE format('DROP INDEX hub.%I', i);
        END LOOP; END $$;`],
  },
  {
    name: 'search terms',
    terms: true,
    sql: () => HALVES.map((half) => `
      INSERT INTO hub.bulletin_terms (bulletin_id, month, sort_at, terms, title_terms)
      SELECT p.id, m.month, p.at,
        ARRAY(SELECT hub.term_hash(r, m.month, w) FROM unnest(p.readers) r, unnest(a.words) w)
          || ARRAY(SELECT hub.term_hash(r, m.month, w) FROM unnest(p.few) r, unnest(p.words3) w WHERE w <> ALL (a.words)),
        ARRAY(SELECT hub.term_hash(r, m.month, w) FROM unnest(p.readers) r, unnest(p.words0) w)
      FROM bench.plan${half} p, LATERAL (SELECT hub.month_of(p.at) AS month) m,
        LATERAL (SELECT ARRAY(SELECT DISTINCT w FROM unnest(p.words0 || p.words1 || p.words2
          || ARRAY['k:' || p.kind, 'm:' || p.tlp, 'u:' || p.urgency, 'o:' || p.originator, 'c:JP']) w) AS words) a;`),
  },
  {
    name: 'search indexes',
    terms: true,
    sql: () => ['DO $$ DECLARE i text; BEGIN FOR i IN SELECT indexdef FROM bench.put_off LOOP EXECUTE i; END LOOP; END $$'],
  },
  { name: 'vacuum', sql: () => ['VACUUM (ANALYZE)'] },
];
