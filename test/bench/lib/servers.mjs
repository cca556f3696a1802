// Child processes that serve HTTP: the hub as it is built, and what it is measured against.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './root.mjs';
import { PASSWORD } from './world-steps.mjs';

export { ROOT };
const running = new Set();

/** Starts a Node program and waits until it answers on its port. Its log goes nowhere, its errors to ours. */
export async function serve(name, script, port, env, { args = [], probe = '/' } = {}) {
  // As the image starts the hub; all servers alike.
  const child = spawn(process.execPath, ['--max-semi-space-size=64', ...args, script], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const ended = new Promise((resolve) => child.once('exit', (code) => {
    running.delete(child);
    resolve(code);
  }));
  const url = `http://127.0.0.1:${port}`;
  for (let wait = 0; wait < 600; wait += 1) {
    const answer = await fetch(url + probe).catch(() => null);
    if (answer?.ok) return { name, url, pid: child.pid, stop: () => (child.kill('SIGTERM'), ended) };
    if (child.exitCode !== null) throw new Error(`${name} ended with code ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} does not answer on ${url}.`);
}

/** Ends whatever was started and still runs. */
export const stopAll = () => [...running].forEach((child) => child.kill('SIGTERM'));

/** The hub, with everything on that production has on. Its log of requests is written, and thrown away. */
export async function serveHub(databaseUrl, port, { name = 'hub', script = 'dist/apps/hub/src/main.js', args, ...env } = {}) {
  return serve(name, join(ROOT, script), port, {
    DATABASE_URL: databaseUrl,
    HUB_PUBLIC_URL: `http://127.0.0.1:${port}`,
    HUB_TOKEN_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    HUB_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    HUB_SIGNIN_PER_ADDRESS: '100000',
    HUB_ACCESS_TOKEN_MINUTES: '60',
    ...env,
  }, { args, probe: '/health/ready' });
}

/** Signs the actors in, and gives each his header. */
export async function signIn(hub, actors) {
  const query = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  const headers = [];
  for (const { email } of actors) {
    const answer = await ask(hub.url, query, { input: { email, password: PASSWORD } });
    if (!answer.data?.signIn) throw new Error(`${email} can't sign in: ${JSON.stringify(answer)}`);
    headers.push({ authorization: `Bearer ${answer.data.signIn.accessToken}` });
  }
  return headers;
}

/** One GraphQL request. */
export async function ask(url, query, variables, headers = {}) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return answer.json();
}

/** Compiles a TypeScript program of the benchmark beside the hub's own build. */
export async function compile(source) {
  const { transformFile } = await import('@swc/core');
  const { code } = await transformFile(join(ROOT, source), {
    swcrc: false,
    module: { type: 'es6' },
    jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } },
  });
  const target = join(ROOT, 'dist', source.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
  return target;
}
