// What everybody may see and change of handovers, by hand, from the rules: the two whom one concerns and the own administrators and contact points
// see it; he plans and ends his own, they anybody's. That somebody was asked for is known to the bulletin's editors.
import { type ActorName, BR, BULLETINS, HANDOVERS, isPerson, NPA, PEOPLE, type PersonName, PH } from './rows.cast.js';

const KEEPERS: Readonly<Record<'ph' | 'br', readonly PersonName[]>> = { ph: ['administrator', 'contact'], br: ['recipientAdministrator', 'named'] };
const FROM: Readonly<Record<'ph' | 'br', PersonName>> = { ph: 'author', br: 'recipient' };
const TO: Readonly<Record<'ph' | 'br', PersonName>> = { ph: 'second', br: 'recipientReader' };
const PLACES = ['ph', 'br'] as const;
const is = (actor: ActorName, names: readonly ActorName[]): boolean => names.includes(actor);
const seen = (actor: ActorName): string[] => PLACES.filter((place) => is(actor, [...KEEPERS[place], FROM[place], TO[place]])).map((place) => HANDOVERS[place]);
const ended = (actor: ActorName): string[] => PLACES.filter((place) => is(actor, [...KEEPERS[place], FROM[place]])).map((place) => HANDOVERS[place]);

/** What is read of it. */
export const HANDOVER_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'handovers', keys: 'SELECT id FROM hub.handovers', seen },
  // PH will leave, BR has left.
  { table: 'departures', keys: 'SELECT organisation_id FROM hub.departures', seen: (actor) => (isPerson(actor) ? [...(is(actor, [...KEEPERS.ph, 'coordinator']) ? [PH.id] : []), BR.id] : []) },
  { table: 'handover_asks', keys: 'SELECT bulletin_id FROM hub.handover_asks', seen: (actor) => (is(actor, ['author', 'second']) ? [BULLETINS.red.id] : []) },
];

