import { useState } from 'react';
import { useViewer } from '../session/session.context.js';

const kept = new Map<string, unknown>();

// A page that is closed takes with it what was typed: the browser asks first.
addEventListener('beforeunload', (event) => {
  if (kept.size > 0) event.preventDefault();
});

/**
 * What somebody types into a form, kept in memory until it is sent or thrown away: it is still there after another page, a refusal, or
 * signing in again where the session had ended. Nobody else finds it. Forgotten, the form is as it would be if it were opened now.
 */
export function useTyped<T extends object>(place: string, initial: T): { value: T; set: (change: Partial<T>) => void; forget: () => void } {
  const key = `${useViewer()?.person.id ?? ''} ${place}`;
  const [typed, setTyped] = useState<T | null>(() => ({ ...initial, ...(kept.get(key) as Partial<T> | undefined) }));
  // What the form begins with may come only after it was sent and forgotten.
  const value = typed ?? initial;
  return {
    value,
    set: (change) => {
      const next = { ...value, ...change };
      kept.set(key, next);
      setTyped(next);
    },
    forget: () => {
      kept.delete(key);
      setTyped(null);
    },
  };
}

/** The same for a form that keeps its own state: what was kept, */
export const typedOf = <T extends object>(person: string, place: string): T | undefined => kept.get(`${person} ${place}`) as T | undefined;

/** and keeping it; null: it was sent. */
export function keepTyped(person: string, place: string, value: object | null): void {
  if (value) kept.set(`${person} ${place}`, value);
  else kept.delete(`${person} ${place}`);
}

/** Forgets what others typed than this person; null: all of it. */
export function forgetTyped(person: string | null): void {
  for (const key of kept.keys()) if (person === null || !key.startsWith(`${person} `)) kept.delete(key);
}
