/** How an attempt to hand over a mail ended. */
export enum MailOutcome {
  SENT = 'SENT', ADDRESS_REFUSED = 'ADDRESS_REFUSED', MESSAGE_REFUSED = 'MESSAGE_REFUSED', DEFERRED = 'DEFERRED', HUB_REFUSED = 'HUB_REFUSED',
  UNREACHABLE = 'UNREACHABLE', UNTRUSTED = 'UNTRUSTED', BROKEN = 'BROKEN', WITHHELD = 'WITHHELD', NOT_RECORDED = 'NOT_RECORDED', INTERRUPTED = 'INTERRUPTED',
}

/** In the words of the log. What a mail server writes is not repeated: it may hold anything. */
const WORDS: Readonly<Record<MailOutcome, string>> = {
  SENT: 'The mail server took it. / 送信しました。',
  ADDRESS_REFUSED: 'The mail server refused the address. / メールサーバーが宛先を拒否しました。',
  MESSAGE_REFUSED: 'The mail server refused the mail. / メールサーバーがメールを拒否しました。',
  DEFERRED: 'The mail server asked to try again later. / メールサーバーから後で再送するよう求められました。',
  HUB_REFUSED: 'The mail server takes no mail from this hub. / メールサーバーがこのハブからの送信を受け付けません。',
  UNREACHABLE: 'The mail server could not be reached. / メールサーバーに接続できませんでした。',
  UNTRUSTED: 'TLS with the mail server failed. / メールサーバーとのTLS接続に失敗しました。',
  BROKEN: 'The connection broke before there was an answer; it may have arrived. / 応答の前に接続が切れました。届いている可能性があります。',
  WITHHELD: 'Nothing was sent: there is nothing to tell any more. / お知らせする内容がなくなったため送信しませんでした。',
  NOT_RECORDED: 'Nothing was sent: the record of disclosures could not be written. / 開示記録を書き込めないため送信しませんでした。',
  INTERRUPTED: 'The hub stopped in the middle; whether it arrived is not known. / ハブの停止により中断しました。届いたかどうかは不明です。',
};

/** In words, with the server's reply code where there was one. */
export const inWords = (outcome: MailOutcome, status: number | null): string => `${WORDS[outcome]}${status === null ? '' : ` (SMTP ${status})`}`;

/** Refused for good: another attempt is made after a day, or once address or settings have changed. */
export const isRefusal = (outcome: MailOutcome): boolean => outcome === MailOutcome.ADDRESS_REFUSED || outcome === MailOutcome.MESSAGE_REFUSED;

/** The hub's own failures: they use nothing of the schedule up, and are no fault of an address. */
export const isOwn = (outcome: MailOutcome): boolean => outcome === MailOutcome.INTERRUPTED || outcome === MailOutcome.NOT_RECORDED;

/** Whether the mail may have arrived all the same. */
export const mayHaveLeft = (outcome: MailOutcome): boolean => outcome === MailOutcome.SENT || outcome === MailOutcome.BROKEN || outcome === MailOutcome.INTERRUPTED;

/** What nodemailer's errors say. */
interface SmtpFailure { readonly code?: string; readonly command?: string; readonly responseCode?: number }

/** What a failure means, once the server was reached (`sending`: the mail was on its way). */
export function outcomeOf(error: unknown, sending: boolean): MailOutcome {
  const { code, command, responseCode } = error as SmtpFailure;
  if (code === 'ETLS') return MailOutcome.UNTRUSTED;
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500) return MailOutcome.DEFERRED;
  if (responseCode !== undefined && responseCode >= 500) {
    if (command === 'RCPT TO') return MailOutcome.ADDRESS_REFUSED;
    return code === 'EMESSAGE' ? MailOutcome.MESSAGE_REFUSED : MailOutcome.HUB_REFUSED;
  }
  if (code === 'EENVELOPE') return MailOutcome.ADDRESS_REFUSED;
  if (code === 'EAUTH' || code === 'ENOAUTH') return MailOutcome.HUB_REFUSED;
  return sending ? MailOutcome.BROKEN : MailOutcome.UNREACHABLE;
}
