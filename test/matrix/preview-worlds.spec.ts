// What an editor is shown through others' eyes is, byte for byte, what they read themselves; of the working copy, once it is published.
import fc from 'fast-check';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@hub/testing';
import { figure, times } from '../faults/support/campaign.js';
import { mayEnter, pending, reads } from '../model/rules.js';
import { EPOCH } from '../model/world.arbitrary.js';
import type { Bulletin, Person, World } from '../model/world.js';
import type { Layers } from './asking.js';
import { connect, withoutRowSecurity } from './databases.js';
import { worldsWith } from './telling.js';
import { type Principals, principalsIn, scopeOf, sessionOf, worldSql } from './world.database.js';

const WORLDS = Number(process.env['WORLDS'] ?? times(25, 5_000));
const SEED = Number(process.env['SEED'] ?? 20261128);
const HOUR = 3_600_000;

/** Through whose eyes, and who reads with them. */
interface Eyes { organisation: string | null; person: string | null; anybody: string | null; session: string | null; home: string | null; scope: number[]; what: string }

/** Those who hold the eyes of an organisation: an officer whom nothing names, made beside the world. */
const extraId = (organisation: string): string => organisation.replace(/^......../, 'e4e40000');
const NEW_ORGANISATION = 'ffffffff-0000-4000-8000-00000000000f';

/** Authors are officers, and there; other people are what they are. Contact points and deputies are who can be. */
function castOf(world: World): World {
  const authors = new Set(world.bulletins.map(({ authorId }) => authorId));
  const homes = new Set(world.bulletins.map(({ originatorId }) => originatorId));
  return {
    ...world,
    organisations: world.organisations.map((one) => ({ ...one, suspended: one.suspended && !homes.has(one.id) })),
    persons: world.persons.map((person) => (authors.has(person.id) ? { ...person, roles: ['OFFICER'], suspended: false, ended: false } : person)),
  };
}

const contactsOf = (world: World, organisationId: string): string[] =>
  world.persons.filter((person) => person.organisationId === organisationId && !person.suspended && !person.ended).slice(0, 2).map(({ id }) => id);

function moreSql(world: World): string {
  const active = world.organisations.filter(({ suspended }) => !suspended);
  const officer = (organisation: string, principal: number): string => `
    INSERT INTO hub.persons (id, organisation_id, email, language, roles, family_name, given_name, principal, created_at)
    VALUES ('${extraId(organisation)}', '${organisation}', '${extraId(organisation)}@x.example', 'en', '{OFFICER}', 'F', 'G', ${principal}, now());
    INSERT INTO hub.sessions (id, person_id, created_at, expires_at) VALUES ('${extraId(organisation)}', '${extraId(organisation)}', '2026-01-01', '2027-01-01')`;
  return [
    `INSERT INTO hub.organisations (id, kind, code, names, reader_principal, officer_principal, created_at) VALUES ('${NEW_ORGANISATION}', 'NGO', 'ZZZ', '{}', 900, 901, now())`,
    ...[...active.map(({ id }) => id), NEW_ORGANISATION].map((id, index) => officer(id, 2000 + index)),
    ...active.map(({ id }) => {
      const [contact, deputy] = contactsOf(world, id).map((one) => `'${one}'`);
      return `UPDATE hub.organisations SET contact_point_id = ${contact ?? 'NULL'}, deputy_id = ${deputy ?? 'NULL'} WHERE id = '${id}'`;
    }),
  ].join(';\n');
}

class Looking {
  readonly differences: string[] = [];
  views = 0;
  constructor(private readonly client: pg.Client, private readonly world: World, private readonly layers: Layers, private readonly principals: Principals, private readonly instant: number) {}

  private async query<R extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<R[]> {
    return (await this.client.query<R>({ name, text, values })).rows;
  }

  private scope(own: number[]): number[] {
    return this.layers === 'row security alone' ? [...this.principals.all, 900, 901, ...Array.from({ length: 8 }, (_, n) => 2000 + n)] : own;
  }

  /** Everybody through whose eyes a bulletin can be looked at, and some through whose it can't. */
  private eyes(): Eyes[] {
    const { readers, officers } = this.principals;
    const extra = (organisation: string, reader: number, officer: number, n: number, anybody: string | null): Eyes => ({
      organisation: anybody ? null : organisation, person: null, anybody, session: extraId(organisation), home: organisation, scope: [1, 2, reader, officer, n], what: anybody ?? `organisation ${organisation}` });
    const active = this.world.organisations.filter(({ suspended }) => !suspended);
    return [
      ...active.map(({ id }, n) => extra(id, readers.get(id) as number, officers.get(id) as number, 2000 + n, null)),
      extra(NEW_ORGANISATION, 900, 901, 2000 + active.length, 'NEW_ORGANISATION'),
      { organisation: null, person: null, anybody: 'PUBLIC', session: null, home: null, scope: [1], what: 'PUBLIC' },
      ...this.world.persons.map((person): Eyes => ({ organisation: null, person: person.id, anybody: null, session: sessionOf(person), home: person.organisationId, scope: scopeOf(this.principals, person), what: `person ${person.id}` })),
    ];
  }

