import { createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { BODY, Doing, inTwoSections, type Proposing, proposingParties } from './support/proposing.js';

let hub: TestHub;
let of: Proposing;
let act: Doing;
beforeAll(async () => {
  hub = await createTestHub();
  of = await proposingParties(hub);
  act = new Doing(hub);
});
afterAll(() => hub.close());

const published = (more: object = {}): ReturnType<Doing['published']> => inTwoSections(act, of, more);
const sectionsOf = async (person: TestPerson, id: string): Promise<{ id: string; heading: string; body: string }[]> => (await act.bulletin(person, id)).sections;

describe('alerts', () => {
  it('tell the originator’s officers what is proposed, the proposer’s people what becomes of it, and nobody else', async () => {
    const { id } = await published();
    const [one, two] = [await act.done(of.attache, 'proposeCorrection', { bulletinId: id, version: 1, title: 'x' }), await act.done(of.attache, 'proposeCorrection', { bulletinId: id, version: 1, title: 'y' })];
    await act.done(of.officer, 'takeUpProposal', { id: one.id, expectedRevision: 1 });
    data(await act.withdraw(of.consul, two.id));
    for (const person of [of.officer, of.second]) expect(await act.alerted(person, 'PROPOSAL', id)).toEqual(['MADE', 'MADE', 'WITHDRAWN']);
    for (const person of [of.attache, of.consul]) expect(await act.alerted(person, 'PROPOSAL', id)).toEqual(['TAKEN_UP']);
    for (const person of [of.reader, of.helper, of.outsider]) expect(await act.alerted(person, 'PROPOSAL', id)).toEqual([]);
  });
});

describe('of what is marked RED', () => {
  it('a proposal stays among those named and the editors, of a section among those who see it', async () => {
    const { id } = await act.published(of, { tlp: 'RED', audience: { personIds: [of.attache.id, of.second.id] }, approverIds: [of.second.id],
      sections: [{ heading: '概要', body: BODY }, { heading: '起案者のみ', body: '秘', audience: { personIds: [of.attache.id] } }] });
    const secret = (await sectionsOf(of.attache, id)).find(({ heading }) => heading === '起案者のみ');
    const made = await act.done(of.attache, 'proposeCorrection', { bulletinId: id, version: 1, title: 'x' });
    const third = await act.done(of.attache, 'proposeCorrection', { bulletinId: id, version: 1, sections: [{ id: secret?.id, body: '極秘' }] });
    for (const person of [of.attache, of.officer, of.second]) expect(await act.listed(person, { bulletinId: id })).toContain(made.id);
    for (const person of [of.attache, of.officer]) expect(await act.listed(person, { bulletinId: id })).toContain(third.id);
    for (const person of [of.consul, of.helper, of.reader]) expect(await act.listed(person)).not.toContain(made.id);
    const { rows } = await hub.superuser<{ id: string; principal: number }>('SELECT id, principal FROM hub.persons WHERE id = ANY ($1)', [[of.officer.id, of.second.id, of.attache.id]]);
    const self = (person: TestPerson): number => rows.find((row) => row.id === person.id)?.principal as number;
    const told = await act.told('PROPOSAL');
    const whom = (subjectId: string): number[] | undefined => told.find((one) => one.subjectId === subjectId)?.readers.sort();
    expect(whom(made.id)).toEqual([self(of.officer), self(of.second)].sort());
    expect(whom(third.id)?.includes(self(of.second))).toBe((await act.listed(of.second, { bulletinId: id })).includes(third.id));
    await act.done(of.officer, 'declineProposal', { id: made.id, reason: 'x' });
    expect((await act.told('PROPOSAL')).at(-1)).toMatchObject({ change: 'DECLINED', organisationId: of.embassy, readers: [self(of.attache)] });
  });
});

describe('what is on record', () => {
  it('is who proposed and who decided, with both, and who was shown it, with the originator', async () => {
    const { id } = await published();
    const made = await act.done(of.helper, 'proposeCorrection', { bulletinId: id, version: 1, title: '極めて特別な題名' });
    await act.done(of.officer, 'declineProposal', { id: made.id, reason: 'とても特別な理由' });
    await hub.recorded();
    const trail = async (person: TestPerson): Promise<{ action: string; subjectId: string | null; detail: Record<string, unknown> | null }[]> =>
      data(await act.ask(person, 'query ($id: ID!) { auditTrail(first: 50, filter: { subjectId: $id }) { nodes { action subjectId detail } } }', { id })).auditTrail.nodes;
    const entries = await trail(of.officer);
    expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['proposal.made', 'proposal.declined', 'bulletin.read']));
    expect(entries.find(({ action }) => action === 'proposal.made')?.detail).toMatchObject({ proposal: made.id, version: 1 });
    expect(JSON.stringify(entries)).not.toContain('特別');
    expect((await trail(of.helper)).map(({ action }) => action)).toEqual(expect.arrayContaining(['proposal.made']));
    const changes = (await act.told('PROPOSAL')).filter(({ subjectId }) => subjectId === made.id);
    expect(changes.map(({ change, organisationId, bulletinId }) => [change, organisationId, bulletinId])).toEqual([['MADE', of.npa, id], ['DECLINED', of.ngo, id]]);
  });

  it('a reading of a proposal is entered with the version and the sections that it shows', async () => {
    const { id } = await published();
    const [summary] = await sectionsOf(of.helper, id);
    const made = await act.done(of.helper, 'proposeCorrection', { bulletinId: id, version: 1, sections: [{ id: summary?.id, body: 'x' }] });
    await hub.recorded();
    const count = async (): Promise<number> => {
      await hub.recorded();
      const nodes = data(await act.ask(of.officer, 'query ($id: ID!) { auditTrail(first: 100, filter: { subjectId: $id, actions: ["bulletin.read"] }) { nodes { detail actor { id } } } }', { id })).auditTrail.nodes as { detail: { bulletins?: { sections: string[]; version: number }[] } }[];
      return nodes.filter(({ detail }) => detail?.bulletins?.some(({ sections, version }) => version === 1 && sections.includes(summary?.id as string))).length;
    };
    const before = await count();
    await act.sees(of.helper, made.id);
    expect(await count()).toBe(before + 1);
  });
});

