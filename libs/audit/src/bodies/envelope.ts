import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const NONCE = 12;
const TAG = 16;
const pool = Buffer.alloc(NONCE * 512);
let used = pool.length;

/** Encrypts under AES-256-GCM: nonce ‖ ciphertext ‖ tag. */
export function encrypt(key: Buffer, plain: Uint8Array): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const out = Buffer.allocUnsafe(NONCE + plain.length + TAG);
  pool.copy(out, 0, used, (used += NONCE));
  const cipher = createCipheriv('aes-256-gcm', key, out.subarray(0, NONCE));
  cipher.update(plain).copy(out, NONCE);
  cipher.final();
  cipher.getAuthTag().copy(out, NONCE + plain.length);
  return out;
}

/** Opens what `encrypt` made. Throws where a bit was changed or the key is another. */
export function decrypt(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}
