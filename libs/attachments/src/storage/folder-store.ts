import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from './blob-store.js';
import { readIfThere, writeDurably } from './durable-file.js';

/** Pieces as files of a folder, which all hubs of one database share. */
export class FolderStore implements BlobStore {
  constructor(private readonly folder: string) {}

  async put(name: string, bytes: Buffer): Promise<void> {
    await writeDurably(join(this.folder, name), bytes);
  }

  async get(name: string): Promise<Buffer | null> {
    return readIfThere(join(this.folder, name));
  }

  async removeAll(prefix: string): Promise<void> {
    await rm(join(this.folder, prefix), { recursive: true, force: true });
  }

  async parts(): Promise<string[]> {
    const found: string[] = [];
    for (const id of await foldersIn(this.folder)) {
      const parts = await foldersIn(join(this.folder, id));
      // A folder that was about to be filled, or to go.
      found.push(...(parts.length === 0 ? [id] : parts.map((part) => `${id}/${part}`)));
    }
    return found;
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries;
}
