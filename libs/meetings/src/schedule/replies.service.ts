import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, signedIn } from '@hub/access';
import { conflict, forbidden, invalid, newId } from '@hub/kernel';
import { requireCoordinator, requireId } from '@hub/parties';
import type { Tx } from '@hub/platform';
import type { MeetingEdition } from '../editions/edition.types.js';
import { partyIds } from '../editions/editions.repository.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import type { AnswerMeetingPollInput, EnterMeetingPollAnswerInput, MeetingSlotAnswerInput } from './poll.inputs.js';
import { type Answers, answersPolls, coordinatingIds, replyRevision, slotsOf, writeReply } from './poll.repository.js';
import { MeetingReplyChannel } from './poll.types.js';
import { openPoll } from './polls.service.js';

/** What parties say to a poll: signed in, or as a coordinator heard or read it. */
@Injectable()
export class RepliesService {
  constructor(private readonly write: MeetingWrite) {}

  /** The own organisation's reply, until the deadline. */
  async answer(context: HubContext, path: string, input: AnswerMeetingPollInput): Promise<string> {
    const actor = signedIn(context.actor);
    return this.reply(context, actor, path, input, { organisationId: actor.organisationId, channel: MeetingReplyChannel.SIGNED_IN }, async (tx, deadline) => {
      if (!(await answersPolls(tx))) throw forbidden('Contact point, deputy and administrators answer for the organisation. / 回答できるのは、コンタクトポイント、代理又は管理者です。');
      if (deadline <= actor.instant) throw conflict('The deadline is over: tell the coordinator by telephone or on paper. / 回答期限が過ぎています。事務局に電話又は書面でご連絡ください。', { allowed: [] });
    });
  }

  /** A party's reply that reached the coordinator otherwise, until the day is decided. */
  async enter(context: HubContext, path: string, input: EnterMeetingPollAnswerInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const organisationId = requireId(input.organisationId);
    return this.reply(context, actor, path, input, { organisationId, channel: input.channel }, async (tx, _deadline, edition) => {
      if (!(await partyIds(tx, edition.id)).includes(organisationId)) throw invalid('input.organisationId', 'Does not take part in this edition. / 会議に参加していない機関です。');
    });
  }

  private reply(
    context: HubContext, actor: PersonActor, path: string, { editionId, expectedRevision, answers, remark = null }: AnswerMeetingPollInput,
    whose: { organisationId: string; channel: MeetingReplyChannel }, permit: (tx: Tx, deadline: Date, edition: MeetingEdition) => Promise<void>,
  ): Promise<string> {
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      const poll = await openPoll(tx, edition);
      await permit(tx, poll.deadline, edition);
      const said = answersOf(answers, (await slotsOf(tx, [poll.id])).map(({ id }) => id), 'input.answers');
      const { organisationId, channel } = whose;
      if (!(await writeReply(tx, { id: newId(), pollId: poll.id, organisationId, answers: said, remark: remark || null, channel, at: actor.instant, byId: actor.personId }, expectedRevision))) {
        throw conflict('Somebody else has replied meanwhile. Look at that, and reply again. / 先に別の回答が登録されました。内容を確認のうえ、再度回答してください。', { currentRevision: await replyRevision(tx, poll.id, organisationId) });
      }
      const holders = new Set([organisationId, ...(await coordinatingIds(tx))]);
      holders.delete(actor.organisationId);
      return { action: 'meeting.poll-answered', subjectId: edition.id, detail: { poll: poll.id, organisation: organisationId, channel, answers: said }, alsoHeldBy: [...holders] };
    });
  }
}

/** The answers by slot. INVALID_INPUT for a slot that is not asked about, or that stands there twice. */
export function answersOf(inputs: readonly MeetingSlotAnswerInput[], slotIds: readonly string[], field: string): Answers {
  const said: Record<string, Answers[string]> = {};
  inputs.forEach(({ slotId, answer }, n) => {
    const id = slotId.toLowerCase();
    if (!slotIds.includes(id) || said[id]) throw invalid(`${field}.${n}.slotId`, 'Is not a slot of the open poll, or stands there twice. / 現在の候補にない、または重複しています。');
    said[id] = answer;
  });
  return said;
}
