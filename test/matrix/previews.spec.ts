// Through the API: who may look through whose eyes at which bulletin, and that he is shown what those are shown.
import { createTestHub, type TestHub } from '@hub/testing';
import { times } from '../faults/support/campaign.js';
import { type ActorName, ACTORS, type Cast, type Fixture, makeCast, NOBODIES, placeOf, roleOf } from './matrix.cast.js';
import { Expected } from './matrix.expected.js';

const CONTENT = `id reference documentNumber version kind state tlp urgency title language handling handlingNote originator { id } publishedAt expiresAt withdrawalReason countries
  facts { potentialVictims identifiedVictims citizenships exploitation meansOfControl prefectures } acknowledgeBy publishedByException sections { id heading body } versions { version publishedAt }`;
const READ = `query ($id: ID!) { bulletin(id: $id) { ${CONTENT} } }`;
const LOOK = (through: string, more = ''): string => `query ($id: ID!) { bulletinAs(id: $id, ${through} ${more}) { sees bulletin { ${CONTENT} } } }`;
const READERS = ['READER', 'OFFICER', 'CONTACT_POINT'];

/** Of all pairs so many are tried each time, others each time. */
const PART = times(12, 1);
let turn = 0;
const part = <T>(all: readonly T[], of: number): T[] => all.filter(() => (turn += 1) % of === 0);

let hub: TestHub;
let cast: Cast;
let expected: Expected;
beforeAll(async () => {
  hub = await createTestHub();
  cast = await makeCast(hub);
  expected = new Expected(cast, new Map());
}, 300_000);
afterAll(() => hub.close());

const token = (actor: ActorName): string | null => (actor === 'anonymous' ? null : cast.people[actor].token);
const WORKED_ON = ['DRAFT', 'IN_REVIEW', 'SCHEDULED', 'REVISED', 'RAISING', 'LOWERING'];
/** An editor's answer: TLP:RED is its author's, and there must be a working copy that he works on. */
function forEditor(actor: ActorName, fixture: Fixture, working: boolean): string {
  if (isRed(fixture) && actor !== 'author') return 'FORBIDDEN';
  const others = fixture.state === 'RAISING' && actor !== 'author';
  return working && (others || !WORKED_ON.includes(fixture.state)) ? 'CONFLICT' : 'done';
}
const isRed = ({ mark }: Fixture): boolean => mark === 'RED';

it('is for officers of the originator, with TLP:RED for the author, and for nobody else', async () => {
  const found: string[] = [];
  const through = `organisationId: "${cast.organisations['receiver']}"`;
  for (const actor of ACTORS) {
    for (const fixture of part(cast.fixtures, ['author', 'second', 'editor'].includes(actor) ? 1 : PART)) {
      for (const working of [false, true]) {
        const act = expected.act(actor, fixture);
        const wanted = act === 'CONFLICT' ? forEditor(actor, fixture, working) : act;
        const { errors } = await hub.graphql(`query ($id: ID!) { bulletinAs(id: $id, ${through}, ofWorkingCopy: ${working}) { sees } }`, { token: token(actor), variables: { id: fixture.id } });
        const code = String(errors?.[0]?.extensions.code ?? 'done');
        if (code !== wanted) found.push(`${actor} × ${fixture.mark} × ${fixture.state}${working ? ', working copy' : ''}: ${code} instead of ${wanted}`);
      }
    }
  }
  expect(found).toEqual([]);
}, 300_000);

it('shows of every bulletin of the matrix, through everybody, what he is shown himself, in bytes', async () => {
  const found: string[] = [];
  let views = 0;
  for (const fixture of cast.fixtures) {
    for (const actor of part(ACTORS, PART)) {
      const home = actor !== 'anonymous' && placeOf(actor) === 'home';
      // Others’ people can be looked through where they can be named; whom nothing names is his organisation.
      const named = actor === 'named';
      if (NOBODIES.includes(actor) || (!home && !named && actor !== 'anonymous' && !READERS.includes(roleOf(actor) as string))) continue;
      const through = actor === 'anonymous' ? 'anybody: PUBLIC' : home || named ? `personId: "${cast.people[actor].id}"` : `organisationId: "${cast.people[actor].organisationId}"`;
      const [look, read] = [await hub.graphql(LOOK(through), { token: cast.people.author.token, variables: { id: fixture.id } }), await hub.graphql(READ, { token: token(actor), variables: { id: fixture.id } })];
      const own = read.errors ? null : (read.data.bulletin as object);
      views += 1;
      if (look.errors || JSON.stringify(look.data.bulletinAs.bulletin) !== JSON.stringify(own) || look.data.bulletinAs.sees !== (own !== null)) found.push(`${actor} × ${fixture.mark} × ${fixture.state}: ${look.text} and ${read.text}`);
    }
  }
  expect(found.slice(0, 5)).toEqual([]);
  expect(views).toBeGreaterThan(700 / PART);
}, 300_000);
