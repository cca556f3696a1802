import { type Clock, readId } from '@hub/kernel';
import type { Tx, UnitOfWork } from '@hub/platform';
import { leafHash } from '../merkle/hashing.js';
import { Frontier } from '../merkle/tree.js';
import { formatCheckpoint, parseCheckpoint } from '../notes/checkpoint.js';
import { parseNote, signNote } from '../notes/note.js';
import type { HeadFile } from './head-file.js';
import type { LogIdentity } from './log-identity.js';
import { headsOf, insertSeal, lastPublication, lastSeal, lockLog, publish, sealOfSize, type SealRow, unsealedActs } from './log.repository.js';
import { SealMemory } from './seal-memory.js';
import { type Head, place, recordsOf, sealedAt } from './sealing.js';

/** What one seal takes, whatever the kinds of acts: some thousand records, so that nothing else in the process waits long. */
const ACTS = 4_000;
const BYTES = 1_000_000;
/** The public checkpoint moves so often, whatever happens. */
const PUBLIC_EVERY_MS = 60_000;
/** Levels of the tree whose subtrees are kept: a chunk's, and those of C2SP tiles. */
const kept = (level: number): boolean => level === 6 || (level > 0 && level % 8 === 0);

/** What a run of the sealer did. `busy`: another hub is sealing. */
export interface SealOutcome {
  readonly busy: boolean;
  readonly acts: number;
  readonly records: number;
  /** More waits. */
  readonly more: boolean;
  readonly seal: SealRow | null;
}

/**
 * Gives what was entered its place in the log. One seal is one transaction: records, leaves, tree and the signed checkpoint
 * appear together, or nothing does, and what was signed in a transaction that failed was shown to nobody.
 */
export class Sealer {
  private readonly memory = new SealMemory();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly identity: LogIdentity,
    private readonly headFile: HeadFile,
  ) {}

  /** Seals what waits, and moves the public checkpoint when its minute has come. */
  async seal(): Promise<SealOutcome> {
    const now = this.clock.now();
    const heads = new Map<string, Head>();
    const outcome = await this.unitOfWork.realm('sealer', now, async (tx) => {
      if (!(await lockLog(tx))) return { busy: true, acts: 0, records: 0, more: false, seal: null };
      return this.sealIn(tx, now, heads);
    }).catch((error: unknown) => {
      this.memory.unfile();
      throw error;
    });
    if (outcome.seal) {
      this.memory.note(outcome.seal, heads);
      this.headFile.note(this.identity.origin, outcome.seal);
    }
    return outcome;
  }

  private async sealIn(tx: Tx, now: Date, heads: Map<string, Head>): Promise<SealOutcome> {
    const [last, published, acts] = [await lastSeal(tx), await lastPublication(tx), await unsealedActs(tx, ACTS, BYTES)];
    await this.headFile.check(this.identity.origin, async (size) => (last?.size === size ? last : sealOfSize(tx, size)));
    const due = published === null || now.getTime() - published.getTime() >= PUBLIC_EVERY_MS;
    if (acts.length === 0 && !due) return { busy: false, acts: 0, records: 0, more: false, seal: null };
    const more = acts.length === ACTS || acts.reduce((sum, { size }) => sum + size, 0) >= BYTES;
    const holders = new Set(acts.flatMap(({ copies }) => copies.map(({ holder }) => readId(holder))));
    const found = await headsOf(tx, [...holders]);
    this.memory.check(last, found, holders);
    for (const [holder, head] of found) heads.set(holder, head);
    const records = recordsOf(acts, heads);
    const firstSize = last?.size ?? 0;
    const leaves = place(records, firstSize);
    const tree = Frontier.of(BigInt(firstSize), hashesOf(last?.frontier ?? Buffer.alloc(0)));
    if (last) assertAsMade(last, tree.root());
    const subtrees: { level: number; index: bigint; hash: Buffer }[] = [];
    for (const leaf of leaves) tree.append(leafHash(leaf), (level, index, hash) => void (kept(level) && subtrees.push({ level, index, hash })));
    const root = tree.root();
    const size = firstSize + leaves.length;
    const at = sealedAt(now, more, acts.at(-1), last?.sealedAt);
    const text = formatCheckpoint({ origin: this.identity.origin, size: BigInt(size), root, sealedAt: at });
    const seal = {
      number: (last?.number ?? 0) + 1, size, root, frontier: Buffer.concat([...tree.hashes]), sealedAt: at,
      checkpoint: await signNote(text, this.identity.checkpointSigners),
    };
    await insertSeal(tx, { ...seal, firstSize, leaves, subtrees, records, filings: this.memory.toFile(records), actIds: acts.map(({ actId }) => actId) });
    if (due) await publish(tx, seal.number, now);
    return { busy: false, acts: acts.length, records: records.length, more, seal };
  }
}

/** Otherwise the next checkpoint would be of a tree that does not go on from the last one. */
function assertAsMade({ number, size, root, checkpoint }: SealRow, frontierRoot: Buffer): void {
  const signed = parseCheckpoint(parseNote(checkpoint).text);
  if (signed.size === BigInt(size) && signed.root.equals(root) && frontierRoot.equals(root)) return;
  throw new Error(`seal ${number} of the audit log is not as it was made: its size, root, frontier and checkpoint are not of one tree`);
}

const hashesOf = (frontier: Buffer): Buffer[] => Array.from({ length: frontier.length / 32 }, (_, index) => frontier.subarray(32 * index, 32 * (index + 1)));
