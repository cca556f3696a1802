import { randomBytes, randomUUID } from 'node:crypto';
import {
  batchReceipts, bodyHashOf, canonicalJson, type Checkpoint, cosign, addSignatures, consistencyProof, formatCheckpoint, formatHandover, formatHead, inclusionProof,
  leafHash, leafOf, linkBytes, LocalSigner, MemoryTree, type NodeReader, parseCheckpoint, parseNote, signNote,
} from '@hub/audit';

/** A record as its holder opens it. */
export interface Opening {
  entryId: string;
  holder: string;
  counter: bigint;
  index: bigint;
  leaf: Buffer;
  link: Buffer;
  linkSalt: Buffer;
  bodyHash: Buffer;
  body: Buffer | null;
  bodySalt: Buffer | null;
}

/** An audit log in memory: what a hub keeps, sealed by hand. Everything in it can be falsified, as whoever runs a hub could. */
export class AuditLogInMemory {
  readonly leaves: Buffer[] = [];
  readonly openings: Opening[] = [];
  readonly handovers: string[] = [];
  readonly keys: LocalSigner[];
  readonly receipts: string[] = [];
  readonly witnesses: LocalSigner[] = [];
  /** Sealed checkpoints by size; the last is the fresh one. */
  readonly sealed = new Map<bigint, string>();
  fresh = '';
  public = '';

  constructor(
    public origin = 'hub.example.jp/audit',
    public now = new Date('2026-04-01T09:00:00Z'),
  ) {
    this.keys = [LocalSigner.generate(origin)];
  }

  get signer(): LocalSigner {
    return this.keys[0] as LocalSigner;
  }

  get vkey(): string {
    return this.signer.verifier().toString();
  }

  /** A record of what this organisation's people read; returns its act. */
  record(holder: string, act: string = randomUUID()): string {
    const entryId = randomUUID();
    const body = this.body(entryId, holder, act);
    const own = this.of(holder);
    const previous = own.at(-1)?.leaf ?? null;
    const [linkSalt, bodySalt] = [randomBytes(32), randomBytes(32)];
    const link = linkBytes({ holder, counter: BigInt(own.length + 1), previous });
    const bodyHash = bodyHashOf(bodySalt, body);
    const leaf = leafOf({ link, linkSalt, bodyHash });
    this.openings.push({ entryId, holder, counter: BigInt(own.length + 1), index: BigInt(this.leaves.length), leaf, link, linkSalt, bodyHash, body, bodySalt });
    this.leaves.push(leaf);
    return act;
  }

  /** Writes a record anew in its place, opening and all; the records after it still name the old one. */
  rewrite(at: number): void {
    const opening = this.openings[at] as Opening;
    const [body, bodySalt] = [this.body(opening.entryId, opening.holder, randomUUID()), randomBytes(32)];
    const bodyHash = bodyHashOf(bodySalt, body);
    const leaf = leafOf({ link: opening.link, linkSalt: opening.linkSalt, bodyHash });
    Object.assign(opening, { body, bodySalt, bodyHash, leaf });
    this.leaves[Number(opening.index)] = leaf;
  }

  private body(id: string, organisation: string, act: string): Buffer {
    return canonicalJson({ act, action: 'bulletin.read', detail: {}, id, occurredAt: this.now.toISOString(), organisation, person: null, subject: null, v: 1 });
  }

  of(holder: string): Opening[] {
    return this.openings.filter((opening) => opening.holder === holder);
  }

  /** Pads, signs a checkpoint, and shows it to everyone. */
  async seal({ padding = 3, seconds = 1 } = {}): Promise<Checkpoint> {
    for (let i = 0; i < padding; i += 1) this.leaves.push(randomBytes(32));
    this.now = new Date(this.now.getTime() + seconds * 1000);
    const text = formatCheckpoint({ origin: this.origin, size: BigInt(this.leaves.length), root: this.tree().root(), sealedAt: this.now });
    let note = await signNote(text, [this.signer]);
    for (const witness of this.witnesses) note = addSignatures(note, [await cosign(text, witness, this.now)]);
    this.fresh = note;
    this.public = note;
    this.sealed.set(BigInt(this.leaves.length), note);
    return parseCheckpoint(text);
  }

  /** Gives a receipt for these acts, as one answer of three, and keeps its line. */
  async receipt(acts: string[], issued = this.now): Promise<string> {
    const [, line = ''] = await batchReceipts([[randomUUID()], acts, [randomUUID()]], this.origin, issued, this.signer);
    this.receipts.push(line);
    return line;
  }

  /** A new key for the same log; `signers` sign the handover (default: the old and the new). */
  async rotate({ signers }: { signers?: (old: LocalSigner, fresh: LocalSigner) => LocalSigner[] } = {}): Promise<LocalSigner> {
    return this.handOver('rotation', LocalSigner.generate(this.origin), this.checkpoint(), signers);
  }

  /** Goes on from a backup at this size under a new name: what was beyond is gone. */
  async restore(size: bigint, origin: string): Promise<void> {
    const at = parseCheckpoint(parseNote(this.sealed.get(size) ?? '').text);
    await this.handOver('restore', LocalSigner.generate(origin), at);
    this.origin = origin;
    this.truncate(size);
  }

  /** Forgets everything from an index on. */
  truncate(size: bigint): void {
    this.leaves.length = Number(size);
    this.openings.splice(0, this.openings.length, ...this.openings.filter(({ index }) => index < size));
    for (const sealed of this.sealed.keys()) if (sealed > size) this.sealed.delete(sealed);
  }

  checkpoint(): Checkpoint {
    return parseCheckpoint(parseNote(this.fresh).text);
  }

  tree(size = this.leaves.length): MemoryTree {
    return new MemoryTree(this.leaves.slice(0, size).map((leaf) => leafHash(leaf)));
  }

  head(holder: string, size: bigint): Promise<string> {
    const last = this.of(holder).filter(({ index }) => index < size).at(-1);
    return signNote(formatHead({ origin: this.origin, holder, size, root: this.tree(Number(size)).root(), counter: last?.counter ?? 0n, lastLeaf: last?.leaf ?? null }), [this.signer]);
  }

  inclusion(index: bigint, size: bigint): Promise<Buffer[]> {
    return inclusionProof(index, size, this.reader(size));
  }

  consistency(from: bigint, to: bigint): Promise<Buffer[]> {
    return consistencyProof(from, to, this.reader(to));
  }

  private reader(size: bigint): NodeReader {
    return this.tree(Number(size)).read;
  }

  private async handOver(kind: 'rotation' | 'restore', fresh: LocalSigner, at: Checkpoint, signers = (old: LocalSigner, key: LocalSigner): LocalSigner[] => [old, key]): Promise<LocalSigner> {
    const text = formatHandover({ kind, oldOrigin: this.origin, oldSize: at.size, oldRoot: at.root, newOrigin: fresh.verifier().name, newKey: fresh.verifier(), instant: this.now, reason: 'for the test' });
    this.handovers.push(await signNote(text, signers(this.signer, fresh)));
    this.keys.unshift(fresh);
    return fresh;
  }
}
