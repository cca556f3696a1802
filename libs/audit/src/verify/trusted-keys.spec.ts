import { describe, expect, it } from '@jest/globals';
import { EMPTY_ROOT } from '../merkle/hashing.js';
import { LocalSigner } from '../notes/keys.js';
import { signNote } from '../notes/note.js';
import { formatHandover } from '../notes/statements.js';
import { TrustedKeys } from './trusted-keys.js';

const A = 'hub.example.jp/audit';
const B = 'hub.example.jp/audit-2';
const [first, second, third, thief] = [LocalSigner.generate(A), LocalSigner.generate(A), LocalSigner.generate(A), LocalSigner.generate(A)] as const;
const [restored, stolen] = [LocalSigner.generate(B), LocalSigner.generate('hub.example.jp/audit-3')] as const;

let hour = 0;
/** A handover from the log A to this key, signed by these and the new one. */
function handover(fresh: LocalSigner, ...signers: LocalSigner[]): Promise<string> {
  const { name: newOrigin } = fresh.verifier();
  const text = formatHandover({
    kind: newOrigin === A ? 'rotation' : 'restore', oldOrigin: A, oldSize: 0n, oldRoot: EMPTY_ROOT, newOrigin, newKey: fresh.verifier(),
    instant: new Date(Date.UTC(2026, 3, 1, (hour += 1))), reason: 'for the test',
  });
  return signNote(text, [...signers, fresh]);
}
const vkey = (signer: LocalSigner): string => signer.verifier().toString();
const trusting = (...signers: LocalSigner[]): TrustedKeys => TrustedKeys.of(signers.map(vkey));
const codes = (keys: TrustedKeys, ...notes: string[]): string[] => notes.flatMap((note) => keys.follow(note)).map(({ code }) => code);
const expectTrust = (keys: TrustedKeys, ...signers: LocalSigner[]): void => expect(keys.verifiers.map(String)).toEqual(signers.map(vkey));

describe('trusted keys', () => {
  it('follow each handover of a chain once, in whatever order it is shown again', async () => {
    const keys = trusting(first);
    const chain = [await handover(second, first), await handover(third, second), await handover(restored, third)];
    expect(codes(keys, ...chain)).toEqual(['rotated', 'rotated', 'restored']);
    expect(codes(keys, ...chain, ...chain.toReversed())).toEqual([]);
    expectTrust(keys, first, second, third, restored);
  });

  it('follow a handover to a key that was trusted before', async () => {
    const keys = trusting(first, second);
    expect(codes(keys, await handover(second, first))).toEqual(['rotated']);
    expectTrust(keys, first, second);
  });

  it('follow what the key of today signed beside the one before it', async () => {
    const keys = trusting(first);
    expect(codes(keys, await handover(second, first), await handover(third, first, second))).toEqual(['rotated', 'rotated']);
    expectTrust(keys, first, second, third);
  });

  it.each([
    ['the same log', thief],
    ['another log', stolen],
  ])('do not follow a key that had been given up to a key of %s', async (_, target) => {
    const keys = trusting(first);
    codes(keys, await handover(second, first));
    const [finding] = keys.follow(await handover(target, first));
    expect(finding).toEqual({ severity: 'error', code: 'handover-superseded', sentence: expect.stringMatching(/^A handover is signed by a key that had been given up before, .* stolen or misused\.$/) });
    expectTrust(keys, first, second);
    expect(codes(keys, await handover(third, second))).toEqual(['rotated']);
    expectTrust(keys, first, second, third);
  });

  it('do not follow the key of a log that goes on under another name, be it the first key or a later one', async () => {
    for (const before of [[], [await handover(second, first)]]) {
      const keys = trusting(first);
      const [last, known] = before.length === 0 ? [first, [first]] : [second, [first, second]];
      codes(keys, ...before, await handover(restored, last));
      expect(codes(keys, await handover(thief, last), await handover(stolen, last))).toEqual(['handover-superseded', 'handover-superseded']);
      expectTrust(keys, ...known, restored);
    }
  });

  it('tell a handover that lies before the key that was given from one of a key that was given up', async () => {
    const keys = trusting(second);
    expect(codes(keys, await handover(second, first), await handover(third, second))).toEqual(['rotated']);
    expectTrust(keys, second, third);
  });
});
