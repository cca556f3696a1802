import { setTimeout as sleep } from 'node:timers/promises';
import { parseReceiptHeader } from '@hub/audit';
import { createTestHub, type TestHub } from '@hub/testing';
import { Dice, figure, sideBySide, SOAK, Tally, times } from './support/campaign.js';
import { ask, OPERATIONS as Q, type Reply } from './support/client.js';
import { difference, originators, recorded, type Shown, shownIn } from './support/disclosed.js';
import { type Library, library, reading, SECRET, WAYS } from './support/reading.js';

const READS = times(400, 10_000);

const trigger = (each: string): string => `CREATE TRIGGER faulty BEFORE INSERT ON hub.ledger_unsealed FOR EACH ${each}()`;
const NO_TRIGGER = 'DROP TRIGGER IF EXISTS faulty ON hub.ledger_unsealed';

/** Ways in which the ledger can't be written, and what puts them right. Some let through what has nothing to enter. */
const FAILURES = [
  { name: 'a full disk', breakIt: trigger('ROW EXECUTE FUNCTION fault.full_disk'), mendIt: NO_TRIGGER, passes: true },
  { name: 'a disk that is full now and then', breakIt: trigger('ROW WHEN (random() < 0.2) EXECUTE FUNCTION fault.full_disk'), mendIt: NO_TRIGGER, passes: true, sometimes: true },
  { name: 'a connection cut off', breakIt: trigger('STATEMENT EXECUTE FUNCTION fault.cut_off'), mendIt: NO_TRIGGER, passes: false },
  {
    name: 'a constraint', passes: true,
    breakIt: 'ALTER TABLE hub.ledger_unsealed ADD CONSTRAINT faulty CHECK (false) NOT VALID', mendIt: 'ALTER TABLE hub.ledger_unsealed DROP CONSTRAINT IF EXISTS faulty',
  },
  {
    name: 'a right taken away', passes: false,
    breakIt: 'REVOKE INSERT ON hub.ledger_unsealed FROM hub_authority', mendIt: 'GRANT INSERT ON hub.ledger_unsealed TO hub_authority',
  },
];

let hub: TestHub;
let books: Library;
const dice = new Dice();

beforeAll(async () => {
  hub = await createTestHub();
  books = await library(hub);
  await hub.superuser(`
    CREATE SCHEMA fault;
    GRANT USAGE ON SCHEMA fault TO PUBLIC;
    CREATE FUNCTION fault.full_disk() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE FUNCTION fault.cut_off() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`);
});

afterAll(() => hub.close());

type Told = Reply & Pick<ReturnType<typeof reading>, 'person' | 'way'> & { shown: Shown[] };

/** Random reads side by side, and what each showed. */
async function readAtRandom(reads: number): Promise<Told[]> {
  const told: Told[] = [];
  await sideBySide(8, reads, async () => {
    const question = reading(dice, books);
    const reply = await ask(hub.url, question);
    told.push({ ...reply, person: question.person, way: question.way, shown: shownIn(reply.data) });
  });
  return told;
}

/** What the ledger does not say as it was shown. */
async function differences(told: readonly Told[]): Promise<string[]> {
  const [entries, known] = [await recorded(hub), await originators(hub)];
  return told.flatMap(({ person, shown, requestId, text, errors }) => {
    const what = difference(person, shown, entries.get(requestId), known, errors.length > 0);
    return what ? [`${what}\n${text.slice(0, 2_000)}`] : [];
  });
}

describe(`${READS} random reads through every way out${SOAK ? ', in full' : ''}`, () => {
  it('stand in the ledger as they were shown, for each holder: bulletins, and sections where they were shown', async () => {
    const told = await readAtRandom(READS);
    const wrong = await differences(told);
    const shown = told.flatMap((reply) => reply.shown);
    const ways = new Tally();
    for (const { way, shown: parts } of told) {
      if (parts.length > 0) ways.add(way);
      if (parts.some(({ pending }) => pending)) ways.add('working copy');
      if (parts.some(({ sections }) => sections.length > 0)) ways.add('nested sections');
    }
    figure(`ledger: ${READS} reads (${ways}), ${shown.length} bulletins and ${shown.reduce((sum, { sections }) => sum + sections.length, 0)} sections shown; answers not recorded as shown: ${wrong.length}`);
    expect(wrong).toEqual([]);
    expect(told.filter(({ code }) => code === 'INTERNAL' || code.startsWith('GRAPHQL_'))).toEqual([]);
    expect(shown.length).toBeGreaterThan(READS);
    expect([...WAYS, 'working copy', 'nested sections'].filter((way) => ways.of(way) === 0)).toEqual([]);
    // What was promised with an answer, its reader's organisation holds.
    const acts = new Set((await hub.recorded()).map(({ holder, actId }) => `${holder} ${actId}`));
    const promised = told.flatMap(({ receipt, person }) => (receipt && person ? parseReceiptHeader(receipt).acts.map((act) => `${person.organisationId} ${act}`) : []));
    expect(promised.filter((act) => !acts.has(act))).toEqual([]);
    // An error can take what was read from the answer, and leave its receipt.
    const unpromised = told.filter(({ person, shown: parts, receipt, errors }) => (receipt === null ? person !== null && parts.length > 0 : person === null || (parts.length === 0 && errors.length === 0)));
    expect(unpromised.map(({ text }) => text.slice(0, 300))).toEqual([]);
  }, SOAK ? 1_800_000 : 300_000);
});

