import { verifyConsistency } from '../merkle/proofs.js';
import { EMPTY_ROOT } from '../merkle/hashing.js';
import { type Checkpoint, parseCheckpoint } from '../notes/checkpoint.js';
import { verifyNote } from '../notes/note.js';
import { error, type Finding, info, reasonOf, warning } from './finding.js';
import type { TrustedKeys } from './trusted-keys.js';

/** Gives the consistency proof between two sizes of the log (0 < from ≤ to), from wherever it can be had. */
export type ConsistencySource = (from: bigint, to: bigint) => Promise<readonly Uint8Array[]>;

/** A size and root that the log committed itself to before. */
interface Anchor {
  readonly size: bigint;
  readonly root: Buffer;
  /** "the checkpoint that you remember". */
  readonly what: string;
}

/**
 * Checks that the log goes on from where it was: from a checkpoint that was remembered, and from where its handovers say.
 * A restore that is handed over is followed; what it lost is a warning, and a log that changed in any other way an error.
 * @param remembered a checkpoint as a signed note
 */
export async function checkConsistency(current: Checkpoint, remembered: string | undefined, trusted: TrustedKeys, source: ConsistencySource | undefined): Promise<Finding[]> {
  const findings: Finding[] = [];
  const anchors: Anchor[] = [];
  if (remembered !== undefined) {
    const { anchor, found } = rememberedAnchor(current, remembered, trusted);
    findings.push(...found);
    if (anchor) anchors.push(anchor);
  }
  for (const { kind, newOrigin, oldSize: size, oldRoot: root, instant } of trusted.handovers) {
    if (newOrigin !== current.origin) continue;
    if (kind === 'restore' && size > current.size) findings.push(error('inconsistent', `The log ${newOrigin} begins with ${size} entries by its handover, and the checkpoint has ${current.size}.`));
    else anchors.push({ size, root, what: `the handover of ${instant.toISOString()}` });
  }
  for (const anchor of anchors) findings.push(await compare(anchor, current, source));
  return findings;
}

/** The remembered checkpoint as it stands in the log of today: the log may have been restored since. */
function rememberedAnchor(current: Checkpoint, text: string, trusted: TrustedKeys): { anchor: Anchor | null; found: Finding[] } {
  const found: Finding[] = [];
  let remembered: Checkpoint;
  try {
    remembered = parseCheckpoint(verifyNote(text, trusted.verifiers).note.text);
  } catch (cause) {
    return { anchor: null, found: [error('remembered-bad', `The checkpoint that was remembered can not be used: ${reasonOf(cause)}`)] };
  }
  let { origin, size, root } = remembered;
  const passed = new Set<string>();
  while (origin !== current.origin) {
    const restore = trusted.restoreOf(origin);
    if (!restore || passed.has(origin)) return { anchor: null, found: [...found, error('other-log', `You remember a checkpoint of the log ${remembered.origin}; this one is of ${current.origin}, and no handover leads from the one to the other.`)] };
    passed.add(origin);
    if (size > restore.oldSize) {
      found.push(warning('entries-lost', `You remember ${size} entries of ${origin}; its restore kept ${restore.oldSize}. The ${size - restore.oldSize} beyond are gone from the log: compare with exports that you have.`));
      [size, root] = [restore.oldSize, restore.oldRoot];
    } else if (size === restore.oldSize && !root.equals(restore.oldRoot)) {
      return { anchor: null, found: [...found, error('fork', `You remember another tree of ${size} entries of ${origin} than the one that was restored: keep both notes, they prove that the log was changed.`)] };
    }
    origin = restore.newOrigin;
  }
  return { anchor: { size, root, what: 'the checkpoint that you remember' }, found };
}

async function compare(anchor: Anchor, current: Checkpoint, source: ConsistencySource | undefined): Promise<Finding> {
  const { size, root, what } = anchor;
  if (size === current.size) {
    if (root.equals(current.root)) return info('consistent', `The log of ${size} entries is the one of ${what}.`);
    return error('fork', `There are two logs of ${size} entries: that of ${what}, and this one. Keep both notes, they prove that the log was changed.`);
  }
  const [older, newer] = size < current.size ? [anchor, current] : [current, anchor];
  if (older.size === 0n) {
    return older.root.equals(EMPTY_ROOT) ? info('consistent', `The log of ${newer.size} entries begins with nothing, as ${what} says.`) : error('fork', `The log without entries of ${what} has not the root of an empty tree.`);
  }
  if (!source) return warning('consistency-unchecked', `Whether the log of ${newer.size} entries goes on from the one of ${older.size} (${what}) was not checked: there is no proof in a bundle; ask the hub.`);
  let proof: readonly Uint8Array[];
  try {
    proof = await source(older.size, newer.size);
  } catch (cause) {
    return error('consistency-missing', `The proof that the log of ${newer.size} entries goes on from the one of ${older.size} (${what}) could not be had: ${reasonOf(cause)}`);
  }
  if (!verifyConsistency({ from: older.size, to: newer.size, fromRoot: older.root, toRoot: newer.root, proof })) {
    return error('inconsistent', `The log of ${newer.size} entries does not go on from the one of ${older.size} (${what}): entries were changed or removed, or the proof is false. Keep both notes.`);
  }
  return size < current.size
    ? info('consistent', `The log of ${current.size} entries goes on from ${what} (${size} entries).`)
    : info('consistent', `This is an earlier state (${current.size} entries) of the log of ${what} (${size} entries).`);
}
