import type { Tx } from '@hub/platform';
import type { DelegateFace, DelegateNeeds } from './delegate.repository.js';

/** A delegate as the holder of a link for his organisation is shown him: what he needs, only where that holder has named him. */
export interface GuestDelegate extends DelegateFace { readonly id: string; readonly revision: number; readonly needs: DelegateNeeds | null }

/** The organisation's delegates, in the order of naming. For the worker, on behalf of a link that speaks for it. */
export const delegatesByLink = (tx: Tx, editionId: string, organisationId: string, linkId: string): Promise<GuestDelegate[]> =>
  tx.query<GuestDelegate>('guest-delegates', `
    SELECT d.id, d.revision, d.family_name AS "familyName", d.given_name AS "givenName", d.kana, d.latin_family_name AS "latinFamilyName", d.latin_given_name AS "latinGivenName", d.title,
      CASE WHEN d.link_id = $3 THEN json_build_object('email', x.email, 'language', x.language, 'interpretation', x.interpretation, 'dietary', x.dietary, 'accessNeeds', x.access_needs, 'remote', x.remote) END AS needs
    FROM hub.meeting_delegates d LEFT JOIN hub.meeting_delegate_details x ON x.delegate_id = d.id
    WHERE d.edition_id = $1 AND d.organisation_id = $2 AND d.removed_at IS NULL AND hub.link_speaks($3, d.edition_id, d.organisation_id) ORDER BY d.created_at, d.id`, [editionId, organisationId, linkId]);

/** Whether the organisation has said that it sends nobody. */
export async function sendsNobody(tx: Tx, editionId: string, organisationId: string): Promise<boolean> {
  return (await tx.query('guest-nobody', 'SELECT 1 FROM hub.meeting_delegations a WHERE a.edition_id = $1 AND a.organisation_id = $2 AND a.sends_nobody', [editionId, organisationId])).length > 0;
}

/** Says that it does, or not. */
export async function answerByLink(tx: Tx, linkId: string, editionId: string, organisationId: string, nobody: boolean): Promise<void> {
  await tx.query('guest-answer', 'SELECT hub.answer_invitation_by_link($1, $2, $3, $4)', [linkId, editionId, organisationId, nobody]);
}

/** Whether a form that names somebody came before: each bears the id that he gets. */
export async function isNamed(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('guest-named', 'SELECT 1 FROM hub.meeting_delegates d WHERE d.id = $1', [id])).length > 0;
}
