import { OrganisationKind, Role } from '@hub/access';
import { newId } from '@hub/kernel';
import { addOrganisation, addPerson, appoint, createTestHub, data, type Answer, type TestHub, type TestHubOptions, type TestPerson } from '@hub/testing';

/** A meeting in session: who takes part, and its items. */
export interface Sitting {
  readonly hub: TestHub;
  readonly edition: string;
  readonly coordinator: TestPerson;
  readonly officer: Record<'ph' | 'br' | 'iom' | 'ngo', TestPerson>;
  readonly contact: Record<'npa' | 'ph' | 'br' | 'iom' | 'ngo', TestPerson>;
  readonly outsider: TestPerson;
  /** Open to all, open to PH and BR alone, proposed by PH. */
  readonly item: Record<'open' | 'closed', string>;
}

/** What is asked of a hub; throws what it refused. */
export const asking = (hub: TestHub) => async (text: string, { token }: TestPerson, variables: object = {}): Promise<ReturnType<typeof data>> => data(await hub.graphql(text, { token, variables }));
/** What a refusal says. */
export const refusalOf = ({ errors }: Answer): Record<string, unknown> | undefined => errors?.[0]?.extensions;

const OPEN = 'mutation ($input: OpenMeetingEditionInput!) { openMeetingEdition(input: $input) { edition { id } } }';
export const MOVE = 'mutation ($input: MoveMeetingInput!) { moveMeeting(input: $input) { edition { id state revision } next { id } } }';
const STANDS = 'edition { id state revision minutes { state revision closesAt } }';
/** A mutation of the minutes, by its input's type. */
export const minuting = (name: string, type: string, result = STANDS): string => `mutation ($input: ${type}!) { ${name}(input: $input) { ${result} } }`;
export const NOTE = minuting('writeMeetingNotes', 'WriteMeetingNotesInput', 'text { revision body }');

export const RESPOND = minuting('respondToMinutes', 'RespondToMinutesInput');
export const COMMENT = minuting('commentOnMinutes', 'CommentOnMinutesInput');
export const ANSWER = minuting('answerMinutesComment', 'AnswerMinutesCommentInput');

/** What the coordinator's overview says: what the minutes wait for beside answers, how many are missing, and what was taken on. */
export async function overviewed({ hub, coordinator, edition }: Sitting): Promise<{ waits: unknown[]; missing: unknown[]; actions: string[] }> {
  const { minutes, unanswered, actions } = (await asking(hub)('query ($id: ID!) { meetingOverview(editionId: $id, days: 90) { minutes { wait itemId count } actions { texts { text } } unanswered { matter missing { id } } } }', coordinator, { id: edition })).meetingOverview as {
    minutes: { wait: string; itemId: string | null; count: number }[]; unanswered: { matter: string; missing: object[] }[]; actions: { texts: { text: string }[] }[] };
  return {
    waits: minutes.filter(({ wait }) => wait !== 'ANSWER').map(({ wait, itemId, count }) => [wait, itemId, count]), missing: unanswered.map(({ matter, missing }) => [matter, missing.length]),
    actions: actions.map(({ texts: [text] }) => text?.text ?? ''),
  };
}

/** Takes a meeting a step further, as its coordinator. */
export async function moved({ hub, edition, coordinator }: Sitting, act: string): Promise<void> {
  const { revision } = (await asking(hub)('query ($id: ID!) { meetingEdition(id: $id) { revision } }', coordinator, { id: edition })).meetingEdition;
  await asking(hub)(MOVE, coordinator, { input: { id: edition, expectedRevision: revision, act } });
}

/** What somebody sees of a session. */
export const SESSION = `query ($id: ID!) { meetingEdition(id: $id) { session { quorum { present needed met } attendance { organisation { code } presence } secretaries { id }
  items { itemId title position writable quorum { present needed met } texts { language revision body } decisions { id texts { language text } } } } } }`;
/** What somebody sees of minutes. */
export const MINUTES = `query ($id: ID!) { meetingEdition(id: $id) { state revision minutes { state revision closesAt possible extension { organisation { id } reason extendedFrom }
  layout(language: EN) { status markdown } comments { id itemId organisation { id } body outcome answer } responses { id itemId organisation { id } response body note textChangedSince }
  seal { root leaves parts { part itemId salt content } } } } }`;

