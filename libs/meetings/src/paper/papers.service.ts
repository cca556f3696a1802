import { Injectable } from '@nestjs/common';
import { type HubContext, signedIn } from '@hub/access';
import { AuditLog, DisclosureGate } from '@hub/audit';
import { localise, newId, notFound } from '@hub/kernel';
import { StaleActorError, UnitOfWork } from '@hub/platform';
import { type AskedPaper, type ComposedPaper, PaperComposer } from './paper.composer.js';
import { text } from './paper.js';
import { coordinatingOf, readerOf } from './paper.repository.js';
import { MeetingPaperKind } from './paper.types.js';
import { PAPER_WORDS } from './words.js';

/** Formats of papers. */
export type PaperFormat = 'pdf' | 'xlsx';
/** A file that may be given out: who was shown it is on record. */
export interface GivenPaper { readonly name: string; readonly bytes: Buffer }

/** How often is looked again where something was taken back while it was read. */
const TURNS = 3;
/** What is handed out at the meeting bears no reader's mark. */
const UNMARKED: readonly MeetingPaperKind[] = [MeetingPaperKind.INVITATION_LETTER, MeetingPaperKind.SEATING_PLAN, MeetingPaperKind.NAME_PLATES];

/** Gives papers out: put together in the asker's scope, entered in the ledger and in the log, and only then written. */
@Injectable()
export class PapersService {
  /** One is set at a time. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly composer: PaperComposer,
    private readonly uow: UnitOfWork,
    private readonly gate: DisclosureGate,
    private readonly audit: AuditLog,
  ) {}

  /** A paper in a format. `renew` looks the asker up anew. */
  async give(context: HubContext, renew: (context: HubContext) => Promise<HubContext>, asked: AskedPaper, format: PaperFormat): Promise<GivenPaper> {
    let asking = context;
    for (let round = 0; round < TURNS; round += 1) {
      const composed = await this.compose(asking, asked);
      if (composed && (await this.gate.release(asking)) === 'released') {
        const rendition = newId();
        const mark = await this.record(asking, asked, format, composed, rendition);
        return this.inTurn(async () => this.written(asking, composed, format, UNMARKED.includes(asked.kind) ? null : mark));
      }
      asking = await renew(asking);
    }
    throw notFound();
  }

  private async compose(context: HubContext, asked: AskedPaper): Promise<ComposedPaper | null> {
    try {
      return await this.composer.compose(context, asked);
    } catch (error) {
      if (!(error instanceof StaleActorError)) throw error;
      return null;
    }
  }

  /**
   * Enters who was given what: for the own organisation and those that coordinate. Of items that are open to some parties only, their proposers hold a record of their own
   * ones too; those that are about bulletins are in the ledger, with them. Gives the line that stands on the copy.
   */
  private async record(context: HubContext, { kind, language }: AskedPaper, format: PaperFormat, { edition, restricted }: ComposedPaper, rendition: string): Promise<string> {
    const { personId, organisationId, instant } = signedIn(context.actor);
    const items = restricted.filter(({ bulletinIds }) => bulletinIds.length === 0);
    const reader = await this.uow.note(context.actor, async (tx) => {
      const act = { occurredAt: instant, personId, organisationId, subjectId: edition.id };
      const paper = { paper: kind, language, format, rendition };
      await this.audit.record(tx, { ...act, action: 'meeting.paper-given', detail: paper, holderIds: [...new Set([organisationId, ...(await coordinatingOf(tx, edition.id))])] });
      for (const proposer of new Set(items.map(({ proposerId }) => proposerId))) {
        const own = items.filter(({ proposerId }) => proposerId === proposer).map(({ id }) => id);
        await this.audit.record(tx, { ...act, action: 'meeting.items-given', detail: { ...paper, items: own }, holderIds: [...new Set([organisationId, proposer])] });
      }
      return readerOf(tx, personId);
    });
    const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'medium' }).format(instant);
    return PAPER_WORDS[language].madeFor(reader.person, localise(reader.organisation, language), `${time} JST`, rendition);
  }

  private async written({ actor }: HubContext, { paper }: ComposedPaper, format: PaperFormat, mark: string | null): Promise<GivenPaper> {
    // Loaded when first asked: what sets papers is a tenth of all that the hub would load at its start.
    const bytes = format === 'pdf' ? await (await import('./pdf.writer.js')).writePdf(paper, { at: actor.instant, mark }) : await (await import('./xlsx.writer.js')).writeXlsx(mark === null ? paper : { ...paper, blocks: [...paper.blocks, text(mark)] });
    return { name: `${paper.title.replace(/\s*[\\/:*?"<>|]+\s*/g, ' ')}.${format}`, bytes };
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}
