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
export type Leaving = Pick<HubContext, 'reads' | 'requestId' | 'giveReceipt' | 'shownAt'> & { readonly actor: Actor | OrganisationActor | RecipientActor };

/** Responses that wait: one, or several that show the same to people of one organisation. */
interface Held {
  readonly contexts: readonly Leaving[];
  readonly resolve: (verdicts: readonly Verdict[]) => void;
  readonly reject: (error: unknown) => void;
}

/** What was entered: the acts, whom each belongs to, and which responses (from 1) may not be released. */
interface Entering {
  readonly acts: readonly OwnedAct[];
  readonly sharing: ReadonlyMap<number, readonly Leaving[]>;
  readonly refused: ReadonlySet<number>;
}

/**
 * Where several read at once, the next commit waits this long for more of them: a commit of six costs little more than a
 * commit of one. Whoever reads alone does not wait.
 */
const GATHER_MS = 2;

/** People whom one act names at most. */
const PEOPLE = 250;

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
    const [verdict] = await this.releaseAll([context]);
    return verdict ?? 'retry';
  }

  /**
   * The same for responses that show one and the same thing to people of one organisation: one act names them all. Each is looked at by himself;
   * where something was revoked meanwhile each has an act of his own, and who is refused is named in none.
   */
  async releaseAll(contexts: readonly Leaving[]): Promise<readonly Verdict[]> {
    const [first] = contexts;
    if (!first) return [];
    const { reads, actor } = first;
    const all = (verdict: Verdict): Verdict[] => contexts.map(() => verdict);
    if (reads.stale) return all('retry');
    if (reads.accessEpoch === null) return all('released');
    // A signed-in person's read is looked at again even where it revealed no bulletin: the session may have ended.
    if (actor.kind === 'anonymous' && reads.disclosures.length === 0) return all('released');
    if (contexts.some((other) => organisationOf(other) !== organisationOf(first))) throw new Error('people of two organisations never share an act');
    return new Promise<readonly Verdict[]>((resolve, reject) => {
      this.waiting.push({ contexts, resolve, reject });
      if (!this.committing) void this.commit();
    });
  }

  private async commit(): Promise<void> {
    this.committing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      const leaving = batch.flatMap(({ contexts }) => contexts);
      try {
        const { acts, sharing, refused } = await this.enter(batch, leaving);
        await this.receipts.give((owner) => sharing.get(owner) ?? [], acts.filter(({ owner }) => !refused.has(owner)));
        let number = 0;
        for (const { contexts, resolve } of batch) resolve(contexts.map(() => (refused.has((number += 1)) ? 'retry' : 'released')));
      } catch (cause) {
        const error = new DomainError('UNAVAILABLE', 'The record of disclosures can not be written; nothing is shown.', {}, { cause });
        for (const held of batch) held.reject(error);
      }
      this.onBatch(leaving.length);
      if (batch.length > 1 || this.waiting.length > 0) await sleep(GATHER_MS);
    }
    this.committing = false;
  }

  /** Enters the batch, durably. Where the key of the bodies was retired meanwhile: under the new one. */
  private async enter(batch: readonly Held[], leaving: readonly Leaving[], again = true): Promise<Entering> {
    const disclose = async (acts: readonly OwnedAct[], checks: string | null): Promise<readonly number[] | null> =>
      (await this.database.statement<{ refused: number[] | null }>('disclose', DISCLOSE, [...this.parameters(leaving, acts), checks]))[0]?.refused ?? null;
    const asOne = (contexts: readonly (readonly Leaving[])[]): Pick<Entering, 'acts' | 'sharing'> => {
      const sharing = sharingOf(contexts);
      return { sharing, acts: this.actsOf(sharing) };
    };
    try {
      let entered = asOne(batch.map(({ contexts }) => contexts));
      let refused = await disclose(entered.acts, null);
      if (!refused) {
        // Something was revoked, and nothing is entered yet. An act MUST NOT name whom the look now refuses.
        if (leaving.length > batch.length) entered = asOne(leaving.map((context) => [context]));
        refused = await disclose(entered.acts, checksOf(leaving));
      }
      if (!refused) throw new Error('the ledger did not say what it has entered');
      for (const context of leaving) this.countPublic(context);
      return { ...entered, refused: new Set(refused) };
    } catch (error) {
      if (!again || (error as { code?: string }).code !== 'HB003') throw error;
      this.keyring.reload();
      return this.enter(batch, leaving, false);
    }
  }

  private countPublic({ actor, reads }: Leaving): void {
    if (actor.kind === 'anonymous') reads.disclosures.forEach(() => this.onPublicRead());
  }

  /** What is entered: one act for each kind of reading in what is shown. Anonymous reads of what is public are counted only. */
  private actsOf(sharing: Entering['sharing']): OwnedAct[] {
    return [...sharing].flatMap(([owner, contexts]) => {
      const [{ actor, reads, requestId, shownAt = actor.instant }] = contexts as [Leaving];
      if (actor.kind === 'anonymous') return [];
      const people = [...new Set(contexts.map((context) => ('personId' in context.actor ? context.actor.personId : null)))];
      // A request is one response's.
      const who = people.length > 1 ? { person: null, persons: people.filter((id) => id !== null) } : { person: people[0] ?? null, request: requestId };
      return ACTIONS.flatMap((action) => {
        const shown = reads.disclosures.filter((disclosure) => disclosure.action === action).map(shownOf);
        if (shown.length === 0) return [];
        return [{ owner, ...enter(this.keyring, { action, at: shownAt.toISOString(), organisation: actor.organisationId, shown, ...who }) }];
      });
    });
  }

  private parameters(leaving: readonly Leaving[], acts: readonly OwnedAct[]): unknown[] {
    const person = leaving.map(({ actor }) => (actor.kind === 'person' ? actor : null));
    return [
      this.clock.now(),
      binaryArray.int8(leaving.map(({ reads }) => reads.accessEpoch)),
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
const checksOf = (leaving: readonly Leaving[]): string =>
  JSON.stringify(leaving.flatMap(({ actor, reads }, index) => [
    ...reads.disclosures.map(({ bulletinId, accessEpoch }) => [index + 1, bulletinId, accessEpoch]),
    ...(actor.kind === 'organisation' || actor.kind === 'recipient' ? [[index + 1, actor.organisationId, NEVER]] : []),
  ]));
const NEVER = -1;

const ACTIONS = ['bulletin.read', 'bulletin.listed', 'bulletin.previewed'] as const;

const shownOf = ({ bulletinId, originatorId, number, seen, sectionIds, as }: Disclosure): Shown => ({
  bulletin: bulletinId, originator: originatorId, number, seen, sections: sectionIds, ...(as && { as }),
});

const organisationOf = ({ actor }: Leaving): string | null => (actor.kind === 'anonymous' ? null : actor.organisationId);

/** Who shares acts, by the number of the first of them among all responses, from 1. */
function sharingOf(held: readonly (readonly Leaving[])[]): Map<number, readonly Leaving[]> {
  const sharing = new Map<number, readonly Leaving[]>();
  let number = 1;
  for (const contexts of held) {
    for (let from = 0; from < contexts.length; from += PEOPLE) sharing.set(number + from, contexts.slice(from, from + PEOPLE));
    number += contexts.length;
  }
  return sharing;
}
