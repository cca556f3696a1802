import { StartupError } from '@hub/kernel';
import { z } from 'zod';
import { makeSecretFile, readSecretFile, replaceSecretFile } from '../bodies/secret-file.js';
import type { SealRow } from './log.repository.js';

const HEAD = z.object({ origin: z.string(), size: z.int().positive(), root: z.string() });
type Head = z.output<typeof HEAD>;

/**
 * The newest seal, noted outside the database. A database that does not have it was restored from a backup: going on under
 * the same name would sign two logs of one size, which witnesses and parties must take for a forgery. All hubs beside one
 * keyring share the file, so it is read anew each time: another hub may have sealed since.
 */
export class HeadFile {
  constructor(private readonly file: string) {}

  /** Notes a seal after its commit; one that another hub has passed since is no news. */
  note(origin: string, { size, root }: Pick<SealRow, 'size' | 'root'>): void {
    const known = this.read();
    if (known?.origin === origin && known.size >= size) return;
    const text = `${JSON.stringify({ origin, size, root: root.toString('base64') })}\n`;
    if (known || makeSecretFile(this.file, text) !== text) replaceSecretFile(this.file, text);
  }

  /**
   * Refuses where the database does not have the seal that was noted.
   * @param sealOf the database's seal of a size; asked after the file was read, so that it can't be behind it
   */
  async check(origin: string, sealOf: (size: number) => Promise<Pick<SealRow, 'root'> | null>): Promise<void> {
    const known = this.read();
    if (known?.origin !== origin) return;
    const seal = await sealOf(known.size);
    if (seal?.root.toString('base64') === known.root) return;
    throw new StartupError(
      `The audit log "${origin}" has signed ${known.size} entries, and the database ${seal ? 'has others' : 'does not have them'}: it was restored from a backup.`,
      `Go on under a new name: make a key with npm run hubctl -- audit-key NEW-NAME, and put it first in HUB_AUDIT_KEY, before the old one. See "Restoring" in the README.`,
    );
  }

  private read(): Head | null {
    const text = readSecretFile(this.file);
    if (text === null) return null;
    try {
      return HEAD.parse(JSON.parse(text));
    } catch (cause) {
      throw new StartupError(`${this.file} does not hold the audit log's newest seal.`, 'Put it back from its backup. Without it nobody notices that a database was restored: remove it only if you know that it was not.', { cause });
    }
  }
}
