import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { addPerson, createTestHub, type TestHub, type TestPerson } from '@hub/testing';
import { Dice, figure, SOAK, times } from './support/campaign.js';
import { ask, type Reply } from './support/client.js';
import { type Parties, parties, publishWord, readings, word } from './support/taking-away.js';

const ROUNDS = times(12, 300);
const READERS = 8;
const STRIKE = 'mutation Strike($input: StrikePassageInput!) { strikePassage(input: $input) { strike { id } } }';

let hub: TestHub;
let world: Parties;
const dice = new Dice();
/** The order in which answers left the hub, by request id, and how many had left when the strike was committed. */
const released = new Map<string, number>();
let committedAt = Number.POSITIVE_INFINITY;

beforeAll(async () => {
  hub = await createTestHub({ poolSize: 6 });
  hub.hub.app.getHttpServer().prependListener('request', ({ headers }: IncomingMessage, response: ServerResponse) => {
    const end = response.end.bind(response) as (...parts: unknown[]) => ServerResponse;
    response.end = ((...parts: unknown[]) => {
      released.set(String(headers['x-request-id']), released.size);
      return end(...parts);
    }) as typeof response.end;
  });
  const { uow } = hub;
  const write = uow.write.bind(uow);
  uow.write = async (actor, options, work) => {
    const result = await write(actor, options, work);
    if (options.path === 'strikePassage') committedAt = released.size;
    return result;
  };
  world = await parties(hub);
});
afterAll(() => hub.close());

it(`${ROUNDS} strikes among ${READERS} who read without pause: no answer with the old text leaves once a strike is committed`, async () => {
  const readers: TestPerson[] = [];
  for (let n = 0; n < READERS; n += 1) readers.push(await addPerson(hub, world.recipient));
  let [before, late, total] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const secret = word();
    const { id, revision } = await publishWord(hub, world, secret, [world.recipient]);
    released.clear();
    committedAt = Number.POSITIVE_INFINITY;
    const replies: Reply[] = [];
    let stopped = false;
    const questions = readings(id, secret);
    const reading = readers.map(async ({ token }) => {
      while (!stopped) {
        replies.push(await ask(hub.url, { ...dice.pick(questions), token }));
        await sleep(dice.below(10));
      }
    });
    await sleep(20 + dice.below(60));
    const struck = await ask(hub.url, { query: STRIKE, variables: { input: { bulletinId: id, expectedRevision: revision, text: secret, reason: 'trial' } }, token: world.author.token });
    expect(struck.code).toBe('OK');
    await sleep(15);
    stopped = true;
    await Promise.all(reading);
    const shown = replies.filter(({ text }) => text.includes(secret));
    const after = shown.filter(({ requestId }) => (released.get(requestId) ?? Number.POSITIVE_INFINITY) >= committedAt).length;
    late += after;
    before += shown.length - after;
    total += replies.length;
  }
  figure(`strikes: ${ROUNDS} strikes, ${total} reads; showed the text before the commit: ${before}, after it: ${late}`);
  expect(late).toBe(0);
  expect(before).toBeGreaterThan(ROUNDS * 2);
  expect(total).toBeGreaterThan(200);
}, SOAK ? 1_800_000 : 120_000);

it('is all or nothing: where what is kept beside a bulletin can not be struck, nothing is', async () => {
  const secret = word();
  const { id, revision } = await publishWord(hub, world, secret, [world.recipient]);
  const strike = (): Promise<Reply> => ask(hub.url, { query: STRIKE, variables: { input: { bulletinId: id, expectedRevision: revision, text: secret, reason: 'trial' } }, token: world.author.token });
  const kept = async (): Promise<unknown> => (await hub.superuser(`SELECT b.revision, b.access_epoch, v.title, v.content_hash, t.terms, (SELECT count(*) FROM hub.strikes s WHERE s.bulletin_id = b.id) AS strikes,
    (SELECT count(*) FROM hub.outbox_events e WHERE e.subject_id = b.id) AS events FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id JOIN hub.bulletin_terms t ON t.bulletin_id = b.id WHERE b.id = $1`, [id])).rows;
  const before = await kept();
  await hub.superuser(`CREATE FUNCTION hub.strike_in_trial(uuid, text, text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trial'; END $$`);
  expect((await strike()).code).toBe('INTERNAL');
  expect(await kept()).toEqual(before);
  await hub.superuser('DROP FUNCTION hub.strike_in_trial');
  expect((await strike()).code).toBe('OK');
  expect(JSON.stringify(await kept())).not.toContain(secret);
});

/** Ways to write one and the same; none of them is a word of the texts around it. */
const WRITINGS: readonly (readonly string[])[] = [
  ['Đặng Thị', 'ĐẶNG THỊ', 'Đặng Thị'.normalize('NFD'), 'Đặng\u00a0Thị', 'Đặng  Thị'], ['カタカナ', 'ｶﾀｶﾅ', 'カタ カナ', 'カ\u3000タカ\nナ'], ['ガルーダ', 'ｶﾞﾙｰﾀﾞ', 'ガルーダ'.normalize('NFD')],
  ['Müller', 'MULLER', 'mu\u0308ller', 'Ｍüller', 'Mül\u00adler'], ['ภัทรา', 'ภัทรา'.normalize('NFD')], ['Елена', 'ЕЛЕНА'], ['한지민', '한지민'.normalize('NFD')], ['123-4567', '１２３－４５６７'],
];
const AROUND = ['', ' ', 'は', '\n', '**', '、', 'wa', '.', '👩‍👧', 'と', '・', 'ｶﾞ', '(', '一', 'é'];
const foldedHere = (text: string): string => text.normalize('NFKD').replace(/[\p{Default_Ignorable_Code_Point}\u0300-\u036f]/gu, '').toLowerCase().normalize('NFC').replace(/\s+/gu, ' ')
  .replace(/(?<=[々-〇ぁ-ゟァ-ヿ㐀-鿿]) (?=[々-〇ぁ-ゟァ-ヿ㐀-鿿])/gu, '');

it(`${times(300, 5_000)} random texts: nothing of what is struck is left, and nothing else is lost`, async () => {
  const count = times(300, 5_000);
  const texts = Array.from({ length: count }, () => {
    const writings = dice.pick(WRITINGS);
    const parts = Array.from({ length: 1 + dice.below(8) }, () => (dice.percent(40) ? dice.pick(writings) : dice.pick(AROUND)));
    return { text: parts.join(''), needle: foldedHere(dice.pick(writings)).trim() };
  });
  const { rows } = await hub.superuser<{ text: string; needle: string; struck: string; folded: string }>(
    `SELECT x->>'text' AS text, btrim(hub.folded(x->>'needle')) AS needle, hub.struck(x->>'text', btrim(hub.folded(x->>'needle')), '▮') AS struck, hub.folded(x->>'text') AS folded
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY j (x, n) ORDER BY n`, [JSON.stringify(texts)]);
  expect(rows).toHaveLength(count);
  let occurrences = 0;
  const wrong = rows.filter(({ text, needle, struck }) => {
    const [left, pieces] = [foldedHere(struck), foldedHere(text).split(needle)];
    occurrences += pieces.length - 1;
    // A space beside a mark stays, which between Japanese letters counts for nothing.
    return left.includes(needle) || (pieces.length === 1 ? struck !== text : struck !== '▮' && left.replaceAll(' ', '') !== pieces.join('▮').replaceAll(' ', ''));
  });
  figure(`strikes: ${count} random texts, ${occurrences} occurrences; wrong ${wrong.length}`);
  expect(wrong).toEqual([]);
  expect(occurrences).toBeGreaterThan(count);
}, 300_000);
