import type { Terminal } from '../../../apps/hubctl/src/terminal/terminal.js';

/** A terminal whose answers are given beforehand, and whose lines are kept. */
export class RecordedTerminal implements Terminal {
  readonly results: string[] = [];
  readonly notes: string[] = [];

  constructor(
    private readonly answers: string[] = [],
    readonly interactive = answers.length > 0,
  ) {}

  /** Everything that was shown. */
  get text(): string {
    return [...this.results, ...this.notes].join('\n');
  }

  out(line: string): void {
    this.results.push(line);
  }

  say(line: string): void {
    this.notes.push(line);
  }

  progress(line: string): void {
    this.notes.push(line);
  }

  async ask(question: string): Promise<string> {
    this.notes.push(question);
    const answer = this.answers.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${question}`);
    return answer;
  }

  askSecret(question: string): Promise<string> {
    return this.ask(question);
  }

  readLine(): Promise<string> {
    return this.ask('standard input');
  }
}
