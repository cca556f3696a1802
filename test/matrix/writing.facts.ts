// Reads a world, and what hangs on it, out of the hub's tables: what was written there by people, and none of the columns by which the hub decides who sees it.
import type { TestHub } from '@hub/testing';
import type { Audience, Content, Mark, Organisation, Person, Role, Section } from '../model/world.js';
import type { State, Worked, WorkedVersion } from '../model/writing.js';

interface Spec { everyone: boolean; organisationIds: string[]; circles?: { members: string[] }[]; personIds: string[]; released?: { entries: { organisationId: string; sectionIds: string[] }[]; whole?: boolean } }
interface VersionRow extends Omit<Content, 'audience' | 'sections' | 'facts'> {
  bulletinId: string; number: number; publishedAt: number | null; submitted: boolean; hash: string; review: WorkedVersion['review']; editedBy: string[]; approvedBy: string[]; sentBy: string | null; exceptionBy: string | null;
  audience: Spec; facts: Content['facts']; sections: { id: string; heading: string; body: string; audience: Spec | null }[]; stages: { audience: Spec; open: boolean; ended: boolean }[]; files: { id: string; sectionId: string | null }[];
}
interface BulletinRow { id: string; reference: string; originatorId: string; authorId: string; createdAt: number; revision: number; pending: number | null; withdrawnAt: number | null; reason: string | null }

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
const WHOLE = '00000000-0000-0000-0000-000000000000';

const VERSIONS = `SELECT v.bulletin_id AS "bulletinId", v.number, ${ms('v.published_at')} AS "publishedAt", v.submitted_at IS NOT NULL AS submitted, encode(v.content_hash, 'hex') AS hash, v.review_state AS review, v.edited_by::text[] AS "editedBy",
    ARRAY(SELECT a.person_id::text FROM hub.bulletin_approvals a WHERE a.bulletin_id = v.bulletin_id AND a.number = v.number AND a.content_hash = v.content_hash) AS "approvedBy",
    CASE WHEN v.review_state = 'APPROVED' AND v.take_back_until > $2 THEN v.published_by END AS "sentBy", v.exception->>'by' AS "exceptionBy",
    v.kind, v.tlp, v.urgency, v.language, v.title, v.document_number AS "documentNumber", v.handling, v.countries, v.audience, v.recipients_visible AS "recipientsVisible", ${ms('v.acknowledge_by')} AS "acknowledgeBy",
    ${ms('v.expires_at')} AS "expiresAt", v.approver_ids::text[] AS "approverIds",
    CASE WHEN v.has_facts THEN json_build_object('identifiedVictims', v.identified_victims, 'citizenships', v.citizenships, 'exploitation', v.exploitation) END AS facts,
    (SELECT coalesce(json_agg(json_build_object('id', s.section_id, 'heading', s.heading, 'body', s.body, 'audience', s.audience) ORDER BY s.position), '[]') FROM hub.bulletin_sections s WHERE s.bulletin_id = v.bulletin_id AND s.number = v.number) AS sections,
    (SELECT coalesce(json_agg(json_build_object('audience', t.audience, 'open', t.opened_at IS NOT NULL AND t.state IN ('OPEN', 'ENDED'), 'ended', t.state = 'ENDED') ORDER BY t.position), '[]') FROM hub.bulletin_stages t WHERE t.bulletin_id = v.bulletin_id AND t.number = v.number) AS stages,
    (SELECT coalesce(json_agg(json_build_object('id', f.attachment_id, 'sectionId', nullif(f.section_id, '${WHOLE}'))), '[]') FROM hub.bulletin_attachments f WHERE f.bulletin_id = v.bulletin_id AND f.number = v.number) AS files
  FROM hub.bulletin_versions v JOIN hub.bulletins b ON b.id = v.bulletin_id WHERE b.originator_id = ANY ($1) ORDER BY v.bulletin_id, v.number`;

