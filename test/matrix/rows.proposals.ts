// What everybody may see and change of proposals and translations, by hand, from the rules: who sees the text that they hang on, and of
// those the proposing organisation and the editors; of translations everybody where the originator shows them, else its editors; of a recipient's, its own people.
import { ACTORS, type ActorName, BR, BULLETINS, isPerson, NPA, ODD, PEOPLE, PH, TH } from './rows.cast.js';

const id = (n: number): string => `77777777-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** A proposal of BR's on what is AMBER, RED, CLEAR and withdrawn, with what belongs to others, and one that has ended. */
const P = { amber: id(1), clear: id(2), red: id(3), odd: id(4), withdrawn: id(5), elsewhere: id(6), ended: id(7), wrongVersion: id(8) } as const;
/** Of PH's those shown and those not yet; of BR's; and of a text that there is not. */
const T = { shown: id(11), waiting: id(12), recipients: id(13), red: id(14), section: id(15), gone: id(16), clear: id(17), others: id(18) } as const;

const sectionOf = (bulletin: { versions: readonly { content: { sections: readonly { id: string }[] } }[] }, n: number): string => bulletin.versions[0]?.content.sections[n]?.id as string;
const proposal = (key: string, bulletin: string, by: { id: string; organisationId: string }, originator: string, sections: string[] = [], number = 1): string =>
  `('${key}', '${bulletin}', ${number}, '${originator}', '${by.organisationId}', '${by.id}', 7, '{${sections.join()}}', '[]', false, now())`;
const PROPOSE = 'INSERT INTO hub.proposals (id, bulletin_id, base_number, originator_id, organisation_id, person_id, told, section_ids, changes, credit, proposed_at) VALUES';
const TITLE = `hub.source_digest('harbour debt', '')`;
const translation = (key: string, bulletin: string, by: { id: string; organisationId: string }, shown: boolean, more: { section?: string; source?: string; language?: string } = {}): string =>
  `('${key}', '${bulletin}', 1, ${more.section ? `'${more.section}'` : 'NULL'}, ${more.source ?? TITLE}, '${by.organisationId}', '${more.language ?? 'en'}', 'H', ${more.section ? `'B'` : 'NULL'}, 'HUMAN', '${by.id}', ${shown}, '${by.id}', now())`;
const TRANSLATE = 'INSERT INTO hub.translations (id, bulletin_id, number, section_id, source, organisation_id, language, heading, body, label, translator_id, shown, written_by, written_at) VALUES';
const { author, recipient, named, outsider, npaOfficer } = PEOPLE;

/** Everything, written past all rules. The `own` section of what is AMBER is PH's alone. */
export const PROPOSAL_ROWS: readonly string[] = [
  `${PROPOSE} ${[
    proposal(P.amber, BULLETINS.amber.id, recipient, PH.id), proposal(P.clear, BULLETINS.clear.id, recipient, PH.id), proposal(P.red, BULLETINS.red.id, named, PH.id),
    proposal(P.odd, ODD, outsider, PH.id), proposal(P.withdrawn, BULLETINS.withdrawn.id, recipient, PH.id), proposal(P.elsewhere, BULLETINS.green.id, recipient, PH.id, [id(99)]),
    proposal(P.ended, BULLETINS.amber.id, recipient, PH.id), proposal(P.wrongVersion, BULLETINS.amber.id, recipient, PH.id, [], 2),
  ].join()}`,
  `UPDATE hub.proposals SET state = 'WITHDRAWN', ended_at = now() WHERE id = '${P.ended}'`,
  `${TRANSLATE} ${[
    translation(T.shown, BULLETINS.amber.id, author, true), translation(T.waiting, BULLETINS.amber.id, author, false, { language: 'tl' }), translation(T.recipients, BULLETINS.amber.id, recipient, true),
    translation(T.red, BULLETINS.red.id, author, true), translation(T.section, BULLETINS.amber.id, author, true, { section: sectionOf(BULLETINS.amber, 1), source: `(SELECT hub.source_digest(heading, body) FROM hub.bulletin_sections WHERE bulletin_id = '${BULLETINS.amber.id}' AND section_id = '${sectionOf(BULLETINS.amber, 1)}' LIMIT 1)` }),
    translation(T.gone, BULLETINS.amber.id, author, true, { source: `'\\x00'`, language: 'ja' }), translation(T.clear, BULLETINS.clear.id, author, true), translation(T.others, BULLETINS.clear.id, recipient, true, { language: 'pt' }),
  ].join()}`,
];

const PH_OFFICERS: readonly ActorName[] = ['author', 'second'];
const PH_READERS: readonly ActorName[] = ['author', 'second', 'colleague', 'contact'];
const BR_READERS: readonly ActorName[] = ['recipient', 'recipientReader', 'named'];
const BR_ALL: readonly ActorName[] = [...BR_READERS, 'recipientAdministrator'];
const PEOPLE_ALL = ACTORS.filter(isPerson);
/** Who sees each; on what is withdrawn only the editors see the text. */
const SEES: Readonly<Record<string, readonly ActorName[]>> = {
  [P.amber]: [...PH_OFFICERS, ...BR_READERS], [P.ended]: [...PH_OFFICERS, ...BR_READERS], [P.clear]: [...PH_OFFICERS, ...BR_ALL], [P.red]: [...PH_OFFICERS, 'named'], [P.odd]: PH_OFFICERS,
  [P.withdrawn]: PH_OFFICERS, [P.elsewhere]: [], [P.wrongVersion]: PH_OFFICERS,
  [T.shown]: [...PH_READERS, ...BR_READERS], [T.waiting]: PH_OFFICERS, [T.recipients]: BR_READERS, [T.red]: [...PH_OFFICERS, 'named'], [T.section]: PH_READERS, [T.gone]: [],
  [T.clear]: [...PEOPLE_ALL, 'anonymous'], [T.others]: BR_ALL,
};
const seen = (keys: Readonly<Record<string, string>>) => (actor: ActorName): string[] => Object.values(keys).filter((key) => SEES[key]?.includes(actor));

/** What is read of them. */
export const PROPOSAL_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'proposals', keys: 'SELECT id FROM hub.proposals', seen: seen(P) },
  { table: 'translations', keys: 'SELECT id FROM hub.translations', seen: seen(T) },
];

const gone = (...ids: string[]): string => `SELECT x::text FROM unnest('{${ids.join()}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.translations t WHERE t.id = x)`;
/** Of those that somebody sees: at the originator its editors' to change, elsewhere whoever reads. */
const writes = (actor: ActorName): string[] => seen(T)(actor).filter((key) =>
  [T.shown, T.waiting, T.red, T.section, T.clear].includes(key as never) ? PH_OFFICERS.includes(actor) : BR_READERS.includes(actor));
const ends = (actor: ActorName, as: 'proposer' | 'editor'): string[] => seen(P)(actor).filter((key) => key !== P.ended && (as === 'editor' ? PH_OFFICERS : BR_READERS).includes(actor));

/** Changes of everything at once: policies for writing stand alone. */
export const PROPOSAL_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'to withdraw all proposals', sql: () => `UPDATE hub.proposals SET state = 'WITHDRAWN', ended_at = '2027-01-01'`, changed: `SELECT id FROM hub.proposals WHERE ended_at = '2027-01-01'`, expected: (actor) => ends(actor, 'proposer') },
  { what: 'to decline all proposals', sql: () => `UPDATE hub.proposals SET state = 'DECLINED', ended_at = '2027-01-01', decision_reason = 'x'`, changed: `SELECT id FROM hub.proposals WHERE ended_at = '2027-01-01'`, expected: (actor) => ends(actor, 'editor') },
  { what: 'all translations', sql: () => `UPDATE hub.translations SET heading = 'X'`, changed: `SELECT id FROM hub.translations WHERE heading = 'X'`, expected: writes },
  { what: 'to remove all translations', sql: () => 'DELETE FROM hub.translations', changed: gone(...Object.values(T)), expected: writes },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const fresh = '99999999-0000-4000-8000-000000000042';
