import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Role } from '@hub/access';
import { addOrganisation, addPerson, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import type { Dice } from './campaign.js';
import { ask, OPERATIONS as Q } from './client.js';
import { shownIn } from './disclosed.js';
import type { Kept } from './sound-log.js';

const READS = [
  'query ($id: ID!) { bulletin(id: $id) { __typename id title sections { id body } } }',
  'query ($id: ID!) { bulletins(first: 5) { nodes { __typename id title } } again: bulletin(id: $id) { __typename id } }',
];
const TRAIL = '{ auditTrail(first: 3) { nodes { id counter } } auditCheckpoint }';

/** Clients that read, write and look at the log all the while, and keep what they were given. */
export class LogTraffic {
  readonly kept: Kept = { checkpoints: new Set(), receipts: [] };
  /** By request: who was shown what. */
  readonly shown = new Map<string, { holder: string; ids: Set<string> }>();
  /** Drafts that were acknowledged to a client. */
  readonly drafted = new Set<string>();
  /** Answers of any kind. */
  answers = 0;
  private stopped = false;

  private constructor(
    private readonly dice: Dice,
    private readonly author: TestPerson,
    private readonly people: TestPerson[],
    private readonly ids: string[],
  ) {}

  /** Makes an originator with bulletins, and readers of two organisations. */
  static async on(hub: TestHub, dice: Dice): Promise<LogTraffic> {
    const [originator, ...others] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
    const [author, second] = [await addPerson(hub, originator as string), await addPerson(hub, originator as string)];
    const people = [author];
    for (const other of others) people.push(await addPerson(hub, other), await addPerson(hub, other, { roles: [Role.READER] }));
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await publishNew(hub, author, second, { tlp: 'AMBER', audience: { organisationIds: others } })).id);
    return new LogTraffic(dice, author, people, ids);
  }

  /** Begins; what is returned ends it, once the last answer has come. */
  begin(url: () => string, clients = 4): () => Promise<void> {
    this.stopped = false;
    const all = Promise.all(Array.from({ length: clients }, async () => {
      while (!this.stopped) await this.turn(url());
    }));
    return async () => {
      this.stopped = true;
      await all;
    };
  }

  private async turn(url: string): Promise<void> {
    const { dice } = this;
    if (dice.percent(10)) return this.look(url);
    if (dice.percent(10)) return this.draft(url);
    const person = dice.pick(this.people);
    const reply = await ask(url, { query: dice.pick(READS), variables: { id: dice.pick(this.ids) }, token: person.token });
    if (reply.status === 0) return void (await sleep(20));
    this.answers += 1;
    const ids = new Set(shownIn(reply.data).map(({ id }) => id));
    if (ids.size > 0) this.shown.set(reply.requestId, { holder: person.organisationId, ids });
    if (reply.receipt) this.kept.receipts.push({ holder: person.organisationId, receipt: reply.receipt });
  }

  private async look(url: string): Promise<void> {
    const { data } = await ask(url, { query: TRAIL, token: this.dice.pick(this.people).token });
    const open = await fetch(`${url}/audit/checkpoint`).then((response) => (response.status === 200 ? response.text() : null), () => null);
    for (const note of [(data as { auditCheckpoint?: string } | null)?.auditCheckpoint, open]) if (note) this.kept.checkpoints.add(note);
  }

  private async draft(url: string): Promise<void> {
    const input = { kind: 'NOTICE', tlp: 'AMBER', title: randomUUID(), language: 'en', audience: {}, sections: [] };
    const { data } = await ask(url, { query: Q.draft, variables: { input }, token: this.author.token });
    const id = (data as { draftBulletin?: { bulletin: { id: string } } } | null)?.draftBulletin?.bulletin.id;
    if (id) this.drafted.add(id);
  }

  /** What clients were shown or told, and the log does not say. */
  async unrecorded(hub: TestHub): Promise<string[]> {
    const records = await hub.recorded();
    const said = new Map<string, Set<string>>();
    const acts = new Map<string, number>();
    for (const { holder, action, subject, detail } of records) {
      if (action === 'bulletin.drafted' && subject) acts.set(subject, (acts.get(subject) ?? 0) + 1);
      if (typeof detail['request'] !== 'string') continue;
      const key = `${holder} ${detail['request']}`;
      said.set(key, new Set([...(said.get(key) ?? []), ...(detail['bulletins'] as { id: string }[]).map(({ id }) => id)]));
    }
    const missing = [...this.shown].flatMap(([request, { holder, ids }]) => [...ids].filter((id) => !said.get(`${holder} ${request}`)?.has(id)).map((id) => `${id} was shown to ${holder} and not recorded`));
    return [...missing, ...[...this.drafted].filter((id) => acts.get(id) !== 1).map((id) => `the draft ${id} has ${acts.get(id) ?? 0} records`)];
  }
}
