import { OrganisationKind, Role } from '@hub/access';
import { LegalReminders } from '@hub/retention';
import { addOrganisation, addPerson, appoint, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { to } from './support/alerting.js';
import { after as letPass, answerDemand, day, demandsOf, noticesOf, refused, registerDemand, retentionOf, reviewSecrecy, toldOf } from './support/retaining.js';

let hub: TestHub;
let author: TestPerson, second: TestPerson, otherAuthor: TestPerson, otherSecond: TestPerson;
let receiver: TestPerson, administrator: TestPerson, reader: TestPerson, outsider: TestPerson, coordinator: TestPerson, auditor: TestPerson;

beforeAll(async () => {
  hub = await createTestHub();
  const [embassy, iom, ngo, elsewhere] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
  const police = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  [author, second] = [await addPerson(hub, embassy), await addPerson(hub, embassy)];
  [otherAuthor, otherSecond] = [await addPerson(hub, iom), await addPerson(hub, iom)];
  receiver = await addPerson(hub, ngo);
  administrator = await addPerson(hub, ngo, { roles: [Role.ADMINISTRATOR] });
  reader = await addPerson(hub, ngo, { roles: [Role.READER] });
  outsider = await addPerson(hub, elsewhere);
  coordinator = await addPerson(hub, police, { roles: [Role.COORDINATOR] });
  auditor = await addPerson(hub, police, { roles: [Role.AUDITOR] });
  await appoint(hub, ngo, receiver.id);
});
afterAll(() => hub.close());

const after = (days: number): ReturnType<typeof letPass> => letPass(hub, [author, second, otherAuthor, otherSecond, receiver, administrator, reader, outsider, coordinator, auditor], days);
const sent = (by = author, with_ = second, more: object = {}): Promise<{ id: string; revision: number }> => publishNew(hub, by, with_, { tlp: 'AMBER', title: 'A ship', ...to(receiver.organisationId), ...more });
const demand = (more: object = {}): object => ({ authority: '横浜地方検察庁', legalBasis: '刑事訴訟法第197条第2項', reference: 'R8-17', receivedOn: day(hub), scope: 'All that you have on the ship', ...more });
const secrecy = (): object => ({ reason: 'The investigation would be endangered', basis: '刑事訴訟法第197条第5項', reviewOn: day(hub, 30) });
const changes = async (person: TestPerson, subjectId: string): Promise<string[]> => (await toldOf(hub, person)).filter((one) => one.subjectId === subjectId).map(({ change }) => change);

describe('a legal demand', () => {
  it('is registered by who received it, and each originator is told of its own bulletins alone', async () => {
    const [ship, other, mine] = [await sent(), await sent(otherAuthor, otherSecond, { title: 'A port' }), await sent(author, second, { title: 'Not in scope' })];
    const { demand: made } = data(await registerDemand(hub, receiver, demand({ bulletinIds: [ship.id, other.id], dueOn: day(hub, 20) }))).registerLegalDemand;
    expect(made).toMatchObject({ state: 'OPEN', authority: '横浜地方検察庁', secrecy: null, answer: null, registeredBy: { id: receiver.id }, revision: 1 });
    expect(new Set(made.bulletins.map(({ bulletinId }: { bulletinId: string }) => bulletinId))).toEqual(new Set([ship.id, other.id]));
    const [notice, ...more] = await noticesOf(hub, author);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ bulletinId: ship.id, bulletin: { title: 'A ship' }, receiver: { id: receiver.organisationId }, authority: '横浜地方検察庁', reference: 'R8-17', state: 'OPEN', versions: [], handedTo: null });
    expect(JSON.stringify(await noticesOf(hub, author))).not.toMatch(new RegExp(`${other.id}|${mine.id}|All that you have`));
    expect((await noticesOf(hub, otherAuthor)).map(({ bulletinId }) => bulletinId)).toEqual([other.id]);
    expect(await changes(author, notice.id)).toEqual(['DEMANDED']);
    // The record of it is the originator's too, and speaks of its own bulletin only.
    const told = (await hub.recorded({ action: 'legal-demand.told' })).filter(({ holder }) => holder === author.organisationId);
    expect(told.map(({ subject }) => subject)).toEqual([ship.id]);
    // Nobody else knows of it.
    for (const person of [outsider, author]) expect(await demandsOf(hub, person)).toEqual([]);
    for (const person of [coordinator, auditor, reader]) expect(refused(await hub.graphql('{ legalDemands { nodes { id } } }', { token: person.token }))).toBe('FORBIDDEN');
    expect(refused(await hub.graphql(`{ legalDemand(id: "${made.id}") { id } }`, { token: author.token }))).toBe('NOT_FOUND');
    expect((await demandsOf(hub, administrator)).map(({ id }) => id)).toContain(made.id);
  });

  it('has nothing in its scope that who registers it may not see', async () => {
    const hidden = await publishNew(hub, author, second, { tlp: 'AMBER', title: 'Hidden', ...to(otherAuthor.organisationId) });
    for (const id of [hidden.id, '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11', 'x']) expect(refused(await registerDemand(hub, receiver, demand({ bulletinIds: [id] })))).toBe('NOT_FOUND');
    expect(refused(await registerDemand(hub, reader, demand()))).toBe('FORBIDDEN');
    expect(refused(await registerDemand(hub, receiver, demand({ receivedOn: day(hub, 1) })))).toBe('INVALID_INPUT input.receivedOn');
    expect(refused(await registerDemand(hub, receiver, demand({ secrecy: { ...secrecy(), reviewOn: day(hub, 2000) } })))).toBe('INVALID_INPUT input.secrecy.reviewOn');
    expect(await noticesOf(hub, otherAuthor)).toHaveLength(1);
  });

  it('is told to nobody while the law forbids it, comes up for review, and is told once it does not', async () => {
    const ship = await sent(author, second, { title: 'A secret ship' });
    const { demand: made } = data(await registerDemand(hub, receiver, demand({ bulletinIds: [ship.id], secrecy: secrecy() }))).registerLegalDemand;
    const mine = async (): Promise<{ id: string; state: string; versions: number[]; handedTo: string | null }[]> => (await noticesOf(hub, author)).filter(({ bulletinId }) => bulletinId === ship.id);
    expect(await mine()).toEqual([]);
    expect((await hub.recorded({ subject: ship.id })).filter(({ action, holder }) => action.startsWith('legal') && holder === author.organisationId)).toEqual([]);
    // What is handed over meanwhile is on record at who hands it over.
    const { demand: answered } = data(await answerDemand(hub, receiver, { id: made.id, expectedRevision: 1, handedTo: '横浜地方検察庁', handedOver: [{ bulletinId: ship.id, versions: [1] }], text: 'On paper' })).answerLegalDemand;
    expect(answered).toMatchObject({ state: 'ANSWERED', bulletins: [{ bulletinId: ship.id, versions: [1] }], answer: { handedTo: '横浜地方検察庁', text: 'On paper' }, answeredBy: { id: receiver.id } });
    expect(await mine()).toEqual([]);
    await after(31);
    await hub.hub.app.get(LegalReminders).run();
    expect(await hub.hub.app.get(LegalReminders).run()).toBe(0);
    expect(await changes(receiver, made.id)).toEqual(['SECRECY_REVIEW']);
    const { demand: kept } = data(await reviewSecrecy(hub, administrator, { id: made.id, expectedRevision: 2, secrecy: { ...secrecy(), reason: 'Still' } })).reviewLegalSecrecy;
    expect(kept.secrecy).toMatchObject({ reason: 'Still' });
    expect(await mine()).toEqual([]);
    data(await reviewSecrecy(hub, receiver, { id: made.id, expectedRevision: 3 }));
    expect(await mine()).toMatchObject([{ state: 'ANSWERED', versions: [1], handedTo: '横浜地方検察庁' }]);
    expect(await changes(author, (await mine())[0]?.id ?? '')).toEqual(['DEMANDED']);
    expect(refused(await reviewSecrecy(hub, receiver, { id: made.id, expectedRevision: 4, secrecy: secrecy() }))).toBe('CONFLICT');
  });

  it('is answered once, with what can be read, or refused with the reason, and the originators learn which', async () => {
    const ship = await sent(author, second, { title: 'An answered ship' });
    const elsewhere = await sent();
    const register = async (): Promise<string> => data(await registerDemand(hub, receiver, demand({ bulletinIds: [ship.id], dueOn: day(hub, 2) }))).registerLegalDemand.demand.id;
    const id = await register();
    await hub.hub.app.get(LegalReminders).run();
    expect(await changes(receiver, id)).toEqual(['ANSWER_DUE']);
    const over = (bulletinId: string, versions: number[], more: object = {}): object => ({ id, expectedRevision: 1, handedTo: 'A court', handedOver: [{ bulletinId, versions }], ...more });
    expect(refused(await answerDemand(hub, receiver, over(elsewhere.id, [1])))).toBe('NOT_FOUND');
    expect(refused(await answerDemand(hub, receiver, over(ship.id, [2])))).toBe('INVALID_INPUT input.handedOver.versions');
    expect(refused(await answerDemand(hub, receiver, over(ship.id, [1], { handedTo: null })))).toBe('INVALID_INPUT input.handedTo');
    expect(refused(await answerDemand(hub, receiver, { id, expectedRevision: 1 }))).toBe('INVALID_INPUT input.text');
    expect(refused(await answerDemand(hub, author, over(ship.id, [1])))).toBe('NOT_FOUND');
    data(await answerDemand(hub, receiver, { id, expectedRevision: 1, text: 'No such power' }));
    expect(refused(await answerDemand(hub, receiver, { id, expectedRevision: 2, text: 'No' }))).toBe('CONFLICT');
    const [notice] = (await noticesOf(hub, author)).filter(({ bulletinId }) => bulletinId === ship.id);
    expect(notice).toMatchObject({ state: 'REFUSED', versions: [], handedTo: null });
    expect(await changes(author, notice.id)).toEqual(['DEMANDED', 'REFUSED']);
  });

  it("keeps the receiver's own bulletins from being purged until it is answered, and says so to nobody but it", async () => {
    const own = await publishNew(hub, receiver, receiver, { title: 'Own notice' });
    const { id } = data(await registerDemand(hub, receiver, demand({ bulletinIds: [own.id] }))).registerLegalDemand.demand;
    expect((await retentionOf(hub, receiver, own.id)).retention.held).toBe(true);
    expect(await noticesOf(hub, receiver)).toEqual([]);
    data(await answerDemand(hub, receiver, { id, expectedRevision: 1, handedTo: 'A court' }));
    expect((await retentionOf(hub, receiver, own.id)).retention.held).toBe(false);
    const theirs = await sent(author, second, { title: 'Another ship' });
    data(await registerDemand(hub, receiver, demand({ bulletinIds: [theirs.id], secrecy: secrecy() })));
    expect((await retentionOf(hub, author, theirs.id)).retention.held).toBe(false);
  });
});

