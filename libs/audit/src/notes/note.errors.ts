/** A note, key or statement that can't be relied on. The message is a sentence for a person. */
export class NoteError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NoteError';
  }
}

/** None of the keys that are trusted signed the note: what it says may be true or not. */
export class UnknownKeysError extends NoteError {
  constructor(names: readonly string[]) {
    super(`No trusted key signed the note; it is signed by unknown keys of ${[...new Set(names)].join(', ')}.`);
    this.name = 'UnknownKeysError';
  }
}
