import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One purge, as the log beside the keys keeps it: ids, and the rule. */
export interface LoggedPurge {
  readonly kind: string;
  readonly subjectId: string;
  readonly number: number;
  readonly bulletinId: string | null;
  readonly organisationId: string;
  readonly days: number;
  readonly since: string;
  readonly at: string;
}

/**
 * What was purged, outside the database: a database that was restored from a backup learns from it what to purge again. A line for each, which is durable
 * before the purge is; one that was not committed in the end was due all the same.
 */
export class PurgeLog {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, 'purges.jsonl');
  }

  async append(purge: LoggedPurge): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const handle = await open(this.file, 'a', 0o600);
    try {
      // In one write, since several processes may be at it; and behind whatever an interrupted one has left.
      await handle.write(`\n${JSON.stringify(purge)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** All of them, each once, the oldest first. */
  async all(): Promise<LoggedPurge[]> {
    const text = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
      throw error;
    });
    const found = new Map<string, LoggedPurge>();
    for (const line of text.split('\n')) {
      const purge = read(line);
      if (purge) found.set(`${purge.kind} ${purge.subjectId} ${purge.number}`, purge);
    }
    return [...found.values()];
  }
}

/** A line; null for what was cut off. */
function read(line: string): LoggedPurge | null {
  try {
    return line === '' ? null : (JSON.parse(line) as LoggedPurge);
  } catch {
    return null;
  }
}
