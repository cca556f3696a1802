import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, type PersonActor, Role, signedIn, withRole } from '@hub/access';
import { conflict, forbidden, invalid, isId, newId, notFound } from '@hub/kernel';
import { type Change, requireCoordinator, requireId } from '@hub/parties';
import { type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import type { MeetingEdition } from '../editions/edition.types.js';
import { tellParties } from '../editions/editions.repository.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { CommentOutcome, MinutesAct, MinutesLanguage, MinutesResponseKind } from './minutes.enums.js';
import type { AnswerMinutesCommentInput, AskMinutesExtensionInput, CommentOnMinutesInput, NoteMinutesObjectionInput, RespondToMinutesInput, ReviewWindowInput } from './minutes.inputs.js';
import { requireMinutesAct, requireWindow } from './minutes.policy.js';
import { addComment, answerComment, askExtension, attended, commentOf, extendReview, minutesOf, noteObjection, objectionOf, openReview, respond, speaksForParty, takeBack, tellOrganisation } from './minutes.repository.js';
import { requireMinutes } from './minutes.service.js';
import type { MeetingMinutes } from './minutes.types.js';
import { requireSecretary, SessionService, type Written } from './session.service.js';
import { holdText, itemOf, textAt } from './session.repository.js';

const SAYS_WHY: readonly MinutesResponseKind[] = [MinutesResponseKind.APPROVED_WITH_RESERVATION, MinutesResponseKind.OBJECTED];

/** The review of minutes by the organisations that attended. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
    private readonly session: SessionService,
  ) {}

  /** Opens the review until an announced day. */
  async open(context: HubContext, path: string, { editionId, expectedRevision, closesAt }: ReviewWindowInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    return this.change(context, actor, path, editionId, expectedRevision, MinutesAct.OPEN_REVIEW, async (tx, edition) => {
      requireWindow(closesAt, actor.instant, actor.instant);
      if ((await attended(tx, edition.id)).length === 0) throw conflict('Nobody is recorded to have been there. / 出席者が記録されていません。', { allowed: [MinutesAct.WRITE] });
      await openReview(tx, edition.id, closesAt);
      return { action: 'minutes.review-opened', subjectId: edition.id, detail: { closesAt: closesAt.toISOString() }, tell: await tellParties(tx, edition.id, 'MINUTES_REVIEW_OPENED', edition.id) };
    });
  }

  /** Asks for more time. */
  async askExtension(context: HubContext, path: string, { editionId, reason }: AskMinutesExtensionInput): Promise<string> {
    const actor = signedIn(context.actor);
    return this.change(context, actor, path, editionId, null, MinutesAct.ASK_EXTENSION, async (tx, edition) => {
      await requireAttended(tx, actor, edition.id);
      await requireSpeaks(tx);
      if (!(await askExtension(tx, edition.id, reason))) throw conflict('More time was asked for already. / 期限の延長は既に申請されています。', { allowed: [] });
      return { action: 'minutes.extension-asked', subjectId: edition.id, detail: { reason }, tell: await tellParties(tx, edition.id, 'MINUTES_EXTENSION_ASKED', edition.id) };
    });
  }

  /** Gives more time. */
  async extend(context: HubContext, path: string, { editionId, expectedRevision, closesAt }: ReviewWindowInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    return this.change(context, actor, path, editionId, expectedRevision, MinutesAct.EXTEND, async (tx, edition, minutes) => {
      requireWindow(closesAt, minutes.closesAt ?? actor.instant, actor.instant);
      await extendReview(tx, edition.id, closesAt);
      return { action: 'minutes.review-extended', subjectId: edition.id, detail: { closesAt: closesAt.toISOString() }, tell: await tellParties(tx, edition.id, 'MINUTES_REVIEW_EXTENDED', edition.id) };
    });
  }

  /** Comments, with another text where one is proposed. */
  async comment(context: HubContext, path: string, input: CommentOnMinutesInput): Promise<string> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT, Role.ADMINISTRATOR);
    const { language, body, passage = null, proposal = null } = input;
    if ((passage === null) !== (proposal === null)) throw invalid(passage === null ? 'input.passage' : 'input.proposal', 'A passage and what should stand there belong together. / 修正箇所と修正案は両方指定してください。');
    if (passage !== null && input.itemId == null) throw invalid('input.itemId', 'Say in which item the passage stands. / 修正箇所の議題を指定してください。');
    return this.change(context, actor, path, input.editionId, null, MinutesAct.COMMENT, async (tx, edition) => {
      const itemId = await itemIn(tx, edition.id, input.itemId ?? null);
      await requireAttended(tx, actor, edition.id);
      if (passage !== null && itemId !== null) requireOnce((await textAt(tx, itemId, language, null))?.body ?? '', passage, 'input.passage');
      const id = newId();
      await addComment(tx, actor, { id, editionId: edition.id, itemId, language, body, passage, proposal });
      return { action: 'minutes.commented', subjectId: edition.id, detail: { comment: id, item: itemId, proposes: passage !== null } };
    });
  }

  /** Takes a comment up or declines it. */
  async answer(context: HubContext, path: string, { id, outcome, answer = null, alreadyWritten }: AnswerMinutesCommentInput): Promise<string> {
    const known = isId(id) ? await this.read(context, (tx) => commentOf(tx, id)) : null;
    if (!known) throw notFound();
    const { editionId, itemId, passage, proposal, organisationId } = known;
    if (outcome === CommentOutcome.DECLINED && answer === null) throw invalid('input.answer', 'Say why it is declined. / 採用しない理由を入力してください。');
    const settle = async (tx: Tx, actor: PersonActor, revision: number | null): Promise<Change> => {
      if (!(await answerComment(tx, actor, known.id, outcome, answer))) throw conflict('It was answered already. / 既に回答されています。', { allowed: [] });
      return {
        action: 'minutes.comment-answered', subjectId: editionId, detail: { comment: known.id, outcome, item: itemId, revision }, alsoHeldBy: organisationId === actor.organisationId ? [] : [organisationId],
        tell: await tellOrganisation(tx, organisationId, itemId, 'MINUTES_COMMENT_ANSWERED', editionId),
      };
    };
    if (itemId === null) {
      const actor = signedIn(context.actor);
      return this.change(context, actor, path, editionId, null, MinutesAct.ANSWER, async (tx) => {
        await requireSecretary(tx, editionId);
        return settle(tx, actor, null);
      });
    }
    await this.session.onItem(context, path, itemId, async (written) => {
      requireMinutesAct(requireMinutes(written.minutes, null), MinutesAct.ANSWER, written.actor.instant);
      const replaces = outcome === CommentOutcome.TAKEN_UP && passage !== null && !alreadyWritten;
      return settle(written.tx, written.actor, replaces ? await this.replace(written, known.language as MinutesLanguage, passage, proposal ?? '') : null);
    });
    return editionId;
  }

  /** The own organisation's answer. */
  async respond(context: HubContext, path: string, input: RespondToMinutesInput): Promise<string> {
    const actor = signedIn(context.actor);
    const { response, body = null } = input;
    if (response === MinutesResponseKind.NO_OBJECTION_RECEIVED) throw invalid('input.response', 'Is noted by the hub alone, after the announced day. / この回答は期限後に自動で記録されるものです。');
    if (SAYS_WHY.includes(response) !== (body !== null && body.trim() !== '')) throw invalid('input.body', 'Goes with a reservation or an objection, and nothing else. / 留保または異議の場合のみ、その内容を入力してください。');
    return this.change(context, actor, path, input.editionId, null, MinutesAct.RESPOND, async (tx, edition) => {
      const itemId = await itemIn(tx, edition.id, input.itemId ?? null);
      await requireAttended(tx, actor, edition.id);
      await requireSpeaks(tx);
      await takeBack(tx, actor, edition.id, itemId);
      if (itemId === null || response !== MinutesResponseKind.APPROVED) await respond(tx, actor, { id: newId(), editionId: edition.id, itemId, response, body });
      return { action: 'minutes.responded', subjectId: edition.id, detail: { response, item: itemId }, tell: itemId === null && response === MinutesResponseKind.OBJECTED ? await tellParties(tx, edition.id, 'MINUTES_OBJECTED', edition.id) : [] };
    });
  }

  /** Notes an objection that is not settled: it stays in the minutes, and blocks them no longer. */
  async note(context: HubContext, path: string, { id, note }: NoteMinutesObjectionInput): Promise<string> {
    const known = isId(id) ? await this.read(context, (tx) => objectionOf(tx, id)) : null;
    if (!known) throw notFound();
    const { editionId, itemId, organisationId } = known;
    const settle = async (tx: Tx, actor: PersonActor): Promise<Change> => {
      if (!(await noteObjection(tx, actor, id, note))) throw conflict('It was noted already, or taken back. / 既に付記されたか、撤回されています。', { allowed: [] });
      return {
        action: 'minutes.objection-noted', subjectId: editionId, detail: { objection: id.toLowerCase(), item: itemId }, alsoHeldBy: organisationId === actor.organisationId ? [] : [organisationId],
        tell: await tellOrganisation(tx, organisationId, itemId, 'MINUTES_OBJECTION_NOTED', editionId),
      };
    };
    if (itemId !== null) {
      await this.session.onItem(context, path, itemId, async ({ tx, actor, minutes }) => {
        requireMinutesAct(requireMinutes(minutes, null), MinutesAct.NOTE, actor.instant);
        return settle(tx, actor);
      });
      return editionId;
    }
    const actor = signedIn(context.actor);
    return this.change(context, actor, path, editionId, null, MinutesAct.NOTE, async (tx) => {
      await requireSecretary(tx, editionId);
      return settle(tx, actor);
    });
  }

  /** Puts what was proposed in the place of the passage; gives the revision. */
  private async replace(written: Written, language: MinutesLanguage, passage: string, proposal: string): Promise<number> {
    await holdText(written.tx, written.item.id, language);
    const current = await textAt(written.tx, written.item.id, language, null);
    const text = current?.body ?? '';
    const at = text.indexOf(passage);
    if (at < 0 || text.includes(passage, at + 1)) {
      throw conflict('The passage does not stand there any more: write the text, and answer with alreadyWritten. / 修正箇所の文言が変わっています。本文を直してから回答してください。', { currentRevision: current?.revision ?? 0, text });
    }
    return this.session.putText(written, language, text.slice(0, at) + proposal + text.slice(at + passage.length), current);
  }

  private async change(context: HubContext, actor: PersonActor, path: string, editionId: string, expectedRevision: number | null, act: MinutesAct, work: (tx: Tx, edition: MeetingEdition, minutes: MeetingMinutes) => Promise<Change>): Promise<string> {
    await this.write.make(context, actor, path, editionId, { alone: true }, async (tx, edition) => {
      const minutes = requireMinutes(await minutesOf(tx, edition.id), expectedRevision);
      requireMinutesAct(minutes, act, actor.instant);
      return work(tx, edition, minutes);
    });
    return requireId(editionId);
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(signedIn(context.actor), (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

/** The item, of this edition and seen by the asker. */
async function itemIn(tx: Tx, editionId: string, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const item = isId(id) ? await itemOf(tx, id) : null;
  if (item?.editionId !== editionId) throw notFound();
  return item.id;
}

async function requireAttended(tx: Tx, { organisationId }: PersonActor, editionId: string): Promise<void> {
  if (!(await attended(tx, editionId)).includes(organisationId)) throw forbidden('Organisations that attended only. / 出席した機関のみが行えます。');
}

async function requireSpeaks(tx: Tx): Promise<void> {
  if (!(await speaksForParty(tx))) throw forbidden('Contact point, deputy or administrators of the organisation only. / コンタクトポイント、副担当者または管理者のみが行えます。');
}

function requireOnce(text: string, passage: string, field: string): void {
  const at = text.indexOf(passage);
  if (at < 0 || text.includes(passage, at + 1)) throw invalid(field, 'Must stand in the text of the item exactly once. / 議題の本文中に1か所だけある文言を指定してください。');
}
