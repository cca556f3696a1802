import { createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { amberFor, type AuditParties, auditParties, list, published, read, redFor } from './support/audit-parties.js';
import { askAs, AUDIT, codeOf, type Entry, exportOf, freshOf, trailOf } from './support/audit-reading.js';

const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';

let hub: TestHub;
let of: AuditParties;
beforeAll(async () => {
  hub = await createTestHub();
  of = await auditParties(hub);
});
afterAll(() => hub.close());

describe('what is marked RED', () => {
  let red: string, beside: string;
  beforeAll(async () => {
    const { npa, ph } = of;
    red = await redFor(hub, npa, [ph.contact]);
    beside = await published(hub, npa, amberFor(ph));
    for (let n = 0; n < 3; n += 1) await read(hub, ph.contact, red);
    await list(hub, ph.contact);
    await list(hub, npa.second);
    await read(hub, ph.reader, beside);
  });
  const others = (): TestPerson[] => [of.npa.administrator, of.npa.contact, of.npa.auditor, of.npa.reader, of.ph.administrator, of.ph.officer, of.ph.reader];
  const named = (): TestPerson[] => [of.npa.officer, of.npa.second, of.ph.contact];

  it('shows others of the organisation neither subject nor detail, wherever the record stands', async () => {
    for (const person of others()) expect(JSON.stringify(await trailOf(hub, person))).not.toContain(red);
    for (const keeper of [of.npa.administrator, of.ph.administrator]) {
      const { rows } = await hub.superuser<{ id: string; alone: boolean }>(
        'SELECT id, cardinality(subject_ids) = 1 AS alone FROM hub.log_records WHERE holder_id = $1 AND $2 = ANY (subject_ids)', [keeper.organisationId, red]);
      const entries = new Map((await trailOf(hub, keeper)).map((entry) => [entry.id, entry]));
      expect(rows.filter(({ alone }) => alone).length).toBeGreaterThan(1);
      expect(rows.some(({ alone }) => !alone)).toBe(true);
      for (const { id, alone } of rows) {
        expect(entries.get(id)).toMatchObject({ subjectId: null });
        if (alone) expect(entries.get(id)?.detail).toEqual({});
        else expect(entries.get(id)?.detail.bulletins?.map((each) => each.id)).toEqual(expect.arrayContaining([beside]));
      }
    }
  });

  it('shows them no body: the proof holds by its hash, and the export withholds it', async () => {
    for (const keeper of [of.npa.administrator, of.ph.administrator]) {
      const { rows } = await hub.superuser<{ id: string }>('SELECT id FROM hub.log_records WHERE holder_id = $1 AND $2 = ANY (subject_ids)', [keeper.organisationId, red]);
      const { checkpoint: { size } } = await freshOf(hub, keeper);
      const exported = await exportOf(hub, keeper, size);
      expect(exported.some(({ body }) => body !== null)).toBe(true);
      for (const { id } of rows) {
        expect(exported.find(({ entryId }) => entryId === id)).toMatchObject({ body: null, bodySalt: null, bodyHash: expect.any(String) });
        expect(data(await askAs(hub, keeper, AUDIT.inclusion, { entryId: id })).auditInclusionProof).toMatchObject({ body: null, bodySalt: null });
      }
      const bodies = exported.map(({ body }) => Buffer.from(body ?? '', 'base64').toString());
      expect(bodies.filter((body) => body.includes(red))).toEqual([]);
    }
  });

  it('is found by its id by nobody else: the answer is that of an id that never was, to the byte', async () => {
    for (const person of others()) {
      for (const variables of [{}, { first: 1 }, { first: 0 }]) {
        const answer = (subjectId: string): Promise<string> => askAs(hub, person, AUDIT.trail, { ...variables, filter: { subjectId } }).then(({ text }) => text);
        const absent = await answer(ABSENT);
        expect(await answer(red)).toBe(absent);
        expect(await answer(red.toUpperCase())).toBe(absent);
      }
    }
  });

  it('is shown to those who are named in it', async () => {
    for (const person of named()) expect((await trailOf(hub, person)).some(({ subjectId }) => subjectId === red)).toBe(true);
    const reads = await trailOf(hub, of.npa.officer, { subjectId: red, organisationIds: [of.ph.id] });
    expect(reads.map(({ action, actor }) => [action, actor?.id ?? null])).toEqual(expect.arrayContaining([['bulletin.listed', of.ph.contact.id], ['bulletin.read', of.ph.contact.id]]));
    expect(await trailOf(hub, of.ph.contact, { subjectId: red })).toHaveLength(4);
  });
});

describe('filters and pages', () => {
  const filtered = async (filter: object): Promise<Entry[]> => trailOf(hub, of.ph.administrator, filter);

  it('hold together, and leave out nothing that they should find', async () => {
    const { npa, ph, br } = of;
    const id = await published(hub, ph, amberFor(npa, br));
    const start = hub.clock.now();
    for (const person of [npa.officer, br.officer, ph.reader]) {
      hub.clock.advance(10_000);
      await read(hub, person, id);
    }
    hub.clock.advance(10_000);
    await list(hub, br.officer);
    const at = (seconds: number): string => new Date(start.getTime() + seconds * 1_000).toISOString();
    const all = await filtered({});
    const keep = (isKept: (entry: Entry) => boolean): string[] => all.filter(isKept).map((entry) => entry.id);
    const ids = async (filter: object): Promise<string[]> => (await filtered(filter)).map((entry) => entry.id);
    const by = (...parties: { id: string }[]) => ({ organisation }: Entry): boolean => parties.some((party) => party.id === organisation?.id);
    const cases: [object, (entry: Entry) => boolean][] = [
      [{ actions: ['bulletin.read'] }, ({ action }) => action === 'bulletin.read'],
      [{ actions: ['bulletin.listed', 'bulletin.published'] }, ({ action }) => ['bulletin.listed', 'bulletin.published'].includes(action)],
      [{ actions: [] }, () => false],
      [{ organisationIds: [br.id] }, by(br)],
      [{ organisationIds: [br.id.toUpperCase(), npa.id] }, by(br, npa)],
      [{ from: at(10) }, ({ occurredAt }) => Date.parse(occurredAt) >= Date.parse(at(10))],
      [{ to: at(10) }, ({ occurredAt }) => Date.parse(occurredAt) < Date.parse(at(10))],
      [{ from: at(10), to: at(30) }, ({ occurredAt }) => Date.parse(occurredAt) >= Date.parse(at(10)) && Date.parse(occurredAt) < Date.parse(at(30))],
      [{ from: at(30), to: at(10) }, () => false],
      [{ from: at(1), actions: ['bulletin.read'], organisationIds: [br.id], subjectId: id }, (entry) => entry.action === 'bulletin.read' && by(br)(entry) && entry.subjectId === id],
      [{ subjectId: id }, ({ subjectId, detail }) => subjectId === id || (detail.bulletins ?? []).some((each) => each.id === id)],
      [{ subjectId: 'no id' }, () => false],
    ];
    for (const [filter, isKept] of cases) expect([filter, await ids(filter)]).toEqual([filter, keep(isKept)]);
    expect(keep(by(br)).length).toBeGreaterThan(1);
    const wrong = await askAs(hub, ph.administrator, AUDIT.trail, { filter: { organisationIds: ['no id'] } });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'filter.organisationIds' });
  });

  it('go through all entries once, newest first, while new ones come in', async () => {
    const { ph, npa } = of;
    const id = await published(hub, npa, amberFor(ph));
    const whole = await filtered({});
    const seen: Entry[] = [];
    for (let after: string | null = null, more = true; more; ) {
      await read(hub, ph.officer, id); // it comes before the page that is read, and moves nothing
      const page: { nodes: Entry[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string } } =
        data(await askAs(hub, ph.administrator, AUDIT.trail, { first: 4, after })).auditTrail;
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...page.nodes);
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    const counters = seen.map(({ counter }) => Number(counter));
    expect(counters).toEqual(Array.from({ length: counters.length }, (_, index) => counters.length - index));
    expect(seen.slice(1).map((entry) => entry.id)).toEqual(whole.map((entry) => entry.id));
    for (const after of ['', 'bm90IGEgY3Vyc29y', Buffer.from('[0]').toString('base64url'), Buffer.from('["1"]').toString('base64url'), Buffer.from('[1.5]').toString('base64url')]) {
      expect(codeOf(await askAs(hub, ph.administrator, AUDIT.trail, { after }))).toBe('INVALID_INPUT');
    }
    for (const first of [-1, 101]) expect(codeOf(await askAs(hub, ph.administrator, AUDIT.trail, { first }))).toMatch(/INVALID_INPUT|TOO_COMPLEX/);
  });
});

