import type { Finding, FindingCode } from '@hub/audit';
import type { Terminal } from '../../terminal/terminal.js';
import { printable } from '../../terminal/terminal.js';

/** Errors that do not accuse the log: what was given can't be used, or two clocks disagree and nobody can say which is wrong. */
const UNCHECKED: ReadonlySet<FindingCode> = new Set(['key-bad', 'policy-bad', 'remembered-bad', 'receipt-bad', 'checkpoint-future', 'cosignature-future']);

/** What a check found, as sentences; the worst of it is the exit code. */
export class Report {
  private wrongs = 0;
  private doubts = 0;

  constructor(private readonly terminal: Terminal) {}

  /** Tells what the verification found. */
  add({ severity, code, sentence }: Finding): void {
    if (severity === 'info') this.fine(sentence);
    else if (severity === 'warning') this.note(sentence);
    else if (UNCHECKED.has(code)) this.unchecked(sentence);
    else this.wrong(sentence);
  }

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
    this.terminal.out(`\n${what}`);
    for (const line of note.trimEnd().split('\n')) this.terminal.out(`  ${printable(line)}`);
    this.terminal.out('');
  }

  /** How it stands so far: 1 for a log that is wrong, 2 for one that could not be checked. */
  get code(): 0 | 1 | 2 {
    if (this.wrongs > 0) return 1;
    return this.doubts > 0 ? 2 : 0;
  }
}
