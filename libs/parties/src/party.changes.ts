import type { HubContext, PersonActor } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { conflict, isId, notFound } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { PartyLoaders } from './party.loaders.js';

/** What a change to the parties leaves in the record and in the outbox. */
export interface Change {
  /** Verb in the past, such as `person.suspended`. */
  readonly action: string;
  readonly subjectId: string;
  /** Which fields, which roles; never names or addresses. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Organisations that hold a record beside the acting one. */
  readonly alsoHeldBy?: readonly string[];
  /** Something was taken from somebody: what was read before is looked at again. */
  readonly revokes?: boolean;
  /** Who is told, as alerts. */
  readonly tell?: readonly Tell[];
}

/** Whom an event tells what: `readers` are principals. */
export interface Tell {
  readonly kind: string;
  /** A short code of what happened to the subject, in capitals. */
  readonly change: string;
  readonly subjectId: string;
  readonly bulletinId: string | null;
  readonly organisationId: string;
  readonly readers: readonly number[];
}

/** One unit of work for each change: the rows, the record, the event, and last of all the revocation. */
@Injectable()
export class PartyChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly loaders: PartyLoaders,
  ) {}

  /** Does the work and enters what it returns; gives back the id of what was changed. `path` is the response key. */
  async make(context: HubContext, actor: PersonActor, path: string, work: (tx: Tx) => Promise<Change>): Promise<string> {
    const { idempotency } = context;
    const { id } = await this.unitOfWork.write(actor, { path, idempotency }, async (tx) => {
      const { action, subjectId, detail, alsoHeldBy = [], revokes, tell } = await work(tx);
      const occurredAt = actor.instant;
      const { personId, organisationId } = actor;
      await this.audit.record(tx, { action, occurredAt, personId, organisationId, subjectId, detail, holderIds: [organisationId, ...alsoHeldBy] });
      // An event names what changed and says no more: details are in the record, where they can be erased.
      await emit(tx, { type: action, subjectId, payload: tell?.length ? { tell } : {}, occurredAt });
      if (revokes) await tx.query('revoke', 'SELECT hub.revoke()');
      return { id: subjectId };
    });
    this.loaders.forget(context);
    return id;
  }
}

/**
 * Changes the row that stands at the expected revision. NOT_FOUND where there is none in scope, CONFLICT with the revision
 * that stands now where somebody was quicker.
 */
export async function updateAtRevision<T extends ObjectLiteral & { id: string; revision: number }>(
  tx: Tx,
  entity: EntityTarget<T>,
  id: string,
  expectedRevision: number,
  values: QueryDeepPartialEntity<T>,
): Promise<void> {
  const { affected } = await tx.manager.update<T>(entity, { id, revision: expectedRevision } as never, {
    ...values,
    revision: expectedRevision + 1,
  } as never);
  if (affected === 1) return;
  const current = await tx.manager.findOne<T>(entity, { where: { id } as never, select: { id: true, revision: true } as never });
  if (!current) throw notFound();
  throw conflict('Somebody else changed this meanwhile. Read it again.', { currentRevision: current.revision });
}

/** The id, which must at least look like one: what can't be an id is not found, like an id that never was. */
export function requireId(id: string): string {
  if (!isId(id)) throw notFound();
  return id.toLowerCase();
}

/** The fields that a change names, for the record. */
export const fieldsOf = (values: object): string[] =>
  Object.entries(values).filter(([, value]) => value !== undefined).map(([field]) => field).sort();
