import { Injectable } from '@nestjs/common';
import { emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { UnitOfWork } from '@hub/platform';

interface Told { readonly organisationId: string; readonly toldId: string; readonly change: string; readonly readers: number[] }

/** Reminds of attestations that fall due, and tells who is above where nobody has attested. Any number of hubs may run it: each is told once. */
@Injectable()
export class RegisterReminders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Tells whoever has to be told by now; returns how many times somebody was. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const told = await tx.query<Told>('register-due', 'SELECT d.organisation_id AS "organisationId", d.told_id AS "toldId", d.change, d.readers FROM hub.register_due($1) d', [now]);
      for (const { organisationId, toldId, change, readers } of told) {
        const tell = [{ kind: 'REGISTER', change, subjectId: organisationId, bulletinId: null, organisationId: toldId, readers }];
        await emit(tx, { type: 'register.due', subjectId: organisationId, payload: { tell }, occurredAt: now });
      }
      return told.length;
    });
  }
}
