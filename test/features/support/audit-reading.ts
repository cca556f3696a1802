import { type Checkpoint, parseCheckpoint, Verification, Verifier, verifyNote } from '@hub/audit';
import { type Answer, data, type TestHub, type TestPerson } from '@hub/testing';

/** An entry as a test asks for it. */
export interface Entry {
  id: string;
  index: string;
  counter: string;
  occurredAt: string;
  action: string;
  subjectId: string | null;
  detail: { bulletins?: { id: string; version: number | null; sections: string[] }[]; request?: string; [key: string]: unknown };
  erased: boolean;
  actor: { id: string } | null;
  organisation: { id: string } | null;
}

/** A proof as a test asks for it: numbers are decimal text, bytes base64. */
export interface Proof {
  entryId: string;
  counter: string;
  leaf: string;
  link: string;
  linkSalt: string;
  bodyHash: string;
  body: string | null;
  bodySalt: string | null;
  index: string;
  treeSize: string;
  hashes: string[];
  checkpoint: string;
}

const ENTRY = 'id index counter occurredAt action subjectId detail erased actor { id } organisation { id }';
const PROOF = 'entryId counter leaf link linkSalt bodyHash body bodySalt index treeSize hashes checkpoint';
/** The operations of the audit. */
export const AUDIT = {
  trail: `query Trail($first: Int, $after: String, $filter: AuditFilter) { auditTrail(first: $first, after: $after, filter: $filter) { nodes { ${ENTRY} } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
  checkpoint: '{ auditCheckpoint }',
  inclusion: `query ($entryId: ID!, $treeSize: UInt64) { auditInclusionProof(entryId: $entryId, treeSize: $treeSize) { ${PROOF} } }`,
  consistency: 'query ($from: UInt64!, $to: UInt64!) { auditConsistencyProof(fromSize: $from, toSize: $to) { fromSize toSize hashes } }',
  export: `query ($from: UInt64!, $size: UInt64!, $first: Int) { auditExport(fromCounter: $from, treeSize: $size, first: $first) { ${PROOF} } }`,
  head: 'query ($size: UInt64) { auditHead(treeSize: $size) }',
} as const;

/** Asks as somebody. */
export const askAs = (hub: TestHub, person: Pick<TestPerson, 'token'> | null, query: string, variables: object = {}): Promise<Answer> =>
  hub.graphql(query, { token: person?.token ?? null, variables });

/** Somebody's trail, newest first, as far as one page goes. */
export const trailOf = async (hub: TestHub, person: TestPerson, filter: object | null = null, first = 100): Promise<Entry[]> =>
  data(await askAs(hub, person, AUDIT.trail, { first, filter })).auditTrail.nodes as Entry[];

/** The first error's code; undefined without one. */
export const codeOf = ({ errors }: Answer): unknown => errors?.[0]?.extensions.code;

/** The keys that the hub says are its log's. */
export const keysOf = async ({ url }: TestHub): Promise<string[]> => (await (await fetch(`${url}/audit/keys`)).text()).split('\n').filter(Boolean);

/** A checkpoint, once its signature holds. */
export const verified = (note: string, keys: readonly string[]): Checkpoint => parseCheckpoint(verifyNote(note, keys.map((key) => Verifier.parse(key))).note.text);

/** The newest checkpoint. */
export const freshOf = async (hub: TestHub, person: TestPerson): Promise<{ note: string; checkpoint: Checkpoint }> => {
  const note = data(await askAs(hub, person, AUDIT.checkpoint)).auditCheckpoint as string;
  return { note, checkpoint: verified(note, await keysOf(hub)) };
};

/** All records of an organisation, as its keeper exports them. */
export async function exportOf(hub: TestHub, keeper: TestPerson, size: bigint): Promise<Proof[]> {
  const all: Proof[] = [];
  for (;;) {
    const page = data(await askAs(hub, keeper, AUDIT.export, { from: String(all.length + 1), size: String(size), first: 100 })).auditExport as Proof[];
    all.push(...page);
    if (page.length === 0) return all;
  }
}

/** What a distrustful partner finds in an organisation's export: the codes of all errors and warnings. */
export async function audit(hub: TestHub, keeper: TestPerson, { remembered, receipts = [], keys }: { remembered?: string; receipts?: string[]; keys?: string[] } = {}): Promise<string[]> {
  const known = await keysOf(hub);
  const { note, checkpoint } = await freshOf(hub, keeper);
  const head = data(await askAs(hub, keeper, AUDIT.head, { size: String(checkpoint.size) })).auditHead as string;
  const records = await exportOf(hub, keeper, checkpoint.size);
  const handovers = (await (await fetch(`${hub.url}/audit/handovers`)).text()).split(/^----\n/mu).filter(Boolean);
  const lines = [
    { format: 'contact-point/audit-export/v1', origin: checkpoint.origin, holder: keeper.organisationId, keys: known, handovers, checkpoint: note, head, count: records.length },
    ...records.map(({ checkpoint: _same, treeSize: _size, ...record }) => record),
    { end: true, count: records.length },
  ];
  const verification = new Verification({
    keys: keys ?? known, receipts, now: hub.clock.now(), ...(remembered ? { remembered } : {}),
    consistency: async (from, to) => (data(await askAs(hub, keeper, AUDIT.consistency, { from: String(from), to: String(to) })).auditConsistencyProof.hashes as string[]).map((hash) => Buffer.from(hash, 'base64')),
  });
  const found: string[] = [];
  for await (const { severity, code } of verification.findings(lines.map((line) => JSON.stringify(line)))) if (severity !== 'info') found.push(code);
  return found;
}
