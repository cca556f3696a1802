import { createTestHub, type TestHub } from '@hub/testing';
import { type ActorName, ACTORS, type Cast, makeCast, NOBODIES, type PersonName, placeOf, roleOf } from './matrix.cast.js';
import { OPERATIONS } from './operations.js';

let hub: TestHub;
let cast: Cast;
beforeAll(async () => {
  hub = await createTestHub();
  cast = await makeCast(hub);
}, 300_000);
afterAll(() => hub.close());

it(`${OPERATIONS.size} operations are open to whom the rules open them, and shut to the others`, async () => {
  const found: string[] = [];
  for (const [name, { call, answer }] of OPERATIONS) {
    for (const actor of ACTORS) {
      // Signing out ends the session: by one that nobody else needs.
      const token = actor === 'anonymous' ? null : name === 'Mutation.signOut' ? await hub.tokenFor(cast.people[actor].id) : cast.people[actor].token;
      const { errors } = await hub.graphql(call(cast, actor), { token });
      const code = errors?.[0]?.extensions.code ?? 'done';
      if (code !== answer(actor)) found.push(`${name} by ${actor}: ${code} instead of ${answer(actor)}${errors ? ` (${errors[0]?.message})` : ''}`);
    }
  }
  expect(found).toEqual([]);
}, 300_000);

it('no operation changes anything by an API token that may only read', async () => {
  const found: string[] = [];
  let tried = 0;
  for (const actor of ['editor', 'administrator', 'coordinator'] as const) {
    const session = await hub.tokenFor(cast.people[actor].id);
    const { sid } = JSON.parse(Buffer.from(session.split('.')[1] ?? '', 'base64url').toString()) as { sid: string };
    const token = `cpt_${'r'.repeat(42)}${actor.charAt(0)}`;
    await hub.superuser(`INSERT INTO hub.api_tokens (session_id, name, scope, token_hash) VALUES ($1, 'x', 'READ_ONLY', sha256($2))`, [sid, Buffer.from(token)]);
    for (const [name, { call }] of OPERATIONS) {
      // Before a session there is one: whoever asks is nobody there.
      if (!name.startsWith('Mutation.') || /\.(signIn|refreshSession|acceptInvitation|recoverAccount)$/.test(name)) continue;
      tried += 1;
      const { errors } = await hub.graphql(call(cast, actor), { token });
      if (!errors) found.push(`${name} by ${actor}`);
    }
    expect((await hub.graphql('{ viewer { person { id } } }', { token })).data.viewer.person.id).toBe(cast.people[actor].id);
  }
  expect(found).toEqual([]);
  expect(tried).toBeGreaterThan(300);
}, 300_000);

