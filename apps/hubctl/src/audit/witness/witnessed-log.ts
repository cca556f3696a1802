import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addSignatures, type Checkpoint, cosign, EMPTY_ROOT, type LocalSigner, NoteError, type NoteSignature, parseCheckpoint, type Verifier, verifyConsistency, verifyNote } from '@hub/audit';
import { Failure } from '../../failure.js';
import { replaceFile } from '../durable-file.js';
import type { AddCheckpoint } from './add-checkpoint.js';
import { OutOfStep, WitnessRefusal } from './refusal.js';

/** The name under which a log's checkpoint is kept and served (C2SP tlog-witness, monitor retrieval). */
export const originHash = (origin: string): string => createHash('sha256').update(origin).digest('hex');

/**
 * What a witness knows of one log: the last checkpoint that it signed. MUST NOT sign two that are not parts of one tree;
 * so requests for a log are taken one after the other, and each is on disk before it is answered.
 */
export class WitnessedLog {
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly origin: string,
    private readonly keys: readonly Verifier[],
    private readonly signer: LocalSigner,
    private readonly file: string,
    private last: { checkpoint: Checkpoint; note: string } | null,
  ) {}

  /** Opens what the folder remembers of a log. Failure where that can't be trusted: beginning afresh could sign a fork. */
  static async open(folder: string, origin: string, keys: readonly Verifier[], signer: LocalSigner): Promise<WitnessedLog> {
    const file = join(folder, `${originHash(origin)}.checkpoint`);
    return new WitnessedLog(origin, keys, signer, file, await recall(file, origin, signer));
  }

  /** The last signed checkpoint with its signatures; null before the first. */
  get latest(): string | null {
    return this.last?.note ?? null;
  }

  /** How many entries the last signed checkpoint has. */
  get size(): bigint {
    return this.last?.checkpoint.size ?? 0n;
  }

  /** Checks a checkpoint, keeps it, and returns the cosignature line. Throws WitnessRefusal. */
  add(request: AddCheckpoint, checkpoint: Checkpoint, now: Date): Promise<string> {
    const mine = this.turn.then(() => this.take(request, checkpoint, now));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.turn;
  }

  private async take({ oldSize, proof, note }: AddCheckpoint, checkpoint: Checkpoint, now: Date): Promise<string> {
    const signed = this.authentic(note);
    if (oldSize > checkpoint.size) throw new WitnessRefusal(400, `The old size ${oldSize} is beyond the checkpoint's ${checkpoint.size}.`);
    if (oldSize !== this.size) throw new OutOfStep(this.size);
    this.consistent(oldSize, proof, checkpoint);
    const line = await cosign(signed.text, this.signer, now);
    const kept = addSignatures(signed.own, [line]);
    try {
      await replaceFile(this.file, kept);
    } catch {
      throw new WitnessRefusal(503, 'The checkpoint could not be kept on disk, so it is not signed.');
    }
    this.last = { checkpoint, note: kept };
    return `${line}\n`;
  }

  /** The checkpoint with the log's own signatures only. */
  private authentic(note: string): { text: string; own: string } {
    try {
      const { text, signatures } = verifyNote(note, this.keys).note;
      const known = ({ name, keyId }: NoteSignature): boolean => this.keys.some((key) => key.name === name && key.keyId.equals(keyId));
      const lines = note.slice(text.length + 1).split('\n').filter((_, at) => signatures[at] && known(signatures[at]));
      return { text, own: `${text}\n${lines.join('\n')}\n` };
    } catch (error) {
      if (error instanceof NoteError) throw new WitnessRefusal(403, error.message);
      throw error;
    }
  }

  private consistent(oldSize: bigint, proof: readonly Buffer[], { size, root }: Checkpoint): void {
    if (size === 0n && !root.equals(EMPTY_ROOT)) throw new WitnessRefusal(422, 'An empty tree has one root, and this is another.');
    if (oldSize === 0n) {
      if (proof.length > 0) throw new WitnessRefusal(422, 'From an empty tree there is nothing to prove, and a proof was sent.');
      return;
    }
    const fromRoot = this.last?.checkpoint.root ?? EMPTY_ROOT;
    if (oldSize === size && !root.equals(fromRoot)) throw new WitnessRefusal(422, `There are two roots for ${size} entries: this log shows different trees to different people.`);
    if (!verifyConsistency({ from: oldSize, to: size, fromRoot, toRoot: root, proof })) {
      throw new WitnessRefusal(422, `It is not proven that the ${size} entries continue the ${oldSize} that were signed before.`);
    }
  }
}

async function recall(file: string, origin: string, signer: LocalSigner): Promise<{ checkpoint: Checkpoint; note: string } | null> {
  let note: string;
  try {
    note = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Failure(`${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`, 'Give this witness the right to read and write its folder.');
  }
  try {
    // Only what this witness signed itself is kept here: anything else was put there by somebody.
    const checkpoint = parseCheckpoint(verifyNote(note, [signer.verifier()]).note.text);
    if (checkpoint.origin === origin) return { checkpoint, note };
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
  }
  throw new Failure(`${file} is broken, or not signed by this witness's key.`, 'Restore it from a backup that is not older. Without it this witness could be led to sign a fork: give it a new key and tell whoever trusts it.');
}
