import fc from 'fast-check';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@hub/testing';
import { times } from '../faults/support/campaign.js';
import { connect } from './databases.js';
import { worldsWith } from './telling.js';
import { sessionOf, worldSql } from './world.database.js';

// A record beside every version of random worlds, in full with SOAK=1: whoever sees it sees the version, and whoever sees whom it is about may by the rule of its own as well.
const WORLDS = times(24, 5_000);
const READING = ['READER', 'OFFICER', 'CONTACT_POINT'];

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = await connect(database.url);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

it(`in ${WORLDS} random worlds a record is seen with its version, and its person by those who may know`, async () => {
  let seen = 0;
  await fc.assert(fc.asyncProperty(worldsWith(6), fc.integer({ min: 0, max: 6 }), async ({ world, questions }, who) => {
    const known = world.organisations[who % world.organisations.length]?.id ?? '';
    await client.query('BEGIN');
    try {
      await client.query(`${worldSql(world)};
        UPDATE hub.bulletin_versions SET person_at_risk = '{"safetyChecks":[{"organisationId":"${known}","outcome":"MAY_KNOW"}]}' WHERE number = 1;
        INSERT INTO hub.case_records (bulletin_id, number, record_id, fields) SELECT bulletin_id, number, gen_random_uuid(), '{}' FROM hub.bulletin_versions;
        INSERT INTO hub.case_persons (bulletin_id, number, person_id, fields) SELECT bulletin_id, number, gen_random_uuid(), '{}' FROM hub.case_records; SET LOCAL ROLE hub_app`);
      for (const { asker, instant } of questions) {
        const at = `'${new Date(instant).toISOString()}'`;
        await client.query('SAVEPOINT asker');
        try {
          await client.query(asker === null ? `SELECT hub.enter_anonymous(${at})` : `SELECT hub.enter('${sessionOf(asker)}', 1, ${at})`);
        } catch {
          // Nobody: suspended, or gone.
          await client.query('ROLLBACK TO asker');
          continue;
        }
        const rows = async (table: string): Promise<string[]> => (await client.query<{ key: string }>(`SELECT bulletin_id || '/' || number AS key FROM hub.${table} ORDER BY 1`)).rows.map(({ key }) => key);
        const versions = await rows('bulletin_versions');
        const may = asker !== null && asker.roles.some((role) => READING.includes(role));
        const own = new Set(world.bulletins.filter(({ originatorId }) => originatorId === asker?.organisationId).map(({ id }) => id));
        expect(await rows('case_records')).toEqual(versions);
        expect(await rows('case_persons')).toEqual(versions.filter((key) => may && (own.has(key.slice(0, 36)) || (asker.organisationId === known && key.endsWith('/1')))));
        seen += versions.length;
        await client.query('ROLLBACK TO asker');
      }
    } finally {
      await client.query('ROLLBACK');
    }
  }), { numRuns: WORLDS, seed: 20261128, endOnFailure: true });
  expect(seen).toBeGreaterThan(WORLDS);
}, 3_600_000);
