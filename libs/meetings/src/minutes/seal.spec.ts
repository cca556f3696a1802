import { randomBytes } from 'node:crypto';
import { minutesRoot, partHash, type SealedPart, verifies } from './seal.js';

const PARTS: SealedPart[] = ['{"number": 23}', '{"text": "公開"}', '{"text": "closed"}'].map((content, part) => ({ part, salt: randomBytes(32), content }));
const leaves = PARTS.map(partHash);
const root = minutesRoot(leaves);
const [whole, open] = PARTS as [SealedPart, SealedPart];

describe('approved minutes', () => {
  it('verify from what one may read and the hashes of the rest', () => {
    expect(verifies(PARTS, leaves, root)).toBe(true);
    expect(verifies([whole, open], leaves, root)).toBe(true);
  });

  it.each<[string, SealedPart[], Buffer[]]>([
    ['another text', [whole, { ...open, content: '{"text": "公 開"}' }], leaves],
    ['another salt', [whole, { ...open, salt: randomBytes(32) }], leaves],
    ['another place', [whole, { ...open, part: 2 }], leaves],
    ['one more part', [whole, open, { ...open, part: 3 }], [...leaves, partHash(open)]],
    ['a part left out', [whole, open], leaves.slice(0, 2)],
  ])('do not with %s', (_, parts, hashes) => {
    expect(verifies(parts, hashes, root)).toBe(false);
  });
});
