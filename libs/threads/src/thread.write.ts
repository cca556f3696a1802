import { Injectable } from '@nestjs/common';
import { conflict, invalid, isId, newId, notFound } from '@hub/kernel';
import { type HubContext, type PersonActor, Scope } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { type Tx, UnitOfWork } from '@hub/platform';
import { addCitations, addMessage, concerned, setConsent } from './thread.changes.js';
import type { ThreadAction, ThreadMessageKind } from './thread.enums.js';
import { requireAction, requireWriter } from './thread.policy.js';
import { holdThread, threadFor, type ThreadAsker, type ThreadRow } from './thread.repository.js';

/** What the outbox calls a change of a thread, and alerts after it. */
export type ThreadChange = 'OPENED' | 'QUESTION' | 'ANSWERED' | 'REMARK' | 'ACCEPTED' | 'REOPENED' | 'CLOSED' | 'ASSIGNED';

/** A message as it comes in. */
export interface WrittenMessage { kind: ThreadMessageKind; body: string; language: string; citedBulletinIds?: string[] | null; promotion?: { credit: boolean } | null }

/** What the records of a change and its event say. */
export interface Note {
  readonly action: string;
  readonly thread: Pick<ThreadRow, 'id' | 'bulletinId'>;
  readonly detail: Readonly<Record<string, unknown>>;
  /** Beside the acting organisation. */
  readonly holders: readonly string[];
  readonly tell?: { readonly change: ThreadChange; readonly to: readonly { organisationId: string; readers: readonly number[] }[] };
}

/** The steps that every change of a thread shares: scoped load, permission, revision, workflow, record, event. */
@Injectable()
export class ThreadWrite {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
  ) {}

  /** Who looks, with the application's condition. */
  asker(actor: PersonActor): ThreadAsker {
    return { personId: actor.personId, organisationId: actor.organisationId, instant: actor.instant, scope: this.scope.principals(actor) };
  }

  /** One unit of work of somebody. What it returns are ids. */
  async once<T extends object>(context: HubContext, actor: PersonActor, path: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.write(actor, { path, idempotency: context.idempotency }, work);
  }

  /** The same on one thread. What can't be seen is NOT_FOUND; what is not his side's FORBIDDEN; a stale revision CONFLICT. */
  async onThread(
    context: HubContext, path: string, input: { threadId: string; expectedRevision: number | null }, action: ThreadAction,
    work: (tx: Tx, actor: PersonActor, thread: ThreadRow) => Promise<unknown>,
  ): Promise<{ id: string }> {
    const actor = requireWriter(context);
    if (!isId(input.threadId)) throw notFound();
    return this.once(context, actor, path, async (tx) => {
      const thread = await this.load(tx, actor, input.threadId, true);
      requireAction(thread, actor, action);
      const { expectedRevision } = input;
      if (expectedRevision !== null && expectedRevision !== thread.revision) {
        throw conflict('Somebody has written here meanwhile. / その後に更新されています。', { currentRevision: thread.revision });
      }
      await work(tx, actor, thread);
      return { id: thread.id };
    });
  }

  /** A thread that he sees. */
  async load(tx: Tx, actor: PersonActor, id: string, hold: boolean): Promise<ThreadRow> {
    const asker = this.asker(actor);
    // Nobody is kept waiting by a thread that he doesn't see.
    if (hold && (await threadFor(tx, asker, id))) await holdThread(tx, id);
    const thread = await threadFor(tx, asker, id);
    if (!thread) throw notFound();
    return thread;
  }

  /** Adds a message. What it cites and its author can't see is INVALID_INPUT, as what never was. */
  async addMessage(tx: Tx, actor: PersonActor, threadId: string, number: number, { kind, body, language, citedBulletinIds, promotion }: WrittenMessage): Promise<string> {
    const id = newId();
    if (body.trim() === '') throw invalid('input.body', 'Must not be empty. / 本文を入力してください。');
    await addMessage(tx, actor, { id, threadId, number, kind, body, language });
    const cited = [...new Set((citedBulletinIds ?? []).map((one) => one.toLowerCase()))];
    if (!cited.every(isId) || (cited.length > 0 && (await addCitations(tx, this.scope.principals(actor), id, cited)) !== cited.length)) {
      throw invalid('input.citedBulletinIds', 'Cites a bulletin that is not known. / 存在しない情報が引用されています。');
    }
    if (promotion) await setConsent(tx, actor, id, promotion);
    return id;
  }

  /** Whom a change concerns in other organisations than the acting one. */
  async others(tx: Tx, actor: PersonActor, threadId: string): Promise<{ organisationId: string; readers: number[] }[]> {
    return (await concerned(tx, threadId)).filter(({ organisationId }) => organisationId !== actor.organisationId);
  }

  /**
   * The record of the act and the event, in the same transaction. The record's subject is the bulletin, so that whoever may not know of
   * something TLP:RED is not told of its threads either. The event tells who is to hear of it, and nothing of what was written.
   */
  async note(tx: Tx, actor: PersonActor, { action, thread, detail, holders, tell }: Note): Promise<void> {
    await this.audit.record(tx, {
      action, occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: thread.bulletinId,
      detail: { thread: thread.id, ...detail }, holderIds: [...new Set([actor.organisationId, ...holders])],
    });
    const told = (tell?.to ?? []).map(({ organisationId, readers }) => ({
      kind: 'THREAD', change: tell?.change, subjectId: thread.id, bulletinId: thread.bulletinId, organisationId, readers,
    }));
    await emit(tx, { type: action, subjectId: thread.id, payload: told.length > 0 ? { tell: told } : {}, occurredAt: actor.instant });
  }
}
