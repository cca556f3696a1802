import { Injectable } from '@nestjs/common';
import { emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import { dueDemands } from './legal.repository.js';

/** Reminds of answers that fall due, and of secrecy that is to be looked at again. Any number of hubs may run it: each is told once. */
@Injectable()
export class LegalReminders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Gives how many times somebody was reminded. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const due = await dueDemands(tx, now);
      for (const { demandId, organisationId, change, readers } of due) {
        await emit(tx, { type: 'legal-demand.due', subjectId: demandId, occurredAt: now, payload: { tell: [{ kind: 'LEGAL', change, subjectId: demandId, bulletinId: null, organisationId, readers }] } });
      }
      return due.length;
    });
  }
}
