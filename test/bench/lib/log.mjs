// The audit log of a world, which every run begins anew.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ROOT } from './root.mjs';

/** Tables of what is entered, and of the name and keys that it is entered under. */
export const ENTRIES = 'hub.log_chunks, hub.log_subtrees, hub.log_records, hub.log_subjects, hub.log_bodies, hub.log_seals';
export const IDENTITY = 'hub.ledger_unsealed, hub.body_keys, hub.log_eras, hub.log_keys, hub.log_handovers, hub.log_publications, hub.log_cosignatures';

/** Takes the log out of a world. Returns fresh keys, as the environment of the hub that works with it. */
export async function beginLog(url, name, tables = `${IDENTITY}, ${ENTRIES}`) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`TRUNCATE ${tables}`);
  await client.end();
  return freshKeys(name);
}

async function freshKeys(name) {
  const { LocalSigner } = await import(join(ROOT, 'dist/libs/audit/src/index.js'));
  const folder = join(ROOT, '.data/bench-keys', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return { HUB_AUDIT_KEYRING: join(folder, 'keyring.json'), HUB_AUDIT_KEY: LocalSigner.generate(`bench.example/${name}`).toString() };
}
