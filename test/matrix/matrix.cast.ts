// The matrix's world, made through the API: everybody in every relation, and a bulletin for each mark and state.
import { OrganisationKind, Role } from '@hub/access';
import { addCircle, addOrganisation, addPerson, appoint, data, type TestHub, type TestPerson } from '@hub/testing';
import type { Role as RoleName } from '../model/world.js';

/** Where everybody belongs, and what he is there. */
const PEOPLE = {
  author: ['home', 'OFFICER'],
  second: ['home', 'OFFICER'],
  editor: ['home', 'OFFICER'],
  colleague: ['home', 'READER'],
  administrator: ['home', 'ADMINISTRATOR'],
  homeContact: ['home', 'CONTACT_POINT'],
  recipient: ['receiver', 'OFFICER'],
  recipientReader: ['receiver', 'READER'],
  recipientAdministrator: ['receiver', 'ADMINISTRATOR'],
  named: ['receiver', 'CONTACT_POINT'],
  sectionRecipient: ['part', 'OFFICER'],
  sectionReader: ['part', 'READER'],
  outsider: ['outside', 'OFFICER'],
  outsideContact: ['outside', 'CONTACT_POINT'],
  coordinator: ['npa', 'COORDINATOR'],
  auditor: ['npa', 'AUDITOR'],
  npaOfficer: ['npa', 'OFFICER'],
  suspended: ['receiver', 'OFFICER'],
  moved: ['outside', 'OFFICER'],
  movedBefore: ['receiver', 'OFFICER'],
  ofSuspended: ['closed', 'OFFICER'],
} as const satisfies Record<string, readonly [string, RoleName]>;
export type PersonName = keyof typeof PEOPLE;
export type ActorName = PersonName | 'anonymous';
export const ACTORS = [...(Object.keys(PEOPLE) as PersonName[]), 'anonymous'] as const satisfies readonly ActorName[];
/** Whose session ended, one way or another. */
export const NOBODIES: readonly ActorName[] = ['suspended', 'movedBefore', 'ofSuspended'];
export const roleOf = (actor: ActorName): RoleName | null => (actor === 'anonymous' ? null : PEOPLE[actor][1]);
export const placeOf = (actor: ActorName): string | null => (actor === 'anonymous' ? null : PEOPLE[actor][0]);

const HOUR = 3_600_000;
export const MARKS = ['RED', 'AMBER_STRICT', 'AMBER', 'GREEN', 'GREEN everyone', 'CLEAR', 'CLEAR everyone'] as const;
export const STATES = ['DRAFT', 'IN_REVIEW', 'SCHEDULED', 'PUBLISHED', 'REVISED', 'RAISING', 'LOWERING', 'WITHDRAWN', 'EXPIRED'] as const;
export type MarkName = (typeof MARKS)[number];
export type StateName = (typeof STATES)[number];

/** A bulletin of the matrix: what it was made as, and what it says. */
export interface Fixture {
  readonly id: string;
  readonly mark: MarkName;
  readonly state: StateName;
  readonly recipientsVisible: boolean;
}

/** Everybody and everything. */
export interface Cast {
  readonly people: Record<PersonName, TestPerson>;
  readonly organisations: Record<string, string>;
  readonly codes: Record<string, string>;
  readonly circle: string;
  readonly fixtures: readonly Fixture[];
}

/** Which marks a state makes sense for. */
function fits(mark: MarkName, state: StateName): boolean {
  if (state === 'RAISING') return mark === 'AMBER' || mark === 'GREEN';
  if (state === 'LOWERING') return mark === 'RED';
  return true;
}

/** Makes the world. The clock stands past the expiry of what expires. */
export async function makeCast(hub: TestHub): Promise<Cast> {
  const organisations: Record<string, string> = {};
  for (const place of ['npa', 'home', 'receiver', 'part', 'outside', 'closed']) {
    const kind = place === 'npa' ? OrganisationKind.COORDINATOR : place === 'home' ? OrganisationKind.EMBASSY : OrganisationKind.NGO;
    organisations[place] = await addOrganisation(hub, { kind, dutyRole: place === 'receiver' });
  }
  const people = {} as Record<PersonName, TestPerson>;
  for (const [name, [place, role]] of Object.entries(PEOPLE)) people[name as PersonName] = await addPerson(hub, organisations[place] as string, { roles: [Role[role]], familyName: name });
  await appoint(hub, organisations['home'] as string, people.homeContact.id);
  await appoint(hub, organisations['receiver'] as string, people.named.id);
  const { rows } = await hub.superuser<{ id: string; code: string }>('SELECT id, code FROM hub.organisations');
  const codes = Object.fromEntries(Object.entries(organisations).map(([place, id]) => [place, rows.find((row) => row.id === id)?.code as string]));
  const circle = await addCircle(hub, [organisations['receiver'] as string, organisations['part'] as string]);

  const made: Fixture[] = [];
  for (const mark of MARKS) for (const state of STATES) if (fits(mark, state)) made.push(await makeFixture(hub, { people, organisations, codes, circle }, mark, state));
  hub.clock.advance(2 * HOUR);
  const at = hub.clock.now();
  await hub.superuser('UPDATE hub.persons SET suspended_at = $2 WHERE id = $1', [people.suspended.id, at]);
  await hub.superuser('UPDATE hub.persons SET ended_at = $2 WHERE id = $1', [people.movedBefore.id, at]);
  await hub.superuser('UPDATE hub.organisations SET suspended_at = $2 WHERE id = $1', [organisations['closed'], at]);
  return { people, organisations, codes, circle, fixtures: made };
}

