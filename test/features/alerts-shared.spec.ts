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
    const tide = live.hub.hub.app.get(AlertTide) as unknown as { reader: { after: (...args: unknown[]) => Promise<unknown> } };
    const after = tide.reader.after.bind(tide.reader);
    let count = 0;
    tide.reader = Object.assign(Object.create(tide.reader) as typeof tide.reader, { after: (...args: unknown[]) => { count += 1; return after(...args); } });
    return () => count;
  };

  it('is one for people of one organisation and role, and one act in the record for each', async () => {
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
    expect(records.filter(({ holder }) => holder === recipient).map(({ person }) => person).sort()).toEqual(readers.map((reader) => reader.id).sort());
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
    const release = gate.release.bind(gate);
    let ended: Promise<unknown> | undefined;
    gate.release = async (context) => {
      if (context.reads.disclosures.length > 0 && context.actor.kind === 'person' && [reader.id, colleague.id].includes(context.actor.personId)) await (ended ??= live.hub.graphql('mutation { signOut }', { token: colleague.token }));
      return release(context);
    };
    await live.newBulletin(amber('Late', recipient));
    await one.has(2);
    await two.isClosed();
    expect(two.lines()).toEqual(['reset START']);
  });
});
