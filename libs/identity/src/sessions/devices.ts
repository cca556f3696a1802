import type { Tx } from '@hub/platform';
import { DEVICE_LIFE, DEVICES_KEPT, later } from '../identity.settings.js';
import { newToken, tokenHash } from '../tokens/secrets.js';

/** A device from which a person has signed in before. */
export interface Device {
  readonly hash: Buffer;
  readonly personId: string;
}

/** The device that a token stands for, if it is one of an account with this address. */
export async function findDevice(tx: Tx, token: string | null, email: string, instant: Date): Promise<Device | null> {
  const hash = tokenHash(token ?? '');
  const [row] = await tx.query<{ person_id: string }>(
    'device-find',
    `SELECT d.person_id FROM hub.devices d JOIN hub.persons p ON p.id = d.person_id
     WHERE d.token_hash = $1 AND d.expires_at > $3 AND p.email = $2 AND p.ended_at IS NULL`,
    [hash, email, instant],
  );
  return row ? { hash, personId: row.person_id } : null;
}

/** Notes that a person has signed in from a device. Returns the device's token: the one that it has, or a new one. */
export async function rememberDevice(tx: Tx, personId: string, presented: string | null, instant: Date): Promise<string> {
  const expiresAt = later(instant, DEVICE_LIFE);
  if (presented !== null) {
    const kept = await tx.query(
      'device-keep',
      'UPDATE hub.devices SET expires_at = $3 WHERE token_hash = $1 AND person_id = $2 AND expires_at > $4 RETURNING person_id',
      [tokenHash(presented), personId, expiresAt, instant],
    );
    if (kept.length > 0) return presented;
  }
  const token = newToken();
  await tx.query('device-add', 'INSERT INTO hub.devices (token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [
    tokenHash(token),
    personId,
    instant,
    expiresAt,
  ]);
  await tx.query(
    'device-trim',
    `DELETE FROM hub.devices WHERE token_hash IN (
       SELECT token_hash FROM hub.devices WHERE person_id = $1 ORDER BY expires_at DESC, created_at DESC OFFSET $2)`,
    [personId, DEVICES_KEPT],
  );
  return token;
}

/** Forgets a person's devices, but for the one whose token is given. */
export async function forgetDevices(tx: Tx, personId: string, exceptToken: string | null): Promise<void> {
  await tx.query('device-forget', 'DELETE FROM hub.devices WHERE person_id = $1 AND token_hash <> $2', [personId, tokenHash(exceptToken ?? '')]);
}

/** Forgets devices that were not used for long. */
export async function sweepDevices(tx: Tx, instant: Date): Promise<void> {
  await tx.query('device-sweep', 'DELETE FROM hub.devices WHERE expires_at < $1', [instant]);
}
