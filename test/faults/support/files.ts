import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders' files, with all that is below, in which one of the texts stands. What a running server takes away meanwhile holds nothing. */
export const filesWith = (folders: string[], texts: string[]): string[] =>
  [...new Set(folders.flatMap((folder) => [...filesBelow(folder)]))].filter((file) => {
    const bytes = bytesOf(file);
    return texts.some((text) => bytes.includes(text));
  });

function* filesBelow(path: string): Generator<string> {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* filesBelow(join(path, entry.name));
    else if (entry.isFile()) yield join(path, entry.name);
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