/** What hangs on bulletins, each as it stands in the model. $1: the organisations of the world. */
const HANGING = {
  threads: `SELECT t.id, t.bulletin_id AS "bulletinId", t.asker_id AS "askerId", t.parties::text[] AS parties, t.state, t.revision,
      (SELECT coalesce(json_object_agg(a.organisation_id, a.person_id), '{}') FROM hub.thread_assignments a WHERE a.thread_id = t.id) AS assignees FROM hub.threads t WHERE t.opener_id = ANY ($1) ORDER BY t.id`,
  messages: `SELECT m.id, m.thread_id AS "threadId", m.organisation_id AS "organisationId", m.kind, EXISTS (SELECT FROM hub.thread_consents c WHERE c.message_id = m.id) AS consented FROM hub.thread_messages m WHERE m.organisation_id = ANY ($1) ORDER BY m.id`,
  proposals: `SELECT p.id, p.bulletin_id AS "bulletinId", p.base_number AS number, p.section_ids::text[] AS "sectionIds", p.organisation_id AS "organisationId", p.state, p.changes->0->>'to' AS "to" FROM hub.proposals p WHERE p.organisation_id = ANY ($1) ORDER BY p.id`,
  translations: `SELECT t.id, t.bulletin_id AS "bulletinId", t.number, t.section_id AS "sectionId", t.heading, t.body, t.organisation_id AS "organisationId", t.language, t.shown, t.written_by AS "writtenBy", t.revision FROM hub.translations t WHERE t.organisation_id = ANY ($1) ORDER BY t.id`,
  requests: `SELECT q.id, q.bulletin_id AS "bulletinId", q.asker_id AS "askerId", q.recipient_id AS "recipientId", q.section_ids::text[] AS "sectionIds", q.state, ${ms('q.answer_by')} AS "answerBy", q.revision FROM hub.release_requests q WHERE q.asker_id = ANY ($1) ORDER BY q.id`,
  outsideRequests: `SELECT q.id, q.bulletin_id AS "bulletinId", q.asker_id AS "askerId", NULL AS "recipientId", q.section_ids::text[] AS "sectionIds", q.state, ${ms('q.answer_by')} AS "answerBy", q.revision FROM hub.outside_requests q WHERE q.asker_id = ANY ($1) ORDER BY q.id`,
  views: `SELECT o.id, o.bulletin_id AS "bulletinId", o.number, encode(o.content_hash, 'hex') AS hash, o.state, ${ms('o.expires_at')} AS "expiresAt", o.proposed_by AS "proposedBy", o.request_id AS "requestId", o.revision FROM hub.outside_releases o WHERE o.originator_id = ANY ($1) ORDER BY o.id`,
  strikes: `SELECT s.id, s.bulletin_id AS "bulletinId" FROM hub.strikes s JOIN hub.bulletins b ON b.id = s.bulletin_id WHERE b.originator_id = ANY ($1) ORDER BY s.id`,
  destructions: `SELECT q.id, q.bulletin_id AS "bulletinId", q.organisation_id AS "organisationId", (SELECT p.id FROM hub.persons p WHERE p.principal = ANY (q.readers)) AS "personId", q.revision FROM hub.recall_requests q WHERE q.organisation_id = ANY ($1) ORDER BY q.id`,
  files: `SELECT a.id, a.person_id AS "personId", a.bulletin_id AS "bulletinId", a.state, a.struck_at IS NOT NULL AS struck FROM hub.attachments a WHERE a.organisation_id = ANY ($1) ORDER BY a.id`,
  holds: `SELECT h.id, h.bulletin_id AS "bulletinId", h.organisation_id AS "organisationId", h.lifted_at IS NOT NULL AS lifted, h.revision FROM hub.legal_holds h WHERE h.organisation_id = ANY ($1) ORDER BY h.id`,
  demands: `SELECT d.id, d.organisation_id AS "organisationId", d.state, d.review_on IS NOT NULL AS secret, ARRAY(SELECT l.bulletin_id::text FROM hub.legal_demand_bulletins l WHERE l.demand_id = d.id) AS "bulletinIds", d.revision FROM hub.legal_demands d WHERE d.organisation_id = ANY ($1) ORDER BY d.id`,
  handovers: `SELECT h.id, h.organisation_id AS "organisationId", h.person_id AS "personId", h.successor_id AS "successorId", ${ms('h.from_at')} AS "from", h.ended_at IS NOT NULL AS ended FROM hub.handovers h WHERE h.organisation_id = ANY ($1) ORDER BY h.id`,
  exports: `SELECT e.id, e.organisation_id AS "organisationId", e.requested_by AS "requestedBy", e.needs_approval AND e.approved_by IS NULL AS waits, ${ms('e.expires_at')} AS "expiresAt", e.persons FROM hub.case_exports e WHERE e.organisation_id = ANY ($1) ORDER BY e.id`,
  entries: `SELECT o.id AS "organisationId", o.deputy_id AS "deputyId", o.revision, coalesce((SELECT t.revision FROM hub.organisation_terms t WHERE t.organisation_id = o.id), 0) AS "termsRevision", coalesce((SELECT r.revision FROM hub.retention_rules r WHERE r.organisation_id = o.id AND r.kind = 'BULLETIN'), 0) AS "ruleRevision",
      o.contact_point_id IS NOT NULL AND o.duty_telephone IS NOT NULL AND EXISTS (SELECT FROM hub.register_entries e WHERE e.organisation_id = o.id AND cardinality(e.languages) > 0) AS complete,
      EXISTS (SELECT FROM hub.departures d WHERE d.organisation_id = o.id AND d.left_at IS NULL) AS departing, o.kind = 'COORDINATOR' AS coordinates FROM hub.organisations o WHERE o.id = ANY ($1) ORDER BY o.id`,
} satisfies Record<Exclude<keyof State, 'instant' | 'organisations' | 'persons' | 'bulletins'>, string>;

