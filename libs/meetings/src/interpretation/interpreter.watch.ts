import { Injectable } from '@nestjs/common';
import { emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import { shutOutInterpreters, tellShutOut } from './interpretation.repository.js';

/** Tells of interpreters who are out of an item by something beside it, such as a bulletin that it is about and that was narrowed. Any number of hubs may run it: each is told once. */
@Injectable()
export class InterpreterWatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Looks at all meetings ahead; returns of how many items somebody is out. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const out = await shutOutInterpreters(tx, null);
      for (const one of out) await emit(tx, { type: 'meeting.interpreters-shut-out', subjectId: one.editionId, payload: { tell: await tellShutOut(tx, one) }, occurredAt: now });
      return out.length;
    });
  }
}