  /** Whether somebody is known to an editor of the bulletin as one to look through. */
  private isKnown(bulletin: Bulletin, person: Person): boolean {
    if (!mayEnter(this.world, person)) return false;
    if (person.organisationId === bulletin.originatorId || contactsOf(this.world, person.organisationId).includes(person.id)) return true;
    return bulletin.versions.some(({ content }) => content.audience.personIds.includes(person.id));
  }

  async everything(): Promise<string[]> {
    for (const bulletin of this.world.bulletins) {
      await this.bulletin(bulletin, false);
      if (pending(bulletin)) await this.bulletin(bulletin, true);
    }
    return this.differences;
  }

  private enter = (session: string | null): Promise<unknown> =>
    session ? this.query('enter', 'SELECT hub.enter($1, 1, $2)', [session, new Date(this.instant)]) : this.query('enter-anonymous', 'SELECT hub.enter_anonymous($1)', [new Date(this.instant)]);

  private async bulletin(bulletin: Bulletin, working: boolean): Promise<void> {
    const author = this.world.persons.find(({ id }) => id === bulletin.authorId) as Person;
    const asker = this.scope(scopeOf(this.principals, author));
    const at = new Date(this.instant);
    await this.enter(sessionOf(author));
    const all = this.eyes();
    const answers = await this.query<{ n: number; known: boolean }>('known',
      `SELECT e.n::int, EXISTS (SELECT FROM hub.viewed_as($1, $2, e.o, e.p, e.a)) AS known FROM unnest($3::uuid[], $4::uuid[], $5::text[]) WITH ORDINALITY e (o, p, a, n) ORDER BY e.n`,
      [bulletin.id, working, all.map((one) => one.organisation), all.map((one) => one.person), all.map((one) => one.anybody)]);
    const known = all.filter((_, n) => answers[n]?.known);
    for (const [n, one] of all.entries()) {
      const person = this.world.persons.find(({ id }) => id === one.person);
      const should = !person || this.isKnown(bulletin, person);
      if (should !== answers[n]?.known) this.differences.push(`${one.what} is ${should ? 'not ' : ''}known`);
    }
    // Others' people are taken for officers, whatever their roles: what they read in fact is another thing then.
    const eyes = known.filter(({ person, home }) => {
      const one = this.world.persons.find(({ id }) => id === person);
      return !one || home === bulletin.originatorId || reads(one);
    });
    // As of one of their versions: through one of them each time.
    const [version, looked] = [1 + (this.views % 3), eyes[(this.views * 7) % eyes.length]];
    const seen = await this.query<{ seen: string; whole: boolean; versions: unknown }>('view',
      `SELECT v.* FROM unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[]) WITH ORDINALITY e (o, p, a, s, n) CROSS JOIN LATERAL hub.view_as($1, e.s::int[], $2, $3, $4, e.o, e.p, e.a, NULL) v ORDER BY e.n`,
      [asker, at, bulletin.id, working, eyes.map((one) => one.organisation), eyes.map((one) => one.person), eyes.map((one) => one.anybody), eyes.map((one) => `{${this.scope(one.scope).join()}}`)]);
    const [asOf] = looked ? await this.query<{ seen: string; whole: boolean }>('view-as-of', 'SELECT v.* FROM hub.view_as($1, $2, $3, $4, $5, $6, $7, $8, $9) v',
      [asker, this.scope(looked.scope), at, bulletin.id, working, looked.organisation, looked.person, looked.anybody, version]) : [];
    this.views += eyes.length + 1;
    // Nothing of the other scope is left, and nothing was published.
    const [left] = await this.query<{ person: string; pending: number | null }>('left', 'SELECT hub.person() AS person, (SELECT b.pending_number FROM hub.bulletins b WHERE b.id = $1) AS pending', [bulletin.id]);
    if (left?.person !== author.id || left.pending !== (pending(bulletin)?.number ?? null)) this.differences.push(`something is left of looking: ${JSON.stringify(left)}`);

    await this.client.query('SAVEPOINT looked');
    if (working) await this.publish(bulletin);
    const read = await this.query<{ text: string }>('read',
      `SELECT r.bulletins::text AS text FROM unnest($3::uuid[], $4::uuid[], $5::text[]) WITH ORDINALITY e (s, o, p, n)
       CROSS JOIN LATERAL (SELECT * FROM hub.one(e.s, 1, $1, e.p::int[], e.o, $2, true)) r ORDER BY e.n`,
      [at, bulletin.id, eyes.map((one) => one.session), eyes.map((one) => one.home), eyes.map((one) => `{${this.scope(one.scope).join()}}`)]);
    for (const [n, one] of eyes.entries()) this.compare(`${working ? 'the working copy' : 'what stands'} through ${one.what}`, bulletin, seen[n], read[n]?.text);
    if (looked && asOf) await this.versions(bulletin, looked, version, working, asOf, seen[eyes.indexOf(looked)]?.versions);
    await this.client.query('ROLLBACK TO looked');
  }

