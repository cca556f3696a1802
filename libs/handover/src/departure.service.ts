import { Injectable } from '@nestjs/common';
import { type HubContext, OrganisationKind, type PersonActor, Role, signedIn, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { Clock, conflict, invalid, isId, notFound } from '@hub/kernel';
import { OrganisationEntity, PartyChanges, updateAtRevision } from '@hub/parties';
import { type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import type { DepartOrganisationInput } from './departure.inputs.js';
import type { Departure } from './departure.types.js';

const DAY_MS = 86_400_000;
const requireKeeper = ({ actor }: HubContext): PersonActor => withRole(actor, Role.ADMINISTRATOR, Role.CONTACT_POINT);

/** $1: the asker's organisation, or null where he does not manage it; $2: whether he coordinates. One that was reinstated has not left. */
const DEPARTURES = `SELECT d.organisation_id AS "organisationId", d.successor_id AS "successorId", d.leaves_at AS "leavesAt", d.left_at AS "leftAt"
  FROM hub.departures d JOIN hub.organisations o ON o.id = d.organisation_id
  WHERE (d.left_at IS NULL AND (d.organisation_id = $1 OR $2) OR d.left_at IS NOT NULL AND o.suspended_at IS NOT NULL) ORDER BY d.leaves_at, d.organisation_id LIMIT 500`;

/** How organisations leave the hub. */
@Injectable()
export class DepartureService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: PartyChanges,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Who has left; and for its own administrators and contact points, and for coordinators, who will. */
  async all(context: HubContext): Promise<Departure[]> {
    const { organisationId, roles } = signedIn(context.actor);
    const manages = roles.has(Role.ADMINISTRATOR) || roles.has(Role.CONTACT_POINT);
    return this.uow.read(context.actor, (tx: ReadTx) => tx.query<Departure>('departures', DEPARTURES, [manages ? organisationId : null, roles.has(Role.COORDINATOR)]));
  }

  /** Declares that the own organisation leaves. */
  async declare(context: HubContext, path: string, { expectedRevision, leavesAt, successorId = null }: DepartOrganisationInput): Promise<Departure> {
    const actor = requireKeeper(context);
    if (actor.organisationKind === OrganisationKind.COORDINATOR) throw conflict('The coordinating organisation always takes part. / 調整機関は脱退できません。', { allowed: [] });
    if (leavesAt.getTime() - actor.instant.getTime() < DAY_MS) throw invalid('input.leavesAt', 'Must be a day from now at least, so that it can be taken back. / 24時間以上先の日時を指定してください。');
    await this.changes.make(context, actor, path, async (tx) => {
      await updateAtRevision(tx, OrganisationEntity, actor.organisationId, expectedRevision, {});
      if (successorId !== null) await requireSuccessor(tx, actor.organisationId, successorId);
      if ((await tx.query('departure-open', 'SELECT 1 FROM hub.departures d WHERE d.organisation_id = $1 AND d.left_at IS NULL', [actor.organisationId])).length > 0) {
        throw conflict('It is declared already: take that back first. / 既に届け出済みです。', { allowed: ['cancelDeparture'] });
      }
      await tx.query('departure-declare', 'INSERT INTO hub.departures (organisation_id, declared_at, declared_by, leaves_at, successor_id) VALUES ($1, $2, $3, $4, $5)',
        [actor.organisationId, actor.instant, actor.personId, leavesAt, successorId]);
      return { action: 'organisation.departure-declared', subjectId: actor.organisationId, detail: { leavesAt, successor: successorId } };
    });
    const mine = (await this.all(context)).find(({ organisationId }) => organisationId === actor.organisationId);
    if (!mine) throw notFound();
    return mine;
  }

  /** Takes it back, as long as the organisation is there. */
  async cancel(context: HubContext, path: string): Promise<boolean> {
    const actor = requireKeeper(context);
    await this.changes.make(context, actor, path, async (tx) => {
      const gone = await tx.query('departure-cancel', 'DELETE FROM hub.departures WHERE organisation_id = $1 AND left_at IS NULL RETURNING 1', [actor.organisationId]);
      if (gone.length === 0) throw conflict('No departure is declared. / 届け出はありません。', { allowed: ['departOrganisation'] });
      return { action: 'organisation.departure-taken-back', subjectId: actor.organisationId, detail: {} };
    });
    return true;
  }

  /** Lets those leave whose hour has come, and tells the coordinators of them and of declarations. Several hubs may run it: each leaves once. */
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.uow.realm('worker', now, async (tx) => {
      const gone = await tx.query<{ organisationId: string; change: string; coordinatorId: string; readers: number[] }>(
        'depart', 'SELECT d.organisation_id AS "organisationId", d.change, d.coordinator_id AS "coordinatorId", d.readers FROM hub.depart($1) d', [now]);
      for (const { organisationId, change, coordinatorId, readers } of gone) {
        if (change === 'DEPARTED') {
          await this.audit.record(tx, { action: 'organisation.departed', occurredAt: now, personId: null, organisationId: null, subjectId: organisationId, detail: {}, holderIds: [organisationId, coordinatorId] });
        }
        const tell = [{ kind: 'HANDOVER', change, subjectId: organisationId, bulletinId: null, organisationId: coordinatorId, readers }];
        await emit(tx, { type: `organisation.${change.toLowerCase()}`, subjectId: organisationId, payload: { tell }, occurredAt: now });
      }
      if (gone.some(({ change }) => change === 'DEPARTED')) await tx.query('revoke', 'SELECT hub.revoke()');
    });
  }
}

/** Another organisation that takes part; whoever is signed in knows those. */
async function requireSuccessor(tx: Tx, organisationId: string, id: string): Promise<void> {
  const found = isId(id) && id.toLowerCase() !== organisationId
    && (await tx.query('departure-successor', 'SELECT 1 FROM hub.organisations o WHERE o.id = $1 AND o.suspended_at IS NULL', [id])).length > 0;
  if (!found) throw invalid('input.successorId', 'Must be another organisation that takes part. / 参加中の他の機関を指定してください。');
}
