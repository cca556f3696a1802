import { Inject, Injectable } from '@nestjs/common';
import { Clock, newId } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { DutyGateway } from './duty.gateway.js';
import { inOrder } from './duty.hours.js';
import { addCall, callsOf, endWatch, mayCall, nextWatch, type Standing, standingOf, tellUnanswered } from './duty.queue.js';
import { type ShiftRow, shiftsOf } from './duty.repository.js';
import { DutyTelephones } from './duty.telephones.js';
import { DutyOutcome } from './duty.types.js';

/** How long somebody who was called has to answer on the hub before the next one is. */
const NEXT_MS = 5 * 60_000;

/** What has to be told to an originator. */
interface Telling { readonly watchId: string; readonly duty: DutyOutcome }

/** Looks at IMMEDIATE bulletins that stay unanswered: who of the organisation is called next, and when the originator is told. */
@Injectable()
export class DutyWatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly gateway: DutyGateway,
    private readonly telephones: DutyTelephones,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** Looks at all whose time is over. Each step is a transaction of its own and can be repeated: a watch stays due until it is done. */
  async run(): Promise<void> {
    for (;;) {
      const now = this.clock.now();
      const looked = await this.worker((tx) => this.look(tx, now));
      if (!looked) return;
      if (looked.telling) {
        const { watchId, duty } = looked.telling;
        await this.worker((tx) => tellUnanswered(tx, watchId, now, duty));
      }
    }
  }

  private async look(tx: Tx, now: Date): Promise<{ telling: Telling | null } | null> {
    const watch = await nextWatch(tx, now, this.config.duty.minutes);
    if (!watch) return null;
    const standing = await standingOf(tx, watch.id, now);
    if (!standing) {
      await endWatch(tx, watch.id);
      return { telling: null };
    }
    const calls = await callsOf(tx, watch.id);
    const called = new Set(calls.map(({ id, telephone }) => this.telephones.open(id, telephone)));
    const duty = calls.length === 0 ? DutyOutcome.NOBODY : calls.some(({ state }) => state === 'TAKEN') ? DutyOutcome.CALLED : DutyOutcome.NOT_REACHED;
    const next = this.gateway.exists ? callable(await shiftsOf(tx, watch.organisationId), standing, now).find((shift) => !called.has(this.numberOf(shift))) : undefined;
    if (next) {
      const { personId, label, channel, language } = next;
      const id = newId();
      const telephone = this.telephones.seal(id, this.numberOf(next));
      await addCall(tx, { id, watchId: watch.id, organisationId: watch.organisationId, personId, label, named: standing.named, telephone, channel, language, createdAt: now }, new Date(now.getTime() + NEXT_MS));
    } else if (watch.told) {
      await endWatch(tx, watch.id);
    }
    // Told by whoever made the first call; here where there was none to make, or its hub has stopped.
    return { telling: watch.told || (next && calls.length === 0) ? null : { watchId: watch.id, duty } };
  }

  private numberOf({ id, telephone }: ShiftRow): string {
    return this.telephones.open(id, telephone);
  }

  private worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.realm('worker', this.clock.now(), work);
  }
}

/** Who may be called, in order. What is marked RED goes to none but the persons named, and to them at any hour: there is nobody else. */
export function callable(shifts: readonly ShiftRow[], standing: Standing, instant: Date): ShiftRow[] {
  const ordered = inOrder(shifts, instant);
  const all = standing.named ? [...ordered, ...shifts.filter((shift) => !ordered.includes(shift))] : ordered;
  return all.filter(({ personId }) => mayCall(standing, personId));
}
