import { Injectable } from '@nestjs/common';
import { noReads } from '@hub/access';
import { DisclosureGate } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';
import { type Asked, DutyCallOutcome, DutyGateway } from './duty.gateway.js';
import { type ClaimedCall, mayCall, type Standing, standingOf } from './duty.queue.js';
import { DutyTelephones } from './duty.telephones.js';

/** Readings for one call, while things are being revoked elsewhere. */
const READINGS = 5;

/** Makes one call, as things stand when it leaves. */
@Injectable()
export class DutyCaller {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly gate: DisclosureGate,
    private readonly gateway: DutyGateway,
    private readonly telephones: DutyTelephones,
  ) {}

  /** Asks the gateway for it, behind the gate. */
  async call(call: ClaimedCall, standing: Standing, stopping: AbortSignal): Promise<Asked> {
    if (!(await this.released(call, standing))) return { outcome: DutyCallOutcome.DROPPED, status: null };
    const { id, channel, language, telephone } = call;
    return this.gateway.ask({ id, channel, language, to: this.telephones.open(id, telephone) }, stopping);
  }

  /** Whether the call may go out at this moment: whatever was revoked since it was looked at, anywhere, it is looked at again. */
  private async released({ id, watchId, organisationId, personId }: ClaimedCall, first: Standing): Promise<boolean> {
    let standing: Standing | null = first;
    for (let reading = 0; reading < READINGS; reading += 1) {
      if (!standing || !mayCall(standing, personId)) return false;
      const now = this.clock.now();
      const leaving = { actor: { kind: 'organisation', organisationId, instant: now }, requestId: id, giveReceipt: () => undefined, reads: { ...noReads(), accessEpoch: standing.epoch } } as const;
      if ((await this.gate.release(leaving)) === 'released') return true;
      standing = await this.uow.realm('worker', now, (tx) => standingOf(tx, watchId, now));
    }
    throw new Error('what somebody on duty is called for was revoked again and again while it was read');
  }
}
