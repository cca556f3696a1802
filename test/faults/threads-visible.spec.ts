import { addPerson, appoint, type Layers, type TestPerson } from '@hub/testing';
import { Role } from '@hub/access';
import { revise, withdraw } from '../features/support/alerting.js';
import { type ThreadWorld, threadWorld } from '../features/support/threading.js';
import { Dice, figure, times } from './support/campaign.js';

/** How many random worlds each layer is tried on. */
const WORLDS = times(2, 30);
const STEPS = 18;
const HOUR = 3_600_000;

interface Shown { id: string; bulletin: { id: string }; messages: { nodes: { id: string; citations: { id: string }[] }[] } }
interface Bulletin { id: string; revision: number; red: boolean; over: boolean }
/** A thread as it was opened: what is expected of it is worked out from this and from what the bulletin itself answers. */
interface Opened { id: string; bulletin: Bulletin; parties: readonly string[]; messages: { id: string; cites: readonly string[] }[]; revision: number }

/** One random world: some bulletins and threads, and what takes them from somebody and gives them back. */
class RandomWorld {
  readonly bulletins: Bulletin[] = [];
  readonly threads: Opened[] = [];

  constructor(
    private readonly world: ThreadWorld,
    private readonly dice: Dice,
    private readonly recipients: readonly TestPerson[],
    private readonly contacts: readonly TestPerson[],
  ) {}

  async step(): Promise<void> {
    const what = this.dice.below(100);
    if (this.bulletins.length === 0 || what < 15) return this.publish();
    const bulletin = this.dice.pick(this.bulletins);
    if (what < 45) return this.open(bulletin);
    if (what < 65 && this.threads.length > 0) return this.write(this.dice.pick(this.threads));
    if (bulletin.over) return;
    if (what < 85) return this.narrow(bulletin);
    if (what < 92) return this.end(bulletin);
    this.world.hub.clock.advance(HOUR);
  }

  private some<T>(from: readonly T[]): T[] {
    return from.filter(() => this.dice.percent(50));
  }

  private audience(red: boolean): object {
    return red ? { personIds: this.some(this.contacts).map(({ id }) => id) } : { organisationIds: this.some(this.recipients).map(({ organisationId }) => organisationId) };
  }

  private async publish(): Promise<void> {
    const red = this.dice.percent(30);
    const made = await this.world.bulletin([], {
      tlp: red ? 'RED' : this.dice.pick(['AMBER', 'AMBER_STRICT', 'GREEN']), audience: this.audience(red), ...(red ? { approverIds: [this.world.second.id] } : {}),
      ...(this.dice.percent(20) ? { expiresAt: new Date(this.world.hub.clock.now().getTime() + 2 * HOUR).toISOString() } : {}),
    });
    this.bulletins.push({ ...made, red, over: false });
  }

  /** Whoever may not ask is refused, and another tries. */
  private async open(bulletin: Bulletin, tries = 3): Promise<void> {
    const { author } = this.world;
    const asker = this.dice.pick([author, ...this.recipients, ...this.contacts]);
    const organisationIds = asker === author ? this.some(this.recipients).map(({ organisationId }) => organisationId) : [];
    const { data } = await this.world.tryTo(asker, 'openThread', { bulletinId: bulletin.id, subject: 'S', body: 'Q', language: 'en', organisationIds, recipientsKnowEachOther: true });
    if (!data) return tries > 1 ? this.open(bulletin, tries - 1) : undefined;
    const { thread } = data.openThread;
    this.threads.push({ id: thread.id, bulletin, parties: asker === author ? organisationIds : [asker.organisationId], messages: [{ id: thread.messages.nodes[0].id, cites: [] }], revision: 1 });
  }

  private async write(thread: Opened): Promise<void> {
    const cites = this.some(this.bulletins).slice(0, 2).map(({ id }) => id);
    const { data } = await this.world.tryTo(this.dice.pick([this.world.author, ...this.recipients, ...this.contacts]), 'postMessage',
      { threadId: thread.id, expectedRevision: thread.revision, kind: 'REMARK', body: 'x', language: 'en', citedBulletinIds: cites });
    if (!data) return;
    thread.revision += 1;
    thread.messages.push({ id: data.postMessage.thread.messages.nodes[thread.revision - 1].id, cites });
  }