describe('parties and their people', () => {
  const everybody = ACTORS.filter((actor) => !NOBODIES.includes(actor));
  const token = (actor: ActorName): string | null => (actor === 'anonymous' ? null : cast.people[actor].token);
  const PERSON = '{ id displayName familyName givenName kana title latinFamilyName latinGivenName email language revision roles state organisation { id } }';
  interface ShownPerson { id: string; familyName: string | null; givenName: string | null; email: string | null; language: string | null; revision: number | null; roles: string[] | null; state: string | null; displayName: string }

  it('show of an organisation what its beholder may know', async () => {
    const found: string[] = [];
    for (const actor of everybody) {
      const { data } = await hub.graphql(`{ organisations(first: 100) { nodes { id kind code name names { text } country revision suspendedAt dutyRole dutyTelephone contactPoint { id } deputy { id } } } }`, { token: token(actor) });
      const coordinator = roleOf(actor) === 'COORDINATOR';
      const places = actor === 'anonymous' ? [] : Object.keys(cast.organisations).filter((place) => place !== 'closed' || coordinator);
      const nodes = (data?.organisations.nodes ?? []) as { id: string; revision: number | null; suspendedAt: string | null; contactPoint: { id: string } | null; dutyRole: boolean }[];
      const shown = Object.entries(cast.organisations).filter(([, id]) => nodes.some((node) => node.id === id)).map(([place]) => place);
      if (shown.join() !== places.join()) found.push(`${actor} is shown ${shown.join()}`);
      for (const [place, id] of Object.entries(cast.organisations)) {
        const node = nodes.find((one) => one.id === id);
        if (!node) continue;
        if ((node.revision !== null) !== (coordinator || placeOf(actor) === place)) found.push(`${actor} is ${node.revision === null ? 'not ' : ''}shown the revision of ${place}`);
        if ((node.suspendedAt !== null) !== (place === 'closed')) found.push(`${actor} is shown a suspension of ${place}: ${node.suspendedAt}`);
        const contact = { home: cast.people.homeContact.id, receiver: cast.people.named.id }[place] ?? null;
        if ((node.contactPoint?.id ?? null) !== contact) found.push(`${actor} is shown ${node.contactPoint?.id} as contact point of ${place}`);
      }
    }
    expect(found).toEqual([]);
  }, 60_000);

  it('show to nobody in particular no more of an originator than who it is', async () => {
    const { data } = await hub.graphql('{ bulletins { nodes { originator { id kind code name country names { text } revision suspendedAt dutyRole dutyTelephone contactPoint { id } deputy { id } } } } }');
    expect(data.bulletins.nodes.length).toBeGreaterThan(0);
    for (const { originator } of data.bulletins.nodes) {
      expect(originator).toMatchObject({ id: cast.organisations['home'], code: cast.codes['home'], revision: null, suspendedAt: null, dutyRole: null, dutyTelephone: null, contactPoint: null, deputy: null });
    }
  });

  it('show people to their own organisation, and of others the contact point as the organisation wants it', async () => {
    const found: string[] = [];
    for (const actor of everybody) {
      const own = await hub.graphql(`{ people(first: 100) { nodes ${PERSON} } }`, { token: token(actor) });
      const people = (own.data?.people.nodes ?? []) as ShownPerson[];
      const expected = (Object.keys(cast.people) as PersonName[]).filter((name) => actor !== 'anonymous' && placeOf(name) === placeOf(actor) && name !== 'movedBefore' && (name !== 'suspended' || roleOf(actor) === 'ADMINISTRATOR'));
      const shown = (Object.keys(cast.people) as PersonName[]).filter((name) => people.some(({ id }) => id === cast.people[name].id));
      if (shown.join() !== expected.join()) found.push(`${actor} is shown the people ${shown.join()} instead of ${expected.join()}`);
      for (const person of people) if (person.email === null || person.roles === null || person.revision === null || person.state === null) found.push(`${actor} lacks something of his colleague`);

      const { data } = await hub.graphql(`{ organisations(first: 100) { nodes { id contactPoint ${PERSON} } } }`, { token: token(actor) });
      for (const [place, name] of [['home', 'homeContact'], ['receiver', 'named']] as const) {
        const person = (data?.organisations.nodes as { id: string; contactPoint: ShownPerson }[] | undefined)?.find(({ id }) => id === cast.organisations[place])?.contactPoint;
        if (!person) continue;
        const colleague = placeOf(actor) === place;
        const secrets = [person.email, person.language, person.revision, person.roles, person.state];
        if (secrets.some((secret) => (secret !== null) !== colleague)) found.push(`${actor} is shown ${JSON.stringify(secrets)} of the contact point of ${place}`);
        // The receiver's people appear to others by duty role.
        const named = colleague || place === 'home';
        if ((person.familyName === name) !== named || (person.displayName.toLowerCase().includes(name.toLowerCase()) !== named) || (person.givenName !== null) !== named) found.push(`${actor} is shown the contact point of ${place} as ${person.displayName}, ${person.familyName}`);
      }
    }
    expect(found).toEqual([]);
  }, 60_000);

  it('are changed by nobody from outside: what is not the own organisation’s is not found', async () => {
    const { administrator } = cast.people;
    const calls = (personId: string): string[] => [
      `setRoles(input: { personId: "${personId}", expectedRevision: 1, roles: [READER] }) { person { id } }`, `suspendPerson(input: { personId: "${personId}" }) { person { id } }`,
      `reinstatePerson(input: { personId: "${personId}" }) { person { id } }`, `endMembership(input: { personId: "${personId}" }) { person { id } }`,
      `updatePerson(input: { id: "${personId}", expectedRevision: 1, givenName: "X" }) { person { id } }`,
    ];
    const absent = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
    for (const [index, call] of calls(cast.people.recipient.id).entries()) {
      const foreign = await hub.graphql(`mutation { ${call} }`, { token: administrator.token });
      const nobody = await hub.graphql(`mutation { ${calls(absent)[index] as string} }`, { token: administrator.token });
      expect([call, foreign.text]).toEqual([call, nobody.text]);
      expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    const { rows } = await hub.superuser('SELECT roles, suspended_at, ended_at, given_name FROM hub.persons WHERE id = $1', [cast.people.recipient.id]);
    expect(rows).toEqual([{ roles: ['OFFICER'], suspended_at: null, ended_at: null, given_name: 'Maria' }]);
  });
});
