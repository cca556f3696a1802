import type { HubContext } from '@hub/access';
import { AuditEntry, AuditErasure } from '@hub/audit';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Organisation } from './organisation.types.js';
import { PartyLoaders } from './party.loaders.js';
import { Person } from './person.types.js';

/** Who acted: names that only the parties know. */
@Resolver(() => AuditEntry)
export class AuditFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Person, { nullable: true, description: 'Who acted; null where that was the hub itself, nobody known or several people (see `actors`), where the asker may not know the person, and once erased.' })
  async actor(@Parent() { personIds: [only, ...others] }: AuditEntry, @Context() context: HubContext): Promise<Person | null> {
    return only === undefined || others.length > 0 ? null : this.loaders.person(context, only);
  }

  @ResolveField(() => [Person], { description: 'Who acted: several where an alert was shown to several people of an organisation at once. Without those whom the asker may not know; empty once erased. Who reads own acts alone sees himself.' })
  async actors(@Parent() { personIds }: AuditEntry, @Context() context: HubContext): Promise<Person[]> {
    const people = await Promise.all(personIds.map((id) => this.loaders.person(context, id)));
    return people.filter((person) => person !== null);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'The organisation of whoever acted; null for the hub itself.' })
  async organisation(@Parent() { organisationId }: AuditEntry, @Context() context: HubContext): Promise<Organisation | null> {
    return organisationId === null ? null : this.loaders.organisation(context, organisationId);
  }
}

/** Who asks for an erasure. */
@Resolver(() => AuditErasure)
export class ErasureFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'Who asks for it. Null where neither that organisation nor the own one acted: others that hold a copy are told to nobody.' })
  async askedBy(@Parent() { askedById }: AuditErasure, @Context() context: HubContext): Promise<Organisation | null> {
    return askedById === null ? null : this.loaders.organisation(context, askedById);
  }
}
