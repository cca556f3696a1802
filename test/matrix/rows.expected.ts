// What everybody may see and change in each table, by hand, from the rules.
import { current, edits, knowsOf, pending, seenSections, seesContent } from '../model/rules.js';
import type { Asker, Bulletin } from '../model/world.js';
import { type ActorName, BR, BULLETINS, ERASURES, HOLDS, isPerson, NOW, NPA, ODD, PEOPLE, type PersonName, PH, ROW, TH, WORLD } from './rows.cast.js';
import { ALERT_READINGS } from './rows.alerts.js';
import { MAIL_READINGS } from './rows.mail.js';
import { DUTY_READINGS } from './rows.duty.js';
import { THREAD_READINGS } from './rows.threads.js';
import { PROPOSAL_READINGS } from './rows.proposals.js';
import { OUTSIDE_READINGS } from './rows.outside.js';
import { RELEASE_READINGS } from './rows.releases.js';
import { RETENTION_READINGS } from './rows.retention.js';
import { RECALL_READINGS } from './rows.recall.js';
import { HANDOVER_READINGS } from './rows.handover.js';
import { REGISTER_READINGS } from './rows.register.js';
import { attachmentReadings } from './rows.attachments.js';
import { CASE_READINGS } from './rows.cases.js';
import { INTERPRETATION_READINGS } from './rows.interpretation.js';
import { INVITATION_READINGS } from './rows.invitations.js';
import { AGENDA_READINGS } from './rows.agenda.js';
import { MEETING_READINGS } from './rows.meetings.js';
import { MINUTES_READINGS } from './rows.minutes.js';
import { DOCUMENT_READINGS } from './rows.documents.js';
import { PAPER_READINGS } from './rows.paper.js';
import { SCHEDULE_READINGS } from './rows.schedule.js';
import { STAGE_READINGS } from './rows.stages.js';
import { WEBHOOK_READINGS } from './rows.webhooks.js';

const all = Object.values(BULLETINS);
/** Undefined: not somebody asking, so nothing of any bulletin. */
const asker = (actor: ActorName): Asker | undefined => (isPerson(actor) ? PEOPLE[actor] : actor === 'anonymous' ? null : undefined);
const known = (actor: ActorName): Bulletin[] => {
  const who = asker(actor);
  return who === undefined ? [] : all.filter((bulletin) => knowsOf(WORLD, bulletin, who));
};
export const people = Object.entries(PEOPLE) as [PersonName, (typeof PEOPLE)[PersonName]][];
export const editor = (actor: ActorName, bulletin: Bulletin): boolean => {
  const who = asker(actor);
  return who != null && [current(bulletin), pending(bulletin)].some((version) => version !== undefined && edits(bulletin, version, who));
};
export const own = (actor: ActorName): string | null => (isPerson(actor) ? PEOPLE[actor].organisationId : null);
/** The bulletin whose columns disagree lets these read its rows. */
const odd = (actor: ActorName, key: string): string[] => (actor === 'author' || actor === 'second' || actor === 'recipient' ? [key] : []);
export const realm = (actor: ActorName, ...realms: ActorName[]): boolean => realms.includes(actor);
const answers = [[BULLETINS.amber, PEOPLE.recipient], [BULLETINS.red, PEOPLE.named], [BULLETINS.clear, PEOPLE.outsider], [BULLETINS.npaClear, PEOPLE.recipient]] as const;
const seenAnswers = (actor: ActorName): (typeof answers)[number][] =>
  answers.filter(([bulletin, who]) => known(actor).includes(bulletin) && (own(actor) === who.organisationId || editor(actor, bulletin)));

/** What is read of a table: labels of rows, and which of them each actor sees. */
export interface Reading { readonly table: string; readonly keys: string; readonly seen: (actor: ActorName) => string[] }

const onlyIdentity = (table: string): Reading => ({ table, keys: `SELECT '1' FROM hub.${table} LIMIT 1`, seen: (actor) => (actor === 'identity' ? ['1'] : []) });
const versions = all.flatMap((bulletin) => bulletin.versions.map((version) => ({ bulletin, version })));

