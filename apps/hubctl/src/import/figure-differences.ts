import { normaliseInput } from '@hub/kernel';
import type { FigureBulletin } from '@hub/statistics';
import type { ImportedBulletin } from './imported-bulletins.js';

/** As the hub keeps a text of one line. */
const line = (text: string): string => normaliseInput(text.replace(/\s+/gu, ' '));
const list = (values: readonly string[]): string => [...values].sort().join(' ');

/** In what a bulletin in the hub differs from what the source says now: a few words each, none where they agree. */
export function differences(source: FigureBulletin, { bulletin }: ImportedBulletin): string[] {
  const found: string[] = [];
  const compare = (name: string, now: string, there: string): void => {
    if (now !== there) found.push(`${name} ${there || '—'} → ${now || '—'}`);
  };
  const { facts } = bulletin;
  compare('victims 被害者', String(source.facts.identifiedVictims ?? ''), String(facts?.identifiedVictims ?? ''));
  compare('nationalities 国籍', list(source.facts.citizenships), list(facts?.citizenships ?? []));
  compare('forms 形態', list(source.facts.exploitation), list(facts?.exploitation ?? []));
  if (line(source.title) !== line(bulletin.title)) found.push('title 件名');
  const there = new Map(bulletin.sections.map(({ heading, body }) => [line(heading), body]));
  for (const { heading, body } of source.sections) {
    if (there.get(line(heading))?.trim() !== body.trim()) found.push(`text 本文: ${heading}`);
  }
  if (there.size > source.sections.length) found.push('further sections 追加の節');
  return found;
}
