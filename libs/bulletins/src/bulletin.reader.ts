import { Injectable } from '@nestjs/common';
import { cutPage, decodeCursor, isId, notFound, type Page, pageRequest, type PageRequest } from '@hub/kernel';
import { type Disclosure, type HubContext, noteEpoch, Scope } from '@hub/access';
import { type ReadTx, StaleActorError, UnitOfWork } from '@hub/platform';
import type { BulletinFilter, BulletinsArgs } from './bulletin.inputs.js';
import type { BulletinRow } from './bulletin.types.js';
import { organisationOf, selects, selectsDetails } from './asking.js';
import { BulletinSearch } from './bulletin.search.js';

/** Where a bulletin stands in the list: when it was published (drafts: written), then its id. */
interface ListKey { at: string; id: string }
interface Answer { epoch: number; bulletins: BulletinRow[] }
/** What a statement found, with the bulletins that it names. */
interface Named<T> { readonly epoch: number; readonly found: T; readonly rows: ReadonlyMap<string, BulletinRow> }
/** What hub.newest gives of a row, and so all that a list may rely on where no more was asked for. */
type BriefRow = Pick<BulletinRow, 'id' | 'reference' | 'accessEpoch' | 'originatorId' | 'originator' | 'publishedAt' | 'sortAt' | 'state'
  | 'version' | 'number' | 'visible' | 'kind' | 'tlp' | 'urgency' | 'language' | 'title' | 'sections' | 'disclosure'>;
const NOTHING: Answer = { epoch: 0, bulletins: [] };

const PAGE = 'SELECT epoch, bulletins FROM hub.page($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)';
const NEWEST = 'SELECT epoch, bulletins FROM hub.newest($1, $2, $3, $4, $5, $6, $7, $8)';
const ONE = 'SELECT epoch, bulletins FROM hub.one($1, $2, $3, $4, $5, $6, $7)';

