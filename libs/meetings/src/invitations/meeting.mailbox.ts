import { Inject, Injectable } from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import { Clock, newId } from '@hub/kernel';
import { BODY_LIMIT, HUB_CONFIG, type HubConfig, UnitOfWork } from '@hub/platform';
import { InboxService } from './inbox.service.js';
import { mailboxAt, type MailboxAddress } from './mailbox.address.js';
import { MailDoubt } from './reply.js';

const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 15_000, socketTimeout: 60_000 };
/** Mails at once; the claim is renewed with each, and holds longer than one takes. */
const AT_ONCE = 100;
const CLAIM_MS = 180_000;

/** How far a mailbox was read: UIDs mean something under one UIDVALIDITY alone. */
interface Place { readonly validity: number; readonly last: number }

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
    const place = mailbox ? await this.claim(mailbox.id, claim) : null;
    if (!mailbox || !place) return 0;
    const client = new ImapFlow({ ...mailbox.options, ...TIMEOUTS, logger: false, disableAutoIdle: true });
    // The call that is under way fails as well, and tells.
    client.on('error', () => undefined);
    const stop = (): void => client.close();
    this.stopping.signal.addEventListener('abort', stop);
    try {
      await client.connect();
      const { uidValidity } = await client.mailboxOpen(mailbox.folder, { readOnly: true });
      return await this.take(client, mailbox.id, claim, place, Number(uidValidity));
    } catch (error) {
      if (this.stopping.signal.aborted) return 0;
      throw error;
    } finally {
      this.stopping.signal.removeEventListener('abort', stop);
      client.close();
      await this.worker('UPDATE hub.meeting_mailboxes SET claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2', 'mailbox-release', [mailbox.id, claim]);
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
      if (!(await this.note(id, claim, validity, uid))) return taken;
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

  /** Null: another hub is at it. */
  private async claim(id: string, claim: string): Promise<Place | null> {
    const now = this.clock.now();
    const [row] = await this.worker<{ validity: string; last: string }>(`
      INSERT INTO hub.meeting_mailboxes AS m (id, claim, claimed_until) VALUES ($1, $2, $4)
      ON CONFLICT ON CONSTRAINT meeting_mailboxes_pk DO UPDATE SET claim = $2, claimed_until = $4 WHERE m.claimed_until IS NULL OR m.claimed_until <= $3
      RETURNING m.uid_validity AS validity, m.last_uid AS last`, 'mailbox-claim', [id, claim, now, new Date(now.getTime() + CLAIM_MS)]);
    return row ? { validity: Number(row.validity), last: Number(row.last) } : null;
  }

  /** Notes a mail as taken; false where the claim is another's by now. */
  private async note(id: string, claim: string, validity: number, uid: number): Promise<boolean> {
    return (await this.worker('UPDATE hub.meeting_mailboxes SET uid_validity = $3, last_uid = $4, claimed_until = $5 WHERE id = $1 AND claim = $2 RETURNING 1', 'mailbox-note',
      [id, claim, validity, uid, new Date(this.clock.now().getTime() + CLAIM_MS)])).length > 0;
  }

  private worker<T extends object>(text: string, name: string, values: readonly unknown[]): Promise<T[]> {
    return this.uow.realm('worker', this.clock.now(), (tx) => tx.query<T>(name, text, values));
  }
}
