import type { Tx } from '@hub/platform';
import type { StageContent, StageRow } from './stage.types.js';

const STAGES = `SELECT s.position, s.audience, s.local, s.zone, s.opens_at AS "opensAt", s.until_local AS "untilLocal", s.until_zone AS "untilZone", s.until_at AS "untilAt",
    s.state, s.opened_at AS "openedAt", s.left_out AS "leftOut"
  FROM hub.bulletin_stages s WHERE s.bulletin_id = $1 AND s.number = $2 AND s.editors && $3 ORDER BY s.position`;

/** The stages of a version, for its editors. */
export const stagesOf = (tx: Tx, scope: readonly number[], bulletinId: string, number: number): Promise<StageRow[]> => tx.query('stages', STAGES, [bulletinId, number, scope]);

/** Writes the stages of a working copy anew. */
export async function replaceStages(tx: Tx, bulletinId: string, number: number, stages: readonly StageContent[], editors: readonly number[]): Promise<void> {
  await tx.query('stages-clear', 'DELETE FROM hub.bulletin_stages WHERE bulletin_id = $1 AND number = $2', [bulletinId, number]);
  for (const [position, { audience, local, zone, opensAt, untilLocal, untilZone, untilAt }] of stages.entries()) {
    await tx.query(
      'stage-add', `INSERT INTO hub.bulletin_stages (bulletin_id, number, position, audience, local, zone, opens_at, until_local, until_zone, until_at, editors)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [bulletinId, number, position, JSON.stringify(audience), local, zone, opensAt, untilLocal, untilZone, untilAt, editors],
    );
  }
}
