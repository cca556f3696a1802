// An edition in which the triers take no part, and what names it.
import type { TestHub } from '@hub/testing';
import type { Cast } from './matrix.cast.js';
import { hideSchedule, scheduleTrials } from './not-found.schedule.js';
import type { Trial } from './not-found.threads.js';

export const EDITION = '55555555-5555-4555-8555-555555555561';
const mutation = (text: string): string => `mutation { ${text} }`;

/** The edition: of who coordinates and home alone. */
export async function hideMeeting(hub: TestHub, cast: Cast): Promise<void> {
  await hub.superuser(`INSERT INTO hub.meeting_editions (id, number, year, names, created_at, created_by) VALUES ($1, 1, 2026, '{"en": "x"}', $2, $3)`, [EDITION, hub.clock.now(), cast.people.coordinator.id]);
  await hub.superuser('INSERT INTO hub.meeting_parties (edition_id, organisation_id) VALUES ($1, $2), ($1, $3)', [EDITION, cast.organisations['npa'], cast.organisations['home']]);
  await hideSchedule(hub, cast, EDITION);
}

/** How each argument is tried. Coordinators know of every edition; what they alone may do names none that is hidden. */
export const meetingTrials = (): Record<string, Trial[]> => ({
  ...scheduleTrials(EDITION),
  'Query.meetingEdition.id': (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [EDITION], send: (id) => `{ meetingEdition(id: "${id}") { id number } }` })),
  ...Object.fromEntries(([['UpdateMeetingEditionInput.id', 'updateMeetingEdition', 'id'], ['SetMeetingPartyInput.editionId', 'setMeetingParty', 'editionId'], ['MoveMeetingInput.id', 'moveMeeting', 'id']] as const).map(([argument, name, field]): [string, Trial[]] => [
    argument, [{ by: 'outsider', hidden: () => [EDITION], send: (id) => mutation(`${name}(input: { ${field}: "${id}", expectedRevision: 1${name === 'moveMeeting' ? ', act: OPEN_POLL' : name === 'setMeetingParty' ? `, organisationId: "${EDITION}"` : ''} }) { edition { id } }`) }],
  ])),
});