/** Changes of everything at once: policies for writing stand alone. */
export const HANDOVER_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all handovers', sql: () => 'UPDATE hub.handovers SET ended_at = now()', changed: 'SELECT id FROM hub.handovers WHERE ended_at IS NOT NULL', expected: ended },
  { what: 'to take all departures back', sql: () => 'DELETE FROM hub.departures', changed: `SELECT x::text FROM unnest('{${PH.id},${BR.id}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.departures d WHERE d.organisation_id = x)`, expected: (actor) => (is(actor, KEEPERS.ph) ? [PH.id] : []) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const fresh = '99999999-0000-4000-8000-000000000005';
const OF = { ph: { id: PH.id, from: PEOPLE.colleague, to: PEOPLE.second }, br: { id: BR.id, from: PEOPLE.recipientReader, to: PEOPLE.recipient } };
const plan = (organisation: string, from: string, to: string, by: string): string =>
  `INSERT INTO hub.handovers (id, organisation_id, person_id, successor_id, reason, from_at, planned_by, planned_at) VALUES ('${fresh}', '${organisation}', '${from}', '${to}', 'ROTATION', now(), '${by}', now())`;
const declare = (organisation: string, by: string): string =>
  `INSERT INTO hub.departures (organisation_id, declared_at, declared_by, leaves_at) SELECT '${organisation}', now() + interval '1 day', '${by}', now() + interval '2 days'`;
const self = (actor: ActorName): string => (isPerson(actor) ? PEOPLE[actor].id : PEOPLE.outsider.id);

/** He plans his own, they anybody's, in their own name, among their own people. */
export const HANDOVER_ATTEMPTS: readonly Attempt[] = [
  ...PLACES.flatMap((place): Attempt[] => {
    const { id, from, to } = OF[place];
    const [himself] = Object.entries(PEOPLE).filter(([, person]) => person === from).map(([name]) => name as PersonName);
    return [
      { what: `plan that somebody of ${place} hands over`, sql: (actor) => plan(id, from.id, to.id, self(actor)), allowed: [...KEEPERS[place], himself as PersonName] },
      { what: `plan for ${place} in the name of somebody else`, sql: () => plan(id, from.id, to.id, PEOPLE.outsider.id), allowed: [] },
      { what: `hand something of ${place} over to a stranger`, sql: (actor) => plan(id, from.id, PEOPLE.outsider.id, self(actor)), allowed: [] },
      { what: `have a stranger hand over to somebody of ${place}`, sql: (actor) => plan(id, PEOPLE.outsider.id, to.id, self(actor)), allowed: [] },
      { what: `have people of ${place} hand over in another organisation`, sql: (actor) => plan(NPA.id, from.id, to.id, self(actor)), allowed: [] },
      { what: `end a handover of ${place}`, sql: () => `UPDATE hub.handovers SET ended_at = now() WHERE id = '${HANDOVERS[place]}'`, allowed: [...KEEPERS[place], FROM[place]] },
      { what: `give a handover of ${place} to somebody else`, sql: () => `UPDATE hub.handovers SET successor_id = '${to.id}' WHERE id = '${HANDOVERS[place]}'`, allowed: [] },
      { what: `say that a handover of ${place} was told`, sql: () => `UPDATE hub.handovers SET begun_at = now() WHERE id = '${HANDOVERS[place]}'`, allowed: [] },
      { what: `remove a handover of ${place}`, sql: () => `DELETE FROM hub.handovers WHERE id = '${HANDOVERS[place]}'`, allowed: [] },
    ];
  }),
  { what: 'declare that br leaves', sql: (actor) => declare(BR.id, self(actor)), allowed: KEEPERS.br },
  { what: 'declare that another organisation leaves', sql: (actor) => declare(NPA.id, self(actor)), allowed: [] },
  { what: 'declare it in the name of somebody else', sql: () => declare(BR.id, PEOPLE.outsider.id), allowed: [] },
  { what: 'say that an organisation has left', sql: () => `UPDATE hub.departures SET left_at = now() WHERE organisation_id = '${PH.id}'`, allowed: [] },
  { what: 'put the hour of a departure off', sql: () => `UPDATE hub.departures SET leaves_at = now() + interval '9 days' WHERE organisation_id = '${PH.id}'`, allowed: [] },
  { what: 'ask for a successor', sql: () => `INSERT INTO hub.handover_asks (bulletin_id, person_id, organisation_id, principal, cause, asked_at) VALUES ('${BULLETINS.red.id}', '${PEOPLE.second.id}', '${PH.id}', 1, '${fresh}', now())`, allowed: [] },
  { what: 'take back what was asked', sql: () => 'DELETE FROM hub.handover_asks', allowed: [] },
  ...['handovers_due(now())', 'ask_successors(now())', 'depart(now())'].map((call): Attempt => ({ what: `have hub.${call.split('(')[0]} run`, sql: () => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] })),
  { what: 'count what is a colleague’s', sql: () => `SELECT * FROM hub.handover_things('${PEOPLE.author.id}')`, allowed: ['author', 'administrator', 'contact'] },
  { what: 'learn who answers for what is somebody’s', sql: () => `SELECT 1 WHERE hub.responsible('${PEOPLE.author.id}', now() + interval '1 day') = '${PEOPLE.second.id}'`, allowed: ['author', 'second', 'colleague', 'administrator', 'contact', 'worker'] },
  { what: 'hand over the authorship of a draft TLP:RED', sql: () => `SELECT hub.hand_over_authorship('${BULLETINS.redDraft.id}', '${PEOPLE.second.id}')`, allowed: ['author'] },
  { what: 'hand over authorship to somebody who is no officer', sql: () => `SELECT hub.hand_over_authorship('${BULLETINS.redDraft.id}', '${PEOPLE.colleague.id}')`, allowed: [] },
  { what: 'hand over authorship to a stranger', sql: () => `SELECT hub.hand_over_authorship('${BULLETINS.redDraft.id}', '${PEOPLE.recipient.id}')`, allowed: [] },
];
