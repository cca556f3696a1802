import { randomBytes } from 'node:crypto';
import { normaliseInput } from '@hub/kernel';
import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
const DIGITS = 6;
/** Steps of thirty seconds that a clock may be off. */
const DRIFT = 1;

const totp = (secret: Buffer, label: string): TOTP =>
  new TOTP({ issuer: 'Contact Point', label, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }), algorithm: 'SHA1', digits: DIGITS, period: PERIOD });

/** A fresh secret of 160 bits, the length that RFC 4226 recommends. */
export const newSecret = (): Buffer => randomBytes(20);

/** A secret as authenticator apps take it: as a URI (a QR code), and to be typed in. */
export function enrolmentOf(secret: Buffer, email: string): { uri: string; secret: string } {
  const generator = totp(secret, email);
  return { uri: generator.toString(), secret: generator.secret.base32 };
}

/** Whether the text looks like a TOTP code; full-width digits and spaces are taken. */
export const readTotp = (text: string): string | null => {
  const digits = normaliseInput(text).replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
};

/** The time step that a code belongs to, or null where it belongs to none that is near. */
export function stepOf(secret: Buffer, code: string, instant: Date): number | null {
  const timestamp = instant.getTime();
  const delta = totp(secret, '').validate({ token: code, timestamp, window: DRIFT });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD) + delta;
}
