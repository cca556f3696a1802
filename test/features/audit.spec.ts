import { Role } from '@hub/access';
import { parseReceiptHeader, Verifier, verifyReceipt } from '@hub/audit';
import { addPerson, createTestHub, data, type TestHub } from '@hub/testing';
import { amberFor, type AuditParties, auditParties, list, published, read } from './support/audit-parties.js';
import { askAs, AUDIT, codeOf, type Entry, exportOf, freshOf, keysOf, trailOf } from './support/audit-reading.js';

const REVISE = 'mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id } } }';

let hub: TestHub;
let of: AuditParties;
beforeAll(async () => {
  hub = await createTestHub();
  of = await auditParties(hub);
});
afterAll(() => hub.close());

/** What an entry says was shown of one bulletin. */
const shown = (entries: Entry[], id: string): unknown[] => entries.flatMap(({ action, detail }) => (detail.bulletins ?? []).filter((each) => each.id === id).map((each) => ({ action, ...each })));

describe('what was read', () => {
  it('is in the trail of the embassy that read, and of the NPA whose bulletin it is: versions and sections by each one’s own count', async () => {
    const { npa, ph, ngo } = of;
    const part = (heading: string, body: string, ...parties: { id: string }[]): object => ({ heading, body, ...(parties.length > 0 ? { audience: { organisationIds: parties.map(({ id }) => id) } } : {}) });
    const id = await published(hub, npa, { ...amberFor(ph, ngo), sections: [part('For both', 'same'), part('For the shelter', 'first', ngo)] });
    const mine = data(await askAs(hub, npa.officer, 'query ($id: ID!) { bulletin(id: $id) { sections { id } } }', { id })).bulletin.sections as { id: string }[];
    // Nothing changes for the embassy: it goes on to count one version.
    data(await askAs(hub, npa.officer, REVISE, { input: { id, expectedRevision: 1, sections: [{ id: mine[0]?.id, ...part('For both', 'same') }, { id: mine[1]?.id, ...part('For the shelter', 'second', ngo) }] } }));
    for (const person of [npa.officer, npa.second]) await askAs(hub, person, 'mutation ($input: PublishBulletinInput!) { publishBulletin(input: $input) { bulletin { id } } }', { input: { id, expectedRevision: 2 } });

    const { version, sections } = await read(hub, ph.officer, id);
    expect(version).toBe(1);
    expect(sections).toEqual([mine[0]?.id]);
    const own = (await trailOf(hub, ph.administrator, { actions: ['bulletin.read'] })).filter(({ subjectId }) => subjectId === id);
    expect(shown(own, id)).toEqual([{ action: 'bulletin.read', id, version: 1, sections }]);
    expect(own[0]).toMatchObject({ subjectId: id, erased: false, actor: { id: ph.officer.id }, organisation: { id: ph.id }, detail: { request: expect.any(String) } });

    const originator = (await trailOf(hub, npa.administrator, { subjectId: id, organisationIds: [ph.id] }));
    expect(shown(originator, id)).toEqual([{ action: 'bulletin.read', id, version: 2, sections }]);
    expect(originator[0]).toMatchObject({ subjectId: id, organisation: { id: ph.id } });
    expect(originator[0]?.id).not.toBe(own[0]?.id);
  });

  it('on a page of several originators is in each one’s trail with its own bulletins only, and says nothing that two of them could compare', async () => {
    const { npa, ph, br, ngo } = of;
    const [theirs, others, third] = [await published(hub, npa, amberFor(ngo)), await published(hub, ph, amberFor(ngo)), await published(hub, br, amberFor(ngo))];
    hub.clock.advance(1_000);
    const at = hub.clock.now();
    const page = await list(hub, ngo.officer);
    expect(page).toEqual(expect.arrayContaining([theirs, others, third]));

    const originators = await Promise.all([npa, ph, br].map(({ administrator }) => trailOf(hub, administrator, { organisationIds: [ngo.id], from: at.toISOString() })));
    const mine = await Promise.all([npa, ph, br].map(async ({ id }) => (await hub.superuser<{ id: string }>('SELECT id FROM hub.bulletins WHERE originator_id = $1', [id])).rows.map((row) => row.id)));
    originators.forEach((entries, which) => {
      expect(entries).toHaveLength(1);
      const ids = (entries[0]?.detail.bulletins ?? []).map(({ id }) => id);
      expect(ids).toContain([theirs, others, third][which]);
      expect(ids.filter((id) => !mine[which]?.includes(id))).toEqual([]);
      expect(Object.keys(entries[0]?.detail ?? {})).toEqual(['bulletins']);
    });
    const [own] = await trailOf(hub, ngo.administrator, { organisationIds: [ngo.id], from: at.toISOString() });
    expect(own?.detail.bulletins?.map(({ id }) => id)).toEqual(page);
    // In the bodies neither: an act's id stands in the reader's alone.
    const { checkpoint } = await freshOf(hub, npa.administrator);
    for (const [which, { administrator }] of [npa, ph, br].entries()) {
      const body = (await exportOf(hub, administrator, checkpoint.size)).find(({ entryId }) => entryId === originators[which]?.[0]?.id)?.body;
      expect(JSON.parse(Buffer.from(body ?? '', 'base64').toString())).toMatchObject({ act: null, organisation: ngo.id });
    }
  });

  it('is promised by a receipt whose signature holds, and its act is in the reader’s trail within the next seal', async () => {
    const { npa, ph } = of;
    const id = await published(hub, npa, amberFor(ph));
    const { receipt } = await read(hub, ph.reader, id);
    const verifiers = (await keysOf(hub)).map((key) => Verifier.parse(key));
    const { acts, issued } = verifyReceipt(receipt, verifiers);
    expect(issued).toEqual(hub.clock.now());
    expect(acts).toHaveLength(1);

    const { checkpoint } = await freshOf(hub, ph.administrator);
    const bodies = (await exportOf(hub, ph.administrator, checkpoint.size)).map(({ body }) => JSON.parse(Buffer.from(body ?? '', 'base64').toString()) as Record<string, unknown>);
    expect(bodies.filter(({ act }) => act === acts[0])).toMatchObject([{ action: 'bulletin.read', person: ph.reader.id, subject: id }]);

    const [altered] = [{ ...parseReceiptHeader(receipt), acts: ['5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11'] }];
    const forged = Buffer.from(JSON.stringify({ ...altered, index: 0, proof: altered.proof.map((hash) => hash.toString('base64')) })).toString('base64url');
    expect(() => verifyReceipt(forged, verifiers)).toThrow();
  });

  it('by somebody who showed himself gives a receipt, and what shows no bulletin, or is public and read by nobody in particular, gives none', async () => {
    const { npa, ph } = of;
    const open = await published(hub, npa, { tlp: 'CLEAR', audience: { everyone: true } });
    const one = 'query ($id: ID!) { bulletin(id: $id) { title } }';
    const receiptOf = async (person: Parameters<typeof askAs>[1], query: string, variables: object = {}): Promise<boolean> => (await askAs(hub, person, query, variables)).headers.has('hub-audit-receipt');
    expect(await receiptOf(ph.reader, one, { id: open })).toBe(true);
    expect(await receiptOf(null, one, { id: open })).toBe(false);
    expect(await receiptOf(ph.reader, '{ viewer { roles } }')).toBe(false);
    expect(await receiptOf(ph.reader, one, { id: '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11' })).toBe(false);
    const records = (await hub.recorded({ subject: open })).filter(({ action, organisation }) => action === 'bulletin.read' && organisation !== npa.id);
    expect(records.map(({ holder, person }) => [holder, person]).sort()).toEqual([[npa.id, ph.reader.id], [ph.id, ph.reader.id]].sort());
  });
});

