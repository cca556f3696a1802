// Visible(proposal) and visible(translation) ⇒ visible(bulletin) ∧ own rule, in random worlds: on every version of every bulletin hang proposals and
// translations of everybody, and each asker is shown exactly those that the rules give him, by each layer of access control alone.
import fc from 'fast-check';
import pg from 'pg';
import { type PersonActor, type Role, Scope } from '@hub/access';
import { ProposalRepository, TranslationRepository } from '@hub/proposals';
import { createTestDatabase, type TestDatabase } from '@hub/testing';
import { figure, times } from '../faults/support/campaign.js';
import { edits, knowsOf, mayEnter, seenSections, seesContent } from '../model/rules.js';
import type { Asker, Bulletin, Section, Version, World } from '../model/world.js';
import { connect, withoutRowSecurity } from './databases.js';
import { type Told, worldsWith } from './telling.js';
import { principalsIn, scopeOf, sessionOf, worldSql } from './world.database.js';

const WORLDS = times(24, 3_000);
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

/** The application's condition: his own principals, or everybody's. */
class FixedScope extends Scope {
  constructor(private readonly fixed: readonly number[]) {
    super();
  }

  principals(): number[] {
    return [...this.fixed];
  }
}

/** What hangs on a version: on the whole, or on a section, by an organisation; a translation of the originator's may wait for its second person. */
interface Hanging { readonly id: string; readonly bulletin: Bulletin; readonly version: Version; readonly section: Section | null; readonly organisationId: string; readonly personId: string; readonly shown: boolean }

function everythingOn(world: World): { proposals: Hanging[]; translations: Hanging[] } {
  let n = 0;
  const all = world.bulletins.flatMap((bulletin) => bulletin.versions.flatMap((version) => [null, ...version.content.sections].flatMap((section) => world.organisations.flatMap(({ id: organisationId }) => {
    const writer = world.persons.find((person) => person.organisationId === organisationId) as { id: string };
    return [true, false].map((shown): Hanging => ({ id: `dddddddd-0000-4000-8000-${String((n += 1)).padStart(12, '0')}`, bulletin, version, section, organisationId, personId: writer.id, shown }));
  }))));
  return {
    proposals: all.filter(({ shown, bulletin, organisationId }) => shown && organisationId !== bulletin.originatorId),
    translations: all.filter(({ shown, bulletin, organisationId }) => shown || organisationId === bulletin.originatorId),
  };
}

function hangingSql({ proposals, translations }: ReturnType<typeof everythingOn>): string[] {
  const text = (value: string): string => pg.escapeLiteral(value);
  const proposed = proposals.map(({ id, bulletin, version, section, organisationId, personId }) =>
    `('${id}', '${bulletin.id}', ${version.number}, '${bulletin.originatorId}', '${organisationId}', '${personId}', 7, '{${section?.id ?? ''}}', '[]', false, now())`);
  const translated = translations.map(({ id, bulletin, version, section, organisationId, personId, shown }) =>
    `('${id}', '${bulletin.id}', ${version.number}, ${section ? `'${section.id}'` : 'NULL'}, hub.source_digest(${section ? `${text(section.heading)}, ${text(section.body)}` : `${text(version.content.title)}, ''`}), '${organisationId}',
      'x-${id}', 'H', ${section ? `'B'` : 'NULL'}, 'HUMAN', '${personId}', ${shown}, '${personId}', now())`);
  return [
    ...(proposed.length === 0 ? [] : [`INSERT INTO hub.proposals (id, bulletin_id, base_number, originator_id, organisation_id, person_id, told, section_ids, changes, credit, proposed_at) VALUES ${proposed.join()}`]),
    `INSERT INTO hub.translations (id, bulletin_id, number, section_id, source, organisation_id, language, heading, body, label, translator_id, shown, written_by, written_at) VALUES ${translated.join()}`,
  ];
}

/** Whether somebody is among the editors of what is published or of the working copy. */
const isEditor = (bulletin: Bulletin, asker: Asker): boolean => {
  const now = bulletin.versions.filter(({ publishedAt }) => publishedAt !== null).at(-1);
  return bulletin.versions.some((version) => (version === now || version.publishedAt === null) && edits(bulletin, version, asker));
};

