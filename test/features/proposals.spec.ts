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
