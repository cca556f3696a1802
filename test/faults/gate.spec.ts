import { DisclosureGate } from '@hub/audit';
import { addPerson, createTestHub, draft, type TestHub } from '@hub/testing';
import { ask, OPERATIONS as Q, type Question, type Reply } from './support/client.js';
import { audience, change, losses, type Parties, parties, publishWord, readings, word } from './support/taking-away.js';

let hub: TestHub;
let world: Parties;
/** Another hub on the same database: reads go through it, and what is taken away is taken through the first. */
let reading: TestHub;

beforeAll(async () => {
  hub = await createTestHub();
  reading = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock });
  world = await parties(hub);
});

afterAll(async () => {
  await reading.close();
  await hub.close();
});

/** Begins an operation and holds its response back at the gate. Returns what lets it go. */
async function hold(question: Question): Promise<() => Promise<Reply>> {
  const gate = reading.hub.app.get(DisclosureGate);
  const release = gate.release.bind(gate);
  let [arrive, go] = [(): void => undefined, (): void => undefined];
  const held = new Promise<void>((resolve) => (arrive = resolve));
  const told = new Promise<void>((resolve) => (go = resolve));
  gate.release = async (context) => {
    gate.release = release;
    arrive();
    await told;
    return release(context);
  };
  const reply = ask(reading.url, question);
  await Promise.race([held, reply.then(({ text }) => { throw new Error(`it did not come to the gate: ${text}`); })]);
  return () => {
    go();
    return reply;
  };
}

describe('what was read before a revocation, and stands at the gate until its answer is out', () => {
  it.each(readings('', '').map(({ name }, index) => [name, index] as const))('is not shown: a bulletin read %s', async (_name, index) => {
    const { author, recipient, other } = world;
    const reader = await addPerson(hub, recipient);
    const secret = word();
    const { id, revision } = await publishWord(hub, world, secret, [recipient, other]);
    const question = { query: '', ...readings(id, secret)[index], token: reader.token };
    expect((await ask(reading.url, question)).text).toContain(id);
    const letGo = await hold(question);
    await change(hub, author, Q.revise, { id, expectedRevision: revision, ...audience(other) });
    const { text, code } = await letGo();
    expect(text).not.toContain(id);
    expect(text).not.toContain(secret);
    expect(['OK', 'NOT_FOUND']).toContain(code);
    const records = (await hub.recorded()).filter(({ holder, person, detail }) => holder === reader.organisationId && person === reader.id && JSON.stringify(detail).includes(id));
    // The first reading alone.
    expect(records).toHaveLength(1);
  });

  it.each([
    ['a TLP:RED draft, whose reader is no longer named', 'RED', {}, { audience: { personIds: [] } }],
    ['a section of it', 'RED', {}, { sections: [{ heading: 'What', body: 'other', audience: { personIds: [] } }] }],
    ['a draft that becomes TLP:RED', 'AMBER', { audience: {} }, { tlp: 'RED', audience: { personIds: [] } }],
    ['a pending version that becomes TLP:RED', 'AMBER', { audience: {}, title: 'published' }, { tlp: 'RED', audience: { personIds: [] } }],
  ])('is not shown: %s', async (name, tlp, more, narrowed) => {
    const { author, second } = world;
    const colleague = await addPerson(hub, author.organisationId);
    const secret = word();
    const { id } = await draft(hub, author, {
      tlp, title: secret, audience: { personIds: [author.id, colleague.id] }, approverIds: [second.id], sections: [{ heading: 'What', body: `${secret} body` }], ...more,
    });
    let expectedRevision = 1;
    if (name.startsWith('a pending')) {
      for (const person of [author, second]) await change(hub, person, Q.publish, { id, expectedRevision });
      await change(hub, author, Q.revise, { id, expectedRevision: expectedRevision++, title: secret });
    }
    const letGo = await hold({ query: Q.nested, variables: { id }, token: colleague.token });
    await change(hub, author, Q.revise, { id, expectedRevision, ...narrowed });
    // Of whom a section was taken the rest stays.
    expect((await letGo()).text).not.toContain(name === 'a section of it' ? `${secret} body` : secret);
  });

  it.each(losses(() => world))('is not shown after $name', async ({ take, back, colleague }) => {
    const secret = word();
    const { id } = await publishWord(hub, world, secret, [world.recipient]);
    for (const query of [Q.one, Q.people, Q.viewer]) {
      const reader = await addPerson(hub, world.recipient, { familyName: secret });
      const letGo = await hold({ query, variables: query === Q.one ? { id } : {}, token: reader.token });
      await take(hub, reader);
      const { text, code } = await letGo();
      await back?.(hub);
      expect([query, code]).toEqual([query, !colleague ? 'UNAUTHENTICATED' : query === Q.one ? 'NOT_FOUND' : 'OK']);
      if (!colleague) expect(text).not.toContain(secret);
    }
  });

  it('is shown where it was not this that was taken', async () => {
    const { author, recipient, other } = world;
    const reader = await addPerson(hub, recipient);
    const [kept, narrowed] = [await publishWord(hub, world, word(), [recipient]), await publishWord(hub, world, word(), [recipient, other])];
    const letGo = await hold({ query: Q.one, variables: { id: kept.id }, token: reader.token });
    await change(hub, author, Q.revise, { id: narrowed.id, expectedRevision: narrowed.revision, ...audience(other) });
    expect((await letGo()).data.bulletin.id).toBe(kept.id);
  });

  it("is not shown in a mutation's payload either, and the mutation is not done again", async () => {
    const editor = await addPerson(hub, world.recipient);
    const secret = word();
    const { id, revision } = await draft(hub, editor, { tlp: 'AMBER', title: secret, audience: {} });
    const letGo = await hold({ query: Q.revise, variables: { input: { id, expectedRevision: revision, title: `${secret} again` } }, token: editor.token });
    await change(hub, world.administrator, Q.suspend, { personId: editor.id });
    const { text, code } = await letGo();
    expect(code).toBe('UNAVAILABLE');
    expect(text).not.toContain(secret);
    const { rows: [row] } = await hub.superuser<{ revision: number }>('SELECT revision FROM hub.bulletins WHERE id = $1', [id]);
    expect(row?.revision).toBe(revision + 1);
  });
});
