import { createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { Doing, type Proposing, proposingParties } from './support/proposing.js';

let hub: TestHub;
let of: Proposing;
let act: Doing;
beforeAll(async () => {
  hub = await createTestHub();
  of = await proposingParties(hub);
  act = new Doing(hub);
});
afterAll(() => hub.close());

const BODY = '3月5日に三人の女性が保護された。店は閉まっている。';
/** For the embassy and the NGO, with a section for the embassy alone. */
const published = (more: object = {}): Promise<{ id: string; revision: number }> => act.published(of, {
  audience: { organisationIds: [of.embassy, of.ngo] }, countries: ['PH'], facts: { potentialVictims: 3, citizenships: ['PH'] },
  sections: [{ heading: '概要', body: BODY }, { heading: '大使館向け', body: '旅券番号は別途。', audience: { organisationIds: [of.embassy] } }], ...more,
});
const sectionsOf = async (person: TestPerson, id: string): Promise<{ id: string; heading: string; body: string }[]> => (await act.bulletin(person, id)).sections;
const part = (proposal: { parts: { field: string }[] }, field: string): never => proposal.parts.find((one) => one.field === field) as never;
const ends = (pieces: { kind: string; text: string }[], kind: string): string[] => pieces.filter((piece) => piece.kind === kind).map(({ text }) => text);

describe('a correction that a recipient proposes', () => {
  it('is shown to the originator’s editors field by field, texts word by word, and to no other recipient', async () => {
    const { id } = await published();
    const [summary] = await sectionsOf(of.attache, id);
    const made = await act.done(of.attache, 'proposeCorrection', {
      bulletinId: id, version: 1, reason: '本人に確認', title: '横浜の料理店における事案', countries: ['PH', 'VN'], facts: { potentialVictims: 4 },
      sections: [{ id: summary?.id, body: BODY.replace('三人', '四人') }], missingSections: [{ heading: '通訳', body: 'タガログ語' }],
    });
    expect(made).toMatchObject({ state: 'OPEN', version: 1, stale: false, organisation: { id: of.embassy }, proposedBy: { id: of.attache.id }, bulletin: { id, revision: null } });
    const seen = await act.sees(of.officer, made.id);
    expect(seen).toMatchObject({ reason: '本人に確認', bulletin: { id, revision: 1 } });
    expect(seen.parts.map(({ field }: { field: string }) => field)).toEqual(['TITLE', 'COUNTRIES', 'POTENTIAL_VICTIMS', 'SECTION_BODY', 'SECTION_ADDED']);
    expect(part(seen, 'COUNTRIES')).toMatchObject({ before: 'PH', proposed: 'PH, VN', current: 'PH', standing: 'APPLIES' });
    expect(part(seen, 'POTENTIAL_VICTIMS')).toMatchObject({ before: '3', proposed: '4' });
    const { difference } = part(seen, 'SECTION_BODY') as { difference: { kind: string; text: string }[] };
    expect([ends(difference, 'REMOVED'), ends(difference, 'ADDED')]).toEqual([['三人'], ['四人']]);

    for (const person of [of.attache, of.consul, of.officer, of.second]) expect(await act.listed(person, { bulletinId: id })).toEqual([made.id]);
    for (const person of [of.helper, of.outsider, of.reader, of.clerk]) {
      expect(await act.listed(person)).not.toContain(made.id);
      const [hidden, absent] = [await act.proposal(person, made.id), await act.proposal(person, '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11')];
      expect(hidden.text).toBe(absent.text);
    }
  });

  it('can be of what its proposer sees only, in a version that he has, and must change something', async () => {
    const { id } = await published();
    const secret = (await sectionsOf(of.attache, id))[1]?.id;
    const refused = (person: TestPerson, more: object) => act.mutate(person, 'proposeCorrection', { bulletinId: id, version: 1, ...more });
    const absent = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
    const [hidden, none] = [await refused(of.helper, { sections: [{ id: secret, body: 'x' }] }), await refused(of.helper, { sections: [{ id: absent, body: 'x' }] })];
    expect(hidden.text).toBe(none.text);
    expect(hidden.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.sections.0.id' });
    expect((await refused(of.helper, { version: 2, title: 'x' })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.version' });
    expect(await act.code(refused(of.helper, { title: '横浜の飲食店における事案', countries: ['PH'] }))).toBe('INVALID_INPUT');
    expect(await act.code(refused(of.outsider, { title: 'x' }))).toBe('NOT_FOUND');
    expect(await act.code(refused(of.clerk, { title: 'x' }))).toBe('FORBIDDEN');
    expect(await act.code(refused(of.reader, { title: 'x' }))).toBe('FORBIDDEN');
  });

  it('goes into the working copy where it is taken up, and out only as everything does: by a second person', async () => {
    const { id } = await published();
    const [summary] = await sectionsOf(of.helper, id);
    const made = await act.done(of.helper, 'proposeCorrection', { bulletinId: id, version: 1, facts: { identifiedVictims: 1 }, sections: [{ id: summary?.id, heading: '要旨', body: BODY.replace('5日', '7日') }] });
    const taken = await act.done(of.officer, 'takeUpProposal', { id: made.id, expectedRevision: 1 });
    expect(taken).toMatchObject({ state: 'TAKEN_UP', bulletin: { revision: 2 } });
    expect(taken.parts.every(({ takenUp, standing }: { takenUp: boolean; standing: null }) => takenUp && standing === null)).toBe(true);
    expect(await act.bulletin(of.helper, id)).toMatchObject({ version: 1, sections: [{ heading: '概要', body: BODY }] });
    const { pending, sections } = await act.bulletin(of.officer, id);
    expect(pending.sections).toMatchObject([{ id: summary?.id, heading: '要旨', body: BODY.replace('5日', '7日') }, { heading: '大使館向け' }]);
    expect(sections).toHaveLength(2);
    const { rows } = await hub.superuser('SELECT potential_victims, identified_victims, citizenships FROM hub.bulletin_versions WHERE bulletin_id = $1 AND number = 2', [id]);
    expect(rows).toEqual([{ potential_victims: 3, identified_victims: 1, citizenships: ['PH'] }]);
    await act.goOut(of.officer, of.second, id);
    expect(await act.bulletin(of.helper, id)).toMatchObject({ version: 2, sections: [{ heading: '要旨' }] });
    // The section for the embassy kept its audience.
    expect(await sectionsOf(of.attache, id)).toHaveLength(2);
  });

  it('does not go out by itself where a revision would need nobody else', async () => {
    const { id } = await published({ tlp: 'GREEN', audience: { everyone: true }, sections: [{ heading: '概要', body: BODY }] });
    const made = await act.done(of.outsider, 'proposeCorrection', { bulletinId: id, version: 1, title: '別の題名' });
    await act.done(of.officer, 'takeUpProposal', { id: made.id, expectedRevision: 1 });
    expect(await act.bulletin(of.officer, id)).toMatchObject({ title: '横浜の飲食店における事案', pending: { title: '別の題名' } });
  });

  it('is taken up in the parts that the editor chooses', async () => {
    const { id } = await published();
    const [, secret] = await sectionsOf(of.attache, id);
    const made = await act.done(of.attache, 'proposeCorrection', { bulletinId: id, version: 1, title: '新題名', countries: ['VN'], sections: [{ id: secret?.id, remove: true }] });
    expect((await act.mutate(of.officer, 'takeUpProposal', { id: made.id, expectedRevision: 1, parts: ['NONSENSE'] })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.parts' });
    const taken = await act.done(of.officer, 'takeUpProposal', { id: made.id, expectedRevision: 1, parts: [`SECTION_REMOVED:${secret?.id}`, 'COUNTRIES'] });
    expect(taken.parts.map(({ field, takenUp }: { field: string; takenUp: boolean }) => [field, takenUp])).toEqual([['TITLE', false], ['COUNTRIES', true], ['SECTION_REMOVED', true]]);
    expect((await act.bulletin(of.officer, id)).pending).toMatchObject({ title: '横浜の飲食店における事案', sections: [{ heading: '概要' }] });
  });

  it('is refused to whoever saw another revision, may not edit, or comes too late', async () => {
    const { id } = await published();
    const made = await act.done(of.helper, 'proposeCorrection', { bulletinId: id, version: 1, title: 'x' });
    expect((await act.mutate(of.officer, 'takeUpProposal', { id: made.id, expectedRevision: 9 })).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: 1 });
    expect(await act.code(act.mutate(of.helper, 'takeUpProposal', { id: made.id, expectedRevision: 1 }))).toBe('FORBIDDEN');
    expect(await act.code(act.mutate(of.helper, 'declineProposal', { id: made.id, reason: 'x' }))).toBe('FORBIDDEN');
    expect(await act.code(act.withdraw(of.officer, made.id))).toBe('FORBIDDEN');
    for (const person of [of.attache, of.reader, of.outsider]) {
      expect(await act.code(act.mutate(person, 'takeUpProposal', { id: made.id, expectedRevision: 1 }))).toBe('NOT_FOUND');
      expect(await act.code(act.mutate(person, 'declineProposal', { id: made.id, reason: 'x' }))).toBe('NOT_FOUND');
      expect(await act.code(act.withdraw(person, made.id))).toBe('NOT_FOUND');
    }
    expect(await act.done(of.officer, 'declineProposal', { id: made.id, reason: '確認できない' })).toMatchObject({ state: 'DECLINED' });
    expect(await act.sees(of.helper, made.id)).toMatchObject({ state: 'DECLINED', decisionReason: '確認できない' });
    for (const late of [act.mutate(of.officer, 'takeUpProposal', { id: made.id, expectedRevision: 1 }), act.mutate(of.second, 'declineProposal', { id: made.id, reason: 'x' }), act.withdraw(of.helper, made.id)]) {
      expect((await late).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', allowed: [] });
    }
    expect((await act.bulletin(of.officer, id)).revision).toBe(1);
  });

  it('can be withdrawn by the organisation that made it', async () => {
    const { id } = await published();
    const made = await act.done(of.attache, 'proposeCorrection', { bulletinId: id, version: 1, title: 'x' });
    expect(data(await act.withdraw(of.consul, made.id)).withdrawProposal.proposal).toMatchObject({ state: 'WITHDRAWN' });
    expect(await act.listed(of.officer, { bulletinId: id, states: ['OPEN'] })).toEqual([]);
    expect(await act.listed(of.officer, { bulletinId: id, states: ['WITHDRAWN'], made: false })).toEqual([made.id]);
    expect(await act.listed(of.officer, { bulletinId: id, made: true })).toEqual([]);
  });

  it('is made once under one Idempotency-Key, and taken up once', async () => {
    const { id } = await published();
    const key = { 'idempotency-key': 'propose-once-1' };
    const made = await Promise.all([1, 2].map(() => act.mutate(of.attache, 'proposeCorrection', { bulletinId: id, version: 1, title: 'x' }, key)));
    const [first, again] = made.map((answer) => data(answer).proposeCorrection.proposal.id);
    expect(again).toBe(first);
    const both = await Promise.all([1, 2].map(() => act.mutate(of.officer, 'takeUpProposal', { id: first, expectedRevision: 1 }, { 'idempotency-key': 'take-up-once-1' })));
    expect(both.map((answer) => data(answer).takeUpProposal.proposal.bulletin.revision)).toEqual([2, 2]);
  });
});

describe('a proposal that has become stale', () => {
  it('is shown against what stands now: what still applies, what conflicts, what is so already', async () => {
    const { id } = await published();
    const [summary] = await sectionsOf(of.attache, id);
    const made = await act.done(of.attache, 'proposeCorrection', {
      bulletinId: id, version: 1, title: '新題名', countries: ['VN'], facts: { potentialVictims: 4, citizenships: ['VN'] }, sections: [{ id: summary?.id, heading: '要旨', body: BODY.replace('三人', '四人') }],
    });
    await act.revise(of.officer, { id, expectedRevision: 1, title: '別の題名', countries: ['VN'], facts: { potentialVictims: 3, citizenships: ['PH', 'VN'] },
      sections: (await sectionsOf(of.officer, id)).map((section, index) => ({ ...section, ...(index === 0 ? { body: BODY.replace('閉まっている', '営業中である') } : { audience: { organisationIds: [of.embassy] } }) })) });
    const standings = async (person: TestPerson): Promise<Record<string, string>> => Object.fromEntries((await act.sees(person, made.id)).parts.map(({ field, standing }: { field: string; standing: string }) => [field, standing]));
    // The proposer sees what is published, and learns nothing of the working copy.
    expect(await act.sees(of.attache, made.id)).toMatchObject({ stale: false });
    expect(new Set(Object.values(await standings(of.attache)))).toEqual(new Set(['APPLIES']));
    expect(await act.sees(of.officer, made.id)).toMatchObject({ stale: true });
    const expected = { TITLE: 'CONFLICTS', COUNTRIES: 'ALREADY_SO', POTENTIAL_VICTIMS: 'APPLIES', CITIZENSHIPS: 'CONFLICTS', SECTION_HEADING: 'APPLIES', SECTION_BODY: 'APPLIES' };
    expect(await standings(of.officer)).toEqual(expected);
    expect(part(await act.sees(of.officer, made.id), 'SECTION_BODY')).toMatchObject({ result: '3月5日に四人の女性が保護された。店は営業中である。' });
    await act.goOut(of.officer, of.second, id);
    expect(await standings(of.attache)).toEqual(expected);
    expect(await act.sees(of.attache, made.id)).toMatchObject({ stale: true, version: 1 });

    const refused = (await act.mutate(of.officer, 'takeUpProposal', { id: made.id, expectedRevision: 2 })).errors?.[0]?.extensions as { code: string; allowed: string[] };
    expect(refused).toMatchObject({ code: 'CONFLICT', allowed: ['COUNTRIES', 'POTENTIAL_VICTIMS', `SECTION_HEADING:${summary?.id}`, `SECTION_BODY:${summary?.id}`] });
    await act.done(of.officer, 'takeUpProposal', { id: made.id, expectedRevision: 2, parts: refused.allowed });
    expect((await act.bulletin(of.officer, id)).pending).toMatchObject({ title: '別の題名', sections: [{ heading: '要旨', body: '3月5日に四人の女性が保護された。店は営業中である。' }, {}] });
  });

  it('shows nobody more of the bulletin than he sees now: with a section it is gone, and it ends with the bulletin', async () => {
    const { id } = await published();
    const [, secret] = await sectionsOf(of.attache, id);
    const [whole, ofSection] = [{ title: 'x' }, { sections: [{ id: secret?.id, body: 'x' }] }].map((more) => act.done(of.attache, 'proposeCorrection', { bulletinId: id, version: 1, ...more }));
    const [one, two] = [(await whole).id, (await ofSection).id];
    await act.revise(of.officer, { id, expectedRevision: 1, sections: (await sectionsOf(of.officer, id)).map((section, index) => ({ ...section, ...(index === 1 ? { audience: { organisationIds: [of.ngo] } } : {}) })) });
    await act.goOut(of.officer, of.second, id);
    expect(await act.listed(of.attache, { bulletinId: id })).toEqual([one]);
    expect(await act.code(act.proposal(of.attache, two))).toBe('NOT_FOUND');
    expect((await act.listed(of.officer, { bulletinId: id })).sort()).toEqual([one, two].sort());
    data(await act.ask(of.officer, 'mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { id } } }', { input: { id, expectedRevision: 2, reason: '誤り' } }));
    expect(await act.listed(of.attache, { bulletinId: id })).toEqual([]);
    expect(await act.code(act.withdraw(of.attache, one))).toBe('NOT_FOUND');
    expect(await act.listed(of.officer, { bulletinId: id })).toHaveLength(2);
    expect(await act.code(act.mutate(of.officer, 'takeUpProposal', { id: one, expectedRevision: 2 }))).toBe('CONFLICT');
    expect(await act.code(act.mutate(of.attache, 'proposeCorrection', { bulletinId: id, version: 1, title: 'y' }))).toBe('CONFLICT');
  });
});

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