export const READINGS: readonly Reading[] = [
  { table: 'organisations', keys: 'SELECT id FROM hub.organisations', seen: (actor) =>
    isPerson(actor) || realm(actor, 'identity', 'worker', 'setup') ? [NPA.id, PH.id, BR.id, TH.id] : actor === 'anonymous' ? [NPA.id, PH.id] : [] },
  { table: 'persons', keys: 'SELECT id FROM hub.persons', seen: (actor) =>
    people.filter(([, person]) => person.organisationId === own(actor) || realm(actor, 'identity', 'setup')).map(([, { id }]) => id) },
  { table: 'person_cards', keys: 'SELECT person_id FROM hub.person_cards', seen: (actor) =>
    people.filter(([name, person]) => person.organisationId === own(actor) || realm(actor, 'identity', 'setup')
      || (isPerson(actor) && (name === 'contact' || name === 'named')) || seenAnswers(actor).some(([, who]) => who === person)).map(([, { id }]) => id) },
  { table: 'circles', keys: 'SELECT id FROM hub.circles', seen: (actor) => (isPerson(actor) || realm(actor, 'worker', 'setup') ? [ROW.circle] : []) },
  { table: 'circle_members', keys: 'SELECT circle_id FROM hub.circle_members', seen: (actor) => (isPerson(actor) || realm(actor, 'worker', 'setup') ? [ROW.circle] : []) },
  { table: 'approval_steps', keys: 'SELECT organisation_id FROM hub.approval_steps', seen: (actor) => [PH.id, BR.id].filter((id) => id === own(actor)) },
  ...['credentials', 'totp_factors', 'recovery_codes', 'refresh_tokens', 'api_tokens', 'devices', 'attempts', 'sessions', 'invitations', 'account_recoveries'].map(onlyIdentity),
  // The tree, its keys and its checkpoints have no secret; which of it is public yet, the application knows.
  { table: 'body_keys', keys: 'SELECT id FROM hub.body_keys', seen: () => [ROW.key, ROW.retiredKey] },
  ...['log_eras', 'log_keys', 'log_handovers', 'log_seals', 'log_publications', 'log_cosignatures', 'log_chunks', 'log_subtrees']
    .map((table) => ({ table, keys: `SELECT 'one' FROM hub.${table}`, seen: (): string[] => ['one'] })),
  { table: 'log_records', keys: 'SELECT counter::text FROM hub.log_records', seen: (actor) => (own(actor) === PH.id ? ['1', '3'] : own(actor) === BR.id ? ['2'] : []) },
  { table: 'log_subjects', keys: 'SELECT holder_id::text FROM hub.log_subjects', seen: (actor) => [PH.id, BR.id].filter((id) => own(actor) === id) },
  { table: 'erasures', keys: 'SELECT id FROM hub.erasures', seen: (actor) =>
    (own(actor) === PH.id ? [ERASURES.both] : own(actor) === BR.id || actor === 'sealer' ? [ERASURES.both, ERASURES.recipients] : []) },
  { table: 'erasure_parties', keys: `SELECT erasure_id || ' ' || organisation_id FROM hub.erasure_parties`, seen: (actor) =>
    ([[ERASURES.both, PH], [ERASURES.both, BR], [ERASURES.recipients, BR]] as const).filter(([, { id }]) => own(actor) === id || actor === 'sealer').map(([erasure, { id }]) => `${erasure} ${id}`) },
  { table: 'audit_holds', keys: 'SELECT id FROM hub.audit_holds', seen: (actor) =>
    (own(actor) === PH.id ? [HOLDS.own, HOLDS.lifted] : own(actor) === BR.id ? [HOLDS.others] : own(actor) === NPA.id ? [HOLDS.hub] : []) },
  ...ALERT_READINGS,
  ...WEBHOOK_READINGS,
  ...MAIL_READINGS,
  ...DUTY_READINGS,
  ...THREAD_READINGS,
  ...PROPOSAL_READINGS,
  ...OUTSIDE_READINGS,
  ...RELEASE_READINGS,
  ...RECALL_READINGS,
  ...RETENTION_READINGS,
  ...REGISTER_READINGS,
  ...HANDOVER_READINGS,
  ...attachmentReadings, ...WEBHOOK_READINGS, ...MAIL_READINGS, ...DUTY_READINGS,
  ...DUTY_READINGS,
  ...CASE_READINGS,
  ...ALERT_READINGS,
  ...WEBHOOK_READINGS,
  ...MAIL_READINGS,
  ...STAGE_READINGS,
  ...MEETING_READINGS,
  ...INVITATION_READINGS,
  ...MINUTES_READINGS,
  ...DOCUMENT_READINGS,
  ...PAPER_READINGS,
  ...SCHEDULE_READINGS,
  ...AGENDA_READINGS,
  ...INTERPRETATION_READINGS,
  { table: 'outbox_events', keys: 'SELECT type FROM hub.outbox_events', seen: (actor) => (actor === 'worker' ? ['x'] : []) },
  { table: 'idempotency_keys', keys: 'SELECT person_id FROM hub.idempotency_keys', seen: (actor) =>
    [PEOPLE.author.id, PEOPLE.recipient.id].filter((id) => actor === 'worker' || (isPerson(actor) && PEOPLE[actor].id === id)) },
  { table: 'access_state', keys: 'SELECT singleton::text FROM hub.access_state', seen: () => ['true'] },
  { table: 'bulletins', keys: 'SELECT reference FROM hub.bulletins', seen: (actor) => [...known(actor).map(({ reference }) => reference), ...odd(actor, 'ODD')] },
  { table: 'bulletin_versions', keys: `SELECT bulletin_id || '/' || number FROM hub.bulletin_versions`, seen: (actor) => {
    const who = asker(actor);
    return who === undefined ? [] : [...odd(actor, `${ODD}/1`),
      ...versions.filter(({ bulletin, version }) => seesContent(WORLD, bulletin, version, who, NOW)).map(({ bulletin, version }) => `${bulletin.id}/${version.number}`)];
  } },
  { table: 'bulletin_sections', keys: `SELECT bulletin_id || '/' || number || '/' || heading FROM hub.bulletin_sections`, seen: (actor) => {
    const who = asker(actor);
    return who === undefined ? [] : [...odd(actor, `${ODD}/1/odd`), ...(actor === 'recipientReader' ? [`${BULLETINS.amber.id}/2/later`] : []),
      ...versions.flatMap(({ bulletin, version }) => seenSections(WORLD, bulletin, version, who, NOW).map(({ heading }) => `${bulletin.id}/${version.number}/${heading}`))];
  } },
  { table: 'bulletin_reach', keys: 'SELECT DISTINCT bulletin_id::text FROM hub.bulletin_reach', seen: (actor) => known(actor).map(({ id }) => id) },
  { table: 'bulletin_editions', keys: 'SELECT DISTINCT bulletin_id::text FROM hub.bulletin_editions', seen: (actor) => known(actor).filter(current).map(({ id }) => id) },
  { table: 'bulletin_approvals', keys: 'SELECT bulletin_id::text FROM hub.bulletin_approvals', seen: (actor) =>
    [BULLETINS.draft, BULLETINS.amber, BULLETINS.red].filter((bulletin) => editor(actor, bulletin)).map(({ id }) => id) },
  { table: 'acknowledgements', keys: 'SELECT bulletin_id::text FROM hub.acknowledgements', seen: (actor) => seenAnswers(actor).map(([{ id }]) => id) },
];

/** What somebody works on: bulletins, their working copies, and the sections of those. */
export const workedOn = (actor: ActorName): Bulletin[] => all.filter((bulletin) => editor(actor, bulletin));
export const worksOnVersions = (actor: ActorName): typeof versions => {
  const who = asker(actor);
  return who == null ? [] : versions.filter(({ bulletin, version }) => version.publishedAt === null && edits(bulletin, version, who));
};
export const worksOnSections = (actor: ActorName): string[] => {
  const who = asker(actor);
  return who == null ? [] : worksOnVersions(actor).flatMap(({ bulletin, version }) => seenSections(WORLD, bulletin, version, who, NOW).map(({ heading }) => `${bulletin.id}/${version.number}/${heading}`));
};
