import { asText, inBoth, plainPage } from '@hub/platform';
import type { Visit } from './guest.visits.js';

/** Whatever the reason, alike. */
export const NO_LINK = plainPage(inBoth('このリンクは無効です。期限が過ぎているか、取り消されています。リンクをお送りした担当者にお問い合わせください。',
  'This link does not open. It has expired, or was taken back. Please ask whoever sent it to you.'));
/** A file that the page does not show, or shows no longer. */
export const NO_FILE = plainPage(inBoth('この資料は閲覧できません。取り下げられたか、閲覧範囲が変更されています。', 'This document is not open to you. It was taken away, or is no longer for you.'));
/** Too many at once. */
export const BUSY = plainPage(inBoth('アクセスが集中しています。1分ほどしてから再度お試しください。', 'Too many requests. Please try again in a minute.'));

const both = (texts: Readonly<Record<string, string>>): [ja: string, en: string] => {
  const en = texts['en'] ?? '';
  return [asText(texts['ja'] ?? en), asText(en)];
};
const day = (at: Date, zone: string, locale: string): string => new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'long', timeStyle: 'short' }).format(at);

/** The page of a guest: who he is here, what he was told, and the sections. */
export function guestPage({ link, sections, said }: Visit): string {
  const { names, holder, organisation, zone, expiresAt, startsLocal, endsLocal, places } = link;
  const [titleJa, titleEn] = both(names);
  const [forJa, forEn] = both(organisation ?? {});
  const when = startsLocal === null ? '' : `<p>日時 / When: ${asText(startsLocal.replace('T', ' '))}–${asText(endsLocal?.slice(11) ?? '')} (${asText(zone)})</p>`;
  const [placeJa, placeEn] = both(places);
  const where = placeJa === '' ? '' : `<p>場所 / Where: ${placeJa}${placeEn === placeJa ? '' : ` / <span lang="en">${placeEn}</span>`}</p>`;
  return plainPage(`<header><h1>${titleJa}<br><span lang="en">${titleEn}</span></h1>${when}${where}
<p>${asText(holder)}${organisation === null ? '' : ` (${forJa}${forEn === forJa ? '' : ` / <span lang="en">${forEn}</span>`})`}</p>
${inBoth(`このページは上記の方専用です。転送しないでください。有効期限: ${day(expiresAt, zone, 'ja-JP')}`, `This page is for the person named above. Please do not forward it. It opens until ${day(expiresAt, zone, 'en-GB')}.`)}</header>
<main>${said === null ? '' : `<section role="${said.good ? 'status' : 'alert'}">${inBoth(`<strong>${asText(said.ja)}</strong>`, `<strong>${asText(said.en)}</strong>`)}</section>`}
${sections.length === 0 ? inBoth('現在ご回答いただくことはありません。', 'There is nothing to answer at present.') : sections.join('\n')}</main>`);
}
