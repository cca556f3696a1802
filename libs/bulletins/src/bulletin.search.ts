import { Injectable } from '@nestjs/common';
import { cutPage, decodeCursor, invalid, isId, normaliseInput, type Page, pageRequest } from '@hub/kernel';
import { type HubContext, Scope } from '@hub/access';
import { type ReadTx, StaleActorError, UnitOfWork } from '@hub/platform';
import type { BulletinFilter, BulletinsArgs } from './bulletin.inputs.js';
import type { BulletinRow } from './bulletin.types.js';
import { organisationOf, selects } from './asking.js';
import { filterGroups } from './words.js';

/** Ranked are the newest so many visible matches; what is older follows newest first. */
const WINDOW = 1_000;

/** A match with its place in the order: rank 1 where all words stand in the title, 0 else; then newest first. */
interface Match { id: string; at: string; rank: 0 | 1 }
/** The key of a match, with the lower end of the ranked window as it stood on the first page, so that pages agree. */
interface SearchKey extends Match { windowAt: string; windowId: string }
interface Candidate { id: string; at: string; in_title: boolean }

/** Finds bulletins by filter and words, only in what the asker may see. */
@Injectable()
export class BulletinSearch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
  ) {}

  /** A page of what is found. */
  async find(context: HubContext, args: BulletinsArgs, filter: BulletinFilter): Promise<{ epoch: number; page: Page<BulletinRow>; keyOf: (row: BulletinRow) => (string | number)[] }> {
    const request = pageRequest<SearchKey>(args, searchKey);
    const groups = filterGroups({ ...filter, text: filter.text && normaliseInput(filter.text) });
    if (filter.text && !groups.some(([word]) => word?.startsWith('w:'))) throw invalid('filter.text', 'Has no word to find. / 検索できる語がありません。');
    const ranked = groups.some(([word]) => word?.startsWith('w:'));
    const empty = groups.some((group) => group.length === 0) || filter.states?.length === 0;
    return this.read(context, async (tx) => {
      const finder = new Finder(tx, this.scope.principals(context.actor), context.actor.instant, filter, groups, organisationOf(context), context.actor.kind === 'person' ? context.actor.personId : null);
      const anchor = request.after ?? request.before;
      const window = empty ? [] : ranked ? await finder.newest(WINDOW, anchor) : [];
      const end = ranked ? (anchor ? { at: anchor.windowAt, id: anchor.windowId } : (window.at(-1) ?? null)) : null;
      const matches = empty ? [] : await finder.page(window, end, request);
      const page = cutPage(matches, request);
      const rows = await readRows(tx, context, this.scope.principals(context.actor), page.items.map(({ id }) => id));
      const rank = new Map(page.items.map((match) => [match.id, match.rank]));
      return {
        epoch: tx.accessEpoch,
        page: { ...page, items: rows },
        keyOf: (row: BulletinRow) => [row.sortAt, row.id, rank.get(row.id) ?? 0, end?.at ?? row.sortAt, end?.id ?? row.id],
      };
    });
  }

  private async read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    try {
      return await this.uow.read(context.actor, work);
    } catch (error) {
      if (error instanceof StaleActorError) context.reads.stale = true;
      throw error;
    }
  }
}

/** Walks through the matches in the order of one search. */
class Finder {
  constructor(
    private readonly tx: ReadTx,
    private readonly principals: readonly number[],
    private readonly instant: Date,
    private readonly filter: BulletinFilter,
    private readonly groups: readonly (readonly string[])[],
    private readonly organisationId: string | null,
    private readonly personId: string | null,
  ) {}

  /** The newest matches; with a cursor those of the window that its first page had. */
  async newest(limit: number, anchor: SearchKey | null): Promise<Match[]> {
    if (!anchor) return this.from(null, limit, false);
    // What has been published since stands in the window too; its lower end stays where it was.
    const found = await this.from(null, 5 * limit, false, new Date(anchor.windowAt));
    return found.filter((match) => compare(match, { at: anchor.windowAt, id: anchor.windowId }) <= 0);
  }

  /** One match more than the page holds, in the direction of reading. */
  async page(window: readonly Match[], end: { at: string; id: string } | null, request: ReturnType<typeof pageRequest<SearchKey>>): Promise<Match[]> {
    const { limit, backward, after, before } = request;
    const near = backward ? before : after;
    const far = backward ? after : before;
    const ordered = [...window].sort((a, b) => b.rank - a.rank || compare(a, b));
    const key = (match: Match): [number, Match] => [this.inWindow(match, end) ? 1 - match.rank : 2, match];
    const order = (a: Match, b: Match): number => {
      const [ka, kb] = [key(a), key(b)];
      return ka[0] - kb[0] || compare(ka[1], kb[1]);
    };
    let matches: Match[];
    if (!backward) {
      matches = ordered.filter((match) => !near || order(match, near) > 0);
      if (matches.length <= limit) {
        const from = near && !this.inWindow(near, end) ? near : end;
        if (!end || near || window.length >= WINDOW) matches.push(...(await this.from(from, limit + 1 - matches.length, false)));
      }
    } else {
      matches = near && this.inWindow(near, end) ? [] : (await this.from(near, limit + 1, true)).filter((match) => !end || !this.inWindow(match, end));
      matches.push(...ordered.filter((match) => !near || order(match, near) < 0).reverse());
    }
    const bounded = far ? matches.filter((match) => (backward ? order(match, far) > 0 : order(match, far) < 0)) : matches;
    return bounded.slice(0, limit + 1);
  }

