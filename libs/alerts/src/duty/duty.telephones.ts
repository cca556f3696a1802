import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { derivedKey, open, seal } from '@hub/identity';
import { normaliseInput } from '@hub/kernel';

/** The number in E.164: international with +, or as dialled in Japan; null where it is none, or has an extension, which no gateway dials. */
export function e164(text: string): string | null {
  const number = parsePhoneNumberFromString(normaliseInput(text).replace(/[‐-―−ー]/g, '-'), 'JP');
  return number?.isValid() && number.ext === undefined ? number.number : null;
}

/** Numbers of people on duty: kept encrypted, each bound to what it belongs to. */
export class DutyTelephones {
  private readonly key: Buffer;

  constructor(encryptionKey: Buffer) {
    this.key = derivedKey(encryptionKey, 'duty-telephones');
  }

  /** The number as it is kept. */
  seal(owner: string, number: string): Buffer {
    return seal(this.key, owner, Buffer.from(number));
  }

  /** The number that was sealed for this owner. */
  open(owner: string, sealed: Buffer): string {
    return open(this.key, owner, sealed).toString();
  }
}
