import { Injectable } from '@nestjs/common';
import { conflict, forbidden, invalid, isId, localise, type LocalisedText, notFound } from '@hub/kernel';
import { type HubContext, type PersonActor, Role, withRole } from '@hub/access';
import { DraftsService } from '@hub/bulletins';
import { type Tx, UnitOfWork } from '@hub/platform';
import { setConsent } from './thread.changes.js';
import { ThreadMessageKind } from './thread.enums.js';
import type { ConsentToPromotionInput, PromoteAnswerInput } from './thread.inputs.js';
import { requireWriter } from './thread.policy.js';
import { messageFor } from './thread.repository.js';
import { ThreadWrite } from './thread.write.js';

type Message = NonNullable<Awaited<ReturnType<typeof messageFor>>>;

/** How an answer gets into the bulletin: with the consent of whoever wrote it, by an editor's hand, and published like any revision. */
@Injectable()
export class PromotionService {
  constructor(
    private readonly write: ThreadWrite,
    private readonly drafts: DraftsService,
    private readonly uow: UnitOfWork,
  ) {}

  /** Gives the own organisation's consent, or ends it. Nothing of that shows to other recipients: the thread's revision stays. */
  async consent(context: HubContext, path: string, { messageId, consent, credit }: ConsentToPromotionInput): Promise<{ id: string }> {
    const actor = requireWriter(context);
    if (!isId(messageId)) throw notFound();
    return this.write.once(context, actor, path, async (tx) => {
      const message = await this.message(tx, actor, messageId);
      if (message.organisationId !== actor.organisationId) throw forbidden('Only the organisation that wrote an answer consents. / 同意できるのは回答した機関のみです。');
      if (message.kind !== ThreadMessageKind.ANSWER) throw invalid('input.messageId', 'Is no answer. / 回答ではありません。');
      const thread = await this.write.load(tx, actor, message.threadId, true);
      await setConsent(tx, actor, message.id, consent ? { credit } : null);
      await this.write.note(tx, actor, { action: 'thread.promotion-consented', thread, detail: { message: message.id, consent, ...(consent ? { credit } : {}) }, holders: [thread.originatorId] });
      return { id: thread.id };
    });
  }

  /** Adds a section to the working copy. Gives the bulletin's id. */
  async promote(context: HubContext, path: string, input: PromoteAnswerInput): Promise<{ id: string }> {
    const actor = withRole(context.actor, Role.OFFICER);
    if (!isId(input.messageId)) throw notFound();
    const { bulletinId } = await this.uow.read(actor, (tx) => this.message(tx, actor, input.messageId));
    const { heading, excerpt, audience = null } = input;
    return this.drafts.addSection(context, path, { id: bulletinId, expectedRevision: input.expectedRevision }, async (tx) => {
      // The consent may have ended meanwhile: a thread that is held stands still.
      const before = await this.message(tx, actor, input.messageId);
      const thread = await this.write.load(tx, actor, before.threadId, true);
      const { kind, body, promotion, organisationId, language, id } = await this.message(tx, actor, input.messageId);
      if (kind !== ThreadMessageKind.ANSWER) throw invalid('input.messageId', 'Is no answer. / 回答ではありません。');
      if (organisationId !== actor.organisationId && promotion === null) throw conflict('Its organisation has not consented. / 回答した機関の同意がありません。', { allowed: [] });
      if (excerpt != null && !body.includes(excerpt)) throw invalid('input.excerpt', 'Is not in the answer, word for word. / 回答の文言と一致しません。');
      await this.write.note(tx, actor, { action: 'thread.answer-promoted', thread, detail: { message: id, whole: excerpt == null, credit: promotion?.credit ?? false }, holders: [] });
      const credit = promotion?.credit ? await creditOf(tx, organisationId, language) : '';
      return { heading, body: `${excerpt ?? body}${credit}`, audience };
    });
  }

  private async message(tx: Tx, actor: PersonActor, id: string): Promise<Message> {
    const message = await messageFor(tx, this.write.asker(actor), id);
    if (!message) throw notFound();
    return message;
  }
}

/** The source, in the language of the answer. */
async function creditOf(tx: Tx, organisationId: string, language: string): Promise<string> {
  const [organisation] = await tx.query<{ names: LocalisedText }>('thread-credit', 'SELECT names FROM hub.organisations WHERE id = $1', [organisationId]);
  const name = localise(organisation?.names ?? {}, language);
  return `\n\n${language.startsWith('ja') ? `（情報提供：${name}）` : `(Source: ${name})`}`;
}
