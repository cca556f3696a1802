// What everybody may see and change of stages, by hand, from the rules: editors of the version that has them, who edit the bulletin; written with the
// working copy alone, opened by the database.
import { type ActorName, BR, BULLETINS, ODD, PH, PRINCIPALS } from './rows.cast.js';
import type { Bulletin } from '../model/world.js';

const [mine, theirs] = [PRINCIPALS.officers.get(PH.id), PRINCIPALS.officers.get(BR.id)];
const row = (id: string, number: number, position: number, editors: readonly (number | undefined)[]): string => `('${id}', ${number}, ${position}, '{"principals": []}', '2026-12-01T09:00', 'Asia/Tokyo', now(), ARRAY[${editors.join()}]::int[])`;

/** One of each kind; some for others to edit, as they never should be. */
export const STAGES_SQL = `INSERT INTO hub.bulletin_stages (bulletin_id, number, position, audience, local, zone, opens_at, editors) VALUES ${[
  row(BULLETINS.draft.id, 1, 0, [mine, theirs]), row(BULLETINS.draft.id, 1, 1, [999]), row(BULLETINS.amber.id, 1, 0, [mine, theirs]), row(BULLETINS.amber.id, 2, 0, [mine]),
  row(ODD, 1, 0, [mine]), row(ODD, 1, 1, [mine, theirs]), row(BULLETINS.green.id, 1, 0, [mine]),
].join()}`;

const isOfficer = (actor: ActorName): boolean => actor === 'author' || actor === 'second';
const key = (id: string, number: number, position: number): string => `${id}/${number}/${position}`;
const written = [key(BULLETINS.draft.id, 1, 0), key(BULLETINS.amber.id, 2, 0), key(ODD, 1, 0), key(ODD, 1, 1)];

export const STAGE_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'bulletin_stages', keys: `SELECT bulletin_id || '/' || number || '/' || position FROM hub.bulletin_stages`, seen: (actor) =>
    isOfficer(actor) ? [...written, key(BULLETINS.amber.id, 1, 0), key(BULLETINS.green.id, 1, 0)] : actor === 'recipient' ? [key(ODD, 1, 1)] : [] },
];

export const STAGE_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'to remove all stages', sql: () => 'DELETE FROM hub.bulletin_stages', changed: `SELECT x FROM unnest(ARRAY['${[...written, key(BULLETINS.draft.id, 1, 1), key(BULLETINS.amber.id, 1, 0), key(BULLETINS.green.id, 1, 0)].join("','")}']) x
     WHERE NOT EXISTS (SELECT FROM hub.bulletin_stages s WHERE x = s.bulletin_id || '/' || s.number || '/' || s.position)`, expected: (actor) => (isOfficer(actor) ? written : []) },
];

const phOfficers = ['author', 'second'] as const;
/** Those who read and are their organisation's officers stand for one of these; the others for none. */
const officersOf = (actor: ActorName): string => (actor === 'recipient' ? `'{${theirs}}'` : isOfficer(actor) ? `'{${mine}}'` : `'{1}'`);
const add = ({ id }: { id: string }, number: number, editors: string, more = { columns: '', values: '' }): string =>
  `INSERT INTO hub.bulletin_stages (bulletin_id, number, position, audience, local, zone, opens_at, editors${more.columns}) VALUES ('${id}', ${number}, 9, '{}', 'x', 'x', now(), ${editors}${more.values})`;
const worker = (call: string): { what: string; sql: () => string; allowed: readonly ActorName[] } =>
  ({ what: `have hub.${call.split('(')[0]} run`, sql: () => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] });
const through = (of: Bulletin, working = false): string => `'${of.id}', ${working}, '${BR.id}', NULL, NULL`;
const all = `'{${PRINCIPALS.all.join()}}'`;

export const STAGE_ATTEMPTS: readonly { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] }[] = [
  { what: 'add a stage', sql: (actor) => add(BULLETINS.draft, 1, officersOf(actor)), allowed: phOfficers },
  { what: 'add a stage that is open', sql: (actor) => add(BULLETINS.draft, 1, officersOf(actor), { columns: ', state, opened_at', values: `, 'OPEN', now()` }), allowed: [] },
  { what: 'add a stage for others to edit', sql: () => add(BULLETINS.draft, 1, `'{999}'`), allowed: [] },
  { what: 'add a stage to what was published', sql: (actor) => add(BULLETINS.green, 1, officersOf(actor)), allowed: [] },
  { what: 'add a stage to what was published, beside its working copy', sql: (actor) => add(BULLETINS.amber, 1, officersOf(actor)), allowed: [] },
  { what: 'add a stage to a working copy that only others edit', sql: (actor) => add({ id: ODD }, 1, officersOf(actor)), allowed: phOfficers },
  { what: 'open a stage', sql: () => `UPDATE hub.bulletin_stages SET state = 'OPEN', opened_at = now()`, allowed: [] },
  { what: 'put off the end of a stage', sql: () => `UPDATE hub.bulletin_stages SET until_local = 'x', until_zone = 'x', until_at = 'infinity'`, allowed: [] },
  { what: 'have hub.foresee_stages run', sql: () => `SELECT hub.foresee_stages('${BULLETINS.draft.id}', now())`, allowed: phOfficers },
  worker('open_stages(now())'), worker('end_stages(now())'), worker('wall_clocks(now(), NULL)'), worker(`move_instant('STAGE', '${BULLETINS.draft.id}', 1, 0, now())`),
  { what: 'learn what those stand for through whose eyes to look', sql: () => `SELECT * FROM hub.viewed_as(${through(BULLETINS.amber)})`, allowed: phOfficers },
  { what: 'learn it for something TLP:RED', sql: () => `SELECT * FROM hub.viewed_as(${through(BULLETINS.red)})`, allowed: ['author'] },
  { what: 'learn it for a draft TLP:RED', sql: () => `SELECT * FROM hub.viewed_as(${through(BULLETINS.redDraft, true)})`, allowed: ['author'] },
  { what: 'enter the scope of others', sql: () => `SELECT hub.enter_viewed(${through(BULLETINS.amber)}, now())`, allowed: phOfficers },
  // Whatever the application takes somebody for.
  { what: 'look through the eyes of others', sql: () => `SELECT * FROM hub.view_as(${all}, ${all}, now(), ${through(BULLETINS.amber, true)}, NULL)`, allowed: phOfficers },
  { what: 'look through the eyes of others at something TLP:RED', sql: () => `SELECT * FROM hub.view_as(${all}, ${all}, now(), ${through(BULLETINS.red)}, NULL)`, allowed: ['author'] },
];
