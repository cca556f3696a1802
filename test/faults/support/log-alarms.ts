import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseHead, parseNote, SealNow, Verifier } from '@hub/audit';
import { data, type TestHub, type TestPerson } from '@hub/testing';
import { askAs, audit, AUDIT, exportOf, freshOf, keysOf, trailOf } from '../../features/support/audit-reading.js';
import { publicTroubles } from './sound-log.js';

const TABLES = ['log_seals', 'log_publications', 'log_cosignatures', 'log_chunks', 'log_subtrees', 'log_records', 'log_subjects', 'log_bodies', 'ledger_unsealed'];
const headFile = ({ config }: TestHub): string => join(dirname(config.audit.keyring), 'audit-head.json');

/** Keeps the log's tables as they are under a name; of the file beside the database, its text. */
export async function keep(hub: TestHub, name: string): Promise<{ back: (parts?: { file?: boolean }) => Promise<void> }> {
  await hub.superuser(`CREATE SCHEMA ${name}; ${TABLES.map((table) => `CREATE TABLE ${name}.${table} AS TABLE hub.${table}`).join('; ')}`);
  const head = readFileSync(headFile(hub), 'utf8');
  return {
    back: async ({ file = true } = {}) => {
      await hub.superuser(asBefore(`TRUNCATE ${TABLES.map((table) => `hub.${table}`).join(', ')}; ${TABLES.map((table) => `INSERT INTO hub.${table} SELECT * FROM ${name}.${table}`).join('; ')}`));
      if (file) writeFileSync(headFile(hub), head);
    },
  };
}

/** What nobody but a superuser can do: no trigger, no foreign key. */
export const asBefore = (sql: string): string => `SET session_replication_role = replica; ${sql}; RESET session_replication_role`;

/** Takes the file away, as whoever has the whole machine can. Returns what puts it back. */
export function loseHeadFile(hub: TestHub): () => void {
  const kept = readFileSync(headFile(hub), 'utf8');
  rmSync(headFile(hub));
  return () => writeFileSync(headFile(hub), kept);
}

/** What a partner keeps between two visits, beside its receipts. */
export interface Remembered { keeper: TestPerson; checkpoint: string; head: string; size: string; receipts: string[] }

/** What a partner remembers of today. */
export async function remember(hub: TestHub, keeper: TestPerson, receipts: string[]): Promise<Remembered> {
  const { note, checkpoint } = await freshOf(hub, keeper);
  const size = String(checkpoint.size);
  return { keeper, checkpoint: note, size, receipts, head: data(await askAs(hub, keeper, AUDIT.head, { size })).auditHead as string };
}

/** Whoever notices that something is wrong, and what it says. */
export async function alarms(hub: TestHub, partners: readonly Remembered[]): Promise<string[]> {
  const found: string[] = [];
  const looks = async (who: string, look: () => Promise<readonly string[]>): Promise<void> => {
    const said = await look().catch((error: unknown) => [`refused (${/"code":"(\w+)"/.exec(String(error))?.[1] ?? (error as Error).name})`]);
    found.push(...[...new Set(said)].map((what) => `${who}: ${what}`));
  };
  await looks('sealer', async () => hub.hub.app.get(SealNow).run().then(() => []));
  const verifiers = (await keysOf(hub)).map((key) => Verifier.parse(key));
  await looks('fsck', () => publicTroubles(hub, verifiers));
  for (const partner of partners) {
    const { keeper, checkpoint: remembered, receipts } = partner;
    await looks('verifier', () => audit(hub, keeper, { remembered, receipts }));
    await looks('memory', () => againstMemory(hub, partner));
    await looks('trail', async () => (await trailOf(hub, keeper), []));
  }
  return found;
}

/** A size that was sealed has one checkpoint and one head for ever; and what stood last still stands there. */
async function againstMemory(hub: TestHub, { keeper, checkpoint, head, size }: Remembered): Promise<string[]> {
  const found: string[] = [];
  const { counter, lastLeaf } = parseHead(parseNote(head).text);
  if (data(await askAs(hub, keeper, AUDIT.head, { size })).auditHead !== head) found.push('another head of the same size');
  const records = await exportOf(hub, keeper, BigInt(size));
  if (records.some((record) => record.checkpoint !== checkpoint)) found.push('another checkpoint of the same size');
  if (records[Number(counter) - 1]?.leaf !== lastLeaf?.toString('base64')) found.push('another last record');
  return found;
}
