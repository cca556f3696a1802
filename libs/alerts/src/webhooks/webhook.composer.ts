import { Injectable } from '@nestjs/common';
import { noReads } from '@hub/access';
import { DisclosureGate, type Leaving } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { AlertCursors } from '../alert.cursors.js';
import { bodyOf, messageId, tellingOf, testBody } from './webhook.message.js';
import { alertOfDelivery, type Begun, type Claimed, noteSending, type WebhookAlert } from './webhook.queue.js';
import { signatures, WebhookSecrets } from './webhook.secrets.js';
import type { Outgoing } from './webhook.sender.js';

/** Readings for one message, while things are being revoked elsewhere. */
const READINGS = 5;

/** Makes messages, on the data of the moment at which they leave. */
@Injectable()
export class WebhookComposer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly gate: DisclosureGate,
    private readonly cursors: AlertCursors,
    private readonly secrets: WebhookSecrets,
  ) {}

  /** The message, once what it tells is in the ledger: read on the data of this moment, as often as something is revoked meanwhile. */
  async compose(delivery: Claimed, begun: Begun): Promise<Outgoing | null> {
    const body = delivery.type === 'TEST' ? testBody(delivery.createdAt) : await this.tell(delivery);
    if (body === null) return null;
    await this.worker((tx) => noteSending(tx, delivery.id, begun.number));
    const id = messageId(delivery.id);
    const seconds = Math.floor(this.clock.now().getTime() / 1_000);
    const keys = [begun.secret, ...(begun.previousSecret ? [begun.previousSecret] : [])].map((sealed) => this.secrets.open(delivery.endpointId, sealed));
    return { body, headers: {
      'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)),
      'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures(keys, id, seconds, body),
    } };
  }

  /** What is told of an alert, after the gate; null for nothing. The organisation reads, the hub acts: no person stands in the record. */
  private async tell(delivery: Claimed): Promise<string | null> {
    for (let reading = 0; reading < READINGS; reading += 1) {
      const alert = await this.worker((tx) => alertOfDelivery(tx, delivery.id));
      const telling = alert && tellingOf(alert);
      if (!alert || !telling) return null;
      const leaving: Leaving = {
        actor: { kind: 'organisation', organisationId: alert.organisationId, instant: this.clock.now() },
        requestId: messageId(delivery.id), giveReceipt: () => undefined,
        reads: { ...noReads(), accessEpoch: alert.epoch, disclosures: telling === 'shows' ? disclosuresOf(alert) : [] },
      };
      if ((await this.gate.release(leaving)) === 'released') return bodyOf(alert, this.cursors.seal(alert.organisationId, alert.position));
    }
    throw new Error('what a webhook tells of was revoked again and again while it was read');
  }

  private worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.realm('worker', this.clock.now(), work);
  }
}

/** That there is such a bulletin, and nothing of what it says. */
const disclosuresOf = ({ bulletinId, originatorId, accessEpoch }: WebhookAlert) =>
  (bulletinId === null ? [] : [{ bulletinId, originatorId, number: null, seen: null, sectionIds: [], accessEpoch, action: 'bulletin.listed' as const }]);