describe.each(FAILURES)('while the ledger fails because of $name', ({ name, breakIt, mendIt, passes, sometimes }) => {
  afterEach(() => hub.superuser(mendIt));

  it('nothing is shown that is not recorded', async () => {
    const reads = Math.ceil(READS / 5);
    let done = false;
    const failing = (async () => {
      while (!done) {
        await hub.superuser(breakIt);
        await sleep(dice.below(120));
        await hub.superuser(mendIt);
        await sleep(dice.below(40));
      }
    })();
    const told = await readAtRandom(reads);
    done = true;
    await failing;
    const wrong = await differences(told);
    const refused = told.filter(({ shown, code }) => shown.length === 0 && code === 'UNAVAILABLE');
    const codes = new Tally();
    for (const { code } of told) codes.add(code);
    const leaks = told.filter(({ text, shown }) => shown.length === 0 && (text.includes(SECRET) || books.ids.some((id) => text.includes(id))));
    figure(`ledger, ${name}: ${reads} reads (${codes}); answers that showed what was not recorded: ${wrong.length + leaks.length}`);
    expect(wrong).toEqual([]);
    expect(leaks).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
    for (const { data } of refused) expect(data).toBeNull();
    expect(codes.of('INTERNAL')).toBe(0);
    expect(codes.of('OK')).toBeGreaterThan(0);
  }, SOAK ? 1_800_000 : 300_000);

  if (sometimes) return;

  it('a read that shows something is UNAVAILABLE, and all is well afterwards', async () => {
    const [reader] = books.readers;
    const token = reader?.token ?? null;
    await hub.superuser(breakIt);
    const list = await ask(hub.url, { query: Q.list, variables: { first: 5 }, token });
    const viewer = await ask(hub.url, { query: Q.viewer, token });
    await hub.superuser(mendIt);
    expect([list.status, list.code, list.data]).toEqual([200, 'UNAVAILABLE', null]);
    expect(list.text).not.toContain(SECRET);
    expect(viewer.code).toBe(passes ? 'OK' : 'UNAVAILABLE');
    expect((await ask(hub.url, { query: Q.list, variables: { first: 5 }, token })).data.bulletins.nodes).toHaveLength(5);
  });
});

describe.each([
  { what: 'to read bulletins', right: 'SELECT ON hub.bulletins', question: { query: Q.list, variables: { first: 5 } } },
  { what: 'to look up who is asking', right: 'EXECUTE ON FUNCTION hub.enter(uuid, int, timestamptz)', question: { query: Q.viewer } },
  { what: 'to enter an act', right: 'EXECUTE ON FUNCTION hub.record_act(uuid, uuid, bytea, bytea)', question: { query: Q.draft, variables: { input: { kind: 'NOTICE', tlp: 'GREEN', language: 'en', title: SECRET, audience: {}, sections: [] } } } },
])('where the hub has no right on its own database $what', ({ right, question }) => {
  afterEach(() => hub.superuser(`GRANT ${right} TO hub_app`));

  it('what needs it is UNAVAILABLE, says nothing of it, and works once it is given back', async () => {
    const token = books.officers[0]?.token ?? null;
    await hub.superuser(`REVOKE ${right} FROM hub_app, PUBLIC`);
    const refused = await ask(hub.url, { ...question, token });
    expect([refused.code, refused.data]).toEqual(['UNAVAILABLE', null]);
    expect(refused.text).not.toMatch(/permission|denied|hub\.|42501/);
    await hub.superuser(`GRANT ${right} TO hub_app`);
    expect(await ask(hub.url, { ...question, token })).toMatchObject({ code: 'OK' });
  });
});
