import { readFile, stat } from 'node:fs/promises';
import { LocalSigner, NoteError } from '@hub/audit';
import { Failure } from '../../failure.js';
import { replaceFile } from '../durable-file.js';

/** The witness's key, and whether it was made just now. */
export interface WitnessKey { signer: LocalSigner; fresh: boolean }

/** Reads a witness's key, or makes one under this name where there is none yet. Failure for a file that is no such key. */
export async function witnessKey(file: string, name: string): Promise<WitnessKey> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Failure(`The key file ${file} can't be read (${error.code ?? error.message}).`, 'Give this user the right to read it, or name another with --key.');
  });
  if (text === null) return { signer: await made(file, name), fresh: true };
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
    throw new Failure(`The key file ${file} can be read by others on this machine.`, `Take that right from them (chmod 600 ${file}), and think about whether they have read it.`);
  }
  try {
    const signer = LocalSigner.parse(text.trim());
    if (signer.verifier().algorithm === 'cosignature/v1') return { signer, fresh: false };
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
  }
  throw new Failure(`${file} holds no key of a witness.`, 'Restore it from its backup, or name another file: a key is made where there is none.');
}

async function made(file: string, name: string): Promise<LocalSigner> {
  if (name === '' || /[\s+]/u.test(name)) throw new Failure(`"${name}" can not be the name of a witness.`, 'Give --name without spaces and plus signs, such as witness.embassy.example/1.');
  const signer = LocalSigner.generate(name, 'cosignature/v1');
  await replaceFile(file, `${signer.toString()}\n`);
  return signer;
}
