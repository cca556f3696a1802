import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A file that is written beside its place and moved there when it is whole: after a crash there is the old file or the
 * new one, never a mixture. Readable by its owner only.
 */
export class DurableFile {
  private constructor(
    private readonly path: string,
    private readonly draft: string,
    private readonly handle: FileHandle,
  ) {}

  /** Begins a file in a folder that is there. */
  static async begin(path: string): Promise<DurableFile> {
    const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
    return new DurableFile(path, draft, await open(draft, 'wx', 0o600));
  }

  /** Adds text, or bytes. */
  async write(text: string | Uint8Array): Promise<void> {
    await this.handle.writeFile(text);
  }

  /** Makes it last: contents first, then the name, then the folder that holds the name. */
  async commit(): Promise<void> {
    await this.handle.sync();
    await this.handle.close();
    await rename(this.draft, this.path);
    await syncFolder(dirname(this.path));
  }

  /** Drops what was begun; what stood at the path stays. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.draft, { force: true });
  }
}

/** Replaces a file by this text, durably; its folder is made where it is missing. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await DurableFile.begin(path);
  try {
    await file.write(text);
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Makes a new name in a folder outlive a power cut. Windows can not open folders, and journals names by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
