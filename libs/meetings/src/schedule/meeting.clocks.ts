import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { AuditLog, emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';

interface Kept { readonly slotId: string | null; readonly editionId: string; readonly zone: string; readonly startsLocal: string; readonly endsLocal: string; readonly startsAt: Date; readonly endsAt: Date }

/** Reckons the instants of slots and days to come anew: where the rules of a zone have changed, what stands on the wall stays, and the instants move. */
@Injectable()
export class MeetingClocks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Returns how many have moved. All parties are told of a day that did. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const kept = await tx.query<Kept>('meeting-clocks', `SELECT c.slot_id AS "slotId", c.edition_id AS "editionId", c.zone, c.starts_local AS "startsLocal", c.ends_local AS "endsLocal", c.starts_at AS "startsAt", c.ends_at AS "endsAt"
        FROM hub.meeting_clocks($1) c`, [now]);
      let moved = 0;
      for (const one of kept) {
        const [starts, ends] = [reckoned(one.startsLocal, one.zone), reckoned(one.endsLocal, one.zone)];
        if (starts.getTime() === one.startsAt.getTime() && ends.getTime() === one.endsAt.getTime()) continue;
        await tx.query('meeting-clock-move', 'SELECT hub.move_meeting_clock($1, $2, $3, $4)', [one.slotId, one.editionId, starts, ends]);
        if (one.slotId === null) await this.note(tx, one, { starts, now });
        moved += 1;
      }
      return moved;
    });
  }

  /** The hub's own act, on behalf of who coordinates; each party holds a record. */
  private async note(tx: Tx, { editionId, startsLocal, zone, startsAt }: Kept, { starts, now }: { starts: Date; now: Date }): Promise<void> {
    const parties = await tx.query<{ organisationId: string; readers: number[]; coordinates: boolean }>('meeting-readers', `SELECT r.organisation_id AS "organisationId", m.readers, r.coordinates
      FROM hub.meeting_readers($1) r JOIN hub.meeting_people($1) m ON m.organisation_id = r.organisation_id`, [editionId]);
    const action = 'meeting.clock-moved';
    await this.audit.record(tx, {
      action, occurredAt: now, personId: null, organisationId: parties.find(({ coordinates }) => coordinates)?.organisationId ?? null, subjectId: editionId,
      detail: { startsLocal, zone, before: startsAt.toISOString(), after: starts.toISOString() }, holderIds: parties.map(({ organisationId }) => organisationId),
    });
    const tell = parties.map(({ organisationId, readers }) => ({ kind: 'MEETING', change: 'CLOCK_MOVED', subjectId: editionId, bulletinId: null, organisationId, readers }));
    await emit(tx, { type: action, subjectId: editionId, payload: { tell }, occurredAt: now });
  }
}

/** By the rules of today. Where new rules skip the hour it is as late as it was before: what was agreed is not dropped. */
const reckoned = (local: string, zone: string): Date => new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
