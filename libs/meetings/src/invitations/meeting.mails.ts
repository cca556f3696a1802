import { Inject, Injectable } from '@nestjs/common';
import { ClaimedWork, isMailRefusal, isOwnMailFailure, MailOutcome, MailSender, nextMail } from '@hub/alerts';
import { AuditLog, emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { tellingOf } from './invitation.repository.js';
import { meetingMail, type WaitingMessage } from './meeting-mail.text.js';

const LIMITS = { atOnce: 4, claimMs: 180_000, days: 4_000 } as const;

/** A message that this process has claimed. */
interface ClaimedMessage extends WaitingMessage { readonly organisationId: string; readonly delegateId: string; readonly step: number; readonly until: Date }

/** Sends calendar messages that are due. Any number of hubs may run it: each message is one hub's at a time. */
@Injectable()
export class MeetingMails extends ClaimedWork<ClaimedMessage> {
  private readonly sender: MailSender | null;

  constructor(uow: UnitOfWork, @Inject(Clock) clock: Clock, private readonly audit: AuditLog, @Inject(HUB_CONFIG) private readonly config: HubConfig) {
    super(uow, clock, LIMITS);
    this.sender = config.mail ? new MailSender(config.mail, config.production) : null;
  }

  /** Without a mail server nothing is looked at. */
  protected async look(): Promise<boolean> {
    return this.sender !== null;
  }

  protected claim(tx: Tx, now: Date, limit: number, claim: string, until: Date): Promise<ClaimedMessage[]> {
    return tx.query<ClaimedMessage>('meeting-mail-claim', `
      UPDATE hub.meeting_mails m SET claim = $3, claimed_until = $4, attempts = m.attempts + 1
      WHERE m.id IN (SELECT w.id FROM hub.meeting_mails w WHERE w.state = 'WAITING' AND w.next_attempt_at <= $1 AND (w.claimed_until IS NULL OR w.claimed_until <= $1) ORDER BY w.next_attempt_at, w.id LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING m.id, m.edition_id AS "editionId", m.organisation_id AS "organisationId", m.delegate_id AS "delegateId", m.email, m.name, m.language, m.method, m.sequence, m.whole, m.face, m.reason, m.created_at AS "createdAt", m.step, m.until`,
    [now, limit, claim, until]);
  }

  protected async attempt(message: ClaimedMessage, claim: string): Promise<void> {
    const { sender, config: { mail, http } } = this;
    if (!sender || !mail) return;
    const { outcome, status } = await sender.send(async () => ({ to: message.email, raw: await meetingMail(message, mail.from, http.publicUrl) }), this.signal);
    const at = this.clock.now();
    const own = isOwnMailFailure(outcome);
    const next = own ? at : nextMail(message.step + 1, at, message.id);
    const state = outcome === MailOutcome.SENT ? 'SENT' : isMailRefusal(outcome) ? 'REFUSED' : next > message.until ? 'FAILED' : 'WAITING';
    await this.worker(async (tx) => {
      const ended = await tx.query('meeting-mail-end', `UPDATE hub.meeting_mails SET state = $3, outcome = $4, status = $5, step = step + $6, next_attempt_at = $7, ended_at = $8, claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2 RETURNING id`,
        [message.id, claim, state, outcome, status, own ? 0 : 1, state === 'WAITING' ? next : null, state === 'WAITING' ? null : at]);
      if (ended.length > 0 && (state === 'REFUSED' || state === 'FAILED')) await this.tell(tx, message, at);
    });
  }

  /** Messages stay as long as their edition: they say who was invited. */
  protected async forgetBefore(): Promise<void> {}

  /** That an invitation did not arrive is for coordinators to see. */
  private async tell(tx: Tx, { editionId, organisationId, delegateId }: ClaimedMessage, occurredAt: Date): Promise<void> {
    const tell = await tellingOf(tx, editionId, 'COORDINATORS', 'INVITATION_FAILED', editionId);
    await this.audit.record(tx, { action: 'meeting.invitation-failed', occurredAt, personId: null, organisationId, subjectId: delegateId, detail: {}, holderIds: [...new Set([organisationId, ...tell.map((one) => one.organisationId)])] });
    await emit(tx, { type: 'meeting.invitation-failed', subjectId: editionId, payload: { tell }, occurredAt });
  }
}
