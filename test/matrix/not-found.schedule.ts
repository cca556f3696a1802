// A poll and a link of the edition that is hidden, and an edition of another organisation's own.
import type { TestHub } from '@hub/testing';
import type { Cast, PersonName } from './matrix.cast.js';
import type { Trial } from './not-found.threads.js';

const [OWN, POLL, OWN_POLL, SLOT, LINK] = ['62', '63', '64', '65', '66'].map((n) => `55555555-5555-4555-8555-5555555555${n}`) as [string, string, string, string, string];
const mutation = (text: string): string => `mutation { ${text} }`;

/** Adds them. */
export async function hideSchedule(hub: TestHub, { organisations, people: { coordinator } }: Cast, hidden: string): Promise<void> {
  const now = hub.clock.now();
  await hub.superuser(`INSERT INTO hub.meeting_editions (id, number, year, names, state, created_at, created_by) VALUES ($1, 2, 2027, '{"en": "x"}', 'POLLING', $2, $3)`, [OWN, now, coordinator.id]);
  await hub.superuser('INSERT INTO hub.meeting_parties (edition_id, organisation_id) VALUES ($1, $2), ($1, $3)', [OWN, organisations['npa'], organisations['outside']]);
  for (const [poll, edition] of [[POLL, hidden], [OWN_POLL, OWN]]) {
    await hub.superuser(`INSERT INTO hub.meeting_polls (id, edition_id, opened_at, opened_by, deadline, quorum, remote, told) VALUES ($1, $2, $3::timestamptz, $4, $3::timestamptz + interval '9 days', 1, '[]', 0)`, [poll, edition, now, coordinator.id]);
  }
  await hub.superuser(`INSERT INTO hub.meeting_slots (id, poll_id, starts_local, ends_local, starts_at, ends_at, reasons) VALUES ($1, $2, '2030-02-18T10:00', '2030-02-18T11:00', '2030-02-18T01:00Z', '2030-02-18T02:00Z', '[]')`, [SLOT, POLL]);
  await hub.superuser(`INSERT INTO hub.meeting_links (id, edition_id, organisation_id, holder, address_hash, expires_at, created_at, created_by) VALUES ($1, $2, $3, 'X', '\\x01', $4::timestamptz + interval '9 days', $4::timestamptz, $5)`, [LINK, hidden, organisations['home'], now, coordinator.id]);
}

/** How each argument is tried. */
export function scheduleTrials(edition: string): Record<string, Trial[]> {
  const by = (hidden: string, send: Trial['send'], ...names: PersonName[]): Trial[] => names.map((name) => ({ by: name, hidden: () => [hidden], send }));
  const ofEdition = (name: string, more: string, gives = 'poll'): Trial[] => by(edition, (id) => mutation(`${name}(input: { editionId: "${id}", ${more} }) { ${gives} { id } }`), 'outsider', 'outsideContact');
  const slot = '{ startsLocal: "2030-02-18T10:00", minutes: 60 }';
  const said = `expectedRevision: 0, answers: [{ slotId: "${SLOT}", answer: YES }]`;
  return {
    'Query.meetingLinks.editionId': by(edition, (id) => `{ meetingLinks(editionId: "${id}") { nodes { id } } }`, 'outsider', 'outsideContact', 'recipient'),
    'Mutation.revokeMeetingLink.id': by(LINK, (id) => mutation(`revokeMeetingLink(id: "${id}") { link { id } }`), 'outsideContact', 'recipientAdministrator', 'colleague'),
    'ProposeMeetingSlotsInput.editionId': by(edition, (id) => `{ proposeMeetingSlots(input: { editionId: "${id}", from: "2030-01-01", until: "2030-01-02", minutes: 60 }) { unknownCountries } }`, 'outsider'),
    'OpenMeetingPollInput.editionId': ofEdition('openMeetingPoll', `expectedRevision: 1, slots: [${slot}], deadline: "2030-01-01T00:00:00Z", quorum: 1`),
    'UpdateMeetingPollInput.editionId': ofEdition('updateMeetingPoll', 'expectedRevision: 1, quorum: 1'),
    'AnswerMeetingPollInput.editionId': ofEdition('answerMeetingPoll', said),
    'EnterMeetingPollAnswerInput.editionId': ofEdition('enterMeetingPollAnswer', `organisationId: "${SLOT}", channel: PAPER, ${said}`),
    'DecideMeetingSlotInput.editionId': ofEdition('decideMeetingSlot', `expectedRevision: 1, slot: ${slot}`, 'edition'),
    'DecideMeetingSlotInput.slotId': by(SLOT, (id) => mutation(`decideMeetingSlot(input: { editionId: "${OWN}", expectedRevision: 1, slotId: "${id}" }) { edition { id } }`), 'outsider', 'outsideContact'),
    'CreateMeetingLinkInput.editionId': ofEdition('createMeetingLink', 'holder: "X", expiresAt: "2030-01-01T00:00:00Z"', 'link'),
    'MeetingSlotAnswerInput.slotId': by(SLOT, (id) => mutation(`answerMeetingPoll(input: { editionId: "${OWN}", expectedRevision: 0, answers: [{ slotId: "${id}", answer: YES }] }) { poll { id } }`), 'outsideContact'),
  };
}
