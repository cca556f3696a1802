import type { HubContext } from '@hub/access';
import type { UnitOfWork } from '@hub/platform';
import { ThreadMessageKind, type ThreadsService } from '@hub/threads';
import { demoThreads, type DemoThread, type DemoThreadStep } from './content/threads.js';
import { type DemoIds, of } from './seed-ids.js';

const DAY = 86_400_000;

type ContextOf = (email: string, instant: Date) => HubContext;

/** Loads the demo world's threads through the service that everybody's threads go through, at the instants they tell of. */
export class DemoThreads {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ids: DemoIds,
    private readonly threads: ThreadsService,
  ) {}

  /** Those on one bulletin. */
  async load(key: string, now: Date, contextOf: ContextOf): Promise<void> {
    for (const thread of demoThreads.filter(({ bulletin }) => bulletin === key)) await this.loadOne(thread, now, contextOf);
  }

  private async loadOne({ bulletin, subject, language, asks = [], dueDaysAgo, steps: [first, ...then] }: DemoThread, now: Date, contextOf: ContextOf): Promise<void> {
    const at = (daysAgo: number): Date => new Date(Math.floor(now.getTime() - daysAgo * DAY));
    const context = contextOf(first.by, at(first.daysAgo));
    const { id } = await this.threads.open(context, 'demo', {
      bulletinId: await this.bulletin(context, bulletin), subject, ...(await this.message(first, language, context)),
      organisationIds: asks.map((code) => of(this.ids.organisations, code)), recipientsKnowEachOther: asks.length > 1, dueAt: dueDaysAgo === undefined ? null : at(dueDaysAgo),
    });
    for (const step of then) await this.take(id, step, language, contextOf(step.by, at(step.daysAgo)));
  }

  private async take(threadId: string, step: DemoThreadStep, language: string, context: HubContext): Promise<void> {
    if (step.does === 'ASSIGN') return void (await this.threads.assign(context, 'demo', { threadId, personId: of(this.ids.persons, step.to ?? step.by) }));
    const input = { threadId, expectedRevision: await this.revision(threadId, context) };
    if (step.does === 'ACCEPT') await this.threads.accept(context, 'demo', input);
    else if (step.does === 'CLOSE') await this.threads.close(context, 'demo', input);
    else if (step.does === 'REOPEN') await this.threads.reopen(context, 'demo', { ...input, ...(await this.message(step, language, context)) });
    else await this.threads.post(context, 'demo', { ...input, ...(await this.message(step, language, context)), promotion: step.promotion ?? null });
  }

  private async message({ does, body = '', cites = [] }: DemoThreadStep, language: string, context: HubContext): Promise<{ kind: ThreadMessageKind; body: string; language: string; citedBulletinIds: string[] }> {
    const citedBulletinIds: string[] = [];
    for (const key of cites) citedBulletinIds.push(await this.bulletin(context, key));
    return { kind: does === 'ANSWER' || does === 'REMARK' ? ThreadMessageKind[does] : ThreadMessageKind.QUESTION, body, language, citedBulletinIds };
  }

  private async bulletin(context: HubContext, key: string): Promise<string> {
    const [row] = await this.uow.read(context.actor, (tx) => tx.query<{ id: string }>('demo-bulletin', 'SELECT id FROM hub.bulletins WHERE source_key = $1', [key]));
    if (!row) throw new Error(`The demo world's ${key} is not seen by who writes about it.`);
    return row.id;
  }

  private async revision(threadId: string, context: HubContext): Promise<number> {
    const [row] = await this.uow.read(context.actor, (tx) => tx.query<{ revision: number }>('demo-thread', 'SELECT revision FROM hub.threads WHERE id = $1', [threadId]));
    if (!row) throw new Error(`The demo world's thread ${threadId} is not seen by who writes in it.`);
    return row.revision;
  }
}
