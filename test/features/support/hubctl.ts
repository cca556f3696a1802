import { spawn } from 'node:child_process';
import { run } from '../../../apps/hubctl/src/program.js';
import type { TestHub } from '@hub/testing';
import { RecordedTerminal } from './recorded-terminal.js';

/** What a command said, and how it ended. */
export interface Ran { code: number; text: string; results: string }

/** Runs hubctl in this process, as the person with the token, or as whoever answers its questions. */
export async function hubctl(hub: TestHub, args: readonly string[], { token, answers = [], url = hub.url, env = {} }:
  { token?: string; answers?: string[]; url?: string; env?: Record<string, string> } = {}): Promise<Ran> {
  const terminal = new RecordedTerminal([...answers]);
  const code = await run(args, { env: { HUB_URL: url, ...(token ? { HUB_TOKEN: token } : {}), ...env }, terminal, clock: hub.clock, exitCode: 0 });
  return { code, text: terminal.text, results: terminal.results.join('\n') };
}

/** Runs hubctl as people do: a process of its own. */
export function hubctlProcess(args: readonly string[], env: Record<string, string>, input = ''): Promise<Ran & { notes: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['dist/apps/hubctl/src/main.js', ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } });
    let [results, notes] = ['', ''];
    child.stdout.on('data', (part: Buffer) => { results += part.toString(); });
    child.stderr.on('data', (part: Buffer) => { notes += part.toString(); });
    child.once('error', reject).once('close', (code) => resolve({ code: code ?? -1, results, notes, text: results + notes }));
    child.stdin.end(input);
  });
}
