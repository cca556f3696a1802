import { Role } from '@hub/access';
import { addAccount, addPerson, data, signIn, tryRefresh } from '@hub/testing';
import { until } from './support/alert-socket.js';
import { distribute, read, revise, to, withdraw } from './support/alerting.js';
import { amber, liveHub } from './support/live-hub.js';

const live = liveHub();
const by = (token: string, query: string, input: object): Promise<unknown> => live.hub.graphql(query, { token, variables: { input } }).then(data);

describe('what is taken away', () => {
  it('is told by its id to who had it, and nothing of it is delivered from then on', async () => {
    const { reader, other, recipient, elsewhere } = live.world;
    const [socket, elsewhereSocket] = [await live.following(live.hub, reader), await live.following(live.hub, other)];
    await socket.has(1);
    await elsewhereSocket.has(1);
    const bulletin = await live.newBulletin(amber('Shared', recipient, elsewhere));
    await socket.has(2);
    await elsewhereSocket.has(2);
    const narrowed = await revise(live.hub, live.world, bulletin, to(elsewhere));
    await socket.has(3);
    await revise(live.hub, live.world, narrowed, { title: 'Changed' });
    await elsewhereSocket.has(3);
    await withdraw(live.hub, live.world.author, (await revise(live.hub, live.world, narrowed, {}).catch(() => ({ ...narrowed, revision: narrowed.revision + 1 }))));
    await elsewhereSocket.has(4);
    expect(socket.lines()).toEqual(['reset START', 'PUBLISHED Shared', 'ACCESS_LOST']);
    expect(socket.got()[2]).toMatchObject({ bulletinId: bulletin.id, bulletin: null });
  });

  it('a replay after that names nothing that had not been shown', async () => {
    const { reader, other, recipient, elsewhere } = live.world;
    await distribute(live.hub);
    const start = await live.following(live.hub, reader);
    await start.has(1);
    start.cut();
    const seen = await live.newBulletin(amber('Seen', recipient, elsewhere));
    const unseen = await live.newBulletin(amber('Unseen', recipient, elsewhere));
    await read(live.hub, reader, seen.id);
    for (const bulletin of [seen, unseen]) await revise(live.hub, live.world, bulletin, to(elsewhere));
    await live.newBulletin(amber('Last', recipient));
    const socket = await live.following(live.hub, reader, { after: start.got()[0]?.cursor });
    await socket.has(2);
    expect(socket.lines()).toEqual(['ACCESS_LOST', 'PUBLISHED Last']);
    expect(socket.got()[0]?.bulletinId).toBe(seen.id);
    expect(JSON.stringify(socket.messages)).not.toContain(unseen.id);
    expect(other).toBeDefined();
  });

  const endings: [string, (person: { id: string; token: string }) => Promise<unknown>][] = [
    ['sign-out', ({ token }) => live.hub.graphql('mutation { signOut }', { token }).then(data)],
    ['suspension', async ({ id }) => by((await administrator()).token, 'mutation ($input: PersonIdInput!) { suspendPerson(input: $input) { person { id } } }', { personId: id })],
    ['the end of the membership', async ({ id }) => by((await administrator()).token, 'mutation ($input: PersonIdInput!) { endMembership(input: $input) { person { id } } }', { personId: id })],
  ];
  const administrator = (): Promise<{ token: string }> => addPerson(live.hub, live.world.recipient, { roles: [Role.ADMINISTRATOR] });

  it.each(endings)('%s closes the socket within a second (4403), and nothing follows', async (_, end) => {
    const { reader, recipient } = live.world;
    const socket = await live.following(live.hub, reader);
    await socket.has(1);
    await end(reader);
    expect(await socket.isClosed(1_000)).toMatchObject({ code: 4403 });
    await live.newBulletin(amber('Later', recipient));
    await distribute(live.hub);
    expect(socket.lines()).toEqual(['reset START']);
  });

  it('a role that is taken away takes effect on an open socket, which stays', async () => {
    const { reader, recipient } = live.world;
    const socket = await live.following(live.hub, reader);
    await socket.has(1);
    await by((await administrator()).token, 'mutation ($input: SetRolesInput!) { setRoles(input: $input) { person { id } } }', { personId: reader.id, expectedRevision: 1, roles: ['ADMINISTRATOR'] });
    await live.newBulletin(amber('No more', recipient));
    await live.newBulletin({ tlp: 'CLEAR', title: 'Public', audience: { everyone: true } });
    await socket.has(2);
    expect(socket.lines()).toEqual(['reset START', 'PUBLISHED Public']);
    expect(socket.closed).toBeNull();
  });

  it('a socket ends with its token, unless a ping has brought a newer one of the same person', async () => {
    const account = await addAccount(live.hub, live.world.recipient);
    const [lasting, ending] = [await signIn(live.hub, account), await signIn(live.hub, account)];
    const [kept, left, foreign] = [await live.open(live.hub, lasting.accessToken), await live.open(live.hub, ending.accessToken), await live.open(live.hub, lasting.accessToken)];
    live.hub.clock.advance(9 * 60_000);
    const refreshed = data(await tryRefresh(live.hub, lasting.refreshToken)).refreshSession as { accessToken: string };
    kept.send({ type: 'ping', payload: { authorization: `Bearer ${refreshed.accessToken}` } });
    foreign.send({ type: 'ping', payload: { authorization: `Bearer ${live.world.other.token}` } });
    await until('a pong', () => kept.messages.some(({ type }) => type === 'pong'));
    expect(await foreign.isClosed()).toMatchObject({ code: 4403 });
    live.hub.clock.advance(2 * 60_000);
    expect(await left.isClosed(1_000)).toMatchObject({ code: 4403 });
    kept.subscribe();
    await kept.has(1);
    live.hub.clock.advance(10 * 60_000);
    expect(await kept.isClosed(1_000)).toMatchObject({ code: 4403 });
  });
});
