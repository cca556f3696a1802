import { join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import type { Clock } from '@hub/kernel';
import { type LoggedStrike, StrikeLog } from '@hub/recall';
import { dayOf } from '../days.js';
import { LineLog } from '../line.log.js';
import type { BackupKeys } from './backup.keys.js';

/**
 * Strikes beside the keys of backups, each sealed under the key of its day. Whoever can open one can open backups of that day and before, in which the name stands
 * anyway; and once no backup can be read that it stands in, the strike can not be read either.
 */
export class SealedStrikes extends StrikeLog {
  private readonly lines: LineLog<{ readonly at: string; readonly sealed: string }>;

  constructor(folder: string, private readonly keys: BackupKeys, private readonly clock: Clock) {
    super();
    this.lines = new LineLog(join(folder, 'strikes.jsonl'));
  }

  async append(strike: LoggedStrike): Promise<void> {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await this.keys.recipient(new Date(strike.at)));
    await this.lines.append({ at: strike.at, sealed: Buffer.from(await encrypter.encrypt(JSON.stringify(strike))).toString('base64') });
  }

  async all(): Promise<LoggedStrike[]> {
    const today = dayOf(this.clock.now());
    const readable = (await this.lines.all()).filter(({ at }) => dayOf(new Date(at), this.keys.days) >= today);
    const days = new Map<string, Decrypter>();
    for (const day of new Set(readable.map(({ at }) => dayOf(new Date(at))))) {
      const decrypter = new Decrypter();
      for (const identity of await this.keys.identities(day)) decrypter.addIdentity(identity);
      days.set(day, decrypter);
    }
    // Where the key of a day was lost, no backup of it opens either.
    const opened = await Promise.all(readable.map(async ({ at, sealed }) => days.get(dayOf(new Date(at)))?.decrypt(Buffer.from(sealed, 'base64'), 'text').catch(() => null)));
    return opened.flatMap((text) => (text ? [JSON.parse(text) as LoggedStrike] : []));
  }
}
