import { Injectable } from '@nestjs/common';
import { Clock } from '@hub/kernel';
import { AuditLog, emit } from '@hub/audit';
import { type Tx, UnitOfWork } from '@hub/platform';
import { instantOf } from './wall-clock.js';

interface Opened { bulletin_id: string; number: number; position: number; originator_id: string; state: 'OPEN' | 'FAILED'; left_out: string[]; editors: number[] }
interface Reckoned { what: string; bulletin_id: string; number: number; position: number; local: string; zone: string; at: Date }

/** Opens stages that have fallen due, and keeps what was said by wall clocks right. Several hubs may run it at once: each stage is one hub's. */
@Injectable()
export class StageOpenings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Opens everything due; returns how many stages opened or failed. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const opened = await tx.query<Opened>('stages-open', 'SELECT * FROM hub.open_stages($1)', [now]);
      for (const stage of opened) await this.note(tx, stage, now);
      return opened.length;
    });
  }

  /**
   * Reckons wall clocks anew that come by an instant, or all that are to come: the rules of their zones may have changed. Called before anything
   * that is due by them is done, so that nothing is done early.
   */
  async reckon(until: Date | null): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const said = await tx.query<Reckoned>('wall-clocks', 'SELECT * FROM hub.wall_clocks($1, $2)', [now, until]);
      const moved = said.filter((one) => instantOf(one).getTime() !== one.at.getTime());
      for (const one of moved) await tx.query('instant-move', 'SELECT hub.move_instant($1, $2, $3, $4, $5)', [one.what, one.bulletin_id, one.number, one.position, instantOf(one)]);
      // An expiry that comes earlier takes something from somebody.
      if (moved.some(({ what }) => what === 'EXPIRY')) await tx.query('revoke', 'SELECT hub.revoke()');
      return moved.length;
    });
  }

  private async note(tx: Tx, { bulletin_id: id, number, position, originator_id: originatorId, state, left_out: leftOut, editors }: Opened, now: Date): Promise<void> {
    const action = state === 'OPEN' ? 'bulletin.stage-opened' : 'bulletin.stage-failed';
    await this.audit.record(tx, {
      action, occurredAt: now, personId: null, organisationId: originatorId, subjectId: id,
      detail: { number, stage: position + 1, ...(leftOut.length > 0 ? { leftOut } : {}) }, holderIds: [originatorId],
    });
    const change = state === 'FAILED' ? 'STAGE_FAILED' : 'STAGE_INCOMPLETE';
    const tell = leftOut.length === 0 ? {} : { tell: [{ kind: 'RELEASE', change, subjectId: id, bulletinId: id, organisationId: originatorId, readers: editors }] };
    await emit(tx, { type: action, subjectId: id, payload: { number, ...tell }, occurredAt: now });
  }
}
