import { describe, expect, it } from '@jest/globals';
import type { SealRow } from './log.repository.js';
import { SealMemory } from './seal-memory.js';
import type { Head, SealedRecord } from './sealing.js';

const HOLDER = '0b6c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10';
const bytes = (text: string): Buffer => Buffer.from(text.replaceAll('-', ''), 'hex');
const subject = (n: number): Buffer => Buffer.alloc(16, n);
const record = (counter: number, ...subjects: number[]): SealedRecord => ({
  holder: bytes(HOLDER), id: subject(9), bodyHash: Buffer.alloc(32), subjects: Buffer.concat(subjects.map(subject)), versions: Buffer.alloc(4 * subjects.length),
  actId: subject(9), keyId: subject(9), occurredAt: 0, action: 'bulletin.read', organisation: null, actorTag: null, counter, leaf: Buffer.alloc(32, counter), linkSalt: Buffer.alloc(32), index: 0,
});
const seal = (number: number): SealRow => ({ number, size: 64 * number, root: Buffer.alloc(32, number), frontier: Buffer.alloc(0), sealedAt: new Date(0), checkpoint: '' });
const head = (counter: number): Map<string, Head> => new Map([[HOLDER, { counter, leaf: Buffer.alloc(32, counter) }]]);
/** Which subjects are to be filed, with their blocks. */
const filed = (memory: SealMemory, ...records: SealedRecord[]): string[] => memory.toFile(records).map(({ subject: of, block }) => `${of[0]} in ${block}`);
/** As the sealer uses it: one seal after another. */
function sealed(memory: SealMemory, number: number, counter: number): void {
  memory.check(number > 1 ? seal(number - 1) : null, number > 1 ? head(counter - 1) : new Map(), [HOLDER]);
  memory.note(seal(number), head(counter));
}

describe('the memory of a sealer', () => {
  it('files a subject once in a block of a holder, and anew in the next', () => {
    const memory = new SealMemory();
    expect(filed(memory, record(1, 1, 2), record(2, 2, 3))).toEqual(['1 in 0', '2 in 0', '3 in 0']);
    expect(filed(memory, record(511, 1), record(512, 1, 2))).toEqual(['1 in 1', '2 in 1']);
  });

  it('files again what was not committed', () => {
    const memory = new SealMemory();
    filed(memory, record(1, 1));
    memory.unfile();
    expect(filed(memory, record(1, 1))).toEqual(['1 in 0']);
  });

  it('forgets all as soon as another has sealed', () => {
    const memory = new SealMemory();
    sealed(memory, 1, 1);
    filed(memory, record(1, 1));
    memory.check(seal(3), head(7), [HOLDER]);
    expect(filed(memory, record(8, 1))).toEqual(['1 in 0']);
  });

  it.each([['is gone', new Map<string, Head>()], ['is an earlier one', head(1)], ['is another of its number', new Map([[HOLDER, { counter: 2, leaf: Buffer.alloc(32, 7) }]])]])('refuses to go on where the last record %s', (_what, found) => {
    const memory = new SealMemory();
    sealed(memory, 1, 1);
    sealed(memory, 2, 2);
    expect(() => memory.check(seal(2), head(2), [HOLDER])).not.toThrow();
    expect(() => memory.check(seal(2), found, [HOLDER])).toThrow('is not the one that was sealed');
  });
});
