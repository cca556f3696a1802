import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, UnitOfWork } from '@hub/platform';
import { NotPrepared } from '../sending/attempts.js';
import { ClaimedWork } from '../sending/claimed-work.js';
import { isOwn, isRefusal, MailOutcome, mayHaveLeft } from './mail.outcome.js';
import { beginMail, type BegunMail, type ClaimedMail, claimMail, endMail, forgetMail, noteMailHealth } from './mail.queue.js';
import { HELD_MS, nextMail } from './mail.schedule.js';
import { MailSender, type SentMail } from './mail.sender.js';
import { MailWriter } from './mail.writer.js';

const LIMITS = { atOnce: 8, claimMs: 180_000 } as const;

/** Sends mail that is due. Any number of hubs may run it: each mail is one hub's at a time. */
@Injectable()
export class MailDeliveries extends ClaimedWork<ClaimedMail> {
  private readonly sender: MailSender | null;

  constructor(
    uow: UnitOfWork,
    @Inject(Clock) clock: Clock,
    private readonly writer: MailWriter,
    @Inject(HUB_CONFIG) config: HubConfig,
  ) {
    super(uow, clock, { ...LIMITS, days: config.alerts.days });
    this.sender = config.mail ? new MailSender(config.mail, config.production) : null;
  }

  /** Without a mail server nothing is looked at. */
  protected async look(): Promise<boolean> {
    return this.sender !== null;
  }

  protected claim = claimMail;
  protected forgetBefore = forgetMail;

  protected async attempt(message: ClaimedMail, claim: string): Promise<void> {
    const { sender } = this;
    if (!sender) return;
    const now = this.clock.now();
    const begun = await this.worker((tx) => beginMail(tx, message, claim, now, this.until(now)));
    if (!begun) return;
    const sent = await sender.send(() => this.writer.compose(message, begun).catch((cause: unknown) => {
      this.onError(cause);
      throw new NotPrepared('the mail was not recorded', { cause });
    }), this.signal);
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
}
