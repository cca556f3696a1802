import { asText, inBoth } from '@hub/platform';
import type { GuestPoll } from './poll.repository.js';
import { MeetingAnswer } from './ranking.js';

const WORDS: readonly (readonly [MeetingAnswer, string])[] = [[MeetingAnswer.YES, '○ 都合がよい / Yes'], [MeetingAnswer.IF_NEED_BE, '△ 調整可能 / If need be'], [MeetingAnswer.NO, '× 都合が悪い / No']];
const OPEN = '（未回答 / not answered）';

/** How the section is to be shown. */
interface How { readonly zone: string; readonly open: boolean; readonly typed: URLSearchParams | null }

/** Which slots suit: a form while it can be answered, afterwards what was said. */
export function pollMarkup(poll: GuestPoll, { zone, open, typed }: How): string {
  const deadline = inBoth(`回答期限: ${instant(poll.deadline, zone, 'ja-JP')}`, `Please answer by ${instant(poll.deadline, zone, 'en-GB')}.`);
  const head = `<h2>日程調整 / <span lang="en">Which dates suit?</span></h2>${deadline}`;
  const zoneNote = inBoth(`時刻は ${asText(zone)} の現地時間です。`, `Times are local times of ${asText(zone)}.`);
  if (!open) {
    const said = poll.slots.map(({ id, ...slot }) => `<li>${when(slot)}: ${WORDS.find(([answer]) => answer === poll.answers[id])?.[1] ?? OPEN}`).join('');
    return `<section>${head}${inBoth('回答期限が過ぎました。変更は事務局に電話でご連絡ください。', 'The deadline is over. Please telephone the coordinator about changes.')}${zoneNote}<ul>${said}</ul></section>`;
  }
  const slots = poll.slots.map(({ id, ...slot }) => {
    const chosen = typed?.get(`slot.${id}`) ?? poll.answers[id];
    const options = WORDS.map(([answer, words]) => `<option value="${answer}"${answer === chosen ? ' selected' : ''}>${words}</option>`).join('');
    return `<label>${when(slot)} <select name="slot.${id}"><option value="">${OPEN}</option>${options}</select></label>`;
  }).join('\n');
  return `<section>${head}${zoneNote}<form method="post" autocomplete="off"><input type="hidden" name="section" value="poll"><input type="hidden" name="poll" value="${poll.pollId}"><input type="hidden" name="revision" value="${poll.revision}">
${slots}
<label>備考 / Remark <textarea name="remark" rows="3" maxlength="500">${asText(typed?.get('remark') ?? poll.remark ?? '')}</textarea></label> <button>回答する / Send</button></form></section>`;
}

/** A local time as it stands: no zone is applied to it. */
function when({ startsLocal, endsLocal, startsAt }: Omit<GuestPoll['slots'][number], 'id'>): string {
  const day = new Date(`${startsLocal}:00Z`);
  const [ja, en] = ['ja-JP', 'en-GB'].map((locale) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: locale === 'ja-JP' ? 'long' : 'short', day: 'numeric', weekday: 'short' }).format(day));
  return `<time datetime="${asText(startsAt)}">${ja} <span lang="en">(${en})</span> ${startsLocal.slice(11)}–${endsLocal.slice(11)}</time>`;
}

const instant = (at: Date, zone: string, locale: string): string => new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'long', timeStyle: 'short' }).format(at);
