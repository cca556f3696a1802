/** A note, key or statement that can't be relied on. The message is a sentence for a person. */
export class NoteError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NoteError';
  }
}
