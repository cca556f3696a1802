import followPy from './samples/follow.py?raw';
import followSh from './samples/follow.sh?raw';
import followTs from './samples/follow.ts?raw';
import queryPy from './samples/query.py?raw';
import querySh from './samples/query.sh?raw';
import queryTs from './samples/query.ts?raw';
import receivePy from './samples/receive.py?raw';
import receiveSh from './samples/receive.sh?raw';
import receiveTs from './samples/receive.ts?raw';

/** In which language a sample is, by the end of its file's name. */
export type SampleLanguage = 'ts' | 'py' | 'sh';

/** The languages with their names. */
export const LANGUAGES: readonly (readonly [SampleLanguage, string])[] = [['ts', 'TypeScript'], ['py', 'Python'], ['sh', 'curl']];

/** The samples as they stand in files; test/features/console-samples.spec.ts runs each. */
export const SAMPLES = [
  { name: 'query', text: { ts: queryTs, py: queryPy, sh: querySh } },
  { name: 'follow', text: { ts: followTs, py: followPy, sh: followSh } },
  { name: 'receive', text: { ts: receiveTs, py: receivePy, sh: receiveSh } },
] as const satisfies readonly { name: string; text: Record<SampleLanguage, string> }[];