describe('a trail', () => {
  it('shows officers and readers their own acts, administrators and contact points the organisation’s, and nobody another organisation’s', async () => {
    const { npa, ph } = of;
    const id = await published(hub, npa, amberFor(ph));
    for (const person of [ph.officer, ph.second, ph.reader, ph.contact]) await read(hub, person, id);
    const readers = async (person: typeof ph.officer): Promise<Set<string | undefined>> => new Set((await trailOf(hub, person)).map(({ actor }) => actor?.id));
    for (const person of [ph.officer, ph.second, ph.reader]) expect(await readers(person)).toEqual(new Set([person.id]));
    for (const person of [ph.administrator, ph.contact]) {
      const entries = await trailOf(hub, person);
      expect([...(await readers(person))]).toEqual(expect.arrayContaining([ph.officer.id, ph.second.id, ph.reader.id, ph.contact.id]));
      const { rows } = await hub.superuser<{ id: string }>('SELECT id FROM hub.log_records WHERE holder_id = $1', [ph.id]);
      expect(entries.map((entry) => entry.id).sort()).toEqual(rows.map((row) => row.id).sort());
    }
    expect(codeOf(await askAs(hub, null, AUDIT.trail))).toBe('UNAUTHENTICATED');
  });

  it('shows an auditor of the NPA what its people and the hub itself did, without details and bodies, and nothing that others did', async () => {
    const { npa, ph } = of;
    const id = await published(hub, npa, amberFor(ph));
    await read(hub, ph.officer, id);
    await read(hub, npa.reader, id);
    const { AuditLog } = await import('@hub/audit');
    await hub.uow.realm('worker', hub.clock.now(), (tx) => hub.hub.app.get<InstanceType<typeof AuditLog>>(AuditLog as never).record(tx, {
      action: 'hub.started', occurredAt: hub.clock.now(), personId: null, organisationId: null, subjectId: null, detail: { roles: ['api'] }, holderIds: [npa.id],
    }));
    const entries = await trailOf(hub, npa.auditor);
    expect(new Set(entries.map(({ organisation }) => organisation?.id ?? 'the hub'))).toEqual(new Set([npa.id, 'the hub']));
    expect(entries.map(({ detail }) => detail).filter((detail) => Object.keys(detail).length > 0)).toEqual([]);
    expect(entries.find(({ action }) => action === 'hub.started')).toMatchObject({ actor: null, organisation: null });
    expect(entries.some(({ action, actor, subjectId }) => action === 'bulletin.read' && actor?.id === npa.reader.id && subjectId === id)).toBe(true);
    for (const organisationIds of [[ph.id], [ph.id.toUpperCase()]]) expect(await trailOf(hub, npa.auditor, { organisationIds })).toEqual([]);
    for (const own of [npa.id, npa.id.toUpperCase()]) expect((await trailOf(hub, npa.auditor, { organisationIds: [own] })).length).toBeGreaterThan(0);
    expect(new Set((await trailOf(hub, npa.auditor, { subjectId: id })).map(({ organisation }) => organisation?.id))).toEqual(new Set([npa.id]));

    for (const entry of entries.slice(0, 5)) {
      const proof = data(await askAs(hub, npa.auditor, AUDIT.inclusion, { entryId: entry.id })).auditInclusionProof;
      expect(proof).toMatchObject({ entryId: entry.id, body: null, bodySalt: null });
    }
    const [byOther] = await trailOf(hub, npa.administrator, { organisationIds: [ph.id] });
    expect(codeOf(await askAs(hub, npa.auditor, AUDIT.inclusion, { entryId: byOther?.id }))).toBe('NOT_FOUND');
    expect(codeOf(await askAs(hub, npa.auditor, AUDIT.export, { from: '1', size: '64' }))).toBe('FORBIDDEN');
    expect(codeOf(await askAs(hub, npa.auditor, AUDIT.head, {}))).toBe('FORBIDDEN');
  });

  it('tells officers of the originator who read their bulletin, and nobody else', async () => {
    const { npa, ph, ngo } = of;
    const id = await published(hub, npa, amberFor(ph, ngo));
    const besides = await published(hub, npa, amberFor(ph));
    await read(hub, ph.officer, id);
    await read(hub, ngo.reader, id);
    await list(hub, npa.second);
    const who = async (person: typeof ph.officer): Promise<unknown[]> =>
      [...new Set((await trailOf(hub, person, { subjectId: id })).filter(({ action }) => /read|listed/.test(action)).map(({ organisation, actor }) => (organisation?.id === npa.id ? actor?.id : organisation?.id)))].sort();
    for (const person of [npa.officer, npa.reader]) expect(await who(person)).toEqual([npa.officer.id, npa.second.id, ph.id, ngo.id].sort());
    expect(await who(ph.officer)).toEqual([ph.id]);
    for (const person of [ph.second, ph.reader, ngo.officer]) expect(await who(person)).toEqual([]);
    // What a colleague's page showed beside the bulletin is the colleague's own affair.
    const [listed] = (await trailOf(hub, npa.reader, { subjectId: id })).filter(({ action }) => action === 'bulletin.listed');
    expect(listed?.detail.bulletins?.map((each) => each.id)).toEqual([id]);
    expect(listed?.detail.request).toBeUndefined();
    expect(JSON.stringify(await trailOf(hub, npa.reader, { subjectId: id }))).not.toContain(besides);
    const proof = async (person: typeof ph.officer): Promise<unknown> => data(await askAs(hub, person, AUDIT.inclusion, { entryId: listed?.id })).auditInclusionProof;
    expect(await proof(npa.reader)).toMatchObject({ counter: listed?.counter, body: null, bodySalt: null });
    expect(await proof(npa.second)).toMatchObject({ counter: listed?.counter, body: expect.any(String) });
    // Whoever may not see the bulletin is told nothing of it.
    const drafted = data(await askAs(hub, npa.officer, 'mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id } } }', {
      input: { kind: 'NOTICE', tlp: 'AMBER', title: 'x', language: 'en', audience: {}, sections: [] },
    })).draftBulletin.bulletin.id as string;
    expect(await trailOf(hub, npa.reader, { subjectId: drafted })).toEqual([]);
    expect(await trailOf(hub, npa.second, { subjectId: drafted })).toMatchObject([{ action: 'bulletin.read' }, { action: 'bulletin.drafted' }]);
  });

  it('ends with the session: suspended, expired and signed out read nothing of the log', async () => {
    const { npa, ph } = of;
    const leaving = await addPerson(hub, ph.id, { roles: [Role.OFFICER, Role.ADMINISTRATOR] });
    await read(hub, leaving, await published(hub, npa, amberFor(ph)));
    const [entry] = await trailOf(hub, leaving);
    const { checkpoint: { size } } = await freshOf(hub, leaving);
    const ways = (token: string): Promise<unknown[]> => Promise.all([
      [AUDIT.trail, {}], [AUDIT.checkpoint, {}], [AUDIT.inclusion, { entryId: entry?.id }], [AUDIT.consistency, { from: '1', to: '64' }],
      [AUDIT.export, { from: '1', size: String(size) }], [AUDIT.head, { size: String(size) }],
    ].map(async ([query, variables]) => codeOf(await askAs(hub, { token }, query as string, variables as object))));
    const sessions = await Promise.all([1, 2].map(() => hub.tokenFor(leaving.id)));
    for (const token of sessions) expect(await ways(token)).toEqual(Array(6).fill(undefined));
    data(await askAs(hub, { token: sessions[0] ?? '' }, 'mutation { signOut }'));
    expect(await ways(sessions[0] ?? '')).toEqual(Array(6).fill('UNAUTHENTICATED'));
    data(await askAs(hub, ph.administrator, 'mutation ($input: PersonIdInput!) { suspendPerson(input: $input) { person { id } } }', { input: { personId: leaving.id } }));
    for (const token of [...sessions, leaving.token]) expect(await ways(token)).toEqual(Array(6).fill('UNAUTHENTICATED'));

    const staying = await addPerson(hub, ph.id, { roles: [Role.ADMINISTRATOR] });
    expect(await ways(staying.token)).toEqual(Array(6).fill(undefined));
    await hub.superuser('UPDATE hub.sessions SET expires_at = $2 WHERE person_id = $1', [staying.id, hub.clock.now()]);
    expect(await ways(staying.token)).toEqual(Array(6).fill('UNAUTHENTICATED'));
  });
});
