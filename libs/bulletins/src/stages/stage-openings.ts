import { Injectable } from '@nestjs/common';
import { Clock } from '@hub/kernel';
import { AuditLog, emit } from '@hub/audit';
import { type Tx, UnitOfWork } from '@hub/platform';
import { instantOf } from './wall-clock.js';

interface Changed { bulletin_id: string; number: number; position: number; originator_id: string; state: 'OPEN' | 'FAILED' | 'ENDED'; left_out: string[]; editors: number[] }

const ACTIONS = { OPEN: 'bulletin.stage-opened', FAILED: 'bulletin.stage-failed', ENDED: 'bulletin.stage-ended' };
const CHANGES = { OPEN: 'STAGE_INCOMPLETE', FAILED: 'STAGE_FAILED', ENDED: 'STAGE_ENDED' };
interface Reckoned { what: string; bulletin_id: string; number: number; position: number; local: string; zone: string; at: Date }

/** Opens stages that have fallen due and ends those whose end has come, and keeps what was said by wall clocks right. Several hubs may run it at once: each stage is one hub's. */
@Injectable()
export class StageOpenings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Opens and ends everything due; returns how many stages opened, failed or ended. Opens first: who goes over from one stage to the next loses nothing. */
  async run(): Promise<number> {
    return (await this.open()) + (await this.end());
  }

  private async open(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const opened = await tx.query<Changed>('stages-open', 'SELECT * FROM hub.open_stages($1)', [now]);
      for (const stage of opened) await this.note(tx, stage, now);
      return opened.length;
    });
  }

  /** Nobody has seen it since its instant: this writes it down, and tells. */
  private async end(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const ended = await tx.query<Changed>('stages-end', 'SELECT * FROM hub.end_stages($1)', [now]);
      for (const stage of ended) await this.note(tx, stage, now);
      if (ended.length > 0) await tx.query('revoke', 'SELECT hub.revoke()');
      return ended.length;
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
      // An expiry, or an end, that comes earlier takes something from somebody.
      if (moved.some(({ what }) => what === 'EXPIRY' || what === 'UNTIL')) await tx.query('revoke', 'SELECT hub.revoke()');
      return moved.length;
    });
  }

  private async note(tx: Tx, { bulletin_id: id, number, position, originator_id: originatorId, state, left_out: leftOut, editors }: Changed, now: Date): Promise<void> {
    const action = ACTIONS[state];
    await this.audit.record(tx, {
      action, occurredAt: now, personId: null, organisationId: originatorId, subjectId: id,
      detail: { number, stage: position + 1, ...(leftOut.length > 0 ? { leftOut } : {}) }, holderIds: [originatorId],
    });
    const tell = state === 'OPEN' && leftOut.length === 0 ? {} : { tell: [{ kind: 'RELEASE', change: CHANGES[state], subjectId: id, bulletinId: id, organisationId: originatorId, readers: editors }] };
    await emit(tx, { type: action, subjectId: id, payload: { number, ...tell }, occurredAt: now });
  }
}
