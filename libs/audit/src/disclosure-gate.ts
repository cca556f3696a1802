import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, DomainError } from '@hub/kernel';
import type { Disclosure, PersonActor } from '@hub/access';
import { binaryArray, type Database, type Released } from '@hub/platform';
import type { Shown } from './act.js';
import { type Crowd, crowdOf, type Leaving, organisationOf, type Sharing } from './crowd.js';
import { enter } from './entering.js';
import type { Keyring } from './bodies/keyring.js';
import type { OwnedAct, Receipts } from './log/receipts.js';

/** What the gate decided about a response: it may go out, or what it shows was taken back meanwhile. */
export type Verdict = 'released' | 'retry';

/** A response that waits, or several that show the same to people of one organisation. */
interface Held {
  readonly first: Leaving;
  readonly others: readonly Sharing[];
  /** Whether one act may name its reader beside others. */
  readonly mayShare: boolean;
  readonly crowd: Crowd;
  readonly resolve: (released: readonly (Released | null)[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Responses that one act names, or several of one reader. */
type Together = readonly Held[];

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
    const [released = null] = await this.hold(context, [], false);
    if (released?.receipt !== undefined) context.giveReceipt(released.receipt);
    return released ? 'released' : 'retry';
  }

  /**
   * The same for people of one organisation who are shown what the first of them has read: one act names them all, with others who are shown the same
   * at that moment. Each is looked at by himself; where something was revoked meanwhile each has an act of his own, and who is refused is named in none.
   */
  async releaseAll(first: Leaving, others: readonly Sharing[]): Promise<readonly (Released | null)[]> {
    if (others.length < PEOPLE) return this.hold(first, others, true);
    crowdOf(first, others);
    const parts = Array.from({ length: Math.ceil((others.length + 1) / PEOPLE) }, (_, part) => {
      const [leader, ...rest] = others.slice(Math.max(0, part * PEOPLE - 1), (part + 1) * PEOPLE - 1);
      return part === 0 || !leader ? this.hold(first, others.slice(0, PEOPLE - 1), true) : this.hold(shareOf(first, leader), rest, true);
    });
    return (await Promise.all(parts)).flat();
  }

  private async hold(first: Leaving, others: readonly Sharing[], mayShare: boolean): Promise<readonly (Released | null)[]> {
    const { reads, actor } = first;
    if (reads.stale) return forAll(others, null);
    if (reads.accessEpoch === null) return forAll(others, UNRECORDED);
    // A signed-in person's read is looked at again even where it revealed no bulletin: the session may have ended.
    if (actor.kind === 'anonymous' && reads.disclosures.length === 0) return forAll(others, UNRECORDED);
    const crowd = crowdOf(first, others);
    return new Promise((resolve, reject) => {
      this.waiting.push({ first, others, mayShare, crowd, resolve, reject });
      if (!this.committing) void this.commit();
    });
  }

  private async commit(): Promise<void> {
    this.committing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        if (!(await this.enterTogether(batch))) await this.enterEach(batch);
        for (const { first } of batch) this.countPublic(first);
      } catch (cause) {
        const error = new DomainError('UNAVAILABLE', 'The record of disclosures can not be written; nothing is shown.', {}, { cause });
        for (const held of batch) held.reject(error);
      }
      this.onBatch(batch.reduce((sum, { others }) => sum + 1 + others.length, 0));
      if (batch.length > 1 || this.waiting.length > 0) await sleep(GATHER_MS);
    }
    this.committing = false;
  }

  /** Enters the batch, durably, as long as nothing was revoked since anything of it was read; else enters nothing, and says so. */
  private async enterTogether(batch: readonly Held[]): Promise<boolean> {
    const all = togetherOf(batch);
    const oldest = batch.reduce((least, { crowd }) => Math.min(least, crowd.epoch), Number.MAX_SAFE_INTEGER);
    const acts = await this.underCurrentKey(async () => {
      const made = all.flatMap((together, index) => this.actsOf(index + 1, (together[0] as Held).first, peopleOf(together)));
      return (await this.disclose(made, [{ epoch: oldest, actor: null }], null)) && made;
    });
    if (!acts) return false;
    const receipts = await this.receipts.of(acts);
    all.forEach((together, index) => {
      const released: Released = { receipt: receipts.get(index + 1) };
      for (const { others, resolve } of together) resolve(forAll(others, released));
    });
    return true;
  }

  /** Enters it with an act of each one's own. Whom the look now refuses MUST be named in none. */
  private async enterEach(batch: readonly Held[]): Promise<void> {
    const leaving = batch.flatMap(({ first, others }) => [first, ...others.map((other) => shareOf(first, other))]);
    const { acts, refused } = await this.underCurrentKey(async () => {
      const made = leaving.flatMap((first, index) => this.actsOf(index + 1, first, new Set(crowdOf(first, []).people)));
      const answer = await this.disclose(made, leaving.map(({ actor, reads }) => ({ epoch: reads.accessEpoch, actor: actor.kind === 'person' ? actor : null })), checksOf(leaving));
      if (!answer) throw new Error('the ledger did not say what it has entered');
      return { acts: made, refused: new Set(answer) };
    });
    const receipts = await this.receipts.of(acts.filter(({ owner }) => !refused.has(owner)));
    let number = 0;
    for (const { others, resolve } of batch) {
      resolve(Array.from({ length: others.length + 1 }, () => (refused.has((number += 1)) ? null : { receipt: receipts.get(number) })));
    }
  }

  /** Once more under the new key, where the key of the bodies was retired meanwhile. */
  private async underCurrentKey<T>(enter: () => Promise<T>): Promise<T> {
    try {
      return await enter();
    } catch (error) {
      if ((error as { code?: string }).code !== 'HB003') throw error;
      this.keyring.reload();
      return enter();
    }
  }

  private countPublic({ actor, reads }: Leaving): void {
    if (actor.kind === 'anonymous') reads.disclosures.forEach(() => this.onPublicRead());
  }

  /** What is entered: one act for each kind of reading in what is shown. Anonymous reads of what is public are counted only. */
  private actsOf(owner: number, { actor, reads, requestId }: Leaving, people: ReadonlySet<string>): OwnedAct[] {
    if (actor.kind === 'anonymous') return [];
    // A request is one response's.
    const who = people.size > 1 ? { person: null, persons: [...people] } : { person: [...people][0] ?? null, request: requestId };
    return ACTIONS.flatMap((action) => {
      const shown = reads.disclosures.filter((disclosure) => disclosure.action === action).map(shownOf);
      if (shown.length === 0) return [];
      return [{ owner, ...enter(this.keyring, { action, at: actor.instant.toISOString(), organisation: actor.organisationId, shown, ...who }) }];
    });
  }

  /** The commit: which responses, by their number from 1, may not be released; null: something was revoked, and nothing was entered. */
  private async disclose(acts: readonly OwnedAct[], readers: readonly { epoch: number | null; actor: PersonActor | null }[], checks: string | null): Promise<readonly number[] | null> {
    const [row] = await this.database.statement<{ refused: number[] | null }>('disclose', DISCLOSE, [
      this.clock.now(),
      binaryArray.int8(readers.map(({ epoch }) => epoch)),
      binaryArray.uuid(readers.map(({ actor }) => actor?.sessionId ?? null)),
      binaryArray.int4(readers.map(({ actor }) => actor?.epoch ?? null)),
      acts[0]?.keyId ?? this.keyring.current.id,
      binaryArray.uuid(acts.map(({ actId }) => actId)),
      binaryArray.int4(acts.map(({ owner }) => owner)),
      binaryArray.bytea(acts.map(({ packed }) => packed)),
      binaryArray.bytea(acts.map(({ bodies }) => bodies)),
      checks,
    ]);
    return row?.refused ?? null;
  }
}

