import type { texts } from './en.js';

/** What the console says: the same keys in every language. */
export type Texts = typeof texts;
