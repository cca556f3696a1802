import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, DomainError } from '@hub/kernel';
import type { Actor, Disclosure, HubContext, OrganisationActor, RecipientActor } from '@hub/access';
import { binaryArray, type Database } from '@hub/platform';
import type { Shown } from './act.js';
import { enter } from './entering.js';
import type { Keyring } from './bodies/keyring.js';
import type { OwnedAct, Receipts } from './log/receipts.js';

/** What the gate decided about a response: it may go out, or what it shows was taken back meanwhile. */
export type Verdict = 'released' | 'retry';

/** Something that is about to leave: to whom, and what it reveals. */
export type Leaving = Pick<HubContext, 'reads' | 'requestId' | 'giveReceipt'> & { readonly actor: Actor | OrganisationActor | RecipientActor };

interface Held {
  readonly context: Leaving;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Where several read at once, the next commit waits this long for more of them: a commit of six costs little more than a
 * commit of one. Whoever reads alone does not wait.
 */
const GATHER_MS = 2;

const DISCLOSE = 'SELECT hub.disclose($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS refused';

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
    private readonly keyring: Keyring,
    private readonly receipts: Receipts,
  ) {}

  /** Holds the operation's response until what it reveals is recorded. */
  async release(context: Leaving): Promise<Verdict> {
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
        const { acts, refused } = await this.enter(batch);
        const released = acts.filter(({ owner }) => !refused.has(owner));
        await this.receipts.give(batch.map(({ context }) => context), released);
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

  /** Enters the batch, durably. Where the key of the bodies was retired meanwhile: under the new one. */
  private async enter(batch: readonly Held[], again = true): Promise<{ acts: readonly OwnedAct[]; refused: ReadonlySet<number> }> {
    const acts = this.actsOf(batch);
    const parameters = this.parameters(batch, acts);
    const disclose = async (checks: string | null): Promise<readonly number[] | null> =>
      (await this.database.statement<{ refused: number[] | null }>('disclose', DISCLOSE, [...parameters, checks]))[0]?.refused ?? null;
    try {
      const refused = (await disclose(null)) ?? (await disclose(checksOf(batch)));
      if (!refused) throw new Error('the ledger did not say what it has entered');
      batch.forEach(({ context }) => this.countPublic(context));
      return { acts, refused: new Set(refused) };
    } catch (error) {
      if (!again || (error as { code?: string }).code !== 'HB003') throw error;
      this.keyring.reload();
      return this.enter(batch, false);
    }
  }

  private countPublic({ actor, reads }: Leaving): void {
    if (actor.kind === 'anonymous') reads.disclosures.forEach(() => this.onPublicRead());
  }

  /** What is entered: one act for each kind of reading in each response. Anonymous reads of what is public are counted only. */
  private actsOf(batch: readonly Held[]): OwnedAct[] {
    return batch.flatMap(({ context: { actor, reads, requestId } }, index) => {
      if (actor.kind === 'anonymous') return [];
      return ACTIONS.flatMap((action) => {
        const shown = reads.disclosures.filter((disclosure) => disclosure.action === action).map(shownOf);
        if (shown.length === 0) return [];
        const entered = { action, at: actor.instant.toISOString(), person: 'personId' in actor ? actor.personId : null, organisation: actor.organisationId, shown, request: requestId };
        return [{ owner: index + 1, ...enter(this.keyring, entered) }];
      });
    });
  }

  private parameters(batch: readonly Held[], acts: readonly OwnedAct[]): unknown[] {
    const person = batch.map(({ context: { actor } }) => (actor.kind === 'person' ? actor : null));
    return [
      this.clock.now(),
      binaryArray.int8(batch.map(({ context }) => context.reads.accessEpoch)),
      binaryArray.uuid(person.map((actor) => actor?.sessionId ?? null)),
      binaryArray.int4(person.map((actor) => actor?.epoch ?? null)),
      acts[0]?.keyId ?? this.keyring.current.id,
      binaryArray.uuid(acts.map(({ actId }) => actId)),
      binaryArray.int4(acts.map(({ owner }) => owner)),
      binaryArray.bytea(acts.map(({ packed }) => packed)),
      binaryArray.bytea(acts.map(({ bodies }) => bodies)),
    ];
  }
}

/**
 * What is looked at again where something was revoked meanwhile. Whom the hub sends something by itself has no session that could be looked at: he gets a
 * check that never holds, so that whatever was revoked, anywhere, it is read for again.
 */
const checksOf = (batch: readonly Held[]): string =>
  JSON.stringify(batch.flatMap(({ context: { actor, reads } }, index) => [
    ...reads.disclosures.map(({ bulletinId, accessEpoch }) => [index + 1, bulletinId, accessEpoch]),
    ...(actor.kind === 'organisation' || actor.kind === 'recipient' ? [[index + 1, actor.organisationId, NEVER]] : []),
  ]));
const NEVER = -1;

const ACTIONS = ['bulletin.read', 'bulletin.listed'] as const;

const shownOf = ({ bulletinId, originatorId, number, seen, sectionIds }: Disclosure): Shown => ({
  bulletin: bulletinId, originator: originatorId, number, seen, sections: sectionIds,
});
