import { Inject, Injectable } from '@nestjs/common';
import { AuditLog, emit } from '@hub/audit';
import { Clock, newId } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { Attempts, NotPrepared } from '../sending/attempts.js';
import { WebhookComposer } from './webhook.composer.js';
import { WebhookOutcome } from './webhook.outcome.js';
import { beginAttempt, type Begun, type Claimed, claimDue, disableGone, endAttempt, forgetDeliveries, letGo, noteHealth, planDeliveries, stepOf } from './webhook.queue.js';
import { nextAttempt, readRetryAfter } from './webhook.schedule.js';
import { type Sent, WebhookSender } from './webhook.sender.js';

/** Attempts under way at once in one process. */
const AT_ONCE = 32;
/** How long a claim holds: far longer than an attempt takes. */
const CLAIM_MS = 60_000;
const DAY_MS = 86_400_000;

/** Sends what is due. Any number of hubs may run it: each delivery is one hub's at a time. */
@Injectable()
export class WebhookDeliveries {
  private readonly attempts = new Attempts(AT_ONCE);
  /** Told of what fails in the hub itself; such an attempt is made again once its claim is over. */
  onError: (error: unknown) => void = () => undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly composer: WebhookComposer,
    private readonly sender: WebhookSender,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** Makes deliveries of what has come, and begins what is due; returns how many. Does not wait for their ends. */
  async run(): Promise<number> {
    const now = this.clock.now();
    while ((await this.worker((tx) => planDeliveries(tx, now))) > 0);
    const { free } = this.attempts;
    if (free <= 0) return 0;
    const claim = newId();
    const claimed = await this.worker((tx) => claimDue(tx, now, free, claim, until(now)));
    for (const delivery of claimed) this.attempts.add(this.attempt(delivery, claim), (error) => this.onError(error));
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

  /** Forgets what has ended, with the alerts that it was about. */
  async forget(): Promise<void> {
    const now = this.clock.now();
    await this.worker((tx) => forgetDeliveries(tx, new Date(now.getTime() - this.config.alerts.days * DAY_MS)));
  }

  private async attempt(delivery: Claimed, claim: string): Promise<void> {
    const now = this.clock.now();
    const begun = await this.worker(async (tx) => {
      const found = await beginAttempt(tx, delivery.id, claim, now, until(now));
      if (!found) await letGo(tx, delivery.id, claim);
      return found;
    });
    if (!begun) return;
    const sent = await this.sender.send(begun.url, () => this.composer.compose(delivery, begun).catch((cause: unknown) => {
      this.onError(cause);
      throw new NotPrepared('the message was not recorded', { cause });
    }), this.attempts.signal);
    await this.end(delivery, claim, begun, sent);
  }

  private async end(delivery: Claimed, claim: string, { number }: Begun, { outcome, status, sent, retryAfter }: Sent): Promise<void> {
    const at = this.clock.now();
    const { id, endpointId, organisationId } = delivery;
    await this.worker(async (tx) => {
      // The hub's own failures are no fault of the receiver: they use nothing of the schedule up.
      const own = outcome === WebhookOutcome.INTERRUPTED || outcome === WebhookOutcome.NOT_RECORDED;
      const step = (await stepOf(tx, id)) + (own ? 0 : 1);
      const next = own ? new Date(at.getTime() + (outcome === WebhookOutcome.INTERRUPTED ? 0 : 5_000)) : nextAttempt(step, at, id, readRetryAfter(retryAfter, at));
      const state = outcome === WebhookOutcome.DELIVERED ? 'DELIVERED' : outcome === WebhookOutcome.WITHHELD ? 'WITHHELD' : next ? 'WAITING' : 'EXHAUSTED';
      await endAttempt(tx, { deliveryId: id, claim, number, at, outcome, status, sent, state, counts: !own, next: state === 'WAITING' ? next : null });
      if (outcome === WebhookOutcome.DELIVERED) await noteHealth(tx, endpointId, null);
      else if (!own && outcome !== WebhookOutcome.WITHHELD) await noteHealth(tx, endpointId, at);
      if (outcome === WebhookOutcome.GONE && (await disableGone(tx, endpointId, at))) {
        await this.audit.record(tx, { action: 'webhook.disabled', occurredAt: at, personId: null, organisationId, subjectId: endpointId, detail: { gone: true }, holderIds: [organisationId] });
        await emit(tx, { type: 'webhook.disabled', subjectId: endpointId, payload: {}, occurredAt: at });
      }
    });
  }

  private worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.realm('worker', this.clock.now(), work);
  }
}

const until = (now: Date): Date => new Date(now.getTime() + CLAIM_MS);
