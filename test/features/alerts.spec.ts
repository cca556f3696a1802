import { Role } from '@hub/access';
import { AlertDistribution } from '@hub/alerts';
import { addOrganisation, addPerson, appoint, createTestHub, data, publishNew, type TestHub } from '@hub/testing';
import { type AlertWorld, alertWorld, distribute, page, read, revise, to, told, withdraw } from './support/alerting.js';

let hub: TestHub;
let world: AlertWorld;
beforeEach(async () => {
  hub = await createTestHub();
  world = await alertWorld(hub);
});
afterEach(() => hub.close());

const amber = (title: string, ...organisationIds: string[]): object => ({ tlp: 'AMBER', title, ...to(...organisationIds) });
const newBulletin = (input: object): Promise<{ id: string; revision: number }> => publishNew(hub, world.author, world.second, input);
const HOUR = 3_600_000;

describe('an organisation hears', () => {
  it('of what is published to it, and of nothing else', async () => {
    const { reader, other, recipient, author } = world;
    await newBulletin(amber('For one', recipient));
    await newBulletin({ title: 'For all' });
    expect(await told(hub, reader)).toEqual(['PUBLISHED For one', 'PUBLISHED For all']);
    expect(await told(hub, other)).toEqual(['PUBLISHED For all']);
    expect(await told(hub, author)).toEqual(['PUBLISHED For one', 'PUBLISHED For all']);
  });

  it('of a revision only where something that it may see has changed', async () => {
    const { reader, other, recipient, elsewhere } = world;
    const sections = [{ heading: 'All', body: 'A' }, { heading: 'One', body: 'B', audience: { organisationIds: [recipient] } }];
    const bulletin = await newBulletin({ ...amber('Case', recipient, elsewhere), sections });
    const ids = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { sections { id } } }', { token: world.author.token, variables: { id: bulletin.id } })).bulletin.sections;
    await revise(hub, world, bulletin, { sections: [{ ...sections[0], ...ids[0] }, { ...sections[1], ...ids[1], body: 'C' }] });
    expect(await told(hub, reader)).toEqual(['PUBLISHED Case', 'REVISED Case']);
    expect(await told(hub, other)).toEqual(['PUBLISHED Case']);
  });

  it('of a withdrawal and of an expiry, from the instant of each, past every filter', async () => {
    const { author, reader, recipient } = world;
    const filter = { kinds: ['STATISTICS'], countries: ['BR'] };
    await withdraw(hub, author, await newBulletin(amber('Back', recipient)));
    const expiresAt = new Date(hub.clock.now().getTime() + HOUR).toISOString();
    await newBulletin({ ...amber('Short', recipient), expiresAt });
    expect((await told(hub, reader, { filter })).map((line) => line.split(' ')[0])).toEqual(['WITHDRAWN']);
    hub.clock.advance(HOUR - 1);
    expect(await told(hub, reader, { filter })).toHaveLength(1);
    hub.clock.advance(1);
    expect((await told(hub, reader, { filter })).map((line) => line.split(' ')[0])).toEqual(['WITHDRAWN', 'EXPIRED']);
    expect((await page(hub, reader)).nodes.at(-1)).toMatchObject({ kind: 'EXPIRED', occurredAt: expiresAt, bulletin: { state: 'EXPIRED', sections: [] } });
  });

  it('of a bulletin that is opened to it later as of one that is new', async () => {
    const { reader, other, recipient, elsewhere } = world;
    const bulletin = await newBulletin(amber('Wider', recipient));
    await revise(hub, world, bulletin, to(recipient, elsewhere));
    expect(await told(hub, reader)).toEqual(['PUBLISHED Wider']);
    expect(await told(hub, other)).toEqual(['PUBLISHED Wider']);
  });

  it('of what it may see now: filters look at that alone, and IMMEDIATE passes unless it is left out expressly', async () => {
    const { reader, recipient } = world;
    await newBulletin({ ...amber('Facts', recipient), kind: 'ALERT', countries: ['BR'], facts: { citizenships: ['PH'], exploitation: ['DEBT_BONDAGE'].slice(1) } });
    await newBulletin({ ...amber('Danger', recipient), kind: 'ALERT', urgency: 'IMMEDIATE' });
    await distribute(hub);
    const wanted = async (filter: object): Promise<string[]> => (await told(hub, reader, { filter })).map((line) => line.split(' ')[1] ?? '');
    expect(await wanted({ kinds: ['ALERT'] })).toEqual(['Facts', 'Danger']);
    expect(await wanted({ kinds: ['NOTICE'] })).toEqual(['Danger']);
    expect(await wanted({ countries: ['PH'] })).toEqual(['Facts', 'Danger']);
    expect(await wanted({ countries: ['BR'], urgencies: ['ROUTINE'] })).toEqual(['Facts']);
    expect(await wanted({ exploitation: ['FORCED_LABOUR'] })).toEqual(['Danger']);
    expect(await wanted({ urgencies: ['PRIORITY'] })).toEqual([]);
  });
});

