import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Attachment, attachmentOf } from '@hub/attachments';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders } from '@hub/parties';
import { AgendaService } from '../agenda/agenda.service.js';
import { MeetingItem, MeetingItemPayload } from '../agenda/agenda.types.js';
import { AddMeetingDocumentInput, RemoveMeetingDocumentInput } from './document.inputs.js';
import { MeetingDocument } from './document.types.js';
import { DocumentsReader } from './documents.reader.js';
import { DocumentsService } from './documents.service.js';

/** Documents of items, in and out of GraphQL. */
@Resolver(() => MeetingItem)
export class ItemDocumentsResolver {
  constructor(
    private readonly service: DocumentsService,
    private readonly reader: DocumentsReader,
    private readonly agenda: AgendaService,
  ) {}

  @ResolveField(() => [MeetingDocument], { description: 'Its documents, in the order in which they were filed. GET /attachments/{id} gives one, as of bulletins.' })
  async documents(@Parent() { id }: MeetingItem, @Context() context: HubContext): Promise<MeetingDocument[]> {
    return this.reader.of(context, id);
  }

  @Mutation(() => MeetingItemPayload, { description: 'Files an upload as a document of an item, in a language. For OFFICER, CONTACT_POINT, ADMINISTRATOR or COORDINATOR of its proposer and sponsors, and for coordinators who see it; FORBIDDEN for others who see it. From when the agenda opens until the session ends, CONFLICT else; once the agenda is frozen, as a numbered change of which all are told who see the item. Who has it beside them: see MeetingDocument.' })
  async addMeetingDocument(@Args('input') input: AddMeetingDocumentInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingItemPayload> {
    return { item: await this.agenda.known(context, await this.service.add(context, String(info.path.key), input)) };
  }

  @Mutation(() => MeetingItemPayload, { description: 'Takes a document away, at any time, its key with it. Who filed it, as long as it may file more, the proposer of its item, and coordinators who see that; FORBIDDEN for others who see it. Of what was on a frozen agenda that it was removed stays, as a numbered change of which all are told who see the item.' })
  async removeMeetingDocument(@Args('input') input: RemoveMeetingDocumentInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingItemPayload> {
    return { item: await this.agenda.known(context, await this.service.remove(context, String(info.path.key), input)) };
  }
}

/** What a document shows. */
@Resolver(() => MeetingDocument)
export class MeetingDocumentResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Attachment, { description: 'The file; STRUCK, and nothing else of it, once it was removed.' })
  attachment(@Parent() { file }: MeetingDocument): Attachment {
    return attachmentOf(file);
  }

  @ResolveField(() => Organisation, { description: 'Who filed it.' })
  async organisation(@Parent() { organisationId }: MeetingDocument, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, organisationId);
    if (!organisation) throw notFound();
    return organisation;
  }
}
