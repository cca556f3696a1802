import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { conflict, cutPage, decodeCursor, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { hostOf, WebhookTargets } from './webhook.addresses.js';
import type { CreateWebhookInput, UpdateWebhookInput } from './webhook.inputs.js';
import { messageId } from './webhook.message.js';
import { inWords } from './webhook.outcome.js';
import {
  addEndpoint, addTest, changeEndpoint, changeSecret, deliverAgain, deliveriesOf, deliveryOf, type DeliveryRow, endpointsOf, holdEndpoint, removeEndpoint, waitingTests, type WebhookRow,
} from './webhook.repository.js';
import { OVERLAP_MS, WebhookSecrets } from './webhook.secrets.js';
import type { Webhook, WebhookDelivery } from './webhook.types.js';

/** Endpoints of one organisation, and trials of one endpoint that wait. */
const MOST = { endpoints: 10, tests: 5 };

/** An endpoint with its secret, which is there this once. */
export interface WithSecret { readonly webhook: Webhook; readonly secret: string | null }

/** Administrators' work on their organisation's endpoints. Administering is no right to read: nothing here says what a message is about. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly secrets: WebhookSecrets,
    private readonly targets: WebhookTargets,
  ) {}

  /** All endpoints. */
  async all(context: HubContext): Promise<Webhook[]> {
    const actor = requireAdministrator(context);
    return (await this.uow.read(actor, (tx) => endpointsOf(tx, actor.organisationId, null))).map(webhookOf);
  }

  /** Deliveries of one endpoint, the newest first. */
  async deliveries(context: HubContext, webhookId: string, args: PageArgs): Promise<Page<WebhookDelivery>> {
    const actor = requireAdministrator(context);
    const id = requireId(webhookId);
    const request = pageRequest(args, readCursor);
    const rows = await this.uow.read(actor, async (tx) => {
      if ((await endpointsOf(tx, actor.organisationId, id)).length === 0) throw notFound();
      return deliveriesOf(tx, actor.organisationId, id, request.after, request.limit + 1);
    });
    return cutPage(rows.map(deliveryAsShown), request);
  }

  /** Makes an endpoint, and gives its secret. */
  async create(context: HubContext, path: string, { url, description }: CreateWebhookInput): Promise<WithSecret> {
    const actor = requireAdministrator(context);
    this.requireTarget(url);
    let shown: string | null = null;
    const id = await this.change(context, actor, path, async (tx) => {
      const made = newId();
      const secret = this.secrets.make(made);
      if (!(await addEndpoint(tx, { id: made, organisationId: actor.organisationId, url, description, secret: secret.sealed, createdAt: actor.instant }, MOST.endpoints))) {
        throw conflict(`An organisation has at most ${MOST.endpoints} webhooks. Remove one first. / Webhook は組織ごとに ${MOST.endpoints} 件までです。`);
      }
      shown = secret.shown;
      return { action: 'webhook.created', id: made, detail: { host: hostOf(new URL(url)) } };
    });
    return { webhook: await this.one(actor, id), secret: shown };
  }

  /** Changes an endpoint, enables or disables it. */
  async update(context: HubContext, path: string, { id, expectedRevision, url, description, enabled }: UpdateWebhookInput): Promise<Webhook> {
    const actor = requireAdministrator(context);
    if (url !== undefined) this.requireTarget(url);
    return this.one(actor, await this.change(context, actor, path, async (tx) => {
      const own = requireId(id);
      const revision = await holdEndpoint(tx, actor.organisationId, own);
      if (revision === null) throw notFound();
      if (revision !== expectedRevision) throw conflict('Somebody else changed this meanwhile. Read it again.', { currentRevision: revision });
      await changeEndpoint(tx, own, { url, description, enabled }, actor.instant);
      return { action: 'webhook.updated', id: own, detail: { ...(url === undefined ? {} : { host: hostOf(new URL(url)) }), ...(enabled === undefined ? {} : { enabled }) } };
    }));
  }

  /** Removes an endpoint, and its log. */
  async remove(context: HubContext, path: string, webhookId: string): Promise<void> {
    const actor = requireAdministrator(context);
    await this.change(context, actor, path, async (tx) => {
      const id = requireId(webhookId);
      if (!(await removeEndpoint(tx, actor.organisationId, id))) throw notFound();
      return { action: 'webhook.removed', id, detail: {} };
    });
  }

  /** Gives a new secret; the one before signs too for a day. */
  async rotate(context: HubContext, path: string, webhookId: string): Promise<WithSecret> {
    const actor = requireAdministrator(context);
    let shown: string | null = null;
    const id = await this.change(context, actor, path, async (tx) => {
      const own = requireId(webhookId);
      if ((await holdEndpoint(tx, actor.organisationId, own)) === null) throw notFound();
      const secret = this.secrets.make(own);
      await changeSecret(tx, own, secret.sealed, new Date(actor.instant.getTime() + OVERLAP_MS));
      shown = secret.shown;
      return { action: 'webhook.secret-rotated', id: own, detail: {} };
    });
    return { webhook: await this.one(actor, id), secret: shown };
  }

  /** Sends a trial. */
  async test(context: HubContext, path: string, webhookId: string): Promise<WebhookDelivery> {
    const actor = requireAdministrator(context);
    return this.delivery(actor, await this.change(context, actor, path, async (tx) => {
      const own = requireId(webhookId);
      if ((await holdEndpoint(tx, actor.organisationId, own)) === null) throw notFound();
      if ((await waitingTests(tx, own)) >= MOST.tests) throw conflict('Trials of this webhook are waiting already. / テスト送信が既に待機中です。');
      const id = newId();
      await addTest(tx, id, own, actor.organisationId, actor.instant);
      return { action: 'webhook.tested', id: own, result: id, detail: {} };
    }));
  }

  /** Delivers once more, whatever has become of it. What the organisation may see no more is not sent. */
  async redeliver(context: HubContext, path: string, deliveryId: string): Promise<WebhookDelivery> {
    const actor = requireAdministrator(context);
    return this.delivery(actor, await this.change(context, actor, path, async (tx) => {
      const id = requireId(deliveryId);
      const endpointId = await deliverAgain(tx, actor.organisationId, id, actor.instant);
      if (endpointId === null) throw notFound();
      return { action: 'webhook.redelivered', id: endpointId, result: id, detail: { message: messageId(id) } };
    }));
  }

  /** One unit of work: the rows, the record, the event. Gives back the id of what was made or changed. */
  private async change(context: HubContext, actor: PersonActor, path: string, work: (tx: Tx) => Promise<{ action: string; id: string; result?: string; detail: Readonly<Record<string, unknown>> }>): Promise<string> {
    const { id } = await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const { action, id: subjectId, result = subjectId, detail } = await work(tx);
      const { personId, organisationId, instant: occurredAt } = actor;
      await this.audit.record(tx, { action, occurredAt, personId, organisationId, subjectId, detail, holderIds: [organisationId] });
      await emit(tx, { type: action, subjectId, payload: {}, occurredAt });
      return { id: result };
    });
    return id;
  }

  private requireTarget(url: string): void {
    const problem = this.targets.problem(url);
    if (problem !== null) throw invalid('input.url', problem);
  }

  private async one(actor: PersonActor, id: string): Promise<Webhook> {
    const [row] = await this.uow.read(actor, (tx) => endpointsOf(tx, actor.organisationId, id));
    if (!row) throw notFound();
    return webhookOf(row);
  }

  private async delivery(actor: PersonActor, id: string): Promise<WebhookDelivery> {
    const row = await this.uow.read(actor, (tx) => deliveryOf(tx, actor.organisationId, id));
    if (!row) throw notFound();
    return deliveryAsShown(row);
  }
}

const requireAdministrator = ({ actor }: HubContext): PersonActor => withRole(actor, Role.ADMINISTRATOR);

function requireId(id: string): string {
  if (!isId(id)) throw notFound();
  return id.toLowerCase();
}

function readCursor(cursor: string): [string, string] | null {
  const parts = decodeCursor(cursor);
  const [at, id] = parts ?? [];
  return parts?.length === 2 && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : null;
}

const webhookOf = ({ previousUntil, lastOutcome, lastStatus, ...row }: WebhookRow): Webhook => ({
  ...row, enabled: row.disabledAt === null, previousSecretUntil: previousUntil, lastResult: lastOutcome === null ? null : inWords(lastOutcome, lastStatus),
});

const deliveryAsShown = ({ attempts, ...row }: DeliveryRow): WebhookDelivery => ({
  ...row, messageId: messageId(row.id),
  attempts: attempts.map(({ number, beganAt, endedAt, status, outcome }) => ({
    number, beganAt: new Date(beganAt), endedAt: endedAt === null ? null : new Date(endedAt), status, result: outcome === null ? 'Under way. / 送信中' : inWords(outcome, status),
  })),
});
