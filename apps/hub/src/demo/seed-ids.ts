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
