import { StartupError } from '@hub/kernel';
import { makeSecretFile, readSecretFile, replaceSecretFile } from '../bodies/secret-file.js';
import type { SealRow } from './log.repository.js';

/**
 * The newest seal, noted outside the database. A database that knows less than this was restored from a backup: going on under
 * the same name would sign two logs of one size, which witnesses and parties must take for a forgery.
 */
export class HeadFile {
  private known: { origin: string; size: number; root: string } | null;

  constructor(private readonly file: string) {
    this.known = parse(readSecretFile(file));
  }

  /** Notes a seal after its commit. */
  note(origin: string, { size, root }: SealRow): void {
    const head = { origin, size, root: root.toString('base64') };
    if (this.known) replaceSecretFile(this.file, serialise(head));
    else makeSecretFile(this.file, serialise(head));
    this.known = head;
  }

  /** Refuses where the database has fallen back behind what was signed. */
  check(origin: string, last: SealRow | null): void {
    const { known } = this;
    if (!known || known.origin !== origin || (last && last.size > known.size)) return;
    if (last && last.size === known.size && last.root.toString('base64') === known.root) return;
    throw new StartupError(
      `The audit log "${origin}" has signed ${known.size} entries, and the database has ${last?.size ?? 0}, or others: it was restored from a backup.`,
      `Go on under a new name: make a key with npm run hubctl -- audit-key NEW-NAME, and put it first in HUB_AUDIT_KEY, before the old one. See "Restoring" in the README.`,
    );
  }
}

const serialise = (head: object): string => `${JSON.stringify(head)}\n`;

function parse(text: string | null): { origin: string; size: number; root: string } | null {
  try {
    return text === null ? null : (JSON.parse(text) as { origin: string; size: number; root: string });
  } catch {
    return null;
  }
}
