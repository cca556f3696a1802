import { type Clock, DomainError, newId, newOrderedId } from '@hub/kernel';
import type { Actor, Disclosure, HubContext } from '@hub/access';
import type { Database } from '@hub/platform';

/** What the gate decided about a response: it may go out, or what it shows was taken back meanwhile. */
export type Verdict = 'released' | 'retry';

interface Held {
  readonly context: HubContext;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

const DISCLOSE = `SELECT hub.disclose($1, $2::bigint[], $3::uuid[], $4::int[], $5::int[], $6::uuid[], $7::int[], $8::int[],
  $9::uuid[], $10::uuid[], $11::uuid[], $12::timestamptz[], $13::text[], $14::uuid[], $15::uuid[], $16::uuid[], $17::text[]) AS refused`;

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
    }
    this.committing = false;
  }

  private parameters(batch: readonly Held[]): unknown[] {
    const now = this.clock.now();
    const checks = { operation: [] as number[], bulletin: [] as string[], epoch: [] as number[] };
    const entries = Array.from({ length: 10 }, () => [] as unknown[]);
    batch.forEach(({ context: { actor, reads, requestId } }, index) => {
      const operation = index + 1;
      for (const { bulletinId, accessEpoch } of reads.disclosures) {
        checks.operation.push(operation);
        checks.bulletin.push(bulletinId);
        checks.epoch.push(accessEpoch);
      }
      if (actor.kind === 'anonymous') return reads.disclosures.forEach(() => this.onPublicRead());
      for (const entry of entriesOf(actor, reads.disclosures, requestId)) {
        [operation, ...entry].forEach((value, column) => entries[column]?.push(value));
      }
    });
    return [
      now,
      batch.map(({ context }) => context.reads.accessEpoch),
      batch.map(({ context }) => context.actor.sessionId),
      batch.map(({ context }) => (context.actor.kind === 'person' ? context.actor.epoch : null)),
      checks.operation,
      checks.bulletin,
      checks.epoch,
      ...entries,
    ];
  }
}

/** One record for each originator touched, naming that originator's bulletins only, and one for the reader's organisation. */
function entriesOf(actor: Extract<Actor, { kind: 'person' }>, disclosures: readonly Disclosure[], requestId: string): unknown[][] {
  if (disclosures.length === 0) return [];
  const actId = newId();
  const holders = new Map<string, Disclosure[]>([[actor.organisationId, [...disclosures]]]);
  for (const disclosure of disclosures) {
    if (disclosure.originatorId === actor.organisationId) continue;
    const touched = holders.get(disclosure.originatorId);
    if (touched) touched.push(disclosure);
    else holders.set(disclosure.originatorId, [disclosure]);
  }
  return [...holders].map(([holderId, seen]) => [
    newOrderedId(), actId, holderId, actor.instant, seen[0]?.action, actor.personId, actor.organisationId,
    seen.length === 1 ? seen[0]?.bulletinId : null,
    JSON.stringify({ request: requestId, bulletins: seen.map((d) => ({ id: d.bulletinId, version: d.number, sections: d.sectionIds })) }),
  ]);
}
