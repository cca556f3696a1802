import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import { NotPrepared } from '../sending/attempts.js';
import { MailOutcome, outcomeOf } from './mail.outcome.js';

/** A mail that is ready to leave. */
export interface OutgoingMail { readonly to: string; readonly raw: Buffer }

/** How it went. */
export interface SentMail { readonly outcome: MailOutcome; readonly status: number | null }

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000, dnsTimeout: 15_000 };

/** Hands mails over to the mail server, each on a connection of its own. In production only over TLS, unless SMTP_URL says otherwise. */
export class MailSender {
  private readonly options: ConstructorParameters<typeof SMTPConnection>[0];
  private readonly auth: { user?: string; pass?: string } | undefined;

  constructor({ smtpUrl, from }: { smtpUrl: string; from: string }, production: boolean) {
    const { auth, ...options } = parseConnectionUrl(smtpUrl);
    this.options = { name: from.slice(from.indexOf('@') + 1), requireTLS: production, ...TIMEOUTS, ...options };
    this.auth = auth;
    this.from = from;
  }

  private readonly from: string;

  /** Connects, has the mail prepared once the server is there, and hands it over. What is not prepared does not leave. */
  async send(prepare: () => Promise<OutgoingMail | null>, signal: AbortSignal): Promise<SentMail> {
    const connection = new SMTPConnection(this.options);
    const stop = (): void => connection.close();
    let sending = false;
    signal.addEventListener('abort', stop);
    // An error may come at any time, also while the mail is being prepared.
    const broken = new Promise<never>((_resolve, reject) => {
      connection.on('error', reject);
      connection.on('end', () => reject(Object.assign(new Error('the connection ended'), { code: 'ECONNECTION' })));
    });
    broken.catch(() => undefined);
    const answered = (work: (done: (error?: Error | null) => void) => void): Promise<void> =>
      Promise.race([new Promise<void>((resolve, reject) => work((error) => (error ? reject(error) : resolve()))), broken]);
    try {
      await answered((done) => connection.connect(done));
      const { auth } = this;
      if (auth) await answered((done) => connection.login(auth, done));
      const mail = await prepare();
      if (!mail) return { outcome: MailOutcome.WITHHELD, status: null };
      sending = true;
      await answered((done) => connection.send({ from: this.from, to: [mail.to] }, mail.raw, done));
      return { outcome: MailOutcome.SENT, status: null };
    } catch (error) {
      if (error instanceof NotPrepared) return { outcome: MailOutcome.NOT_RECORDED, status: null };
      if (signal.aborted) return { outcome: MailOutcome.INTERRUPTED, status: null };
      return { outcome: outcomeOf(error, sending), status: (error as { responseCode?: number }).responseCode ?? null };
    } finally {
      signal.removeEventListener('abort', stop);
      connection.quit();
    }
  }
}
