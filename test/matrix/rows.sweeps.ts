// Changes without a condition: PostgreSQL asks the policies for reading only where a statement reads, so that here each
// policy for writing stands alone.
import { BR, BULLETINS, HOLDS, isPerson, NPA, ODD, PEOPLE, PH, TH, type ActorName } from './rows.cast.js';
import { workedOn, worksOnSections, worksOnVersions } from './rows.expected.js';
import { MAIL_SWEEPS } from './rows.mail.js';
import { DUTY_SWEEPS } from './rows.duty.js';
import { THREAD_SWEEPS } from './rows.threads.js';
import { PROPOSAL_SWEEPS } from './rows.proposals.js';
import { OUTSIDE_SWEEPS } from './rows.outside.js';
import { RELEASE_SWEEPS } from './rows.releases.js';
import { RETENTION_SWEEPS } from './rows.retention.js';
import { HANDOVER_SWEEPS } from './rows.handover.js';
import { REGISTER_SWEEPS } from './rows.register.js';
import { attachmentSweeps } from './rows.attachments.js';
import { CASE_SWEEPS } from './rows.cases.js';
import { INVITATION_SWEEPS } from './rows.invitations.js';
import { AGENDA_SWEEPS } from './rows.agenda.js';
import { INTERPRETATION_SWEEPS } from './rows.interpretation.js';
import { MEETING_SWEEPS } from './rows.meetings.js';
import { MINUTES_SWEEPS } from './rows.minutes.js';
import { DOCUMENT_SWEEPS } from './rows.documents.js';
import { PAPER_SWEEPS } from './rows.paper.js';
import { SCHEDULE_SWEEPS } from './rows.schedule.js';
import { STAGE_SWEEPS } from './rows.stages.js';
import { WEBHOOK_SWEEPS } from './rows.webhooks.js';

/** A change of everything that somebody may change, and what that is. */
export interface Sweep {
  readonly what: string;
  readonly sql: (actor: ActorName) => string;
  /** Keys of the rows changed, read as superuser. */
  readonly changed: string;
  readonly expected: (actor: ActorName) => string[];
}

const is = (actor: ActorName, role: string): boolean => isPerson(actor) && (PEOPLE[actor].roles as readonly string[]).includes(role);
const realms = (actor: ActorName): boolean => actor === 'identity' || actor === 'setup';
const organisations = [NPA, PH, BR, TH].map(({ id }) => id);
const own = (actor: ActorName): string | null => (isPerson(actor) ? PEOPLE[actor].organisationId : null);
const phOfficer = (actor: ActorName): boolean => actor === 'author' || actor === 'second';

