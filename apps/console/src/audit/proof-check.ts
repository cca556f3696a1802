import { Buffer } from 'buffer/index.js';
import { config } from 'zod';

/** A proof as the hub gives it. */
export interface Given {
  readonly counter: string; readonly index: string; readonly treeSize: string;
  readonly leaf: string; readonly link: string; readonly linkSalt: string; readonly body: string | null; readonly bodySalt: string | null; readonly bodyHash: string;
  readonly hashes: readonly string[]; readonly checkpoint: string;
}

/** What was calculated on this device, step by step; false is what does not fit. */
export interface Checked {
  readonly body: boolean | null;
  readonly leaf: boolean;
  readonly root: boolean;
  readonly signature: boolean;
  /** Null where this device has seen no earlier seal of the log. */
  readonly earlier: boolean | null;
  readonly index: bigint;
  readonly size: bigint;
  readonly sealedAt: Date | null;
  readonly rootText: string;
  readonly leafText: string;
  readonly says: Record<string, unknown> | null;
  readonly keys: readonly string[];
}

/** Whether all steps fit. */
export const holds = ({ body, leaf, root, signature, earlier }: Checked): boolean => body !== false && leaf && root && signature && earlier !== false;

/** An earlier seal that this device saw, and the proof that the log has only grown since. */
export interface Earlier { readonly checkpoint: string; readonly hashes: readonly string[] }

type Core = typeof import('@hub/audit/core');
let core: Promise<Core> | undefined;

/** The core of the log, the same code that the hub and hubctl run, with what it expects of Node. */
export function loadCore(): Promise<Core> {
  globalThis.Buffer ??= Buffer as unknown as typeof globalThis.Buffer; // -- the same interface, made for browsers
  // Else zod, which reads what the core parses, would try whether it may make code of text: it may not.
  config({ jitless: true });
  core ??= import('@hub/audit/core');
  return core;
}

/** Size of the log at a seal that was kept; null where it can't be read. */
export async function sizeOf(checkpoint: string): Promise<string | null> {
  const { parseCheckpoint } = await loadCore();
  try {
    return parseCheckpoint(checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1)).size.toString();
  } catch {
    return null;
  }
}

/** Calculates a proof again, from the record to the signed seal, trusting the verifier keys that are given and nothing else. */
export async function checkProof(given: Given, vkeys: readonly string[], earlier: Earlier | null): Promise<Checked> {
  const { bodyHashOf, fromBase64, leafHash, leafOf, parseCheckpoint, parseJson, parseLink, parseUint64, verifyConsistency, verifyInclusion, verifyNote, Verifier } = await loadCore();
  const bytes = (text: string): Buffer => {
    const read = fromBase64(text);
    if (!read) throw new Error('Not base64.');
    return read as unknown as Buffer; // -- the browser's Buffer in the place of Node's
  };
  const { note } = ((): { note: { text: string } | null } => {
    try {
      return verifyNote(given.checkpoint, vkeys.map((key) => Verifier.parse(key)));
    } catch {
      return { note: null };
    }
  })();
  const checkpoint = parseCheckpoint(note?.text ?? given.checkpoint.slice(0, given.checkpoint.lastIndexOf('\n\n') + 1));
  const [index, bodyHash, leaf, body] = [parseUint64(given.index) ?? 0n, bytes(given.bodyHash), bytes(given.leaf), given.body === null ? null : bytes(given.body)];
  const bodyFits = body === null || given.bodySalt === null ? null : bodyHashOf(bytes(given.bodySalt), body).equals(bodyHash);
  const link = parseLink(bytes(given.link));
  const leafFits = leafOf({ link: bytes(given.link), linkSalt: bytes(given.linkSalt), bodyHash }).equals(leaf) && link.counter === parseUint64(given.counter);
  const proof = { leafHash: leafHash(leaf), index, size: checkpoint.size, proof: given.hashes.map(bytes), root: checkpoint.root };
  let grew: boolean | null = null;
  if (earlier) {
    const before = parseCheckpoint(earlier.checkpoint.slice(0, earlier.checkpoint.lastIndexOf('\n\n') + 1));
    grew = before.origin === checkpoint.origin && verifyConsistency({ from: before.size, to: checkpoint.size, fromRoot: before.root, toRoot: checkpoint.root, proof: earlier.hashes.map(bytes) });
  }
  const says = body === null ? null : parseJson(body);
  return {
    body: bodyFits, leaf: leafFits, root: verifyInclusion(proof) && checkpoint.size === parseUint64(given.treeSize), signature: note !== null, earlier: grew,
    index, size: checkpoint.size, sealedAt: checkpoint.sealedAt, rootText: checkpoint.root.toString('hex'), leafText: leaf.toString('hex'),
    says: typeof says === 'object' && says !== null ? (says as Record<string, unknown>) : null, keys: vkeys,
  };
}
