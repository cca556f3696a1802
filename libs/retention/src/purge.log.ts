import { join } from 'node:path';
import { LineLog } from './line.log.js';

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
  private readonly lines: LineLog<LoggedPurge>;

  constructor(folder: string) {
    this.lines = new LineLog(join(folder, 'purges.jsonl'));
  }

  async append(purge: LoggedPurge): Promise<void> {
    await this.lines.append(purge);
  }

  /** All of them, each once, the oldest first. */
  async all(): Promise<LoggedPurge[]> {
    return [...new Map((await this.lines.all()).map((purge) => [`${purge.kind} ${purge.subjectId} ${purge.number}`, purge])).values()];
  }
}
