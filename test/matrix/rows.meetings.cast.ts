// Two editions of the meeting as rows: PH and BR take part in one, TH in the other; who coordinates in both. What other rooms of the meeting keep is added here.
import { BR, NPA, PEOPLE, PH, TH, uuid } from './rows.cast.js';
import { SCHEDULE_SQL } from './rows.schedule.cast.js';

export const MEETINGS = { one: uuid('9', 1), two: uuid('9', 2) } as const;

/** Rows, written past all rules. */
export const MEETING_SQL: readonly string[] = [
  `INSERT INTO hub.meeting_editions (id, number, year, names, state, created_at, created_by) VALUES ('${MEETINGS.one}', 1, 2026, '{"en": "x"}', 'PLANNING', now(), '${PEOPLE.coordinator.id}'), ('${MEETINGS.two}', 2, 2027, '{"en": "x"}', 'PLANNING', now(), '${PEOPLE.coordinator.id}')`,
  `INSERT INTO hub.meeting_parties (edition_id, organisation_id) VALUES ('${MEETINGS.one}', '${NPA.id}'), ('${MEETINGS.one}', '${PH.id}'), ('${MEETINGS.one}', '${BR.id}'), ('${MEETINGS.two}', '${NPA.id}'), ('${MEETINGS.two}', '${TH.id}')`,
  `INSERT INTO hub.meeting_steps (edition_id, position, act, state, at, by_id) VALUES ('${MEETINGS.one}', 1, NULL, 'PLANNING', now(), '${PEOPLE.coordinator.id}'), ('${MEETINGS.two}', 1, NULL, 'PLANNING', now(), '${PEOPLE.coordinator.id}')`,
  ...SCHEDULE_SQL,
];
