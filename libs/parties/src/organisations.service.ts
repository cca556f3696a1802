import { type HubContext, signedIn } from '@hub/access';
import { cutPage, decodeCursor, invalid, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { Injectable } from '@nestjs/common';
import { OrganisationEntity } from './organisation.entity.js';
import type { SetContactPointInput, SuspendOrganisationInput, UpdateOrganisationInput } from './organisation.inputs.js';
import type { Organisation } from './organisation.types.js';
import { fieldsOf, PartyChanges, requireId, updateAtRevision } from './party.changes.js';
import { textsOf } from './party.inputs.js';
import { PartyLoaders } from './party.loaders.js';
import { requireAdministrator, requireAppointer, requireCoordinator } from './party.policy.js';
import { type PartyKey, PartyRepository } from './party.repository.js';
import { requireEnglish } from './party.text.js';
import { participation } from './person.workflow.js';

/** The parties of the hub: who they are, who answers for them, and whether they take part. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly repository: PartyRepository,
    private readonly loaders: PartyLoaders,
    private readonly changes: PartyChanges,
  ) {}

  /** A page of the parties, by English name. */
  async page(context: HubContext, args: PageArgs): Promise<Page<Organisation & { sort: string }>> {
    signedIn(context.actor);
    const request = pageRequest<PartyKey>(args, keyOf);
    return cutPage(await this.repository.organisationPage(context, request), request);
  }

  /** One organisation; NOT_FOUND else. */
  async one(context: HubContext, id: string): Promise<Organisation> {
    signedIn(context.actor);
    const organisation = await this.loaders.organisation(context, requireId(id));
    if (!organisation) throw notFound();
    return organisation;
  }

  /** Names, duty role and telephone of the own organisation. */
  async update(context: HubContext, path: string, { expectedRevision, names, ...rest }: UpdateOrganisationInput): Promise<string> {
    const actor = requireAdministrator(context.actor);
    const values = { ...rest, names: requireEnglish('input.names', textsOf(names)) };
    return this.changes.make(context, actor, path, async (tx) => {
      await updateAtRevision(tx, OrganisationEntity, actor.organisationId, expectedRevision, values);
      return { action: 'organisation.updated', subjectId: actor.organisationId, detail: { fields: fieldsOf(values) } };
    });
  }

  /** Who is the own organisation's contact point, and who the deputy. */
  async setContactPoint(context: HubContext, path: string, input: SetContactPointInput): Promise<string> {
    const actor = requireAppointer(context.actor);
    const { expectedRevision } = input;
    return this.changes.make(context, actor, path, async (tx) => {
      const before = await this.contacts(tx, actor.organisationId);
      const after = {
        contactPointId: input.contactPointId === undefined ? before.contactPointId : input.contactPointId && requireId(input.contactPointId),
        deputyId: input.deputyId === undefined ? before.deputyId : input.deputyId && requireId(input.deputyId),
      };
      const appointed = [after.contactPointId, after.deputyId].filter((id) => id !== null);
      await requireActive(tx, actor.organisationId, appointed);
      if (appointed.length === 2 && appointed[0] === appointed[1]) throw invalid('input.deputyId', 'The deputy must be somebody else.');
      await updateAtRevision(tx, OrganisationEntity, actor.organisationId, expectedRevision, after);
      return { action: 'organisation.contacts_set', subjectId: actor.organisationId, detail: { before, after } };
    });
  }

  /** Nobody of the organisation may sign in from now on, and open sessions show nothing. */
  async suspend(context: HubContext, path: string, { organisationId, reason }: SuspendOrganisationInput): Promise<string> {
    return this.participate(context, path, organisationId, 'suspend', { reason });
  }

  /** Its people may sign in again. */
  async reinstate(context: HubContext, path: string, organisationId: string): Promise<string> {
    return this.participate(context, path, organisationId, 'reinstate', {});
  }

  private async participate(context: HubContext, path: string, organisationId: string, verb: 'suspend' | 'reinstate', detail: object): Promise<string> {
    const actor = requireCoordinator(context.actor);
    return this.changes.make(context, actor, path, async (tx) => {
      const [organisation] = await tx.query<{ id: string; suspendedAt: Date | null }>(
        'organisation-participation',
        'SELECT id, suspended_at AS "suspendedAt" FROM hub.organisations WHERE id = $1 FOR UPDATE',
        [requireId(organisationId)],
      );
      if (!organisation) throw notFound();
      if (organisation.id === actor.organisationId) throw invalid('input.organisationId', 'The coordinating organisation itself always takes part.');
      const suspended = participation.apply(organisation.suspendedAt ? 'SUSPENDED' : 'ACTIVE', verb) === 'SUSPENDED';
      await tx.manager.update(OrganisationEntity, { id: organisation.id }, { suspendedAt: suspended ? actor.instant : null, revision: () => 'revision + 1' });
      return {
        action: suspended ? 'organisation.suspended' : 'organisation.reinstated',
        subjectId: organisation.id, detail: { ...detail }, alsoHeldBy: [organisation.id], revokes: suspended,
      };
    });
  }

  private async contacts(tx: Tx, id: string): Promise<{ contactPointId: string | null; deputyId: string | null }> {
    const [row] = await tx.query<{ contactPointId: string | null; deputyId: string | null }>(
      'organisation-contacts',
      'SELECT contact_point_id AS "contactPointId", deputy_id AS "deputyId" FROM hub.organisations WHERE id = $1',
      [id],
    );
    if (!row) throw notFound();
    return row;
  }
}

/** All of them must be active persons of the organisation: anybody else is not found. */
export async function requireActive(tx: Tx, organisationId: string, personIds: readonly string[]): Promise<{ id: string; roles: string[] }[]> {
  const ids = [...new Set(personIds.map(requireId))];
  const found = await tx.query<{ id: string; roles: string[] }>(
    'persons-active',
    `SELECT id, roles FROM hub.persons WHERE id = ANY ($1::uuid[]) AND organisation_id = $2
       AND suspended_at IS NULL AND ended_at IS NULL`,
    [ids, organisationId],
  );
  if (found.length !== ids.length) throw notFound();
  return found;
}

/** The key in a cursor of organisations: what they are sorted by, and the code. */
function keyOf(cursor: string): PartyKey | null {
  const [name, code, ...more] = decodeCursor(cursor) ?? [];
  return typeof name === 'string' && typeof code === 'string' && more.length === 0 ? [name, code] : null;
}