/** Everything of the world of these organisations, as it stands now. */
export async function readState(hub: TestHub, organisationIds: readonly string[]): Promise<State> {
  const now = hub.clock.now();
  const rows = async <T extends object>(sql: string, ...more: unknown[]): Promise<T[]> => (await hub.superuser<T & Record<string, unknown>>(sql, [organisationIds, ...more])).rows;
  const organisations = await rows<Organisation>('SELECT id, suspended_at IS NOT NULL AS suspended FROM hub.organisations WHERE id = ANY ($1) ORDER BY id');
  const persons = await rows<Person & { roles: Role[] }>('SELECT id, organisation_id AS "organisationId", roles, suspended_at IS NOT NULL AS suspended, ended_at IS NOT NULL AS ended FROM hub.persons WHERE organisation_id = ANY ($1) ORDER BY id');
  const versions = await rows<VersionRow>(VERSIONS, now);
  const bulletins = await rows<BulletinRow>(`SELECT b.id, b.reference, b.originator_id AS "originatorId", b.author_id AS "authorId", ${ms('b.created_at')} AS "createdAt", b.revision, b.pending_number AS pending, ${ms('b.withdrawn_at')} AS "withdrawnAt", b.withdrawal_reason AS reason
    FROM hub.bulletins b WHERE b.originator_id = ANY ($1) ORDER BY b.id`);
  const hanging = {} as Record<keyof typeof HANGING, object[]>;
  for (const [name, sql] of Object.entries(HANGING)) hanging[name as keyof typeof HANGING] = await rows(sql);
  return { ...(hanging as unknown as Omit<State, 'instant' | 'organisations' | 'persons' | 'bulletins'>), instant: now.getTime(), organisations, persons, bulletins: bulletins.map((row) => workedOf(row, versions.filter(({ bulletinId }) => bulletinId === row.id))) };
}

function workedOf({ pending, withdrawnAt, reason, ...row }: BulletinRow, versions: readonly VersionRow[]): Worked {
  const kept = versions.filter(({ publishedAt, number }) => publishedAt !== null || number === pending);
  return { ...row, versions: kept.map(versionOf), withdrawal: withdrawnAt === null ? null : { at: withdrawnAt, reason: reason ?? '' } };
}

function versionOf({ bulletinId: _, number, publishedAt, submitted, hash, review, editedBy, approvedBy, sentBy, exceptionBy, audience, sections, stages, files, ...content }: VersionRow): WorkedVersion {
  const entries = audience.released?.entries ?? [];
  const all = audienceOf(audience);
  const released = (organisationIds: readonly string[]): Audience => ({ ...all, organisationIds: [...all.organisationIds, ...organisationIds] });
  // Whoever has a part by a release has the sections that were released, and those that are for somebody as their writers said.
  const sectionOf = ({ id, heading, body, audience: own }: VersionRow['sections'][number]): Section => {
    if (entries.length === 0) return { id, heading, body, audience: own && audienceOf(own) };
    const said = own && !own.released?.whole ? audienceOf(own) : all;
    return { id, heading, body, audience: { ...said, organisationIds: [...said.organisationIds, ...entries.filter(({ sectionIds }) => sectionIds.includes(id)).map(({ organisationId }) => organisationId)] } };
  };
  return {
    number, publishedAt, submitted, hash, review, editedBy, approvedBy, sentBy, exceptionBy, files,
    content: { ...content, tlp: content.tlp as Mark, audience: entries.length > 0 ? released(entries.map(({ organisationId }) => organisationId)) : all, sections: sections.map(sectionOf) },
    stages: stages.map((stage) => ({ ...stage, audience: audienceOf(stage.audience) })),
  };
}
const audienceOf = ({ everyone, organisationIds, circles = [], personIds }: Spec): Audience => ({ everyone, organisationIds: [...organisationIds, ...circles.flatMap(({ members }) => members)], personIds });
