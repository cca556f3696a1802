import type { IdentitySettings } from '../identity.settings.js';
import { derivedKey, keyedHash, readCode } from '../tokens/secrets.js';

/** The two halves of a recovery code: what is kept of the first, and of both. Keyed, since a half has only 50 random bits. */
export class RecoveryCodes {
  private readonly key: Buffer;

  constructor({ secrets }: Pick<IdentitySettings, 'secrets'>) {
    this.key = derivedKey(secrets.encryptionKey, 'account-recovery');
  }

  /** What is kept of the first helper's half. */
  first(code: string): Buffer {
    return keyedHash(this.key, 'first', readCode(code));
  }

  /** What is kept of both halves. */
  both(first: Buffer, code: string): Buffer {
    return keyedHash(this.key, 'both', first.toString('base64'), readCode(code));
  }
}
