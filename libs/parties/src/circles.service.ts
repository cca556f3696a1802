import { type HubContext, signedIn } from '@hub/access';
import { notFound } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { Injectable } from '@nestjs/common';
import { CircleEntity } from './circle.entity.js';
import type { CreateCircleInput, UpdateCircleInput } from './circle.inputs.js';
import type { Circle } from './circle.types.js';
import { addMembers, createCircle } from './newcomers.js';
import { fieldsOf, PartyChanges, requireId, updateAtRevision } from './party.changes.js';
import { textsOf } from './party.inputs.js';
import { requireCoordinator } from './party.policy.js';
import { PartyRepository } from './party.repository.js';
import { requireEnglish } from './party.text.js';

/** Standing groups of organisations. Who belongs to one is known to whoever is signed in. */
@Injectable()
export class CirclesService {
  constructor(
    private readonly repository: PartyRepository,
    private readonly changes: PartyChanges,
  ) {}

  /** All circles. */
  async all(context: HubContext): Promise<Circle[]> {
    signedIn(context.actor);
    return this.repository.circles(context, null);
  }

  /** Makes a circle. */
  async create(context: HubContext, path: string, { code, names, memberIds }: CreateCircleInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const texts = requireEnglish('input.names', textsOf(names)) ?? {};
    return this.changes.make(context, actor, path, async (tx) => {
      const members = await requireOrganisations(tx, memberIds);
      const { id } = await createCircle(tx, { code, names: texts, memberIds: members });
      return { action: 'circle.created', subjectId: id, detail: { code, added: members, removed: [] }, alsoHeldBy: members };
    });
  }

  /** Names and members. Bulletins that are published keep the members that they were published to. */
  async update(context: HubContext, path: string, input: UpdateCircleInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const { expectedRevision, memberIds } = input;
    const values = { names: requireEnglish('input.names', textsOf(input.names)) };
    return this.changes.make(context, actor, path, async (tx) => {
      const id = requireId(input.id);
      const wanted = memberIds && (await requireOrganisations(tx, memberIds));
      await updateAtRevision(tx, CircleEntity, id, expectedRevision, values);
      const { added, removed } = wanted ? await replaceMembers(tx, id, wanted) : { added: [], removed: [] };
      const detail = { fields: fieldsOf(values), added, removed };
      return { action: 'circle.updated', subjectId: id, detail, alsoHeldBy: [...added, ...removed] };
    });
  }
}

/** All of them must be organisations of the hub: any other id is not found. */
async function requireOrganisations(tx: Tx, organisationIds: readonly string[]): Promise<string[]> {
  const ids = [...new Set(organisationIds.map(requireId))];
  const found = await tx.query('circle-organisations', 'SELECT id FROM hub.organisations WHERE id = ANY ($1::uuid[])', [ids]);
  if (found.length !== ids.length) throw notFound();
  return ids;
}

async function replaceMembers(tx: Tx, circleId: string, wanted: readonly string[]): Promise<{ added: string[]; removed: string[] }> {
  const removed = await tx.query<{ id: string }>(
    'circle-remove-members',
    'DELETE FROM hub.circle_members WHERE circle_id = $1 AND organisation_id <> ALL ($2::uuid[]) RETURNING organisation_id AS id',
    [circleId, wanted],
  );
  return { added: await addMembers(tx, circleId, wanted), removed: removed.map(({ id }) => id) };
}
