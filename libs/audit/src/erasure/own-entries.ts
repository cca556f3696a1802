import type { PersonActor } from '@hub/access';
import type { ReadTx } from '@hub/platform';
import type { Keyring } from '../bodies/keyring.js';
import { reachOf } from '../trail/audit.policy.js';
import { recordsOf } from '../trail/audit.repository.js';
import type { AuditEntry } from '../trail/audit.types.js';
import { entryOf } from '../trail/opening.js';

/** The asker's own organisation's entries by their ids; without details for whoever does not read its whole trail. */
export async function ownEntries(tx: ReadTx, keyring: Keyring, actor: PersonActor, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, AuditEntry>> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const reach = reachOf(actor) === 'organisation' ? 'organisation' : 'acts';
  const rows = await recordsOf(tx, actor.organisationId, wanted);
  return new Map(rows.map((row) => [row.id, entryOf(keyring, actor.organisationId, row, reach)]));
}
