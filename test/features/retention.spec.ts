import { Role } from '@hub/access';
import { addPerson, data, draft, type TestPerson } from '@hub/testing';
import { read, revise, withdraw } from './support/alerting.js';
import { confirmRequest, inDays, requestsOf, standsIn, work } from './support/recalling.js';
import { after as letPass, day, liftHold, placeHold, refused, retentionOf, setRule, toldOf } from './support/retaining.js';
import { SPOKEN_IN, spokenOf } from './support/speaking.js';
import { type ThreadWorld, threadWorld } from './support/threading.js';

let world: ThreadWorld;
let administrator: TestPerson;

beforeAll(async () => {
  world = await threadWorld();
  administrator = await addPerson(world.hub, world.author.organisationId, { roles: [Role.ADMINISTRATOR] });
});
afterAll(() => world.close());

const after = (days: number): ReturnType<typeof letPass> => {
  const { hub, author, second, clerk, embassy, iom } = world;
  return letPass(hub, [author, second, clerk, embassy, iom, administrator], days);
};
const body = 'The grey warehouse at the pier';
const published = (more: object = {}): Promise<{ id: string; revision: number }> => world.bulletin([world.embassy], { title: 'A vessel', sections: [{ heading: 'Where', body }], ...more });
const rule = async (kind: string, days: number | null): Promise<void> => {
  const { retentionRules } = data(await world.hub.graphql('{ retentionRules { kind revision } }', { token: administrator.token }));
  data(await setRule(world.hub, administrator, { kind, days, expectedRevision: retentionRules.find((one: { kind: string }) => one.kind === kind).revision }));
};
const changes = async (person: TestPerson, id: string): Promise<string[]> => (await toldOf(world.hub, person)).filter(({ bulletinId }) => bulletinId === id).map(({ change }) => change);

describe('rules of retention', () => {
  it('hold without being settled, and are settled by an administrator or contact point of the own organisation', async () => {
    const { hub, author, clerk, embassy } = world;
    const { retentionRules } = data(await hub.graphql('{ retentionRules { kind days isDefault revision } }', { token: clerk.token }));
    expect(retentionRules.map(({ kind, days }: { kind: string; days: number | null }) => [kind, days])).toEqual([['BULLETIN', 1826], ['DRAFT', 365], ['VERSION', null], ['ATTACHMENT', null], ['THREAD', null], ['EXPORT', 365]]);
    expect(data(await setRule(hub, administrator, { kind: 'BULLETIN', days: 100, expectedRevision: 0 })).setRetentionRule.rule).toEqual({ kind: 'BULLETIN', days: 100, isDefault: false, revision: 1 });
    expect(refused(await setRule(hub, administrator, { kind: 'BULLETIN', days: 200, expectedRevision: 0 }))).toBe('CONFLICT');
    expect(refused(await setRule(hub, administrator, { kind: 'BULLETIN', days: null, expectedRevision: 1 }))).toBe('INVALID_INPUT input.days');
    expect(refused(await setRule(hub, administrator, { kind: 'BULLETIN', days: 29, expectedRevision: 1 }))).toBe('INVALID_INPUT input.days');
    expect(refused(await setRule(hub, author, { kind: 'BULLETIN', days: 100, expectedRevision: 1 }))).toBe('FORBIDDEN');
    const others = data(await hub.graphql('{ retentionRules { kind days } }', { token: embassy.token })).retentionRules;
    expect(others[0]).toEqual({ kind: 'BULLETIN', days: 1826 });
  });
});

