/** What the database needs to know in order to decide by itself who is asking. */
export interface ActorKey {
  /** The live session; null: nobody in particular. */
  readonly sessionId: string | null;
  /** The person's access epoch as the application knows it: where the database knows a newer one, nothing is read. */
  readonly epoch: number;
  /** Set where only reading is allowed, whatever the person may do: of an API token of that scope. */
  readonly readOnly?: boolean | undefined;
  /** The operation's one instant. */
  readonly instant: Date;
}

/** The Idempotency-Key of a request: a mutation under it takes effect once. */
export interface IdempotencyKey {
  readonly personId: string;
  readonly key: string;
  /** SHA-256 of the request's query, variables and operation name. */
  readonly bodyHash: Buffer;
}

/** The hub's own work, beside people's. */
export type Realm = 'identity' | 'worker' | 'setup' | 'sealer';

/** The person's rights changed between authentication and the read: authenticate afresh and read again. */
export class StaleActorError extends Error {}
