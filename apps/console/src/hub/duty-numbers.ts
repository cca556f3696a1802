import type { DutyNumbersQuery } from './duty-numbers.generated.js';

/** Where the organisations answer at any hour, as it was last known. In memory only, like all that is read. */
export interface DutyNumbers { readonly at: Date; readonly numbers: readonly { readonly id: string; readonly name: string; readonly telephone: string }[] }

let kept: DutyNumbers | null = null;
const listeners = new Set<() => void>();
const keep = (numbers: DutyNumbers | null): void => {
  kept = numbers;
  for (const listener of listeners) listener();
};

/** Calls whenever they change. */
export const followDutyNumbers = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What is known without asking, also without a connection. */
export const knownDutyNumbers = (): DutyNumbers | null => kept;

/** Keeps what the hub answered. */
export function keepDutyNumbers({ register }: DutyNumbersQuery, at: Date): void {
  keep({ at, numbers: register.nodes.flatMap(({ dutyTelephone, organisation: { id, name } }) => (dutyTelephone ? [{ id, name, telephone: dutyTelephone }] : [])) });
}

/** Forgets them with the session. */
export function forgetDutyNumbers(): void {
  keep(null);
}
