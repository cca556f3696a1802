import { Injectable, type OnModuleInit } from '@nestjs/common';
import { conflict, invalid, newId, normaliseInput } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { type Guest, type GuestSection, GuestSections, type Said } from '../links/guest.sections.js';
import { GuestVisits } from '../links/guest.visits.js';
import { pollMarkup } from './poll.page.js';
import { answerByLink, pollByLink } from './poll.repository.js';
import { MeetingAnswer } from './ranking.js';

const LONGEST_REMARK = 500;

/** The poll on the page of a personal link. */
@Injectable()
export class PollSection implements GuestSection, OnModuleInit {
  readonly name = 'poll';

  constructor(
    private readonly sections: GuestSections,
    private readonly visits: GuestVisits,
  ) {}

  onModuleInit(): void {
    this.sections.add(this);
  }

  async show(tx: Tx, { link, at }: Guest, typed: URLSearchParams | null): Promise<string | null> {
    const poll = await pollByLink(tx, link.id);
    return poll && pollMarkup(poll, { zone: link.zone, open: poll.deadline > at, typed });
  }

  async submit(tx: Tx, guest: Guest, form: URLSearchParams): Promise<Said> {
    const { link, at } = guest;
    const poll = await pollByLink(tx, link.id);
    if (!poll || poll.pollId !== form.get('poll')) throw conflict('This poll is over. / この日程調整は終了しています。');
    if (poll.deadline <= at) throw conflict('The deadline is over: please tell the coordinator by telephone. / 回答期限が過ぎています。事務局に電話でご連絡ください。');
    const answers: Record<string, MeetingAnswer> = {};
    for (const { id } of poll.slots) {
      const said = form.get(`slot.${id}`);
      if (said) answers[id] = answerOf(said);
    }
    if (Object.keys(answers).length === 0) throw invalid('answers', 'Please answer to one of the slots at least. / いずれかの候補に回答してください。');
    const remark = normaliseInput(form.get('remark') ?? '');
    if (remark.length > LONGEST_REMARK) throw invalid('remark', `The remark has more than ${LONGEST_REMARK} characters. / 備考は${LONGEST_REMARK}字以内で入力してください。`);
    if (!(await answerByLink(tx, { linkId: link.id, pollId: poll.pollId, at, revision: revisionOf(form), answers, remark: remark || null, id: newId() }))) throw conflict('Somebody else has replied meanwhile. What stands now is shown below; send yours again if it should replace it. / 先に別の回答が登録されました。置き換える場合は、もう一度送信してください。');
    await this.visits.act(tx, guest, { action: 'meeting.poll-answered', subjectId: link.editionId, detail: { poll: poll.pollId, organisation: link.organisationId, channel: 'LINK', answers } });
    return { ja: '回答を受け付けました。期限までは変更できます。', en: 'Your answer is noted. You can change it until the deadline.' };
  }
}

function answerOf(text: string): MeetingAnswer {
  const answer = Object.values(MeetingAnswer).find((known) => known === text);
  if (!answer) throw invalid('answers', 'Is not an answer that can be given. / 選択できない回答です。');
  return answer;
}

/** What he saw; a number that is none matches nothing. */
const revisionOf = (form: URLSearchParams): number => (/^\d{1,9}$/.test(form.get('revision') ?? '') ? Number(form.get('revision')) : -1);
