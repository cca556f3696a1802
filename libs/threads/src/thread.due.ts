import { Injectable } from '@nestjs/common';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';

const AT_ONCE = 100;

/** Tells whom it concerns that an answer is due: before the time, and at it. */
@Injectable()
export class ThreadsDue {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Makes events of what has come due; each is taken by one hub. Says of how many threads somebody is told. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const [row] = await tx.query<{ told: number }>('threads-due', 'SELECT hub.tell_due_threads($1, $2) AS told', [now, AT_ONCE]);
      return row?.told ?? 0;
    });
  }
}