describe('a bulletin that has ended', () => {
  it('is purged with all that hangs on it thirty days after its originator was told, and leaves a tombstone with the rule', async () => {
    const { hub, author, embassy, iom } = world;
    await rule('BULLETIN', 100);
    const bulletin = await published();
    const thread = await world.ask(embassy, bulletin, { body: 'Was it the grey warehouse?' });
    expect(await retentionOf(hub, author, bulletin.id)).toMatchObject({ retention: { since: null, purgeOn: null, held: false, rule: { days: 100, isDefault: false }, things: [{ kind: 'THREAD', subjectId: thread.id, purgeOn: null }] } });
    await withdraw(hub, author, bulletin);
    const ended = day(hub, 100);
    expect((await retentionOf(hub, author, bulletin.id)).retention).toMatchObject({ purgeOn: ended, things: [{ kind: 'THREAD', purgeOn: ended }] });
    expect((await retentionOf(hub, embassy, bulletin.id)).retention).toBeNull();

    await after(69);
    expect(await changes(author, bulletin.id)).toEqual([]);
    await after(1);
    await after(1);
    expect(await changes(author, bulletin.id)).toEqual(['PURGE_DUE']);
    expect(await changes(embassy, bulletin.id)).toEqual([]);
    await after(28);
    expect((await retentionOf(hub, author, bulletin.id)).sections).toMatchObject([{ body }]);
    await after(1);
    const left = await retentionOf(hub, author, bulletin.id);
    expect(left).toMatchObject({ state: 'WITHDRAWN', sections: [], purge: { kind: 'BULLETIN', days: 100 }, retention: { purgeOn: null, things: [], purged: [{ kind: 'BULLETIN', days: 100 }] } });
    expect(left.title).not.toContain('vessel');
    expect(await changes(author, bulletin.id)).toEqual(['PURGE_DUE', 'PURGED']);
    expect((await retentionOf(hub, embassy, bulletin.id)).purge).toEqual({ kind: 'BULLETIN', days: 100 });
    expect(await world.see(embassy, thread.id)).toBeNull();
    expect(refused(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { title } }', { token: iom.token, variables: { id: bulletin.id } }))).toBe('NOT_FOUND');
    for (const table of ['bulletin_versions', 'bulletin_sections', 'bulletin_terms', 'threads', 'bulletin_editions']) expect((await hub.superuser(`SELECT FROM hub.${table} WHERE bulletin_id = $1`, [bulletin.id])).rowCount).toBe(0);
    const records = (await hub.recorded({ subject: bulletin.id })).filter(({ action }) => action.startsWith('retention.'));
    expect(records.map(({ action, holder }) => [action, holder])).toEqual([['retention.purge-announced', author.organisationId], ['retention.purged', author.organisationId]]);
    // What is left can be changed by nobody, and nothing is done twice.
    expect(refused(await hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id } } }', { token: author.token, variables: { input: { id: bulletin.id, expectedRevision: bulletin.revision, title: 'x' } } }))).toMatch(/FORBIDDEN|CONFLICT|NOT_FOUND/);
    expect(refused(await placeHold(hub, author, { bulletinId: bulletin.id, reason: 'x', reviewOn: day(hub, 9) }))).toBe('CONFLICT');
    expect(await after(1)).toEqual({ told: 0, purged: 0 });
  });

  it('leaves nothing of what anybody wrote about it, in any table', async () => {
    const { hub, author, second, embassy, iom } = world;
    const name = 'Perpetua Lindqvist';
    const { id } = await spokenOf(hub, { author, second, reader: embassy, third: iom }, name);
    await read(hub, embassy, id);
    const { bulletin: { revision } } = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { revision } }', { token: author.token, variables: { id } }));
    data(await hub.graphql('mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { state } } }',
      { token: author.token, variables: { input: { id, expectedRevision: revision, reason: `${name} asked for it`, confirmDestructionBy: inDays(hub, 10) } } }));
    await work(hub);
    const [asked] = await requestsOf(hub, embassy, { bulletinId: id });
    data(await confirmRequest(hub, embassy, { id: asked?.id, expectedRevision: 1, outcome: 'DESTROYED', remark: `${name}: two prints` }));
    const before = await standsIn(hub, name.toLowerCase());
    for (const place of [...SPOKEN_IN, 'bulletins.withdrawal_reason', 'recall_requests.remark', 'bulletin_sections.body']) expect(before).toContain(place);
    await after(70);
    await after(30);
    expect((await retentionOf(hub, author, id)).purge).not.toBeNull();
    expect(await standsIn(hub, name.toLowerCase())).toEqual([]);
    // Whatever is asked of what is left has an answer.
    const all = 'revision kind tlp version facts { citizenships } handling handlingNote versions { version } attachments { id } struck { id } caseRecord { caseId } credits { id } translations(language: "es") { heading } audience { everyone } acknowledgements { kind } acknowledgement { kind } stages { state } pending { title } personAtRisk { reason } exceptionReason releasedToUs { conditions } expiresOn { local }';
    for (const person of [author, embassy]) {
      const { errors, data: left } = await hub.graphql(`query ($id: ID!) { bulletin(id: $id) { ${all} } recalls(filter: { bulletinId: $id }) { nodes { id } } threads(first: 9, filter: { bulletinId: $id }) { nodes { id } } releaseRequests { nodes { id } } proposals(first: 9) { nodes { id } } }`, { token: person.token, variables: { id } });
      expect(errors ?? []).toEqual([]);
      expect([left.bulletin.versions, left.bulletin.attachments, left.recalls.nodes, left.threads.nodes]).toEqual([[], [], [], []]);
    }
  });

  it('is purged from every table that names bulletins, or ids are all that stays there', async () => {
    const ONLY_IDS = ['meeting_item_bulletins', 'alerts', 'bulletin_reach', 'duty_watches', 'legal_demand_bulletins', 'legal_holds', 'legal_notices', 'purge_notices', 'purges', 'thread_citations'];
    const { rows } = await world.hub.superuser<{ name: string }>(`SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'hub' AND column_name = 'bulletin_id' ORDER BY 1`);
    const { rows: [purge] } = await world.hub.superuser<{ text: string }>(`SELECT string_agg(prosrc, ' ') AS text FROM pg_proc WHERE (proname IN ('purge_bulletin', 'purge_threads', 'purge_files') OR proname LIKE 'purge\\_in\\_%') AND pronamespace = 'hub'::regnamespace`);
    // A new table belongs into a function hub.purge_in_… of its capability, or, if it says nothing of a bulletin, here.
    expect(rows.map(({ name }) => name).filter((name) => !ONLY_IDS.includes(name) && !new RegExp(`'${name}'|hub\\.${name} `).test(purge?.text ?? ''))).toEqual([]);
  });

  it('goes with what each capability keeps about it, which is asked with the rights of the purge alone', async () => {
    const { rows: open } = await world.hub.superuser<{ name: string }>(`SELECT proname AS name FROM pg_proc p WHERE pronamespace = 'hub'::regnamespace AND proname LIKE 'purge\\_in\\_%'
      AND (has_function_privilege('hub_app', oid, 'EXECUTE') OR NOT has_function_privilege('hub_authority', oid, 'EXECUTE') OR pg_get_function_identity_arguments(oid) <> 'p_bulletin uuid')`);
    expect(open).toEqual([]);
    // What can not be taken away keeps all the rest: nothing is purged by halves.
    const { id } = await published();
    await expect(world.hub.superuser(`DO $do$ BEGIN
      CREATE FUNCTION hub.purge_in_trial(p_bulletin uuid) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trial of %', p_bulletin; END $$;
      SET LOCAL ROLE hub_authority;
      PERFORM hub.purge_bulletin('${id}', now());
    END $do$`)).rejects.toThrow(`trial of ${id}`);
  });

  it('is told of anew and purged no sooner than thirty days later where a shorter rule is settled', async () => {
    const { hub, author } = world;
    await rule('BULLETIN', 400);
    const bulletin = await published();
    await withdraw(hub, author, bulletin);
    await after(200);
    await rule('BULLETIN', 100);
    expect((await retentionOf(hub, author, bulletin.id)).retention.purgeOn).toBe(day(hub, 30));
    await after(0);
    await after(29);
    expect((await retentionOf(hub, author, bulletin.id)).purge).toBeNull();
    await after(1);
    expect((await retentionOf(hub, author, bulletin.id)).purge).toEqual({ kind: 'BULLETIN', days: 100 });
  });

  it('stays while somebody of the originator holds it, and is told of anew once it is not', async () => {
    const { hub, author, second, clerk, embassy } = world;
    await rule('BULLETIN', 100);
    const bulletin = await published();
    await withdraw(hub, author, bulletin);
    expect(refused(await placeHold(hub, embassy, { bulletinId: bulletin.id, reason: 'x', reviewOn: day(hub, 9) }))).toBe('FORBIDDEN');
    expect(refused(await placeHold(hub, clerk, { bulletinId: bulletin.id, reason: 'x', reviewOn: day(hub, 9) }))).toBe('FORBIDDEN');
    expect(refused(await placeHold(hub, author, { bulletinId: bulletin.id, reason: 'x', reviewOn: day(hub) }))).toBe('INVALID_INPUT input.reviewOn');
    await after(80);
    const { hold } = data(await placeHold(hub, author, { bulletinId: bulletin.id, reason: 'Proceedings 令和8年(ワ)第1号', reviewOn: day(hub, 50) })).placeHold;
    expect(hold).toMatchObject({ revision: 1, liftedAt: null, placedBy: { id: author.id } });
    await after(60);
    expect(await changes(second, bulletin.id)).toEqual(['PURGE_DUE', 'HOLD_REVIEW']);
    expect(await retentionOf(hub, second, bulletin.id)).toMatchObject({ sections: [{ body }], retention: { held: true, holds: [{ id: hold.id, reason: 'Proceedings 令和8年(ワ)第1号' }] } });
    // The audit log keeps what it says of it, too.
    const [record] = (await hub.recorded({ subject: bulletin.id, action: 'bulletin.withdrawn' })).filter(({ holder }) => holder === author.organisationId);
    expect(refused(await hub.graphql('mutation ($input: RequestAuditErasureInput!) { requestAuditErasure(input: $input) { erasure { id } } }', { token: administrator.token, variables: { input: { entryId: record?.id, reason: 'x' } } }))).toBe('CONFLICT');
    expect(refused(await liftHold(hub, second, { id: hold.id, expectedRevision: 2 }))).toBe('CONFLICT');
    expect(refused(await liftHold(hub, embassy, { id: hold.id, expectedRevision: 1 }))).toBe('NOT_FOUND');
    expect(data(await liftHold(hub, second, { id: hold.id, expectedRevision: 1 })).liftHold.hold).toMatchObject({ revision: 2, liftedBy: { id: second.id } });
    await after(1);
    expect((await changes(second, bulletin.id)).slice(2)).toEqual(['PURGE_DUE']);
    await after(29);
    expect((await retentionOf(hub, second, bulletin.id)).purge).toBeNull();
    await after(1);
    expect((await retentionOf(hub, second, bulletin.id)).purge).not.toBeNull();
  });
});

