import { enrolmentOf, newSecret, readTotp, stepOf } from './totp.js';

/** RFC 6238, appendix B (SHA-1), to six digits. */
const RFC_SECRET = Buffer.from('12345678901234567890');

describe('time-based codes', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i seconds are those of RFC 6238', (seconds, code) => {
    expect(stepOf(RFC_SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
    expect(stepOf(RFC_SECRET, code, new Date((seconds + 30) * 1000))).toBe(Math.floor(seconds / 30));
    expect(stepOf(RFC_SECRET, code, new Date((seconds - 30) * 1000))).toBe(Math.floor(seconds / 30));
    expect(stepOf(RFC_SECRET, code, new Date((seconds + 60) * 1000))).toBeNull();
  });

  it.each([['123456', '123456'], ['123 456', '123456'], ['１２３４５６', '123456'], ['12345', null], ['1234567', null], ['ABCDE-FGHJK', null], ['', null]])('%j is read as %j', (text, code) => expect(readTotp(text)).toBe(code));

  it('have a secret of 160 bits', () => {
    expect(newSecret()).toHaveLength(20);
    expect(enrolmentOf(RFC_SECRET, 'a@b.example').secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  });
});
