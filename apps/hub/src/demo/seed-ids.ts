import type { Tx } from '@hub/platform';

/** Ids of what the demo world made, by the names that its content uses. */
export interface DemoIds {
  organisations: ReadonlyMap<string, string>;
  circles: ReadonlyMap<string, string>;
  persons: ReadonlyMap<string, string>;
}

/** What must be there. */
export function of(map: ReadonlyMap<string, string>, key: string): string {
  const id = map.get(key);
  if (!id) throw new Error(`The demo world has no ${key}.`);
  return id;
}

/** Those of a world that is loaded. */
export async function knownIds(tx: Tx, organisations: { code: string; id: string }[]): Promise<DemoIds> {
  const circles = await tx.query<{ code: string; id: string }>('demo-circles', 'SELECT code, id FROM hub.circles');
  const persons = await tx.query<{ email: string; id: string }>('demo-persons', 'SELECT email, id FROM hub.persons WHERE ended_at IS NULL');
  return {
    organisations: new Map(organisations.map(({ code, id }) => [code, id])),
    circles: new Map(circles.map(({ code, id }) => [code, id])),
    persons: new Map(persons.map(({ email, id }) => [email, id])),
  };
}
