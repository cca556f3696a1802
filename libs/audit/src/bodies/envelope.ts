import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const NONCE = 12;
const TAG = 16;
const pool = Buffer.alloc(NONCE * 512);
let used = pool.length;

/** Encrypts for one purpose (GCM's associated data) under AES-256-GCM: nonce ‖ ciphertext ‖ tag. */
export function encrypt(key: Buffer, plain: Uint8Array, purpose: string): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const out = Buffer.allocUnsafe(NONCE + plain.length + TAG);
  pool.copy(out, 0, used, (used += NONCE));
  const cipher = createCipheriv('aes-256-gcm', key, out.subarray(0, NONCE)).setAAD(Buffer.from(purpose));
  cipher.update(plain).copy(out, NONCE);
  cipher.final();
  cipher.getAuthTag().copy(out, NONCE + plain.length);
  return out;
}

/** Opens what `encrypt` made. Throws where a bit was changed, or key or purpose are others. */
export function decrypt(key: Buffer, sealed: Buffer, purpose: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(purpose));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}
