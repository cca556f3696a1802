// Three editions of the meeting as rows: PH and BR take part in one, TH in another, nobody in the third; who coordinates in all. What other rooms of the meeting keep is added here.
import { BR, BULLETINS, NPA, PEOPLE, PH, TH, uuid } from './rows.cast.js';
import { SCHEDULE_SQL } from './rows.schedule.cast.js';

export const MEETINGS = { one: uuid('9', 1), two: uuid('9', 2), three: uuid('9', 3) } as const;

/** Items of edition one: of PH's for all, of BR's for PH and itself, of PH's about what is marked RED; of TH's in the other. */
export const ITEMS = { open: uuid('9', 15), closed: uuid('9', 16), red: uuid('9', 17), other: uuid('9', 18) } as const;
const item = (id: string, edition: string, of: { id: string }, by: { id: string }, audience = 'NULL'): string => `('${id}', '${edition}', '${of.id}', '${by.id}', now(), '{"en": "x"}', 'DISCUSSION', 10, ${audience})`;

/** Rows, written past all rules. */
export const MEETING_SQL: readonly string[] = [
  `INSERT INTO hub.meeting_editions (id, number, year, names, state, created_at, created_by, starts_local, ends_local, starts_at, ends_at) VALUES
    ${Object.values(MEETINGS).map((id, index) => `('${id}', ${index + 1}, ${2026 + index}, '{"en": "x"}', 'PLANNING', now(), '${PEOPLE.coordinator.id}', '2027-03-04 13:30', '2027-03-04 17:00', '2027-03-04T04:30:00Z', '2027-03-04T08:00:00Z')`).join()}`,
  `INSERT INTO hub.meeting_parties (edition_id, organisation_id) VALUES ('${MEETINGS.one}', '${NPA.id}'), ('${MEETINGS.one}', '${PH.id}'), ('${MEETINGS.one}', '${BR.id}'), ('${MEETINGS.two}', '${NPA.id}'), ('${MEETINGS.two}', '${TH.id}'), ('${MEETINGS.three}', '${NPA.id}')`,
  `INSERT INTO hub.meeting_steps (edition_id, position, act, state, at, by_id) VALUES ('${MEETINGS.one}', 1, NULL, 'PLANNING', now(), '${PEOPLE.coordinator.id}'), ('${MEETINGS.two}', 1, NULL, 'PLANNING', now(), '${PEOPLE.coordinator.id}'), ('${MEETINGS.three}', 1, NULL, 'PLANNING', now(), '${PEOPLE.coordinator.id}')`,
  ...SCHEDULE_SQL,
  `INSERT INTO hub.meeting_items (id, edition_id, proposer_id, proposed_by, proposed_at, titles, purpose, minutes, audience) VALUES
    ${item(ITEMS.open, MEETINGS.one, PH, PEOPLE.author)}, ${item(ITEMS.closed, MEETINGS.one, BR, PEOPLE.recipient, `'{${BR.id},${PH.id}}'`)}, ${item(ITEMS.red, MEETINGS.one, PH, PEOPLE.author)}, ${item(ITEMS.other, MEETINGS.two, TH, PEOPLE.outsider)}`,
  `INSERT INTO hub.meeting_item_bulletins (item_id, bulletin_id) VALUES ('${ITEMS.red}', '${BULLETINS.red.id}'), ('${ITEMS.open}', '${BULLETINS.clear.id}')`,
  `INSERT INTO hub.meeting_item_sponsors (item_id, organisation_id) VALUES ('${ITEMS.open}', '${BR.id}'), ('${ITEMS.closed}', '${PH.id}'), ('${ITEMS.red}', '${BR.id}')`,
  `INSERT INTO hub.meeting_agenda_versions (edition_id, number, fixed_at, starts_local, ends_local, entries) VALUES ('${MEETINGS.one}', 1, now(), '2027-03-04 13:30', '2027-03-04 17:00', '[]')`,
];
