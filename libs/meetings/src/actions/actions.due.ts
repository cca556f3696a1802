import { Injectable } from '@nestjs/common';
import { emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';

interface Told { readonly actionId: string; readonly change: string; readonly organisationId: string; readonly readers: number[] }

/** Reminds owners of what they took on, and tells who is above once it is overdue. Any number of hubs may run it: each is told once. */
@Injectable()
export class ActionsDue {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Tells whoever has to be told by now; returns how many times somebody was. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const told = await tx.query<Told>('actions-due', 'SELECT d.action_id AS "actionId", d.change, d.organisation_id AS "organisationId", d.readers FROM hub.actions_due($1) d', [now]);
      for (const { actionId, change, organisationId, readers } of told) {
        await emit(tx, { type: 'meeting.action-due', subjectId: actionId, payload: { tell: [{ kind: 'MEETING', change, subjectId: actionId, bulletinId: null, organisationId, readers }] }, occurredAt: now });
      }
      return told.length;
    });
  }
}