/** Reads bulletins in the asker's scope, and enters each into the operation's disclosures. */
@Injectable()
export class BulletinReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly search: BulletinSearch,
  ) {}

  /** A page, newest first; with words to find: by rank among the newest matches, then newest first. */
  async list(context: HubContext, args: BulletinsArgs): Promise<{ page: Page<BulletinRow>; keyOf: (row: BulletinRow) => (string | number)[] }> {
    if (args.filter && hasConditions(args.filter)) {
      const found = await this.search.find(context, args, args.filter);
      this.disclose(context, found.epoch, found.page.items, 'bulletin.listed');
      return { page: found.page, keyOf: found.keyOf };
    }
    const request = pageRequest<ListKey>(args, listKey);
    const answer = request.backward || selectsDetails(context) ? await this.page(context, request) : await this.newest(context, request);
    const page = cutPage(bounded(answer.bulletins, request), request);
    this.disclose(context, answer.epoch, page.items, 'bulletin.listed');
    return { page, keyOf: (row) => [row.sortAt, row.id] };
  }

  private async page(context: HubContext, { limit, backward, after, before }: PageRequest<ListKey>): Promise<Answer> {
    const { actor } = context;
    const key = backward ? before : after;
    const [answer] = await this.once<Answer>(context, 'bulletin-page', PAGE, [
      actor.sessionId, actor.epoch, actor.instant, this.scope.principals(actor), organisationOf(context),
      limit + 1, backward, key?.at ?? null, key?.id ?? null, selects(context, 'sections'),
    ]);
    return answer ?? NOTHING;
  }

  /** The same forward, without what only a closer look at a bulletin shows. */
  private async newest(context: HubContext, { limit, after }: PageRequest<ListKey>): Promise<Answer> {
    const { actor } = context;
    const [answer] = await this.once<{ epoch: number; bulletins: string }>(context, 'bulletins-newest', NEWEST, [
      actor.sessionId, actor.epoch, actor.instant, this.scope.principals(actor), limit + 1, after?.at ?? null, after?.id ?? null, selects(context, 'sections'),
    ]);
    return answer ? { epoch: answer.epoch, bulletins: JSON.parse(answer.bulletins) as BulletinRow[] } : NOTHING;
  }

  /** One bulletin; NOT_FOUND for what isn't there and for what the asker may not see. */
  async one(context: HubContext, id: string): Promise<BulletinRow> {
    if (!isId(id)) throw notFound();
    const { actor } = context;
    const [answer] = await this.once<Answer>(context, 'bulletin-one', ONE, [
      actor.sessionId, actor.epoch, actor.instant, this.scope.principals(actor), organisationOf(context), id, selects(context, 'sections'),
    ]);
    const row = answer?.bulletins[0];
    this.disclose(context, answer?.epoch ?? 0, row ? [row] : [], 'bulletin.read');
    if (!row) throw notFound();
    return row;
  }

  /** A bulletin as of one of the asker's own version numbers; NOT_FOUND where he has no such version. */
  async asOf(context: HubContext, id: string, version: number): Promise<BulletinRow> {
    if (!isId(id)) throw notFound();
    const principals = this.scope.principals(context.actor);
    const { epoch, row } = await this.read(context, async (tx) => {
      const [edition] = await tx.query<{ number: number }>(
        'bulletin-edition', 'SELECT e.number FROM hub.editions($1, $2) e WHERE e.seen = $3',
        [id, principals, version],
      );
      const [read] = await tx.query<{ bulletins: BulletinRow[] }>(
        'bulletin-as-of', 'SELECT hub.read_bulletins($1, $2, $3, $4, $5, $6) AS bulletins',
        [principals, organisationOf(context), context.actor.instant, [id], edition?.number ?? 0, selects(context, 'sections')],
      );
      const found = read?.bulletins[0];
      return { epoch: tx.accessEpoch, row: edition && found?.visible ? { ...found, version } : null };
    });
    this.disclose(context, epoch, row ? [row] : [], 'bulletin.read');
    if (!row) throw notFound();
    return row;
  }

  /** Those of the bulletins found that the asker may see, in the order found. */
  async found<T extends { id: string }>(context: HubContext, find: (tx: ReadTx, scope: readonly number[]) => Promise<T[]>): Promise<(T & { bulletin: BulletinRow })[]> {
    const scope = this.scope.principals(context.actor);
    const { epoch, items, rows } = await this.read(context, async (tx) => {
      const items = await find(tx, scope);
      const [answer] = await tx.query<{ bulletins: BulletinRow[] }>(
        'bulletins-found', 'SELECT hub.read_bulletins($1, $2, $3, $4, NULL, $5) AS bulletins',
        [scope, organisationOf(context), context.actor.instant, [...new Set(items.map(({ id }) => id))], selects(context, 'sections')],
      );
      return { epoch: tx.accessEpoch, items, rows: answer?.bulletins ?? [] };
    });
    this.disclose(context, epoch, rows, 'bulletin.listed');
    const byId = new Map(rows.map((row) => [row.id, row]));
    return items.flatMap((item) => {
      const bulletin = byId.get(item.id);
      return bulletin ? [{ ...item, bulletin }] : [];
    });
  }

  /**
   * What one statement finds that enters the asker's scope by itself, with the bulletins that it names as he may see them: its first
   * parameters are session, epoch, instant, scope, organisation and whether sections are asked for. Nothing of them is shown yet: whoever
   * shows a row says so by `show`.
   */
  async named<T>(context: HubContext, name: string, text: string, more: readonly unknown[]): Promise<Named<T> | null> {
    const [found] = await this.once<T & Answer>(context, name, text, [...this.asker(context), ...more]);
    return found ? namedOf(context, found) : null;
  }

  /**
   * The same for several, each entered by himself, in one round trip: the statement gets one list of lists, each with those parameters and his number
   * (from 0), and gives that number back as `asker`. Fails for all where it fails for one.
   */
  async namedEach<T>(askers: readonly { readonly context: HubContext; readonly more: readonly unknown[] }[], name: string, text: string): Promise<(Named<T> | null)[]> {
    const asked = askers.map(({ context, more }, asker) => [...this.asker(context), ...more, asker]);
    const answers = new Map((await this.uow.readAtOnce<T & Answer & { asker: number }>(name, text, [JSON.stringify(asked)])).map((found) => [found.asker, found]));
    return askers.map(({ context }, asker) => {
      const found = answers.get(asker);
      return found ? namedOf<T>(context, found) : null;
    });
  }

  private asker(context: HubContext): unknown[] {
    const { actor } = context;
    return [actor.sessionId, actor.epoch, actor.instant, this.scope.principals(actor), organisationOf(context), selects(context, 'sections')];
  }

  /** Enters that these rows, read by `named` under that epoch, are shown. */
  show(context: HubContext, epoch: number, rows: readonly BulletinRow[]): void {
    this.disclose(context, epoch, [...new Set(rows)], 'bulletin.listed');
  }

  /** The versions that the asker can read, oldest first. */
  async versions(context: HubContext, id: string): Promise<{ version: number; publishedAt: string }[]> {
    const principals = this.scope.principals(context.actor);
    return this.read(context, (tx) => tx.query<{ version: number; publishedAt: string }>(
      'bulletin-versions',
      `SELECT e.seen AS version, hub.iso(v.published_at) AS "publishedAt"
       FROM hub.editions($1, $2) e JOIN hub.bulletin_versions v ON v.bulletin_id = $1 AND v.number = e.number
       WHERE v.admitted && $2 AND v.gate && $2 AND (v.lapses_at IS NULL OR v.lapses_at > $3 OR v.editors && $2)
       ORDER BY e.seen`,
      [id, principals, context.actor.instant],
    ));
  }

  /** Other reads on behalf of the same operation, under the same epoch. */
  async read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    try {
      return await this.uow.read(context.actor, async (tx) => {
        noteEpoch(context.reads, tx.accessEpoch);
        return work(tx);
      });
    } catch (error) {
      if (error instanceof StaleActorError) context.reads.stale = true;
      throw error;
    }
  }

  private async once<R extends object>(context: HubContext, name: string, text: string, values: unknown[]): Promise<R[]> {
    try {
      return await this.uow.readAtOnce<R>(name, text, values);
    } catch (error) {
      if (error instanceof StaleActorError) context.reads.stale = true;
      throw error;
    }
  }

  private disclose(context: HubContext, epoch: number, rows: readonly BriefRow[], action: Disclosure['action']): void {
    noteEpoch(context.reads, epoch);
    for (const row of rows) {
      const seen = row.number === null ? null : row.version;
      const disclosure = { bulletinId: row.id, originatorId: row.originatorId, number: row.number, seen, sectionIds: [], accessEpoch: row.accessEpoch, action };
      row.disclosure = disclosure;
      context.reads.disclosures.push(disclosure);
    }
  }
}

