import pg from 'pg';
import { createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { Doing, type Proposing, proposingParties, TRANSLATION } from './support/proposing.js';

let hub: TestHub;
let of: Proposing;
let act: Doing;
beforeAll(async () => {
  hub = await createTestHub();
  of = await proposingParties(hub);
  act = new Doing(hub);
});
afterAll(() => hub.close());

const BOTH = `translations { ${TRANSLATION} } sections { id heading translations { ${TRANSLATION} } }`;
interface Shown { id: string; heading: string; body: string | null; language: string; stale: boolean; sourceVersion: number; revision: number; label: string; translator: { id: string } | null; translatorName: string | null; awaitsApproval: boolean }
interface Read { translations: Shown[]; sections: { id: string; heading: string; translations: Shown[] }[] }
const read = (person: TestPerson | null, id: string): Promise<Read> => act.bulletin(person, id, BOTH) as Promise<Read>;
const texts = async (person: TestPerson | null, id: string): Promise<string[]> => {
  const { translations, sections } = await read(person, id);
  return [...translations, ...sections.flatMap((section) => section.translations)].map(({ heading }) => heading);
};
const send = (person: TestPerson, name: 'addTranslation' | 'replaceTranslation' | 'approveTranslation', input: object) => {
  const type = { addTranslation: 'AddTranslationInput', replaceTranslation: 'ReplaceTranslationInput', approveTranslation: 'TranslationRevisionInput' }[name];
  return act.ask(person, `mutation ($input: ${type}!) { ${name}(input: $input) { translation { ${TRANSLATION} } } }`, { input });
};
const done = async (person: TestPerson, name: 'addTranslation' | 'replaceTranslation' | 'approveTranslation', input: object): Promise<Shown> => data(await send(person, name, input))[name].translation as Shown;
const remove = (person: TestPerson, input: object) => act.ask(person, 'mutation ($input: TranslationRevisionInput!) { removeTranslation(input: $input) }', { input });
const published = (more: object = {}): Promise<{ id: string; revision: number }> => act.published(of, {
  audience: { organisationIds: [of.embassy, of.ngo] }, sections: [{ heading: '概要', body: '三人の女性' }, { heading: '大使館向け', body: '旅券番号', audience: { organisationIds: [of.embassy] } }], ...more,
});
const english = (bulletinId: string, heading: string, more: object = {}): object => ({ bulletinId, version: 1, language: 'en', heading, label: 'HUMAN', ...more });

describe('a translation by the originator', () => {
  it('is shown to whoever sees what it translates, once a second officer approves it', async () => {
    const { id } = await published();
    const [all, secret] = (await read(of.officer, id)).sections;
    const made = [
      await done(of.officer, 'addTranslation', english(id, 'A case in Yokohama')),
      await done(of.officer, 'addTranslation', english(id, 'Summary', { sectionId: all?.id, body: 'Three women', label: 'MACHINE', translatorName: 'Model X' })),
      await done(of.officer, 'addTranslation', english(id, 'For the embassy', { sectionId: secret?.id, body: 'Passport number' })),
    ];
    expect(made[0]).toMatchObject({ awaitsApproval: true, stale: false, sourceVersion: 1, translator: { id: of.officer.id }, translatorName: null, body: null });
    expect(made[1]).toMatchObject({ label: 'MACHINE', translator: null, translatorName: 'Model X' });
    expect(await texts(of.second, id)).toHaveLength(3);
    for (const person of [of.attache, of.helper, of.reader]) expect(await texts(person, id)).toEqual([]);
    expect(await act.code(send(of.officer, 'approveTranslation', { id: made[0]?.id, expectedRevision: 1 }))).toBe('FORBIDDEN');
    for (const { id: one } of made) expect(await done(of.second, 'approveTranslation', { id: one, expectedRevision: 1 })).toMatchObject({ awaitsApproval: false, revision: 2 });
    expect(await texts(of.attache, id)).toEqual(['A case in Yokohama', 'Summary', 'For the embassy']);
    expect(await texts(of.consul, id)).toEqual(['A case in Yokohama', 'Summary', 'For the embassy']);
    expect(await texts(of.helper, id)).toEqual(['A case in Yokohama', 'Summary']);
    expect(await texts(of.reader, id)).toHaveLength(3);
    expect(await act.code(act.ask(of.outsider, `query ($id: ID!) { bulletin(id: $id) { ${BOTH} } }`, { id }))).toBe('NOT_FOUND');
    for (const [person, count] of [[of.attache, 3], [of.helper, 2], [of.officer, 0], [of.outsider, 0]] as const) expect(await act.alerted(person, 'TRANSLATION', id)).toHaveLength(count);
    const told = (await act.told('TRANSLATION')).filter(({ bulletinId }) => bulletinId === id);
    expect(told.map(({ change, organisationId }) => [change, organisationId]).sort()).toEqual([of.embassy, of.embassy, of.embassy, of.ngo, of.ngo].map((organisation) => ['ADDED', organisation]).sort());
  });

  it('needs nobody else where the mark asks for nobody', async () => {
    const { id } = await publishNew(hub, of.officer, of.second, { title: 'お知らせ', language: 'ja' });
    expect(await done(of.officer, 'addTranslation', english(id, 'Notice'))).toMatchObject({ awaitsApproval: false });
    expect(await texts(of.outsider, id)).toEqual(['Notice']);
    expect(await texts(of.outsider, id)).toEqual(['Notice']);
  });

  it('is public where the original is, and is found by its language', async () => {
    const { id } = await act.published(of, { tlp: 'CLEAR', audience: { everyone: true }, sections: [{ heading: '概要', body: 'x' }] });
    for (const [language, heading] of [['en-GB', 'British'], ['en', 'English'], ['tl', 'Filipino']] as const) {
      const { id: one } = await done(of.officer, 'addTranslation', { ...english(id, heading), language });
      await done(of.second, 'approveTranslation', { id: one, expectedRevision: 1 });
    }
    const found = async (language: string): Promise<string[]> => (await act.bulletin(null, id, `translations(language: "${language}") { heading }`)).translations.map(({ heading }: Shown) => heading);
    expect(await found('en')).toEqual(['English', 'British']);
    expect(await found('tl')).toEqual(['Filipino']);
    expect(await found('en-GB')).toEqual(['British']);
    expect(await found('ja')).toEqual([]);
  });

  it('becomes stale with the original, and says which version it translates', async () => {
    const { id } = await published();
    const [all] = (await read(of.officer, id)).sections;
    const { id: one } = await done(of.officer, 'addTranslation', english(id, 'Summary', { sectionId: all?.id, body: 'Three women' }));
    await done(of.second, 'approveTranslation', { id: one, expectedRevision: 1 });
    await act.revise(of.officer, { id, expectedRevision: 1, title: '別の題名' });
    await act.goOut(of.officer, of.second, id);
    expect((await read(of.helper, id)).sections[0]?.translations).toMatchObject([{ stale: false, sourceVersion: 1 }]);
    const sections = (await act.bulletin(of.officer, id)).sections as { id: string; heading: string; body: string }[];
    await act.revise(of.officer, { id, expectedRevision: 2, sections: sections.map((section, index) => (index === 0 ? { ...section, body: '四人の女性' } : { ...section, audience: { organisationIds: [of.embassy] } })) });
    await act.goOut(of.officer, of.second, id);
    expect((await read(of.helper, id)).sections[0]?.translations).toMatchObject([{ stale: true, sourceVersion: 1, body: 'Three women' }]);
    expect((await send(of.officer, 'replaceTranslation', { id: one, expectedRevision: 1, version: 3, heading: 'x', body: 'y', label: 'HUMAN' })).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: 2 });
    expect(await done(of.officer, 'replaceTranslation', { id: one, expectedRevision: 2, version: 3, heading: 'Summary', body: 'Four women', label: 'HUMAN' })).toMatchObject({ stale: false, sourceVersion: 3, awaitsApproval: true });
    expect(await texts(of.helper, id)).toEqual([]);
    await done(of.second, 'approveTranslation', { id: one, expectedRevision: 3 });
    expect((await read(of.helper, id)).sections[0]?.translations).toMatchObject([{ stale: false, body: 'Four women' }]);
  });

  it('is there for who comes later, as far as the text that it translates is his', async () => {
    const { id } = await published({ audience: { organisationIds: [of.embassy] }, sections: [{ heading: '概要', body: '三人の女性' }, { heading: '経過', body: '三月' }] });
    const [summary, course] = (await read(of.officer, id)).sections;
    for (const [section, heading] of [[summary, 'Summary'], [course, 'Course']] as const) {
      const { id: one } = await done(of.officer, 'addTranslation', english(id, heading, { sectionId: section?.id, body: 'x' }));
      await done(of.second, 'approveTranslation', { id: one, expectedRevision: 1 });
    }
    const sections = (await act.bulletin(of.officer, id)).sections as { heading: string; body: string }[];
    await act.revise(of.officer, { id, expectedRevision: 1, audience: { organisationIds: [of.embassy, of.ngo] }, sections: sections.map((section) => (section.heading === '経過' ? { ...section, body: '四月' } : section)) });
    await act.goOut(of.officer, of.second, id);
    // He never saw March: the old text's translation is not his.
    expect(await texts(of.helper, id)).toEqual(['Summary']);
    expect((await read(of.helper, id)).sections[0]?.translations).toMatchObject([{ sourceVersion: 1, stale: false }]);
    expect(await texts(of.attache, id)).toEqual(['Summary', 'Course']);
  });

  it('goes with the bulletin', async () => {
    const { id } = await published();
    const { id: one } = await done(of.officer, 'addTranslation', english(id, 'A case'));
    await done(of.second, 'approveTranslation', { id: one, expectedRevision: 1 });
    expect(await texts(of.helper, id)).toEqual(['A case']);
    data(await act.ask(of.officer, 'mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { id } } }', { input: { id, expectedRevision: 1, reason: 'x' } }));
    expect(await texts(of.helper, id)).toEqual([]);
    expect(await texts(of.officer, id)).toEqual(['A case']);
    expect(await act.code(send(of.helper, 'addTranslation', english(id, 'Another')))).toBe('CONFLICT');
  });
});

