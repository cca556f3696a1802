import { z } from 'zod';
import { fromBase64, toBase64 } from '../merkle/encoding.js';
import { HASH_SIZE, leafHash } from '../merkle/hashing.js';
import { canonicalJson, parseJson } from '../merkle/leaf.js';
import { verifyInclusion } from '../merkle/proofs.js';
import { proofsOf } from '../merkle/tree.js';
import type { Signer, Verifier } from './keys.js';
import { signNote, verifyNote } from './note.js';
import { NoteError } from './note.errors.js';
import { formatReceipt, parseReceipt } from './statements.js';

/** What one answer's receipt holds: that its acts are in the batch which the note signs. */
export interface Receipt {
  readonly acts: readonly string[];
  readonly index: bigint;
  readonly proof: readonly Buffer[];
  readonly note: string;
}

/** A receipt that a trusted key signed. */
export interface VerifiedReceipt {
  readonly acts: readonly string[];
  readonly origin: string;
  readonly issued: Date;
}

const batchLeaf = (acts: readonly string[]): Buffer => leafHash(canonicalJson({ acts }));

/**
 * The receipts of a batch, one header value for each answer in the order given: one signature serves all.
 * @param acts of each answer, in its order
 */
export async function batchReceipts(acts: readonly (readonly string[])[], origin: string, issued: Date, signer: Signer): Promise<string[]> {
  if (acts.length === 0) return [];
  const { root, proofs } = proofsOf(acts.map(batchLeaf));
  const note = await signNote(formatReceipt({ origin, issued, count: BigInt(acts.length), root }), [signer]);
  return acts.map((own, index) => Buffer.from(JSON.stringify({ acts: own, index, proof: (proofs[index] ?? []).map(toBase64), note }), 'utf8').toString('base64url'));
}

const RECEIPT = z.strictObject({
  acts: z.array(z.uuid()).min(1),
  index: z.int().nonnegative(),
  proof: z.array(z.string()).max(64),
  note: z.string(),
});

/**
 * Reads a receipt as it comes in the header and is kept, one a line.
 * @throws NoteError for whatever is none.
 */
export function parseReceiptHeader(header: string): Receipt {
  const { data } = RECEIPT.safeParse(parseJson(Buffer.from(header, 'base64url')));
  const proof = data?.proof.map((text) => fromBase64(text, HASH_SIZE));
  if (!/^[A-Za-z0-9_-]+$/.test(header) || !data || !proof?.every((hash) => hash !== null)) throw new NoteError('The receipt is not one of acts, index, proof and note: it was cut off or changed.');
  return { acts: data.acts, index: BigInt(data.index), proof, note: data.note };
}

/**
 * Checks a receipt: a trusted key signed its note for the log that it names, and its acts are in that batch.
 * @throws NoteError with what is wrong.
 */
export function verifyReceipt(header: string, verifiers: readonly Verifier[]): VerifiedReceipt {
  const { acts, index, proof, note } = parseReceiptHeader(header);
  const { note: read, by } = verifyNote(note, verifiers);
  const { origin, issued, count, root } = parseReceipt(read.text);
  if (!verifiers.some((verifier) => verifier.name === origin && by.includes(verifier.toString()))) throw new NoteError(`The receipt is of the log ${origin} and is not signed by a key of that log.`);
  if (!verifyInclusion({ leafHash: batchLeaf(acts), index, size: count, proof, root })) throw new NoteError('The acts of the receipt are not in the batch that its note signs: it was changed.');
  return { acts, origin, issued };
}
