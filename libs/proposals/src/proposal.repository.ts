import { Injectable } from '@nestjs/common';
import { type PersonActor, Scope, scopedSql } from '@hub/access';
import type { Tx } from '@hub/platform';
import type { Change } from './proposal.changes.js';
import type { ProposalState } from './proposal.enums.js';
import type { ProposalFilter } from './proposal.inputs.js';

/** A proposal as it is found for somebody; `id` is the bulletin's. */
export interface ProposalRow {
  readonly id: string;
  readonly proposalId: string;
  readonly originatorId: string;
  readonly accessEpoch: number;
  readonly editor: boolean;
  readonly baseNumber: number;
  readonly publishedNumber: number | null;
  readonly pendingNumber: number | null;
  readonly version: number;
  readonly organisationId: string;
  readonly personId: string;
  readonly told: number;
  readonly sectionIds: readonly string[];
  readonly changes: readonly Change[];
  readonly reason: string | null;
  readonly credit: boolean;
  readonly state: ProposalState;
  readonly proposedAt: string;
  readonly endedAt: string | null;
  readonly decisionReason: string | null;
  readonly taken: readonly string[];
}

/** A proposal's key in lists. */
export type ProposalKey = readonly [at: string, id: string];

// The application's own condition, whatever row security lets through: $1 principals, $2 instant, $3 organisation.
const FOUND = `
  SELECT b.id, p.id AS "proposalId", b.originator_id AS "originatorId", b.access_epoch AS "accessEpoch", b.editors && $1 AND b.originator_id = $3 AS editor, p.base_number AS "baseNumber",
    b.published_number AS "publishedNumber", b.pending_number AS "pendingNumber", p.organisation_id AS "organisationId", p.person_id AS "personId", p.told, p.section_ids AS "sectionIds",
    coalesce((SELECT max(e.seen) FROM hub.editions(b.id, $1) e WHERE e.number <= p.base_number), 1) AS version,
    p.changes, p.reason, p.credit, p.state, hub.iso(p.proposed_at) AS "proposedAt", hub.iso(p.ended_at) AS "endedAt", p.decision_reason AS "decisionReason", p.taken
  FROM hub.proposals p
  JOIN hub.bulletins b ON b.id = p.bulletin_id AND b.readers && $1
  JOIN hub.bulletin_versions v ON v.bulletin_id = p.bulletin_id AND v.number = p.base_number AND ${scopedSql('v', '$1', '$2')}
  WHERE (p.organisation_id = $3 OR (b.originator_id = $3 AND b.editors && $1))
    AND p.section_ids <@ ARRAY(SELECT s.section_id FROM hub.bulletin_sections s WHERE s.bulletin_id = p.bulletin_id AND s.number = p.base_number AND ${scopedSql('s', '$1', '$2')})`;

const LIST = `${FOUND} AND ($4::uuid IS NULL OR p.bulletin_id = $4) AND ($5::text[] IS NULL OR p.state = ANY ($5)) AND ($6::boolean IS NULL OR (p.organisation_id = $3) = $6)
    AND ($7::timestamptz IS NULL OR (p.proposed_at, p.id) < ($7, $8::uuid))
  ORDER BY p.proposed_at DESC, p.id DESC LIMIT $9`;

/** Proposals as they are kept. Everything runs in the actor's transaction, under row security and the application's condition. */
@Injectable()
export class ProposalRepository {
  constructor(private readonly scope: Scope) {}

  /** Those that the actor may see, the newest first. */
  async list(tx: Pick<Tx, 'query'>, actor: PersonActor, filter: ProposalFilter, after: ProposalKey | null, limit: number): Promise<ProposalRow[]> {
    const { bulletinId, states, made } = filter;
    return tx.query<ProposalRow>('proposals-list', LIST, [...this.asker(actor), bulletinId ?? null, states ?? null, made ?? null, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }

  /** One; null where the actor may not see it. */
  async one(tx: Pick<Tx, 'query'>, actor: PersonActor, id: string): Promise<ProposalRow | null> {
    const [row] = await tx.query<ProposalRow>('proposal-one', `${FOUND} AND p.id = $4`, [...this.asker(actor), id]);
    return row ?? null;
  }

  /** The same, held until the end of the transaction, so that it ends once. */
  async held(tx: Pick<Tx, 'query'>, actor: PersonActor, id: string): Promise<ProposalRow | null> {
    const [row] = await tx.query<ProposalRow>('proposal-held', `${FOUND} AND p.id = $4 FOR UPDATE OF p`, [...this.asker(actor), id]);
    return row ?? (await this.one(tx, actor, id));
  }

  /** Adds one. */
  async add(tx: Tx, row: Pick<ProposalRow, 'id' | 'proposalId' | 'originatorId' | 'baseNumber' | 'organisationId' | 'personId' | 'told' | 'sectionIds' | 'changes' | 'reason' | 'credit'>, at: Date): Promise<void> {
    await tx.query('proposal-add', `
      INSERT INTO hub.proposals (id, bulletin_id, base_number, originator_id, organisation_id, person_id, told, section_ids, changes, reason, credit, proposed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [row.proposalId, row.id, row.baseNumber, row.originatorId, row.organisationId, row.personId, row.told, row.sectionIds, JSON.stringify(row.changes), row.reason, row.credit, at]);
  }

  /** Ends one. */
  async end(tx: Tx, id: string, state: ProposalState, at: Date, more: { reason?: string; taken?: readonly string[]; number?: number; sectionIds?: readonly string[] } = {}): Promise<void> {
    const { reason = null, taken = [], number = null, sectionIds = [] } = more;
    await tx.query('proposal-end', 'UPDATE hub.proposals SET state = $2, ended_at = $3, decision_reason = $4, taken = $5, taken_number = $6, taken_sections = $7 WHERE id = $1', [id, state, at, reason, taken, number, sectionIds]);
  }

  /** Editors who see all that a proposal is about: whom it concerns. */
  async editorsOf(tx: Tx, { id, baseNumber, sectionIds }: Pick<ProposalRow, 'id' | 'baseNumber' | 'sectionIds'>): Promise<number[]> {
    const rows = await tx.query<{ principal: number }>('proposal-editors', `
      SELECT x.principal FROM hub.bulletins b CROSS JOIN LATERAL unnest(b.editors) x (principal) WHERE b.id = $1
        AND (SELECT count(*) FROM hub.bulletin_sections s WHERE s.bulletin_id = $1 AND s.number = $2 AND s.section_id = ANY ($3) AND x.principal = ANY (s.gate)) = cardinality($3::uuid[])`, [id, baseNumber, sectionIds]);
    return rows.map(({ principal }) => principal);
  }

  private asker(actor: PersonActor): unknown[] {
    return [this.scope.principals(actor), actor.instant, actor.organisationId];
  }
}
