import type { DocumentNode } from 'graphql';

/** Parsed and validated documents by hash, the least recently used one given up first: the store of Apollo Server. */
export class DocumentStore {
  private readonly documents = new Map<string, DocumentNode>();

  constructor(private readonly limit = 1_000) {}

  async get(key: string): Promise<DocumentNode | undefined> {
    const document = this.documents.get(key);
    if (document && this.documents.size > this.limit / 2) {
      this.documents.delete(key);
      this.documents.set(key, document);
    }
    return document;
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.documents.set(key, document);
    if (this.documents.size > this.limit) this.documents.delete(this.documents.keys().next().value as string);
  }

  async delete(key: string): Promise<boolean> {
    return this.documents.delete(key);
  }
}