const UNRECORDED: Released = { receipt: undefined };

const forAll = (others: readonly unknown[], released: Released | null): (Released | null)[] => new Array<Released | null>(others.length + 1).fill(released);

/** All whom one act names, each once. */
function peopleOf(together: Together): Set<string> {
  const all = new Set<string>();
  for (const { crowd } of together) for (const person of crowd.people) all.add(person);
  return all;
}

/** Somebody by himself, for whom the first has read. */
const shareOf = (first: Leaving, { actor, requestId, verifiedEpoch = 0 }: Sharing): Leaving =>
  ({ actor: { ...actor, instant: first.actor.instant }, requestId, giveReceipt: () => undefined, reads: { ...first.reads, accessEpoch: Math.min(first.reads.accessEpoch ?? 0, verifiedEpoch) } });

/** Who shares acts: those of one organisation who are shown the same, though they ask for it in other words, up to a number. */
function togetherOf(batch: readonly Held[]): Together[] {
  const all: Held[][] = [];
  const open = new Map<string, { held: Held[]; people: number }>();
  for (const one of batch) {
    const people = 1 + one.others.length;
    const key = one.mayShare ? `${organisationOf(one.first)} ${JSON.stringify(one.first.reads.disclosures)}` : null;
    const place = key === null ? undefined : open.get(key);
    if (place && place.people + people <= PEOPLE) {
      place.held.push(one);
      place.people += people;
      continue;
    }
    const held = [one];
    all.push(held);
    if (key !== null) open.set(key, { held, people });
  }
  return all;
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

const ACTIONS = ['bulletin.read', 'bulletin.listed', 'thread.read', 'thread.listed', 'attachment.opened', 'bulletin.exported', 'bulletin.previewed', 'minutes.read'] as const;

const shownOf = ({ bulletinId, originatorId, number, seen, sectionIds, thread, attachmentId, as }: Disclosure): Shown => ({
  bulletin: bulletinId, originator: originatorId, number, seen, sections: sectionIds,
  ...(thread ? { thread } : {}), ...(attachmentId === undefined ? {} : { attachment: attachmentId }), ...(as ? { as } : {}),
});
