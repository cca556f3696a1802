import type { Terminal } from '../../terminal/terminal.js';
import { printable } from '../../terminal/terminal.js';

/** What a check found, as sentences; the worst of it is the exit code. */
export class Report {
  private wrongs = 0;
  private doubts = 0;

  constructor(private readonly terminal: Terminal) {}

  /** Something is wrong with the log. */
  wrong(sentence: string): void {
    this.wrongs += 1;
    this.terminal.out(`✗ ${printable(sentence)}`);
  }

  /** Something could not be checked. */
  unchecked(sentence: string): void {
    this.doubts += 1;
    this.terminal.out(`? ${printable(sentence)}`);
  }

  /** Something to know, which is no fault. */
  note(sentence: string): void {
    this.terminal.out(`! ${printable(sentence)}`);
  }

  /** Something was checked and is as it must be. */
  fine(sentence: string): void {
    this.terminal.out(`✓ ${printable(sentence)}`);
  }

  /** A signed note that proves what was said before. */
  evidence(what: string, note: string): void {
    this.terminal.out(`\n${what} Keep it: it is signed and proves what is said above.`);
    for (const line of note.trimEnd().split('\n')) this.terminal.out(`  ${printable(line)}`);
    this.terminal.out('');
  }

  /** How it stands so far: 1 for a log that is wrong, 2 for one that could not be checked. */
  get code(): 0 | 1 | 2 {
    if (this.wrongs > 0) return 1;
    return this.doubts > 0 ? 2 : 0;
  }
}
