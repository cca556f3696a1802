import { asText, inBoth } from '@hub/platform';
import type { GuestDelegate } from './guest.repository.js';
import { DELEGATE_FIELDS, type FormField, LANGUAGES } from './guest.form.js';

/** What the section is made of; `typed`: a form that was refused, which goes back as it was written. */
export interface DelegateForm {
  readonly delegates: readonly GuestDelegate[]; readonly nobody: boolean; readonly deadlineJa: string; readonly deadlineEn: string;
  /** The id that whoever is named next gets. */
  readonly next: string | null;
  readonly typed: URLSearchParams | null;
}

const HEAD = '<h2>出席者の登録 / <span lang="en">Delegates</span></h2>';

/** Whom the organisation sends: who is named, forms for those whom this guest has named, and one to name somebody. */
export function delegatesMarkup({ delegates, nobody, deadlineJa, deadlineEn, next, typed }: DelegateForm): string {
  const changed = delegates.find(({ id, needs }) => needs !== null && typed?.get('what') === 'change' && typed.get('delegate') === id);
  const named = delegates.map((one) => (one.needs === null ? `<li>${nameOf(one)}</li>` : `<li><details${one === changed ? ' open' : ''}><summary>${nameOf(one)}</summary>${form('change', one.id, one.revision, fields(one === changed ? typed : valuesOf(one)), '変更する / Change')}
${form('remove', one.id, one.revision, '', '取り消す / Remove')}</details></li>`)).join('\n');
  // What was written of somebody who is not there any more goes into the form for somebody new.
  const kept = typed && !changed && ['name', 'change'].includes(typed.get('what') ?? '') ? typed : new URLSearchParams({ language: 'ja' });
  const add = next === null ? '' : `<h3>出席者を追加する / <span lang="en">Name somebody</span></h3>${form('name', next, 0, fields(kept), '登録する / Name')}`;
  const none = delegates.length > 0 ? '' : nobody
    ? `${inBoth('「出席者なし」と回答されています。', 'The answer given is that nobody comes.')}${form('come', '', 0, '', '「出席者なし」を取り消す / Take that back')}`
    : form('nobody', '', 0, '', '出席者なし / We send nobody');
  return `<section>${HEAD}${inBoth(`回答期限: ${deadlineJa}`, `Please answer by ${deadlineEn}.`)}
${inBoth('氏名と役職は全参加機関に表示されます。その他は貴機関の担当者と事務局のみに表示されます。', 'Names and titles are shown to all parties; the rest to your organisation’s contact points and the coordinator alone.')}
${delegates.length === 0 ? '' : `<ul>${named}</ul>`}${add}${none}</section>`;
}

/** It is too late: what was written is not lost. */
export function lateMarkup(typed: URLSearchParams): string {
  const written = DELEGATE_FIELDS.flatMap(({ name, ja, en }) => (typed.get(name) ? [`<dt>${ja} / <span lang="en">${en}</span></dt><dd>${asText(typed.get(name) ?? '')}</dd>`] : [])).join('');
  return `<section>${HEAD}${inBoth('現在は登録できません。入力内容は次のとおりです。事務局に電話でご連絡ください。', 'Delegates can’t be named now. This is what you wrote; please telephone the coordinator.')}<dl>${written}</dl></section>`;
}

const form = (what: string, delegate: string, revision: number, inner: string, words: string): string =>
  `<form method="post" autocomplete="off"><input type="hidden" name="section" value="delegates"><input type="hidden" name="what" value="${what}"><input type="hidden" name="delegate" value="${asText(delegate)}"><input type="hidden" name="revision" value="${revision}">
${inner}<button>${words}</button></form>`;

const fields = (values: URLSearchParams | null): string => DELEGATE_FIELDS.map((one) => fieldMarkup(one, values?.get(one.name) ?? '')).join('\n');

function fieldMarkup({ name, ja, en, kind, most, required, hint }: FormField, value: string): string {
  const label = `${ja} / <span lang="en">${en}</span>${required ? '（必須 / needed）' : ''}${hint ? `<br><small>${hint[0]} / <span lang="en">${hint[1]}</span></small>` : ''}`;
  const must = required ? ' required' : '';
  if (kind === 'tick') return `<label>${label} <input type="checkbox" name="${name}"${value === 'on' ? ' checked' : ''}></label>`;
  if (kind === 'area') return `<label>${label} <textarea name="${name}" rows="2" maxlength="${most}">${asText(value)}</textarea></label>`;
  if (kind === 'text' || kind === 'email') return `<label>${label} <input type="${kind}" name="${name}" maxlength="${most}" value="${asText(value)}"${must}></label>`;
  const options = LANGUAGES.map((tag) => `<option value="${tag}"${tag === value ? ' selected' : ''}>${languageName(tag, 'ja')} / ${languageName(tag, 'en')}</option>`).join('');
  return `<label>${label} <select name="${name}">${kind === 'language?' ? '<option value="">不要 / none</option>' : ''}${options}</select></label>`;
}

const languageName = (tag: string, by: string): string => new Intl.DisplayNames([by], { type: 'language' }).of(tag) ?? tag;

function nameOf({ familyName, givenName, title }: GuestDelegate): string {
  const said = [...new Set([title['ja'], title['en']].filter((one) => one))].map((one) => asText(one ?? '')).join(' / ');
  return `${asText(`${familyName} ${givenName}`)}${said === '' ? '' : `（${said}）`}`;
}

/** What stands of a delegate, as a form has it. */
function valuesOf({ familyName, givenName, kana, latinFamilyName, latinGivenName, title, needs }: GuestDelegate): URLSearchParams {
  return new URLSearchParams({
    familyName, givenName, kana: kana ?? '', latinFamilyName: latinFamilyName ?? '', latinGivenName: latinGivenName ?? '', 'title.ja': title['ja'] ?? '', 'title.en': title['en'] ?? '',
    email: needs?.email ?? '', language: needs?.language ?? 'ja', interpretation: needs?.interpretation ?? '', dietary: needs?.dietary ?? '', accessNeeds: needs?.accessNeeds ?? '', remote: needs?.remote ? 'on' : '',
  });
}