export const SWEEPS: readonly Sweep[] = [
  ...attachmentSweeps,
  ...WEBHOOK_SWEEPS,
  ...MAIL_SWEEPS,
  ...DUTY_SWEEPS,
  ...THREAD_SWEEPS,
  ...PROPOSAL_SWEEPS,
  ...OUTSIDE_SWEEPS,
  ...RELEASE_SWEEPS,
  ...REGISTER_SWEEPS,
  ...HANDOVER_SWEEPS,
  ...RETENTION_SWEEPS,
  ...CASE_SWEEPS,
  ...STAGE_SWEEPS,
  ...MEETING_SWEEPS,
  ...INVITATION_SWEEPS,
  ...MINUTES_SWEEPS,
  ...DOCUMENT_SWEEPS,
  ...PAPER_SWEEPS,
  ...SCHEDULE_SWEEPS,
  ...AGENDA_SWEEPS,
  ...INTERPRETATION_SWEEPS,
  { what: 'all organisations', sql: () => 'UPDATE hub.organisations SET revision = 7', changed: 'SELECT id FROM hub.organisations WHERE revision = 7', expected: (actor) =>
    realms(actor) || is(actor, 'COORDINATOR') ? organisations : organisations.filter((id) => id === own(actor) && (is(actor, 'ADMINISTRATOR') || is(actor, 'CONTACT_POINT'))) },
  { what: 'all persons', sql: () => 'UPDATE hub.persons SET revision = 7', changed: 'SELECT id FROM hub.persons WHERE revision = 7', expected: (actor) =>
    Object.entries(PEOPLE).filter(([name, { organisationId }]) => realms(actor) || name === actor || (organisationId === own(actor) && is(actor, 'ADMINISTRATOR'))).map(([, { id }]) => id) },
  { what: 'all circles', sql: () => `UPDATE hub.circles SET revision = 7`, changed: 'SELECT code FROM hub.circles WHERE revision = 7', expected: (actor) => (is(actor, 'COORDINATOR') ? ['C'] : []) },
  { what: 'all members of circles', sql: () => 'DELETE FROM hub.circle_members', changed: 'SELECT code FROM hub.circles WHERE NOT EXISTS (SELECT FROM hub.circle_members)', expected: (actor) => (is(actor, 'COORDINATOR') ? ['C'] : []) },
  { what: 'all approval steps', sql: () => 'DELETE FROM hub.approval_steps', changed: `SELECT id FROM hub.organisations o WHERE o.id IN ('${PH.id}', '${BR.id}') AND NOT EXISTS (SELECT FROM hub.approval_steps s WHERE s.organisation_id = o.id)`,
    expected: (actor) => [PH.id, BR.id].filter((id) => id === own(actor) && is(actor, 'ADMINISTRATOR')) },
  { what: 'all idempotency keys', sql: () => 'DELETE FROM hub.idempotency_keys', changed: `SELECT p FROM unnest(ARRAY['${PEOPLE.author.id}','${PEOPLE.recipient.id}']::uuid[]) p WHERE NOT EXISTS (SELECT FROM hub.idempotency_keys WHERE person_id = p)`,
    expected: (actor) => (actor === 'worker' ? [PEOPLE.author.id, PEOPLE.recipient.id] : actor === 'author' || actor === 'recipient' ? [PEOPLE[actor].id] : []) },
  { what: 'all bulletins', sql: () => 'UPDATE hub.bulletins SET revision = 7', changed: 'SELECT id FROM hub.bulletins WHERE revision = 7', expected: (actor) =>
    [...workedOn(actor).map(({ id }) => id), ...(phOfficer(actor) ? [ODD] : [])] },
  { what: 'all bulletins, to make them its own', sql: (actor) => `UPDATE hub.bulletins SET revision = 7, originator_id = '${own(actor) ?? TH.id}'`, changed: 'SELECT id FROM hub.bulletins WHERE revision = 7', expected: (actor) =>
    [...workedOn(actor).map(({ id }) => id), ...(phOfficer(actor) ? [ODD] : [])] },
  { what: 'all versions', sql: () => `UPDATE hub.bulletin_versions SET handling_note = 'X'`, changed: `SELECT bulletin_id || '/' || number FROM hub.bulletin_versions WHERE handling_note = 'X'`, expected: (actor) =>
    [...worksOnVersions(actor).map(({ bulletin, version }) => `${bulletin.id}/${version.number}`), ...(phOfficer(actor) ? [`${ODD}/1`] : [])] },
  { what: 'all versions, to edit them', sql: () => `UPDATE hub.bulletin_versions SET handling_note = 'X', editors = hub.principals()`, changed: `SELECT bulletin_id || '/' || number FROM hub.bulletin_versions WHERE handling_note = 'X'`, expected: (actor) =>
    [...worksOnVersions(actor).map(({ bulletin, version }) => `${bulletin.id}/${version.number}`), ...(phOfficer(actor) ? [`${ODD}/1`] : [])] },
  { what: 'all sections', sql: () => `UPDATE hub.bulletin_sections SET body = 'X'`, changed: `SELECT bulletin_id || '/' || number || '/' || heading FROM hub.bulletin_sections WHERE body = 'X'`, expected: (actor) =>
    [...worksOnSections(actor), ...(phOfficer(actor) ? [`${ODD}/1/odd`] : [])] },
  { what: 'to remove all sections', sql: () => 'DELETE FROM hub.bulletin_sections', changed: `SELECT x FROM (SELECT v.bulletin_id || '/' || v.number || '/' || h AS x FROM hub.bulletin_versions v, unnest(ARRAY['all','own','odd']) h
     WHERE (h = 'odd') = (v.bulletin_id = '${ODD}') AND NOT EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = v.bulletin_id AND s.number = v.number AND s.heading = h)) y`, expected: (actor) =>
    [...worksOnSections(actor), ...(phOfficer(actor) ? [`${ODD}/1/odd`] : [])] },
  { what: 'to lift all holds', sql: (actor) => `UPDATE hub.audit_holds SET lifted_at = '2027-01-01', lifted_by = '${isPerson(actor) ? PEOPLE[actor].id : PEOPLE.outsider.id}'`, changed: `SELECT id FROM hub.audit_holds WHERE lifted_at = '2027-01-01'`,
    expected: (actor) => ({ administrator: [HOLDS.own], recipientAdministrator: [HOLDS.others], coordinator: [HOLDS.hub] } as Partial<Record<ActorName, string[]>>)[actor] ?? [] },
  { what: 'all answers', sql: (actor) => `UPDATE hub.acknowledgements SET version = 7, person_id = '${isPerson(actor) ? PEOPLE[actor].id : PEOPLE.outsider.id}'`, changed: 'SELECT bulletin_id FROM hub.acknowledgements WHERE version = 7', expected: (actor) => {
    const { amber, red, clear, npaClear } = BULLETINS;
    return ({ recipient: [amber, npaClear], recipientReader: [amber, npaClear], named: [amber, red, npaClear], outsider: [clear] } as Partial<Record<ActorName, { id: string }[]>>)[actor]?.map(({ id }) => id) ?? [];
  } },
];
