import { setTimeout as sleep } from 'node:timers/promises';
import { FakeClock, type TestPerson } from '@hub/testing';
import { minuting, NOTE, refusalOf, type Sitting, sitting, reviewed } from '../features/support/minuting.js';
import { Dice, figure, SOAK, Tally, times, until } from './support/campaign.js';
import { ask } from './support/client.js';
import { besides, freePort, HubProcess } from './support/hub-process.js';

const ROUNDS = times(24, 1000);
const APPROVALS = times(2, 60);
const dice = new Dice();
let world: Sitting;

beforeAll(async () => {
  world = await sitting({ clock: new FakeClock(new Date()), poolSize: 6 });
  await world.hub.graphql(minuting('setMeetingSecretary', 'SetMeetingSecretaryInput'), { token: world.coordinator.token, variables: { input: { editionId: world.edition, personId: world.contact.iom.id } } });
});
afterAll(() => world.hub.close());

/** A secretary at work: what he last saw, and changes it. */
class Secretary {
  private revision = 0;
  private lines: string[] = [];
  private written = 0;

  constructor(private readonly name: string, private readonly person: TestPerson, private readonly tally: Tally) {}

  /** Writes lines of his own where he likes, corrects one of anybody's or takes back one of his own; tells which lines stand there by his word, and which no more. */
  async write(): Promise<{ kept: string[]; gone: string[] }> {
    for (;;) {
      const next = [...this.lines];
      const [kept, gone]: [string[], string[]] = [[], []];
      for (let n = 0; n <= dice.below(3); n += 1) {
        const line = `${this.name} ${(this.written += 1)}`;
        next.splice(dice.percent(60) ? next.length : Math.floor(dice.below(next.length + 1)), 0, line);
        kept.push(line);
      }
      if (dice.percent(40) && this.lines.length > 0) {
        const old = dice.pick(this.lines);
        const better = `${old.split(' /')[0]} / ${this.name} ${this.written}`;
        next.splice(next.indexOf(old), 1, better);
        kept.push(better);
        gone.push(old);
      }
      const answer = await world.hub.graphql(NOTE, { token: this.person.token, variables: { input: { itemId: world.item.open, language: 'EN', expectedRevision: this.revision, body: next.join('\n') } } });
      if (answer.data?.writeMeetingNotes) {
        const { revision, body } = answer.data.writeMeetingNotes.text as { revision: number; body: string };
        [this.revision, this.lines] = [revision, body.split('\n')];
        this.tally.add('taken');
        return { kept, gone };
      }
      const refusal = refusalOf(answer) as { code: string; currentRevision: number; text: string; differences: { yours: string }[] };
      if (refusal.code !== 'CONFLICT') throw new Error(answer.text);
      // Nothing was lost: what stands there comes with the answer, and his own is before him.
      expect(refusal.differences.length).toBeGreaterThan(0);
      [this.revision, this.lines] = [refusal.currentRevision, refusal.text.split('\n')];
      this.tally.add('conflict shown');
    }
  }
}

it(`two secretaries write the same item at the same time, ${ROUNDS} rounds: no line is lost`, async () => {
  const tally = new Tally();
  const secretaries = [new Secretary('npa', world.coordinator, tally), new Secretary('iom', world.contact.iom, tally)];
  const standing = new Set<string>();
  let lost = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const written = await Promise.all(secretaries.map((secretary) => secretary.write()));
    for (const { kept } of written) for (const line of kept) standing.add(line);
    for (const { gone } of written) for (const line of gone) standing.delete(line);
    const { rows: [row] } = await world.hub.superuser<{ body: string }>('SELECT body FROM hub.meeting_texts WHERE item_id = $1 ORDER BY revision DESC LIMIT 1', [world.item.open]);
    const lines = row?.body.split('\n') ?? [];
    lost += [...standing].filter((line) => !lines.includes(line)).length;
    // Every line is there once: what is more would be written twice.
    expect(new Set(lines).size).toBe(lines.length);
    // The notes of a real session are short: begin anew now and then, together.
    if (lines.length > 150) {
      standing.clear();
      await world.hub.superuser('DELETE FROM hub.meeting_texts WHERE item_id = $1', [world.item.open]);
      secretaries.splice(0, 2, new Secretary(`npa${round}`, world.coordinator, tally), new Secretary(`iom${round}`, world.contact.iom, tally));
    }
  }
  figure(`minutes: ${ROUNDS} rounds of two secretaries at once (${tally}); lost lines: ${lost}`);
  expect(lost).toBe(0);
  expect(tally.of('taken')).toBe(2 * ROUNDS);
}, SOAK ? 1_200_000 : 60_000);

