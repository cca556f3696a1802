import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '@hub/kernel';
import { type HubContext, type PersonActor, Role, Scope, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { type Tx, UnitOfWork } from '@hub/platform';
import type { SectionEntity, VersionEntity } from './bulletin.entity.js';
import { requireEditor, requireRevision } from './bulletin.policy.js';
import { BulletinRepository, type Envelope } from './bulletin.repository.js';
import { stagesOf } from './stages/stage.rows.js';
import type { StageRow } from './stages/stage.types.js';

/** A bulletin opened for a change: its envelope, the version that the change starts from, and what is published. */
export interface Opened {
  tx: Tx;
  actor: PersonActor;
  bulletin: Envelope;
  version: VersionEntity;
  sections: SectionEntity[];
  stages: StageRow[];
}

/** The steps that every change of a bulletin shares: scoped load, permission, revision, record, event. */
@Injectable()
export class BulletinWrite {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
    readonly bulletins: BulletinRepository,
  ) {}

  /** One unit of work of an officer. What it returns are ids. */
  async asOfficer<T extends object>(context: HubContext, path: string, work: (tx: Tx, actor: PersonActor) => Promise<T>): Promise<T> {
    const actor = withRole(context.actor, Role.OFFICER);
    return this.uow.write(actor, { path, idempotency: context.idempotency }, (tx) => work(tx, actor));
  }

  /** The same on one bulletin. What can't be seen is NOT_FOUND, what may not be edited FORBIDDEN, a stale revision CONFLICT. */
  async onBulletin(
    context: HubContext, path: string, input: { id: string; expectedRevision: number | null },
    work: (opened: Opened) => Promise<unknown>, of: 'working copy' | 'published' = 'working copy',
  ): Promise<{ id: string }> {
    return this.within(context, path, input, async (opened) => {
      await work(opened);
      return { id: opened.bulletin.id };
    }, of);
  }

  /** The same where the result is something that hangs on the bulletin: its ids. */
  async within<T extends object>(
    context: HubContext, path: string, input: { id: string; expectedRevision: number | null }, work: (opened: Opened) => Promise<T>, of: 'working copy' | 'published' = 'working copy',
  ): Promise<T> {
    return this.uow.write(requirePerson(context), { path, idempotency: context.idempotency }, async (tx) => {
      return work(await this.open(tx, requirePerson(context), input, of));
    });
  }

  /** Opens a bulletin for a change in a transaction that has begun. */
  async open(tx: Tx, actor: PersonActor, input: { id: string; expectedRevision: number | null }, of: 'working copy' | 'published' = 'working copy'): Promise<Opened> {
    const bulletin = await this.bulletins.envelope(tx, input.id, this.scope.principals(actor));
    if (!bulletin) throw notFound();
    requireEditor(actor, bulletin);
    if (input.expectedRevision !== null) requireRevision(input.expectedRevision, bulletin.revision);
    if (bulletin.state === 'WITHDRAWN') throw conflict('It has been withdrawn.', { allowed: [] });
    const number = of === 'published' ? (bulletin.publishedNumber ?? bulletin.pendingNumber) : (bulletin.pendingNumber ?? bulletin.publishedNumber);
    const version = number === null ? null : await this.bulletins.version(tx, actor, bulletin.id, number);
    // While others raise its mark, or lower it, an editor of what is published does not see what they write.
    if (!version) throw bulletin.publishedNumber === null ? notFound() : conflict('Others are working on it.', { allowed: ['withdrawBulletin'] });
    const sections = await this.bulletins.sections(tx, actor, bulletin.id, version.number);
    return { tx, actor, bulletin, version, sections, stages: await stagesOf(tx, this.scope.principals(actor), bulletin.id, version.number) };
  }

  /** A version with its sections and stages, as far as the actor may read it; null where he may not. */
  async whole(tx: Tx, actor: PersonActor, id: string, number: number): Promise<Pick<Opened, 'version' | 'sections' | 'stages'> | null> {
    const version = await this.bulletins.version(tx, actor, id, number);
    return version && { version, sections: await this.bulletins.sections(tx, actor, id, number), stages: await stagesOf(tx, this.scope.principals(actor), id, number) };
  }

  /**
   * The record of the act and the event, in the same transaction. The originator alone holds records of its own acts. The
   * event names the bulletin only: what the record says can be erased, and must stand nowhere else.
   */
  async note(tx: Tx, actor: PersonActor, action: string, bulletinId: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.record(tx, {
      action, occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId,
      subjectId: bulletinId, detail, holderIds: [actor.organisationId],
    });
    // An event names bulletin and version and says no more: details are in the record, where they can be erased.
    const { number } = detail;
    await emit(tx, { type: action, subjectId: bulletinId, payload: number === undefined ? {} : { number }, occurredAt: actor.instant });
  }
}

const requirePerson = (context: HubContext): PersonActor =>
  withRole(context.actor, Role.READER, Role.OFFICER, Role.CONTACT_POINT);
