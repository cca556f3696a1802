import { Injectable } from '@nestjs/common';
import { conflict, forbidden, invalid, isId, newId, normaliseInput, notFound } from '@hub/kernel';
import { type HubContext, type PersonActor, READING_ROLES, withRole } from '@hub/access';
import { addThread, assign, assignable, type Due, markRead, moveThread, organisationsAmong } from './thread.changes.js';
import { ThreadAction, ThreadMessageKind, ThreadState } from './thread.enums.js';
import type { AssignThreadInput, MarkThreadReadInput, OpenThreadInput, PostMessageInput, ReopenThreadInput, ThreadRevisionInput } from './thread.inputs.js';
import { requireWriter, stateAfter } from './thread.policy.js';
import { openable, type OpenableRow } from './thread.repository.js';
import { type ThreadChange, ThreadWrite } from './thread.write.js';

const DAY = 86_400_000;
const { QUESTION, ANSWER, REMARK } = ThreadMessageKind;
const POSTING = {
  [QUESTION]: { action: ThreadAction.ASK, verb: 'thread.asked', change: 'QUESTION' },
  [ANSWER]: { action: ThreadAction.ANSWER, verb: 'thread.answered', change: 'ANSWERED' },
  [REMARK]: { action: ThreadAction.REMARK, verb: 'thread.remarked', change: 'REMARK' },
} as const satisfies Record<ThreadMessageKind, { action: ThreadAction; verb: string; change: ThreadChange }>;

/** Asking and answering. */
@Injectable()
export class ThreadsService {
  constructor(private readonly write: ThreadWrite) {}

  /** Opens a thread with its first message. */
  async open(context: HubContext, path: string, input: OpenThreadInput): Promise<{ id: string }> {
    const actor = requireWriter(context);
    if (!isId(input.bulletinId)) throw notFound();
    return this.write.once(context, actor, path, async (tx) => {
      const bulletin = await openable(tx, this.write.asker(actor), input.bulletinId);
      if (!bulletin) throw notFound();
      if (!bulletin.out) throw conflict('It is not published, has been withdrawn or has expired. / 公開されていないか、撤回または期限切れです。', { allowed: [] });
      const parties = partiesOf(actor, bulletin, input);
      if ((await organisationsAmong(tx, parties)) !== parties.length) throw noRecipient();
      const answers = input.kind === ANSWER;
      if (input.kind === REMARK) throw invalid('input.kind', 'A thread begins with a question. / 照会から始めてください。');
      if (answers && (bulletin.kind !== 'REQUEST_FOR_INFORMATION' || bulletin.originatorId === actor.organisationId)) {
        throw invalid('input.kind', 'Only a recipient of a request for information begins with an answer. / 回答から始められるのは、情報提供依頼の宛先のみです。');
      }
      if (answers && input.dueAt) throw invalid('input.dueAt', 'An answer is not due. / 回答に期限は付けられません。');
      const subject = normaliseInput(input.subject.replace(/\s+/gu, ' '));
      if (subject === '') throw invalid('input.subject', 'Must not be empty. / 件名を入力してください。');
      const thread = { id: newId(), bulletinId: input.bulletinId.toLowerCase() };
      await addThread(tx, actor, {
        ...thread, parties, subject, askerId: answers ? bulletin.originatorId : actor.organisationId, state: answers ? ThreadState.ANSWERED : ThreadState.OPEN, due: dueOf(actor.instant, input.dueAt),
      });
      const message = await this.write.addMessage(tx, actor, thread.id, 1, input);
      await this.write.note(tx, actor, {
        action: 'thread.opened', thread, detail: { message, recipients: parties }, holders: [bulletin.originatorId],
        tell: { change: answers ? 'ANSWERED' : 'OPENED', to: await this.write.others(tx, actor, thread.id) },
      });
      return { id: thread.id };
    });
  }

  /** Posts a message; an answer makes the thread ANSWERED. */
  async post(context: HubContext, path: string, input: PostMessageInput): Promise<{ id: string }> {
    const { action, verb, change } = POSTING[input.kind];
    return this.write.onThread(context, path, input, action, async (tx, actor, thread) => {
      if (input.promotion && input.kind !== ANSWER) throw invalid('input.promotion', 'Only an answer can go into the bulletin. / 回答のみ反映に同意できます。');
      const state = stateAfter(thread, actor, action);
      await moveThread(tx, thread.id, actor.instant, { state, messages: 1 });
      const message = await this.write.addMessage(tx, actor, thread.id, thread.messageCount + 1, input);
      await this.write.note(tx, actor, {
        action: verb, thread, detail: { message, state, ...(input.promotion ? { consent: true, credit: input.promotion.credit } : {}) }, holders: [thread.originatorId],
        tell: { change, to: await this.write.others(tx, actor, thread.id) },
      });
    });
  }

  /** The answer will do. */
  async accept(context: HubContext, path: string, input: ThreadRevisionInput): Promise<{ id: string }> {
    return this.move(context, path, input, ThreadAction.ACCEPT, 'thread.accepted', 'ACCEPTED');
  }

  /** It is over. */
  async close(context: HubContext, path: string, input: ThreadRevisionInput): Promise<{ id: string }> {
    return this.move(context, path, input, ThreadAction.CLOSE, 'thread.closed', 'CLOSED');
  }

