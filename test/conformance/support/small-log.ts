import {
  batchReceipts, bodyHashOf, canonicalJson, consistencyProof, type ConsistencySource, formatCheckpoint, formatHandover, formatHead, inclusionProof, leafHash, leafOf,
  linkBytes, LocalSigner, MemoryTree, sha256, signNote, toBase64, verifyInclusion,
} from '@hub/audit';

/** The holder whose records are exported, and another. */
export const HOLDER = '5f0c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10';
export const OTHER = '7d3a0b5e-91c4-4d02-b6a1-2e9f6c0d4b77';
export const ORIGIN = 'hub.example/audit';
export const SEALED = new Date('2026-04-01T09:30:00.000Z');

/** A UUID made of a number. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

interface Entry {
  readonly holder: string;
  readonly counter: bigint;
  readonly id: string;
  readonly index: bigint;
  readonly leaf: Buffer;
  readonly link: Buffer;
  readonly linkSalt: Buffer;
  readonly body: Buffer;
  readonly bodySalt: Buffer;
}

/** A bundle's lines before they are written. */
export interface Bundle {
  header: { format: string; origin: string; holder: string; keys: string[]; handovers: string[]; checkpoint: string; head: string; count: number };
  rows: Row[];
  end: { end: boolean; count: number } | null;
}
export interface Row {
  entryId: string; counter: string; index: string; leaf: string; link: string; linkSalt: string; bodyHash: string; body: string | null; bodySalt: string | null; hashes: string[];
}

/** What a hub that lies enters in place of what is true. */
export interface Lie {
  readonly counter?: bigint;
  readonly previous?: Buffer | null;
  readonly holder?: string;
  readonly id?: string;
  /** Writes the body with spaces. */
  readonly spaced?: boolean;
}

/** A log as a hub would keep it, small and in memory. It can lie. */
export class SmallLog {
  readonly tree = new MemoryTree();
  readonly entries: Entry[] = [];
  readonly handovers: string[] = [];
  private readonly leafHashes: Buffer[] = [];

  constructor(
    readonly signer = LocalSigner.generate(ORIGIN),
    readonly origin = ORIGIN,
  ) {}

  get vkey(): string {
    return String(this.signer.verifier());
  }

  /** Enters a record of an act, and a leaf of padding after it. */
  enter(act: string, holder = HOLDER, lie: Lie = {}): void {
    const last = this.entries.filter((entry) => entry.holder === holder).at(-1);
    const counter = lie.counter ?? (last?.counter ?? 0n) + 1n;
    const id = uuid(1000 + this.entries.length);
    const salt = (what: string): Buffer => sha256(Buffer.from(`${what} ${id} ${this.origin}`));
    const [linkSalt, bodySalt] = [salt('link'), salt('body')];
    const link = linkBytes({ holder: lie.holder ?? holder, counter, previous: lie.previous === undefined ? (last?.leaf ?? null) : lie.previous });
    const record = { act, action: 'bulletin.read', detail: {}, id: lie.id ?? id, occurredAt: SEALED.toISOString(), organisation: holder, person: null, subject: null, v: 1 };
    const body = lie.spaced ? Buffer.from(JSON.stringify(record, null, 1)) : canonicalJson(record);
    const leaf = leafOf({ link, linkSalt, bodyHash: bodyHashOf(bodySalt, body) });
    this.entries.push({ holder, counter, id, index: this.tree.size, leaf, link, linkSalt, body, bodySalt });
    this.append(leafHash(leaf));
    this.append(leafHash(salt('padding')));
  }

  private append(hash: Buffer): void {
    this.leafHashes.push(hash);
    this.tree.append(hash);
  }

  /** The signed checkpoint of the log as it stands. */
  checkpoint(sealedAt = SEALED): Promise<string> {
    return signNote(formatCheckpoint({ origin: this.origin, size: this.tree.size, root: this.tree.root(), sealedAt }), [this.signer]);
  }

  /** The proofs a hub gives. */
  readonly consistency: ConsistencySource = (from, to) => consistencyProof(from, to, this.tree.read);

  /** The receipts of answers with these acts. */
  receipts(acts: readonly (readonly string[])[], issued = new Date(SEALED.getTime() - 60_000)): Promise<string[]> {
    return batchReceipts(acts, this.origin, issued, this.signer);
  }

  /** The same log from a backup of its first entries, under another origin. */
  async restored(records: number, origin: string, instant: Date): Promise<SmallLog> {
    const log = new SmallLog(LocalSigner.generate(origin), origin);
    for (const hash of this.leafHashes.slice(0, 2 * records)) log.append(hash);
    log.entries.push(...this.entries.slice(0, records));
    log.handovers.push(...this.handovers, await this.handover(log, 'restore', instant));
    return log;
  }

  /** The same log with a new key. */
  async rotated(instant: Date): Promise<SmallLog> {
    const log = new SmallLog();
    for (const hash of this.leafHashes) log.append(hash);
    log.entries.push(...this.entries);
    log.handovers.push(...this.handovers, await this.handover(log, 'rotation', instant));
    return log;
  }

  private handover(next: SmallLog, kind: 'rotation' | 'restore', instant: Date): Promise<string> {
    const text = formatHandover({ kind, oldOrigin: this.origin, oldSize: next.tree.size, oldRoot: next.tree.root(), newOrigin: next.origin, newKey: next.signer.verifier(), instant, reason: 'As decided.' });
    return signNote(text, [this.signer, next.signer]);
  }

  /** What a holder exports. */
  async export(holder = HOLDER, checkpoint?: string): Promise<Bundle> {
    const own = this.entries.filter((entry) => entry.holder === holder);
    const head = formatHead({ origin: this.origin, holder, size: this.tree.size, root: this.tree.root(), counter: own.at(-1)?.counter ?? 0n, lastLeaf: own.at(-1)?.leaf ?? null });
    const rows: Row[] = [];
    for (const { id, counter, index, leaf, link, linkSalt, body, bodySalt } of own) {
      const hashes = await inclusionProof(index, this.tree.size, this.tree.read);
      if (!verifyInclusion({ leafHash: leafHash(leaf), index, size: this.tree.size, proof: hashes, root: this.tree.root() })) throw new Error('The small log can not prove its own entry.');
      rows.push({
        entryId: id, counter: String(counter), index: String(index), leaf: toBase64(leaf), link: toBase64(link), linkSalt: toBase64(linkSalt),
        bodyHash: toBase64(bodyHashOf(bodySalt, body)), body: toBase64(body), bodySalt: toBase64(bodySalt), hashes: hashes.map(toBase64),
      });
    }
    return {
      header: { format: 'contact-point/audit-export/v1', origin: this.origin, holder, keys: [this.vkey], handovers: this.handovers, checkpoint: checkpoint ?? (await this.checkpoint()), head: await signNote(head, [this.signer]), count: rows.length },
      rows,
      end: { end: true, count: rows.length },
    };
  }
}

/** A bundle's lines. */
export const linesOf = ({ header, rows, end }: Bundle): string[] => [header, ...rows, ...(end ? [end] : [])].map((line) => JSON.stringify(line));
