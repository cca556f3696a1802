import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, DomainError, newOrderedId } from '@hub/kernel';
import type { Disclosure, HubContext } from '@hub/access';
import type { Database } from '@hub/platform';

/** What the gate decided about a response: it may go out, or what it shows was taken back meanwhile. */
export type Verdict = 'released' | 'retry';

interface Held {
  readonly context: HubContext;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Where several read at once, the next commit waits this long for more of them: a commit of six costs little more than a
 * commit of one. Whoever reads alone does not wait.
 */
const GATHER_MS = 1;

const DISCLOSE = 'SELECT hub.disclose($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS refused';

/** An array of ids, numbers or instants in PostgreSQL's own notation: nothing in it needs a quote; a request's id is letters, digits, hyphens and underscores (`safeRequestId`). */
const plainArray = (values: readonly (string | number | null)[]): string => `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/**
 * The one gate before every way out. A response that reveals something is held here until the ledger's entry for it is
 * durable; one commit serves all responses that wait. The same commit looks again at what was taken from readers
 * meanwhile (hub.disclose), and what was is not released.
 */
export class DisclosureGate {
  private waiting: Held[] = [];
  private committing = false;
  /** Called with the number of responses that shared a commit. */
  onBatch: (size: number) => void = () => undefined;
  /** Called for each public bulletin that nobody in particular has read: those are counted, not entered. */
  onPublicRead: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Holds the operation's response until what it reveals is recorded. */
  async release(context: HubContext): Promise<Verdict> {
    const { reads } = context;
    if (reads.stale) return 'retry';
    if (reads.accessEpoch === null) return 'released';
    // A signed-in person's read is looked at again even where it revealed no bulletin: the session may have ended.
    if (context.actor.kind === 'anonymous' && reads.disclosures.length === 0) return 'released';
    return new Promise<Verdict>((resolve, reject) => {
      this.waiting.push({ context, resolve, reject });
      if (!this.committing) void this.commit();
    });
  }

  private async commit(): Promise<void> {
    this.committing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        const [row] = await this.database.statement<{ refused: number[] }>('disclose', DISCLOSE, this.parameters(batch));
        const refused = new Set(row?.refused);
        batch.forEach((held, index) => held.resolve(refused.has(index + 1) ? 'retry' : 'released'));
      } catch (cause) {
        const error = new DomainError('UNAVAILABLE', 'The record of disclosures can not be written; nothing is shown.', {}, { cause });
        for (const held of batch) held.reject(error);
      }
      this.onBatch(batch.length);
      if (batch.length > 1 || this.waiting.length > 0) await sleep(GATHER_MS);
    }
    this.committing = false;
  }

  private parameters(batch: readonly Held[]): unknown[] {
    const checks: [number, string, number][] = [];
    const shown: string[] = [];
    batch.forEach(({ context: { actor, reads } }, index) => {
      for (const { bulletinId, accessEpoch } of reads.disclosures) checks.push([index + 1, bulletinId, accessEpoch]);
      if (actor.kind === 'anonymous') reads.disclosures.forEach(() => this.onPublicRead());
      // JSON has no line breaks of its own.
      shown.push(actor.kind === 'anonymous' || reads.disclosures.length === 0 ? '' : JSON.stringify(reads.disclosures.map(entryOf)));
    });
    const person = batch.map(({ context: { actor } }) => (actor.kind === 'person' ? actor : null));
    return [
      this.clock.now(),
      plainArray(batch.map(({ context }) => context.reads.accessEpoch)),
      plainArray(person.map((actor) => actor?.sessionId ?? null)),
      plainArray(person.map((actor) => actor?.epoch ?? null)),
      plainArray(batch.map(() => newOrderedId())),
      plainArray(batch.map(({ context }) => context.actor.instant.toISOString())),
      plainArray(person.map((actor) => actor?.personId ?? null)),
      plainArray(person.map((actor) => actor?.organisationId ?? null)),
      plainArray(batch.map(({ context }) => context.requestId)),
      shown.join('\n'),
      JSON.stringify(checks),
    ];
  }
}

/** What the ledger keeps of a bulletin shown; records for each holder are made of it when it is sealed. */
const entryOf = ({ bulletinId, originatorId, action, number, seen, sectionIds }: Disclosure): object => ({
  bulletin: bulletinId, originator: originatorId, action, number, seen, sections: sectionIds,
});
