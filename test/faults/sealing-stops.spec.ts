import pg from 'pg';
import { createTestHub, type TestHub } from '@hub/testing';
import { until } from './support/campaign.js';

describe('sealing that stops', () => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await createTestHub({ env: { HUB_ROLES: 'api,seal' } });
  });
  afterEach(() => hub.close());
  const shown = async (name: string): Promise<number> => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await (await fetch(`${hub.url}/metrics`)).text())?.[1]);
  const age = (): Promise<number> => shown('hub_audit_seal_age_seconds');
  const failures = (): Promise<number> => shown('hub_audit_seal_failures_total');

  it('shows at /metrics while it fails, and no more once it works again', async () => {
    await until('the first seal', async () => (await age()) === 0);
    expect(await failures()).toBe(0);
    await hub.superuser('ALTER FUNCTION hub.unsealed RENAME TO unsealed_no_more');
    await until('a failure', async () => (await failures()) > 0);
    hub.clock.advance(30_000);
    const before = await failures();
    await until('another failure', async () => (await failures()) > before + 1);
    expect(await age()).toBe(30);
    await hub.superuser('ALTER FUNCTION hub.unsealed_no_more RENAME TO unsealed');
    await until('a seal', async () => (await age()) === 0);
  });

  it('shows where another process has the log and does not let go of it', async () => {
    const other = new pg.Client({ connectionString: hub.databaseUrl });
    await other.connect();
    try {
      await other.query('SELECT pg_advisory_lock(7303)');
      hub.clock.advance(30_000);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(await age()).toBe(30);
      expect(await failures()).toBe(0);
      await other.query('SELECT pg_advisory_unlock(7303)');
      await until('a seal', async () => (await age()) === 0);
    } finally {
      await other.end();
    }
  });

  it('is shown by nobody who does not seal', async () => {
    const api = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock });
    try {
      expect(await (await fetch(`${api.url}/metrics`)).text()).not.toContain('hub_audit_seal');
    } finally {
      await api.close();
    }
  });
});
