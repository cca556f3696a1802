import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Values in a file, a line of JSON each, which several processes add to. */
export class LineLog<T> {
  constructor(private readonly file: string) {}

  /** Adds one; durable once this is done. */
  async append(value: T): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    const handle = await open(this.file, 'a', 0o600);
    try {
      // In one write, since several processes may be at it; and behind whatever an interrupted one has left.
      await handle.write(`\n${JSON.stringify(value)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** All of them, the oldest first, without what was cut off. */
  async all(): Promise<T[]> {
    const text = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
      throw error;
    });
    return text.split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as T];
      } catch {
        return [];
      }
    });
  }
}
