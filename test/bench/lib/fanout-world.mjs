// The world of the fan-out: 200 organisations with 50 officers each, and no bulletin yet.
import { hash } from '@node-rs/argon2';
import { beginLog } from './log.mjs';
import { connect, keptDatabase, ORGANISATIONS } from './world.mjs';
import { PASSWORD, STEPS } from './world-steps.mjs';

export const PERSONS = 50;
const NAME = 'bench_fanout';

/** Makes it, or takes the one of an earlier run. `people` are by organisation: the first of each, then the second of each, … */
export async function openFanoutWorld(server, migrate) {
  const url = await keptDatabase(server, NAME, [new URL('./world-steps.mjs', import.meta.url), new URL(import.meta.url)], async (made) => {
    await migrate(made);
    const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
    const client = await connect(made);
    // As in the other worlds: what triggers would make is made here.
    await client.query('SET session_replication_role = replica');
    for (const sql of STEPS[0].sql({ organisations: ORGANISATIONS, passwordHash })) await client.query(sql);
    await client.query(`
      CREATE TABLE bench.more AS SELECT o.i, n, o.id AS organisation, gen_random_uuid() AS person FROM bench.org o, generate_series(2, ${PERSONS}) n;
      INSERT INTO hub.persons (id, organisation_id, email, language, roles, family_name, given_name, principal, created_at)
      SELECT person, organisation, 'officer' || i || '-' || n || '@bench.example', 'en', ARRAY['READER', 'OFFICER'], 'Bench', 'Officer ' || i || ' ' || n, nextval('hub.principal_numbers'), '2015-01-01' FROM bench.more;
      INSERT INTO hub.person_cards (person_id, organisation_id, card) SELECT person, organisation, '{}' FROM bench.more;
      INSERT INTO hub.credentials (person_id, password_hash, changed_at) SELECT person, '${passwordHash}', '2015-01-01' FROM bench.more`);
    await client.query('VACUUM ANALYZE');
    await client.end();
  });
  const client = await connect(url);
  const { rows: people } = await client.query(`
    SELECT p.id, p.email, o.id AS "organisationId" FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id
    ORDER BY row_number() OVER (PARTITION BY o.id ORDER BY p.principal), o.reader_principal`);
  await client.end();
  return { url, people, keys: await beginLog(url, NAME) };
}

/** Opens a session for each of these people, as signing in would: 10,000 sign-ins are not what is measured. */
export async function openSessions(url, people) {
  const client = await connect(url);
  await client.query('DELETE FROM hub.refresh_tokens; DELETE FROM hub.sessions');
  const { rows } = await client.query(`INSERT INTO hub.sessions (id, person_id, created_at, expires_at) SELECT gen_random_uuid(), id, now(), now() + interval '1 day'
    FROM unnest($1::uuid[]) id RETURNING id AS sid, person_id AS sub`, [people.map(({ id }) => id)]);
  await client.query('ANALYZE hub.sessions');
  await client.end();
  const byPerson = new Map(rows.map((row) => [row.sub, row]));
  return people.map(({ id }) => byPerson.get(id));
}
