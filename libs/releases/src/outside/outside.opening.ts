import { Injectable } from '@nestjs/common';
import { noReads } from '@hub/access';
import { AuditLog, DisclosureGate, emit } from '@hub/audit';
import { Clock, newId } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import { tellOf } from '../release.telling.js';
import { OutsideKeys } from './outside.keys.js';

/** What a reader outside is shown. */
export interface OutsideContent {
  readonly bulletinId: string; readonly originatorId: string; readonly originator: Readonly<Record<string, string>>; readonly number: number; readonly accessEpoch: number;
  readonly reference: string; readonly tlp: string; readonly title: string; readonly language: string; readonly handling: readonly string[]; readonly handlingNote: string | null;
  readonly reader: string; readonly organisation: string; readonly purpose: string; readonly sections: readonly { id: string; heading: string; body: string }[];
}

/** The content with the reader's mark: when, and the ledger's receipt. */
export interface OutsideView { readonly content: OutsideContent; readonly at: Date; readonly receipt: string }

/** Readings for one opening, while things are being revoked elsewhere. */
const READINGS = 5;
/** Codes compared at once: each costs some 20 ms of one core and 19 MB. */
const AT_ONCE = 2;
/** Who comes while so many wait is sent away. */
const WAITING = 100;

/**
 * Opens a view for somebody outside. He is nobody in the hub: what he is shown is read and entered on behalf of the originator, which holds the record
 * and answers for him.
 */
@Injectable()
export class OutsideOpening {
  private under = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly gate: DisclosureGate,
    private readonly keys: OutsideKeys,
  ) {}

  /** The view, once; null where address or code is not right, or it does not open any more, whatever of these it is; `busy` where too many try. */
  async open(token: string, code: string): Promise<OutsideView | null | 'busy'> {
    if (this.queue.length >= WAITING) return 'busy';
    const now = this.clock.now();
    // Counted, and committed, before anything is compared: a hundred attempts side by side are a hundred.
    const [kept] = await this.uow.realm('worker', now, (tx) => tx.query<{ id: string; code_hash: string }>('outside-try', 'SELECT * FROM hub.try_outside_release($1, $2)', [this.keys.addressHash(token), now]));
    const right = await this.compared(kept, code);
    return kept && right ? this.view(kept.id) : null;
  }

  private async compared(kept: { id: string; code_hash: string } | undefined, code: string): Promise<boolean> {
    if (this.under >= AT_ONCE) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.under += 1;
    try {
      return await this.keys.isCode(kept, code);
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.under -= 1;
    }
  }

  /** Ends it by this opening, and only then reads. Where the hub breaks off in between it is spent, and is proposed anew. */
  private async view(id: string): Promise<OutsideView | null> {
    const at = this.clock.now();
    const opened = await this.uow.realm('worker', at, async (tx) => {
      const [row] = await tx.query<{ bulletin_id: string; originator_id: string; officers: number }>('outside-open', 'SELECT * FROM hub.open_outside_release($1, $2)', [id, at]);
      if (!row) return false;
      await this.audit.record(tx, {
        action: 'outside-release.opened', occurredAt: at, personId: null, organisationId: row.originator_id, subjectId: row.bulletin_id, detail: { release: id }, holderIds: [row.originator_id],
      });
      await emit(tx, tellOf('outside-release.opened', id, row.bulletin_id, at, [{ change: 'OPENED_OUTSIDE', organisationId: row.originator_id, readers: [row.officers] }]));
      return true;
    });
    return opened ? this.released(id, at) : null;
  }

  /** Reads behind the gate: whatever was revoked since, anywhere, it is read again. */
  private async released(id: string, at: Date): Promise<OutsideView | null> {
    for (let reading = 0; reading < READINGS; reading += 1) {
      const now = this.clock.now();
      const [row] = await this.uow.realm('worker', now, (tx) => tx.query<{ epoch: number; content: OutsideContent }>('outside-content', 'SELECT * FROM hub.outside_content($1, $2, $3)', [id, at, now]));
      if (!row) return null;
      const { content } = row;
      let receipt = '';
      const disclosure = {
        bulletinId: content.bulletinId, originatorId: content.originatorId, number: content.number, seen: null, sectionIds: content.sections.map((section) => section.id),
        accessEpoch: content.accessEpoch, action: 'bulletin.read' as const,
      };
      const verdict = await this.gate.release({
        actor: { kind: 'organisation', organisationId: content.originatorId, instant: now }, requestId: newId(), giveReceipt: (given) => { receipt = given; },
        reads: { ...noReads(), accessEpoch: row.epoch, disclosures: [disclosure] },
      });
      if (verdict === 'released') return { content, at: now, receipt };
    }
    return null;
  }
}
