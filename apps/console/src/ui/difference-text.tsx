import type { ReactNode } from 'react';
import type { Change } from './difference.js';
import { Text } from './text.js';

/** A text with what came and what went. */
export function Pieces({ of }: { of: readonly Change[] }): ReactNode {
  return of.map(({ kind, text }, index) => (kind === 'same' ? <Text key={index}>{text}</Text> : kind === 'added' ? <ins key={index}><Text>{text}</Text></ins> : <del key={index}><Text>{text}</Text></del>));
}
