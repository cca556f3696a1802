import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Failure } from '../failure.js';
import type { Terminal } from './terminal.js';

/** The streams of a process. */
export interface Streams {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

const CLEAR_LINE = '\r\u001b[K';
const EVERY_MS = 5_000;

/** The terminal in which the command was typed, or the pipes that stand in for it. */
export class ConsoleTerminal implements Terminal {
  private unfinished = false;
  private lastProgress = -EVERY_MS;

  constructor(private readonly streams: Streams) {
    // Whoever reads may stop reading (`| head`): that is no failure.
    for (const stream of [streams.stdout, streams.stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
      });
    }
  }

  get interactive(): boolean {
    return this.streams.stdin.isTTY && this.streams.stderr.isTTY;
  }

  out(line: string): void {
    this.endProgress();
    this.streams.stdout.write(`${line}\n`);
  }

  say(line: string): void {
    this.endProgress();
    this.streams.stderr.write(`${line}\n`);
  }

  progress(line: string): void {
    const { stderr } = this.streams;
    if (stderr.isTTY) {
      stderr.write(`${CLEAR_LINE}${line}`);
      this.unfinished = true;
      return;
    }
    // In a log a line now and then is enough.
    if (performance.now() - this.lastProgress < EVERY_MS) return;
    this.lastProgress = performance.now();
    stderr.write(`${line}\n`);
  }

  ask(question: string): Promise<string> {
    return this.read(question, this.streams.stderr);
  }

  async askSecret(question: string): Promise<string> {
    const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
    this.endProgress();
    this.streams.stderr.write(question);
    try {
      return await this.read('', silence);
    } finally {
      this.streams.stderr.write('\n');
    }
  }

  async readLine(): Promise<string> {
    return (await text(this.streams.stdin)).split(/\r?\n/, 1)[0] ?? '';
  }

  private read(question: string, output: NodeJS.WritableStream): Promise<string> {
    this.endProgress();
    const lines = createInterface({ input: this.streams.stdin, output, terminal: true, historySize: 0 });
    return new Promise<string>((resolve, reject) => {
      const stop = (): void => reject(new Failure('Stopped; nothing was done.', 'Run the command again.'));
      lines.once('SIGINT', stop).once('close', stop);
      lines.question(question, resolve);
    }).finally(() => lines.close());
  }

  private endProgress(): void {
    if (this.unfinished) this.streams.stderr.write(CLEAR_LINE);
    this.unfinished = false;
  }
}
