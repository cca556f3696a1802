/** Bytes, sizes or indices that can belong to no log. The message is a sentence for a person. */
export class MerkleError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MerkleError';
  }
}
