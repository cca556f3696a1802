import { randomBytes } from 'node:crypto';
import { open as openFile, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { derivedKey, open, seal } from '@hub/identity';
import { readIfThere, syncFolder, writeDurably } from './durable-file.js';

const KEY = 32;
const NAME = /^[0-9a-f-]{36}(\.in)?$/;
const INTERRUPTED = /^([0-9a-f-]{36}(?:\.in)?)\.[0-9a-f-]{36}\.draft$/;

/**
 * The keyring of attachments: each file's own random key, in a folder apart from the database and from the files, wrapped by the hub's
 * encryption key. To destroy a key is to purge its file, in every backup of the files too. One key in a file of its own: making and
 * destroying costs the same however many there are, and processes need not agree on anything.
 */
export class FileKeys {
  private readonly wrapping: Buffer;

  constructor(private readonly folder: string, encryptionKey: Buffer, purpose: 'attachment-keys' | 'backup-keys' = 'attachment-keys') {
    this.wrapping = derivedKey(encryptionKey, purpose);
  }

  /** A new key, random unless it is given, durable before anything is encrypted under it. */
  async make(name: string, key: Buffer = randomBytes(KEY)): Promise<Buffer> {
    await writeDurably(this.path(name), seal(this.wrapping, name, key));
    return key;
  }

  /** The key; null once it is destroyed. */
  async find(name: string): Promise<Buffer | null> {
    const wrapped = await readIfThere(this.path(name));
    return wrapped && open(this.wrapping, name, wrapped);
  }

  /** Destroys a key for good: what stood there is written over before the name goes. */
  async destroy(name: string): Promise<void> {
    await this.wipe(this.path(name));
  }

  /** The names of all keys there are. */
  async names(): Promise<string[]> {
    return (await this.all()).filter((name) => NAME.test(name));
  }

  /** Keys that somebody was interrupted in making, or is making now: nothing is encrypted under them. Each with the name that it was to have. */
  async interrupted(): Promise<{ name: string; draft: string }[]> {
    return (await this.all()).flatMap((draft) => {
      const [, name] = INTERRUPTED.exec(draft) ?? [];
      return name ? [{ name, draft }] : [];
    });
  }

  /** Takes away one of those. */
  async discard(draft: string): Promise<void> {
    if (!INTERRUPTED.test(draft)) throw new Error('no draft of a key');
    await this.wipe(join(this.folder, draft));
  }

  private async all(): Promise<string[]> {
    return readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
  }

  private async wipe(file: string): Promise<void> {
    const handle = await openFile(file, 'r+').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (!handle) return;
    try {
      await handle.write(randomBytes((await handle.stat()).size), 0, null, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await unlink(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await syncFolder(this.folder);
  }

  private path(name: string): string {
    if (!NAME.test(name)) throw new Error('no name of a key');
    return join(this.folder, name);
  }
}
