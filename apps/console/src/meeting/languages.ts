/** A language as it is spoken: regions and scripts are one to interpreters, as to the hub. */
export const spoken = (tag: string): string => tag.toLowerCase().split('-')[0] ?? tag;

/** Languages between which people are interpreted here, signed ones among them; the hub takes any. */
export const INTERPRETED = ['ja', 'en', 'jsl', 'ase', 'am', 'ar', 'bn', 'de', 'es', 'fa', 'fil', 'fr', 'hi', 'id', 'it', 'km', 'ko', 'lo', 'mn', 'ms', 'my', 'ne', 'pt', 'ro', 'ru', 'si', 'sw', 'ta', 'th', 'tr', 'uk', 'ur', 'uz', 'vi', 'yue', 'zh'] as const;

/** Two languages, in one order whichever way round they are named. */
export const pairKey = (a: string, b: string): string => [spoken(a), spoken(b)].sort().join(' ');

interface Need { readonly floor: string; readonly wanted: string; readonly covered: boolean }

/** What an item needs, each pair once: both ways are one interpreter's. */
export function pairsOf(needed: readonly Need[]): { readonly key: string; readonly between: readonly [string, string]; readonly covered: boolean }[] {
  const pairs = new Map(needed.map(({ floor, wanted, covered }) => [pairKey(floor, wanted), { between: [floor, wanted] as const, covered }]));
  return [...pairs].map(([key, pair]) => ({ key, ...pair }));
}

/** The pairs in which somebody can interpret, those that are needed and have nobody first. */
export function pairsFor(languages: readonly string[], needed: readonly Need[]): string[] {
  const all = [...new Set(languages.map(spoken))].sort();
  const open = new Set(needed.filter(({ covered }) => !covered).map(({ floor, wanted }) => pairKey(floor, wanted)));
  const wanted = new Set(needed.map(({ floor, wanted: into }) => pairKey(floor, into)));
  const rank = (key: string): number => (open.has(key) ? 0 : wanted.has(key) ? 1 : 2);
  return all.flatMap((a, n) => all.slice(n + 1).map((b) => `${a} ${b}`)).sort((a, b) => rank(a) - rank(b));
}