  private async narrow(bulletin: Bulletin): Promise<void> {
    const raised = !bulletin.red && this.dice.percent(25);
    bulletin.red ||= raised;
    Object.assign(bulletin, await revise(this.world.hub, this.world, bulletin, { audience: this.audience(bulletin.red), ...(raised ? { tlp: 'RED', approverIds: [this.world.second.id] } : {}) }).catch(() => (bulletin.over = true, {})));
  }

  private async end(bulletin: Bulletin): Promise<void> {
    await withdraw(this.world.hub, this.world.author, bulletin).catch(() => undefined);
    bulletin.over = true;
  }
}

/** Everything that differs from the rule, for everybody. What the bulletin itself answers is the measure; who edits is known beforehand. */
async function differences(world: ThreadWorld, { bulletins, threads }: RandomWorld, people: readonly TestPerson[]): Promise<{ found: string[]; seen: number }> {
  const found: string[] = [];
  let seen = 0;
  for (const person of people) {
    const ask = async (query: string): Promise<Record<string, unknown> | null> => ((await world.hub.graphql(query, { token: person.token })).data ?? null) as Record<string, unknown> | null;
    const content = new Map<string, boolean>();
    for (const { id } of bulletins) {
      const bulletin = (await ask(`{ bulletin(id: "${id}") { versions { version } } }`))?.['bulletin'] as { versions: unknown[] } | null | undefined;
      if (bulletin) content.set(id, bulletin.versions.length > 0);
    }
    const listed = ((await ask('{ threads(first: 100) { nodes { id } } }'))?.['threads'] as { nodes: { id: string }[] } | undefined)?.nodes.map(({ id }) => id) ?? [];
    for (const thread of threads) {
      const edits = person === world.author || person === world.second;
      const expected = content.get(thread.bulletin.id) === true && (edits || (thread.parties.includes(person.organisationId) && person !== world.clerk));
      const shown = (await ask(`{ thread(id: "${thread.id}") { id bulletin { id } messages(first: 50) { nodes { id citations { id } } } } }`))?.['thread'] as Shown | null | undefined;
      if ((shown != null) !== expected || listed.includes(thread.id) !== expected) found.push(`${person.email} is shown ${String(shown != null)}, ${String(listed.includes(thread.id))} of a thread, and ${String(expected)} was right`);
      if (!shown) continue;
      seen += 1;
      if (shown.bulletin.id !== thread.bulletin.id) found.push(`${person.email} is shown a thread on another bulletin`);
      const right = thread.messages.map(({ id, cites }) => ({ id, citations: cites.filter((cited) => content.has(cited)).sort() }));
      const got = shown.messages.nodes.map(({ id, citations }) => ({ id, citations: citations.map((cited) => cited.id).sort() }));
      if (JSON.stringify(got) !== JSON.stringify(right)) found.push(`${person.email} is shown ${JSON.stringify(got)} where ${JSON.stringify(right)} was right`);
    }
  }
  return { found, seen };
}

describe.each<Layers>(['rows', 'application', 'both'])('with %s of the layers of access', (layers) => {
  it('a thread, a message, a citation is seen exactly where the bulletin is, and by whom it is for', async () => {
    const dice = new Dice();
    const world = await threadWorld({ layers });
    const recipients = [world.embassy, world.iom, world.ngo];
    const contacts = [world.embassyContact];
    for (const { organisationId } of [world.iom, world.ngo]) {
      const contact = await addPerson(world.hub, organisationId, { roles: [Role.CONTACT_POINT] });
      await appoint(world.hub, organisationId, contact.id);
      contacts.push(contact);
    }
    const administrator = await addPerson(world.hub, world.embassy.organisationId, { roles: [Role.ADMINISTRATOR] });
    const people = [world.author, world.second, world.clerk, ...recipients, ...contacts, world.embassyReader, world.centre, administrator];
    let [seen, threads] = [0, 0];
    for (let n = 0; n < WORLDS; n += 1) {
      const random = new RandomWorld(world, dice, recipients, contacts);
      for (let step = 0; step < STEPS; step += 1) await random.step();
      const told = await differences(world, random, people);
      expect(told.found).toEqual([]);
      [seen, threads] = [seen + told.seen, threads + random.threads.length];
    }
    await world.close();
    figure(`${layers}: ${WORLDS} worlds, ${threads} threads, ${seen} sights of one, none where the bulletin is not seen`);
    expect(seen).toBeGreaterThan(WORLDS);
  }, 3_600_000);
});
