import { Injectable } from '@nestjs/common';
import { cutPage, decodeCursor, isId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { type Disclosure, type HubContext, Scope, signedIn } from '@hub/access';
import { BulletinReader, type BulletinRow } from '@hub/bulletins';
import DataLoader from 'dataloader';
import type { ThreadsArgs } from './thread.inputs.js';
import { messagesFor, type MessageRow, ONE, type ThreadAsker, threadsFor, type ThreadQuery, type ThreadRow } from './thread.repository.js';

const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Reads threads in the asker's scope, and enters what is shown of them into the operation's disclosures. */
@Injectable()
export class ThreadReader {
  /** By what the operation has read: a repetition begins with nothing, so that it meets nothing old here. */
  private readonly loaders = new WeakMap<HubContext['reads'], DataLoader<string, BulletinRow | null>>();

  constructor(
    private readonly reader: BulletinReader,
    private readonly scope: Scope,
  ) {}

  /** A page, those first in which something happened last. */
  async list(context: HubContext, args: ThreadsArgs): Promise<Page<ThreadRow>> {
    const asker = this.asker(context);
    const request = pageRequest({ first: args.first, after: args.after ?? null }, placeOf);
    const { bulletinId, states = null, assignedToMe = null, unread = null, overdue = null, toAnswer = null, toAccept = null } = args.filter ?? {};
    const query: ThreadQuery = {
      id: null, bulletinId: bulletinId == null ? null : isId(bulletinId) ? bulletinId : NO_ID, states, assignedToMe, unread, overdue, toAnswer, toAccept, after: request.after, limit: request.limit + 1,
    };
    const page = cutPage(await this.reader.read(context, (tx) => threadsFor(tx, asker, query)), request);
    for (const thread of page.items) this.disclose(context, thread, 'thread.listed', []);
    return page;
  }

  /** One thread; NOT_FOUND for what isn't there and for what the asker may not see. */
  async one(context: HubContext, id: string): Promise<ThreadRow> {
    const asker = this.asker(context);
    if (!isId(id)) throw notFound();
    const [thread] = await this.reader.read(context, (tx) => threadsFor(tx, asker, { ...ONE, id }));
    if (!thread) throw notFound();
    this.disclose(context, thread, 'thread.listed', []);
    return thread;
  }

  /** A page of its messages, the oldest first. */
  async messages(context: HubContext, thread: ThreadRow, args: PageArgs): Promise<Page<MessageRow>> {
    const asker = this.asker(context);
    const request = pageRequest<number>(args, numberOf);
    const { limit, backward, after, before } = request;
    const rows = await this.reader.read(context, (tx) => messagesFor(tx, asker, thread.id, { from: after, to: before, backward, limit: limit + 1 }));
    const page = cutPage(rows, request);
    if (page.items.length > 0) this.disclose(context, thread, 'thread.read', page.items);
    return page;
  }

  /** A bulletin that a thread is about, or that a message cites, as the asker may see it. */
  async bulletin(context: HubContext, id: string): Promise<BulletinRow | null> {
    let loader = this.loaders.get(context.reads);
    if (!loader) {
      loader = new DataLoader<string, BulletinRow | null>(async (ids) => {
        const found = new Map((await this.reader.found(context, async () => ids.map((one) => ({ id: one })))).map(({ id: one, bulletin }) => [one, bulletin]));
        return ids.map((one) => found.get(one) ?? null);
      });
      this.loaders.set(context.reads, loader);
    }
    return loader.load(id);
  }

  private asker(context: HubContext): ThreadAsker {
    const { personId, organisationId, instant } = signedIn(context.actor);
    return { personId, organisationId, instant, scope: this.scope.principals(context.actor) };
  }

  private disclose(context: HubContext, { id, bulletinId, originatorId, accessEpoch, openerId }: ThreadRow, action: Disclosure['action'], messages: readonly MessageRow[]): void {
    context.reads.disclosures.push({
      bulletinId, originatorId, number: null, seen: null, sectionIds: [], accessEpoch, action,
      thread: { id, openerId, messages: messages.map((message) => ({ id: message.id, organisationId: message.organisationId })) },
    });
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function placeOf(cursor: string): { at: string; id: string } | null {
  const [at, id, ...rest] = decodeCursor(cursor) ?? [];
  return typeof at === 'string' && ISO.test(at) && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) && rest.length === 0 ? { at, id } : null;
}

function numberOf(cursor: string): number | null {
  const [number, ...rest] = decodeCursor(cursor) ?? [];
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 2 ** 31 && rest.length === 0 ? number : null;
}