describe('nobody exports for another organisation', () => {
  it('neither coordinators nor auditors of the hub, nor administrators, get more out of it than they may see', async () => {
    const mark = 'Nobody but the embassy and the NGO';
    const ship = await sent(author, second, { title: 'A kept ship', sections: [{ heading: 'What', body: mark }] });
    const everything: Record<string, string> = {
      list: '{ bulletins(first: 100) { nodes { id title sections { body } } } }', search: '{ bulletins(first: 100, filter: { text: "kept ship" }) { nodes { id } } }', one: `{ bulletin(id: "${ship.id}") { title } }`,
      versions: `{ bulletin(id: "${ship.id}", version: 1) { title } }`, preview: `{ bulletinAs(id: "${ship.id}", organisationId: "${receiver.organisationId}") { sees } }`, recall: `{ recall(bulletinId: "${ship.id}") { asking } }`,
      trail: `{ auditTrail(first: 100, filter: { subjectId: "${ship.id}" }) { nodes { id } } }`, alerts: '{ alerts(first: 100) { nodes { bulletinId bulletin { title } } } }', threads: '{ threads(first: 100) { nodes { id } } }',
      notices: '{ legalNotices(first: 100) { nodes { id bulletinId } } }', demands: '{ legalDemands(first: 100) { nodes { id } } }', exports: '{ caseExports(first: 100) { nodes { id } } }',
    };
    for (const person of [coordinator, auditor, outsider]) {
      for (const [what, query] of Object.entries(everything)) {
        const { text } = await hub.graphql(query, { token: person.token });
        expect([what, text.includes(mark) || text.includes('A kept ship') || (what !== 'one' && text.includes(ship.id))]).toEqual([what, false]);
      }
      // An export is of what who asks may see, and for him alone.
      const asked = await hub.graphql('mutation { requestCaseExport(input: { format: JSON, reason: "All" }) { export { persons path } } }', { token: person.token });
      if (asked.errors) expect(refused(asked)).toBe('FORBIDDEN');
      else {
        const answer = await fetch(hub.url + String(asked.data.requestCaseExport.export.path), { headers: { authorization: `Bearer ${person.token}` } });
        expect(await answer.text()).not.toContain(ship.id);
      }
    }
    const { export: mine } = data(await hub.graphql('mutation { requestCaseExport(input: { format: JSON, reason: "All" }) { export { path } } }', { token: receiver.token })).requestCaseExport;
    for (const person of [author, coordinator, auditor, outsider]) expect((await fetch(hub.url + String(mine.path), { headers: { authorization: `Bearer ${person.token}` } })).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(hub.url + String(mine.path), { headers: { authorization: `Bearer ${receiver.token}` } })).status).toBe(200);
  });
});
