// The library has no types of its own.
declare module 'linebreak' {
  /** Where a text may be broken into lines (UAX #14). */
  // eslint-disable-next-line no-restricted-syntax -- the library exports it so
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { position: number; required: boolean } | null;
  }
}
