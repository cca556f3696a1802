import { figuresToBulletin, parseFigures } from '@hub/statistics';
import { differences } from './figure-differences.js';
import type { ImportedBulletin } from './imported-bulletins.js';

const HEADER = 'year,scope,cases_cleared,persons_arrested,victims,victims_by_nationality,form,source';
const sourceOf = (row: string) => {
  const [parsed] = parseFigures(`${HEADER}\n${row}`, { latestYear: 2026 }).rows;
  if (!parsed) throw new Error('bad row');
  return figuresToBulletin(parsed);
};
const SOURCE = sourceOf('2015,NPA,44,42,49,PH:28;JP:13;TH:8,sexual:18,a report');

/** As the hub gives it back: folded, and in another order. */
const inHub = (more: Partial<ImportedBulletin['bulletin']> = {}): ImportedBulletin => ({
  sourceKey: SOURCE.key,
  bulletin: {
    id: 'x', revision: 1, state: 'PUBLISHED', pending: null,
    title: SOURCE.title.normalize('NFKC'),
    facts: { identifiedVictims: 49, citizenships: ['TH', 'JP', 'PH'], exploitation: [...SOURCE.facts.exploitation].reverse() },
    sections: SOURCE.sections.map(({ heading, body }) => ({ heading: heading.normalize('NFKC'), body })),
    ...more,
  },
});

describe('A figure that is in the hub', () => {
  it('agrees with its source, however the hub folds and orders it', () => expect(differences(SOURCE, inHub())).toEqual([]));

  it.each([
    ['another number of victims', sourceOf('2015,NPA,44,42,50,PH:29;JP:13;TH:8,sexual:18,a report'), /victims 被害者 49 → 50/],
    ['another nationality', sourceOf('2015,NPA,44,42,49,PH:28;JP:13;VN:8,sexual:18,a report'), /nationalities 国籍 JP PH TH → JP PH VN/],
    ['victims not given any more', sourceOf('2015,NPA,44,42,,,,a report'), /victims 被害者 49 → —/],
    ['other arrests, which stand in the text only', sourceOf('2015,NPA,44,43,49,PH:28;JP:13;TH:8,sexual:18,a report'), /text 本文: 概要/],
    ['another source', sourceOf('2015,NPA,44,42,49,PH:28;JP:13;TH:8,sexual:18,another report'), /text 本文: 集計の範囲と出典/],
  ])('differs by %s', (_, source, said) => expect(differences(source, inHub()).join('; ')).toMatch(said));

  it('differs where somebody changed it in the hub', () => {
    expect(differences(SOURCE, inHub({ title: 'Figures' }))).toEqual(['title 件名']);
    expect(differences(SOURCE, inHub({ sections: [...inHub().bulletin.sections, { heading: 'More', body: 'x' }] }))).toEqual(['further sections 追加の節']);
  });
});
