import { type HubContext, Role, signedIn } from '@hub/access';
import { invalid } from '@hub/kernel';
import { Injectable } from '@nestjs/common';
import { writeApprovalRoute } from './newcomers.js';
import { OrganisationEntity } from './organisation.entity.js';
import type { ApprovalStepInput, SetApprovalRouteInput } from './organisation.inputs.js';
import { requireActive } from './organisations.service.js';
import { PartyChanges, requireId, updateAtRevision } from './party.changes.js';
import { PartyLoaders } from './party.loaders.js';
import { requireAdministrator } from './party.policy.js';
import { PartyRepository } from './party.repository.js';
import type { ApprovalStep } from './person.types.js';

/** The own organisation's longer way to an approval (決裁), with stand-ins (代決). */
@Injectable()
export class ApprovalRouteService {
  constructor(
    private readonly repository: PartyRepository,
    private readonly loaders: PartyLoaders,
    private readonly changes: PartyChanges,
  ) {}

  /** The steps; none where any second person approves. */
  async steps(context: HubContext): Promise<ApprovalStep[]> {
    const { organisationId } = signedIn(context.actor);
    const steps = await this.repository.approvalRoute(context, organisationId);
    return Promise.all(
      steps.map(async ({ step, approverIds, standInIds }) => {
        const [approvers, standIns] = await Promise.all([this.loaders.persons(context, approverIds), this.loaders.persons(context, standInIds)]);
        return { step, approvers, standIns };
      }),
    );
  }

  /** Replaces the route. What is in review keeps the approvals that it has; the steps asked for are the new ones. */
  async set(context: HubContext, path: string, { expectedRevision, steps }: SetApprovalRouteInput): Promise<string> {
    const actor = requireAdministrator(context.actor);
    return this.changes.make(context, actor, path, async (tx) => {
      const route = steps.map(idsOf);
      const persons = await requireActive(tx, actor.organisationId, route.flatMap(({ approverIds, standInIds }) => [...approverIds, ...standInIds]));
      const officers = new Set(persons.filter(({ roles }) => roles.includes(Role.OFFICER)).map(({ id }) => id));
      route.forEach((step, index) => requireSound(step, index, officers));
      await updateAtRevision(tx, OrganisationEntity, actor.organisationId, expectedRevision, {});
      await tx.query('approval-route-clear', 'DELETE FROM hub.approval_steps WHERE organisation_id = $1', [actor.organisationId]);
      await writeApprovalRoute(tx, actor.organisationId, route);
      return { action: 'organisation.approval_route_set', subjectId: actor.organisationId, detail: { steps: route } };
    });
  }
}

interface StepIds {
  readonly approverIds: string[];
  readonly standInIds: string[];
}

const idsOf = ({ approverIds, standInIds }: ApprovalStepInput): StepIds => ({
  approverIds: [...new Set(approverIds.map(requireId))],
  standInIds: [...new Set((standInIds ?? []).map(requireId))],
});

/** Officers only, since nobody else sees a draft; and nobody stands in for himself. */
function requireSound({ approverIds, standInIds }: StepIds, index: number, officers: ReadonlySet<string>): void {
  for (const [field, ids] of [['approverIds', approverIds], ['standInIds', standInIds]] as const) {
    if (ids.some((id) => !officers.has(id))) throw invalid(`input.steps.${index}.${field}`, 'Approvers and stand-ins must have the role OFFICER.');
  }
  if (standInIds.some((id) => approverIds.includes(id))) throw invalid(`input.steps.${index}.standInIds`, 'Nobody stands in for himself.');
}