/** The text by which everything of a fixture can be told from everything else. */
export const TITLE = 'Workers held at a farm';
export const REVISED = 'Workers held at two farms';

async function makeFixture(hub: TestHub, { people, organisations, circle }: Omit<Cast, 'fixtures'>, mark: MarkName, state: StateName): Promise<Fixture> {
  const tlp = mark.split(' ')[0] as string;
  const red = tlp === 'RED';
  const everyone = mark.endsWith('everyone');
  // Half of the bulletins let recipients see who else receives.
  const recipientsVisible = state === 'PUBLISHED' && (mark === 'AMBER' || mark === 'GREEN everyone');
  const now = hub.clock.now().getTime();
  const at = (hours: number): string => new Date(now + hours * HOUR).toISOString();
  const named = { personIds: [people.named.id] };
  const part = red ? { personIds: [] } : { organisationIds: [organisations['part']] };
  const audience = red ? named : everyone ? { everyone: true } : mark === 'AMBER' ? { circleIds: [circle] } : { organisationIds: [organisations['receiver'], organisations['part']] };
  const input = {
    kind: 'CASE_INFORMATION', tlp, urgency: 'PRIORITY', language: 'en', title: TITLE, documentNumber: 'DOC-7', handling: ['OTHER'], handlingNote: 'By hand only',
    countries: ['PH'], facts: { potentialVictims: 3, identifiedVictims: 2, citizenships: ['VN'], exploitation: ['FORCED_LABOUR'], meansOfControl: ['DEBT_BONDAGE'], prefectures: ['13'] },
    audience, recipientsVisible, sections: [{ heading: 'For all', body: 'The farm' }, { heading: 'For a part', body: 'The address', audience: part }],
    acknowledgeBy: at(72), expiresAt: state === 'EXPIRED' ? at(1) : at(200), ...(state === 'SCHEDULED' ? { releaseAt: at(100) } : {}), ...(red ? { approverIds: [people.second.id] } : {}),
    ...(everyone || red ? {} : { personAtRisk: { basis: 'LAWFUL_GROUND', reason: 'Life in danger', safetyChecks: ['receiver', 'part'].map((place) => ({ organisationId: organisations[place], outcome: 'MAY_KNOW', note: 'Asked' })) } }),
  };
  const call = async (who: TestPerson, mutation: string, type: string, more: object): Promise<{ id: string; revision: number; state: string }> =>
    data(await hub.graphql(`mutation ($input: ${type}!) { ${mutation}(input: $input) { bulletin { id revision state } } }`, { token: who.token, variables: { input: more } }))[mutation].bulletin;
  const { author, second } = people;
  const { id, revision } = await call(author, 'draftBulletin', 'DraftBulletinInput', input);
  const stand = { id, expectedRevision: revision };
  const fixture = { id, mark, state, recipientsVisible };
  if (state === 'DRAFT') return fixture;
  await call(author, 'submitBulletin', 'BulletinRevisionInput', stand);
  if (state === 'IN_REVIEW') return fixture;
  await call(second, 'approveBulletin', 'BulletinRevisionInput', stand);
  if (state === 'REVISED') await call(author, 'reviseBulletin', 'ReviseBulletinInput', { ...stand, title: REVISED, expiresAt: null });
  if (state === 'RAISING') await call(author, 'reviseBulletin', 'ReviseBulletinInput', { ...stand, title: REVISED, tlp: 'RED', audience: named, personAtRisk: null, approverIds: [second.id], sections: input.sections.map((section) => ({ ...section, audience: null })) });
  if (state === 'LOWERING') {
    const { sections } = data(await hub.graphql('query ($id: ID!) { bulletin(id: $id) { sections { id heading body } } }', { token: author.token, variables: { id } })).bulletin as { sections: { id: string }[] };
    await call(author, 'reviseBulletin', 'ReviseBulletinInput', { ...stand, title: REVISED, tlp: 'AMBER', audience: { organisationIds: [organisations['receiver']] }, sections });
  }
  if (state === 'WITHDRAWN') await call(author, 'withdrawBulletin', 'WithdrawBulletinInput', { ...stand, reason: 'A mistake' });
  if (state === 'PUBLISHED') {
    const answer = red ? people.named : people.recipient;
    await hub.graphql('mutation ($input: AcknowledgeBulletinInput!) { acknowledgeBulletin(input: $input) { bulletin { id } } }', { token: answer.token, variables: { input: { id, version: 1, kind: 'ACTING' } } }).then(data);
  }
  return fixture;
}
