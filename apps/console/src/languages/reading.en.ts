const number = new Intl.NumberFormat('en');

/** What the console says in English of filters that are kept, notifications, translations and charts. */
export const readingTexts = {
  filters: { saved: 'Saved filters', keep: 'Keep these filters', keepHelp: 'On this device, without a name of their own.', keepHelpWords: 'On this device: the conditions, and never the words that you search for.', kept: 'Kept.', forget: (name: string) => `Forget the filters ${name}`, forgotten: 'Forgotten.', full: (n: number) => `${number.format(n)} are kept at most: forget one first.`, from: (day: string) => `from ${day}`, until: (day: string) => `until ${day}` },
};
