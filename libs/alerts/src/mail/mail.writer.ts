import { Inject, Injectable } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer';
import { noReads } from '@hub/access';
import { DisclosureGate, type Leaving } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { type BegunMail, type ClaimedMail, noteLeaving, noticesOf } from './mail.queue.js';
import type { OutgoingMail } from './mail.sender.js';
import { type MailNotice, tellingOf } from './mail.telling.js';
import { mailLanguage, subjectOf, type Telling, textOf } from './mail.text.js';
import { UnsubscribeLinks } from './unsubscribe.links.js';

/** Readings for one mail, while things are being revoked elsewhere. */
const READINGS = 5;

/** Makes mails, on the data of the moment at which they leave. */
@Injectable()
export class MailWriter {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly gate: DisclosureGate,
    private readonly links: UnsubscribeLinks,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** The mail, once what it tells is in the ledger: read on the data of this moment, as often as something is revoked meanwhile. Null: there is nothing to tell. */
  async compose(message: ClaimedMail, { number, email, language }: BegunMail): Promise<OutgoingMail | null> {
    const told = await this.tell(message);
    if (!told) return null;
    const now = this.clock.now();
    const raw = await this.written(message, email, language, told.telling, now);
    await this.worker((tx) => noteLeaving(tx, message, number, told.named.map(({ position }) => position), now));
    return { to: email, raw };
  }

  /** What is told, after the gate. The person reads, the hub acts. That something waits reveals no bulletin: of that the gate looks only whether it still holds. */
  private async tell({ id, personId, organisationId }: ClaimedMail): Promise<ReturnType<typeof tellingOf>> {
    for (let reading = 0; reading < READINGS; reading += 1) {
      const instant = this.clock.now();
      const notices = await this.worker((tx) => noticesOf(tx, id, instant));
      const told = tellingOf(notices);
      if (!told) return null;
      const leaving: Leaving = {
        actor: { kind: 'recipient', personId, organisationId, instant }, requestId: `mail_${hex(id)}`, giveReceipt: () => undefined,
        reads: { ...noReads(), accessEpoch: notices[0]?.epoch ?? 0, disclosures: disclosuresOf(told.named) },
      };
      if ((await this.gate.release(leaving)) === 'released') return told;
    }
    throw new Error('what a mail tells of was revoked again and again while it was read');
  }

  /** The mail as it stands on the wire. The same in every attempt but for what may be told no more; nothing about the person or a bulletin in its head. */
  private written({ id, personId }: ClaimedMail, to: string, language: string, telling: Telling, date: Date): Promise<Buffer> {
    const { mail, http } = this.config;
    const from = mail?.from ?? '';
    const words = mailLanguage(language);
    return new MailComposer({
      from: { name: 'Contact Point', address: from }, to: { name: '', address: to }, date, messageId: `<${hex(id)}@${from.slice(from.indexOf('@') + 1)}>`,
      subject: subjectOf(telling, words), text: textOf(telling, words, http.publicUrl),
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': words, 'List-Unsubscribe': { prepared: true, value: `<${this.links.linkFor(personId)}>` }, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    }).compile().build();
  }

  private worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.realm('worker', this.clock.now(), work);
  }
}

const hex = (id: string): string => id.replaceAll('-', '');

/** That there is such a bulletin, once for each, and nothing of what it says. */
const disclosuresOf = (named: readonly MailNotice[]) =>
  [...new Map(named.map((notice) => [notice.bulletinId, notice])).values()].flatMap(({ bulletinId, originatorId, accessEpoch }) =>
    (bulletinId === null ? [] : { bulletinId, originatorId, number: null, seen: null, sectionIds: [], accessEpoch, action: 'bulletin.listed' as const }));
