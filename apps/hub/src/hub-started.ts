import { AuditLog } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { type HubConfig, UnitOfWork } from '@hub/platform';
import type { Hub } from './create-hub.js';

/**
 * Enters that the hub began to run, and under which settings, secrets left out: what changed in the configuration shows
 * between two starts. The coordinating organisation, which runs the hub, holds the record.
 */
export async function recordStart({ app }: Hub, config: HubConfig): Promise<void> {
  const now = app.get<Clock>(Clock as never).now();
  await app.get(UnitOfWork).realm('worker', now, async (tx) => {
    const [coordinator] = await tx.query<{ id: string }>('coordinator', `SELECT id FROM hub.organisations WHERE kind = 'COORDINATOR'`);
    if (!coordinator) return;
    await app.get(AuditLog).record(tx, {
      action: 'hub.started', occurredAt: now, personId: null, organisationId: null, subjectId: null, detail: settingsOf(config), holderIds: [coordinator.id],
    });
  });
}

function settingsOf({ environment, roles, demo, http, database, sessions, signIn, audit }: HubConfig): Record<string, unknown> {
  const { publicUrl, trustProxy } = http;
  return {
    environment, roles: [...roles], demo, publicUrl, trustProxy, poolSize: database.poolSize,
    sessions: { ...sessions, totpRoles: [...sessions.totpRoles] }, signIn: { ...signIn },
    witnesses: audit.witnesses.map(({ vkey, url }) => ({ vkey, url })),
  };
}
