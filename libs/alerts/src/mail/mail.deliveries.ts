import { Inject, Injectable } from '@nestjs/common';
import { Clock, newId } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { Attempts, NotPrepared } from '../sending/attempts.js';
import { isOwn, isRefusal, MailOutcome, mayHaveLeft } from './mail.outcome.js';
import { beginMail, type BegunMail, type ClaimedMail, claimMail, endMail, forgetMail, noteMailHealth } from './mail.queue.js';
import { HELD_MS, nextMail } from './mail.schedule.js';
import { MailSender, type SentMail } from './mail.sender.js';
import { MailWriter } from './mail.writer.js';

/** Attempts under way at once in one process. */
const AT_ONCE = 8;
/** How long a claim holds: longer than an attempt takes. */
const CLAIM_MS = 180_000;
const DAY_MS = 86_400_000;

/** Sends mail that is due. Any number of hubs may run it: each mail is one hub's at a time. */
@Injectable()
export class MailDeliveries {
  private readonly attempts = new Attempts(AT_ONCE);
  private readonly sender: MailSender | null;
  /** Told of what fails in the hub itself; such an attempt is made again once its claim is over. */
  onError: (error: unknown) => void = () => undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly writer: MailWriter,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {
    this.sender = config.mail ? new MailSender(config.mail, config.production) : null;
  }

  /** Begins what is due; returns how many. Does not wait for their ends. Without a mail server nothing is looked at. */
  async run(): Promise<number> {
    const { sender, attempts } = this;
    if (!sender || attempts.free <= 0) return 0;
    const now = this.clock.now();
    const claim = newId();
    const claimed = await this.worker((tx) => claimMail(tx, now, attempts.free, claim, until(now)));
    for (const message of claimed) attempts.add(this.attempt(sender, message, claim), (error) => this.onError(error));
    return claimed.length;
  }

  /** Waits for the attempts under way. */
  async settled(): Promise<void> {
    await this.attempts.settled();
  }

  /** Ends what is under way: what does not end by itself soon is broken off, and made again by whoever runs next. */
  async stop(): Promise<void> {
    await this.attempts.stop();
  }

  /** Forgets mails with the alerts that they were about. */
  async forget(): Promise<void> {
    const now = this.clock.now();
    await this.worker((tx) => forgetMail(tx, new Date(now.getTime() - this.config.alerts.days * DAY_MS)));
  }

  private async attempt(sender: MailSender, message: ClaimedMail, claim: string): Promise<void> {
    const now = this.clock.now();
    const begun = await this.worker((tx) => beginMail(tx, message, claim, now, until(now)));
    if (!begun) return;
    const sent = await sender.send(() => this.writer.compose(message, begun).catch((cause: unknown) => {
      this.onError(cause);
      throw new NotPrepared('the mail was not recorded', { cause });
    }), this.attempts.signal);
    await this.end(message, claim, begun, sent);
  }

  private async end(message: ClaimedMail, claim: string, begun: BegunMail, { outcome, status }: SentMail): Promise<void> {
    const at = this.clock.now();
    const own = isOwn(outcome);
    const state = outcome === MailOutcome.SENT || outcome === MailOutcome.WITHHELD ? outcome : 'WAITING';
    const next = own ? new Date(at.getTime() + (outcome === MailOutcome.INTERRUPTED ? 0 : 5_000)) : nextMail(begun.step + 1, at, message.id);
    const held = isRefusal(outcome) ? new Date(at.getTime() + HELD_MS) : null;
    await this.worker(async (tx) => {
      // What was refused is due again as soon as it is not left alone any more.
      await endMail(tx, { message, claim, begun, at, outcome, status, state, left: mayHaveLeft(outcome), counts: !own && !held, next: state !== 'WAITING' ? null : held ? at : next });
      if (outcome === MailOutcome.SENT) await noteMailHealth(tx, message.personId, null, null);
      else if (state === 'WAITING' && !own) await noteMailHealth(tx, message.personId, at, held);
    });
  }

  private worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.realm('worker', this.clock.now(), work);
  }
}

const until = (now: Date): Date => new Date(now.getTime() + CLAIM_MS);
