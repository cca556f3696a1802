import type { ReactNode } from 'react';
import { hitsIn } from './hits.js';
import { visible } from './visible.js';

/** Text that somebody else wrote, as text: apart from what stands beside it whatever its direction, and with what hides in it shown. */
export function Text({ children, words = [], lang }: { children: string; words?: readonly string[]; lang?: string }): ReactNode {
  const text = visible(children);
  return (
    <bdi className="text" lang={lang}>
      {words.length === 0 ? text : hitsIn(text, words).map(({ hit, text: piece }, index) => (hit ? <mark key={index}>{piece}</mark> : piece))}
    </bdi>
  );
}
