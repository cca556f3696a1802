import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';

/** A point in time by the clock of whoever reads, with its zone. */
export function Moment({ at, only }: { at: string; only?: 'day' | 'time' }): ReactNode {
  const { moments } = useLanguage();
  return <time dateTime={at}>{only === 'day' ? moments.day(at) : only === 'time' ? moments.time(at) : moments.full(at)}</time>;
}

/** A sentence with a point in time in it, wherever the language puts that. */
export function SaysWhen({ text, at }: { text: (at: string) => string; at: string }): ReactNode {
  const [before = '', after = ''] = text('\u0000').split('\u0000');
  return <>{before}<Moment at={at} />{after}</>;
}
