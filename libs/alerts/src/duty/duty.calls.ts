import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@hub/audit';
import { Clock, newId } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { Attempts } from '../sending/attempts.js';
import { DutyCaller } from './duty.caller.js';
import { type Asked, DutyCallOutcome } from './duty.gateway.js';
import { beginCall, claimCalls, type ClaimedCall, dropCall, endCall, forgetWatches, hurryOn, mayCall, standingOf, stepOfCall, tellUnanswered } from './duty.queue.js';
import { DutyOutcome } from './duty.types.js';
import { DutyWatch } from './duty.watch.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** What is waited before each attempt; what failed for eight hours has lost its sense. */
const WAITS = [0, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE, 120 * MINUTE, 240 * MINUTE] as const;
/** Attempts under way at once in one process. */
const AT_ONCE = 16;
/** How long a claim holds: far longer than an attempt takes. */
const CLAIM_MS = MINUTE;
const DAY_MS = 86_400_000;

/** Has persons on duty called. Any number of hubs may run it: each call is one hub's at a time. */
@Injectable()
export class DutyCalls {
  private readonly attempts = new Attempts(AT_ONCE);
  /** Told of what fails in the hub itself; such an attempt is made again once its claim is over. */
  onError: (error: unknown) => void = () => undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly watch: DutyWatch,
    private readonly caller: DutyCaller,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** Looks at what stays unanswered, and begins the calls that are due; returns how many. Does not wait for their ends. */
  async run(): Promise<number> {
    await this.watch.run();
    const now = this.clock.now();
    const { free } = this.attempts;
    if (free <= 0) return 0;
    const claim = newId();
    const claimed = await this.worker((tx) => claimCalls(tx, now, free, claim, until(now)));
    for (const call of claimed) this.attempts.add(this.attempt(call, claim), (error) => this.onError(error));
    return claimed.length;
  }

  /** Waits for the attempts under way. */
  async settled(): Promise<void> {
    await this.attempts.settled();
  }

  /** Ends what is under way: what does not end by itself soon is broken off, and made again by whoever runs next. */
  async stop(): Promise<void> {
    await this.attempts.stop();
  }

  /** Forgets calls with the alerts of their time. */
  async forget(): Promise<void> {
    const now = this.clock.now();
    await this.worker((tx) => forgetWatches(tx, new Date(now.getTime() - this.config.alerts.days * DAY_MS)));
  }

  private async attempt(call: ClaimedCall, claim: string): Promise<void> {
    const now = this.clock.now();
    const begun = await this.worker(async (tx) => {
      const standing = await standingOf(tx, call.watchId, now);
      if (!standing || !mayCall(standing, call.personId)) return void (await dropCall(tx, call.id, claim, now));
      const number = await beginCall(tx, call.id, claim, now, until(now));
      if (number === null) return undefined;
      // That somebody was called is on record before it happens; about what, nobody learns from it.
      await this.audit.record(tx, {
        action: 'duty.called', occurredAt: now, personId: null, organisationId: call.organisationId, subjectId: call.named ? null : call.id,
        detail: call.named ? {} : { channel: call.channel, attempt: number }, holderIds: [call.organisationId],
      });
      return { number, standing };
    });
    if (!begun) return;
    await this.end(call, claim, begun.number, await this.caller.call(call, begun.standing, this.attempts.signal));
  }

  private async end({ id, watchId }: ClaimedCall, claim: string, number: number, { outcome, status }: Asked): Promise<void> {
    const at = this.clock.now();
    const { TAKEN, DROPPED, INTERRUPTED } = DutyCallOutcome;
    const failed = outcome !== TAKEN && outcome !== DROPPED && outcome !== INTERRUPTED;
    await this.worker(async (tx) => {
      const step = (await stepOfCall(tx, id)) + (outcome === INTERRUPTED ? 0 : 1);
      const wait = outcome === INTERRUPTED ? 0 : WAITS[step];
      const state = outcome === TAKEN ? 'TAKEN' : outcome === DROPPED ? 'DROPPED' : wait === undefined ? 'EXHAUSTED' : 'WAITING';
      await endCall(tx, { id, claim, number, at, outcome, status, step, state, next: state === 'WAITING' ? new Date(at.getTime() + (wait ?? 0)) : null });
      // Later failures of the same call must not shorten what those called since have to answer.
      if (failed && step === 1) await hurryOn(tx, watchId, at);
    });
    // The originator is told once the gateway was tried, whatever came of it. Where the hub stops here, the watch tells it.
    if (failed || outcome === TAKEN) await this.worker((tx) => tellUnanswered(tx, watchId, at, failed ? DutyOutcome.NOT_REACHED : DutyOutcome.CALLED));
  }

  private worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.realm('worker', this.clock.now(), work);
  }
}

const until = (now: Date): Date => new Date(now.getTime() + CLAIM_MS);
