import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived, read back. */
export interface Arrived { readonly to: string[]; readonly from: string; readonly raw: string; readonly text: string; readonly subject: string; readonly messageId: string; readonly headers: ReadonlyMap<string, string> }

/** A mail server on loopback: keeps everything that comes, and answers what it is told to. */
export interface MailServer {
  readonly url: string;
  readonly mails: Arrived[];
  /** A reply code to refuse with, at a stage; null takes everything. */
  refuse: { at: 'RCPT' | 'DATA' | 'MAIL'; code: number; only?: string } | null;
  /** Called once a mail has arrived, before it is answered. */
  onMail: () => unknown;
  /** Called when somebody connects. */
  onConnect: () => unknown;
  close(): Promise<void>;
}

const refusal = (code: number): Error => Object.assign(new Error(`no such thing as secret-${code}`), { responseCode: code });

/** Starts one. */
export async function startMailServer(): Promise<MailServer> {
  const smtp = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], closeTimeout: 100,
    onConnect: (_session, done) => void (async () => server.onConnect())().then(() => done(), done),
    onMailFrom: (_address, _session, done) => done(server.refuse?.at === 'MAIL' ? refusal(server.refuse.code) : undefined),
    onRcptTo: ({ address }, _session, done) => done(server.refuse?.at === 'RCPT' && (server.refuse.only ?? address) === address ? refusal(server.refuse.code) : undefined),
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => void (async () => {
        if (server.refuse?.at === 'DATA') return done(refusal(server.refuse.code));
        const raw = Buffer.concat(parts);
        const parsed = await simpleParser(raw);
        server.mails.push({
          raw: raw.toString(), to: envelope.rcptTo.map(({ address }) => address), from: envelope.mailFrom ? envelope.mailFrom.address : '', text: parsed.text ?? '', subject: parsed.subject ?? '',
          messageId: parsed.messageId ?? '', headers: new Map(parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).replace(/\r?\n\s+/g, ' ').trim()])),
        });
        await server.onMail();
        done();
      })().catch(done));
    },
  });
  // Connections that are cut off are part of the tests.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as { port: number };
  const server: MailServer = {
    url: `smtp://127.0.0.1:${port}`, mails: [], refuse: null, onMail: () => undefined, onConnect: () => undefined,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return server;
}