describe('when an audience is narrowed', () => {
  it('who had read it hears that access is lost, by the id alone; who had not, hears nothing at all', async () => {
    const { reader, recipient, elsewhere } = world;
    const colleague = await addPerson(hub, recipient);
    const bulletin = await newBulletin(amber('Gone', recipient, elsewhere));
    const kept = await newBulletin(amber('Stays', recipient));
    await read(hub, reader, bulletin.id);
    await revise(hub, world, bulletin, to(elsewhere));
    expect(await told(hub, reader)).toEqual(['ACCESS_LOST', 'PUBLISHED Stays'].reverse());
    const { nodes } = await page(hub, reader);
    expect(nodes.map(({ bulletinId }) => bulletinId)).toEqual([kept.id, bulletin.id]);
    expect(nodes[1]?.bulletin).toBeNull();
    expect(await told(hub, colleague)).toEqual(['PUBLISHED Stays']);
  });

  it('who had only been told of it by an alert hears it too', async () => {
    const { other, recipient, elsewhere } = world;
    const bulletin = await newBulletin(amber('Told', recipient, elsewhere));
    expect(await told(hub, other)).toEqual(['PUBLISHED Told']);
    await revise(hub, world, bulletin, to(recipient));
    expect(await told(hub, other)).toEqual(['ACCESS_LOST']);
  });

  it('a withdrawal that follows is not told to who had lost it before', async () => {
    const { author, other, recipient, elsewhere } = world;
    const bulletin = await newBulletin(amber('Both', recipient, elsewhere));
    await read(hub, other, bulletin.id);
    await withdraw(hub, author, await revise(hub, world, bulletin, to(recipient)));
    expect(await told(hub, other)).toEqual(['ACCESS_LOST']);
  });
});

