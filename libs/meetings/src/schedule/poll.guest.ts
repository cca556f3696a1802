import { Injectable, type OnModuleInit } from '@nestjs/common';
import { conflict, invalid, newId, normaliseInput } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { type Guest, type GuestSection, GuestSections, type Said } from '../links/guest.sections.js';
import { GuestVisits } from '../links/guest.visits.js';
import { pollMarkup } from './poll.page.js';
import type { Answers } from './poll.repository.js';
import { MeetingAnswer } from './ranking.js';

/** A poll as a guest sees it: of what is said, his own or his organisation's. */
export interface GuestPoll {
  readonly pollId: string;
  readonly deadline: Date;
  readonly slots: readonly { id: string; startsLocal: string; endsLocal: string; startsAt: string }[];
  readonly revision: number;
  readonly answers: Answers;
  readonly remark: string | null;
}

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
    const [written] = await tx.query<{ id: string | null }>('meeting-answer-by-link', 'SELECT hub.answer_by_link($1, $2, $3, $4, $5, $6, $7) AS id',
      [link.id, poll.pollId, at, revisionOf(form), JSON.stringify(answers), remark || null, newId()]);
    if (!written?.id) throw conflict('Somebody else has replied meanwhile. What stands now is shown below; send yours again if it should replace it. / 先に別の回答が登録されました。置き換える場合は、もう一度送信してください。');
    await this.visits.act(tx, guest, { action: 'meeting.poll-answered', subjectId: link.editionId, detail: { poll: poll.pollId, organisation: link.organisationId, channel: 'LINK', answers } });
    return { ja: '回答を受け付けました。期限までは変更できます。', en: 'Your answer is noted. You can change it until the deadline.' };
  }
}

async function pollByLink(tx: Tx, linkId: string): Promise<GuestPoll | null> {
  const [poll] = await tx.query<GuestPoll>('meeting-poll-by-link', 'SELECT p.poll_id AS "pollId", p.deadline, p.slots, p.revision, p.answers, p.remark FROM hub.poll_by_link($1) p', [linkId]);
  return poll ?? null;
}

function answerOf(text: string): MeetingAnswer {
  const answer = Object.values(MeetingAnswer).find((known) => known === text);
  if (!answer) throw invalid('answers', 'Is not an answer that can be given. / 選択できない回答です。');
  return answer;
}

/** What he saw; a number that is none matches nothing. */
const revisionOf = (form: URLSearchParams): number => (/^\d{1,9}$/.test(form.get('revision') ?? '') ? Number(form.get('revision')) : -1);
