import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { freePort } from '../../faults/support/hub-process.js';
import { until } from './alert-socket.js';

const PROGRAM = '/usr/sbin/dovecot';
/** Whether there is an IMAP server on this machine (apt-get install dovecot-imapd). */
export const hasDovecot = existsSync(PROGRAM) && existsSync('/usr/lib/dovecot/imap');
/** Dovecot gives nobody mail who is root. */
const NOBODY = 65_534;
const USER = 'meeting';
const PASSWORD = 'p%w-of-the-mailbox';

/** An IMAP server of a test's own, run by somebody without any rights, that can be away. */
export class Dovecot {
  private child: ChildProcess | null = null;

  private constructor(private readonly folder: string, private readonly port: number, private readonly asNobody: boolean) {}

  static async start(): Promise<Dovecot> {
    const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
    const asNobody = process.getuid?.() === 0;
    const name = asNobody ? 'nobody' : userInfo().username;
    const group = asNobody ? 'nogroup' : String(process.getgid?.());
    const port = await freePort();
    for (const sub of ['run', 'mail']) mkdirSync(join(folder, sub));
    // Paths of sockets may have a hundred characters.
    writeFileSync(join(folder, 'dovecot.conf'), `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/run/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_login_user = ${name}
default_internal_user = ${name}
default_internal_group = ${group}
mail_location = maildir:${folder}/mail
first_valid_uid = 1
first_valid_gid = 1
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
passdb {
  driver = static
  args = password=${PASSWORD.replaceAll('%', '%%')}
}
userdb {
  driver = static
  args = uid=${asNobody ? NOBODY : process.getuid?.()} gid=${asNobody ? NOBODY : process.getgid?.()} home=${folder}/mail
}
`);
    if (asNobody) for (const path of [folder, join(folder, 'run'), join(folder, 'mail')]) chownSync(path, NOBODY, NOBODY);
    chmodSync(folder, 0o755);
    const server = new Dovecot(folder, port, asNobody);
    await server.begin();
    return server;
  }

  /** Its address, as the hub is given it. */
  get url(): string {
    return `imap://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${this.port}/INBOX`;
  }

  async begin(): Promise<void> {
    const command = [PROGRAM, '-F', '-c', join(this.folder, 'dovecot.conf')];
    const [file = '', ...args] = this.asNobody ? ['/usr/bin/setpriv', '--pdeathsig', 'TERM', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--', ...command] : command;
    this.child = spawn(file, args, { stdio: 'ignore', cwd: '/' });
    await until('the IMAP server', () => this.session(async () => true).catch(() => false));
  }

  /** Ends it; what it holds stays. */
  async end(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  async close(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Does something with it, as another client. */
  async session<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow({ host: '127.0.0.1', port: this.port, secure: false, auth: { user: USER, pass: PASSWORD }, logger: false });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await work(client);
    } finally {
      client.close();
    }
  }

  /** Puts mails into the mailbox. */
  async deliver(...mails: readonly (string | Buffer)[]): Promise<void> {
    await this.session(async (client) => { for (const mail of mails) await client.append('INBOX', mail); });
  }
}
