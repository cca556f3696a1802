import type { HubClient } from '../client/hub-client.js';

/** One record of an organisation's export, as the hub gives it. Numbers are decimal text, bytes base64. */
export interface ExportedRecord {
  entryId: string;
  counter: string;
  index: string;
  leaf: string;
  link: string;
  linkSalt: string;
  bodyHash: string;
  /** Null where it was erased, or is withheld from the asker. */
  body: string | null;
  bodySalt: string | null;
  hashes: string[];
}

const RECORD = 'entryId counter index leaf link linkSalt bodyHash body bodySalt hashes';
const CHECKPOINT = '{ auditCheckpoint }';
const CONSISTENCY = 'query ($from: UInt64!, $to: UInt64!) { auditConsistencyProof(fromSize: $from, toSize: $to) { hashes } }';
const HEAD = 'query ($size: UInt64!) { auditHead(treeSize: $size) }';
const EXPORT = `query ($from: UInt64!, $size: UInt64!, $first: Int!) { auditExport(fromCounter: $from, treeSize: $size, first: $first) { ${RECORD} } }`;
/** The most that a hub gives at once. */
const PAGE = 100;

/** What an organisation reads of the audit log as itself. */
export class HubAudit {
  constructor(private readonly client: HubClient) {}

  /** The fresh checkpoint, as a signed note. */
  async checkpoint(): Promise<string> {
    return (await this.client.run<{ auditCheckpoint: string }>(CHECKPOINT)).auditCheckpoint;
  }

  /** The proof that one size of the log continues another. */
  async consistency(from: bigint, to: bigint): Promise<Buffer[]> {
    const { auditConsistencyProof: proof } = await this.client.run<{ auditConsistencyProof: { hashes: string[] } }>(CONSISTENCY, { from: String(from), to: String(to) });
    return proof.hashes.map((hash) => Buffer.from(hash, 'base64'));
  }

  /** The signed statement of how many records the own organisation has at this size. */
  async head(size: bigint): Promise<string> {
    return (await this.client.run<{ auditHead: string }>(HEAD, { size: String(size) })).auditHead;
  }

  /** The own organisation's records at this size, in counter order, page by page. */
  async *records(size: bigint): AsyncGenerator<ExportedRecord> {
    for (let from = 1n; from <= size; ) {
      const { auditExport: page } = await this.client.run<{ auditExport: ExportedRecord[] }>(EXPORT, { from: String(from), size: String(size), first: PAGE });
      yield* page;
      if (page.length === 0) return;
      // Counted by what came, not by what it says of itself: a hub that repeats a page must not keep the client for ever.
      from += BigInt(page.length);
    }
  }
}
