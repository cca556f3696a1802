import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { FileKeys } from '@hub/attachments';
import type { HubConfig } from '@hub/platform';
import { v7 } from 'uuid';
import { dayOf } from '../days.js';

const HOUR_MS = 3_600_000;
/** When a key was made: its name begins with the time. */
const madeAt = (name: string): Date => new Date(Number.parseInt(name.replace('-', '').slice(0, 12), 16));

/**
 * Keys of backups, one for each day on which there was one (an X25519 identity of age), in a folder apart from all backups, wrapped by the hub's encryption key. A
 * key that is destroyed takes every copy of its day's backups with it, wherever they lie.
 */
export class BackupKeys {
  private readonly keys: FileKeys;

  constructor({ backup, secrets }: Pick<HubConfig, 'backup' | 'secrets'>) {
    this.keys = new FileKeys(backup.keys, secrets.encryptionKey, 'backup-keys');
    this.days = backup.days;
  }

  /** For how many days a backup can be read. */
  readonly days: number;

  /** Whom a backup is encrypted to that is made now. */
  async recipient(now: Date): Promise<string> {
    await this.end(now);
    const today = (await this.names()).findLast((name) => dayOf(madeAt(name)) === dayOf(now));
    const kept = today && (await this.keys.find(today));
    if (kept) return identityToRecipient(kept.toString());
    const identity = await generateX25519Identity();
    await this.keys.make(v7({ msecs: now.getTime() }), Buffer.from(identity));
    return identityToRecipient(identity);
  }

  /** What opens backups that can still be read; those of one day. */
  async identities(day?: string): Promise<string[]> {
    const names = (await this.names()).filter((name) => day === undefined || dayOf(madeAt(name)) === day);
    const found = await Promise.all(names.map((name) => this.keys.find(name)));
    return found.flatMap((key) => (key ? [key.toString()] : []));
  }

  /** Destroys the keys of days that are over, and what interrupted hubs have left of keys: nothing is encrypted under them. Gives how many days. */
  async end(now: Date): Promise<number> {
    const over = (await this.names()).filter((name) => dayOf(madeAt(name), this.days) < dayOf(now));
    for (const name of over) await this.keys.destroy(name);
    // What was begun within the hour somebody may be making now.
    for (const { name, draft } of await this.keys.interrupted()) if (madeAt(name).getTime() < now.getTime() - HOUR_MS) await this.keys.discard(draft);
    return over.length;
  }

  private async names(): Promise<string[]> {
    return (await this.keys.names()).sort();
  }
}
