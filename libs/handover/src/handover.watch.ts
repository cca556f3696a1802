import { Injectable } from '@nestjs/common';
import { emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';

interface Due { readonly id: string; readonly organisationId: string; readonly from: string; readonly to: string; readonly until: Date | null; readonly change: 'BEGUN' | 'ENDED'; readonly readers: number[] }
interface Ask { readonly bulletinId: string; readonly organisationId: string; readonly readers: number[] }

/** Tells that a handover has begun or ended, and asks for other persons where somebody of TLP:RED's few goes. Any number of hubs may run it: each is told once. */
@Injectable()
export class HandoverWatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Tells what there is to tell by now. */
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.uow.realm('worker', now, async (tx) => {
      await tellDue(tx, now);
      await ask(tx, now);
    });
  }
}

/** What begins and ends, for the two whom it concerns; the ids are for whoever else has tasks of theirs. */
async function tellDue(tx: Tx, now: Date): Promise<void> {
  const due = await tx.query<Due>('handovers-due', 'SELECT d.id, d.organisation_id AS "organisationId", d.person_id AS "from", d.successor_id AS "to", d.until_at AS "until", d.change, d.readers FROM hub.handovers_due($1) d', [now]);
  for (const { id, organisationId, from, to, until, change, readers } of due) {
    const tell = [{ kind: 'HANDOVER', change, subjectId: id, bulletinId: null, organisationId, readers }];
    await emit(tx, { type: change === 'BEGUN' ? 'handover.begun' : 'handover.ended', subjectId: id, payload: { from, to, until, tell }, occurredAt: now });
  }
}

async function ask(tx: Tx, now: Date): Promise<void> {
  const asks = await tx.query<Ask>('handover-ask', 'SELECT a.bulletin_id AS "bulletinId", a.originator_id AS "organisationId", a.readers FROM hub.ask_successors($1) a', [now]);
  for (const { bulletinId, organisationId, readers } of asks.filter(({ readers: few }) => few.length > 0)) {
    const tell = [{ kind: 'HANDOVER', change: 'ASKED', subjectId: bulletinId, bulletinId, organisationId, readers }];
    await emit(tx, { type: 'handover.asked', subjectId: bulletinId, payload: { tell }, occurredAt: now });
  }
}
