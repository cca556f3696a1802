import { open, rename, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { StartupError } from '@hub/kernel';
import type { BackupKeys } from './backup.keys.js';

/** Writes a stream into a file that only the keys open (age v1, X25519): there whole or not at all. Gives its size. */
export async function sealBackup(file: string, plain: AsyncIterable<Uint8Array>, keys: BackupKeys, now: Date): Promise<number> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await keys.recipient(now));
  const draft = `${file}.part`;
  const handle = await open(draft, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new StartupError(`${draft} can't be written (${error.code ?? 'unknown error'}).`, 'Choose another place, or remove what an interrupted backup has left.', { cause: error });
  });
  let size = 0;
  try {
    for await (const chunk of await encrypter.encrypt(ReadableStream.from(plain))) {
      await handle.write(chunk);
      size += chunk.length;
    }
    await handle.sync();
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
  return size;
}

/** Opens such a file. Says so where nothing opens it any more. */
export async function openBackup(file: string, keys: BackupKeys): Promise<AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter();
  const identities = await keys.identities();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    // With no identity the library refuses in words of its own.
    if (identities.length === 0) throw new Error('no identity');
    return await decrypter.decrypt(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array<ArrayBuffer>>);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new StartupError(`There is no file ${file}.`, 'Give the path of a backup.', { cause: error });
    throw new StartupError(
      `No key opens ${file}: keys of backups are destroyed ${keys.days} days after they were made, so that what was purged since is nowhere any more; or it is no backup of this hub. / このバックアップの鍵は既に廃棄されており、復号できません。`,
      'Take a newer backup. If the keys lie elsewhere, set HUB_BACKUP_KEYS; they are wrapped by HUB_ENCRYPTION_KEY, which must be the one of then.', { cause: error },
    );
  }
}
