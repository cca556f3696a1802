import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Disclosure, type HubContext, noteEpoch, Scope } from '@hub/access';
import { DisclosureGate, parseReceiptHeader } from '@hub/audit';
import { isId, type LocalisedText, notFound } from '@hub/kernel';
import { StaleActorError, UnitOfWork } from '@hub/platform';
import { fileOf } from './attachment.repository.js';
import { FileParents, type KnownFile } from './file.parents.js';
import { isMarkable, labelOf, type Reading, ReaderMarks } from './marks/reader-mark.js';
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

/** A file that the asker sees. */
interface Found {
  readonly file: KnownFile;
  readonly label: string | null;
  /** Enters in the log that it is given out, and gives the copy's id: of what the ledger does not have. */
  readonly enter: ((context: HubContext) => Promise<string>) | null;
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
    private readonly parents: FileParents,
  ) {}

  /** A file, or its small picture; NOT_FOUND for what the asker does not see now, for what is struck, and where there is none. */
  async open(context: HubContext, renew: (context: HubContext) => Promise<HubContext>, id: string, preview: boolean): Promise<Given> {
    let asking = context;
    for (let turn = 0; turn < TURNS; turn += 1) {
      let receipt: string | null = null;
      const noted = { ...asking, giveReceipt: (given: string) => { receipt = given; context.giveReceipt(given); } };
      const found = await this.read(noted, id, preview);
      if (found && (await this.gate.release(noted)) === 'released') {
        const copy = await this.entered(noted, found);
        if (copy !== undefined) return this.given(noted, found, preview, copy ?? actOn(receipt));
      }
      if (!found && !noted.reads.stale && (await this.gate.release(noted)) === 'released') throw notFound();
      asking = await renew(asking);
    }
    throw notFound();
  }

  /** A file as it goes out, once that is on record: with its reader's mark where he is named, and it can bear one. */
  async copy(file: KnownFile, reading: (() => Promise<Reading>) | null, preview: boolean): Promise<Given> {
    const { id, sha256 } = file;
    const [part, size, type] = preview ? (['preview', file.previewSize ?? 0, 'image/jpeg'] as const) : (['file', file.size, file.type] as const);
    const name = preview ? `${file.name.replace(/\.\w+$/, '')}.preview.jpg` : file.name;
    if (reading === null || !isMarkable(type)) return { name, type, size, tag: `"${sha256}${preview ? '-p' : ''}"`, bytes: (from, to) => Readable.from(this.files.read(id, part, from, to), { objectMode: false }) };
    const reader = await reading();
    const marked = Buffer.from(type === 'application/pdf'
      ? await this.marks.onPdf(() => this.files.readAll(id, part, size), reader)
      : await this.marks.onImage(Readable.from(this.files.read(id, part, 0, size), { objectMode: false }), type, reader));
    return { name, type, size: marked.length, tag: null, bytes: (from, to) => Readable.from([marked.subarray(from, to)], { objectMode: false }) };
  }

  private async read(context: HubContext, id: string, preview: boolean): Promise<Found | null> {
    if (!isId(id)) throw notFound();
    try {
      return (await this.ofBulletin(context, id, preview)) ?? (await this.ofOthers(context, id, preview));
    } catch (error) {
      if (!(error instanceof StaleActorError)) throw error;
      context.reads.stale = true;
      return null;
    }
  }

  private async ofBulletin({ actor, reads }: HubContext, id: string, preview: boolean): Promise<Found | null> {
    const { epoch, row } = await this.uow.read(actor, async (tx) => ({ epoch: tx.accessEpoch, row: await fileOf(tx, actor, this.scope.principals(actor), id) }));
    noteEpoch(reads, epoch);
    if (!row || row.struckAt !== null || row.size === null || row.type === null || row.sha256 === null || (preview && row.previewSize === null)) return null;
    const { bulletinId, originatorId, number, seen, accessEpoch, sectionId, tlp, type, size, sha256 } = row;
    const disclosure: Disclosure = { bulletinId, originatorId, number, seen, sectionIds: sectionId.startsWith('00000000-0000-0000') ? [] : [sectionId], accessEpoch, action: 'attachment.opened', attachmentId: row.id };
    reads.disclosures.push(disclosure);
    return { file: { ...row, type, size, sha256 }, label: labelOf(tlp), enter: null };
  }

  private async ofOthers(context: HubContext, id: string, preview: boolean): Promise<Found | null> {
    const held = await this.parents.find(context, id);
    if (!held || (preview && held.file.previewSize === null)) return null;
    return { file: held.file, label: held.file.label, enter: (asking) => held.parent.enter(asking, id, preview) };
  }

  /** The copy's id, or null where the ledger has all that there is to enter; undefined where it must be looked again. */
  private async entered(context: HubContext, { enter }: Found): Promise<string | null | undefined> {
    if (!enter) return null;
    try {
      return await enter(context);
    } catch (error) {
      if (!(error instanceof StaleActorError)) throw error;
      return undefined;
    }
  }

  private given(context: HubContext, { file, label }: Found, preview: boolean, act: string | null): Promise<Given> {
    return this.copy(file, label === null ? null : () => this.reading(context, label, act), preview);
  }

  /** Who reads: by the own name, which the own organisation's record has too. */
  private async reading({ actor }: HubContext, label: string, act: string | null): Promise<Reading> {
    if (actor.kind !== 'person') throw notFound();
    const [who] = await this.uow.read(actor, (tx) => tx.query<{ person: string; organisation: LocalisedText }>(
      'reader', `SELECT p.family_name || ' ' || p.given_name AS person, o.names AS organisation FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id WHERE p.id = $1`, [actor.personId]));
    return { label, person: who?.person ?? '', organisation: who?.organisation ?? {}, at: actor.instant, act };
  }
}

const actOn = (receipt: string | null): string | null => (receipt === null ? null : (parseReceiptHeader(receipt).acts[0] ?? null));
