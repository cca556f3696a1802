import { createTestHub, type TestHub } from '@hub/testing';
import { caseWorld, type CaseWorld } from './support/casework.js';

const caseRow = (id: string): string => `case_id,prs_FirstName,con_Consent,prs_Citizenship\n${id},Name of ${id},true,PH`;

// Two layers of access control mask each other's holes: each is tried alone.
describe.each(['rows', 'application'] as const)('With the layer of %s alone', (layers) => {
  let hub: TestHub;
  let world: CaseWorld;
  const cases: Record<string, string> = {};
  beforeAll(async () => {
    hub = await createTestHub({ layers, env: { HUB_EXPORT_PERSONS: '100' } });
    world = await caseWorld(hub);
    const made = async (name: string): Promise<{ id: string; revision: number }> => {
      const one = await world.one(caseRow(name));
      cases[name] = one.id;
      return one;
    };
    const shared = async (name: string, changes: object): Promise<void> => {
      const { id, revision } = await made(name);
      await world.publish(id, await world.revise(id, revision, changes));
    };
    const to = { audience: { organisationIds: [world.away] } };
    const check = (organisationId: string, outcome: string) => ({ basis: 'CONSENT', safetyChecks: [{ organisationId, outcome }] });
    await made('draft');
    await shared('known', { ...to, personAtRisk: check(world.away, 'MAY_KNOW') });
    await shared('unknown', { ...to, personAtRisk: null });
    await shared('home', { audience: {}, personAtRisk: null });
    await shared('public', { tlp: 'CLEAR', audience: { everyone: true }, personAtRisk: null });
    const red = await made('red');
    await world.revise(red.id, red.revision, { tlp: 'RED', audience: {} });
  });
  afterAll(() => hub.close());

  /** What somebody sees: + with, - without whom it is about. */
  const seen = async (person: CaseWorld['officer']): Promise<string[]> => {
    const shown: string[] = [];
    for (const [name, id] of Object.entries(cases)) {
      const record = await world.record(id, person);
      if (record) shown.push(`${name}${record.person === null && record.caseId === null ? '-' : '+'}`);
    }
    return shown;
  };
  const exported = async (person: CaseWorld['officer']): Promise<string[]> => {
    const { data } = await world.request(person);
    const { text } = await world.fetched(person, data.requestCaseExport.export.id as string);
    return text.trim().split('\r\n').slice(1).map((line) => /^(\w*),/.exec(line)?.[1] || (/Name of/.test(line) ? 'leak' : '-')).sort();
  };

  it('everybody sees of cases what is his, and exports no more', async () => {
    expect(await seen(world.officer)).toEqual(['draft+', 'known+', 'unknown+', 'home+', 'public+', 'red+']);
    expect(await seen(world.second)).toEqual(['draft+', 'known+', 'unknown+', 'home+', 'public+']);
    expect(await seen(world.reader)).toEqual(['known+', 'unknown+', 'home+', 'public+']);
    expect(await seen(world.administrator)).toEqual(['public-']);
    expect(await seen(world.other)).toEqual(['known+', 'unknown-', 'public-']);
    expect(await exported(world.officer)).toEqual(['draft', 'home', 'known', 'public', 'unknown']);
    expect(await exported(world.reader)).toEqual(['home', 'known', 'public', 'unknown']);
    expect(await exported(world.other)).toEqual(['-', '-', 'known']);
  });

  it('an import finds its own cases only', async () => {
    expect((await world.imported(caseRow('draft'), world.other)).rows.map(({ outcome }) => outcome)).toEqual(['ADDED']);
    expect((await world.imported(caseRow('draft'), world.second)).rows.map(({ outcome }) => outcome)).toEqual(['PRESENT']);
  });

  it('an export is known to the own organisation only', async () => {
    await world.request(world.officer);
    expect((await world.exports(world.reader)).length).toBeGreaterThan(0);
    expect((await world.call('{ caseExports { nodes { id } } }', world.administrator)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    for (const { id } of await world.exports(world.officer)) expect((await world.exports(world.other)).map((one) => one.id)).not.toContain(id);
  });
});
