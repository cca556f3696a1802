import { derivedKey, open, seal } from '@hub/identity';

const PURPOSE = 'mail-unsubscribe';

/** Links by which mail is stopped without signing in (RFC 8058). Encrypted: they tell nothing, and none can be made up. */
export class UnsubscribeLinks {
  private readonly key: Buffer;

  constructor(encryptionKey: Buffer, private readonly publicUrl: string) {
    this.key = derivedKey(encryptionKey, PURPOSE);
  }

  /** The link of a person. */
  linkFor(personId: string): string {
    return `${this.publicUrl}/mail/unsubscribe?t=${seal(this.key, PURPOSE, Buffer.from(personId.replaceAll('-', ''), 'hex')).toString('base64url')}`;
  }

  /** Whose link it is; null where this hub made none such. */
  personOf(token: string): string | null {
    if (!/^[\w-]{59}$/.test(token)) return null;
    try {
      const hex = open(this.key, PURPOSE, Buffer.from(token, 'base64url')).toString('hex');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    } catch {
      // Not the hub's, or changed.
      return null;
    }
  }
}
