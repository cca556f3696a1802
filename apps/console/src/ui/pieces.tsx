import type { ReactNode } from 'react';
import type { Change } from './difference.js';
import { Text } from './text.js';

/** What changed in a text, as the reader of screens and the eye tell it: inserted and deleted. */
export function Pieces({ of }: { of: readonly Change[] }): ReactNode {
  return of.map(({ kind, text }, index) => (kind === 'same' ? <Text key={index}>{text}</Text> : kind === 'added' ? <ins key={index}><Text>{text}</Text></ins> : <del key={index}><Text>{text}</Text></del>));
}
