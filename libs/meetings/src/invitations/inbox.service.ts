import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { Clock, conflict, cutPage, decodeCursor, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { PartyChanges, requireCoordinator } from '@hub/parties';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { delegateById, enterReply, takeReply } from './delegate.repository.js';
import type { ResolveMeetingMailInput } from './invitation.inputs.js';
import { invitationOf, queueMessage, recipientsOf, tellingOf } from './invitation.repository.js';
import { MeetingInboxState, type MeetingMail, MeetingMailDecision } from './invitation.types.js';
import { attendeesOf, decideOn, inboxMail, inboxPage, keepMail } from './inbox.repository.js';
import { type ReadMail, readMail, UNREAD } from './mail.reader.js';
import { judge, MailDoubt, MeetingDelegateReply, type Verdict } from './reply.js';

/** Mail that comes for meetings: replies are taken, everything else is kept for coordinators. */
@Injectable()
export class InboxService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: PartyChanges,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** Takes in a mail; says what became of it. The same mail again changes nothing. `doubt`: it is kept for this reason, whatever it says. */
  async receive(raw: Buffer, doubt: MailDoubt | null = null): Promise<MeetingInboxState> {
    const read = doubt === MailDoubt.UNREADABLE ? UNREAD : await readMail(raw, this.config.meetings.inboundServer ?? null);
    const now = this.clock.now();
    return this.uow.realm('worker', now, async (tx) => {
      const uid = read.message?.uid.toLowerCase() ?? '';
      const attendees = isId(uid) ? await attendeesOf(tx, uid) : null;
      const verdict = doubt ? { delegateId: null, because: doubt } : judge(read, attendees, now);
      return this.enter(tx, raw, read, attendees ? uid : null, verdict, now);
    });
  }

  /** A page of the inbox. */
  async page(context: HubContext, args: PageArgs, open: boolean): Promise<Page<MeetingMail>> {
    requireCoordinator(context.actor);
    const request = pageRequest(args, placeOf);
    return cutPage(await this.read(context, (tx) => inboxPage(tx, open, request)), request);
  }

  /** One mail. */
  async mail(context: HubContext, id: string): Promise<MeetingMail> {
    const mail = await this.read(context, (tx) => inboxMail(tx, id, false));
    if (!mail) throw notFound();
    return mail;
  }

  /** Decides on a mail that was kept, once. */
  async resolve(context: HubContext, path: string, { id, decision, delegateId, reply }: ResolveMeetingMailInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    return this.changes.make(context, actor, path, async (tx) => {
      const mail = isId(id) ? await inboxMail(tx, id, true) : null;
      if (!mail) throw notFound();
      if (mail.state !== MeetingInboxState.KEPT || mail.decision !== null) throw conflict('Nothing is left to decide on it. / このメールは処理済みです。', { allowed: [] });
      const delegate = decision === MeetingMailDecision.DISMISS ? null : await requireDelegate(tx, delegateId ?? mail.delegateId);
      if (decision === MeetingMailDecision.APPLY && delegate) {
        const partstat = reply ?? Object.values(MeetingDelegateReply).find((value) => value === mail.partstat);
        if (!partstat) throw invalid('input.reply', 'The mail does not say: give it. / メールから回答を読み取れません。回答を指定してください。');
        await enterReply(tx, delegate.id, partstat, mail.comment, actor.instant);
      }
      if (decision === MeetingMailDecision.DECLINE && delegate) await decline(tx, delegate.editionId, delegate.id, actor.instant);
      await decideOn(tx, mail.id, decision, delegate?.id ?? null, actor.instant, actor.personId);
      return { action: 'meeting.mail-resolved', subjectId: mail.id, detail: { decision, ...(delegate ? { delegate: delegate.id } : {}) }, alsoHeldBy: delegate && delegate.organisationId !== actor.organisationId ? [delegate.organisationId] : [] };
    });
  }

  private async enter(tx: Tx, raw: Buffer, read: ReadMail, editionId: string | null, verdict: Verdict, now: Date): Promise<MeetingInboxState> {
    const { delegateId } = verdict;
    const organisationId = 'reply' in verdict ? await takeReply(tx, verdict.delegateId, verdict.reply, now) : null;
    const because = 'because' in verdict ? verdict.because : null;
    const state = because ? MeetingInboxState.KEPT : organisationId ? MeetingInboxState.APPLIED : MeetingInboxState.SUPERSEDED;
    const id = newId();
    if (!(await keepMail(tx, { id, at: now, raw, digest: createHash('sha256').update(raw).digest(), read, editionId, delegateId, state, because }))) return state;
    if (state === MeetingInboxState.SUPERSEDED) return state;
    const tell = because ? await tellingOf(tx, null, 'COORDINATORS', because === MailDoubt.COUNTER ? 'COUNTER' : 'MAIL_KEPT', id) : [];
    const coordinating = (await tellingOf(tx, null, 'COORDINATORS', '', id)).map((one) => one.organisationId);
    const action = because ? 'meeting.mail-kept' : 'meeting.delegate-replied';
    const [holder] = organisationId ? [organisationId] : coordinating;
    if (holder) await this.audit.record(tx, { action, occurredAt: now, personId: null, organisationId: holder, subjectId: delegateId ?? id, detail: because ? { because } : {}, holderIds: [...new Set([holder, ...coordinating])] });
    await emit(tx, { type: action, subjectId: id, payload: tell.length > 0 ? { tell } : {}, occurredAt: now });
    return state;
  }

  private read<T>(context: HubContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

async function requireDelegate(tx: Tx, id: string | null): Promise<{ id: string; editionId: string; organisationId: string }> {
  if (id === null) throw invalid('input.delegateId', 'The mail names no delegate: say whose it is. / メールから出席者を特定できません。出席者を指定してください。');
  const delegate = isId(id) ? await delegateById(tx, id) : null;
  if (!delegate) throw notFound();
  return delegate;
}

/** DECLINECOUNTER: everything stays as it was, SEQUENCE too. */
async function decline(tx: Tx, editionId: string, delegateId: string, at: Date): Promise<void> {
  const [invitation, [recipient]] = [await invitationOf(tx, editionId), await recipientsOf(tx, editionId, delegateId)];
  if (!invitation || !recipient) throw conflict('The delegate has no address. / 出席者のアドレスがありません。', { allowed: ['APPLY', 'DISMISS'] });
  await queueMessage(tx, editionId, recipient, { method: 'DECLINECOUNTER', sequence: recipient.sequence, whole: true, face: invitation.face, reason: null, at });
}

function placeOf(cursor: string): readonly [string, string] | null {
  const [at, id, ...more] = decodeCursor(cursor) ?? [];
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) && more.length === 0 ? [at, id] : null;
}
