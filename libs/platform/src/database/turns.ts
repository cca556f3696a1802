import type { UnitOfWork } from './unit-of-work.js';

/** Work that is done once in each stretch of time, by whichever hub comes first. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Does the work if nobody has in this stretch of time; says whether. If it fails, the turn is whoever asks next. The turn
   * holds a connection while the work takes others: one turn at a time in a process.
   */
  take(work: string, stretchMs: number, instant: Date, run: () => Promise<unknown>): Promise<boolean> {
    const turn = this.last.then(() =>
      this.uow.realm('worker', instant, async (tx) => {
        const [row] = await tx.query<{ mine: boolean }>('take-turn', 'SELECT hub.take_turn($1, $2) AS mine', [work, Math.floor(instant.getTime() / stretchMs)]);
        if (row?.mine !== true) return false;
        await run();
        return true;
      }));
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
