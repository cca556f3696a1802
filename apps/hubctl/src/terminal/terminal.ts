/** Where a command speaks and listens. Results go to `out`; progress, questions and failures stay beside them. */
export interface Terminal {
  /** Whether somebody sits there who can be asked. */
  readonly interactive: boolean;
  /** A line of the result (standard output). */
  out(line: string): void;
  /** A line beside the result (standard error). */
  say(line: string): void;
  /** How far long work has come. On a screen each call replaces the one before. */
  progress(line: string): void;
  /** The answer to a question. */
  ask(question: string): Promise<string>;
  /** The answer to a question that nobody else is to read: nothing is echoed. */
  askSecret(question: string): Promise<string>;
  /** The first line of standard input. */
  readLine(): Promise<string>;
}

/** Text of somebody else, safe to show: what would move the cursor, colour the screen or turn the reading direction falls away. */
export const printable = (text: string): string => text.replace(/[\r\n\t]+/gu, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
