import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Disclosure, HubContext } from '@hub/access';
import { Bulletin, type BulletinRow, BulletinSection, PendingVersion } from '@hub/bulletins';
import { Organisation, PartyLoaders, Person } from '@hub/parties';
import { AttachmentLoader } from './attachment.loader.js';
import { type AttachmentRow, WHOLE } from './attachment.repository.js';
import { Attachment, AttachmentOpening, AttachmentState } from './attachment.types.js';
import type { OpeningRow } from './attachments.service.js';

/** A file as it is shown: of one that is struck, that it is. */
export const attachmentOf = ({ id, name, type, size, sha256, removed, previewSize, struckAt }: Omit<AttachmentRow, 'bulletinId' | 'number' | 'sectionId'>): Attachment => ({
  id, name: struckAt ? null : name, type, size, sha256, removed, state: struckAt ? AttachmentState.STRUCK : AttachmentState.READY, hasPreview: previewSize !== null, struckAt,
});

const OF_BULLETIN = { description: 'Files for the whole audience, in the order in which they were uploaded. Those of sections stand there.' };

/** Files of what is published, or was in an earlier version. */
@Resolver(() => Bulletin)
export class BulletinAttachmentsResolver {
  constructor(private readonly loader: AttachmentLoader) {}

  @ResolveField(() => [Attachment], OF_BULLETIN)
  async attachments(@Parent() { id, number }: BulletinRow, @Context() context: HubContext): Promise<Attachment[]> {
    return number === null ? [] : belonging(await this.loader.ofVersion(context, { bulletinId: id, number }), WHOLE);
  }
}

/** Files of the working copy. */
@Resolver(() => PendingVersion)
export class PendingAttachmentsResolver {
  constructor(private readonly loader: AttachmentLoader) {}

  @ResolveField(() => [Attachment], OF_BULLETIN)
  async attachments(@Parent() { disclosure: { bulletinId, number } }: { disclosure: Disclosure }, @Context() context: HubContext): Promise<Attachment[]> {
    return number === null ? [] : belonging(await this.loader.ofVersion(context, { bulletinId, number }), WHOLE);
  }
}

/** Files of one section, for its audience. */
@Resolver(() => BulletinSection)
export class SectionAttachmentsResolver {
  constructor(private readonly loader: AttachmentLoader) {}

  @ResolveField(() => [Attachment], { description: 'Files of this section, for its audience, in the order in which they were uploaded.' })
  async attachments(@Parent() { id, of }: BulletinSection, @Context() context: HubContext): Promise<Attachment[]> {
    return of ? belonging(await this.loader.ofVersion(context, of), id) : [];
  }
}

const belonging = (rows: readonly AttachmentRow[], sectionId: string): Attachment[] => rows.filter((row) => row.sectionId === sectionId).map(attachmentOf);

/** Who opened a file, as far as his organisation shows him. */
@Resolver(() => AttachmentOpening)
export class AttachmentOpeningResolver {
  constructor(private readonly parties: PartyLoaders) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'Whose.' })
  async organisation(@Parent() { organisationId }: OpeningRow, @Context() context: HubContext): Promise<Organisation | null> {
    return organisationId ? this.parties.organisation(context, organisationId) : null;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who; null where the organisation shows it to nobody else.' })
  async person(@Parent() { personId }: OpeningRow, @Context() context: HubContext): Promise<Person | null> {
    return personId ? this.parties.person(context, personId) : null;
  }
}
