import { Injectable } from '@nestjs/common';
import { type HubContext, noReads, READING_ROLES, withRole } from '@hub/access';
import { DisclosureGate } from '@hub/audit';
import { DomainError } from '@hub/kernel';
import { StaleActorError } from '@hub/platform';
import { type LeavingCase, type Place, type Stretch, stretchOf } from './case-export.repository.js';
import { CaseExportsService, type ShownExport } from './case-exports.service.js';
import { writerOf, type Written } from './case.writers.js';

/** Readings of one stretch, while things are being revoked elsewhere. */
const READINGS = 10;

/** How the actor is looked up anew. */
export type Renew = (context: HubContext) => Promise<HubContext>;

/** Gives an export piece by piece. Each case is in the ledger, durably, before the piece that it stands in is handed on. */
@Injectable()
export class CaseExportStream {
  /** Bulletins of one stretch: one act in the ledger, one commit, one piece of the file. */
  readonly bulletins: number = 500;

  constructor(private readonly exports: CaseExportsService, private readonly gate: DisclosureGate) {}

  /** The pieces of the file. The next stretch is read while the one before is entered and sent. */
  async *pieces(context: HubContext, asked: ShownExport, renew: Renew): AsyncGenerator<Uint8Array | string> {
    const writer = writerOf(asked.format);
    let begun = false;
    let given = 0;
    let reading: Promise<Read> | null = this.ahead(context, asked, null);
    while (reading) {
      const read = await reading;
      reading = this.after(read, asked);
      const settled = await this.settled(read, asked, renew);
      // Read anew it may end elsewhere: what was read after it is dropped, unseen.
      if (settled !== read) reading = this.after(settled, asked);
      const { cases } = settled.stretch;
      given += cases.length;
      if (given > asked.persons) throw new DomainError('CONFLICT', 'It has come to be about more persons than were asked for.');
      if (!begun) yield writer.begin();
      begun = true;
      if (cases.length > 0) yield writer.some(cases.map(written));
    }
    yield writer.end();
  }

  private after({ context, stretch: { next } }: Read, asked: ShownExport): Promise<Read> | null {
    return next ? this.ahead(context, asked, next) : null;
  }

  /** Begins to read. Whoever stops listening leaves a reading behind that nobody waits for. */
  private ahead(context: HubContext, asked: ShownExport, after: Place | null): Promise<Read> {
    const reading = this.stretch(context, asked, after);
    reading.catch(() => undefined);
    return reading;
  }

  private async stretch(from: HubContext, { filter, requestedAt }: ShownExport, after: Place | null): Promise<Read> {
    const context = { ...from, reads: noReads() };
    const actor = withRole(context.actor, ...READING_ROLES);
    try {
      const stretch = await this.exports.read(context, (tx) => stretchOf(tx, this.exports.asked(actor, filter, requestedAt), after, this.bulletins));
      context.reads.disclosures.push(...stretch.cases.map(({ id, originatorId, number, seen, accessEpoch, recordId, personId }) => ({
        bulletinId: id, originatorId, number, seen, accessEpoch, action: 'bulletin.exported' as const, sectionIds: personId === null ? [recordId] : [recordId, personId],
      })));
      return { context, after, stretch };
    } catch (error) {
      if (!(error instanceof StaleActorError)) throw error;
      // The gate refuses it: what was read is noted as stale.
      return { context, after, stretch: { cases: [], next: null } };
    }
  }

  /** Enters what was read; where something was taken back meanwhile it is read anew, in the scope that stands then. */
  private async settled(first: Read, asked: ShownExport, renew: Renew): Promise<Read> {
    let read = first;
    for (let reading = 0; reading < READINGS; reading += 1) {
      if ((await this.gate.release(read.context)) === 'released') return read;
      read = await this.stretch(await renew(read.context), asked, read.after);
    }
    throw new DomainError('UNAVAILABLE', 'What is exported was changed again and again while it was read.');
  }
}

/** A stretch that was read, by whom, and from where on. */
interface Read { readonly context: HubContext; readonly after: Place | null; readonly stretch: Stretch }

const written = ({ caseId, fields: values, person }: LeavingCase): Written => ({ caseId, values, person });
