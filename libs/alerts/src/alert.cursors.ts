import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const IV = 16;
const BYTES = IV + 8;
/** 24 bytes in base64url. */
const SHAPE = /^[\w-]{32}$/;

/**
 * Places in an organisation's stream, as clients hold them. Encrypted under a tag that is the nonce too (a synthetic IV): they tell
 * nothing, no two hubs that share the key give different ones, and a cursor that was made up, changed, or given to
 * another organisation does not open.
 */
export class AlertCursors {
  private readonly mac: Buffer;
  private readonly key: Buffer;
  /** The one given last: an alert's is asked for once for each document that shows it. */
  private last = { organisationId: '', position: -1, cursor: '' };

  constructor(secret: Buffer) {
    const keys = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'contact-point alert cursors', 64));
    this.mac = keys.subarray(0, 32);
    this.key = keys.subarray(32);
  }

  /** The cursor of a position. */
  seal(organisationId: string, position: number): string {
    if (this.last.organisationId !== organisationId || this.last.position !== position) this.last = { organisationId, position, cursor: this.sealed(organisationId, position) };
    return this.last.cursor;
  }

  /** The position of a cursor; null where this hub gave none such to this organisation. */
  open(organisationId: string, cursor: string): number | null {
    if (!SHAPE.test(cursor)) return null;
    const bytes = Buffer.from(cursor, 'base64url');
    if (bytes.length !== BYTES) return null;
    const iv = bytes.subarray(0, IV);
    const decipher = createDecipheriv('aes-256-ctr', this.key, iv);
    const plain = Buffer.concat([decipher.update(bytes.subarray(IV)), decipher.final()]);
    return timingSafeEqual(this.tag(organisationId, plain), iv) ? Number(plain.readBigUInt64BE()) : null;
  }

  private sealed(organisationId: string, position: number): string {
    const plain = bytesOf(position);
    const iv = this.tag(organisationId, plain);
    const cipher = createCipheriv('aes-256-ctr', this.key, iv);
    return Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64url');
  }

  private tag(organisationId: string, plain: Buffer): Buffer {
    return createHmac('sha256', this.mac).update(organisationId).update(plain).digest().subarray(0, IV);
  }
}

function bytesOf(position: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(position));
  return bytes;
}
