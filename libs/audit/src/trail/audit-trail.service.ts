import { cutPage, decodeCursor, invalid, isId, notFound, type Page, pageRequest } from '@hub/kernel';
import { type HubContext, type PersonActor, type Scope, signedIn } from '@hub/access';
import type { ReadTx, UnitOfWork } from '@hub/platform';
import type { Keyring } from '../bodies/keyring.js';
import { linkBytes } from '../merkle/leaf.js';
import type { LogReader, StandingCheckpoint } from '../log/log-reader.js';
import type { LogIdentity } from '../log/log-identity.js';
import type { SealNow } from '../log/seal-now.js';
import { formatHead } from '../notes/statements.js';
import { signNote } from '../notes/note.js';
import type { AuditFilter } from './audit.inputs.js';
import { type Reach, reachOf, requireKeeper } from './audit.policy.js';
import { headAt, isHidden, isOwnBulletin, recordOf, recordsBefore, recordsFrom, type RecordRow } from './audit.repository.js';
import type { AuditConsistencyProof, AuditEntry, AuditInclusionProof } from './audit.types.js';
import { bodyOf, entryOf, mayOpen, namesSeveral, openRecord } from './opening.js';
import { ownActs } from './own-acts.js';
import { readTrail } from './reading.js';

const MAX_EXPORT = 100;

/** A page of the trail. `stoppedAt`: the counter at which looking for own acts stopped early; more may follow, even after an empty page. */
export type TrailPage = Page<AuditEntry> & { readonly stoppedAt: number | null };

