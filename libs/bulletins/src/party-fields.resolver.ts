import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Disclosure, HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import { Circle, Organisation, PartyLoaders, Person } from '@hub/parties';
import type { AnswerRow } from './acknowledgements.service.js';
import type { AudienceSpec, ReleaseEntry } from './audience.js';
import { Acknowledgement, Approval, Audience, AudienceRelease, BulletinSection, PendingVersion, SafetyCheck } from './bulletin.types.js';

@Resolver(() => Acknowledgement)
export class AcknowledgementFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'Who answered, or is to answer.' })
  async organisation(@Parent() answer: AnswerRow, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.loaders.organisation(context, answer.organisationId));
  }

  @ResolveField(() => Person, { nullable: true, description: 'The person who answered; by duty role where the organisation prefers.' })
  async acknowledgedBy(@Parent() answer: AnswerRow, @Context() context: HubContext): Promise<Person | null> {
    return answer.personId ? this.loaders.person(context, answer.personId) : null;
  }
}

@Resolver(() => Audience)
export class AudienceFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => [Organisation], { description: 'Organisations reached, circles resolved; with TLP:RED those of the persons.' })
  async organisations(@Parent() audience: AudienceSpec, @Context() context: HubContext): Promise<Organisation[]> {
    return this.loaders.organisations(context, audience.reached);
  }

  @ResolveField(() => [Circle], { description: 'Circles named.' })
  async circles(@Parent() audience: AudienceSpec, @Context() context: HubContext): Promise<Circle[]> {
    const circles = await Promise.all(audience.circles.map(({ id }) => this.loaders.circle(context, id)));
    return circles.filter((circle) => circle !== null);
  }

  @ResolveField(() => [Person], { description: 'With TLP:RED: persons named.' })
  async persons(@Parent() audience: AudienceSpec, @Context() context: HubContext): Promise<Person[]> {
    return this.loaders.persons(context, audience.personIds);
  }

  @ResolveField(() => [AudienceRelease], { description: "Releases at a recipient's request, counted among `organisations`. For editors; empty for others." })
  releases(@Parent() { released }: AudienceSpec): readonly ReleaseEntry[] {
    return released?.entries ?? [];
  }
}

@Resolver(() => AudienceRelease)
export class AudienceReleaseFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'Whom it opens the bulletin to.' })
  async organisation(@Parent() release: ReleaseEntry, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.loaders.organisation(context, release.organisationId));
  }
}

@Resolver(() => Approval)
export class ApprovalFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Person, { description: 'Who approved.' })
  async approvedBy(@Parent() approval: { personId: string }, @Context() context: HubContext): Promise<Person> {
    return found(await this.loaders.person(context, approval.personId));
  }
}

@Resolver(() => PendingVersion)
export class PendingFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => [BulletinSection], { description: 'Sections that the asker may see.' })
  sections(@Parent() { sections, disclosure }: { sections: BulletinSection[]; disclosure: Disclosure }): BulletinSection[] {
    disclosure.sectionIds = sections.map(({ id }) => id);
    const { bulletinId, number } = disclosure;
    return number === null ? sections : sections.map((section) => ({ ...section, of: { bulletinId, number } }));
  }

  @ResolveField(() => [Person], { description: 'Who edited since the last publication, and so can not approve.' })
  async editedBy(@Parent() pending: { editedByIds: string[] }, @Context() context: HubContext): Promise<Person[]> {
    return this.loaders.persons(context, pending.editedByIds);
  }
}

@Resolver(() => SafetyCheck)
export class SafetyCheckFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'The recipient.' })
  async organisation(@Parent() check: { organisationId: string }, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.loaders.organisation(context, check.organisationId));
  }
}

function found<T>(thing: T | null): T {
  if (thing === null) throw notFound();
  return thing;
}