  private inWindow(match: { at: string; id: string }, end: { at: string; id: string } | null): boolean {
    return end !== null && compare(match, end) <= 0;
  }

  /** Visible matches from a key on. What the index names is looked at again under row security and the filter itself. */
  private async from(start: { at: string; id: string } | null, limit: number, backward: boolean, floor: Date | null = null): Promise<Match[]> {
    const matches: Match[] = [];
    let key = start;
    while (matches.length < limit) {
      const wanted = Math.max(limit - matches.length, 20);
      const rows = await this.tx.query<Candidate & { ok: boolean }>('bulletin-find', FIND, [
        this.principals, JSON.stringify(this.groups), wanted, backward, key?.at ?? null, key?.id ?? null,
        floor ?? this.filter.publishedAfter ?? null, this.filter.publishedBefore ?? null, this.instant, this.filter.states ?? null,
        this.groups.some(([word]) => /^[wcx]:/.test(word ?? '')), this.filter.toAcknowledge ?? null, this.organisationId, this.filter.toApprove ?? null, this.personId,
      ]);
      for (const row of rows) if (row.ok && matches.length < limit) matches.push({ id: row.id, at: row.at, rank: row.in_title ? 1 : 0 });
      const last = rows.at(-1);
      if (!last || rows.length < wanted) break;
      key = { at: last.at, id: last.id };
    }
    return matches;
  }
}

// LATERAL … LIMIT 1 looks each candidate up by its key. As a plain join the planner, who takes `&&` for rare, read all bulletins
// first: 170 ms at 100,000.
const FIND = `
  SELECT f.bulletin_id AS id, hub.iso(f.sort_at) AS at, f.in_title, coalesce(c.ok, false) AS ok
  FROM hub.find_bulletins($1, $2::jsonb, $3, $4, $5, $6, $7, $8) f
  LEFT JOIN LATERAL (
    SELECT ($10::text[] IS NULL OR CASE WHEN b.state = 'PUBLISHED' AND b.expires_at <= $9 THEN 'EXPIRED' ELSE b.state END = ANY ($10))
      AND (NOT $11 OR v.number IS NOT NULL) AND (($7::timestamptz IS NULL AND $8::timestamptz IS NULL) OR b.published_at IS NOT NULL)
      AND ($12::boolean IS NULL OR $12 = coalesce(b.state = 'PUBLISHED' AND (b.expires_at IS NULL OR b.expires_at > $9) AND b.originator_id <> $13 AND v.acknowledge_by IS NOT NULL
        AND NOT EXISTS (SELECT FROM hub.acknowledgements a WHERE a.bulletin_id = b.id AND a.organisation_id = $13), false))
      AND ($14::boolean IS NULL OR $14 = (b.editors && $1 AND EXISTS (SELECT FROM hub.bulletin_versions p WHERE p.bulletin_id = b.id AND p.number = b.pending_number AND p.review_state = 'IN_REVIEW'
        AND p.admitted && $1 AND p.gate && $1 AND NOT coalesce($15::uuid = ANY (p.edited_by), true)))) AS ok
    FROM hub.bulletins b
    LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = coalesce(b.published_number, b.pending_number)
      AND v.admitted && $1 AND v.gate && $1 AND (v.lapses_at IS NULL OR v.lapses_at > $9 OR v.editors && $1)
    WHERE b.id = f.bulletin_id AND b.readers && $1 LIMIT 1) c ON true
  ORDER BY CASE WHEN $4 THEN f.sort_at END, CASE WHEN $4 THEN f.bulletin_id END, f.sort_at DESC, f.bulletin_id DESC`;

/** Newest first. */
function compare(a: { at: string; id: string }, b: { at: string; id: string }): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  return a.id === b.id ? 0 : a.id > b.id ? -1 : 1;
}

async function readRows(tx: ReadTx, context: HubContext, principals: readonly number[], ids: readonly string[]): Promise<BulletinRow[]> {
  if (ids.length === 0) return [];
  const [read] = await tx.query<{ bulletins: BulletinRow[] }>(
    'bulletin-rows', 'SELECT hub.read_bulletins($1, $2, $3, $4, NULL, $5) AS bulletins',
    [principals, organisationOf(context), context.actor.instant, ids, selects(context, 'sections')],
  );
  return read?.bulletins ?? [];
}

function searchKey(cursor: string): SearchKey | null {
  const [at, id, rank, windowAt, windowId] = decodeCursor(cursor) ?? [];
  const ok = [at, windowAt].every((text) => typeof text === 'string' && !Number.isNaN(Date.parse(text)))
    && [id, windowId].every((text) => typeof text === 'string' && isId(text)) && (rank === 0 || rank === 1);
  return ok ? ({ at, id, rank, windowAt, windowId } as SearchKey) : null;
}
