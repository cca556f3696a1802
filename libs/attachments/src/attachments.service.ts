import { Injectable } from '@nestjs/common';
import { type HubContext, Role, Scope, withRole } from '@hub/access';
import { AuditLog, emit, Openings } from '@hub/audit';
import { BulletinWrite, DraftsService, revoke } from '@hub/bulletins';
import { conflict, forbidden, invalid, isId, notFound } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import type { AttachFileInput, RemoveAttachmentInput, StrikeAttachmentInput } from './attachment.inputs.js';
import { attach, detach, editsBulletin, fileOf, moveEpoch, type OpenedRow, readersOf, strike, uploadOf, WHOLE } from './attachment.repository.js';
import { SealedFiles } from './storage/sealed-file.js';

/** Somebody to whom a file was given. */
export interface OpeningRow { readonly organisationId: string | null; readonly personId: string | null; readonly openedAt: Date }

/** A file that was struck, and who had opened it. */
export interface StruckFile { readonly id: string; readonly struckAt: Date; readonly openings: OpeningRow[] }

/** Files of one version at most. */
const MOST = 50;

/** What editors do with the files of their bulletins. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
    private readonly drafts: DraftsService,
    private readonly write: BulletinWrite,
    private readonly openingsOf: Openings,
    private readonly files: SealedFiles,
  ) {}

  /** Puts an upload into the working copy, as a revision of it: approvals are void. */
  async attach(context: HubContext, path: string, { bulletinId, expectedRevision, uploadId, sectionId }: AttachFileInput): Promise<{ id: string }> {
    return this.drafts.change(context, path, { id: bulletinId, expectedRevision }, 'attachment.attached', async ({ tx, actor, sections }, number) => {
      const upload = isId(uploadId) ? await uploadOf(tx, actor, uploadId, true) : null;
      if (!upload) throw notFound();
      if (upload.state !== 'READY') throw conflict(`The upload is ${upload.state}. / アップロードが完了していません。`);
      const section = sectionId == null ? WHOLE : sections.find((one) => one.sectionId === sectionId.toLowerCase())?.sectionId;
      if (section === undefined) throw invalid('input.sectionId', 'Is not a section of this bulletin.');
      const [row] = await tx.query<{ count: number }>('attachments-count', 'SELECT count(*)::int AS count FROM hub.bulletin_attachments WHERE bulletin_id = $1 AND number = $2', [bulletinId, number]);
      if ((row?.count ?? 0) >= MOST) throw conflict(`A bulletin has at most ${MOST} files. / 添付は${MOST}件までです。`);
      await attach(tx, upload, { bulletinId, number }, section);
      return { attachment: upload.id, sha256: upload.sha256, section: section === WHOLE ? null : section };
    });
  }

  /** Takes a file out of the working copy; earlier versions keep it. */
  async remove(context: HubContext, path: string, { bulletinId, expectedRevision, attachmentId }: RemoveAttachmentInput): Promise<{ id: string }> {
    return this.drafts.change(context, path, { id: bulletinId, expectedRevision }, 'attachment.removed', async ({ tx, actor }, number) => {
      const seen = isId(attachmentId) ? await fileOf(tx, actor, this.scope.principals(actor), attachmentId) : null;
      if (seen?.bulletinId !== bulletinId.toLowerCase() || !(await detach(tx, seen.id, { bulletinId, number }))) throw notFound();
      return { attachment: seen.id };
    });
  }

  /** Strikes a file from all versions, at once and for good. One person may. */
  async strike(context: HubContext, path: string, { attachmentId, reason }: StrikeAttachmentInput): Promise<StruckFile> {
    const person = withRole(context.actor, Role.READER, Role.OFFICER, Role.CONTACT_POINT);
    const { id, bulletinId, struckAt } = await this.uow.write(person, { path, idempotency: context.idempotency }, async (tx) => {
      const principals = this.scope.principals(person);
      const file = isId(attachmentId) ? await fileOf(tx, person, principals, attachmentId) : null;
      // Locked before whoever revises or publishes it beside.
      const bulletin = file && (await this.write.bulletins.envelope(tx, file.bulletinId, principals));
      if (!file || !bulletin) throw notFound();
      if (!bulletin.editor || bulletin.originatorId !== person.organisationId || !person.roles.has(Role.OFFICER)) throw forbidden('Only officers of the originator can do this.');
      const told = await readersOf(tx, file.id);
      if (!(await strike(tx, file.id, person.instant))) throw conflict('It is struck already.');
      if (bulletin.pendingNumber !== null && (await detach(tx, file.id, { bulletinId: bulletin.id, number: bulletin.pendingNumber }))) await this.write.bulletins.reseal(tx, bulletin.id, bulletin.pendingNumber);
      const { personId, organisationId, instant: occurredAt } = person;
      await this.audit.record(tx, { action: 'attachment.struck', occurredAt, personId, organisationId, subjectId: bulletin.id, detail: { attachment: file.id, reason }, holderIds: [organisationId] });
      const tell = told.map(({ organisationId: of, principals: readers }) => ({ kind: 'STRUCK', change: 'STRUCK', subjectId: file.id, bulletinId: bulletin.id, organisationId: of, readers }));
      await emit(tx, { type: 'attachment.struck', subjectId: bulletin.id, payload: { tell }, occurredAt });
      await moveEpoch(tx, bulletin.id);
      await revoke(tx);
      return { id: file.id, bulletinId: bulletin.id, struckAt: occurredAt.toISOString() };
    });
    // Nobody is given it any more; where this is cut off the sweep does it.
    await this.files.forget(id);
    // No version may have it any more: what stood in a working copy alone. Asked again by the same key, somebody may have lost the bulletin meanwhile.
    const edits = await this.uow.read(person, (tx) => editsBulletin(tx, this.scope.principals(person), bulletinId));
    return { id, struckAt: new Date(struckAt), openings: edits ? await this.openingsOf.ofAttachment(context, bulletinId, id) : [] };
  }

  /** Who was given a file, the newest first: for editors of its bulletin. NOT_FOUND for what the asker does not see. */
  async openings(context: HubContext, attachmentId: string): Promise<OpeningRow[]> {
    const file = await this.seen(context, attachmentId);
    if (!file.editor) throw forbidden('Only officers of the originator can do this.');
    return this.openingsOf.ofAttachment(context, file.bulletinId, file.id);
  }

  private async seen(context: HubContext, id: string): Promise<OpenedRow> {
    const person = withRole(context.actor, Role.READER, Role.OFFICER, Role.CONTACT_POINT);
    const file = isId(id) ? await this.uow.read(person, (tx) => fileOf(tx, person, this.scope.principals(person), id)) : null;
    if (!file) throw notFound();
    return file;
  }
}
