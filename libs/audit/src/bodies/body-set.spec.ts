import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openBody, sealBodies } from './body-set.js';

const key = randomBytes(32);
const holders = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 4 });
const sets = holders.chain((ids) => fc.tuple(...ids.map((holder) => fc.record({ holder: fc.constant(holder), text: fc.string({ unit: 'grapheme' }) }))));

describe('bodies of an act', () => {
  it('are opened one by one, each for its own holder', () => {
    fc.assert(fc.property(sets, (bodies) => {
      const { hashes, sealed } = sealBodies(key, bodies);
      for (const [index, { holder, text }] of bodies.entries()) {
        const hash = hashes[index] ?? Buffer.alloc(0);
        const open = openBody(key, sealed, holder, hash);
        expect(open.bytes.toString('utf8')).toBe(text);
        expect(open.salt).toHaveLength(32);
        for (const other of bodies) if (other.holder !== holder) expect(() => openBody(key, sealed, other.holder, hash)).toThrow();
      }
    }));
  });

  it('are opened by no other key, after no changed bit, and for no other hash', () => {
    const bodies = [{ holder: '0b6c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10', text: '{"a":1}' }, { holder: '1b6c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10', text: '{"b":2}' }];
    const { hashes: [hash = Buffer.alloc(0)], sealed } = sealBodies(key, bodies);
    const [holder] = bodies.map((each) => each.holder) as [string];
    expect(() => openBody(randomBytes(32), sealed, holder, hash)).toThrow();
    expect(() => openBody(key, sealed, holder, randomBytes(32))).toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openBody(key, changed, holder, hash)).toThrow();
    }
  });
});
