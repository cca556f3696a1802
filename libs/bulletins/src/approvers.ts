import type { PersonActor } from '@hub/access';
import { invalid } from '@hub/kernel';
import type { Tx } from '@hub/platform';

/** The officers of the own organisation who are asked to approve. INVALID_INPUT where one is not there, is none, or has left. */
export async function approversOf(tx: Tx, actor: PersonActor, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return wanted;
  const officers = await tx.query(
    'approvers-named',
    `SELECT 1 FROM hub.persons WHERE id = ANY ($1::uuid[]) AND organisation_id = $2 AND 'OFFICER' = ANY (roles) AND ended_at IS NULL AND suspended_at IS NULL`,
    [wanted, actor.organisationId],
  );
  if (officers.length < wanted.length) throw invalid('input.approverIds', 'Each must be an active officer of the own organisation. / 自組織の担当官のみ指定できます。');
  return wanted;
}