/** What a party reads of the log: its own trail, its proofs, its signed head. Before each answer what waits is sealed. */
export class AuditTrailService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: Scope,
    private readonly keyring: Keyring,
    private readonly reader: LogReader,
    private readonly identity: LogIdentity,
    private readonly sealNow: SealNow,
  ) {}

  /** A page of the own organisation's records, newest first, as far as the asker's reach goes. */
  async trail(context: HubContext, args: { first: number | null; after: string | null; filter: AuditFilter | null }): Promise<TrailPage> {
    const actor = signedIn(context.actor);
    const request = pageRequest<number>({ first: args.first, after: args.after }, counterOf);
    const filter = args.filter ?? {};
    const subjectId = filter.subjectId?.toLowerCase() ?? null;
    if (subjectId !== null && !isId(subjectId)) return { items: [], hasNextPage: false, hasPreviousPage: false, stoppedAt: null };
    const organisationIds = idsOf(filter.organisationIds, 'filter.organisationIds');
    await this.sealNow.run();
    return this.read(context, async (tx) => {
      // Nothing of a hidden bulletin, not even that a page follows: as of an id that never was.
      if (subjectId !== null && (await isHidden(tx, subjectId))) return { ...cutPage([], request), stoppedAt: null };
      const { reach, ownOnly } = await this.reachOn(tx, actor, subjectId === null ? [] : [subjectId]);
      const query = {
        holderId: actor.organisationId, actions: filter.actions ?? null, subjectId,
        organisationIds: reach === 'acts' ? (organisationIds ?? [actor.organisationId]).filter((id) => id === actor.organisationId) : organisationIds,
        orHub: reach === 'acts' && organisationIds === null, from: filter.from ?? null, to: filter.to ?? null, before: request.after, limit: request.limit + 1,
      };
      const { rows, stoppedAt } = ownOnly ? await ownActs(tx, this.keyring, actor.personId, query) : { rows: await recordsBefore(tx, query), stoppedAt: null };
      const page = cutPage(rows, request);
      const only = reach === 'own' && !ownOnly && subjectId !== null ? { subjectId, butOf: actor.personId } : null;
      const items = page.items.map((row) => entryOf(this.keyring, actor.organisationId, row, reach, only, ownOnly ? actor.personId : null));
      return { ...page, hasNextPage: page.hasNextPage || stoppedAt !== null, stoppedAt, items };
    });
  }

  /** The newest checkpoint, for whoever is signed in. */
  async checkpoint(context: HubContext): Promise<string> {
    await this.enter(context);
    await this.sealNow.run();
    return (await this.standing(null)).note;
  }

  /** Proof that one record of the own organisation is in the log. NOT_FOUND for others', in the same words. */
  async inclusion(context: HubContext, entryId: string, treeSize: bigint | null): Promise<AuditInclusionProof> {
    const actor = signedIn(context.actor);
    if (!isId(entryId)) throw notFound();
    const checkpoint = await this.standing(treeSize);
    const found = await this.read(context, async (tx) => {
      const row = await recordOf(tx, actor.organisationId, entryId);
      if (!row) throw notFound();
      const { reach, ownOnly } = await this.reachOn(tx, actor, row.subjectIds);
      const { keyId, actId, tag } = row;
      const isOwnAct = reach === 'own' && tag !== null && this.keyring.isMarked({ keyId, actId, tag }, actor.personId);
      if (ownOnly && !isOwnAct) throw notFound();
      if (reach === 'acts' && row.organisationId !== null && row.organisationId !== actor.organisationId) throw notFound();
      // A colleague's page shows more than the one bulletin that the asker may follow; and an own act may name colleagues.
      const isHis = ownOnly ? isOwnAct && !namesSeveral(tag) : isOwnAct || row.subjectIds.length === 1;
      return { row, opens: mayOpen(row, reach) && (reach !== 'own' || isHis) };
    });
    if (found.row.logIndex >= checkpoint.size) throw invalid('treeSize', 'The entry is not in a tree of that size yet.');
    const [proof] = await this.proofs(actor, [found.row], () => found.opens, checkpoint);
    if (!proof) throw notFound();
    return proof;
  }

  /** Records of the own organisation with their proofs, from a counter on, by counter: for an export. */
  async export(context: HubContext, fromCounter: bigint, treeSize: bigint, first: number | null): Promise<AuditInclusionProof[]> {
    const actor = requireKeeper(context);
    const limit = first ?? MAX_EXPORT;
    if (limit < 0 || limit > MAX_EXPORT) throw invalid('first', `first must be between 0 and ${MAX_EXPORT}.`);
    const checkpoint = await this.standing(treeSize);
    if (fromCounter > MAX_KEPT) return [];
    const rows = await this.read(context, (tx) => recordsFrom(tx, actor.organisationId, fromCounter, treeSize, limit));
    return this.proofs(actor, rows, (row) => mayOpen(row, 'organisation'), checkpoint);
  }

  /** RFC 9162 2.1.4 between two sizes of the log. */
  async consistency(context: HubContext, fromSize: bigint, toSize: bigint): Promise<AuditConsistencyProof> {
    await this.enter(context);
    const newest = (await this.standing(null)).size;
    if (fromSize < 1n) throw invalid('fromSize', 'Every tree begins with the empty one: ask from size 1 on.');
    if (fromSize > toSize) throw invalid('fromSize', 'Must not be larger than toSize.');
    if (toSize > BigInt(newest)) throw invalid('toSize', `The log has ${newest} entries.`);
    return { fromSize, toSize, hashes: await this.reader.consistency(fromSize, toSize) };
  }

  /** The signed statement of how many records the own organisation holds at a checkpoint. */
  async head(context: HubContext, treeSize: bigint | null): Promise<string> {
    const actor = requireKeeper(context);
    if (treeSize === null) await this.sealNow.run();
    const { size, root } = await this.standing(treeSize);
    const head = await this.read(context, (tx) => headAt(tx, actor.organisationId, BigInt(size)));
    const text = formatHead({ origin: this.identity.origin, holder: actor.organisationId, size: BigInt(size), root, counter: BigInt(head?.counter ?? 0), lastLeaf: head?.leaf ?? null });
    return signNote(text, this.identity.checkpointSigners);
  }

  private async proofs(actor: PersonActor, rows: readonly RecordRow[], opens: (row: RecordRow) => boolean, { size, note }: StandingCheckpoint): Promise<AuditInclusionProof[]> {
    const hashes = await this.reader.inclusions(rows.map(({ logIndex }) => BigInt(logIndex)), BigInt(size));
    return rows.map((row, at) => {
      const open = opens(row) ? openRecord(this.keyring, actor.organisationId, row) : null;
      if (open) bodyOf(row, open);
      return {
        entryId: row.id, counter: BigInt(row.counter), leaf: row.leaf, linkSalt: row.linkSalt, bodyHash: row.bodyHash,
        link: linkBytes({ holder: actor.organisationId, counter: BigInt(row.counter), previous: row.previous }),
        body: open?.bytes ?? null, bodySalt: open?.salt ?? null, index: BigInt(row.logIndex), treeSize: BigInt(size), hashes: hashes[at] ?? [], checkpoint: note,
      };
    });
  }

  /** Whoever has no organisation-wide reach still reads who saw a bulletin of the own organisation that he may see; `ownOnly`: nothing else. */
  private async reachOn(tx: ReadTx, actor: PersonActor, subjectIds: readonly string[]): Promise<{ reach: Reach; ownOnly: boolean }> {
    const reach = reachOf(actor);
    if (reach !== 'own') return { reach, ownOnly: false };
    return { reach, ownOnly: !(await isOwnBulletin(tx, subjectIds, actor.organisationId, this.scope.principals(actor))) };
  }

  private async standing(treeSize: bigint | null): Promise<StandingCheckpoint> {
    const checkpoint = treeSize === null ? await this.reader.fresh() : isKept(treeSize) ? await this.reader.ofSize(treeSize) : null;
    if (!checkpoint) throw invalid('treeSize', 'The log has no checkpoint of that size.');
    return checkpoint;
  }

  /** For answers that are no reads of the asker's own: the database says whether the session still stands. */
  private async enter(context: HubContext): Promise<void> {
    signedIn(context.actor);
    await this.read(context, async () => undefined);
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return readTrail(this.unitOfWork, this.keyring, context, work);
  }
}

function counterOf(cursor: string): number | null {
  const [counter] = decodeCursor(cursor) ?? [];
  return typeof counter === 'number' && Number.isSafeInteger(counter) && counter > 0 ? counter : null;
}

function idsOf(ids: readonly string[] | null | undefined, field: string): string[] | null {
  if (ids == null) return null;
  if (!ids.every(isId)) throw invalid(field, 'Each must be an id.');
  return ids.map((id) => id.toLowerCase());
}

/** Numbers of the log are unsigned, and the database's are not. */
const MAX_KEPT = 2n ** 63n - 1n;
const isKept = (size: bigint): boolean => size > 0n && size <= MAX_KEPT;
