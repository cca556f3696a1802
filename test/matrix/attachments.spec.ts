import fc from 'fast-check';
import type pg from 'pg';
import type { Actor } from '@hub/access';
import { filesOf } from '@hub/attachments';
import { createTestDatabase, type TestDatabase } from '@hub/testing';
import type { ReadTx } from '@hub/platform';
import { mayEnter, seenSections, seesContent } from '../model/rules.js';
import { connect, withoutRowSecurity } from './databases.js';
import { FILES_EVERYWHERE } from './rows.cast.js';
import { worldsWith } from './telling.js';
import { principalsIn, scopeOf, sessionOf, worldSql } from './world.database.js';

const WORLDS = process.env['SOAK'] ? 5_000 : 24;
const WHOLE = '00000000-0000-0000-0000-000000000000';
let databases: TestDatabase[];
let whole: pg.Client;
let bare: pg.Client;
beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  [whole, bare] = (await Promise.all(databases.map(({ url }) => connect(url)))) as [pg.Client, pg.Client];
  await withoutRowSecurity(bare);
});
afterAll(async () => {
  await Promise.all([whole.end(), bare.end()]);
  for (const database of databases) await database.drop();
});

/** With a file in every version, and one in each of its sections, each asker sees those of the versions and sections that he sees: as it is read, and in the bare rows. */
async function expectSame(client: pg.Client, layers: 'both' | 'row security alone' | 'application alone'): Promise<number> {
  let seen = 0;
  await fc.assert(fc.asyncProperty(worldsWith(4), async ({ world, questions }) => {
    const principals = principalsIn(world);
    await client.query('BEGIN');
    try {
      await client.query(`${worldSql(world)}; ${FILES_EVERYWHERE.join(';')}; SET LOCAL test.principals = '{${principals.all.join(',')}}'; SET LOCAL ROLE hub_app`);
      for (const { asker, instant } of questions) {
        if (!mayEnter(world, asker)) continue;
        const at = new Date(instant);
        await client.query(asker ? `SELECT hub.enter('${sessionOf(asker)}', 1, $1)` : 'SELECT hub.enter_anonymous($1)', [at]);
        const versions = world.bulletins.flatMap((bulletin) => bulletin.versions.map((version) => ({ bulletin, version })));
        const expected = versions.filter(({ bulletin, version }) => seesContent(world, bulletin, version, asker, instant)).flatMap(({ bulletin, version }) =>
          [WHOLE, ...seenSections(world, bulletin, version, asker, instant).map(({ id }) => id)].map((section) => `${bulletin.id}/${version.number}/${section}`));
        const tx = { query: async (_name: string, text: string, values: unknown[]) => (await client.query(text, values)).rows } as Partial<ReadTx> as ReadTx;
        const scope = layers === 'row security alone' ? principals.all : scopeOf(principals, asker);
        const files = await filesOf(tx, { instant: at } as Actor, [...scope], versions.map(({ bulletin: { id }, version: { number } }) => ({ bulletinId: id, number })));
        expect(files.map(({ bulletinId, number, sectionId }) => `${bulletinId}/${number}/${sectionId}`).sort()).toEqual([...expected].sort());
        if (layers !== 'application alone') {
          const { rows } = await client.query<{ id: string }>('SELECT DISTINCT l.bulletin_id || $1 || a.section_id AS id FROM hub.attachments a JOIN hub.bulletin_attachments l ON l.attachment_id = a.id', ['/']);
          expect(rows.map(({ id }) => id).sort()).toEqual([...new Set(expected.map((key) => key.replace(/\/\d+\//, '/')))].sort());
        }
        seen += expected.length;
      }
    } finally {
      await client.query('ROLLBACK');
    }
  }), { numRuns: WORLDS, seed: 20261128, endOnFailure: true });
  return seen;
}

describe(`in ${WORLDS} random worlds a file is seen exactly where its version and its section are`, () => {
  it('by both layers', async () => expect(await expectSame(whole, 'both')).toBeGreaterThan(WORLDS), 3_600_000);
  it('by row security alone', async () => expect(await expectSame(whole, 'row security alone')).toBeGreaterThan(WORLDS), 3_600_000);
  it('by the application alone', async () => expect(await expectSame(bare, 'application alone')).toBeGreaterThan(WORLDS), 3_600_000);
});
