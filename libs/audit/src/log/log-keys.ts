import { join } from 'node:path';
import { StartupError } from '@hub/kernel';
import type { HubConfig } from '@hub/platform';
import { makeSecretFile, readSecretFile } from '../bodies/secret-file.js';
import { LocalSigner, type Signer } from '../notes/keys.js';
import { NoteError } from '../notes/note.errors.js';

/** Whatever signs for the log: a key in this process, or a signer apart from it. */
export interface LogSigner extends Signer {
  readonly vkey: string;
  /** Name of the key, and origin of the log. */
  readonly origin: string;
}

/** Name of a development machine's log. */
const DEVELOPMENT_ORIGIN = 'contact-point.local/audit';

/**
 * The log's signers. The first is today's; others sign beside it as long as they are configured: a new key stands first while
 * the old one overlaps, and after a restore the old log's key stands second, to sign the handover.
 * Outside production a key is made once and kept in the data folder.
 */
export function openLogSigners(config: HubConfig): readonly [LogSigner, ...LogSigner[]] {
  const texts = config.audit.keys ?? [developmentKey(config.dataDir)];
  const [first, ...others] = texts.map(signerOf);
  if (!first) throw new StartupError('HUB_AUDIT_KEY holds no key.', 'Make one with: npm run hubctl -- audit-key NAME');
  return [first, ...others];
}

function signerOf(text: string): LogSigner {
  try {
    const signer = LocalSigner.parse(text);
    const verifier = signer.verifier();
    return { vkey: verifier.toString(), origin: verifier.name, verifier: () => verifier, sign: (message) => signer.sign(message) };
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new StartupError('A key in HUB_AUDIT_KEY is broken.', 'Take it whole, as it was made: PRIVATE+KEY+NAME+ID+BASE64.', { cause: error });
  }
}

function developmentKey(dataDir: string): string {
  const file = join(dataDir, 'audit-key');
  return (readSecretFile(file) ?? makeSecretFile(file, `${LocalSigner.generate(DEVELOPMENT_ORIGIN).toString()}\n`)).trim();
}
