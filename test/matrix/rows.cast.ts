// A small fixed world for the bare tables: whoever could stand in any relation to a row, and one row of every kind.
import type { Audience, Bulletin, Content, Organisation, Person, Role, World } from '../model/world.js';
import { principalsIn, sessionOf } from './world.database.js';

export const uuid = (kind: string, n: number): string => `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const organisation = (n: number): Organisation => ({ id: uuid('a', n), suspended: false });
const person = (n: number, { id }: Organisation, ...roles: Role[]): Person => ({ id: uuid('b', n), organisationId: id, roles, suspended: false, ended: false });

export const [NPA, PH, BR, TH] = [organisation(1), organisation(2), organisation(3), organisation(4)] as [Organisation, Organisation, Organisation, Organisation];

/** Everybody, by what he is in this world. */
export const PEOPLE = {
  coordinator: person(1, NPA, 'COORDINATOR'),
  auditor: person(2, NPA, 'AUDITOR'),
  npaOfficer: person(3, NPA, 'OFFICER'),
  author: person(11, PH, 'OFFICER'),
  second: person(12, PH, 'OFFICER'),
  colleague: person(13, PH, 'READER'),
  administrator: person(14, PH, 'ADMINISTRATOR'),
  contact: person(15, PH, 'CONTACT_POINT'),
  recipient: person(21, BR, 'OFFICER'),
  recipientReader: person(22, BR, 'READER'),
  recipientAdministrator: person(23, BR, 'ADMINISTRATOR'),
  named: person(24, BR, 'CONTACT_POINT'),
  outsider: person(31, TH, 'OFFICER'),
} as const;
export type PersonName = keyof typeof PEOPLE;

const to = (...organisations: Organisation[]): Audience => ({ everyone: false, organisationIds: organisations.map(({ id }) => id), personIds: [] });
const everyone: Audience = { everyone: true, organisationIds: [], personIds: [] };
export const content = (tlp: Content['tlp'], audience: Audience, more: Partial<Content> = {}): Content => ({
  kind: 'NOTICE', tlp, urgency: 'ROUTINE', language: 'en', title: 'harbour debt', documentNumber: null, handling: [], countries: ['PH'], facts: null, audience,
  recipientsVisible: false, acknowledgeBy: null, expiresAt: null, approverIds: [], sections: [
    { id: uuid('d', 1), heading: 'all', body: 'passport', audience: null },
    { id: uuid('d', 2), heading: 'own', body: 'recruiter', audience: tlp === 'RED' ? { ...audience, personIds: [] } : to() },
  ], ...more,
});
const T0 = Date.UTC(2026, 2, 1);
const bulletin = (n: number, author: Person, written: Content, more: Partial<Bulletin> & { draft?: boolean; next?: Content } = {}): Bulletin => ({
  id: uuid('c', n), reference: `REF-${n}`, originatorId: author.organisationId, authorId: author.id, createdAt: T0 + n,
  versions: [
    { number: 1, content: written, publishedAt: more.draft ? null : T0 + n + 1000, submitted: !more.draft },
    ...(more.next ? [{ number: 2, content: more.next, publishedAt: null, submitted: false }] : []),
  ],
  withdrawal: more.withdrawal ?? null,
});

export const BULLETINS = {
  draft: bulletin(1, PEOPLE.author, content('AMBER', to(BR)), { draft: true }),
  amber: bulletin(2, PEOPLE.author, content('AMBER', to(BR)), { next: content('AMBER', to(BR, TH)) }),
  clear: bulletin(3, PEOPLE.author, content('CLEAR', everyone)),
  red: bulletin(4, PEOPLE.author, content('RED', { ...everyone, everyone: false, personIds: [PEOPLE.named.id] }, { approverIds: [PEOPLE.second.id] })),
  withdrawn: bulletin(5, PEOPLE.author, content('AMBER', to(BR)), { withdrawal: { at: T0 + 5000, reason: 'Wrong.' } }),
  npaClear: bulletin(6, PEOPLE.npaOfficer, content('CLEAR', everyone)),
  npaSecond: bulletin(10, PEOPLE.npaOfficer, content('CLEAR', everyone)),
  green: bulletin(7, PEOPLE.author, content('GREEN', to(BR, TH))),
  redDraft: bulletin(8, PEOPLE.author, content('RED', { ...everyone, everyone: false, personIds: [PEOPLE.named.id, PEOPLE.second.id] }), { draft: true }),
  expired: bulletin(9, PEOPLE.author, content('AMBER', to(BR), { expiresAt: T0 + 9000 })),
} as const;

export const WORLD: World = { organisations: [NPA, PH, BR, TH], persons: Object.values(PEOPLE), bulletins: Object.values(BULLETINS) };
/** The operation's instant: everything has happened. */
export const NOW = T0 + 86_400_000;
export const PRINCIPALS = principalsIn(WORLD);

/** Who asks: a person, nobody signed in, the hub's own realms, or a connection on which nobody was entered. */
export const ACTORS = [...(Object.keys(PEOPLE) as PersonName[]), 'anonymous', 'identity', 'worker', 'setup', 'sealer', 'unentered'] as const;
export type ActorName = (typeof ACTORS)[number];
export const isPerson = (actor: ActorName): actor is PersonName => actor in PEOPLE;

/** What opens the transaction for somebody. */
export function entering(actor: ActorName): string {
  const at = `'${new Date(NOW).toISOString()}'`;
  if (actor === 'unentered') return 'SELECT 1';
  if (actor === 'anonymous') return `SELECT hub.enter_anonymous(${at})`;
  if (!isPerson(actor)) return `SELECT hub.enter_realm('${actor}', ${at})`;
  return `SELECT hub.enter('${sessionOf(PEOPLE[actor])}', 1, ${at})`;
}

export const record = (n: number, holder: Organisation, who: Person): string =>
  `('${holder.id}', ${n}, '${uuid('e', n)}', '${uuid('f', n)}', ${n}, now(), 'bulletin.read', '${who.organisationId}', '{${BULLETINS.amber.id}}', '{1}', '\\x00', '\\x00', '\\x00', '\\x00', '${uuid('7', 1)}')`;
export const acknowledged = (of: Bulletin, who: Person): string => `('${of.id}', '${who.organisationId}', 'RECEIVED', 1, '${who.id}', now())`;
export const approved = (of: Bulletin): string => `('${of.id}', 1, '\\x00', 1, '${PEOPLE.second.id}', false, now())`;
/** Erasures: one that PH asks for and BR takes part in, one of BR's alone. */
export const ERASURES = { both: uuid('5', 1), recipients: uuid('5', 2) } as const;
export const HOLDS = { own: uuid('6', 1), others: uuid('6', 2), hub: uuid('6', 3), lifted: uuid('6', 4) } as const;
/** Records of PH's, and acts that they are about. */
export const ENTRY = { own: uuid('e', 1), act: uuid('f', 1), third: uuid('e', 3), otherAct: uuid('f', 3) } as const;
export const held = (id: string, holder: Organisation, by: Person, forHub: boolean, lifted = 'NULL, NULL'): string => `('${id}', '${holder.id}', ${forHub}, NULL, NULL, '${BULLETINS.draft.id}', 'x', now(), '${by.id}', ${lifted})`;

export const self = ({ id }: Person): number | undefined => PRINCIPALS.selves.get(id);
export const alert = (of: Organisation, position: number, kind: string, about: Bulletin, readers: (number | undefined)[], barred: (number | undefined)[] = []): string =>
  `('${of.id}', ${position}, '${kind}', '${about.id}', 1, ARRAY[${readers.join()}]::int[], ARRAY[${barred.join()}]::int[], now(), now())`;
/** An alert on something that no bulletin stands behind. */
export const alertBeside = (of: Organisation, position: number, kind: string, readers: (number | undefined)[]): string =>
  `('${of.id}', ${position}, '${kind}', NULL, NULL, ARRAY[${readers.join()}]::int[], '{}', now(), now(), '${of.id}', 'DUE')`;

/** An endpoint of PH's and one of BR's, with a delivery each. */
export const HOOKS = { ph: uuid('4', 1), br: uuid('4', 2), phDelivery: uuid('4', 3), brDelivery: uuid('4', 4) } as const;

/** A mail to somebody of PH and one to somebody of BR. */
export const MAILS = { ph: uuid('4', 5), br: uuid('4', 6) } as const;
/** A shift of PH's and one of BR's, and their calls: of BR's one is about what is marked RED. */
export const DUTY = { phShift: uuid('4', 5), brShift: uuid('4', 6), phWatch: uuid('4', 7), brWatch: uuid('4', 8), phCall: uuid('4', 9), brCall: uuid('4', 10), brNamed: uuid('4', 11) } as const;
/** What PH and BR attested. */
export const REGISTER = { ph: uuid('4', 12), br: uuid('4', 13) } as const;
/** Handovers: of PH's author to the second officer, and of BR's officer to a reader. */
export const HANDOVERS = { ph: uuid('4', 14), br: uuid('4', 15) } as const;
export const handover = (id: string, of: Organisation, from: Person, to: Person): string => `('${id}', '${of.id}', '${from.id}', '${to.id}', 'ROTATION', now(), '${from.id}', now())`;
/** Exports of cases that people of PH and of BR asked for. */
export const CASES = { byAuthor: uuid('4', 12), bySecond: uuid('4', 13), approved: uuid('4', 14), byRecipient: uuid('4', 15) } as const;
export const caseExport = (id: string, { id: by, organisationId }: Person, approved = 'NULL, NULL'): string => `('${id}', '${organisationId}', '${by}', 'CSV', '{}', 'x', 1, true, now(), now(), ${approved})`;
export const dutyCall = (id: string, watch: string, of: Organisation, who: string): string => `('${id}', '${watch}', '${of.id}', ${who}, '\\x00', 'SMS', 'ja', now(), now())`;

/**
 * Requests for release and views for people outside; `ended` is a bulletin that one organisation had by a release that has ended, and has not been taken away
 * yet: nobody sees it. So it is with a section of `odd`.
 */
export const RELEASES = {
  q1: uuid('4', 21), q2: uuid('4', 22), q3: uuid('4', 23), q4: uuid('4', 24), q5: uuid('4', 25), q6: uuid('4', 26), q7: uuid('4', 27),
  o1: uuid('4', 31), o2: uuid('4', 32), o3: uuid('4', 33), o4: uuid('4', 34), ended: uuid('c', 98), odd: uuid('c', 99),
} as const;
export const asks = (id: string, about: Bulletin, asker: Organisation, who: Person, recipient: Organisation): string =>
  `('${id}', '${about.id}', '${PH.id}', '${asker.id}', '${who.id}', '${recipient.id}', 'x', now(), now())`;
export const released = (id: string, about: Bulletin, until: string, ended = 'NULL'): string => `('${id}', '${about.id}', '${id === RELEASES.q2 ? TH.id : BR.id}', ${until}, now(), ${ended})`;
export const outside = (id: string, about: Bulletin, by: Person): string => `('${id}', '${about.id}', '${about.originatorId}', 1, '\\x00', '{}', 'x', 'x', 'x', now(), '${by.id}', now())`;
/** Recalls of PH's and the NPA's, and what BR is asked: of what is marked RED one person. */
export const RECALLS = { amber: uuid('4', 21), red: uuid('4', 22), npa: uuid('4', 23), amberRequest: uuid('4', 24), redRequest: uuid('4', 25) } as const;
/** Strikes, by where they struck. */
export const STRIKES = { title: uuid('4', 31), ownSection: uuid('4', 32), internal: uuid('4', 33), noVersion: uuid('4', 34), noSection: uuid('4', 35), otherVersion: uuid('4', 36) } as const;
export const recall = (id: string, of: Bulletin, by: Person): string => `('${id}', '${of.id}', 'WITHDRAWN', now(), '${by.id}', now() + interval '1 day')`;
export const asked = (id: string, by: string, of: Bulletin, reader: number | undefined): string =>
  `('${id}', '${by}', '${of.id}', 'REF', 'WITHDRAWN', '${PH.id}', '${BR.id}', ARRAY[${reader}]::int[], now(), now() + interval '1 day', now() + interval '1 hour')`;
export const strikeAt = (id: string, of: Bulletin, number: number, section: string, place: string, internal = false): string[] => [
  `INSERT INTO hub.strikes (id, bulletin_id, struck_at, struck_by, reason) VALUES ('${id}', '${of.id}', now(), '${PEOPLE.author.id}', 'x')`,
  `INSERT INTO hub.strike_places (strike_id, position, bulletin_id, number, section_id, place, internal) VALUES ('${id}', 1, '${of.id}', ${number}, ${section}, '${place}', ${internal})`,
];
/** A section that a reader of the recipient's sees in a later version only. */
export const LATER = uuid('d', 7);

export const ROW = { key: uuid('7', 1), retiredKey: uuid('7', 2), circle: uuid('8', 1), token: `'\\x01'::bytea` };

/**
 * A bulletin whose columns disagree, as they never should: an officer of another organisation stands among the editors of
 * its envelope and its section, and may read its working copy. Each policy must do its part of the refusing.
 */
export const ODD = uuid('c', 99);

/** Files of every version, as of each section; three that are not attached; one that says it is PH's and of NPA's bulletin. */
export const FILES = { author: uuid('2', 1), recipient: uuid('2', 2), odd: uuid('2', 3), authorTicket: uuid('2', 4), recipientTicket: uuid('2', 5), colleague: uuid('2', 6) } as const;
const FILE = 'id, organisation_id, person_id, bulletin_id, section_id, name, length, received, state, type, size, sha256, created_at, touched_at';
const KNOWN = `'a.pdf', 1, 1, 'READY', 'application/pdf', 1, '\\x00', now(), now()`;
const WHOLE = '00000000-0000-0000-0000-000000000000';
/** A file of every bulletin as a whole, and of each of its sections, in every version that has it. */
export const FILES_EVERYWHERE = [
  `INSERT INTO hub.attachments (${FILE}) SELECT md5(b.id || '/' || x.section_id)::uuid, b.originator_id, b.author_id, b.id, x.section_id, ${KNOWN}
   FROM hub.bulletins b CROSS JOIN LATERAL (SELECT '${WHOLE}'::uuid AS section_id UNION SELECT s.section_id FROM hub.bulletin_sections s WHERE s.bulletin_id = b.id) x`,
  `INSERT INTO hub.bulletin_attachments (bulletin_id, number, attachment_id, section_id) SELECT v.bulletin_id, v.number, md5(v.bulletin_id || '/' || x.section_id)::uuid, x.section_id
   FROM hub.bulletin_versions v CROSS JOIN LATERAL (SELECT '${WHOLE}'::uuid AS section_id UNION SELECT s.section_id FROM hub.bulletin_sections s WHERE s.bulletin_id = v.bulletin_id AND s.number = v.number) x`,
];
export const FILE_ROWS = [
  ...FILES_EVERYWHERE,
  `INSERT INTO hub.attachments (${FILE}) VALUES ('${FILES.author}', '${PH.id}', '${PEOPLE.author.id}', NULL, '${WHOLE}', ${KNOWN}), ('${FILES.colleague}', '${PH.id}', '${PEOPLE.colleague.id}', NULL, '${WHOLE}', ${KNOWN}), ('${FILES.recipient}', '${BR.id}', '${PEOPLE.recipient.id}', NULL, '${WHOLE}', ${KNOWN}),
    ('${FILES.odd}', '${PH.id}', '${PEOPLE.author.id}', '${BULLETINS.npaClear.id}', '${WHOLE}', ${KNOWN})`,
  `INSERT INTO hub.attachment_tickets (id, person_id, session_id, attachment_id, expires_at) VALUES ('${FILES.authorTicket}', '${PEOPLE.author.id}', '${sessionOf(PEOPLE.author)}', '${FILES.author}', now()),
    ('${FILES.recipientTicket}', '${PEOPLE.recipient.id}', '${sessionOf(PEOPLE.recipient)}', '${FILES.recipient}', now())`,
];
