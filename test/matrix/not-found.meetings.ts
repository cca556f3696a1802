// An edition in which the triers take no part, and what names it.
import type { TestHub } from '@hub/testing';
import type { Cast } from './matrix.cast.js';
import { hideSchedule, scheduleTrials } from './not-found.schedule.js';
import type { Trial } from './not-found.threads.js';

export const EDITION = '55555555-5555-4555-8555-555555555561';
/** Another, in which the outsider may propose. */
const OPEN_EDITION = '55555555-5555-4555-8555-555555555564';
/** Items of it: of home's for itself alone, and for all. */
const ITEMS = ['55555555-5555-4555-8555-555555555562', '55555555-5555-4555-8555-555555555563'] as const;
/** A document of the first item, and one that was sent for it. */
const [DOCUMENT, SENT] = ['55555555-5555-4555-8555-555555555578', '55555555-5555-4555-8555-555555555579'] as const;
/** One of the outsider's own organisation, in the other. */
const OUTSIDERS_ITEM = '55555555-5555-4555-8555-555555555566';
const mutation = (text: string): string => `mutation { ${text} }`;

/** The edition: of who coordinates and home alone. */
export async function hideMeeting(hub: TestHub, cast: Cast): Promise<void> {
  await hub.superuser(`INSERT INTO hub.meeting_editions (id, number, year, names, created_at, created_by) VALUES ($1, 1, 2026, '{"en": "x"}', $2, $3)`, [EDITION, hub.clock.now(), cast.people.coordinator.id]);
  await hub.superuser('INSERT INTO hub.meeting_parties (edition_id, organisation_id) VALUES ($1, $2), ($1, $3)', [EDITION, cast.organisations['npa'], cast.organisations['home']]);
  await hideSchedule(hub, cast, EDITION);
  await hub.superuser(`INSERT INTO hub.meeting_editions (id, number, year, names, state, starts_local, ends_local, starts_at, ends_at, created_at, created_by)
    VALUES ($1, 64, 2027, '{"en": "x"}', 'AGENDA_OPEN', '2027-03-04 13:30', '2027-03-04 17:00', '2027-03-04T04:30:00Z', '2027-03-04T08:00:00Z', $2, $3)`, [OPEN_EDITION, hub.clock.now(), cast.people.coordinator.id]);
  await hub.superuser('INSERT INTO hub.meeting_parties (edition_id, organisation_id) VALUES ($1, $2)', [OPEN_EDITION, cast.organisations['outside']]);
  await hub.superuser(`INSERT INTO hub.meeting_items (id, edition_id, proposer_id, proposed_by, proposed_at, titles, purpose, minutes, audience)
    VALUES ($1, $3, $4, $5, $6, '{"en": "x"}', 'DECISION', 5, ARRAY[$4::uuid]), ($2, $3, $4, $5, $6, '{"en": "x"}', 'DECISION', 5, NULL)`, [...ITEMS, EDITION, cast.organisations['home'], cast.people.author.id, hub.clock.now()]);
  const file = `INSERT INTO hub.attachments (id, organisation_id, person_id, item_id, name, length, received, state, type, size, sha256, created_at, touched_at)`;
  await hub.superuser(`${file} VALUES ($1, $3, $4, $5, 'a.pdf', 1, 1, 'READY', 'application/pdf', 1, '\\x00', $6, $6), ($2, $3, $4, NULL, 'a.pdf', 1, 1, 'READY', 'application/pdf', 1, '\\x00', $6, $6)`,
    [DOCUMENT, SENT, cast.organisations['home'], cast.people.author.id, ITEMS[0], hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.meeting_documents (attachment_id, item_id, organisation_id, language, added_at) VALUES ($1, $2, $3, 'en', $4)`, [DOCUMENT, ITEMS[0], cast.organisations['home'], hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.meeting_items (id, edition_id, proposer_id, proposed_by, proposed_at, titles, purpose, minutes) VALUES ($1, $2, $3, $4, $5, '{"en": "x"}', 'DECISION', 5)`,
    [OUTSIDERS_ITEM, OPEN_EDITION, cast.organisations['outside'], cast.people.author.id, hub.clock.now()]);
}
/** Of the document as a file. */
export const HIDDEN_DOCUMENTS = [DOCUMENT, SENT];
const itemBy = (by: Trial['by'], send: Trial['send'], hidden: readonly string[] = ITEMS): Trial => ({ by, hidden: () => [...hidden], send });
const onItem = (name: string, more: string) => (id: string): string => mutation(`${name}(input: { id: "${id}", ${more} }) { item { id } }`);

/** How each argument is tried. Coordinators know of every edition; what they alone may do names none that is hidden. */
export const meetingTrials = (bulletins: () => string[]): Record<string, Trial[]> => ({
  ...scheduleTrials(EDITION),
  'Query.meetingEdition.id': (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [EDITION], send: (id) => `{ meetingEdition(id: "${id}") { id number } }` })),
  'Mutation.meetingPaperLink.path': (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [EDITION], send: (id) => mutation(`meetingPaperLink(path: "/meetings/${id}/papers/agenda.pdf") { url }`) })),
  'Query.meetingOverview.editionId': [itemBy('outsider', (id) => `{ meetingOverview(editionId: "${id}") { edition { id } } }`, [EDITION])],
  // Who coordinates takes part, and is not in the audience of the first.
  'Query.meetingItem.id': [itemBy('outsider', (id) => `{ meetingItem(id: "${id}") { id title } }`), itemBy('coordinator', (id) => `{ meetingItem(id: "${id}") { id title } }`, [ITEMS[0]])],
  'ProposeMeetingItemInput.editionId': [itemBy('outsider', (id) => mutation(`proposeMeetingItem(input: { editionId: "${id}", titles: [{ language: "en", text: "X" }], purpose: DECISION, minutes: 5 }) { item { id } }`), [EDITION])],
  'ProposeMeetingItemInput.bulletinIds': [{ by: 'outsider', hidden: bulletins, send: (id) => mutation(`proposeMeetingItem(input: { editionId: "${OPEN_EDITION}", titles: [{ language: "en", text: "X" }], purpose: DECISION, minutes: 5, bulletinIds: ["${id}"] }) { item { id } }`) }],
  'UpdateMeetingItemInput.id': [itemBy('outsider', onItem('updateMeetingItem', 'expectedRevision: 1, minutes: 6')), itemBy('coordinator', onItem('updateMeetingItem', 'expectedRevision: 1, minutes: 6'), [ITEMS[0]])],
  'UpdateMeetingItemInput.bulletinIds': [{ by: 'outsider', hidden: bulletins, send: (id) => onItem('updateMeetingItem', `expectedRevision: 1, bulletinIds: ["${id}"]`)(OUTSIDERS_ITEM) }],
  'MeetingItemInput.id': [itemBy('outsider', onItem('withdrawMeetingItem', 'expectedRevision: 1')), itemBy('coordinator', onItem('withdrawMeetingItem', 'expectedRevision: 1'), [ITEMS[0]]), itemBy('outsider', onItem('acceptMeetingItem', 'expectedRevision: 1'))],
  'SponsorMeetingItemInput.id': [itemBy('outsider', onItem('sponsorMeetingItem', 'sponsors: true')), itemBy('coordinator', onItem('sponsorMeetingItem', 'sponsors: true'), [ITEMS[0]])],
  'AddMeetingDocumentInput.itemId': [itemBy('outsider', (id) => mutation(`addMeetingDocument(input: { itemId: "${id}", uploadId: "${EDITION}", language: "en" }) { item { id } }`)),
    itemBy('coordinator', (id) => mutation(`addMeetingDocument(input: { itemId: "${id}", uploadId: "${EDITION}", language: "en" }) { item { id } }`), [ITEMS[0]])],
  // The second item is open to who coordinates.
  'AddMeetingDocumentInput.uploadId': [itemBy('coordinator', (id) => mutation(`addMeetingDocument(input: { itemId: "${ITEMS[1]}", uploadId: "${id}", language: "en" }) { item { id } }`), [SENT, DOCUMENT])],
  'RemoveMeetingDocumentInput.documentId': (['outsider', 'coordinator'] as const).map((by) => itemBy(by, (id) => mutation(`removeMeetingDocument(input: { documentId: "${id}" }) { item { id } }`), [DOCUMENT, SENT])),
  'DeclineMeetingItemInput.id': [itemBy('outsider', onItem('declineMeetingItem', 'expectedRevision: 1, reason: "X"'))],
  'MergeMeetingItemInput.id': [itemBy('outsider', onItem('mergeMeetingItem', `expectedRevision: 1, intoId: "${EDITION}"`))],
  'MergeMeetingItemInput.intoId': [itemBy('outsider', (id) => mutation(`mergeMeetingItem(input: { id: "${EDITION}", expectedRevision: 1, intoId: "${id}" }) { item { id } }`))],
  'SetMeetingLetterInput.editionId': [itemBy('outsider', (id) => mutation(`setMeetingLetter(input: { editionId: "${id}", expectedRevision: 0, documentNumber: "X", datedOn: "2030-01-01", sender: [{ language: "en", text: "X" }] }) { edition { id } }`), [EDITION])],
  'OrderMeetingAgendaInput.editionId': [itemBy('outsider', (id) => mutation(`orderMeetingAgenda(input: { editionId: "${id}", expectedRevision: 1, itemIds: [] }) { agenda { versions } }`), [EDITION])],
  'SetMeetingBreaksInput.editionId': [itemBy('outsider', (id) => mutation(`setMeetingBreaks(input: { editionId: "${id}", expectedRevision: 1, minutes: 15 }) { agenda { versions } }`), [EDITION])],
  'OrderMeetingAgendaInput.itemIds': [itemBy('outsider', (id) => mutation(`orderMeetingAgenda(input: { editionId: "${EDITION}", expectedRevision: 1, itemIds: ["${id}"] }) { agenda { versions } }`))],
  ...Object.fromEntries(([['UpdateMeetingEditionInput.id', 'updateMeetingEdition', 'id'], ['SetMeetingPartyInput.editionId', 'setMeetingParty', 'editionId'], ['MoveMeetingInput.id', 'moveMeeting', 'id']] as const).map(([argument, name, field]): [string, Trial[]] => [
    argument, [{ by: 'outsider', hidden: () => [EDITION], send: (id) => mutation(`${name}(input: { ${field}: "${id}", expectedRevision: 1${name === 'moveMeeting' ? ', act: OPEN_POLL' : name === 'setMeetingParty' ? `, organisationId: "${EDITION}"` : ''} }) { edition { id } }`) }],
  ])),
});
