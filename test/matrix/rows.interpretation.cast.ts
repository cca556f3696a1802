// Interpreters as rows: NPA's, PH's and BR's in the first edition, TH's in the second, where PH has one too and takes no part. BR lets NPA's into what it keeps closed with PH.
import { BR, NPA, PEOPLE, PH, TH, uuid } from './rows.cast.js';
import { ITEMS, MEETINGS } from './rows.meetings.cast.js';
import { MINUTES } from './rows.minutes.cast.js';

export const INTERPRETED = {
  npa: uuid('9', 71), ph: uuid('9', 72), br: uuid('9', 73), phElsewhere: uuid('9', 74), th: uuid('9', 75), npaBare: uuid('9', 76), phBare: uuid('9', 77), brBare: uuid('9', 78), phRemoved: uuid('9', 79),
  cleared: uuid('9', 81), revoked: uuid('9', 82), redCleared: uuid('9', 83), otherCleared: uuid('9', 84),
  open: uuid('9', 91), closed: uuid('9', 92), ended: uuid('9', 93), red: uuid('9', 94), other: uuid('9', 95), minuted: uuid('9', 96),
  npaLink: uuid('9', 101), phLink: uuid('9', 102), brLink: uuid('9', 103), phRevokedLink: uuid('9', 104), madeByPh: uuid('9', 105),
} as const;
const I = INTERPRETED;
const { one, two } = MEETINGS;
const [npaBy, phBy, brBy, thBy] = [PEOPLE.coordinator.id, PEOPLE.contact.id, PEOPLE.named.id, PEOPLE.outsider.id];
const somebody = (id: string, edition: string, of: { id: string }, by: string, removed = 'NULL'): string => `('${id}', '${edition}', '${of.id}', 'x', 'x', '{ja,th,pt}', now(), '${by}', ${removed})`;
const contact = (id: string, edition: string, of: { id: string }): string => `('${id}', '${edition}', '${of.id}', 'x')`;
const cleared = (id: string, item: string, who: string, by: string, revoked = 'NULL, NULL'): string => `('${id}', '${item}', '${who}', now(), '${by}', ${revoked})`;
const interprets = (id: string, item: string, who: string, by: string, ended = 'NULL, NULL'): string => `('${id}', '${item}', '${who}', 'ja', 'th', now(), '${by}', ${ended})`;
const link = (id: string, who: string, by: string, revoked = 'NULL, NULL'): string => `('${id}', '${one}', ${who}, 'x', decode(md5('${id}'), 'hex'), now(), now(), '${by}', ${revoked})`;

/** Rows, written past all rules. */
export const INTERPRETATION_SQL: readonly string[] = [
  `INSERT INTO hub.meeting_interpreters (id, edition_id, organisation_id, family_name, given_name, languages, created_at, created_by, removed_at) VALUES ${[
    somebody(I.npa, one, NPA, npaBy), somebody(I.ph, one, PH, phBy), somebody(I.br, one, BR, brBy), somebody(I.phElsewhere, two, PH, phBy), somebody(I.th, two, TH, thBy),
    somebody(I.npaBare, one, NPA, npaBy), somebody(I.phBare, one, PH, phBy), somebody(I.brBare, one, BR, brBy), somebody(I.phRemoved, one, PH, phBy, 'now()')].join()}`,
  `INSERT INTO hub.meeting_interpreter_contacts (interpreter_id, edition_id, organisation_id, contact) VALUES ${[contact(I.npa, one, NPA), contact(I.ph, one, PH), contact(I.br, one, BR), contact(I.phElsewhere, two, PH), contact(I.th, two, TH)].join()}`,
  `INSERT INTO hub.meeting_clearances (id, item_id, interpreter_id, given_at, given_by, revoked_at, revoked_by) VALUES ${[
    cleared(I.cleared, ITEMS.closed, I.npa, brBy), cleared(I.revoked, ITEMS.closed, I.br, brBy, `now(), '${brBy}'`), cleared(I.redCleared, ITEMS.red, I.br, phBy), cleared(I.otherCleared, ITEMS.other, I.phElsewhere, thBy)].join()}`,
  `INSERT INTO hub.meeting_interpretations (id, item_id, interpreter_id, language_a, language_b, assigned_at, assigned_by, ended_at, ended_by) VALUES ${[
    interprets(I.open, ITEMS.open, I.ph, phBy), interprets(I.closed, ITEMS.closed, I.npa, brBy), interprets(I.ended, ITEMS.closed, I.ph, brBy, `now(), '${brBy}'`), interprets(I.red, ITEMS.red, I.ph, phBy), interprets(I.other, ITEMS.other, I.th, thBy),
    interprets(I.minuted, MINUTES.closed, I.ph, phBy)].join()}`,
  `INSERT INTO hub.meeting_links (id, edition_id, interpreter_id, holder, address_hash, expires_at, created_at, created_by, revoked_at, revoked_by) VALUES ${[
    link(I.npaLink, `'${I.npa}'`, npaBy), link(I.phLink, `'${I.npa}'`, phBy), link(I.brLink, `'${I.br}'`, brBy), link(I.phRevokedLink, `'${I.ph}'`, phBy, `now(), '${phBy}'`), link(I.madeByPh, 'NULL', phBy)].join()}`,
];