describe('TLP:RED', () => {
  it('alerts the persons named, and shows in no number of anybody else', async () => {
    const { author, reader, recipient, second } = world;
    const contact = await addPerson(hub, recipient, { roles: [Role.CONTACT_POINT] });
    await appoint(hub, recipient, contact.id);
    const bulletin = await publishNew(hub, author, second, { tlp: 'RED', title: 'Secret', audience: { personIds: [contact.id] }, approverIds: [second.id] });
    await newBulletin(amber('Open', recipient));
    expect(await told(hub, contact)).toEqual(['PUBLISHED Secret', 'PUBLISHED Open']);
    expect(await told(hub, reader)).toEqual(['PUBLISHED Open']);
    expect((await page(hub, reader, { first: 1 })).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    await withdraw(hub, author, bulletin);
    expect((await told(hub, reader))).toEqual(['PUBLISHED Open']);
    expect((await told(hub, contact)).at(-1)).toMatch(/^WITHDRAWN/);
  });
});

describe('an answer that is due', () => {
  const kinds = async (person: { token: string }): Promise<number> => (await told(hub, person as never)).filter((line) => line.startsWith('ACKNOWLEDGEMENT_DUE')).length;

  it('is asked for before and after the time: by officers, then the contact point too, then the deputy too; not of who has answered', async () => {
    const { reader, other, recipient, elsewhere } = world;
    const contact = await addPerson(hub, recipient, { roles: [Role.CONTACT_POINT] });
    const deputy = await addPerson(hub, recipient, { roles: [Role.READER] });
    await appoint(hub, recipient, contact.id, deputy.id);
    const acknowledgeBy = new Date(hub.clock.now().getTime() + 48 * HOUR).toISOString();
    const { id } = await newBulletin({ ...amber('Answer', recipient, elsewhere), acknowledgeBy });
    data(await hub.graphql('mutation ($input: AcknowledgeBulletinInput!) { acknowledgeBulletin(input: $input) { bulletin { id } } }', { token: other.token, variables: { input: { id, version: 1, kind: 'ACTING' } } }));
    const counts = async (): Promise<number[]> => [await kinds(reader), await kinds(contact), await kinds(deputy), await kinds(other), await kinds(world.author)];
    hub.clock.advance(24 * HOUR - 1);
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
    hub.clock.advance(1);
    expect(await counts()).toEqual([1, 0, 0, 0, 0]);
    hub.clock.advance(24 * HOUR);
    expect(await counts()).toEqual([2, 1, 0, 0, 0]);
    hub.clock.advance(24 * HOUR);
    expect(await counts()).toEqual([3, 2, 1, 0, 0]);
    hub.clock.advance(240 * HOUR);
    expect(await counts()).toEqual([3, 2, 1, 0, 0]);
  });

  it('stays among the named with TLP:RED', async () => {
    const { author, second, reader, recipient } = world;
    const contact = await addPerson(hub, recipient, { roles: [Role.CONTACT_POINT] });
    const deputy = await addPerson(hub, recipient);
    await appoint(hub, recipient, contact.id, deputy.id);
    const acknowledgeBy = new Date(hub.clock.now().getTime() + HOUR).toISOString();
    await publishNew(hub, author, second, { tlp: 'RED', title: 'Secret', audience: { personIds: [contact.id] }, approverIds: [second.id], acknowledgeBy });
    hub.clock.advance(240 * HOUR);
    expect(await kinds(contact)).toBe(3);
    expect([await kinds(reader), await kinds(deputy)]).toEqual([0, 0]);
  });
});

describe('the list', () => {
  it('is paged by cursors that tell nothing, and goes on where it was left', async () => {
    const { reader } = world;
    for (let n = 1; n <= 5; n++) await newBulletin({ title: `N${n}` });
    await distribute(hub);
    const first = await page(hub, reader, { first: 2 });
    expect(first.nodes.map(({ bulletin }) => bulletin?.title)).toEqual(['N1', 'N2']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false, startCursor: first.nodes[0]?.cursor, endCursor: first.nodes[1]?.cursor });
    const rest = await page(hub, reader, { first: 3, after: first.pageInfo.endCursor });
    expect(rest.nodes.map(({ bulletin }) => bulletin?.title)).toEqual(['N3', 'N4', 'N5']);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(rest.edges.map(({ cursor }) => cursor)).toEqual(rest.nodes.map(({ cursor }) => cursor));
    await newBulletin({ title: 'N6' });
    expect(await told(hub, reader, { after: rest.pageInfo.endCursor })).toEqual(['PUBLISHED N6']);
    expect(new Set([...first.nodes, ...rest.nodes].map(({ cursor }) => cursor.slice(0, 6))).size).toBe(5);
  });

  it('takes no cursor that was made up, changed, or given to another organisation', async () => {
    const { reader, other } = world;
    await newBulletin({ title: 'N' });
    await distribute(hub);
    const cursor = (await page(hub, reader)).nodes[0]?.cursor ?? '';
    const foreign = (await page(hub, other)).nodes[0]?.cursor ?? '';
    const changed = [...cursor].map((letter, index) => `${cursor.slice(0, index)}${letter === 'A' ? 'B' : 'A'}${cursor.slice(index + 1)}`);
    const hostile = ['', ' ', '0', '1', 'null', '../..', 'x'.repeat(32), 'A'.repeat(33), `${cursor}A`, cursor.slice(1), ` ${cursor}`, `${cursor}=`, Buffer.from('[1]').toString('base64url'), foreign, ...changed];
    for (const after of hostile) {
      const { errors, data: shown } = await hub.graphql('query ($after: String) { alerts(after: $after) { nodes { cursor } } }', { token: reader.token, variables: { after } });
      expect([after, shown, errors?.[0]?.extensions]).toEqual([after, null, { code: 'INVALID_INPUT', field: 'after' }]);
    }
    expect(await told(hub, reader, { after: cursor })).toEqual([]);
  });

  it('keeps alerts for the configured time, and says so to whoever comes back later', async () => {
    const { reader } = world;
    await newBulletin({ title: 'Old' });
    await distribute(hub);
    const start = (await page(hub, reader)).nodes[0]?.cursor;
    await newBulletin({ title: 'Old too' });
    await distribute(hub);
    hub.clock.advance(400 * 24 * HOUR + 1);
    const fresh = { ...reader, token: await hub.tokenFor(reader.id) };
    await publishNew(hub, { ...world.author, token: await hub.tokenFor(world.author.id) }, world.second, { title: 'New' });
    await distribute(hub);
    expect(await hub.hub.app.get(AlertDistribution).forget()).toBe(6);
    expect(await told(hub, fresh)).toEqual(['PUBLISHED New']);
    const { errors } = await hub.graphql('query ($after: String) { alerts(after: $after) { nodes { cursor } } }', { token: fresh.token, variables: { after: start } });
    expect(errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT', field: 'after' });
  });

  it('enters in the record what it shows, and nothing that it leaves out', async () => {
    const { reader, recipient } = world;
    const wanted = await newBulletin({ ...amber('Wanted', recipient), kind: 'ALERT' });
    const unwanted = await newBulletin(amber('Unwanted', recipient));
    expect(await told(hub, reader, { filter: { kinds: ['ALERT'] } })).toEqual(['PUBLISHED Wanted']);
    const records = (await hub.recorded({ action: 'bulletin.listed' })).filter(({ holder, person }) => holder === recipient && person === reader.id);
    expect(records.map(({ detail }) => (detail['bulletins'] as { id: string }[]).map(({ id }) => id))).toEqual([[wanted.id]]);
    expect((await hub.recorded({ subject: unwanted.id })).filter(({ person }) => person === reader.id)).toEqual([]);
  });
});

describe('distribution', () => {
  it('gives positions that are dense in each organisation, once among many hubs', async () => {
    const { author, second } = world;
    const another = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock });
    const third = await addOrganisation(hub);
    try {
      for (let n = 0; n < 12; n++) await publishNew(hub, author, second, n % 3 ? { title: 'All' } : amber('One', third));
      const runs = await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 ? hub : another).hub.app.get(AlertDistribution).run()));
      await distribute(hub);
      expect(runs.reduce((sum, run) => sum + run, 0)).toBeLessThanOrEqual(12);
      const { rows } = await hub.superuser('SELECT organisation_id, count(*)::int AS count, min(position)::int AS first, max(position)::int AS last FROM hub.alerts GROUP BY 1');
      for (const { count, first, last } of rows) expect([first, last]).toEqual([1, count]);
      expect(rows.find(({ organisation_id }) => organisation_id === third)).toMatchObject({ count: 12 });
    } finally {
      await another.close();
    }
  });
});
