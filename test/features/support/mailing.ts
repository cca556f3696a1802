import { Role } from '@hub/access';
import { MailDeliveries } from '@hub/alerts';
import { addPerson, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { type AlertWorld, alertWorld, distribute, to } from './alerting.js';
import { type MailServer, startMailServer } from './mail-server.js';

const SETTINGS = 'configured address rhythm dailyAt quietFrom quietUntil zone language filter { kinds urgencies countries exploitation } failingSince heldUntil lastResult revision';
export const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000] as const;
export const FROM = 'contact-point@hub.example';

/** Settings as the person sees them. */
export interface SeenSettings { configured: boolean; rhythm: string; zone: string; failingSince: string | null; heldUntil: string | null; lastResult: string | null; revision: number; filter: object; [key: string]: unknown }
/** A mail as the log shows it. */
export interface SeenMail { id: string; state: string; nextAttemptAt: string | null; attempts: { number: number; status: number | null; result: string; endedAt: string | null }[] }

/** A hub with a mail server, and somebody who wants mail at once. */
export interface MailWorld extends AlertWorld {
  hub: TestHub;
  smtp: MailServer;
  administrator: TestPerson;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  call(text: string, variables?: object, by?: TestPerson): Promise<any>;
  settings(by?: TestPerson): Promise<SeenSettings>;
  choose(input: object, by?: TestPerson): Promise<SeenSettings>;
  log(of?: TestPerson, by?: TestPerson): Promise<SeenMail[]>;
  failures(): Promise<{ person: { id: string }; failingSince: string; heldUntil: string | null; lastResult: string; waiting: number }[]>;
  /** Distributes, sends what is due, and waits for the ends. */
  run(on?: TestHub): Promise<void>;
  /** Goes on in time, and runs. */
  later(ms: number): Promise<void>;
  bulletin(input: object): Promise<{ id: string; revision: number }>;
  /** A bulletin to the recipient's organisation. */
  amber(input?: object): Promise<{ id: string; revision: number }>;
  reference(id: string): Promise<string>;
  /** Records that the bulletin was shown to somebody. */
  listed(bulletinId: string, holder: string): Promise<{ person: string | null }[]>;
  env: Record<string, string>;
  close(): Promise<void>;
}

/** Makes one. */
export async function mailWorld({ rhythm = 'AT_ONCE' }: { rhythm?: string } = {}): Promise<MailWorld> {
  const smtp = await startMailServer();
  const env = { SMTP_URL: smtp.url, HUB_MAIL_FROM: FROM, HUB_PUBLIC_URL: 'https://hub.example' };
  const hub = await createTestHub({ env });
  const world = await alertWorld(hub);
  const administrator = await addPerson(hub, world.recipient, { roles: [Role.ADMINISTRATOR] });
  const { reader } = world;
  const call: MailWorld['call'] = async (text, variables = {}, { token } = reader) => data(await hub.graphql(text, { token, variables }));
  const settings: MailWorld['settings'] = async (by = reader) => (await call(`{ mailSettings { ${SETTINGS} } }`, {}, by)).mailSettings;
  const choose: MailWorld['choose'] = async (input, by = reader) => {
    const { revision } = await settings(by);
    return (await call(`mutation ($input: UpdateMailSettingsInput!) { updateMailSettings(input: $input) { settings { ${SETTINGS} } } }`, { input: { expectedRevision: revision, ...input } }, by)).updateMailSettings.settings;
  };
  const bulletin: MailWorld['bulletin'] = (input) => publishNew(hub, world.author, world.second, input);
  const run: MailWorld['run'] = async (on = hub) => {
    await distribute(on);
    const jobs = on.hub.app.get(MailDeliveries);
    await jobs.run();
    await jobs.settled();
  };
  await choose({ rhythm });
  return {
    ...world, hub, smtp, administrator, call, settings, choose, bulletin, run, env,
    async later(ms) {
      hub.clock.advance(ms);
      await run();
    },
    log: async (of = reader, by = reader) => (await call('query ($id: ID!) { mailDeliveries(personId: $id) { nodes { id state nextAttemptAt attempts { number status result endedAt } } } }', { id: of.id }, by)).mailDeliveries.nodes,
    failures: async () => (await call('{ mailFailures { person { id } failingSince heldUntil lastResult waiting } }', {}, administrator)).mailFailures,
    amber: (input = {}) => bulletin({ tlp: 'AMBER', title: 'Akebonosugi', ...to(world.recipient), sections: [{ heading: 'Akebonosugi', body: 'Akebonosugi' }], ...input }),
    reference: async (id) => (await hub.superuser<{ reference: string }>('SELECT reference FROM hub.bulletins WHERE id = $1', [id])).rows[0]?.reference ?? '',
    listed: async (bulletinId, holder) => (await hub.recorded({ action: 'bulletin.listed' })).filter((record) => record.holder === holder && JSON.stringify(record.detail).includes(bulletinId)),
    async close() {
      await hub.close();
      await smtp.close();
    },
  };
}