function seenProposal(world: World, { bulletin, version, section, organisationId }: Hanging, asker: Asker, instant: number): boolean {
  if (asker === null || !seesContent(world, bulletin, version, asker, instant)) return false;
  if (section && !seenSections(world, bulletin, version, asker, instant).some(({ id }) => id === section.id)) return false;
  return organisationId === asker.organisationId || isEditor(bulletin, asker);
}

function seenTranslation(world: World, { bulletin, version, section, organisationId, shown }: Hanging, asker: Asker, instant: number): boolean {
  const reads = bulletin.versions.some((one) => (section
    ? seenSections(world, bulletin, one, asker, instant).some(({ id, heading, body }) => id === section.id && heading === section.heading && body === section.body)
    : seesContent(world, bulletin, one, asker, instant) && one.content.title === version.content.title));
  if (!reads) return false;
  return organisationId === bulletin.originatorId ? shown || isEditor(bulletin, asker) : organisationId === asker?.organisationId;
}

let looked = 0;
async function expectRules(client: pg.Client, { world, questions }: Told, layer: 'row security' | 'application'): Promise<void> {
  const principals = principalsIn(world);
  const hanging = everythingOn(world);
  await client.query('BEGIN');
  try {
    await client.query([worldSql(world), ...hangingSql(hanging), `SET LOCAL test.principals = '{${principals.all.join(',')}}'`, 'SET LOCAL ROLE hub_app'].join(';\n'));
    for (const { asker, instant } of questions) {
      if (!mayEnter(world, asker)) continue;
      const at = new Date(instant);
      await client.query(asker ? `SELECT hub.enter('${sessionOf(asker)}', 1, '${at.toISOString()}')` : `SELECT hub.enter_anonymous('${at.toISOString()}')`);
      const scope = new FixedScope(layer === 'application' ? scopeOf(principals, asker) : principals.all);
      const tx = { query: async <R extends object>(_: string, sql: string, values: readonly unknown[] = []): Promise<R[]> => (await client.query<R & pg.QueryResultRow>(sql, [...values])).rows };
      // The repositories look at no more of an actor.
      const actor = { kind: asker ? 'person' : 'anonymous', organisationId: asker?.organisationId, instant: at, roles: new Set(asker?.roles as Role[] | undefined) } as unknown as PersonActor;
      const proposals = asker ? (await new ProposalRepository(scope).list(tx, actor, {}, null, 10_000)).map(({ proposalId }) => proposalId) : [];
      const ids = world.bulletins.flatMap(({ id, versions }) => [id, ...versions.flatMap(({ content }) => content.sections.map((section) => section.id))]);
      const translations = (await new TranslationRepository(scope).of(tx, actor, [...new Set(ids)])).map(({ id }) => id);
      const wanted = [hanging.proposals.filter((one) => seenProposal(world, one, asker, instant)), hanging.translations.filter((one) => seenTranslation(world, one, asker, instant))] as const;
      // The property itself, of what was shown.
      for (const one of [...hanging.proposals, ...hanging.translations]) {
        if (![...proposals, ...translations].includes(one.id)) continue;
        looked += 1;
        if (!knowsOf(world, one.bulletin, asker)) throw new Error(`${one.id} is shown to ${asker?.id ?? 'anybody'}, who does not see its bulletin`);
      }
      for (const [what, shown, must] of [['proposals', proposals, wanted[0]], ['translations', translations, wanted[1]]] as const) {
        const [ours, rules] = [[...shown].sort().join(), must.map(({ id }) => id).sort().join()];
        if (ours !== rules) throw new Error(`${what} for ${JSON.stringify(asker)} at ${at.toISOString()} by ${layer}:\n${ours}\ninstead of\n${rules}\n${JSON.stringify(world.bulletins)}`);
      }
    }
  } finally {
    await client.query('ROLLBACK');
  }
}

it.each(['row security', 'application'] as const)(`in ${WORLDS} random worlds nobody is shown what hangs on a bulletin that is not his, by %s alone`, async (layer) => {
  looked = 0;
  await fc.assert(fc.asyncProperty(worldsWith(4), (told) => expectRules(layer === 'application' ? bare : whole, told, layer)), { numRuns: WORLDS, seed: 20261128, endOnFailure: true });
  figure(`${layer}: ${looked} proposals and translations shown, each with its bulletin`);
  expect(looked).toBeGreaterThan(WORLDS);
}, 3_600_000);
