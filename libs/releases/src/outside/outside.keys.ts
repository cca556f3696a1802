import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import { derivedKey, PasswordHasher } from '@hub/identity';

const PURPOSE = 'outside-release-code';
const DIGITS = 8;

/** Addresses and codes of views for people outside. */
export class OutsideKeys {
  private readonly key: Buffer;
  private readonly hasher = new PasswordHasher();

  constructor(encryptionKey: Buffer, private readonly publicUrl: string) {
    this.key = derivedKey(encryptionKey, PURPOSE);
  }

  /** A new address with 256 random bits, and what is kept of it. */
  newAddress(): { address: string; hash: Buffer } {
    const token = randomBytes(32).toString('base64url');
    return { address: `${this.publicUrl}/outside/${token}`, hash: this.addressHash(token) };
  }

  /** What is kept of an address. */
  addressHash = (token: string): Buffer => createHash('sha256').update(token).digest();

  /** A new code: digits, for a telephone. */
  newCode = (): string => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');

  /** What is kept of a code: useless without the hub's key, too, since there are few codes. */
  hashCode = (id: string, code: string): Promise<string> => this.hasher.hash(this.keyed(id, code));

  /** Whether it is the code. The same work is done where there is none to compare with. */
  async isCode(kept: { id: string; code_hash: string } | undefined, code: string): Promise<boolean> {
    const same = await this.hasher.verify(kept?.code_hash ?? this.hasher.nobodys, this.keyed(kept?.id ?? '', code));
    return kept !== undefined && same;
  }

  private keyed = (id: string, code: string): string => createHmac('sha256', this.key).update(`${id} ${code.normalize('NFKC').replace(/[^0-9]/g, '')}`).digest('base64url');
}
