import { keyedHash, newCode, newToken, open, readCode, seal, tokenHash } from './secrets.js';
import { LruCache } from './lru-cache.js';

const key = Buffer.alloc(32, 1);

describe('secrets', () => {
  it('are long and different', () => {
    const tokens = new Set(Array.from({ length: 100 }, newToken));
    expect(tokens.size).toBe(100);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(tokenHash('a')).toHaveLength(32);
  });

  it('can be read out and typed in', () => {
    for (let round = 0; round < 100; round++) {
      const code = newCode();
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(readCode(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', '　')} `)).toBe(code.replace('-', ''));
    }
    expect(readCode('ＡＢＣＤＥ－１２３４５')).toBe('ABCDE12345');
  });

  it('are sealed for one owner, and for nobody who changes a bit', () => {
    const sealed = seal(key, 'maria', Buffer.from('secret'));
    expect(open(key, 'maria', sealed).toString()).toBe('secret');
    expect(seal(key, 'maria', Buffer.from('secret'))).not.toEqual(sealed);
    expect(() => open(key, 'juan', sealed)).toThrow();
    expect(() => open(Buffer.alloc(32, 2), 'maria', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(key, 'maria', changed)).toThrow();
    }
  });

  it('are hashed in parts that do not run into each other', () => {
    expect(keyedHash(key, 'ab', 'c')).not.toEqual(keyedHash(key, 'a', 'bc'));
    expect(keyedHash(key, 'a')).not.toEqual(keyedHash(key, 'a', ''));
  });
});

describe('a cache', () => {
  it('gives up what was not used for longest', () => {
    const cache = new LruCache<string, number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    expect(cache.get('a')).toBe(1);
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
    cache.set('a', 4);
    cache.delete('c');
    expect([cache.get('a'), cache.get('c')]).toEqual([4, undefined]);
  });
});
