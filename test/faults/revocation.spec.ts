import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Role } from '@hub/access';
import { addPerson, createTestHub, type TestHub, type TestPerson } from '@hub/testing';
import { Dice, figure, SOAK, Tally, times } from './support/campaign.js';
import { ask, OPERATIONS as Q, type Question, type Reply } from './support/client.js';
import { audience, change, losses, type Parties, parties, publishWord, readings, word } from './support/taking-away.js';

const ROUNDS = times(15, 500);
const LOSSES = times(5, 100);
const READERS = 8;

let hub: TestHub;
let world: Parties;
const dice = new Dice();

/** The order in which answers left the hub, by request id: an answer is released when its last byte is handed over. */
const released = new Map<string, number>();

beforeAll(async () => {
  hub = await createTestHub({ poolSize: 6 });
  hub.hub.app.getHttpServer().prependListener('request', ({ headers }: IncomingMessage, response: ServerResponse) => {
    const end = response.end.bind(response) as (...parts: unknown[]) => ServerResponse;
    response.end = ((...parts: unknown[]) => {
      released.set(String(headers['x-request-id']), released.size);
      return end(...parts);
    }) as typeof response.end;
  });
  world = await parties(hub);
});

afterAll(() => hub.close());

/** What readers were answered: before something was taken from them, and from its answer on. */
class Outcome {
  before = 0;
  late = 0;
  total = 0;
  readonly codes = new Tally();

  /** Counts one round. By the order in which answers left the hub, and by the reader's own clock too. */
  add(replies: readonly Reply[], taken: Reply, shows: (reply: Reply) => boolean): void {
    const position = released.get(taken.requestId) ?? Number.NaN;
    const isAfter = (reply: Reply): boolean => (released.get(reply.requestId) ?? -1) > position || reply.sentAt > taken.doneAt;
    const shown = replies.filter(shows);
    const late = shown.filter(isAfter).length;
    this.late += late;
    this.before += shown.length - late;
    this.total += replies.length;
    for (const reply of replies.filter(isAfter)) this.codes.add(reply.code);
    released.clear();
  }
}

/** Reads side by side, again and again, until told to stop. */
function read(tokens: readonly string[], questions: readonly Question[]): () => Promise<Reply[]> {
  const replies: Reply[] = [];
  let stopped = false;
  const reading = tokens.map(async (token) => {
    while (!stopped) {
      replies.push(await ask(hub.url, { ...dice.pick(questions), token }));
      await sleep(dice.below(15)); // they share the processor with those whom they wait for
    }
  });
  return async () => {
    stopped = true;
    await Promise.all(reading);
    return replies;
  };
}

const tokensOf = (people: readonly TestPerson[]): string[] => people.map(({ token }) => token);

describe(`${ROUNDS} rounds of removing an organisation, then editing${SOAK ? ', in full' : ''}`, () => {
  it(`show ${READERS} readers of that organisation nothing from the removal's answer on, and never the new text`, async () => {
    const { author, second, recipient, other } = world;
    const readers: TestPerson[] = [];
    for (let n = 0; n < READERS; n++) readers.push(await addPerson(hub, recipient, { roles: [n % 2 ? Role.READER : Role.OFFICER] }));
    const outcome = new Outcome();
    let fresh = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const [old, edited] = [word(), word()];
      const { id, revision } = await publishWord(hub, world, old, [recipient, other]);
      const stop = read(tokensOf(readers), readings(id, old));
      await sleep(dice.below(60));
      const removal = await change(hub, author, Q.revise, { id, expectedRevision: revision, ...audience(other) });
      await change(hub, author, Q.revise, { id, expectedRevision: revision + 1, title: edited, sections: [{ heading: 'What', body: edited }] });
      await change(hub, author, Q.publish, { id, expectedRevision: revision + 2 });
      const published = await change(hub, second, Q.publish, { id, expectedRevision: revision + 2 });
      expect(published.data.publishBulletin.bulletin).toMatchObject({ state: 'PUBLISHED', title: edited });
      await sleep(10);
      const replies = await stop();
      fresh += replies.filter(({ text }) => text.includes(edited)).length;
      outcome.add(replies, removal, ({ text }) => text.includes(id) || text.includes(old));
    }
    const { before, late, total, codes } = outcome;
    figure(`revocation: ${ROUNDS} removals, ${READERS} readers, ${total} answers; showed the bulletin before the removal's answer: ${before}, after it: ${late} (answers then: ${codes}); new text seen: ${fresh}`);
    expect({ late, fresh }).toEqual({ late: 0, fresh: 0 });
    expect(before).toBeGreaterThan(ROUNDS * 4);
    expect(codes.of('NOT_FOUND')).toBeGreaterThan(ROUNDS);
  }, SOAK ? 3_600_000 : 300_000);
});

describe.each(losses(() => world))(`after the answer to $name, ${LOSSES} times`, ({ name, take, back, colleague }) => {
  it('nothing that is not public is shown to the person', async () => {
    const secret = word();
    const { id } = await publishWord(hub, world, secret, [world.recipient]);
    const questions = [...readings(id, secret), ...(colleague ? [] : [{ query: Q.viewer }, { query: Q.people }, { query: Q.organisations }])];
    const outcome = new Outcome();
    for (let round = 0; round < LOSSES; round++) {
      const reader = await addPerson(hub, world.recipient, { familyName: secret });
      const stop = read(Array.from({ length: READERS }, () => reader.token), questions);
      await sleep(20 + dice.below(60));
      const loss = await take(hub, reader);
      expect(loss.code).toBe('OK');
      await sleep(15);
      outcome.add(await stop(), loss, ({ text }) => text.includes(id) || text.includes(secret) || text.includes('Organisation '));
      await back?.(hub);
    }
    const { before, late, codes } = outcome;
    figure(`revocation: ${LOSSES} times ${name}: not public before its answer ${before}, after it ${late} (answers then: ${codes})`);
    expect(late).toBe(0);
    expect(before).toBeGreaterThan(LOSSES * 4);
  }, SOAK ? 1_800_000 : 300_000);
});

it(`after the answer to a withdrawal, ${LOSSES} times, its recipients see the tombstone only`, async () => {
  const { author, recipient } = world;
  const readers: TestPerson[] = [];
  for (let n = 0; n < READERS; n++) readers.push(await addPerson(hub, recipient));
  const outcome = new Outcome();
  for (let round = 0; round < LOSSES; round++) {
    const secret = word();
    const { id, revision } = await publishWord(hub, world, secret, [recipient]);
    const stop = read(tokensOf(readers), readings(id, secret));
    await sleep(dice.below(60));
    const withdrawal = await change(hub, author, Q.withdraw, { id, expectedRevision: revision, reason: 'trial' });
    await sleep(15);
    outcome.add(await stop(), withdrawal, ({ text }) => text.includes(secret));
    const stone = await ask(hub.url, { query: Q.one, variables: { id }, token: readers[0]?.token ?? null });
    expect(stone.data.bulletin).toMatchObject({ state: 'WITHDRAWN', sections: [] });
  }
  figure(`revocation: ${LOSSES} withdrawals: text before the answer ${outcome.before}, after it ${outcome.late}`);
  expect(outcome.late).toBe(0);
  expect(outcome.before).toBeGreaterThan(LOSSES * 4);
}, SOAK ? 1_800_000 : 300_000);
