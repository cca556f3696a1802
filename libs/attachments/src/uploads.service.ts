import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { conflict, invalid, isId, newId, notFound } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import { requireName } from './attachment.name.js';
import type { BeginUploadInput } from './attachment.inputs.js';
import { LARGEST } from './attachment.inputs.js';
import { addUpload, claimUpload, noteReceived, openUploads, uploadOf, type UploadRow } from './attachment.repository.js';
import { AttachmentChecks } from './checks/attachment-checks.js';
import { GoneError, PIECE, SealedFiles } from './storage/sealed-file.js';

/** Uploads of one person at a time that are not attached: their number, and what they may come to. */
const MOST = { uploads: 30, bytes: 5 * LARGEST };
/** Who sends files: for bulletins officers, for items of a meeting whoever proposes them. What a file is attached to has rules of its own. */
const SENDERS = [Role.OFFICER, Role.CONTACT_POINT, Role.ADMINISTRATOR, Role.COORDINATOR] as const;
/** Longer than the server lets any request take: who holds a claim has lost his connection before he loses it. */
const CLAIM_MS = 120_000;

/** Where an upload stands after a part of it. `refused`: nothing of it was taken. */
export interface Appended { readonly received: number; readonly refused?: 'offset' | 'busy' }

/** Files on their way in: begun, received in parts, looked at. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly files: SealedFiles,
    private readonly checks: AttachmentChecks,
  ) {}

  /** Begins one; its parts come by `append`. */
  async begin(context: HubContext, path: string, input: BeginUploadInput): Promise<UploadRow> {
    const actor = withRole(context.actor, ...SENDERS);
    const name = requireName(input.name, 'input.name');
    const { id } = await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const { count, bytes } = await openUploads(tx, actor);
      if (count >= MOST.uploads || bytes + input.length > MOST.bytes) throw conflict('Attach what you have uploaded first. / アップロード済みのファイルを先に添付してください。');
      const made = newId();
      await addUpload(tx, actor, { id: made, name, length: input.length });
      await this.audit.record(tx, { action: 'attachment.begun', occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: made, detail: { length: input.length }, holderIds: [actor.organisationId] });
      await emit(tx, { type: 'attachment.begun', subjectId: made, payload: {}, occurredAt: actor.instant });
      return { id: made };
    });
    return this.one(context, id);
  }

  /** An upload of the asker's own; NOT_FOUND for any other, and once it is attached. */
  async one(context: HubContext, id: string): Promise<UploadRow> {
    const actor = withRole(context.actor, ...SENDERS);
    const row = isId(id) ? await this.uow.read(actor, (tx) => uploadOf(tx, actor, id)) : null;
    if (!row) throw notFound();
    return row;
  }

  /**
   * Takes a part that begins at `offset`. Pieces count once they are durable; what a connection that breaks off had sent by then is kept, and the
   * sender goes on from there. Whoever sends the last byte has the file looked at.
   */
  async append(context: HubContext, id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<Appended> {
    const upload = await this.one(context, id);
    const actor = context.actor as PersonActor;
    if (upload.state !== 'RECEIVING' || upload.received !== offset) return { received: upload.received, refused: 'offset' };
    const claim = randomUUID();
    const until = new Date(actor.instant.getTime() + CLAIM_MS);
    if (!(await this.write(actor, (tx) => claimUpload(tx, actor, id, offset, claim, until)))) {
      const now = await this.one(context, id);
      return { received: now.received, refused: now.received === offset ? 'busy' : 'offset' };
    }
    const received = await this.receive(actor, upload, claim, source);
    if (received === upload.length) void this.checks.run().catch(this.checks.onError);
    return { received };
  }

  private async receive(actor: PersonActor, { id, received: from, length }: UploadRow, claim: string, source: AsyncIterable<Uint8Array>): Promise<number> {
    const piece = Buffer.allocUnsafe(PIECE);
    let index = Math.floor(from / PIECE);
    let filled = from - index * PIECE;
    let durable = from;
    const keep = async (isEnd: boolean): Promise<void> => {
      if (index * PIECE + filled > durable) {
        await this.files.writePiece(id, 'in', index, piece.subarray(0, filled));
        durable = index * PIECE + filled;
      }
      if (!(await this.write(actor, (tx) => noteReceived(tx, actor, id, claim, durable, isEnd)))) throw new GoneError('the upload is another\'s by now');
    };
    if (from === 0) await this.files.begin(id, 'in');
    // What was kept of a piece that is not full: as far as it counts.
    if (filled > 0) (await this.files.readPiece(id, 'in', index)).copy(piece, 0, 0, filled);
    try {
      for await (const chunk of source) {
        for (let at = 0; at < chunk.length; ) {
          const taken = Math.min(PIECE - filled, chunk.length - at, length - (index * PIECE + filled));
          if (taken === 0) throw new RangeError('more than was announced');
          piece.set(chunk.subarray(at, at + taken), filled);
          filled += taken;
          at += taken;
          if (filled < PIECE) continue;
          await keep(false);
          index += 1;
          filled = 0;
        }
      }
    } catch (error) {
      if (error instanceof GoneError) throw error;
      if (error instanceof RangeError) {
        await this.write(actor, (tx) => noteReceived(tx, actor, id, claim, durable, true));
        throw invalid('Content-Length', 'More came than was announced. / 申告より長いデータです。');
      }
      // The connection broke off: what is here is kept.
    }
    await keep(true);
    return durable;
  }

  private async write<T extends boolean>(actor: PersonActor, work: (tx: Parameters<typeof claimUpload>[0]) => Promise<T>): Promise<T> {
    const { done } = await this.uow.write(actor, { path: 'upload' }, async (tx) => ({ done: await work(tx) }));
    return done;
  }
}
