import { Database } from '@hub/platform';
import { addOrganisation, addPerson, createTestHub, type TestHub } from '@hub/testing';
import { until } from './support/campaign.js';
import { ask, OPERATIONS as Q } from './support/client.js';
import { oldPostgres } from './support/old-postgres.js';

it('a connection that is cut off in the moment it is handed over fails what was asked of it, and does not end the hub', async () => {
  const server = await oldPostgres({ server_version: '16.2' }, { cutOff: true });
  // What nobody listens to would end this process, and with it the test.
  await expect(Database.open({ url: server.url, poolSize: 2, entities: [] })).rejects.toThrow();
  server.close();
});

describe('a hub whose connections are all cut off at once', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await createTestHub();
  });

  afterAll(() => hub.close());

  it('says UNAVAILABLE to whom it strikes, and answers the next one', async () => {
    const person = await addPerson(hub, await addOrganisation(hub));
    const viewer = { query: Q.viewer, token: person.token };
    for (let round = 0; round < 10; round++) {
      const asked = Promise.all(Array.from({ length: 12 }, () => ask(hub.url, viewer)));
      await hub.superuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'contact-point'`);
      for (const { code } of await asked) expect(['OK', 'UNAVAILABLE']).toContain(code);
      await until('an answer again', async () => (await ask(hub.url, viewer)).code === 'OK');
    }
    expect(hub.hub.database.pool.waitingCount).toBe(0);
  });
});