const APPROVE = minuting('approveMinutes', 'ApproveMinutesInput', 'edition { state }');

/** What there is of an approval: all of it, or none. */
async function approval(edition: string): Promise<'whole' | 'none' | string> {
  const { rows: [row] } = await world.hub.superuser<{ minutes: boolean; parts: number; step: boolean; state: boolean; silence: number }>(`SELECT m.state = 'APPROVED' AS minutes, (SELECT count(*)::int FROM hub.meeting_sealed s WHERE s.edition_id = e.id) AS parts,
      EXISTS (SELECT FROM hub.meeting_steps s WHERE s.edition_id = e.id AND s.act = 'APPROVE_MINUTES') AS step, e.state = 'MINUTES_APPROVED' AS state, (SELECT count(*)::int FROM hub.meeting_responses r WHERE r.edition_id = e.id) AS silence
    FROM hub.meeting_editions e JOIN hub.meeting_minutes m ON m.edition_id = e.id WHERE e.id = $1`, [edition]);
  const records = (await world.hub.recorded({ action: 'minutes.approved', subject: edition })).length;
  const found = JSON.stringify({ ...row, records });
  if (found === JSON.stringify({ minutes: true, parts: 3, step: true, state: true, silence: 4, records: 4 })) return 'whole';
  return found === JSON.stringify({ minutes: false, parts: 0, step: false, state: false, silence: 0, records: 0 }) ? 'none' : found;
}

it(`${APPROVALS} approvals, a SIGKILL in each: approved whole or not at all, and once when asked again`, async () => {
  const env = { ...besides(world.hub, await freePort()), HUB_ROLES: 'api' };
  let child = await HubProcess.start(env);
  const moments = new Tally();
  let typical = 40;
  try {
    for (let n = 0; n < APPROVALS; n += 1) {
      const edition = await reviewed(world, 100 + n);
      const question = { query: APPROVE, variables: { input: { editionId: edition, expectedRevision: 2 } }, token: world.coordinator.token, key: `approve-${n}` };
      if (n === 0) {
        // The first one tells how long it takes, and warms the hub.
        const warm = await reviewed(world, 99);
        const started = performance.now();
        expect((await ask(child.url, { ...question, variables: { input: { editionId: warm, expectedRevision: 2 } }, key: 'warm' })).code).toBe('OK');
        typical = performance.now() - started;
      }
      const asked = ask(child.url, question);
      await sleep(dice.below(typical));
      child.signal('SIGKILL');
      const [reply] = [await asked, await child.gone()];
      // A transaction that had begun ends with its connection.
      await until('the end of what was begun', async () => (await world.hub.superuser(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user AND state <> 'idle' AND query LIKE '%meeting%'`)).rows.length === 0);
      const stands = await approval(edition);
      moments.add(`${stands}${reply.code === 'OK' ? ', told' : ''}`);
      expect(['whole', 'none']).toContain(stands);
      if (reply.code === 'OK') expect(stands).toBe('whole');
      child = await HubProcess.start(env);
      expect((await ask(child.url, question)).data?.approveMinutes.edition.state).toBe('MINUTES_APPROVED');
      expect(await approval(edition)).toBe('whole');
    }
  } finally {
    await child.kill();
  }
  figure(`minutes: ${APPROVALS} approvals with a SIGKILL in each (${moments}); half: 0`);
}, SOAK ? 1_200_000 : 120_000);