describe('credit', () => {
  const taken = async (id: string, by: TestPerson, input: object): Promise<void> => {
    const made = await act.done(by, 'proposeCorrection', { bulletinId: id, version: 1, ...input });
    await act.done(of.officer, 'takeUpProposal', { id: made.id, expectedRevision: (await act.bulletin(of.officer, id)).revision });
  };
  const credits = async (person: TestPerson | null, id: string): Promise<string[]> => (await act.bulletin(person, id)).credits.map((one: { id: string }) => one.id);

  it('is shown with the version that took something up, where the proposer consents and the originator lets see who receives', async () => {
    const { id } = await published({ recipientsVisible: true });
    await taken(id, of.attache, { title: 'x', credit: true });
    await taken(id, of.helper, { countries: ['VN'] });
    expect(await credits(of.officer, id)).toEqual([]);
    await act.goOut(of.officer, of.second, id);
    for (const person of [of.officer, of.attache, of.helper]) expect(await credits(person, id)).toEqual([of.embassy]);
  });

  it('is shown to editors alone where recipients do not see each other', async () => {
    const { id } = await published();
    await taken(id, of.attache, { title: 'x', credit: true });
    await act.goOut(of.officer, of.second, id);
    expect(await credits(of.officer, id)).toEqual([of.embassy]);
    for (const person of [of.attache, of.helper]) expect(await credits(person, id)).toEqual([]);
  });

  it('tells nobody of a section that he does not see', async () => {
    const { id } = await published({ recipientsVisible: true });
    const [, secret] = await sectionsOf(of.attache, id);
    await taken(id, of.attache, { sections: [{ id: secret?.id, body: '旅券番号は確認済み。' }], credit: true });
    await act.goOut(of.officer, of.second, id);
    expect(await credits(of.attache, id)).toEqual([of.embassy]);
    expect(await credits(of.helper, id)).toEqual([]);
  });
});
