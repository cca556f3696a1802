import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';

/** What a delivery is about. */
export enum WebhookDeliveryType { ALERT = 'ALERT', TEST = 'TEST' }
/** How a delivery stands. */
export enum WebhookDeliveryState { WAITING = 'WAITING', DELIVERED = 'DELIVERED', EXHAUSTED = 'EXHAUSTED', WITHHELD = 'WITHHELD' }
/** Why an endpoint is disabled. */
export enum WebhookDisabledBy { ADMINISTRATOR = 'ADMINISTRATOR', GONE = 'GONE' }

registerEnumType(WebhookDeliveryType, { name: 'WebhookDeliveryType', description: 'What a delivery is about.', valuesMap: {
  ALERT: { description: "Something came into the organisation's stream." }, TEST: { description: 'A trial, asked for by hand.' } } });
registerEnumType(WebhookDeliveryState, { name: 'WebhookDeliveryState', description: 'How a delivery stands.', valuesMap: {
  WAITING: { description: 'Waits for its next attempt, or for the endpoint to be enabled again.' },
  DELIVERED: { description: 'The receiver has taken it (2xx).' },
  EXHAUSTED: { description: 'Every attempt of the schedule failed. It can be delivered again by hand.' },
  WITHHELD: { description: "Nothing is sent: it is no longer the organisation's to see, or is not kept any more." } } });
registerEnumType(WebhookDisabledBy, { name: 'WebhookDisabledBy', description: 'Why an endpoint is disabled.', valuesMap: {
  ADMINISTRATOR: { description: 'An administrator disabled it.' }, GONE: { description: 'The receiver answered 410 Gone.' } } });

@ObjectType({ description: "An endpoint of the own organisation that is told of alerts by Standard Webhooks 1.0: that something of a kind happened, the bulletin's id, and the cursor to read with. Nothing of what a bulletin says, and never of TLP:RED." })
export class Webhook {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field({ description: 'Where messages are sent.' }) url: string;
  @Field({ description: 'What it is for.' }) description: string;
  @Field({ description: 'Whether messages are sent. While it is disabled they wait.' }) enabled: boolean;
  @Field(() => WebhookDisabledBy, { nullable: true, description: 'Why it is disabled.' }) disabledBy: WebhookDisabledBy | null;
  @Field(() => DateTime, { nullable: true, description: 'Since when.' }) disabledAt: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Since when no message was taken; null while the last one was.' }) failingSince: Date | null;
  @Field(() => String, { nullable: true, description: 'How the last attempt ended, in words.' }) lastResult: string | null;
  @Field(() => Int, { description: 'Deliveries that wait.' }) waiting: number;
  @Field(() => DateTime, { nullable: true, description: 'Until when the secret before the last rotation signs too.' }) previousSecretUntil: Date | null;
  @Field(() => DateTime, { description: 'When it was made: it is told of what came after.' }) createdAt: Date;
  @Field(() => Int, { description: 'For expectedRevision.' }) revision: number;
}

@ObjectType({ description: 'One attempt at a delivery.' })
export class WebhookAttempt {
  @Field(() => Int, { description: 'From 1.' }) number: number;
  @Field(() => DateTime, { description: 'When it began.' }) beganAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it is under way.' }) endedAt: Date | null;
  @Field(() => Int, { nullable: true, description: "The answer's HTTP status, where there was one." }) status: number | null;
  @Field({ description: 'How it ended, in words.' }) result: string;
}

@ObjectType({ description: 'One message to one endpoint, with all attempts. Says nothing of what it is about.' })
export class WebhookDelivery {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field({ description: '`webhook-id`: the same in every attempt.' }) messageId: string;
  @Field(() => WebhookDeliveryType, { description: 'What it is about.' }) type: WebhookDeliveryType;
  @Field(() => WebhookDeliveryState, { description: 'How it stands.' }) state: WebhookDeliveryState;
  @Field(() => DateTime, { description: 'When it was made.' }) createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it is tried next.' }) nextAttemptAt: Date | null;
  @Field(() => [WebhookAttempt], { description: 'In the order in which they were made.' }) attempts: WebhookAttempt[];
}

@ObjectType({ description: 'A delivery in a list.' })
export class WebhookDeliveryEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => WebhookDelivery, { description: 'The delivery.' }) node: WebhookDelivery;
}

@ObjectType({ description: 'A page of deliveries, the newest first (Relay Cursor Connections).' })
export class WebhookDeliveryConnection {
  @Field(() => [WebhookDeliveryEdge], { description: 'With cursors.' }) edges: WebhookDeliveryEdge[];
  @Field(() => [WebhookDelivery], { description: 'The same without the edges.' }) nodes: WebhookDelivery[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What a change to an endpoint gives back.' })
export class WebhookPayload {
  @Field(() => Webhook, { description: 'As it stands now.' }) webhook: Webhook;
}

@ObjectType({ description: 'An endpoint with its new secret.' })
export class WebhookSecretPayload {
  @Field(() => Webhook, { description: 'As it stands now.' }) webhook: Webhook;
  @Field(() => String, { nullable: true, description: 'The secret (`whsec_…`), this once; null in a repetition under the same Idempotency-Key: rotate it then.' }) secret: string | null;
}

@ObjectType({ description: 'A delivery that was asked for.' })
export class WebhookDeliveryPayload {
  @Field(() => WebhookDelivery, { description: 'As it stands now.' }) delivery: WebhookDelivery;
}
