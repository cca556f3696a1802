// Runs another program, with a sign of life while it takes long.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { root, inRoot } from './folders.mjs';
import { say } from './say.mjs';

const SETPRIV = '/usr/bin/setpriv';

/** Runs quietly; resolves with { code, output }. Ctrl-C and kill end the child too. */
export function runQuietly(label, file, args, { env = process.env } = {}) {
  return new Promise((resolve) => {
    // Where the system can do it, a child ends even when we are killed: two npm ci at once would spoil each other.
    const command = existsSync(SETPRIV) ? [SETPRIV, ['--pdeathsig', 'KILL', '--', file, ...args]] : [file, args];
    const child = spawn(...command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const started = Date.now();
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    const alive = setInterval(() => say(`  … ${label}, ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
    const stop = (signal) => {
      child.kill('SIGKILL'); // npm takes its time over SIGTERM, and would still be writing when we are asked again
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    const finish = (code) => {
      clearInterval(alive);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.once('close', (code, signal) => finish(code ?? signal));
  });
}

/** File and arguments that run npm: the very npm that started us, or the one on the PATH. */
export function npmCommand(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('npm-cli.js')) return [process.execPath, [own, ...args]];
  return ['npm', args];
}

/** File and arguments that run a program of an installed package. */
export const packageCommand = (script, args, flags = []) => [process.execPath, [...flags, inRoot('node_modules', script), ...args]];
