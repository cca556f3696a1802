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

const DISCLOSE = `SELECT hub.disclose($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) AS refused`;

/** An array of ids, numbers or instants in PostgreSQL's own notation: nothing in it needs a quote. */
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
    }
    this.committing = false;
  }

  private parameters(batch: readonly Held[]): unknown[] {
    const checks: [number, string, number][] = [];
    const acts: string[] = [];
    const entries = { operation: [] as number[], id: [] as string[], holder: [] as string[], action: [] as string[], subject: [] as (string | null)[], detail: [] as string[] };
    batch.forEach(({ context: { actor, reads, requestId } }, index) => {
      const operation = index + 1;
      acts.push(newId());
      for (const { bulletinId, accessEpoch } of reads.disclosures) checks.push([operation, bulletinId, accessEpoch]);
      if (actor.kind === 'anonymous') return reads.disclosures.forEach(() => this.onPublicRead());
      for (const [holder, seen] of holdersOf(actor, reads.disclosures)) {
        entries.operation.push(operation);
        entries.id.push(newOrderedId());
        entries.holder.push(holder);
        entries.action.push(seen[0]?.action ?? 'bulletin.read');
        entries.subject.push(seen.every(({ bulletinId }) => bulletinId === seen[0]?.bulletinId) ? (seen[0]?.bulletinId ?? null) : null);
        entries.detail.push(JSON.stringify({ request: requestId, bulletins: seen.map((d) => ({ id: d.bulletinId, version: d.originatorId === holder ? d.number : d.seen, sections: d.sectionIds })) }));
      }
    });
    const person = batch.map(({ context: { actor } }) => (actor.kind === 'person' ? actor : null));
    return [
      this.clock.now(),
      plainArray(batch.map(({ context }) => context.reads.accessEpoch)),
      plainArray(person.map((actor) => actor?.sessionId ?? null)),
      plainArray(person.map((actor) => actor?.epoch ?? null)),
      plainArray(acts),
      plainArray(batch.map(({ context }) => context.actor.instant.toISOString())),
      plainArray(person.map((actor) => actor?.personId ?? null)),
      plainArray(person.map((actor) => actor?.organisationId ?? null)),
      JSON.stringify(checks),
      plainArray(entries.operation),
      plainArray(entries.id),
      plainArray(entries.holder),
      plainArray(entries.action),
      plainArray(entries.subject),
      // JSON has no line breaks of its own.
      entries.detail.join('\n'),
    ];
  }
}

/** One record for each originator touched, naming that originator's bulletins only, and one for the reader's organisation. */
function holdersOf(actor: Extract<Actor, { kind: 'person' }>, disclosures: readonly Disclosure[]): Map<string, readonly Disclosure[]> {
  const holders = new Map<string, Disclosure[]>();
  if (disclosures.length > 0) holders.set(actor.organisationId, [...disclosures]);
  for (const disclosure of disclosures) {
    if (disclosure.originatorId === actor.organisationId) continue;
    const touched = holders.get(disclosure.originatorId);
    if (touched) touched.push(disclosure);
    else holders.set(disclosure.originatorId, [disclosure]);
  }
  return holders;
}
