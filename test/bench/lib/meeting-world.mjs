// A bench world of the meeting: 200 organisations, ten years of closed editions, and one whose minutes are in review.
import { hash } from '@node-rs/argon2';
import { beginLog } from './log.mjs';
import { connect, keptDatabase, ORGANISATIONS } from './world.mjs';
import { PASSWORD, STEPS } from './world-steps.mjs';

const NAME = 'bench_meeting';
const YEARS = 10;
const ITEMS = 20;
/** Rows for each pair of an edition (n, 0: the current one) and an item (k); four of twenty are closed to who coordinates. */
const ITEM_ROWS = `FROM bench.edition e CROSS JOIN bench.item i WHERE i.n = e.n`;

const FILL = `
  UPDATE hub.persons SET roles = ARRAY['READER', 'COORDINATOR'] WHERE id = (SELECT person FROM bench.org WHERE i = 1);
  CREATE TABLE bench.edition AS SELECT n, gen_random_uuid() AS id, date_trunc('day', now()) - make_interval(days => 20 + 365 * n) AS day FROM generate_series(0, ${YEARS}) n;
  CREATE TABLE bench.item AS SELECT n, k, gen_random_uuid() AS id FROM generate_series(0, ${YEARS}) n, generate_series(1, ${ITEMS}) k;
  INSERT INTO hub.meeting_editions (id, number, year, names, state, starts_local, ends_local, starts_at, ends_at, created_at, created_by, closed_at)
    SELECT e.id, 30 - n, 2030 - n, '{"en": "Contact Point Meeting", "ja": "コンタクトポイント会議"}', CASE n WHEN 0 THEN 'MINUTES_IN_REVIEW' ELSE 'CLOSED' END, day + interval '9 hours', day + interval '17 hours',
      day, day + interval '8 hours', day - interval '200 days', o.person, CASE WHEN n > 0 THEN day + interval '60 days' END FROM bench.edition e, bench.org o WHERE o.i = 1;
  INSERT INTO hub.meeting_parties (edition_id, organisation_id, must_attend) SELECT e.id, o.id, o.i <= 12 FROM bench.edition e, bench.org o;
  CREATE TABLE bench.poll AS SELECT n, gen_random_uuid() AS id FROM bench.edition;
  INSERT INTO hub.meeting_polls (id, edition_id, opened_at, opened_by, deadline, quorum, remote, told, closed_at)
    SELECT p.id, e.id, day - interval '150 days', o.person, day - interval '120 days', 120, '[]', 3, day - interval '119 days' FROM bench.edition e JOIN bench.poll p USING (n), bench.org o WHERE o.i = 1;
  INSERT INTO hub.meeting_slots (id, poll_id, starts_local, ends_local, starts_at, ends_at, reasons)
    SELECT gen_random_uuid(), p.id, day + make_interval(days => s, hours => 9), day + make_interval(days => s, hours => 17), day + make_interval(days => s), day + make_interval(days => s, hours => 8), '[]'
    FROM bench.edition e JOIN bench.poll p USING (n), generate_series(0, 19) s;
  INSERT INTO hub.meeting_replies (id, poll_id, organisation_id, answers, channel, replied_at, replied_by)
    SELECT gen_random_uuid(), p.id, o.id, (SELECT jsonb_object_agg(s.id, 'YES') FROM hub.meeting_slots s WHERE s.poll_id = p.id), 'SIGNED_IN', now(), o.person FROM bench.poll p, bench.org o;
  INSERT INTO hub.meeting_invitations (edition_id, deadline_days, deadline_time, face, invited_at, invited_by) SELECT e.id, 20, '17:00', '{}', day - interval '100 days', o.person FROM bench.edition e, bench.org o WHERE o.i = 1;
  CREATE TABLE bench.delegate AS SELECT e.id AS edition, o.id AS organisation, o.person, gen_random_uuid() AS id FROM bench.edition e, bench.org o, generate_series(1, 2);
  INSERT INTO hub.meeting_delegates (id, edition_id, organisation_id, family_name, given_name, created_at, created_by) SELECT id, edition, organisation, 'Bench', 'Delegate', now(), person FROM bench.delegate;
  INSERT INTO hub.meeting_delegate_details (delegate_id, edition_id, organisation_id, language) SELECT id, edition, organisation, 'en' FROM bench.delegate;
  INSERT INTO hub.meeting_attendance (edition_id, organisation_id, presence, by_id, at) SELECT e.id, o.id, CASE WHEN o.i % 10 = 0 THEN 'ABSENT' ELSE 'IN_PERSON' END, o.person, day FROM bench.edition e, bench.org o;
  INSERT INTO hub.meeting_items (id, edition_id, proposer_id, proposed_by, proposed_at, titles, purpose, minutes, audience, state, position)
    SELECT i.id, e.id, o.id, o.person, day - interval '60 days', '{"en": "Something to talk over", "ja": "協議事項"}', 'DISCUSSION', 20,
      CASE WHEN k % 5 = 0 THEN ARRAY[o.id] || ARRAY(SELECT x.id FROM bench.org x WHERE x.i BETWEEN 40 AND 60) END, 'ACCEPTED', k FROM bench.edition e JOIN bench.item i USING (n) JOIN bench.org o ON o.i = 10 + k;
  INSERT INTO hub.meeting_texts (item_id, language, revision, body, shown, by_id, at)
    SELECT i.id, 'en', r, repeat('What was said in the session. ', 40), true, o.person, day ${ITEM_ROWS.replace('WHERE', 'CROSS JOIN generate_series(1, 5) r CROSS JOIN bench.org o WHERE o.i = 1 AND (e.n > 0 OR i.k <> 3) AND')};
  INSERT INTO hub.meeting_decisions (id, item_id, texts, at, by_id) SELECT gen_random_uuid(), i.id, '{"en": "It is decided."}', day, o.person ${ITEM_ROWS.replace('WHERE', 'CROSS JOIN bench.org o WHERE o.i = 1 AND')};
  INSERT INTO hub.meeting_minutes (edition_id, state, opened_at, closes_at, approved_at, root, leaves)
    SELECT id, CASE n WHEN 0 THEN 'IN_REVIEW' ELSE 'APPROVED' END, day + interval '1 day', day + interval '30 days', CASE WHEN n > 0 THEN day + interval '40 days' END, CASE WHEN n > 0 THEN '\\x00'::bytea END,
      CASE WHEN n > 0 THEN ARRAY['\\x00'::bytea] END FROM bench.edition;
  -- Of the current edition three of four that attended have answered, of those before all; two comments of each item wait for an answer now.
  INSERT INTO hub.meeting_responses (id, edition_id, organisation_id, response, by_id, at) SELECT gen_random_uuid(), e.id, o.id, 'APPROVED', o.person, day + interval '5 days' FROM bench.edition e, bench.org o WHERE o.i % 10 > 0 AND (e.n > 0 OR o.i % 4 > 0);
  INSERT INTO hub.meeting_responses (id, edition_id, item_id, organisation_id, response, body, by_id, at)
    SELECT gen_random_uuid(), e.id, i.id, o.id, 'OBJECTED', 'Not so.', o.person, day + make_interval(days => 5, mins => o.i) ${ITEM_ROWS.replace('WHERE', 'JOIN bench.org o ON o.i IN (41, 42) WHERE e.n = 0 AND i.k IN (2, 5) AND')};
  INSERT INTO hub.meeting_comments (id, edition_id, item_id, organisation_id, language, body, by_id, at, outcome, answered_by, answered_at)
    SELECT gen_random_uuid(), e.id, i.id, o.id, 'en', 'It was otherwise.', o.person, day + make_interval(days => 4, mins => i.k), CASE WHEN e.n > 0 THEN 'DECLINED' END, CASE WHEN e.n > 0 THEN o.person END, CASE WHEN e.n > 0 THEN day + interval '6 days' END
    ${ITEM_ROWS.replace('WHERE', 'JOIN bench.org o ON o.i IN (44, 48) WHERE')};
  -- Sixty a year, of which four are still open.
  INSERT INTO hub.meeting_actions (id, edition_id, item_id, owner_id, texts, due_on, at, by_id, state, ended_at, told)
    SELECT gen_random_uuid(), e.id, i.id, o.id, '{"en": "Send the list to all parties.", "ja": "一覧を送付する。"}', (day + make_interval(days => 30 + a))::date, day, o.person, CASE WHEN i.k < 5 AND a = 1 THEN 'OPEN' ELSE 'DONE' END,
      CASE WHEN i.k < 5 AND a = 1 THEN NULL ELSE day + interval '40 days' END, CASE WHEN e.n > 0 THEN 3 ELSE 0 END ${ITEM_ROWS.replace('WHERE', 'CROSS JOIN generate_series(1, 3) a JOIN bench.org o ON o.i = 20 + i.k WHERE')};`;

/** The world, made once a day and kept; who coordinates, and the edition. */
export async function openMeetingWorld(server, { migrate, log }) {
  const url = await keptDatabase(server, NAME, [new URL('./world-steps.mjs', import.meta.url), new URL(import.meta.url)], async (made) => {
    await migrate(made);
    const begun = performance.now();
    const client = await connect(made);
    const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET timezone = UTC; ${STEPS[0].sql({ organisations: ORGANISATIONS, passwordHash })[0]}`);
    await client.query(FILL);
    await client.query('VACUUM (ANALYZE)');
    await client.end();
    log(`  ${NAME} made in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  });
  const client = await connect(url);
  // The day of the current edition stays where it is from run to run.
  await client.query(`UPDATE hub.meeting_minutes m SET closes_at = date_trunc('day', now()) + interval '10 days' FROM bench.edition e WHERE e.id = m.edition_id AND e.n = 0`);
  const { rows: [{ id }] } = await client.query('SELECT id FROM bench.edition WHERE n = 0');
  await client.end();
  return { url, edition: id, keys: await beginLog(url, NAME), coordinator: { email: 'officer1@bench.example' } };
}
