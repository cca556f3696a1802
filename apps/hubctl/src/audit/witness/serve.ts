import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { Failure } from '../../failure.js';
import type { Shell } from '../../shell.js';
import { printable } from '../../terminal/terminal.js';
import { verifierOf } from '../verifier-options.js';
import { lockFolder } from './folder-lock.js';
import { witnessKey } from './key-file.js';
import { witness } from './witness.js';

/** What `hubctl witness` was told. */
export interface ServeOptions { folder: string; keyFile: string; name: string; logs: readonly string[]; host: string; port: number }

/** Runs a witness until somebody stops it. */
export async function serveWitness({ terminal, clock }: Shell, options: ServeOptions): Promise<void> {
  const logs = options.logs.map((vkey) => verifierOf('--log', vkey, 'ed25519'));
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const { signer, fresh } = await witnessKey(options.keyFile, options.name);
  const release = await lockFolder(options.folder);
  try {
    const server = await witness({ folder: options.folder, signer, logs, clock, onEvent: (line) => terminal.say(printable(line)) });
    const stopped = new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await server.listen({ host: options.host, port: options.port }).catch((error: NodeJS.ErrnoException) => {
      throw new Failure(`The witness can't listen on ${options.host}:${options.port} (${error.code ?? error.message}).`, 'Give another address with --listen.');
    });
    const { address, port } = server.server.address() as AddressInfo;
    if (fresh) terminal.say(`A new key was made in ${options.keyFile}. Keep it secret, and keep a copy.`);
    terminal.say('Others trust this witness by its verifier key:');
    terminal.out(signer.verifier().toString());
    terminal.say(`Listening on http://${address.includes(':') ? `[${address}]` : address}:${port}/add-checkpoint. Stop with Ctrl-C.`);
    await stopped;
    terminal.say('Stopping …');
    await server.close();
  } finally {
    await release();
  }
}
