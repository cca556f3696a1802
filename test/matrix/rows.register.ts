// What everybody may see and change of the register, by hand, from the rules: whoever is signed in sees the entries; administrators and contact
// points keep their own organisation's, and see what it has attested.
import { type ActorName, BR, isPerson, NPA, PEOPLE, PH, REGISTER, TH } from './rows.cast.js';

const ENTRIES = [NPA.id, PH.id, BR.id, TH.id];
const KEEPERS: Readonly<Partial<Record<ActorName, 'ph' | 'br'>>> = { administrator: 'ph', contact: 'ph', recipientAdministrator: 'br', named: 'br' };
const OF = { ph: { id: PH.id, attestation: REGISTER.ph, keeper: PEOPLE.contact, colleague: PEOPLE.colleague }, br: { id: BR.id, attestation: REGISTER.br, keeper: PEOPLE.named, colleague: PEOPLE.recipient } };
const keepers = (organisation: 'ph' | 'br'): ActorName[] => (Object.keys(KEEPERS) as ActorName[]).filter((actor) => KEEPERS[actor] === organisation);
const kept = (actor: ActorName): string[] => { const of = KEEPERS[actor]; return of ? [OF[of].id] : actor === 'setup' ? ENTRIES : []; };

/** What is read of it. */
export const REGISTER_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'register_entries', keys: 'SELECT organisation_id FROM hub.register_entries', seen: (actor) => (isPerson(actor) || actor === 'setup' ? ENTRIES : []) },
  { table: 'register_attestations', keys: 'SELECT id FROM hub.register_attestations', seen: (actor) => { const of = KEEPERS[actor]; return of ? [OF[of].attestation] : []; } },
];

/** Changes of everything at once: policies for writing stand alone. */
export const REGISTER_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all entries of the register', sql: () => `UPDATE hub.register_entries SET languages = '{xx}'`, changed: `SELECT organisation_id FROM hub.register_entries WHERE languages = '{xx}'`, expected: kept },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const fresh = '99999999-0000-4000-8000-000000000004';
const attest = (organisation: string, by: string): string => `INSERT INTO hub.register_attestations (id, organisation_id, attested_at, attested_by, content) VALUES ('${fresh}', '${organisation}', now(), '${by}', '{}')`;

/** Keepers attest in their own name, and nobody changes what was attested or when it is due. */
export const REGISTER_ATTEMPTS: readonly Attempt[] = [
  ...(['ph', 'br'] as const).flatMap((place): Attempt[] => {
    const { id, attestation, keeper, colleague } = OF[place];
    return [
      { what: `attest for ${place}`, sql: (actor) => attest(id, isPerson(actor) ? PEOPLE[actor].id : keeper.id), allowed: [...keepers(place), 'setup'] },
      { what: `attest for ${place} in the name of somebody who may not`, sql: () => attest(id, colleague.id), allowed: ['setup'] },
      { what: `say when the register of ${place} is due`, sql: () => `UPDATE hub.register_entries SET due_at = now() WHERE organisation_id = '${id}'`, allowed: [] },
      { what: `say when the register of ${place} was attested`, sql: () => `UPDATE hub.register_entries SET attested_at = now() WHERE organisation_id = '${id}'`, allowed: [] },
      { what: `take the entry of ${place} away`, sql: () => `DELETE FROM hub.register_entries WHERE organisation_id = '${id}'`, allowed: [] },
      { what: `change what ${place} attested`, sql: () => `UPDATE hub.register_attestations SET content = '{}' WHERE id = '${attestation}'`, allowed: [] },
      { what: `take away what ${place} attested`, sql: () => `DELETE FROM hub.register_attestations WHERE id = '${attestation}'`, allowed: [] },
    ];
  }),
  { what: 'have hub.register_due run', sql: () => 'SELECT count(*) FROM hub.register_due(now()) x HAVING hub.realm() <> \'\'', allowed: ['worker'] },
];
