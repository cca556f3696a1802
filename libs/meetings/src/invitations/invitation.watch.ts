import { Injectable } from '@nestjs/common';
import { emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import type { Tell } from '@hub/parties';
import { type Tx, UnitOfWork } from '@hub/platform';
import { dayBefore, type Face, faceOf, type Standing } from './invitation.face.js';
import { holdInvitation, nextSequence, noteTold, queueMessage, recipientsOf, tellingOf, untold } from './invitation.repository.js';
import { InvitationsService } from './invitations.service.js';

const WHOM = { DELEGATES_DUE: ['WAITING'], DELEGATES_OVERDUE: ['WAITING', 'COORDINATORS'], MEETING_SOON: ['ALL'] } as const;

/** Looks after what moves without a step: another place, rules of time zones, organisations that take part no longer; and reminds. Any number of hubs may run it. */
@Injectable()
export class InvitationWatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly invitations: InvitationsService,
  ) {}

  /** Does what is due; returns how many reminders were told. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      await this.dropStrays(tx, now);
      let told = 0;
      for (const { id } of await tx.query<{ id: string }>('meeting-invited-ids', 'SELECT e.id FROM hub.invited_editions() e ORDER BY e.id', [])) {
        const invitation = await holdInvitation(tx, id);
        // As it stands now that nobody moves it.
        const [edition] = await tx.query<Standing & { reason: string | null }>('meeting-invited', `SELECT e.names, e.places, e.state, e.reason, e.zone, e.starts_local AS "startsLocal", e.ends_local AS "endsLocal", e.starts_at AS "startsAt", e.ends_at AS "endsAt" FROM hub.invited_editions() e WHERE e.id = $1`, [id]);
        if (!invitation || !edition) continue;
        const face = faceOf(edition);
        await this.invitations.follow(tx, id, face, edition.reason, now);
        if (face && new Date(face.startsAt) > now) told += await this.remind(tx, id, face, now);
      }
      return told;
    });
  }

  private async remind(tx: Tx, editionId: string, face: Face, now: Date): Promise<number> {
    const due = (await untold(tx, editionId, face.starts)).filter(({ days, at }) => dayBefore(face, days, at).at <= now);
    for (const reminder of due) await noteTold(tx, editionId, reminder, face.starts);
    // Where a hub stood still for long each purpose is told once.
    for (const purpose of new Set(due.map((reminder) => reminder.purpose))) {
      const waiting = purpose === 'MEETING_SOON' ? [] : await tellingOf(tx, editionId, 'WAITING', purpose, editionId);
      if (purpose !== 'MEETING_SOON' && waiting.length === 0) continue;
      const tell: Tell[] = [];
      for (const whom of WHOM[purpose]) tell.push(...await tellingOf(tx, editionId, whom, purpose, editionId));
      await emit(tx, { type: 'meeting.reminded', subjectId: editionId, payload: { tell }, occurredAt: now });
    }
    return due.length;
  }

  /** Delegates of organisations that take part no longer are told so. */
  private async dropStrays(tx: Tx, now: Date): Promise<void> {
    for (const { id } of await tx.query<{ id: string }>('meeting-strays', 'SELECT s.id FROM hub.stray_delegates() s', [])) {
      const [delegate] = await tx.query<{ editionId: string }>('meeting-stray-hold', 'SELECT d.edition_id AS "editionId" FROM hub.meeting_delegates d WHERE d.id = $1 AND d.removed_at IS NULL FOR UPDATE', [id]);
      const invitation = delegate ? await holdInvitation(tx, delegate.editionId) : null;
      if (!invitation) continue;
      const [recipient] = await recipientsOf(tx, invitation.editionId, id);
      if (recipient && invitation.face.on) await queueMessage(tx, invitation.editionId, recipient, { method: 'CANCEL', sequence: await nextSequence(tx, id, true), whole: false, face: invitation.face, reason: null, at: now });
      await tx.query('meeting-stray-remove', 'UPDATE hub.meeting_delegates SET removed_at = $2, revision = revision + 1 WHERE id = $1', [id, now]);
    }
  }
}
