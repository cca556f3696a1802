import type { Shell } from '../shell.js';
import { Failure } from '../failure.js';
import { printable } from '../terminal/terminal.js';
import { HubClient } from './hub-client.js';
import { failureOf, HubRefusal } from './hub-refusal.js';
import { type ClientSettings, clientSettings } from './settings.js';

/** What the commands that sign in take. */
export interface SignInOptions {
  email?: string;
  passwordStdin?: boolean;
  allowHttp?: boolean;
  /** The hub's address where the command line gives one; else HUB_URL says it. */
  url?: string;
}

/** Who is signed in. */
export interface Viewer {
  person: { id: string; displayName: string };
  organisation: { id: string; name: string };
  roles: string[];
}

interface Tokens { accessToken: string; refreshToken: string | null }

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }';
const REFRESH = 'mutation ($token: String) { refreshSession(refreshToken: $token) { accessToken refreshToken } }';
const SIGN_OUT = 'mutation { signOut }';
const VIEWER = 'query { viewer { person { id displayName } organisation { id name } roles } }';

/** Signs in (HUB_TOKEN, or e-mail, password and code), does the work, and signs out of what it opened. */
export async function signedIn<T>(shell: Shell, options: SignInOptions, work: (client: HubClient, viewer: Viewer) => Promise<T>): Promise<T> {
  const { terminal } = shell;
  const settings = clientSettings(shell.env, options);
  const client = new HubClient(settings.url, (line) => terminal.progress(line));
  try {
    if (settings.token) client.authorise(settings.token);
    else await signIn(client, shell, settings, options);
    try {
      const { viewer } = await client.run<{ viewer: Viewer }>(VIEWER);
      terminal.say(printable(`Signed in as ${viewer.person.displayName}, ${viewer.organisation.name} (${settings.url.host}).`));
      return await work(client, viewer);
    } finally {
      // What was opened for this command ends with it; that it could not be ended is no reason to fail.
      if (!settings.token) await client.run(SIGN_OUT, {}, { again: false }).catch(() => undefined);
    }
  } catch (error) {
    throw error instanceof HubRefusal ? failureOf(error) : error;
  }
}

async function signIn(client: HubClient, { terminal }: Shell, settings: ClientSettings, options: SignInOptions): Promise<void> {
  if (!terminal.interactive && !(options.email && (settings.password || options.passwordStdin))) {
    throw new Failure('Nobody is signed in, and nobody can be asked here.', 'Set HUB_TOKEN to an access token, or give --email with HUB_PASSWORD (or --password-stdin).');
  }
  const email = options.email ?? (await terminal.ask('E-mail / メールアドレス: '));
  const password = options.passwordStdin ? await terminal.readLine() : (settings.password ?? (await terminal.askSecret('Password / パスワード: ')));
  const input: Record<string, string> = { email, password };
  for (;;) {
    try {
      const { signIn: tokens } = await client.run<{ signIn: Tokens }>(SIGN_IN, { input }, { again: false });
      return keep(client, tokens);
    } catch (error) {
      const asked = error instanceof HubRefusal && terminal.interactive ? QUESTIONS[error.details.field ?? ''] : undefined;
      if (!asked || input[asked.name] !== undefined) throw signInFailure(error);
      input[asked.name] = await terminal.ask(asked.question);
    }
  }
}

/** What the hub may want to know beside e-mail and password, once the password was right. */
const QUESTIONS: Record<string, { name: string; question: string }> = {
  'input.code': { name: 'code', question: 'Second-factor code / 二要素認証コード: ' },
  'input.organisation': { name: 'organisation', question: "Your organisation's code / 組織コード: " },
};

function keep(client: HubClient, { accessToken, refreshToken }: Tokens): void {
  let next = refreshToken;
  client.authorise(accessToken, async () => {
    const { refreshSession } = await client.run<{ refreshSession: Tokens }>(REFRESH, { token: next }, { again: false });
    next = refreshSession.refreshToken;
    return refreshSession.accessToken;
  });
}

function signInFailure(error: unknown): unknown {
  if (!(error instanceof HubRefusal)) return error;
  const { field } = error.details;
  if (error.code === 'UNAUTHENTICATED') return new Failure(error.message, 'Check both, and run the command again. After several failures the hub makes you wait.');
  if (field === 'input.code') return new Failure(error.message, 'Run the command again in a terminal with a fresh code of your authenticator, or set HUB_TOKEN to an access token.');
  if (field === 'input.organisation') return new Failure(error.message, 'Run the command in a terminal, which asks for it, or set HUB_TOKEN to an access token.');
  return failureOf(error);
}
