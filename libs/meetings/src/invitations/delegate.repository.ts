import type { LocalisedText } from '@hub/kernel';
import type { MailOutcome } from '@hub/alerts';
import type { Tx } from '@hub/platform';
import type { MeetingMailState } from './invitation.types.js';
import type { Reply } from './reply.js';

/** A delegate's names and what else all parties see. */
export interface DelegateFace { readonly familyName: string; readonly givenName: string; readonly kana: string | null; readonly latinFamilyName: string | null; readonly latinGivenName: string | null; readonly title: LocalisedText }
/** What stays with those who named him. */
export interface DelegateNeeds { readonly email: string | null; readonly language: string; readonly interpretation: string | null; readonly dietary: string; readonly accessNeeds: string; readonly remote: boolean }

/** A delegate as he is kept; without details for who may not see them. */
export interface DelegateRow extends DelegateFace {
  readonly id: string;
  readonly editionId: string;
  readonly organisationId: string;
  readonly revision: number;
  readonly details: (DelegateNeeds & { readonly onBehalf: boolean; readonly partstat: string; readonly repliedAt: string | null; readonly comment: string }) | null;
  readonly message: { readonly method: string; readonly sequence: number; readonly state: MeetingMailState; readonly attempts: number; readonly outcome: MailOutcome | null; readonly status: number | null; readonly nextAttemptAt: string | null } | null;
}

/** An organisation that takes part, and what it answered; `keeps`: whether the person asking names its delegates. */
export interface DelegationRow { readonly organisationId: string; readonly keeps: boolean; readonly sendsNobody: boolean | null }

/** What each party answered, by English name. */
export const delegationsOf = (tx: Tx, editionId: string): Promise<DelegationRow[]> =>
  tx.query<DelegationRow>('meeting-delegations', `
    SELECT p.organisation_id AS "organisationId", hub.names_delegates(p.organisation_id) AS keeps, a.sends_nobody AS "sendsNobody"
    FROM hub.meeting_parties p JOIN hub.organisations o ON o.id = p.organisation_id
    LEFT JOIN hub.meeting_delegations a ON a.edition_id = p.edition_id AND a.organisation_id = p.organisation_id AND hub.names_delegates(a.organisation_id)
    WHERE p.edition_id = $1 AND hub.attends(p.edition_id) ORDER BY lower(coalesce(o.names->>'en', o.code)) COLLATE "C", o.code`, [editionId]);

const DELEGATE = `
  SELECT d.id, d.edition_id AS "editionId", d.organisation_id AS "organisationId", d.family_name AS "familyName", d.given_name AS "givenName", d.kana, d.latin_family_name AS "latinFamilyName",
    d.latin_given_name AS "latinGivenName", d.title, d.revision,
    CASE WHEN x.delegate_id IS NOT NULL THEN json_build_object('email', x.email, 'language', x.language, 'interpretation', x.interpretation, 'dietary', x.dietary, 'accessNeeds', x.access_needs, 'remote', x.remote,
      'onBehalf', x.on_behalf, 'partstat', x.partstat, 'repliedAt', hub.iso(x.replied_at), 'comment', x.reply_comment) END AS details, m.message
  FROM hub.meeting_delegates d
  LEFT JOIN hub.meeting_delegate_details x ON x.delegate_id = d.id AND hub.names_delegates(d.organisation_id)
  LEFT JOIN LATERAL (SELECT json_build_object('method', m.method, 'sequence', m.sequence, 'state', m.state, 'attempts', m.attempts, 'outcome', m.outcome, 'status', m.status, 'nextAttemptAt', hub.iso(m.next_attempt_at)) AS message
    FROM hub.meeting_mails m WHERE m.delegate_id = x.delegate_id ORDER BY m.created_at DESC, m.sequence DESC, m.id DESC LIMIT 1) m ON true
  WHERE d.removed_at IS NULL AND hub.attends(d.edition_id)`;

/** An edition's delegates in the order of naming. */
export const delegatesOf = (tx: Tx, editionId: string): Promise<DelegateRow[]> => tx.query<DelegateRow>('meeting-delegates', `${DELEGATE} AND d.edition_id = $1 ORDER BY d.created_at, d.id`, [editionId]);

/** One delegate; null for none in scope. */
export async function delegateById(tx: Tx, id: string): Promise<DelegateRow | null> {
  return (await tx.query<DelegateRow>('meeting-delegate', `${DELEGATE} AND d.id = $1`, [id]))[0] ?? null;
}

/** Whether the person entered names an organisation's delegates as its contact point or deputy. */
export async function isContactOf(tx: Tx, organisationId: string, personId: string): Promise<boolean> {
  return (await tx.query('meeting-contact', 'SELECT 1 FROM hub.organisations o WHERE o.id = $1 AND $2 IN (o.contact_point_id, o.deputy_id)', [organisationId, personId])).length > 0;
}

/** Whether an organisation takes part. */
export async function isParty(tx: Tx, editionId: string, organisationId: string): Promise<boolean> {
  return (await tx.query('meeting-is-party', 'SELECT 1 FROM hub.meeting_parties p WHERE p.edition_id = $1 AND p.organisation_id = $2', [editionId, organisationId])).length > 0;
}