  /** The answer will not do: what is missing is asked again. */
  async reopen(context: HubContext, path: string, input: ReopenThreadInput): Promise<{ id: string }> {
    return this.write.onThread(context, path, input, ThreadAction.REOPEN, async (tx, actor, thread) => {
      const state = stateAfter(thread, actor, ThreadAction.REOPEN);
      await moveThread(tx, thread.id, actor.instant, { state, messages: 1, due: dueOf(actor.instant, input.dueAt) });
      const message = await this.write.addMessage(tx, actor, thread.id, thread.messageCount + 1, { ...input, kind: QUESTION });
      await this.write.note(tx, actor, {
        action: 'thread.reopened', thread, detail: { message, state }, holders: [thread.originatorId], tell: { change: 'REOPENED', to: await this.write.others(tx, actor, thread.id) },
      });
    });
  }

  /** Gives the task to somebody of the own organisation. Nothing of that shows to others: the thread's revision stays. */
  async assign(context: HubContext, path: string, { threadId, expectedAssigneeId = null, personId = null }: AssignThreadInput): Promise<{ id: string }> {
    return this.write.onThread(context, path, { threadId, expectedRevision: null }, ThreadAction.ASSIGN, async (tx, actor, thread) => {
      stateAfter(thread, actor, ThreadAction.ASSIGN);
      if ((expectedAssigneeId?.toLowerCase() ?? null) !== thread.assigneeId) throw conflict('It is somebody else’s task meanwhile. / 担当者が変わっています。');
      const principal = personId === null ? null : isId(personId) ? await assignable(tx, actor.organisationId, thread.id, personId) : null;
      if (personId !== null && principal === null) throw invalid('input.personId', 'Is nobody of your organisation who sees this thread. / この照会を閲覧できる職員ではありません。');
      await assign(tx, thread.id, actor.organisationId, personId);
      await this.write.note(tx, actor, {
        action: 'thread.assigned', thread, detail: { person: personId }, holders: [],
        ...(principal === null || personId === actor.personId ? {} : { tell: { change: 'ASSIGNED', to: [{ organisationId: actor.organisationId, readers: [principal] }] } }),
      });
    });
  }

  /** Moves the asker's own mark. */
  async markRead(context: HubContext, path: string, { threadId, upTo }: MarkThreadReadInput): Promise<{ id: string }> {
    const actor = withRole(context.actor, ...READING_ROLES);
    if (!isId(threadId)) throw notFound();
    if (upTo < 1) throw invalid('input.upTo', 'Messages are numbered from 1. / 番号は1からです。');
    return this.write.once(context, actor, path, async (tx) => {
      const thread = await this.write.load(tx, actor, threadId, false);
      const moved = await markRead(tx, thread.id, actor.personId, Math.min(upTo, thread.messageCount));
      if (moved) await this.write.note(tx, actor, { action: 'thread.marked-read', thread, detail: { upTo: Math.min(upTo, thread.messageCount) }, holders: [] });
      return { id: thread.id };
    });
  }

  private async move(context: HubContext, path: string, input: ThreadRevisionInput, action: ThreadAction, verb: string, change: ThreadChange): Promise<{ id: string }> {
    return this.write.onThread(context, path, input, action, async (tx, actor, thread) => {
      const state = stateAfter(thread, actor, action);
      await moveThread(tx, thread.id, actor.instant, { state, messages: 0 });
      await this.write.note(tx, actor, { action: verb, thread, detail: { state }, holders: [thread.originatorId], tell: { change, to: await this.write.others(tx, actor, thread.id) } });
    });
  }
}

const noRecipient = (): Error => invalid('input.organisationIds', 'Names an organisation that does not receive the bulletin. / この情報の宛先ではない機関が含まれています。');

/** Who takes part beside the originator. A recipient speaks with the originator alone; never is anybody asked who does not receive. */
function partiesOf(actor: PersonActor, { originatorId, editor, everyone, reached }: OpenableRow, { organisationIds, recipientsKnowEachOther }: OpenThreadInput): string[] {
  const named = [...new Set((organisationIds ?? []).map((id) => id.toLowerCase()))];
  if (originatorId !== actor.organisationId) {
    if (named.length > 0) throw invalid('input.organisationIds', 'A recipient asks the originator alone. / 宛先機関からの照会先は発信機関のみです。');
    return [actor.organisationId];
  }
  if (!editor) throw forbidden('Of the originator, those who edit the bulletin ask its recipients. / 照会できるのは、発信機関の編集担当者のみです。');
  if (named.length === 0) throw invalid('input.organisationIds', 'Name the recipients who are asked. / 照会先を指定してください。');
  if (named.includes(originatorId) || (everyone !== true && !named.every((id) => reached.includes(id)))) throw noRecipient();
  if (named.length > 1 && recipientsKnowEachOther !== true) {
    throw invalid('input.recipientsKnowEachOther', 'Among several recipients each learns who the others are: say so. / 複数の宛先に照会すると、互いに宛先であることが分かります。確認してください。');
  }
  return named;
}

/** Somebody is told a day before the time, and where less than two days were given, when half of it is over. */
function dueOf(instant: Date, dueAt: Date | null | undefined): Due {
  if (!dueAt) return { at: null, tellAt: null };
  if (dueAt <= instant) throw invalid('input.dueAt', 'Lies in the past. / 過去の日時です。');
  const given = dueAt.getTime() - instant.getTime();
  return { at: dueAt, tellAt: new Date(dueAt.getTime() - Math.min(DAY, given / 2)) };
}
