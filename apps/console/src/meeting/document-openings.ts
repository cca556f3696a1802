/** An opening in the record of access. */
export interface Opened { readonly occurredAt: string; readonly detail: Readonly<Record<string, unknown>>; readonly organisation?: { readonly id: string; readonly name: string } | null }
/** How often an organisation opened a document, and when. */
export interface OpenedBy { readonly document: string; readonly organisation: { readonly id: string; readonly name: string }; readonly firstAt: string; readonly lastAt: string; readonly times: number }

/** Openings by document and organisation, in the order in which the record (the newest first) first names them. */
export function openedBy(openings: readonly Opened[]): OpenedBy[] {
  const found = new Map<string, OpenedBy>();
  for (const { occurredAt, detail, organisation } of openings) {
    const document = detail['document'];
    if (typeof document !== 'string' || !organisation) continue;
    const key = `${document} ${organisation.id}`;
    const known = found.get(key) ?? { document, organisation, firstAt: occurredAt, lastAt: occurredAt, times: 0 };
    found.set(key, { ...known, firstAt: occurredAt < known.firstAt ? occurredAt : known.firstAt, lastAt: occurredAt > known.lastAt ? occurredAt : known.lastAt, times: known.times + 1 });
  }
  return [...found.values()];
}
