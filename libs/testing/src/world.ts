import { OrganisationKind, Role } from '@hub/access';
import { appointContacts, createCircle, createOrganisation, createPerson } from '@hub/parties';
import type { Answer, TestHub } from './test-hub.js';

/** Somebody of a test's world, signed in. */
export interface TestPerson { id: string; organisationId: string; email: string; token: string }

let counter = 0;
const letters = (n: number): string => [...String(n).padStart(4, '0')].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');

/** Adds an organisation; takes only what matters to the test. */
export async function addOrganisation(hub: TestHub, { kind = OrganisationKind.NGO, code = letters((counter += 1)), country = null, name = `Organisation ${code}`, dutyRole = false }:
  { kind?: OrganisationKind; code?: string; country?: string | null; name?: string; dutyRole?: boolean } = {}): Promise<string> {
  const at = hub.clock.now();
  const { id } = await hub.uow.realm('setup', at, (tx) => createOrganisation(tx, {
    kind, code, country: country ?? (kind === OrganisationKind.EMBASSY ? 'PH' : null), names: { en: name, ja: `機関 ${code}` }, dutyRole, createdAt: at,
  }));
  return id;
}

/** Adds a person, by default an officer, and opens a session. */
export async function addPerson(hub: TestHub, organisationId: string, { roles = [Role.OFFICER], email, familyName = 'Santos', givenName = 'Maria' }:
  { roles?: Role[]; email?: string; familyName?: string; givenName?: string } = {}): Promise<TestPerson> {
  const at = hub.clock.now();
  const address = email ?? `person${(counter += 1)}@example.example`;
  const { id } = await hub.uow.realm('setup', at, (tx) => createPerson(tx, { organisationId, email: address, roles, language: 'en', familyName, givenName, createdAt: at }));
  return { id, organisationId, email: address, token: await hub.tokenFor(id) };
}

/** Names an organisation's contact point and deputy. */
export async function appoint(hub: TestHub, organisationId: string, contactPointId: string | null, deputyId: string | null = null): Promise<void> {
  await hub.uow.realm('setup', hub.clock.now(), (tx) => appointContacts(tx, organisationId, { contactPointId, deputyId }));
}

/** Adds a circle. */
export async function addCircle(hub: TestHub, memberIds: string[]): Promise<string> {
  const code = letters((counter += 1));
  return (await hub.uow.realm('setup', hub.clock.now(), (tx) => createCircle(tx, { code, names: { en: code, ja: code }, memberIds }))).id;
}

const DRAFT = 'mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id revision state } } }';
const PUBLISH = 'mutation ($input: PublishBulletinInput!) { publishBulletin(input: $input) { bulletin { id revision state version } } }';

/** The answer's data; throws what the hub refused. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
export function data(answer: Answer): any {
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** Drafts a bulletin through the API. */
export async function draft(hub: TestHub, author: TestPerson, input: object = {}): Promise<{ id: string; revision: number; state: string }> {
  const answer = await hub.graphql(DRAFT, {
    token: author.token,
    variables: { input: { kind: 'NOTICE', tlp: 'GREEN', title: 'Notice', language: 'en', audience: { everyone: true }, sections: [{ heading: 'What', body: 'Text' }], ...input } },
  });
  return data(answer).draftBulletin.bulletin;
}

/** Calls publishBulletin. */
export async function publish(hub: TestHub, person: TestPerson, { id, revision }: { id: string; revision: number }, exception?: { reason: string }): Promise<Answer> {
  return hub.graphql(PUBLISH, { token: person.token, variables: { input: { id, expectedRevision: revision, ...(exception ? { exception } : {}) } } });
}

/** Drafts and publishes, with a second person where four eyes are needed. */
export async function publishNew(hub: TestHub, author: TestPerson, second: TestPerson, input: object = {}): Promise<{ id: string; revision: number }> {
  const bulletin = await draft(hub, author, input);
  const first = data(await publish(hub, author, bulletin)).publishBulletin.bulletin;
  if (first.state !== 'PUBLISHED') data(await publish(hub, second, bulletin));
  return bulletin;
}
