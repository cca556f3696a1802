import { createTestHub, type TestHub } from '@hub/testing';
import { ACTORS, type Cast, makeCast } from './matrix.cast.js';
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