/** Makes a world whose meeting is in session: NPA, PH and BR are there, IOM by video, the NGO not. */
export async function sitting(options: TestHubOptions = {}): Promise<Sitting> {
  const hub = await createTestHub(options);
  const orgs = {
    npa: await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, name: 'NPA' }), ph: await addOrganisation(hub, { kind: OrganisationKind.EMBASSY, name: 'Philippines' }),
    br: await addOrganisation(hub, { kind: OrganisationKind.EMBASSY, country: 'BR', name: 'Brazil' }), iom: await addOrganisation(hub, { kind: OrganisationKind.INTERNATIONAL_ORGANISATION, name: 'IOM' }), ngo: await addOrganisation(hub, { name: 'Harbour' }),
  };
  const roles = { roles: [Role.CONTACT_POINT] };
  const coordinator = await addPerson(hub, orgs.npa, { roles: [Role.COORDINATOR] });
  const contact = { npa: await addPerson(hub, orgs.npa, roles), ph: await addPerson(hub, orgs.ph, roles), br: await addPerson(hub, orgs.br, roles), iom: await addPerson(hub, orgs.iom, roles), ngo: await addPerson(hub, orgs.ngo, roles) };
  for (const { id, organisationId } of Object.values(contact)) await appoint(hub, organisationId, id);
  const officer = { ph: await addPerson(hub, orgs.ph), br: await addPerson(hub, orgs.br), iom: await addPerson(hub, orgs.iom), ngo: await addPerson(hub, orgs.ngo) };
  const ask = asking(hub);
  const edition = (await ask(OPEN, coordinator, { input: { year: 2027, number: 23, organisationIds: Object.values(orgs) } })).openMeetingEdition.edition.id as string;
  const outsider = await addPerson(hub, await addOrganisation(hub));
  const item = { open: newId(), closed: newId() };
  await agenda(hub, edition, [[item.open, orgs.ngo, 'Shelters', null], [item.closed, orgs.ph, 'Recruiters', [orgs.ph, orgs.br]]]);
  await ask(MOVE, coordinator, { input: { id: edition, expectedRevision: 1, act: 'BEGIN' } });
  await ask(minuting('recordMeetingAttendance', 'RecordMeetingAttendanceInput'), coordinator, { input: { editionId: edition, attendance: [
    { organisationId: orgs.npa, presence: 'IN_PERSON' }, { organisationId: orgs.ph, presence: 'IN_PERSON' }, { organisationId: orgs.br, presence: 'IN_PERSON' },
    { organisationId: orgs.iom, presence: 'REMOTE' }, { organisationId: orgs.ngo, presence: 'ABSENT' },
  ] } });
  return { hub, edition, coordinator, officer, contact, outsider, item };
}

/** Lays an agenda, frozen, on today. */
async function agenda(hub: TestHub, edition: string, items: readonly (readonly [string, string, string, string[] | null])[]): Promise<void> {
  for (const [n, [id, proposer, title, audience]] of items.entries()) await addItem(hub, edition, { id, proposer, title, audience, position: n + 1 });
  await hub.superuser(`UPDATE hub.meeting_editions SET state = 'AGENDA_FROZEN', starts_at = $2, ends_at = $2::timestamptz + interval '3 hours', starts_local = $2::timestamptz AT TIME ZONE 'Asia/Tokyo',
    ends_local = $2::timestamptz AT TIME ZONE 'Asia/Tokyo' + interval '3 hours' WHERE id = $1`, [edition, hub.clock.now()]);
}

/** Puts an item on the agenda, past all rules. */
export async function addItem(hub: Pick<TestHub, 'superuser'>, edition: string, { id, proposer, title, audience, position }: { id: string; proposer: string; title: string; audience: string[] | null; position: number }): Promise<void> {
  await hub.superuser(`INSERT INTO hub.meeting_items (id, edition_id, proposer_id, position, titles, audience, proposed_by, proposed_at, purpose, minutes, state)
    SELECT $1, e.id, $3, $4, $5, $6, e.created_by, e.created_at, 'DISCUSSION', 30, 'ACCEPTED' FROM hub.meeting_editions e WHERE e.id = $2`, [id, edition, proposer, position, JSON.stringify({ en: title }), audience]);
}

/** Another edition, past all rules, whose review is over: of the same parties, with an open and a closed item. */
export async function reviewed({ hub, edition, coordinator, officer: { ph, br } }: Pick<Sitting, 'hub' | 'edition' | 'coordinator' | 'officer'>, number: number): Promise<string> {
  const id = newId();
  const at = hub.clock.now();
  await hub.superuser(`INSERT INTO hub.meeting_editions (id, number, year, names, state, zone, starts_local, ends_local, starts_at, ends_at, created_at, created_by)
    SELECT $1, $2, 2030, names, 'MINUTES_IN_REVIEW', zone, starts_local, ends_local, starts_at, ends_at, $3, created_by FROM hub.meeting_editions WHERE id = $4`, [id, number, at, edition]);
  await hub.superuser('INSERT INTO hub.meeting_parties (edition_id, organisation_id) SELECT $1, organisation_id FROM hub.meeting_parties WHERE edition_id = $2', [id, edition]);
  await hub.superuser(`INSERT INTO hub.meeting_attendance (edition_id, organisation_id, presence, by_id, at) SELECT $1, organisation_id, presence, by_id, at FROM hub.meeting_attendance WHERE edition_id = $2 AND item_id IS NULL`, [id, edition]);
  for (const [position, audience] of [[1, null], [2, [ph.organisationId, br.organisationId]]] as const) {
    const item = newId();
    await addItem(hub, id, { id: item, proposer: ph.organisationId, title: `Item ${position}`, audience: audience && [...audience], position });
    await hub.superuser(`INSERT INTO hub.meeting_texts (item_id, language, revision, body, shown, by_id, at) VALUES ($1, 'en', 1, 'Text', true, $2, $3)`, [item, coordinator.id, at]);
  }
  await hub.superuser(`INSERT INTO hub.meeting_minutes (edition_id, state, revision, opened_at, closes_at) VALUES ($1, 'IN_REVIEW', 2, $2::timestamptz - interval '9 days', $2::timestamptz - interval '1 day')`, [id, at]);
  return id;
}
