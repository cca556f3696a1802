import { type Checkpoint, parseCheckpoint } from '../notes/checkpoint.js';
import { verifyCosignature } from '../notes/cosignature.js';
import { Verifier } from '../notes/keys.js';
import { UnknownKeysError } from '../notes/note.errors.js';
import { type Note, parseNote, verifyNote } from '../notes/note.js';
import { EMPTY_ROOT } from '../merkle/hashing.js';
import { error, type Finding, reasonOf, warning } from './finding.js';
import type { TrustedKeys } from './trusted-keys.js';

/** How many of which witnesses must have cosigned. */
export interface WitnessPolicy {
  /** Verifier keys of witnesses. */
  readonly keys: readonly string[];
  readonly needed: number;
}

/** A checkpoint as far as it could be read, and what is to be said of it. */
export interface CheckedCheckpoint {
  /** Null where it can't be read at all. */
  readonly checkpoint: Checkpoint | null;
  readonly findings: readonly Finding[];
}

const FUTURE_MS = 5 * 60_000;
const OLD_MS = 24 * 60 * 60_000;
const NO_WITNESSES: WitnessPolicy = { keys: [], needed: 0 };

/** Checks a checkpoint: who signed it, how many witnesses did, and when it was sealed. */
export function checkCheckpoint(text: string, trusted: TrustedKeys, now: Date, policy: WitnessPolicy = NO_WITNESSES): CheckedCheckpoint {
  const findings: Finding[] = [];
  try {
    const note = parseNote(text);
    const checkpoint = parseCheckpoint(note.text);
    findings.push(...signed(text, checkpoint.origin, trusted), ...witnessed(note, policy, now), ...dated(checkpoint, now, trusted));
    if (checkpoint.size === 0n && !checkpoint.root.equals(EMPTY_ROOT)) findings.push(error('checkpoint-bad', 'The checkpoint is of an empty log and has not the root of an empty tree.'));
    return { checkpoint, findings };
  } catch (cause) {
    return { checkpoint: null, findings: [...findings, error('checkpoint-bad', `The checkpoint can not be read: ${reasonOf(cause)}`)] };
  }
}

function signed(text: string, origin: string, trusted: TrustedKeys): Finding[] {
  if (!trusted.knows(origin)) return [error('checkpoint-unsigned', `The checkpoint is of the log ${origin}, and no trusted key is of that name: the log changed its name and key without a handover, or this is another log.`)];
  try {
    const { by } = verifyNote(text, trusted.verifiers);
    // A key of another log that is trusted too says nothing about this one.
    if (trusted.verifiers.some((key) => key.name === origin && by.includes(String(key)))) return [];
    return [error('checkpoint-unsigned', `The checkpoint of ${origin} is not signed by a key of that log.`)];
  } catch (cause) {
    if (cause instanceof UnknownKeysError) return [error('checkpoint-unsigned', `No trusted key signed the checkpoint of ${origin}. If the log changed its key, give the key that you trusted before, and the handovers.`)];
    return [error('checkpoint-bad', `The checkpoint is not to be relied on: ${reasonOf(cause)}`)];
  }
}

function witnessed(note: Note, { keys, needed }: WitnessPolicy, now: Date): Finding[] {
  const findings: Finding[] = [];
  const cosigned: string[] = [];
  // One witness given twice is one witness.
  for (const key of new Set(keys)) {
    const witness = Verifier.parse(key);
    try {
      const time = verifyCosignature(note, witness);
      if (time === null) continue;
      if (time.getTime() > now.getTime() + FUTURE_MS) findings.push(error('cosignature-future', `The witness ${witness.name} says it cosigned at ${time.toISOString()}, which is not yet: its clock or this one (${now.toISOString()}) is wrong.`));
      else cosigned.push(witness.name);
    } catch (cause) {
      findings.push(error('cosignature-bad', reasonOf(cause)));
    }
  }
  if (cosigned.length < needed) {
    const who = cosigned.length === 0 ? 'none' : cosigned.join(', ');
    findings.push(error('witnesses-missing', `${needed} of ${new Set(keys).size} witnesses must have cosigned the checkpoint; ${cosigned.length} did (${who}). Without them the hub could show each party another log.`));
  }
  return findings;
}

function dated({ origin, sealedAt }: Checkpoint, now: Date, trusted: TrustedKeys): Finding[] {
  if (!sealedAt) return [error('checkpoint-undated', 'The checkpoint does not say when it was sealed.')];
  const ahead = sealedAt.getTime() - now.getTime();
  const findings: Finding[] = [];
  if (ahead > FUTURE_MS) findings.push(error('checkpoint-future', `The checkpoint was sealed at ${sealedAt.toISOString()}, which is not yet: the hub's clock or this one (${now.toISOString()}) is wrong.`));
  if (ahead < -OLD_MS) findings.push(warning('checkpoint-old', `The checkpoint was sealed at ${sealedAt.toISOString()}, more than a day ago: what happened since is not in it.`));
  const ended = trusted.restoreOf(origin);
  if (ended && sealedAt > ended.instant) findings.push(error('superseded', `The checkpoint of ${origin} was sealed at ${sealedAt.toISOString()}, after that log had ended: since ${ended.instant.toISOString()} it goes on as ${ended.newOrigin}.`));
  return findings;
}
