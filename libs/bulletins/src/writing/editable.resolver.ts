import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { PartyLoaders, Person } from '@hub/parties';
import type { AudienceSpec } from '../audience.js';
import type { SectionEntity, VersionEntity } from '../bulletin.entity.js';
import { Tlp } from '../bulletin.enums.js';
import { Bulletin, type BulletinRow } from '../bulletin.types.js';
import { inputOf, sectionInputsOf } from '../content.js';
import { shownTime } from '../stages/local-time.js';
import { WorkingCopyService } from '../working-copy.service.js';
import { EditableBulletin } from './editable.types.js';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const NOBODY: AudienceSpec = { everyone: false, organisationIds: [], circles: [], personIds: [], reached: [], principals: [] };

/** As it would be written again, with whom it reaches. */
function written(audience: AudienceSpec, input = inputOf(audience)): unknown {
  return { everyone: input.everyone ?? false, organisationIds: input.organisationIds ?? [], circleIds: input.circleIds ?? [], personIds: input.personIds ?? [], reach: audience };
}

/** A bulletin for whoever writes on. */
@Resolver(() => Bulletin)
export class EditableResolver {
  constructor(private readonly copies: WorkingCopyService) {}

  @ResolveField(() => EditableBulletin, { nullable: true, description: "What a revision begins with, for the originator's officers: the working copy, or where there is none what is published. Null for others, while others raise or lower its mark, and of a tombstone without a working copy." })
  async editable(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<unknown> {
    const found = await this.copies.toEdit(context, row);
    if (!found) return null;
    const { version, sections, stages, isAuthor } = found;
    const complete = version.tlp !== Tlp.RED || isAuthor;
    const { potentialVictims, identifiedVictims, citizenships, exploitation, meansOfControl, prefectures } = version;
    return {
      ...pick(version), complete, audience: written(version.audience), sections: sectionsOf(sections, complete), approverIds: version.approverIds,
      stages: stages.map(({ audience, local, zone, opensAt, untilLocal, untilZone, untilAt }) => ({ at: shownTime(opensAt, local, zone), until: shownTime(untilAt, untilLocal, untilZone), audience: written(audience) })),
      facts: version.hasFacts ? { potentialVictims, identifiedVictims, citizenships, exploitation, meansOfControl, prefectures } : null,
      acknowledgeBy: iso(version.acknowledgeBy), releaseAt: iso(version.releaseAt), expiresAt: iso(version.expiresAt),
      releaseOn: shownTime(version.releaseAt, version.releaseLocal, version.releaseZone), expiresOn: shownTime(version.expiresAt, version.expiresLocal, version.expiresZone),
    };
  }
}

const pick = ({ kind, tlp, urgency, language, title, documentNumber, handling, handlingNote, countries, recipientsVisible, personAtRisk }: VersionEntity): object =>
  ({ kind, tlp, urgency, language, title, documentNumber, handling, handlingNote, countries, recipientsVisible, personAtRisk });

function sectionsOf(sections: readonly SectionEntity[], complete: boolean): object[] {
  const specs = new Map(sections.map(({ sectionId, audience }) => [sectionId, audience]));
  return sectionInputsOf(sections).map(({ id, heading, body, audience }) => ({ id, heading, body, audience: complete && audience ? written(specs.get(id ?? '') ?? NOBODY, audience) : null }));
}

/** Who is asked to approve. */
@Resolver(() => EditableBulletin)
export class EditableFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => [Person], { description: 'With TLP:RED: who is asked to approve.' })
  async approvers(@Parent() { approverIds }: { approverIds: string[] }, @Context() context: HubContext): Promise<Person[]> {
    return this.loaders.persons(context, approverIds);
  }
}
