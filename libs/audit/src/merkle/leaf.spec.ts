import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { bodyHashOf, canonicalJson, leafOf, linkBytes, parseLink } from './leaf.js';

const HOLDER = '5f0c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10';
const linkSalt = Buffer.alloc(32, 1);
const bodySalt = Buffer.alloc(32, 2);
const plain = (...parts: (Buffer | string)[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

describe('canonical JSON', () => {
  // RFC 8785 3.2.2 and 3.2.3: the literals, and the order of keys by UTF-16 code units.
  it('is that of RFC 8785', () => {
    const value = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] };
    expect(canonicalJson(value).toString()).toBe(String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`);
    const keys = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    expect(Object.values(JSON.parse(canonicalJson(keys).toString().replaceAll(/"1":/g, '"one":')) as object)).toEqual(['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh']);
  });

  const circle: { self?: object } = {};
  circle.self = circle;
  it.each([['half a character', { a: '\ud83d' }], ['half a character in a key', { '\udc00': 1 }], ['no number', [Number.NaN]], ['an endless one', [Infinity]], ['a circle', circle], ['a bigint', { a: 1n }], ['nothing', undefined]])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ name: 'MerkleError' }));
  });
});

describe('a leaf', () => {
  const link = linkBytes({ holder: HOLDER, counter: 1n, previous: null });
  const body = canonicalJson({ v: 1, action: 'bulletin.read' });

  it('hides link and body under their salts', () => {
    const bodyHash = bodyHashOf(bodySalt, body);
    expect(bodyHash).toEqual(plain(bodySalt, body));
    expect(leafOf({ link, linkSalt, bodyHash })).toEqual(plain('contact-point/audit/leaf/v1\n', plain(linkSalt, link), bodyHash));
  });

  it('lets no byte move from one part into the next', () => {
    const bodyHash = bodyHashOf(bodySalt, body);
    expect(() => leafOf({ link: link.subarray(1), linkSalt: Buffer.concat([linkSalt, link.subarray(0, 1)]), bodyHash })).toThrow('A salt has 32 bytes.');
    expect(() => bodyHashOf(bodySalt.subarray(1), body)).toThrow('A salt has 32 bytes.');
    expect(() => leafOf({ link, linkSalt, bodyHash: bodyHash.subarray(1) })).toThrow('A hash has 32 bytes.');
  });
});

describe('a link', () => {
  const previous = Buffer.alloc(32, 7);

  it('states holder, counter and previous leaf', () => {
    const link = { holder: HOLDER, counter: 2n ** 64n - 1n, previous };
    expect(linkBytes(link).toString()).toBe(`{"counter":"18446744073709551615","holder":"${HOLDER}","previous":"${previous.toString('base64')}"}`);
    expect(parseLink(linkBytes(link))).toEqual(link);
    expect(parseLink(linkBytes({ ...link, previous: null })).previous).toBeNull();
  });

  const good = `{"counter":"1","holder":"${HOLDER}","previous":null}`;
  it.each([
    ['counter 0', good.replace('"1"', '"0"')],
    ['a counter with a leading zero', good.replace('"1"', '"01"')],
    ['a counter as a number', good.replace('"1"', '1')],
    ['a counter beyond 64 bits', good.replace('"1"', '"18446744073709551616"')],
    ['no holder', good.replace(HOLDER, '')],
    ['a short previous leaf', good.replace('null', '"AAAA"')],
    ['another field', good.replace('{', '{"a":1,')],
    ['keys in another order', `{"holder":"${HOLDER}","counter":"1","previous":null}`],
    ['a space', good.replace(',', ', ')],
    ['a byte order mark', `\ufeff${good}`],
    ['no JSON', good.slice(1)],
    ['null', 'null'],
  ])('with %s is refused', (_, text) => {
    expect(parseLink(Buffer.from(good)).counter).toBe(1n);
    expect(() => parseLink(Buffer.from(text))).toThrow(expect.objectContaining({ name: 'MerkleError' }));
  });
});
