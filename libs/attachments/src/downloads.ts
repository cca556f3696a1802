import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Disclosure, type HubContext, noteEpoch, Scope } from '@hub/access';
import { DisclosureGate, parseReceiptHeader } from '@hub/audit';
import { isId, type LocalisedText, notFound } from '@hub/kernel';
import { StaleActorError, UnitOfWork } from '@hub/platform';
import { fileOf, type OpenedRow } from './attachment.repository.js';
import type { MediaType } from './attachment.name.js';
import { isMarked, type Reading, ReaderMarks } from './marks/reader-mark.js';
import { SealedFiles } from './storage/sealed-file.js';

/** A file that may be given out: its disclosure is in the ledger. */
export interface Given {
  readonly name: string;
  readonly type: string;
  /** What identifies these bytes; null for a copy with its reader's mark, of which there is only one. */
  readonly tag: string | null;
  readonly size: number;
  readonly bytes: (from: number, to: number) => Readable;
}

/** How often is looked again where something was taken back while it was read. */
const TURNS = 3;

/** Gives files out: read in the asker's scope, entered in the ledger, looked at again, and only then read. */
@Injectable()
export class Downloads {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly gate: DisclosureGate,
    private readonly files: SealedFiles,
    private readonly marks: ReaderMarks,
  ) {}

  /** A file, or its small picture; NOT_FOUND for what the asker does not see now, for what is struck, and where there is none. */
  async open(context: HubContext, renew: (context: HubContext) => Promise<HubContext>, id: string, preview: boolean): Promise<Given> {
    let asking = context;
    for (let turn = 0; turn < TURNS; turn += 1) {
      let receipt: string | null = null;
      const noted = { ...asking, giveReceipt: (given: string) => { receipt = given; context.giveReceipt(given); } };
      const file = await this.read(noted, id, preview);
      if (file && (await this.gate.release(noted)) === 'released') return this.given(noted, file, preview, receipt);
      if (!file && !noted.reads.stale && (await this.gate.release(noted)) === 'released') throw notFound();
      asking = await renew(asking);
    }
    throw notFound();
  }

  private async read(context: HubContext, id: string, preview: boolean): Promise<OpenedRow | null> {
    if (!isId(id)) throw notFound();
    const { actor, reads } = context;
    try {
      const { epoch, file } = await this.uow.read(actor, async (tx) => ({ epoch: tx.accessEpoch, file: await fileOf(tx, actor, this.scope.principals(actor), id) }));
      noteEpoch(reads, epoch);
      if (!file || file.struckAt !== null || file.size === null || (preview && file.previewSize === null)) return null;
      const { bulletinId, originatorId, number, seen, accessEpoch, sectionId } = file;
      const disclosure: Disclosure = { bulletinId, originatorId, number, seen, sectionIds: sectionId.startsWith('00000000-0000-0000') ? [] : [sectionId], accessEpoch, action: 'attachment.opened', attachmentId: file.id };
      reads.disclosures.push(disclosure);
      return file;
    } catch (error) {
      if (!(error instanceof StaleActorError)) throw error;
      reads.stale = true;
      return null;
    }
  }

  private async given(context: HubContext, file: OpenedRow, preview: boolean, receipt: string | null): Promise<Given> {
    const { id, tlp, sha256 } = file;
    const [part, size, type] = preview ? (['preview', file.previewSize ?? 0, 'image/jpeg'] as const) : (['file', file.size ?? 0, file.type ?? 'application/octet-stream'] as const);
    const name = preview ? `${file.name.replace(/\.\w+$/, '')}.preview.jpg` : file.name;
    if (!isMarked(tlp, type)) return { name, type, size, tag: `"${sha256}${preview ? '-p' : ''}"`, bytes: (from, to) => Readable.from(this.files.read(id, part, from, to), { objectMode: false }) };
    const reading = await this.reading(context, tlp, receipt);
    const marked = Buffer.from(type === 'application/pdf'
      ? await this.marks.onPdf(() => this.files.readAll(id, part, size), reading)
      : await this.marks.onImage(Readable.from(this.files.read(id, part, 0, size), { objectMode: false }), type as MediaType, reading));
    return { name, type, size: marked.length, tag: null, bytes: (from, to) => Readable.from([marked.subarray(from, to)], { objectMode: false }) };
  }

  /** Who reads: by the own name, which the own organisation's record has too. */
  private async reading({ actor }: HubContext, tlp: string, receipt: string | null): Promise<Reading> {
    if (actor.kind !== 'person') throw notFound();
    const [who] = await this.uow.read(actor, (tx) => tx.query<{ person: string; organisation: LocalisedText }>(
      'reader', `SELECT p.family_name || ' ' || p.given_name AS person, o.names AS organisation FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id WHERE p.id = $1`, [actor.personId]));
    return { tlp, person: who?.person ?? '', organisation: who?.organisation ?? {}, at: actor.instant, act: receipt === null ? null : (parseReceiptHeader(receipt).acts[0] ?? null) };
  }
}
