import { Inject, Injectable } from '@nestjs/common';
import { AuditLog, emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, UnitOfWork } from '@hub/platform';
import { NotPrepared } from '../sending/attempts.js';
import { ClaimedWork } from '../sending/claimed-work.js';
import { WebhookComposer } from './webhook.composer.js';
import { WebhookOutcome } from './webhook.outcome.js';
import { beginAttempt, type Begun, type Claimed, claimDue, disableGone, endAttempt, forgetDeliveries, letGo, noteHealth, planDeliveries, stepOf } from './webhook.queue.js';
import { nextAttempt, readRetryAfter } from './webhook.schedule.js';
import { type Sent, WebhookSender } from './webhook.sender.js';

const LIMITS = { atOnce: 32, claimMs: 60_000 } as const;

/** Sends what is due. Any number of hubs may run it: each delivery is one hub's at a time. */
@Injectable()
export class WebhookDeliveries extends ClaimedWork<Claimed> {
  constructor(
    uow: UnitOfWork,
    @Inject(Clock) clock: Clock,
    private readonly audit: AuditLog,
    private readonly composer: WebhookComposer,
    private readonly sender: WebhookSender,
    @Inject(HUB_CONFIG) config: HubConfig,
  ) {
    super(uow, clock, { ...LIMITS, days: config.alerts.days });
  }

  /** Makes deliveries of what has come. */
  protected async look(): Promise<boolean> {
    const now = this.clock.now();
    while ((await this.worker((tx) => planDeliveries(tx, now))) > 0);
    return true;
  }

  protected claim = claimDue;
  protected forgetBefore = forgetDeliveries;

  protected async attempt(delivery: Claimed, claim: string): Promise<void> {
    const now = this.clock.now();
    const begun = await this.worker(async (tx) => {
      const found = await beginAttempt(tx, delivery.id, claim, now, this.until(now));
      if (!found) await letGo(tx, delivery.id, claim);
      return found;
    });
    if (!begun) return;
    const sent = await this.sender.send(begun.url, () => this.composer.compose(delivery, begun).catch((cause: unknown) => {
      this.onError(cause);
      throw new NotPrepared('the message was not recorded', { cause });
    }), this.signal);
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
}