const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const propose = (bulletin: string, more: { by?: (actor: ActorName) => { id: string; organisationId: string }; originator?: string; sections?: string[]; number?: number } = {}) => (actor: ActorName): string =>
  `${PROPOSE} ${proposal(fresh, bulletin, (more.by ?? self)(actor), more.originator ?? PH.id, more.sections, more.number)}`;
const translate = (bulletin: string, more: { by?: (actor: ActorName) => { id: string; organisationId: string }; section?: string; source?: string } = {}) => (actor: ActorName): string =>
  `${TRANSLATE} ${translation(fresh, bulletin, (more.by ?? self)(actor), false, { language: 'vi', ...more })}`;
const end = (key: string, state: string, more = ''): (() => string) => () => `UPDATE hub.proposals SET state = '${state}', ended_at = now()${more} WHERE id = '${key}'`;
const READERS_ELSEWHERE: readonly ActorName[] = ['npaOfficer', ...BR_READERS, 'outsider'];

export const PROPOSAL_ATTEMPTS: readonly Attempt[] = [
  { what: 'propose something on what is AMBER', sql: propose(BULLETINS.amber.id), allowed: BR_READERS },
  { what: 'propose something on what is CLEAR', sql: propose(BULLETINS.clear.id), allowed: READERS_ELSEWHERE },
  { what: 'propose something on what is RED', sql: propose(BULLETINS.red.id), allowed: ['named'] },
  { what: 'propose something on what is withdrawn', sql: propose(BULLETINS.withdrawn.id), allowed: [] },
  { what: 'propose something on a section that is not there', sql: propose(BULLETINS.green.id, { sections: [id(99)] }), allowed: [] },
  { what: 'propose something on a working copy', sql: propose(BULLETINS.amber.id, { number: 2 }), allowed: [] },
  { what: "propose something as another originator's", sql: propose(BULLETINS.clear.id, { originator: NPA.id }), allowed: [] },
  { what: 'propose something in the name of a colleague', sql: propose(BULLETINS.clear.id, { by: (actor) => ({ ...self(actor), id: npaOfficer.id }) }), allowed: ['npaOfficer'] },
  { what: 'propose something for another organisation', sql: propose(BULLETINS.clear.id, { by: (actor) => ({ ...self(actor), organisationId: TH.id }) }), allowed: ['outsider'] },
  { what: 'propose something that is decided already', sql: (actor) => propose(BULLETINS.clear.id)(actor).replace('proposed_at)', `proposed_at, state, ended_at)`).replace(/now\(\)\)$/, `now(), 'WITHDRAWN', now())`), allowed: [] },
  { what: 'withdraw a proposal', sql: end(P.amber, 'WITHDRAWN'), allowed: BR_READERS },
  { what: 'withdraw one on what is CLEAR', sql: end(P.clear, 'WITHDRAWN'), allowed: BR_READERS },
  { what: 'withdraw one of RED', sql: end(P.red, 'WITHDRAWN'), allowed: ['named'] },
  { what: 'decline a proposal', sql: end(P.amber, 'DECLINED', `, decision_reason = 'x'`), allowed: PH_OFFICERS },
  { what: 'take a proposal up', sql: end(P.amber, 'TAKEN_UP', ', taken_number = 1'), allowed: PH_OFFICERS },
  { what: 'take up one where columns disagree', sql: end(P.odd, 'TAKEN_UP', ', taken_number = 1'), allowed: PH_OFFICERS },
  { what: 'leave a proposal open', sql: () => `UPDATE hub.proposals SET taken = '{x}' WHERE id = '${P.amber}'`, allowed: [] },
  { what: 'end a proposal again', sql: end(P.ended, 'WITHDRAWN'), allowed: [] },
  { what: 'change what is proposed', sql: () => `UPDATE hub.proposals SET changes = '[1]' WHERE id = '${P.amber}'`, allowed: [] },
  { what: 'remove a proposal', sql: () => `DELETE FROM hub.proposals WHERE id = '${P.amber}'`, allowed: [] },
  { what: 'translate the title of what is AMBER', sql: translate(BULLETINS.amber.id), allowed: [...PH_OFFICERS, ...BR_READERS] },
  { what: 'translate the title of what is CLEAR', sql: translate(BULLETINS.clear.id), allowed: [...PH_OFFICERS, ...READERS_ELSEWHERE] },
  { what: 'translate the title of what is RED', sql: translate(BULLETINS.red.id), allowed: [...PH_OFFICERS, 'named'] },
  { what: 'translate a title that is not there', sql: translate(BULLETINS.clear.id, { source: `'\\x00'` }), allowed: [] },
  { what: 'translate for another organisation', sql: translate(BULLETINS.clear.id, { by: (actor) => ({ ...self(actor), organisationId: TH.id }) }), allowed: ['outsider'] },
  { what: 'translate in the name of a colleague', sql: translate(BULLETINS.clear.id, { by: (actor) => ({ ...self(actor), id: npaOfficer.id }) }), allowed: ['npaOfficer'] },
  { what: 'say that a translation is of another text', sql: () => `UPDATE hub.translations SET source = '\\x00' WHERE id = '${T.recipients}'`, allowed: [] },
  { what: 'give a translation to another organisation', sql: () => `UPDATE hub.translations SET organisation_id = '${BR.id}' WHERE id = '${T.shown}'`, allowed: [] },
];