describe('a translation by a recipient', () => {
  it('is for its own people alone, at once, whatever the mark', async () => {
    const { id } = await published();
    const made = await done(of.consul, 'addTranslation', { ...english(id, 'Isang kaso'), language: 'tl' });
    expect(made).toMatchObject({ awaitsApproval: false });
    for (const person of [of.attache, of.consul]) expect(await texts(person, id)).toEqual(['Isang kaso']);
    for (const person of [of.officer, of.second, of.reader, of.helper]) {
      expect(await texts(person, id)).toEqual([]);
      const absent = { id: '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11', expectedRevision: 1 };
      expect((await remove(person, { id: made.id, expectedRevision: 1 })).text).toBe((await remove(person, absent)).text);
    }
    expect((await act.told('TRANSLATION')).filter(({ bulletinId }) => bulletinId === id)).toEqual([]);
    expect((await send(of.attache, 'addTranslation', { ...english(id, 'x'), language: 'tl' })).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', field: 'input.language' });
    expect(data(await remove(of.attache, { id: made.id, expectedRevision: 1 })).removeTranslation).toBe(true);
    expect(await texts(of.consul, id)).toEqual([]);
  });

  it('is of nothing that its writer does not see, and changed by nobody else', async () => {
    const { id } = await published();
    const [all, secret] = (await read(of.officer, id)).sections;
    const absent = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
    const of1 = (sectionId: string | undefined): object => english(id, 'x', { sectionId, body: 'y' });
    expect((await send(of.helper, 'addTranslation', of1(secret?.id))).text).toBe((await send(of.helper, 'addTranslation', of1(absent))).text);
    expect(await act.code(send(of.outsider, 'addTranslation', of1(all?.id)))).toBe('NOT_FOUND');
    expect(await act.code(send(of.reader, 'addTranslation', of1(all?.id)))).toBe('FORBIDDEN');
    expect(await act.code(send(of.clerk, 'addTranslation', of1(all?.id)))).toBe('FORBIDDEN');
    for (const [wrong, field] of [[{ version: 2 }, 'version'], [{ body: null }, 'body'], [{ translatorName: 'a', translatorId: of.attache.id }, 'translatorName']] as const) {
      expect((await send(of.attache, 'addTranslation', { ...of1(all?.id), ...wrong })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: `input.${field}` });
    }
    expect(await act.code(send(of.attache, 'addTranslation', { ...of1(all?.id), translatorId: of.helper.id }))).toBe(await act.code(send(of.attache, 'addTranslation', { ...of1(all?.id), translatorId: absent })));
    const made = await done(of.officer, 'addTranslation', english(id, 'A case'));
    await done(of.second, 'approveTranslation', { id: made.id, expectedRevision: 1 });
    for (const attempt of [send(of.attache, 'approveTranslation', { id: made.id, expectedRevision: 2 }), remove(of.attache, { id: made.id, expectedRevision: 2 }), remove(of.reader, { id: made.id, expectedRevision: 2 })]) {
      expect(await act.code(attempt)).toBe('FORBIDDEN');
    }
  });
});

/** Texts of the statements that the hub sends meanwhile. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const { query } = pg.Client.prototype;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg's query has a dozen signatures, all of which are passed on
  pg.Client.prototype.query = function listening(this: pg.Client, ...args: any[]) {
    texts.push(typeof args[0] === 'string' ? args[0] : String(args[0]?.text));
    return Reflect.apply(query, this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return texts;
}

describe('translations of a whole list', () => {
  it('are read at once for all, and recorded with the versions that they translate', async () => {
    const { id } = await published();
    const { id: one } = await done(of.officer, 'addTranslation', english(id, 'A case'));
    await done(of.second, 'approveTranslation', { id: one, expectedRevision: 1 });
    const statements = await statementsOf(async () => {
      const { bulletins } = data(await act.ask(of.helper, `{ bulletins(first: 20) { nodes { id ${BOTH} } } }`));
      expect(bulletins.nodes.length).toBeGreaterThan(3);
      expect(bulletins.nodes.find((node: { id: string }) => node.id === id).translations).toMatchObject([{ heading: 'A case' }]);
    });
    expect(statements.filter((text) => text.includes('hub.translations')).length).toBe(1);
    const none = await statementsOf(async () => void data(await act.ask(of.helper, '{ bulletins(first: 20) { nodes { id title sections { heading body } } } }')));
    expect(none.filter((text) => text.includes('translations'))).toEqual([]);
  });
});
