import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, UnitOfWork } from '@hub/platform';
import { ClaimedWork } from '../sending/claimed-work.js';
import { DutyCaller } from './duty.caller.js';
import { type Asked, DutyCallOutcome } from './duty.gateway.js';
import { beginCall, claimCalls, type ClaimedCall, dropCall, endCall, forgetWatches, hurryOn, mayCall, standingOf, stepOfCall, tellUnanswered } from './duty.queue.js';
import { DutyOutcome } from './duty.types.js';
import { DutyWatch } from './duty.watch.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** What is waited before each attempt; what failed for eight hours has lost its sense. */
const WAITS = [0, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE, 120 * MINUTE, 240 * MINUTE] as const;
const LIMITS = { atOnce: 16, claimMs: MINUTE } as const;

/** Has persons on duty called. Any number of hubs may run it: each call is one hub's at a time. */
@Injectable()
export class DutyCalls extends ClaimedWork<ClaimedCall> {
  constructor(
    uow: UnitOfWork,
    @Inject(Clock) clock: Clock,
    private readonly audit: AuditLog,
    private readonly watch: DutyWatch,
    private readonly caller: DutyCaller,
    @Inject(HUB_CONFIG) config: HubConfig,
  ) {
    super(uow, clock, { ...LIMITS, days: config.alerts.days });
  }

  /** Looks at what stays unanswered. */
  protected async look(): Promise<boolean> {
    await this.watch.run();
    return true;
  }

  protected claim = claimCalls;
  protected forgetBefore = forgetWatches;

  protected async attempt(call: ClaimedCall, claim: string): Promise<void> {
    const now = this.clock.now();
    const begun = await this.worker(async (tx) => {
      const standing = await standingOf(tx, call.watchId, now);
      if (!standing || !mayCall(standing, call.personId)) return void (await dropCall(tx, call.id, claim, now));
      const number = await beginCall(tx, call.id, claim, now, this.until(now));
      if (number === null) return undefined;
      // That somebody was called is on record before it happens; about what, nobody learns from it.
      await this.audit.record(tx, {
        action: 'duty.called', occurredAt: now, personId: null, organisationId: call.organisationId, subjectId: call.named ? null : call.id,
        detail: call.named ? {} : { channel: call.channel, attempt: number }, holderIds: [call.organisationId],
      });
      return { number, standing };
    });
    if (!begun) return;
    await this.end(call, claim, begun.number, await this.caller.call(call, begun.standing, this.signal));
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
}
