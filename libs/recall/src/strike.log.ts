/** What a strike is repeated by in a database that was restored from a backup of before it. */
export interface LoggedStrike {
  readonly id: string;
  readonly bulletinId: string;
  /** Folded: what was struck, which stands nowhere else. */
  readonly needle: string | null;
  readonly sectionId: string | null;
  readonly facts: boolean;
  readonly reason: string;
  readonly personId: string;
  readonly at: string;
}

/** Strikes, outside the database. Whoever keeps backups fulfils it: what is in here MUST be readable no longer than those are. */
export abstract class StrikeLog {
  /** Adds one, durable before the strike is. One that was not committed in the end was asked for all the same. */
  abstract append(strike: LoggedStrike): Promise<void>;
  /** Those that a backup may bring back that can still be read, the oldest first. */
  abstract all(): Promise<LoggedStrike[]>;
}
