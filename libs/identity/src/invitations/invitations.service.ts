import { OrganisationKind, type PersonActor, Role, withRole } from '@hub/access';
import type { AuditLog } from '@hub/audit';
import { conflict, forbidden, invalid, isId, normaliseEmail, notFound } from '@hub/kernel';
import { createOrganisation, type NewOrganisation, requireAdministrator, requireCoordinator, requireMayGrant, requireRolesOfKind } from '@hub/parties';
import type { Tx } from '@hub/platform';
import { recordAct } from '../identity.acts.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import {
  insertInvitation, type InvitationRow, membersOf, type NewInvitation, revokeInvitationsTo, revokeOpenInvitation, visibleInvitation, visibleInvitations,
} from './invitation.repository.js';

/** An invitation that was just given; the token is there this once, and not in a repetition of the request. */
export interface Given {
  readonly invitation: InvitationRow;
  readonly token: string | null;
}

/** Whom to invite. */
export type Invitee = Omit<NewInvitation, 'organisationId'>;

/** Giving, listing and revoking invitations. Nobody invites upward, and nobody into another organisation that has people. */
export class InvitationsService {
  constructor(
    private readonly work: IdentityWork,
    private readonly audit: AuditLog,
  ) {}

  /** Onboards an organisation, and invites its first administrator. */
  async inviteOrganisation(caller: Caller, organisation: Omit<NewOrganisation, 'createdAt'>, invitee: Invitee, path: string): Promise<Given> {
    const actor = requireCoordinator(caller.actor);
    if (organisation.kind === OrganisationKind.COORDINATOR) throw invalid('input.kind', 'There is one coordinating organisation.');
    requireFirstRoles(organisation.kind, invitee.roles);
    let organisationId = '';
    return this.give(caller, path, {
      // Row security lets a coordinator add an organisation, and the identity realm not.
      inScope: async (tx) => {
        organisationId = (await createOrganisation(tx, { ...organisation, createdAt: actor.instant })).id;
      },
      work: async (tx) => {
        await recordAct(this.audit, tx, { action: 'organisation.onboarded', at: actor.instant, by: actor, subjectId: organisationId, holderIds: [organisationId] });
        return this.insert(tx, actor, { ...invitee, organisationId });
      },
    });
  }

  /** Invites anew into an organisation that nobody has joined yet; earlier invitations become void. */
  async reinviteOrganisation(caller: Caller, organisationId: string, invitee: Invitee, path: string): Promise<Given> {
    const actor = requireCoordinator(caller.actor);
    if (!isId(organisationId)) throw notFound();
    requireFirstRoles(null, invitee.roles);
    return this.give(caller, path, {
      work: async (tx) => {
        const { exists, anybody } = await membersOf(tx, organisationId, '');
        if (!exists) throw notFound();
        if (anybody) throw forbidden("The organisation has people; its own administrators invite.");
        await revokeInvitationsTo(tx, organisationId, actor.instant);
        return this.insert(tx, actor, { ...invitee, organisationId });
      },
    });
  }

  /** Invites somebody into the own organisation. */
  async invitePerson(caller: Caller, invitee: Invitee, path: string): Promise<Given> {
    const actor = requireAdministrator(caller.actor);
    requireMayGrant(actor, invitee.roles);
    const { organisationId } = actor;
    return this.give(caller, path, {
      work: async (tx) => {
        const { taken } = await membersOf(tx, organisationId, normaliseEmail(invitee.email));
        if (taken) throw invalid('input.email', 'This address already belongs to somebody in the organisation. / このアドレスは組織内で登録済みです。');
        return this.insert(tx, actor, { ...invitee, organisationId });
      },
    });
  }

  /** The newest invitations: an administrator's into the own organisation, a coordinator's of new organisations. */
  async list(caller: Caller): Promise<InvitationRow[]> {
    withRole(caller.actor, Role.ADMINISTRATOR, Role.COORDINATOR);
    return this.work.read(caller, (tx, person) => visibleInvitations(tx, person));
  }

  /** Makes an open invitation void. */
  async revoke(caller: Caller, id: string, path: string): Promise<InvitationRow> {
    withRole(caller.actor, Role.ADMINISTRATOR, Role.COORDINATOR);
    if (!isId(id)) throw notFound();
    await this.work.act(caller, {
      path,
      work: async (tx, person) => {
        const invitation = await visibleInvitation(tx, person, id);
        if (!invitation) throw notFound();
        if (!(await revokeOpenInvitation(tx, id, person.instant))) throw conflict('The invitation is no longer open.');
        const { organisationId } = invitation;
        await recordAct(this.audit, tx, { action: 'invitation.revoked', at: person.instant, by: person, subjectId: id, holderIds: [organisationId] });
        return { id };
      },
    });
    return this.read(caller, id);
  }

  private async give(caller: Caller, path: string, act: { inScope?: (tx: Tx) => Promise<void>; work: (tx: Tx) => Promise<{ id: string; token: string }> }): Promise<Given> {
    let token: string | null = null;
    const { id } = await this.work.act(caller, {
      path,
      inScope: act.inScope,
      work: async (tx) => {
        const given = await act.work(tx);
        token = given.token;
        // Under an Idempotency-Key the id is kept, and never the token.
        return { id: given.id };
      },
    });
    return { invitation: await this.read(caller, id), token };
  }

  private async insert(tx: Tx, actor: PersonActor, invitation: NewInvitation): Promise<{ id: string; token: string }> {
    const given = await insertInvitation(tx, { ...invitation, email: normaliseEmail(invitation.email) }, actor);
    await recordAct(this.audit, tx, {
      action: 'invitation.given', at: actor.instant, by: actor, subjectId: given.id, holderIds: [invitation.organisationId], detail: { roles: invitation.roles },
    });
    return given;
  }

  private async read(caller: Caller, id: string): Promise<InvitationRow> {
    const invitation = await this.work.read(caller, (tx, person) => visibleInvitation(tx, person, id));
    if (!invitation) throw notFound();
    return invitation;
  }
}

function requireFirstRoles(kind: OrganisationKind | null, roles: readonly Role[]): void {
  requireRolesOfKind(kind ?? OrganisationKind.NGO, roles);
  if (!roles.includes(Role.ADMINISTRATOR)) throw invalid('input.roles', 'The first person is an ADMINISTRATOR, perhaps among other roles.');
}
