/** A year's figures of one count. What the source does not give is null, never zero. */
export interface Figure { readonly year: number; readonly scope: 'NPA' | 'GOV'; readonly cases: number | null; readonly arrested: number | null; readonly victims: number | null }

const SCOPES = { 警察庁: 'NPA', 政府全体: 'GOV' } as const;

/**
 * Reads the yearly figures of public bulletins as libs/statistics writes them: year and count in the title, the numbers in the English summary. The two counts are never mixed.
 * Of a year that stands twice the newest bulletin counts, which comes first.
 */
export function figuresIn(bulletins: readonly { readonly title: string; readonly sections: readonly { readonly body: string }[] }[]): Figure[] {
  const found = new Map<string, Figure>();
  for (const { title, sections } of bulletins) {
    const [, year, scope] = /(\d{4})年[（(](警察庁|政府全体)[）)]$/.exec(title) ?? [];
    if (!year || !scope || found.has(`${year} ${scope}`)) continue;
    const text = sections.map(({ body }) => body).join('\n');
    const number = (words: string): number | null => {
      const [, digits] = new RegExp(`^- ${words}: \\*\\*(\\d+)\\*\\*$`, 'm').exec(text) ?? [];
      return digits === undefined ? null : Number(digits);
    };
    const figure = { year: Number(year), scope: SCOPES[scope as keyof typeof SCOPES], cases: number('Cases cleared'), arrested: number('Persons arrested'), victims: number('Identified victims') };
    if (figure.cases !== null || figure.arrested !== null || figure.victims !== null) found.set(`${year} ${scope}`, figure);
  }
  return [...found.values()].sort((a, b) => a.year - b.year);
}

/** All years from the first to the last, with those that are missing as gaps. */
export function yearsOf(figures: readonly Figure[]): { readonly year: number; readonly figure: Figure | null }[] {
  const [first, last] = [figures[0]?.year ?? 0, figures.at(-1)?.year ?? -1];
  return Array.from({ length: last - first + 1 }, (_, index) => ({ year: first + index, figure: figures.find(({ year }) => year === first + index) ?? null }));
}