/** Whether another delegate of the organisation has an address already. */
export async function hasAddress(tx: Tx, editionId: string, organisationId: string, email: string, except: string): Promise<boolean> {
  return (await tx.query('meeting-address', `SELECT 1 FROM hub.meeting_delegate_details x JOIN hub.meeting_delegates d ON d.id = x.delegate_id AND d.removed_at IS NULL
    WHERE x.edition_id = $1 AND x.organisation_id = $2 AND x.email = $3 AND x.delegate_id <> $4`, [editionId, organisationId, email, except])).length > 0;
}

/** Who names delegates: somebody who is signed in, or the holder of a personal link. */
export type NamedBy = { readonly personId: string; readonly linkId?: never } | { readonly linkId: string; readonly personId?: never };

/** Adds a delegate, unless the organisation has as many as may be. */
export async function addDelegate(tx: Tx, { id, editionId, organisationId, at, by, onBehalf, most }: { id: string; editionId: string; organisationId: string; at: Date; by: NamedBy; onBehalf: boolean; most: number }, face: DelegateFace, needs: DelegateNeeds): Promise<boolean> {
  const added = await tx.query('meeting-delegate-add', `
    INSERT INTO hub.meeting_delegates (id, edition_id, organisation_id, family_name, given_name, kana, latin_family_name, latin_given_name, title, created_at, created_by, link_id)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $13 WHERE (SELECT count(*) FROM hub.meeting_delegates d WHERE d.edition_id = $2 AND d.organisation_id = $3 AND d.removed_at IS NULL) < $12 RETURNING id`,
  [id, editionId, organisationId, face.familyName, face.givenName, face.kana, face.latinFamilyName, face.latinGivenName, JSON.stringify(face.title), at, by.personId ?? null, most, by.linkId ?? null]);
  if (added.length === 0) return false;
  await tx.query('meeting-delegate-details', `INSERT INTO hub.meeting_delegate_details (delegate_id, edition_id, organisation_id, email, language, interpretation, dietary, access_needs, remote, on_behalf)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [id, editionId, organisationId, needs.email, needs.language, needs.interpretation, needs.dietary, needs.accessNeeds, needs.remote, onBehalf]);
  return true;
}

/** Changes a delegate at the revision that was seen; false where somebody was quicker. */
export async function changeDelegate(tx: Tx, id: string, revision: number, face: DelegateFace, needs: DelegateNeeds, removedAt: Date | null): Promise<boolean> {
  const changed = await tx.query('meeting-delegate-change', `UPDATE hub.meeting_delegates SET family_name = $3, given_name = $4, kana = $5, latin_family_name = $6, latin_given_name = $7, title = $8, removed_at = $9, revision = revision + 1
    WHERE id = $1 AND revision = $2 AND removed_at IS NULL RETURNING id`, [id, revision, face.familyName, face.givenName, face.kana, face.latinFamilyName, face.latinGivenName, JSON.stringify(face.title), removedAt]);
  if (changed.length === 0) return false;
  await tx.query('meeting-delegate-needs', 'UPDATE hub.meeting_delegate_details SET email = $2, language = $3, interpretation = $4, dietary = $5, access_needs = $6, remote = $7 WHERE delegate_id = $1',
    [id, needs.email, needs.language, needs.interpretation, needs.dietary, needs.accessNeeds, needs.remote]);
  return true;
}

/** Notes whether an organisation sends nobody. */
export async function writeAnswer(tx: Tx, editionId: string, organisationId: string, sendsNobody: boolean, at: Date, byId: string): Promise<void> {
  await tx.query('meeting-answer', `INSERT INTO hub.meeting_delegations (edition_id, organisation_id, sends_nobody, answered_at, answered_by) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT ON CONSTRAINT meeting_delegations_pk DO UPDATE SET sends_nobody = $3, answered_at = $4, answered_by = $5, link_id = NULL`, [editionId, organisationId, sendsNobody, at, byId]);
}

/** Enters what a delegate answers on a coordinator's word: over whatever stands. What he answers later himself counts again. */
export async function enterReply(tx: Tx, delegateId: string, partstat: string, comment: string, at: Date): Promise<void> {
  await tx.query('meeting-reply-enter', `UPDATE hub.meeting_delegate_details SET partstat = $2, reply_sequence = sequence, reply_stamp = greatest(reply_stamp, $4), reply_digest = '', reply_comment = $3, replied_at = $4 WHERE delegate_id = $1`, [delegateId, partstat, comment, at]);
}

/** Takes a reply, unless a newer one stands: in whatever order they come, the end is the same. Gives the delegate's organisation; null: a newer one stands. */
export async function takeReply(tx: Tx, delegateId: string, { partstat, sequence, stamp, digest, comment }: Reply, at: Date): Promise<string | null> {
  const [row] = await tx.query<{ organisationId: string }>('meeting-reply', `UPDATE hub.meeting_delegate_details SET partstat = $2, reply_sequence = $3, reply_stamp = $4, reply_digest = $5, reply_comment = $6, replied_at = $7
    WHERE delegate_id = $1 AND (reply_sequence, reply_stamp, reply_digest COLLATE "C") < ($3, $4::timestamptz, $5 COLLATE "C") RETURNING organisation_id AS "organisationId"`,
  [delegateId, partstat, sequence, stamp, digest, comment, at]);
  return row?.organisationId ?? null;
}
