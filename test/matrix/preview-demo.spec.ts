// The demo world through everybody's eyes: what an author is shown is, byte for byte, what they read themselves.
import type pg from 'pg';
import { createTestHub, type TestHub } from '@hub/testing';
import { seedDemoOnce } from '../../apps/hub/src/demo/seed.js';
import { figure, times } from '../faults/support/campaign.js';
import { connect } from './databases.js';

interface Somebody { person: string | null; organisation: string | null; anybody: string | null; session: string | null; home: string | null; scope: string }
interface Subject { id: string; author: string; tlp: string; pending: number | null; pendingTlp: string | null; reviewState: string | null; approvers: string[] | null }

let hub: TestHub;
let client: pg.Client;
beforeAll(async () => {
  hub = await createTestHub();
  await seedDemoOnce(hub.hub, () => undefined);
  client = await connect(hub.databaseUrl);
}, 300_000);
afterAll(async () => {
  await client.end();
  await hub.close();
});

it('shows of the demo world’s bulletins through each person and organisation, and the public, what those read, now and once the working copy is published', async () => {
  const at = hub.clock.now();
  await client.query('BEGIN');
  await client.query(`INSERT INTO hub.sessions (id, person_id, created_at, expires_at) SELECT p.id, p.id, $1, $1::timestamptz + interval '1 day' FROM hub.persons p`, [at]);
  const { rows: people } = await client.query<Somebody>(`SELECT p.id AS person, NULL AS organisation, NULL AS anybody, p.id AS session, o.id AS home,
      CASE WHEN p.roles && '{READER,OFFICER,CONTACT_POINT}' THEN ARRAY[1, 2, o.reader_principal, p.principal] || CASE WHEN 'OFFICER' = ANY (p.roles) THEN ARRAY[o.officer_principal] ELSE '{}' END ELSE '{1}' END::text AS scope
    FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id WHERE p.ended_at IS NULL AND p.suspended_at IS NULL AND o.suspended_at IS NULL ORDER BY p.id`);
  // Each organisation's first officer has its eyes, where nothing names him (TLP:RED does, and is read by persons).
  const { rows: organisations } = await client.query<Somebody>(`SELECT DISTINCT ON (o.id) NULL AS person, o.id AS organisation, NULL AS anybody, p.id AS session, o.id AS home, ARRAY[1, 2, o.reader_principal, o.officer_principal]::text AS scope
    FROM hub.organisations o JOIN hub.persons p ON p.organisation_id = o.id AND 'OFFICER' = ANY (p.roles) AND p.ended_at IS NULL AND p.suspended_at IS NULL WHERE o.suspended_at IS NULL ORDER BY o.id, p.id`);
  const everybody: Somebody[] = [...people, ...organisations, { person: null, organisation: null, anybody: 'PUBLIC', session: null, home: null, scope: '{1}' }];
  const { rows: subjects } = await client.query<Subject>(`SELECT b.id, b.author_id AS author, b.tlp, b.pending_number AS pending, v.tlp AS "pendingTlp", v.review_state AS "reviewState",
      coalesce((SELECT array_agg(DISTINCT i) FROM hub.approval_steps s, unnest(s.approver_ids || s.stand_in_ids) i WHERE s.organisation_id = b.originator_id), v.approver_ids) AS approvers
    FROM hub.bulletins b LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.pending_number ORDER BY b.id`);
  await client.query('SET LOCAL ROLE hub_app');
  const epochs = new Map((await hub.superuser<{ id: string; epoch: number }>('SELECT id, access_epoch AS epoch FROM hub.persons')).rows.map(({ id, epoch }) => [id, epoch]));
  const sample = subjects.filter((_, index) => index % times(12, 1) === 0);
  const found: string[] = [];
  let views = 0;
  for (const subject of sample) {
    for (const working of subject.pending === null ? [false] : [false, true]) {
      const { author, id } = subject;
      const own = people.find(({ person }) => person === author)?.scope;
      await client.query('SELECT hub.enter($1, $2, $3)', [author, epochs.get(author), at]);
      const args = [id, working, ...(['organisation', 'person', 'anybody'] as const).map((key) => everybody.map((one) => one[key]))];
      const { rows: answers } = await client.query<{ n: number; known: boolean }>(`SELECT e.n::int, EXISTS (SELECT FROM hub.viewed_as($1, $2, e.o, e.p, e.a)) AS known FROM unnest($3::uuid[], $4::uuid[], $5::text[]) WITH ORDINALITY e (o, p, a, n) ORDER BY e.n`, args);
      const named = subject.tlp === 'RED' || subject.pendingTlp === 'RED';
      const eyes = everybody.filter((one, n) => answers[n]?.known && !(named && one.organisation));
      const { rows: seen } = await client.query<{ seen: string; whole: boolean }>(`SELECT v.* FROM unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[]) WITH ORDINALITY e (o, p, a, s, n) CROSS JOIN LATERAL hub.view_as($1, e.s::int[], $2, $3, $4, e.o, e.p, e.a, NULL) v ORDER BY e.n`,
        [own, at, id, working, eyes.map((one) => one.organisation), eyes.map((one) => one.person), eyes.map((one) => one.anybody), eyes.map((one) => one.scope)]);
      await client.query('SAVEPOINT looked');
      if (working) {
        if (subject.pendingTlp === 'RED' && subject.reviewState === 'EDITING') await client.query('SELECT hub.admit_editors($1, $2, $3)', [id, subject.pending, subject.approvers]);
        await client.query('SELECT hub.publish_version($1, $2, $3, $4)', [id, subject.pending, at, author]);
      }
      const { rows: read } = await client.query<{ text: string }>(`SELECT r.bulletins::text AS text FROM unnest($3::uuid[], $4::int[], $5::text[]) WITH ORDINALITY e (s, v, p, n) CROSS JOIN LATERAL (SELECT * FROM hub.one(e.s, e.v, $1, e.p::int[], NULL, $2, true)) r ORDER BY e.n`,
        [at, id, eyes.map((one) => one.session), eyes.map(({ session }) => (session ? epochs.get(session) : null)), eyes.map((one) => one.scope)]);
      for (const [n, one] of eyes.entries()) if (seen[n]?.seen !== read[n]?.text || !seen[n]?.whole) found.push(`${id} through ${JSON.stringify(one)}: ${seen[n]?.seen} and ${read[n]?.text}`);
      views += eyes.length;
      await client.query('ROLLBACK TO looked');
    }
  }
  await client.query('ROLLBACK');
  figure(`previews of the demo world: ${sample.length} bulletins, ${views} views equal to the real reads`);
  expect(found.slice(0, 3)).toEqual([]);
  expect(views).toBeGreaterThan(300);
}, 300_000);
