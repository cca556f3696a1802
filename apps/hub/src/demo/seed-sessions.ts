import { type HubContext, noReads, type OrganisationKind, type PersonActor, type Role } from '@hub/access';
import { newId } from '@hub/kernel';
import type { UnitOfWork } from '@hub/platform';

/** Sessions under which the content is loaded through the same services as everything; ended when it is done. */
export async function openSeedingSessions(uow: UnitOfWork, persons: ReadonlyMap<string, string>, from: Date, now: Date): Promise<Map<string, PersonActor>> {
  return uow.realm('identity', now, async (tx) => {
    const actors = new Map<string, PersonActor>();
    for (const [email, personId] of persons) {
      const sessionId = newId();
      await tx.query('demo-session', 'INSERT INTO hub.sessions (id, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [sessionId, personId, from, new Date(now.getTime() + 86_400_000)]);
      const [row] = await tx.query<{ organisation_id: string; organisation_kind: OrganisationKind; roles: Role[]; access_epoch: number; language: string; reader_principal: number; officer_principal: number; self_principal: number }>(
        'demo-actor', 'SELECT * FROM hub.session_actor($1, $2)', [sessionId, now]);
      if (!row) throw new Error(`${email} has no session`);
      actors.set(email, {
        kind: 'person', sessionId, epoch: row.access_epoch, instant: now, personId, organisationId: row.organisation_id, organisationKind: row.organisation_kind,
        roles: new Set(row.roles), language: row.language, readerPrincipal: row.reader_principal, officerPrincipal: row.officer_principal, selfPrincipal: row.self_principal,
      });
    }
    return actors;
  });
}

/** Nobody goes on under them. */
export async function endSeedingSessions(uow: UnitOfWork, actors: ReadonlyMap<string, PersonActor>, now: Date): Promise<void> {
  await uow.realm('identity', now, (tx) => tx.query('demo-sessions-end', `UPDATE hub.sessions SET ended_at = $1, end_reason = 'seeded' WHERE id = ANY ($2)`, [now, [...actors.values()].map(({ sessionId }) => sessionId)]));
}

/** Somebody's context at an instant. */
export function contextOf(actors: ReadonlyMap<string, PersonActor>, email: string, instant: Date): HubContext {
  const actor = actors.get(email);
  if (!actor) throw new Error(`The demo world has no account ${email}.`);
  return {
    actor: { ...actor, instant }, requestId: 'demo', language: actor.language, idempotency: null, reads: noReads(), selectedFields: null,
    remoteAddress: '', deviceToken: null, refreshCookie: null, setCookie: () => undefined, giveReceipt: () => undefined,
  };
}
