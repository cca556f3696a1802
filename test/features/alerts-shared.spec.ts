import { Role } from '@hub/access';
import { AlertTide, scopeKey } from '@hub/alerts';
import { DisclosureGate } from '@hub/audit';
import { Authenticator } from '@hub/identity';
import { addPerson, appoint, data, publishNew } from '@hub/testing';
import { until } from './support/alert-socket.js';
import { amber, liveHub } from './support/live-hub.js';

const live = liveHub();

describe('what is executed once for many', () => {
  /** How often bulletins were read for deliveries. */
  const counted = (): (() => number) => {
    const { readings } = live.hub.hub.app.get(AlertTide) as unknown as { readings: { take: (ask: unknown) => Promise<unknown> } };
    const take = readings.take.bind(readings);
    let count = 0;
    readings.take = (ask) => { count += 1; return take(ask); };
    return () => count;
  };

  it('is one for people of one organisation and role, and one act in the record names them', async () => {
    const { recipient } = live.world;
    const readers = [];
    for (let n = 0; n < 5; n++) readers.push(await addPerson(live.hub, recipient));
    const all = await Promise.all(readers.map((reader) => live.following(live.hub, reader)));
    for (const socket of all) await socket.has(1);
    const reads = counted();
    const { id } = await live.newBulletin(amber('Together', recipient));
    for (const socket of all) await socket.has(2);
    expect(reads()).toBe(1);
    const records = await live.hub.recorded({ action: 'bulletin.listed', subject: id });
    expect(records.filter(({ holder }) => holder === recipient).map(({ person, persons }) => [person, [...(persons ?? [])].sort()])).toEqual([[null, readers.map((reader) => reader.id).sort()]]);
  });

  it('is never one for two who may be shown something else', async () => {
    const { author, second, reader, other, recipient, elsewhere } = live.world;
    const [colleague, plain] = [await addPerson(live.hub, recipient), await addPerson(live.hub, recipient, { roles: [Role.READER] })];
    const contact = await addPerson(live.hub, recipient, { roles: [Role.CONTACT_POINT] });
    await appoint(live.hub, recipient, contact.id);
    const everybody = [author, second, reader, other, colleague, plain, contact];
    const all = await Promise.all(everybody.map((person) => live.following(live.hub, person)));
    for (const socket of all) await socket.has(1);
    const sections = [{ heading: 'All', body: 'everybody' }, { heading: 'One', body: 'only-one', audience: { organisationIds: [recipient] } }, { heading: 'Two', body: 'only-two', audience: { organisationIds: [elsewhere] } }];
    await live.newBulletin({ ...amber('Parts', recipient, elsewhere), sections });
    await publishNew(live.hub, author, second, { tlp: 'RED', title: 'Secret', audience: { personIds: [contact.id] }, approverIds: [second.id] });
    await live.newBulletin({ title: 'End' });
    const bodies = await Promise.all(all.map(async (socket) => {
      await until('the last', () => socket.lines().includes('PUBLISHED End'));
      return socket.got().flatMap(({ bulletin }) => bulletin?.sections.map(({ body }) => body) ?? []).concat(socket.lines().includes('PUBLISHED Secret') ? 'secret' : []);
    }));
    const has = (text: string): boolean[] => bodies.map((body) => body.includes(text));
    expect(has('only-one')).toEqual([true, true, true, false, true, true, true]);
    expect(has('only-two')).toEqual([true, true, false, true, false, false, false]);
    expect(has('secret')).toEqual([true, true, false, false, false, false, true]);
  });

  it('is never one for an officer and a reader of the originator, nor for two who are named in different sections', async () => {
    const { author, second } = live.world;
    const [one, two, plain] = [await addPerson(live.hub, author.organisationId), await addPerson(live.hub, author.organisationId), await addPerson(live.hub, author.organisationId, { roles: [Role.READER] })];
    const query = 'subscription { alerts { ... on AlertReset { reason } ... on Alert { kind bulletin { title revision sections { body } } } } }';
    const all = await Promise.all([one, two, plain].map(async ({ token }) => {
      const socket = await live.open(live.hub, token);
      socket.subscribe({}, { query });
      return socket.has(1);
    }));
    const personIds = [one.id, two.id];
    await publishNew(live.hub, author, second, {
      tlp: 'RED', title: 'Secret', audience: { personIds }, approverIds: [second.id],
      sections: [{ heading: 'All', body: 'both' }, { heading: 'One', body: 'first', audience: { personIds: [one.id] } }, { heading: 'Two', body: 'other', audience: { personIds: [two.id] } }],
    });
    await live.newBulletin({ title: 'Open' });
    const shown = await Promise.all(all.map(async (socket) => {
      await until('the last', () => socket.lines().some((line) => line.endsWith('Open')));
      return socket.got().flatMap(({ bulletin }) => (bulletin ? [[bulletin.title, (bulletin as unknown as { revision: number | null }).revision, ...bulletin.sections.map(({ body }) => body)]] : []));
    }));
    expect(shown).toEqual([
      [['Secret', 1, 'both', 'first'], ['Open', 1, 'Text']],
      [['Secret', 1, 'both', 'other'], ['Open', 1, 'Text']],
      [['Open', null, 'Text']],
    ]);
  });

  it('is one reading for different documents, each with its own execution and record of what it shows', async () => {
    const { recipient } = live.world;
    const documents = ['title', 'title sections { body }', 'urgency originator { name }'].map((fields) => `subscription { alerts { ... on AlertReset { reason } ... on Alert { kind bulletin { ${fields} } } } }`);
    const all = await Promise.all(documents.map(async (query) => {
      const socket = await live.open(live.hub, (await addPerson(live.hub, recipient)).token);
      socket.subscribe({}, { query, id: `my "${query.length}"` });
      return { socket, id: `my "${query.length}"` };
    }));
    for (const { socket, id } of all) await socket.has(1, id);
    const reads = counted();
    const { id: bulletin } = await live.newBulletin(amber('Together', recipient));
    for (const { socket, id } of all) await socket.has(2, id);
    expect(reads()).toBe(1);
    expect(all.map(({ socket, id }) => Object.keys(socket.got(id)[1]?.bulletin ?? {}))).toEqual([['title'], ['title', 'sections'], ['urgency', 'originator']]);
    const records = (await live.hub.recorded({ action: 'bulletin.listed', subject: bulletin })).filter(({ holder }) => holder === recipient);
    // Who is shown the same may be named by one act, though he asks in other words: whether they meet at the gate is chance.
    expect(records.flatMap(({ detail, person, persons }) => (persons ?? [person]).map(() => (detail as { bulletins: { sections: string[] }[] }).bulletins[0]?.sections.length)).sort()).toEqual([0, 0, 1]);
  });

  it('is never one for two filters, be they written into the document or sent beside it', async () => {
    const { recipient } = live.world;
    const inline = (filter: string): string => `subscription { alerts(filter: { ${filter} }) { ... on AlertReset { reason } ... on Alert { kind bulletin { title } } } }`;
    const all = await Promise.all([inline('kinds: [ALERT]'), inline('kinds: [NOTICE]'), undefined].map(async (query) => {
      const socket = await live.open(live.hub, (await addPerson(live.hub, recipient)).token);
      socket.subscribe(query ? {} : { filter: { kinds: ['STATISTICS'] } }, query ? { query } : {});
      return socket.has(1);
    }));
    for (const kind of ['ALERT', 'NOTICE', 'STATISTICS']) await live.newBulletin({ ...amber(kind, recipient), kind });
    for (const socket of all) await socket.has(2);
    expect(all.map((socket) => socket.lines().slice(1))).toEqual([['PUBLISHED ALERT'], ['PUBLISHED NOTICE'], ['PUBLISHED STATISTICS']]);
  });

  it('reaches nobody whose session had ended before it was read, though nobody has looked yet', async () => {
    const { reader, recipient } = live.world;
    const colleague = await addPerson(live.hub, recipient);
    const [one, two] = [await live.following(live.hub, reader), await live.following(live.hub, colleague)];
    await one.has(1);
    await two.has(1);
    live.hub.hub.app.get(Authenticator).actorsOf = () => new Promise(() => undefined);
    data(await live.hub.graphql('mutation { signOut }', { token: colleague.token }));
    await live.newBulletin(amber('Late', recipient));
    await one.has(2);
    expect(await two.isClosed()).toMatchObject({ code: 4403 });
    expect(two.lines()).toEqual(['reset START']);
  });

  it('has a key that differs with whatever decides what is shown', () => {
    const actor = { kind: 'person', sessionId: 's', epoch: 1, instant: new Date(0), personId: 'p', organisationId: 'o', organisationKind: 'NGO', roles: new Set([Role.OFFICER]), language: 'en', readerPrincipal: 10, officerPrincipal: 11, selfPrincipal: 12 } as const;
    const key = (change: object, language = 'en', personal = false): string => scopeKey({ actor: { ...actor, ...change } as never, language }, personal);
    const others = [key({ organisationId: 'q' }), key({ organisationKind: 'EMBASSY' }), key({ roles: new Set([Role.READER]) }), key({ roles: new Set([Role.OFFICER, Role.ADMINISTRATOR]) }), key({ language: 'ja' }), key({ readerPrincipal: 20 }), key({ officerPrincipal: 21 }), key({}, 'ja'), key({}, 'en', true), key({ personId: 'x' }, 'en', true)];
    expect(new Set([key({}), ...others]).size).toBe(others.length + 1);
    expect(key({ personId: 'x', selfPrincipal: 13, sessionId: 't', epoch: 2 })).toBe(key({}));
  });

  it('reaches nobody whose session ended between reading and recording', async () => {
    const { reader, recipient } = live.world;
    const colleague = await addPerson(live.hub, recipient);
    const [one, two] = [await live.following(live.hub, reader), await live.following(live.hub, colleague)];
    await one.has(1);
    await two.has(1);
    // Whoever looks after sessions is blind; the gate alone stands.
    const gate = live.hub.hub.app.get(DisclosureGate);
    const releaseAll = gate.releaseAll.bind(gate);
    let ended: Promise<unknown> | undefined;
    gate.releaseAll = async (first, others) => {
      const among = first.reads.disclosures.length > 0 && [first, ...others].some(({ actor }) => actor.kind === 'person' && [reader.id, colleague.id].includes(actor.personId));
      if (among) await (ended ??= live.hub.graphql('mutation { signOut }', { token: colleague.token }));
      return releaseAll(first, others);
    };
    await live.newBulletin(amber('Late', recipient));
    await one.has(2);
    await two.isClosed();
    expect(two.lines()).toEqual(['reset START']);
  });
});