describe('others’ entries', () => {
  it('have no proof: the answer is that of an entry that never was, to the byte', async () => {
    const { npa, ph, ngo } = of;
    const id = await published(hub, npa, amberFor(ph));
    await read(hub, ph.reader, id);
    const { checkpoint: { size } } = await freshOf(hub, ph.administrator);
    const [of_ph] = await trailOf(hub, ph.administrator, { subjectId: id });
    const [of_npa] = await trailOf(hub, npa.administrator, { subjectId: id, organisationIds: [ph.id] });
    // Whose they are: another organisation's, or a colleague's.
    const foreign: [TestPerson, (Entry | undefined)[]][] = [
      [ngo.administrator, [of_ph, of_npa]], [ph.administrator, [of_npa]], [npa.administrator, [of_ph]], [ph.officer, [of_ph, of_npa]], [ph.second, [of_ph]],
    ];
    for (const [person, entries] of foreign) {
      for (const treeSize of [null, String(size), '64']) {
        const answer = (entryId: string | undefined): Promise<string> => askAs(hub, person, AUDIT.inclusion, { entryId, treeSize }).then(({ text }) => text);
        const absent = await answer(ABSENT);
        expect(absent).toContain('NOT_FOUND');
        for (const entry of entries) expect(await answer(entry?.id)).toBe(absent);
        expect(await answer('no id')).toBe(absent);
      }
    }
    expect(codeOf(await askAs(hub, ph.reader, AUDIT.inclusion, { entryId: of_ph?.id }))).toBeUndefined();
  });
});
