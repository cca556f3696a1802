import { type HubContext, type PersonActor, Role, signedIn } from '@hub/access';
import { conflict, cutPage, decodeCursor, isId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { StaleActorError, type Tx } from '@hub/platform';
import { Injectable } from '@nestjs/common';
import { type Change, fieldsOf, PartyChanges, requireId, updateAtRevision } from './party.changes.js';
import { PersonState } from './party.enums.js';
import { textsOf } from './party.inputs.js';
import { requireAdministrator, requireMayRemove, requireMaySetRoles, requireNotAbove } from './party.policy.js';
import { type PartyKey, PartyRepository } from './party.repository.js';
import { PersonEntity } from './person.entity.js';
import type { SetRolesInput, UpdatePersonInput } from './person.inputs.js';
import type { Person } from './person.types.js';
import { membership, stateOf } from './person.workflow.js';

interface Member {
  readonly id: string;
  readonly roles: Role[];
  readonly language: string;
  readonly suspendedAt: Date | null;
  readonly endedAt: Date | null;
}

/** The people of the asker's own organisation. What administrators do reaches no other one. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly repository: PartyRepository,
    private readonly changes: PartyChanges,
  ) {}

  /** A page of colleagues. */
  async page(context: HubContext, args: PageArgs): Promise<Page<Person & { sort: string }>> {
    const actor = signedIn(context.actor);
    const request = pageRequest<PartyKey>(args, keyOf);
    const rows = await this.repository.people(context, actor.organisationId, isAdministrator(actor), request);
    return cutPage(rows, request);
  }

  /** Names, title and language: one's own, or, by an administrator, somebody's of the own organisation. */
  async update(context: HubContext, path: string, input: UpdatePersonInput): Promise<string> {
    const actor = input.id === signedIn(context.actor).personId ? signedIn(context.actor) : requireAdministrator(context.actor);
    const { id, expectedRevision, title, ...rest } = input;
    const values = { ...rest, title: textsOf(title) };
    let asChanged: PersonActor | null = null;
    const changed = await this.changes.make(context, actor, path, async (tx) => {
      const person = await this.member(tx, actor, id);
      if (person.id !== actor.personId) requireNotAbove(actor, person.roles);
      membership.apply(stateOf(person), 'update');
      await updateAtRevision(tx, PersonEntity, person.id, expectedRevision, values);
      const { language } = values;
      if (person.id === actor.personId && language && language !== person.language) asChanged = { ...actor, language, epoch: actor.epoch + 1 };
      return { action: 'person.updated', subjectId: person.id, detail: { fields: fieldsOf(values) } };
    });
    if (asChanged) context.actor = asChanged;
    return changed;
  }

  /** All the roles that somebody has from now on. */
  async setRoles(context: HubContext, path: string, { personId, expectedRevision, roles }: SetRolesInput): Promise<string> {
    const actor = requireAdministrator(context.actor);
    const wanted = [...new Set(roles)];
    let asChanged: PersonActor | null = null;
    const id = await this.changes.make(context, actor, path, async (tx) => {
      await this.lock(tx, actor);
      const person = await this.member(tx, actor, personId);
      requireMaySetRoles(actor, person, wanted);
      membership.apply(stateOf(person), 'setRoles');
      if (!wanted.includes(Role.ADMINISTRATOR)) await this.requireAdministratorBeside(tx, person);
      await updateAtRevision(tx, PersonEntity, person.id, expectedRevision, { roles: wanted });
      // The database moves the epoch with roles and language. What follows in this operation is read with the rights that are left.
      if (person.id === actor.personId) asChanged = { ...actor, roles: new Set(wanted), epoch: actor.epoch + 1 };
      const removed = person.roles.filter((role) => !wanted.includes(role));
      return { action: 'person.roles_set', subjectId: person.id, detail: { before: person.roles, after: wanted }, revokes: removed.length > 0 };
    });
    if (asChanged) context.actor = asChanged;
    return id;
  }

  /** From now on the person may not sign in, and sees nothing on open sessions. */
  async suspend(context: HubContext, path: string, personId: string): Promise<string> {
    return this.transition(context, path, personId, 'suspend', ({ instant }) => ({ suspendedAt: instant }));
  }

  /** The person may sign in again. */
  async reinstate(context: HubContext, path: string, personId: string): Promise<string> {
    return this.transition(context, path, personId, 'reinstate', () => ({ suspendedAt: null }));
  }

  /** The person has left, for ever; the address is free for another account. */
  async end(context: HubContext, path: string, personId: string): Promise<string> {
    return this.transition(context, path, personId, 'end', ({ instant }) => ({ endedAt: instant }));
  }

  private async transition(
    context: HubContext,
    path: string,
    personId: string,
    verb: 'suspend' | 'reinstate' | 'end',
    values: (actor: PersonActor) => { suspendedAt?: Date | null; endedAt?: Date },
  ): Promise<string> {
    const actor = requireAdministrator(context.actor);
    return this.changes.make(context, actor, path, async (tx): Promise<Change> => {
      await this.lock(tx, actor);
      const person = await this.member(tx, actor, personId);
      requireMayRemove(actor, person);
      const state = membership.apply(stateOf(person), verb);
      if (state !== PersonState.ACTIVE) {
        await this.requireAdministratorBeside(tx, person);
        await this.leaveAppointments(tx, actor, person);
      }
      await tx.manager.update(PersonEntity, { id: person.id }, { ...values(actor), revision: () => 'revision + 1' });
      return { action: ACTIONS[verb], subjectId: person.id, detail: {}, revokes: state !== PersonState.ACTIVE };
    });
  }

  /** One change of rights at a time in an organisation; and whoever lost his own meanwhile changes nobody's. */
  private async lock(tx: Tx, actor: PersonActor): Promise<void> {
    await tx.query('people-lock', 'SELECT 1 FROM hub.organisations WHERE id = $1 FOR UPDATE', [actor.organisationId]);
    const current = await tx.query('people-actor', 'SELECT 1 FROM hub.persons WHERE id = $1 AND access_epoch = $2', [actor.personId, actor.epoch]);
    if (current.length === 0) throw new StaleActorError('the rights have changed');
  }

  /** The person, who must be of the actor's own organisation: others are not found, like those that never were. */
  private async member(tx: Tx, actor: PersonActor, id: string): Promise<Member> {
    const [person] = await tx.query<Member>(
      'people-member',
      `SELECT id, roles, language, suspended_at AS "suspendedAt", ended_at AS "endedAt" FROM hub.persons
       WHERE id = $1 AND organisation_id = $2`,
      [requireId(id), actor.organisationId],
    );
    if (!person) throw notFound();
    return person;
  }

  /** An organisation without an administrator could never be managed again. */
  private async requireAdministratorBeside(tx: Tx, person: Member): Promise<void> {
    const others = await tx.query(
      'people-other-administrators',
      `SELECT 1 FROM hub.persons WHERE organisation_id = hub.organisation() AND id <> $1 AND 'ADMINISTRATOR' = ANY (roles)
         AND suspended_at IS NULL AND ended_at IS NULL LIMIT 1`,
      [person.id],
    );
    if (others.length === 0) throw conflict('The organisation must keep an administrator: make somebody else one first.');
  }

  /** Whoever can't act is nobody's contact point: no alert may wait for him. */
  private async leaveAppointments(tx: Tx, actor: PersonActor, person: Member): Promise<void> {
    await tx.query(
      'people-leave-appointments',
      `UPDATE hub.organisations SET contact_point_id = nullif(contact_point_id, $2), deputy_id = nullif(deputy_id, $2), revision = revision + 1
       WHERE id = $1 AND $2 IN (contact_point_id, deputy_id)`,
      [actor.organisationId, person.id],
    );
  }
}

const ACTIONS = { suspend: 'person.suspended', reinstate: 'person.reinstated', end: 'person.membership_ended' } as const;

const isAdministrator = (actor: PersonActor): boolean => actor.roles.has(Role.ADMINISTRATOR);

/** The key in a cursor of people: the reading of a name, and an id. */
function keyOf(cursor: string): PartyKey | null {
  const [name, id, ...more] = decodeCursor(cursor) ?? [];
  return typeof name === 'string' && typeof id === 'string' && isId(id) && more.length === 0 ? [name, id] : null;
}