  private compare(what: string, bulletin: Bulletin, view: { seen: string; whole: boolean } | undefined, read: string | undefined): void {
    // The author sees everything; by one layer alone it is the other one that holds this.
    if (view?.seen !== read || (this.layers === 'both' && !view?.whole)) this.differences.push(`${what} (${this.layers}): ${JSON.stringify(bulletin)}\n  seen ${view?.seen}\n  read ${read}\n  whole ${view?.whole}`);
  }

  private async versions(bulletin: Bulletin, { session, scope, what }: Eyes, seen: number, working: boolean, view: { seen: string; whole: boolean }, list: unknown): Promise<void> {
    const [own, at] = [this.scope(scope), new Date(this.instant)];
    await this.enter(session);
    const [row] = await this.query<{ text: string }>('as-of', `SELECT hub.read_bulletins($1, NULL, $2, ARRAY[$3::uuid], coalesce((SELECT e.number FROM hub.editions($3, $1) e WHERE e.seen = $4), 0), true)::text AS text`, [own, at, bulletin.id, seen]);
    this.compare(`version ${seen}${working ? ' of the working copy' : ''} through ${what}`, bulletin, view, row?.text);
    const versions = await this.query('versions', `SELECT e.seen AS version, hub.iso(v.published_at) AS "publishedAt" FROM hub.editions($1, $2) e JOIN hub.bulletin_versions v ON v.bulletin_id = $1 AND v.number = e.number
      WHERE v.admitted && $2 AND v.gate && $2 AND (v.lapses_at IS NULL OR v.lapses_at > $3 OR v.editors && $2) ORDER BY e.seen`, [bulletin.id, own, at]);
    if (!working && this.layers === 'both' && JSON.stringify(list) !== JSON.stringify(versions)) this.differences.push(`versions through ${what}: ${JSON.stringify(list)} instead of ${JSON.stringify(versions)}`);
  }

  /** As the hub would: who is to approve TLP:RED is admitted first. */
  private async publish(bulletin: Bulletin): Promise<void> {
    const version = pending(bulletin);
    if (!version) return;
    if (version.content.tlp === 'RED' && !version.submitted) await this.query('admit', 'SELECT hub.admit_editors($1, $2, $3)', [bulletin.id, version.number, version.content.approverIds]);
    await this.query('publish', 'SELECT hub.publish_version($1, $2, $3, $4)', [bulletin.id, version.number, new Date(this.instant), bulletin.authorId]);
  }
}

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

async function look(client: pg.Client, layers: readonly Layers[]): Promise<number> {
  let views = 0;
  const outcome = await fc.check(fc.asyncProperty(worldsWith(1), async ({ world: drawn, questions }) => {
    const world = castOf(drawn);
    const principals = principalsIn(world);
    await client.query('BEGIN');
    try {
      await client.query(`${worldSql(world)}; ${moreSql(world)}; SET LOCAL test.principals = '{${[...principals.all, 900, 901, 2000, 2001, 2002, 2003, 2004, 2005].join(',')}}'; SET LOCAL ROLE hub_app`);
      for (const layer of layers) {
        const looking = new Looking(client, world, layer, principals, questions[0]?.instant ?? EPOCH + HOUR);
        const [first, ...more] = await looking.everything();
        views += looking.views;
        if (first) throw new Error(`${1 + more.length} differences, the first: ${first}`);
      }
    } finally {
      await client.query('ROLLBACK');
    }
  }), { numRuns: WORLDS, seed: SEED, endOnFailure: true });
  if (outcome.failed) throw new Error(`world ${outcome.counterexamplePath} of seed ${SEED}: ${String(outcome.errorInstance)}`);
  return views;
}

describe(`in ${WORLDS} random worlds what is seen through others' eyes is what they read, in bytes`, () => {
  it('by both layers, and by row security alone', async () => figure(`previews: ${WORLDS} worlds, ${await look(whole, ['both', 'row security alone'])} views equal to the real reads`), 4 * 3_600_000);
  it('by the application alone', async () => figure(`previews: ${WORLDS} worlds, ${await look(bare, ['application alone'])} views equal to the real reads, without row security`), 4 * 3_600_000);
});
