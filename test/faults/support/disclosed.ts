import type { TestHub, TestPerson } from '@hub/testing';

/** A version of a bulletin that was shown, with the sections that were. */
export interface Shown { id: string; version: number | null; pending: boolean; sections: string[] }

interface Node { __typename?: string; id?: string; version?: number; state?: string; pending?: { sections?: { id: string }[] } | null; [key: string]: unknown }

const UNPUBLISHED = ['DRAFT', 'IN_REVIEW', 'SCHEDULED'];

/** Everything of bulletins that a response shows, wherever it stands in it. */
export function shownIn(value: unknown): Shown[] {
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Node;
  const below = Object.values(node).flatMap(shownIn);
  if (node.__typename !== 'Bulletin' || !node.id) return below;
  const { id, version = null, pending, state = '' } = node;
  const sections = Object.entries(node).filter(([key]) => key.startsWith('sections')).flatMap(([, list]) => (list as { id: string }[]).map((section) => section.id));
  const copy = pending ? [{ id, version: null, pending: !UNPUBLISHED.includes(state), sections: (pending.sections ?? []).map((section) => section.id) }] : [];
  return [{ id, version, pending: false, sections }, ...copy, ...below];
}

/** The same things once each, comparable: id, whether it is the working copy of something published, sections. */
export function asLines(shown: readonly Shown[]): string[] {
  const lines = new Map<string, Set<string>>();
  for (const { id, pending, sections } of shown) {
    const key = `${id}${pending ? ' pending' : ''}`;
    lines.set(key, new Set([...(lines.get(key) ?? []), ...sections]));
  }
  return [...lines].map(([key, sections]) => `${key}: ${[...sections].sort().join(' ')}`).sort();
}

/** What the ledger holds of one request: by holder, the bulletins. */
export type Entry = Map<string, { id: string; version: number | null; sections: string[] }[]>;

/** All disclosures in the ledger, by request: the reader's own record names it, and each originator's is of the same act. */
export async function recorded(hub: Pick<TestHub, 'recorded'>): Promise<Map<string, Entry>> {
  const records = (await hub.recorded()).filter(({ action }) => action === 'bulletin.read' || action === 'bulletin.listed');
  const requests = new Map(records.flatMap(({ actId, detail }) => (typeof detail['request'] === 'string' ? [[actId, detail['request']] as const] : [])));
  const entries = new Map<string, Entry>();
  const seen = new Set<string>();
  for (const { actId, holder, detail } of records) {
    if (seen.has(`${actId} ${holder}`)) throw new Error(`two records of one act for one holder: ${actId}`);
    seen.add(`${actId} ${holder}`);
    const request = requests.get(actId) ?? '';
    const entry = entries.get(request) ?? new Map<string, never>();
    const bulletins = detail['bulletins'] as { id: string; version: number | null; sections: string[] }[];
    entries.set(request, entry.set(holder, [...(entry.get(holder) ?? []), ...bulletins]));
  }
  return entries;
}

/** Whose each bulletin is, and the number of its published version. */
export async function originators({ superuser }: Pick<TestHub, 'superuser'>): Promise<Map<string, { originator: string; published: number[] }>> {
  const { rows } = await superuser<{ id: string; originator: string; published: number[] }>(
    `SELECT b.id, b.originator_id AS originator, array_remove(array_agg(CASE WHEN v.review_state = 'PUBLISHED' THEN v.number END), NULL) AS published
     FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id GROUP BY b.id`);
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

/**
 * What is wrong between what a response showed and what the ledger says of it; null where they say the same. With `atLeast`
 * the ledger may say more: an error took away with it what had been read.
 */
export function difference(person: TestPerson | null, shown: readonly Shown[], entry: Entry | undefined, known: Awaited<ReturnType<typeof originators>>, atLeast: boolean): string | null {
  const told = (holder: string): Shown[] => (entry?.get(holder) ?? []).map((item) => {
    const published = known.get(item.id)?.published ?? [];
    return { ...item, pending: item.version !== null && published.length > 0 && !published.includes(item.version) && holder === known.get(item.id)?.originator };
  });
  const want = new Map<string, Shown[]>();
  if (person && shown.length > 0) {
    want.set(person.organisationId, [...shown]);
    for (const item of shown) {
      const holder = known.get(item.id)?.originator ?? 'nobody';
      if (holder !== person.organisationId) want.set(holder, [...(want.get(holder) ?? []), item]);
    }
  }
  for (const holder of new Set([...want.keys(), ...(entry?.keys() ?? [])])) {
    const [is, due] = [asLines(told(holder)), asLines(want.get(holder) ?? [])];
    if (atLeast ? due.some((line) => !is.includes(line)) : JSON.stringify(is) !== JSON.stringify(due)) return `holder ${holder}: recorded ${JSON.stringify(is)}, shown ${JSON.stringify(due)}`;
  }
  // What the reader's own organisation keeps of others' bulletins counts versions as the reader does.
  for (const { id, version, pending } of shown) {
    if (!person || version === null || pending || known.get(id)?.originator === person.organisationId) continue;
    const kept = entry?.get(person.organisationId)?.filter((item) => item.id === id).map((item) => item.version) ?? [];
    if (!kept.some((number) => number === version || number === null)) return `version ${version} of ${id} recorded for the reader as ${kept.join()}`;
  }
  return null;
}
