/** Where encrypted pieces of files lie, by name: `FILE/PART/000000`. A piece is there whole or not at all. */
export interface BlobStore {
  put(name: string, bytes: Buffer): Promise<void>;
  /** Null where there is none. */
  get(name: string): Promise<Buffer | null>;
  /** Removes all whose names begin so, up to a `/`. */
  removeAll(prefix: string): Promise<void>;
  /** The files and parts of which anything is there: `FILE/PART`. */
  parts(): Promise<string[]>;
}
