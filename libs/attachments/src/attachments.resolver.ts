import { Args, Context, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Inject } from '@nestjs/common';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { BulletinReader, type BulletinRow } from '@hub/bulletins';
import { HUB_CONFIG, type HubConfig } from '@hub/platform';
import { attachmentOf } from './attachment-fields.resolver.js';
import { AttachFileInput, BeginUploadInput, RemoveAttachmentInput, StrikeAttachmentInput } from './attachment.inputs.js';
import type { UploadRow } from './attachment.repository.js';
import { Attachment, AttachmentLinkPayload, AttachmentOpening, AttachmentState, BulletinAttachmentPayload, StrikeAttachmentPayload, Upload, UploadPayload } from './attachment.types.js';
import { AttachmentsService, type OpeningRow } from './attachments.service.js';
import { REASONS } from './checks/refused.js';
import { DownloadLinks } from './download.links.js';
import { UploadsService } from './uploads.service.js';

/** Where the mutation stands in the request: one Idempotency-Key may cover several. */
const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Attachments, in and out of GraphQL. */
@Resolver(() => Attachment)
export class AttachmentsResolver {
  constructor(
    private readonly uploads: UploadsService,
    private readonly attachments: AttachmentsService,
    private readonly links: DownloadLinks,
    private readonly reader: BulletinReader,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  @Query(() => Upload, { description: 'How far a file on its way has come. For whoever uploads it, until it is attached; NOT_FOUND for others. OFFICER, CONTACT_POINT, ADMINISTRATOR or COORDINATOR.' })
  async upload(@Args('id', { type: () => ID, description: 'The upload.' }) id: string, @Context() context: HubContext): Promise<Upload> {
    return this.uploadOf(context, await this.uploads.one(context, id));
  }

  @Query(() => [AttachmentOpening], { description: 'To whom a file or its preview was given, the newest first, from the disclosure ledger. For editors of its bulletin; FORBIDDEN for other readers.' })
  async attachmentOpenings(@Args('attachmentId', { type: () => ID, description: 'The attachment.' }) attachmentId: string, @Context() context: HubContext): Promise<OpeningRow[]> {
    return this.attachments.openings(context, attachmentId);
  }

  @Mutation(() => UploadPayload, { description: 'Begins to upload a file; its bytes go to `url`, in parts if need be. CONFLICT where too much waits to be attached. OFFICER, CONTACT_POINT, ADMINISTRATOR or COORDINATOR; to a bulletin officers attach it (`attachFile`), to an item of a meeting who files its documents (`addMeetingDocument`).' })
  async beginUpload(@Args('input') input: BeginUploadInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<UploadPayload> {
    return { upload: this.uploadOf(context, await this.uploads.begin(context, pathOf(info), input)) };
  }

  @Mutation(() => BulletinAttachmentPayload, { description: 'Attaches an upload to the working copy, as a revision: approvals are void. Of something published it begins the next version, which goes out at once where no second person is needed (TLP:GREEN).' })
  async attachFile(@Args('input') input: AttachFileInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<{ bulletin: BulletinRow }> {
    return this.bulletin(context, await this.attachments.attach(context, pathOf(info), input));
  }

  @Mutation(() => BulletinAttachmentPayload, { description: 'Takes a file out of the working copy, as a revision: approvals are void. Earlier versions keep it.' })
  async removeAttachment(@Args('input') input: RemoveAttachmentInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<{ bulletin: BulletinRow }> {
    return this.bulletin(context, await this.attachments.remove(context, pathOf(info), input));
  }

  @Mutation(() => StrikeAttachmentPayload, { description: 'Strikes a file that was sent by mistake: gone from all versions at once, its key destroyed, in backups too. Recipients see that it was struck. Needs one editor; CONFLICT where it is struck already.' })
  async strikeAttachment(@Args('input') input: StrikeAttachmentInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<{ attachment: Attachment; openings: OpeningRow[] }> {
    const { id, struckAt, openings } = await this.attachments.strike(context, pathOf(info), input);
    return { attachment: attachmentOf({ id, name: '', type: null, size: null, sha256: null, previewSize: null, removed: [], struckAt }), openings };
  }

  @Mutation(() => AttachmentLinkPayload, { description: 'Gives a link by which a browser fetches a file, of a bulletin or of an item of a meeting, once and within a minute. NOT_FOUND for what the asker does not see.' })
  async attachmentLink(
    @Args('attachmentId', { type: () => ID, description: 'The attachment.' }) attachmentId: string,
    @Args('preview', { type: () => Boolean, nullable: true, defaultValue: false, description: 'The small picture instead.' }) preview: boolean | null,
    @Context() context: HubContext,
  ): Promise<AttachmentLinkPayload> {
    return this.links.make(context, attachmentId, preview ?? false);
  }

  private uploadOf({ language }: HubContext, { state, refusal, ...row }: UploadRow): Upload {
    const reason = refusal && REASONS[refusal];
    return { ...row, state: state as AttachmentState, refusal, reason: reason && (language.startsWith('ja') ? reason.ja : reason.en), url: `${this.config.http.publicUrl}/uploads/${row.id}` };
  }

  private async bulletin(context: HubContext, { id }: { id: string }): Promise<{ bulletin: BulletinRow }> {
    return { bulletin: await this.reader.one(context, id) };
  }
}