function namedOf<T>({ reads }: HubContext, found: T & Answer): Named<T> {
  noteEpoch(reads, found.epoch);
  return { epoch: found.epoch, found, rows: new Map(found.bulletins.map((row) => [row.id, row])) };
}

/** Enters that a row's sections are shown. */
export function discloseSections(row: BulletinRow): void {
  if (row.disclosure) row.disclosure.sectionIds = (row.sections ?? []).map(({ id }) => id);
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function listKey(cursor: string): ListKey | null {
  const [at, id, ...rest] = decodeCursor(cursor) ?? [];
  return typeof at === 'string' && ISO.test(at) && typeof id === 'string' && isId(id) && rest.length === 0 ? { at, id } : null;
}

/** With both cursors, what lies beyond the far one is not part of the page. */
function bounded(rows: BulletinRow[], { backward, after, before }: PageRequest<ListKey>): BulletinRow[] {
  const far = backward ? after : before;
  if (!far) return rows;
  const beyond = (row: BulletinRow): boolean => {
    const order = row.sortAt === far.at ? (row.id < far.id ? -1 : row.id > far.id ? 1 : 0) : row.sortAt < far.at ? -1 : 1;
    return backward ? order >= 0 : order <= 0;
  };
  const end = rows.findIndex(beyond);
  return end < 0 ? rows : rows.slice(0, end);
}

const hasConditions = (filter: BulletinFilter): boolean => Object.values(filter).some((value) => value != null && value !== '');
