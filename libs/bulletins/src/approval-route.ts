import { Injectable } from '@nestjs/common';
import { forbidden } from '@hub/kernel';
import type { PersonActor } from '@hub/access';
import type { Tx } from '@hub/platform';
import type { ApprovalEntity, VersionEntity } from './bulletin.entity.js';
import { Tlp } from './bulletin.enums.js';

/** A step of the organisation's route (決裁) with those who may take it, and their stand-ins (代決). */
export interface RouteStep { step: number; approverIds: string[]; standInIds: string[] }

/** Whose turn it is. */
export interface Turn { step: number; asStandIn: boolean; last: boolean }

/** Who approves: the organisation's own route, or, where it has none, one officer who did not edit. */
@Injectable()
export class ApprovalRoute {
  /** The steps that bind; none where any second officer will do. */
  async steps(tx: Tx, actor: PersonActor, version: VersionEntity): Promise<RouteStep[]> {
    const rows = await tx.query<RouteStep>(
      'approval-steps',
      'SELECT step, approver_ids AS "approverIds", stand_in_ids AS "standInIds" FROM hub.approval_steps WHERE organisation_id = $1 ORDER BY step',
      [actor.organisationId],
    );
    if (rows.length > 0) return rows;
    return version.tlp === Tlp.RED && version.approverIds.length > 0 ? [{ step: 1, approverIds: version.approverIds, standInIds: [] }] : [];
  }

  /** The step that the actor can take now; FORBIDDEN for who edited, who approved already, and who is not on the step. */
  async turn(tx: Tx, actor: PersonActor, version: VersionEntity, given: readonly ApprovalEntity[]): Promise<Turn> {
    if (version.editedBy.includes(actor.personId)) throw forbidden('Who edited it can not approve it. / 起案者は承認できません。');
    if (given.some(({ personId }) => personId === actor.personId)) throw forbidden('You have approved it already.');
    const steps = await this.steps(tx, actor, version);
    if (steps.length === 0) return { step: 1, asStandIn: false, last: true };
    const next = steps.find(({ step }) => !given.some((approval) => approval.step === step));
    const asApprover = next?.approverIds.includes(actor.personId);
    if (!next || !(asApprover || next.standInIds.includes(actor.personId))) {
      throw forbidden("It is not your turn on the organisation's approval route.");
    }
    return { step: next.step, asStandIn: !asApprover, last: steps.at(-1) === next };
  }
}