describe('what has a rule of its own', () => {
  it('a superseded version is emptied and the one that stands is not', async () => {
    const { hub, author, second, embassy } = world;
    await rule('VERSION', 60);
    const bulletin = await published();
    await revise(hub, { author, second }, bulletin, { title: 'Another vessel', sections: [{ heading: 'Where', body: 'The red warehouse' }] });
    expect((await retentionOf(hub, author, bulletin.id)).retention.things).toMatchObject([{ kind: 'VERSION', version: 1, purgeOn: day(hub, 60) }]);
    await after(30);
    await after(30);
    expect(await retentionOf(hub, embassy, bulletin.id)).toMatchObject({ title: 'Another vessel', sections: [{ body: 'The red warehouse' }], purge: null });
    const { bulletin: old } = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id, version: 1) { title sections { body } } }', { token: embassy.token, variables: { id: bulletin.id } }));
    expect(old).toEqual({ title: '［保存期間満了］ [retention ended]', sections: [] });
    expect((await retentionOf(hub, author, bulletin.id)).retention.purged).toMatchObject([{ kind: 'VERSION', days: 60 }]);
    await rule('VERSION', null);
  });

  it('a thread that was closed goes before its bulletin', async () => {
    const { hub, author, embassy } = world;
    await rule('THREAD', 40);
    const bulletin = await published();
    const asked = await world.ask(embassy, bulletin);
    const open = await world.ask(embassy, bulletin);
    await world.act(embassy, 'closeThread', { threadId: asked.id, expectedRevision: asked.revision });
    await after(10);
    await after(30);
    expect(await world.see(embassy, asked.id)).toBeNull();
    expect((await world.see(embassy, open.id))?.state).toBe('OPEN');
    expect((await retentionOf(hub, author, bulletin.id)).retention.purged).toMatchObject([{ kind: 'THREAD', subjectId: asked.id, days: 40 }]);
    await rule('THREAD', null);
  });

  it('a draft that nobody works on goes, and one that somebody works on stays', async () => {
    const { hub, author } = world;
    const [idle, kept] = [await draft(hub, author, { title: 'Idle' }), await draft(hub, author, { title: 'Kept' })];
    expect((await retentionOf(hub, author, idle.id)).retention).toMatchObject({ rule: { kind: 'DRAFT', days: 365 }, purgeOn: day(hub, 365) });
    await after(340);
    data(await hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id } } }', { token: author.token, variables: { input: { id: kept.id, expectedRevision: kept.revision, title: 'Kept on' } } }));
    await after(30);
    expect(await retentionOf(hub, author, idle.id)).toMatchObject({ purge: { kind: 'DRAFT', days: 365 }, sections: [] });
    expect(await retentionOf(hub, author, kept.id)).toMatchObject({ purge: null, title: 'Kept on', retention: { purgeOn: day(hub, 365) } });
  });

  it("of an export what it was for is purged, and who asked is told", async () => {
    const { hub, embassy } = world;
    const { requestCaseExport: { export: asked } } = data(await hub.graphql('mutation { requestCaseExport(input: { format: CSV, reason: "Yearly review" }) { export { id purgeOn purgedAt reason } } }', { token: embassy.token }));
    expect(asked).toMatchObject({ purgeOn: day(hub, 365), purgedAt: null, reason: 'Yearly review' });
    await after(335);
    expect((await toldOf(hub, embassy)).filter(({ subjectId }) => subjectId === asked.id)).toMatchObject([{ change: 'PURGE_DUE' }]);
    await after(30);
    const { caseExports } = data(await hub.graphql('{ caseExports { nodes { id reason purgeOn purgedAt filter { citizenships } } } }', { token: embassy.token }));
    expect(caseExports.nodes[0]).toMatchObject({ id: asked.id, purgeOn: null, purgedAt: hub.clock.now().toISOString(), reason: '［保存期間満了］ [retention ended]' });
  });
});
