import { Inject, Injectable } from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import { Clock, newId } from '@hub/kernel';
import { BODY_LIMIT, HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { InboxService } from './inbox.service.js';
import { mailboxAt, type MailboxAddress } from './mailbox.address.js';
import { claimMailbox, noteTaken, type Place, releaseMailbox, type RunEnd } from './mailbox.state.js';
import { MeetingMailboxFailure } from './mailbox.types.js';
import { MailDoubt } from './reply.js';

const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 15_000, socketTimeout: 60_000 };
/** Mails at once. */
const AT_ONCE = 100;

/**
 * Takes in what comes into the meeting's mailbox. Any number of hubs may run it: one is at it, by a claim that ends by itself. The mailbox is opened for reading
 * only, and how far it was read is noted once a mail is kept for good: a hub that dies in between has it taken again, which changes nothing.
 */
@Injectable()
export class MeetingMailbox {
  private readonly mailbox: MailboxAddress | null;
  private readonly stopping = new AbortController();
  /** The mail at which a run failed last: once more, and it is kept as it is. */
  private stuck: number | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly inbox: InboxService,
    @Inject(HUB_CONFIG) { meetings, production }: HubConfig,
  ) {
    this.mailbox = meetings.imapUrl === undefined ? null : mailboxAt(meetings.imapUrl, production);
  }

  /** Takes in what has come since; returns how many mails. */
  async run(): Promise<number> {
    const { mailbox } = this;
    const claim = newId();
    const place = mailbox ? await this.worker((tx, now) => claimMailbox(tx, mailbox.id, claim, now)) : null;
    if (!mailbox || !place) return 0;
    const client = new ImapFlow({ ...mailbox.options, ...TIMEOUTS, logger: false, disableAutoIdle: true });
    // The call that is under way fails as well, and tells.
    client.on('error', () => undefined);
    const stop = (): void => client.close();
    this.stopping.signal.addEventListener('abort', stop);
    let [end, step]: [RunEnd, MeetingMailboxFailure] = ['LEFT', MeetingMailboxFailure.UNREACHABLE];
    try {
      await client.connect();
      step = MeetingMailboxFailure.REFUSED;
      const { uidValidity } = await client.mailboxOpen(mailbox.folder, { readOnly: true });
      step = MeetingMailboxFailure.INTERRUPTED;
      const taken = await this.take(client, mailbox.id, claim, place, Number(uidValidity));
      end = 'READ';
      return taken;
    } catch (error) {
      if (this.stopping.signal.aborted) return 0;
      end = (error as { authenticationFailed?: boolean }).authenticationFailed ? MeetingMailboxFailure.REFUSED : step;
      throw error;
    } finally {
      this.stopping.signal.removeEventListener('abort', stop);
      client.close();
      await this.worker((tx, now) => releaseMailbox(tx, mailbox.id, claim, end, now));
    }
  }

  /** Breaks off what is under way: whoever runs next goes on there. */
  stop(): void {
    this.stopping.abort();
  }

  private async take(client: ImapFlow, id: string, claim: string, place: Place, validity: number): Promise<number> {
    const last = place.validity === validity ? place.last : 0;
    // The last mail answers to `n:*` whatever its number.
    const waiting = ((await client.search({ uid: `${last + 1}:*` }, { uid: true })) || []).filter((uid) => uid > last).sort((a, b) => a - b).slice(0, AT_ONCE);
    for (const [taken, uid] of waiting.entries()) {
      const mail = await client.fetchOne(String(uid), { source: { maxLength: BODY_LIMIT + 1 } }, { uid: true });
      // Somebody may have taken it out of the mailbox meanwhile.
      if (mail && mail.source) await this.enter(mail.source, uid);
      if (!(await this.worker((tx, now) => noteTaken(tx, id, claim, { validity, last: uid }, now)))) return taken;
    }
    return waiting.length;
  }

  /** What is too large is kept with its beginning, and what the hub can't take twice as it came. */
  private async enter(raw: Buffer, uid: number): Promise<void> {
    const mail = raw.subarray(0, BODY_LIMIT);
    try {
      await this.inbox.receive(mail, raw.length > BODY_LIMIT ? MailDoubt.TOO_LARGE : null);
    } catch (error) {
      const before = this.stuck;
      this.stuck = uid;
      if (before !== uid) throw error;
      await this.inbox.receive(mail, MailDoubt.UNREADABLE);
    }
  }

  private worker<T>(work: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, (tx) => work(tx, now));
  }
}
