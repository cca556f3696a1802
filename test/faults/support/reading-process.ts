import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = (path: string): string => JSON.stringify(pathToFileURL(fileURLToPath(new URL(`../../../dist/${path}`, import.meta.url))).href);

/** What of the built hub reads the meeting's mailbox, and nothing else of it: says when it begins, and goes on until it is killed. */
const PROGRAM = `
  import 'reflect-metadata';
  const { AuditLog, Keyring } = await import(${dist('libs/audit/src/index.js')});
  const { SystemClock } = await import(${dist('libs/kernel/src/index.js')});
  const { Database, loadConfig, UnitOfWork } = await import(${dist('libs/platform/src/index.js')});
  const { InboxService } = await import(${dist('libs/meetings/src/invitations/inbox.service.js')});
  const { MeetingMailbox } = await import(${dist('libs/meetings/src/invitations/meeting.mailbox.js')});
  const [config, clock] = [loadConfig(process.env), new SystemClock()];
  const uow = new UnitOfWork(await Database.open({ url: config.database.url, poolSize: 2, entities: [] }));
  const audit = new AuditLog(Keyring.open(config.audit.keyring, clock.now()));
  const mailbox = new MeetingMailbox(uow, clock, new InboxService(uow, null, audit, clock, config), config);
  process.stdout.write('begins');
  for (;;) await mailbox.run();
`;

/** Starts it, and waits until it begins. */
export async function startReading(env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_NO_WARNINGS: '1', ...env },
  });
  const [said] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [null])])) as [Buffer | null];
  if (!said) throw new Error('what reads the mailbox ended before it began');
  return child;
}
