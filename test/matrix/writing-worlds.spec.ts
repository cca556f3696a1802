// Writing in random worlds: whoever attempts whatever on whatever id, his or another's, of this kind or of another, is answered as the rules say; what is refused changes
// nothing, and what he may not know of is refused in the same bytes as what never was.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { type Answer, createTestHub, FakeClock, type TestHub } from '@hub/testing';
import { Dice, figure, Tally, times } from '../faults/support/campaign.js';
import { EPOCH } from '../model/world.arbitrary.js';
import type { Args, State } from '../model/writing.js';
import { worldsWith } from './telling.js';
import { ATTEMPTS, sent } from './writing.attempts.js';
import { ABSENT, Chance, type Drawn, OPERATIONS } from './writing.chance.js';
import { ELSEWHERE } from './writing.elsewhere.js';
import { readState } from './writing.facts.js';
import { everyRow } from './writing.rows.js';
import { goOn, settle, writable } from './writing.worlds.js';

const WORLDS = Number(process.env['WORLDS'] ?? times(3, 30));
/** In each of which so much is done, and so much refused. */
const ROUNDS = times(8, 10);
const [DONE, REFUSED] = [6, 14];
const SEED = Number(process.env['SEED'] ?? 20261128);
/** Differences that are shown. */
const FEW = Number(process.env['FEW'] ?? 5);

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub({ clock: new FakeClock(new Date(EPOCH)) });
});
afterAll(() => hub.close());

it('has a rule for each writing operation of bulletins and what hangs on them; those that are elsewhere are named with the reason', () => {
  const schema = buildSchema(readFileSync(fileURLToPath(new URL('../../apps/hub/schema.graphql', import.meta.url)), 'utf8'));
  expect(Object.keys(ATTEMPTS).sort()).toEqual([...OPERATIONS].sort());
  expect(OPERATIONS.filter((name) => name in ELSEWHERE)).toEqual([]);
  expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()).toEqual([...OPERATIONS, ...Object.keys(ELSEWHERE)].sort());
});

const [verdicts, done, found] = [new Tally(), new Tally(), [] as string[]];
let alike = 0;

/** A world in which people write. */
class Writing {
  private readonly tokens = new Map<string, string>();
  private readonly ids: string[];
  private attempts = 0;
  private state!: State;

  constructor(private readonly dice: Dice, world: ReturnType<typeof writable>, private readonly nth: number) {
    this.ids = world.organisations.map(({ id }) => id);
  }

  async begin(): Promise<void> {
    this.state = await readState(hub, this.ids);
    for (const { id } of this.state.persons) this.tokens.set(id, await hub.tokenFor(id));
  }

  /** What may be done is done, one after the other. */
  async go(): Promise<void> {
    for (let n = 0; n < DONE; n += 1) {
      const drawn = new Chance(this.dice, this.state).allowed();
      if (!drawn) continue;
      if ((await this.attempt(drawn)) === 'done') done.add(drawn.name);
      await goOn(hub);
      if (this.dice.percent(4)) hub.clock.advance(3_600_000);
      this.state = await readState(hub, this.ids);
    }
  }

  /** What may not be done is refused, and all of it changes nothing. */
  async stand(): Promise<void> {
    const tried: string[] = [];
    const before = await everyRow(hub);
    for (let n = 0; n < REFUSED; n += 1) {
      const drawn = new Chance(this.dice, this.state).refused();
      if (!drawn) continue;
      tried.push(`${drawn.name} ${JSON.stringify(drawn.args)} by ${drawn.asker.id}`);
      await this.attempt(drawn);
    }
    const now = await everyRow(hub);
    const changed = [...now].filter(([table, digest]) => before.get(table) !== digest).map(([table]) => table);
    if (changed.length > 0) found.push(`${changed.join()} changed by what is refused: ${tried.join('; ')}`);
  }

  private async attempt(drawn: Drawn): Promise<string> {
    const { name, asker, args, wanted } = drawn;
    const answer = await this.ask(drawn, args);
    const got = answer.errors?.[0]?.extensions.code ?? 'done';
    verdicts.add(got);
    if (got !== wanted) {
      const about = [this.state.bulletins, this.state.threads, this.state.proposals, this.state.requests, this.state.outsideRequests, this.state.views].flatMap((things) => (things as readonly { id: string }[]).filter(({ id }) => id === args.id));
      found.push(`${name} ${JSON.stringify(args)} by ${JSON.stringify(asker)} is answered ${got} (${answer.errors?.[0]?.message ?? ''}) instead of ${wanted}: ${JSON.stringify(about)}`);
    }
    // Of himself everybody may know.
    if (got === 'NOT_FOUND' && !['', ABSENT, asker.id].includes(args.id)) await this.compare(drawn, answer);
    return got;
  }

  /** The same of what never was. */
  private async compare(drawn: Drawn, hidden: Answer): Promise<void> {
    const never = await this.ask(drawn, { ...drawn.args, id: ABSENT });
    alike += 1;
    if (never.text !== hidden.text) found.push(`${drawn.name} ${JSON.stringify(drawn.args)} by ${drawn.asker.id} is answered ${hidden.text}, and of what never was ${never.text}`);
  }

  private ask({ name, asker }: Drawn, args: Args): Promise<Answer> {
    const originates = this.state.bulletins.some(({ id, originatorId }) => id === args.id && originatorId === asker.organisationId);
    return hub.graphql(sent(name, args, hub.clock.now(), this.nth * 10_000 + (this.attempts += 1), originates), { token: this.tokens.get(asker.id) ?? null });
  }
}

it(`${WORLDS} random worlds answer each attempt to write as the rules say, and refusals change nothing`, async () => {
  const dice = new Dice(SEED);
  for (const [nth, { world: drawn }] of fc.sample(worldsWith(0), { numRuns: WORLDS, seed: SEED }).entries()) {
    hub.clock.set(new Date(EPOCH));
    const world = writable(drawn, nth);
    await settle(hub, world, nth);
    const writing = new Writing(dice, world, nth);
    await writing.begin();
    for (let n = 0; n < ROUNDS && found.length < FEW; n += 1) {
      await writing.go();
      await writing.stand();
    }
  }
  figure(`writing: ${WORLDS} worlds, ${verdicts.toString()}; ${alike} answered alike of what is hidden and what never was`);
  figure(`done: ${done.toString()}`);
  expect(found).toEqual([]);
  expect(alike).toBeGreaterThan(WORLDS);
}, 4 * 3_600_000);
