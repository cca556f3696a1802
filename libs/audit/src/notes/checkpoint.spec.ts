import { describe, expect, it } from '@jest/globals';
import { cosign, verifyCosignature } from './cosignature.js';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import { LocalSigner, Verifier } from './keys.js';
import { addSignatures, parseNote, signNote, verifyNote } from './note.js';

// C2SP tlog-checkpoint.md, tlog-cosignature.md (C2SP/C2SP@5ba5ee8, CC BY 4.0).
const NOTE =
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';
const root = Buffer.alloc(32, 5);
const sealedAt = new Date('2026-04-01T09:30:00.123Z');

describe('a checkpoint', () => {
  it('of C2SP is read', () => {
    expect(parseCheckpoint(parseNote(NOTE).text)).toEqual({
      origin: 'example.com/behind-the-sofa', size: 20852163n, root: Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64'), extensions: [], sealedAt: null,
    });
  });

  it('states origin, size, root and when it was sealed', () => {
    const text = formatCheckpoint({ origin: 'hub.example/audit', size: 2n ** 64n - 1n, root, sealedAt });
    expect(text).toBe(`hub.example/audit\n18446744073709551615\n${root.toString('base64')}\nsealed 2026-04-01T09:30:00.123Z\n`);
    expect(parseCheckpoint(text)).toEqual({ origin: 'hub.example/audit', size: 2n ** 64n - 1n, root, extensions: ['sealed 2026-04-01T09:30:00.123Z'], sealedAt });
  });

  const good = formatCheckpoint({ origin: 'hub.example/audit', size: 64n, root, sealedAt });
  it.each([
    ['an empty origin', good.replace('hub.example/audit', ''), 'no origin'],
    ['a size with a leading zero', good.replace('\n64\n', '\n064\n'), 'not the size of a tree'],
    ['a negative size', good.replace('\n64\n', '\n-64\n'), 'not the size of a tree'],
    ['a size beyond 64 bits', good.replace('\n64\n', '\n18446744073709551616\n'), 'not the size of a tree'],
    ['no size', good.replace('\n64\n', '\n\n'), 'not the size of a tree'],
    ['a root of 31 bytes', good.replace(root.toString('base64'), root.subarray(1).toString('base64')), 'not a root hash'],
    ['a root in another alphabet', good.replace(/BQU/, '-_U'), 'not a root hash'],
    ['an empty extension line', good.replace('\nsealed', '\n\nsealed'), 'empty line'],
    ['two lines', 'hub.example/audit\n64\n', 'not a root hash'],
    ['no last line break', good.slice(0, -1), 'does not end'],
    ['a control character', good.replace('audit', 'au\u0007dit'), 'control character'],
  ])('with %s is refused', (_, text, why) => {
    expect(() => parseCheckpoint(text)).toThrow(expect.objectContaining({ name: 'NoteError', message: expect.stringContaining(why) }));
  });

  it.each(['sealed yesterday', 'sealed 2026-02-30T00:00:00Z', 'sealed 2026-04-01T09:30:00+09:00', 'unsealed 2026-04-01T09:30:00Z'])('leaves open when it was sealed if it says %j', (line) => {
    expect(parseCheckpoint(good.replace(/sealed .*/, line)).sealedAt).toBeNull();
  });

  it('leaves open when it was sealed if it says so twice', () => {
    expect(parseCheckpoint(`${good}sealed 2026-04-02T09:30:00.123Z\n`).sealedAt).toBeNull();
  });

  it.each([['a\nb'], ['']])('is not made with the origin %j', (origin) => {
    expect(() => formatCheckpoint({ origin, size: 1n, root, sealedAt })).toThrow(expect.objectContaining({ name: 'NoteError' }));
  });
});

describe('a cosignature', () => {
  const log = LocalSigner.generate('hub.example/audit');
  const witness = LocalSigner.generate('witness.example/w1', 'cosignature/v1');
  const time = new Date('2026-04-01T09:30:01.900Z');
  const cosigned = async (): Promise<string> => {
    const note = await signNote(formatCheckpoint({ origin: 'hub.example/audit', size: 64n, root, sealedAt }), [log]);
    return addSignatures(note, [await cosign(parseNote(note).text, witness, time)]);
  };

  it('is the Ed25519 signature over header, time and text (C2SP tlog-cosignature)', async () => {
    const note = parseNote(await cosigned());
    const [, line] = note.signatures;
    const seconds = BigInt(Date.parse('2026-04-01T09:30:01Z') / 1000);
    expect(line?.signature.readBigUInt64BE()).toBe(seconds);
    const key = Verifier.of('witness.example/w1', 'ed25519', Buffer.from(String(witness.verifier()).replace(/^[^+]*\+[^+]*\+/, ''), 'base64').subarray(1));
    expect(key.verifies(`cosignature/v1\ntime ${seconds}\n${note.text}`, line?.signature.subarray(8) as Buffer)).toBe(true);
    expect(key.keyId).not.toEqual(witness.verifier().keyId);
  });

  it('says when, to the second', async () => {
    expect(verifyCosignature(parseNote(await cosigned()), witness.verifier())).toEqual(new Date('2026-04-01T09:30:01Z'));
    expect(verifyNote(await cosigned(), [witness.verifier()]).by).toEqual([String(witness.verifier())]);
  });

  it('is absent where another signed', async () => {
    expect(verifyCosignature(parseNote(await cosigned()), LocalSigner.generate('witness.example/w1', 'cosignature/v1').verifier())).toBeNull();
  });

  it('is refused with another time, another text, another length', async () => {
    const { text, signatures } = parseNote(await cosigned());
    const [own, line] = signatures;
    if (!own || !line) throw new Error('The note has two signatures.');
    for (let bit = 0; bit < line.signature.length * 8; bit += 1) {
      const signature = Buffer.from(line.signature);
      signature[bit >> 3] = (signature[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => verifyCosignature({ text, signatures: [own, { ...line, signature }] }, witness.verifier())).toThrow('The cosignature of witness.example/w1 is false');
    }
    for (const signature of [line.signature.subarray(1), line.signature.subarray(8), Buffer.concat([line.signature, Buffer.alloc(1)])]) {
      expect(() => verifyCosignature({ text, signatures: [{ ...line, signature }] }, witness.verifier())).toThrow('is false');
    }
    expect(() => verifyCosignature({ text: text.replace('64', '65'), signatures }, witness.verifier())).toThrow('is false');
  });

  it('is of a time that fits into 63 bits (C2SP tlog-cosignature)', async () => {
    const at = async (seconds: bigint): Promise<boolean> => {
      const stamp = Buffer.alloc(8);
      stamp.writeBigUInt64BE(seconds);
      return witness.verifier().verifies('x\n', Buffer.concat([stamp, await witness.sign(Buffer.from(`cosignature/v1\ntime ${seconds}\nx\n`))]));
    };
    expect([await at(0n), await at(2n ** 63n - 1n), await at(2n ** 63n)]).toEqual([true, true, false]);
  });

  it('is a witness’s, and a signature the log’s', async () => {
    await expect(cosign('x\n', log, time)).rejects.toThrow('does not cosign');
    expect(() => verifyCosignature({ text: 'x\n', signatures: [] }, log.verifier())).toThrow("not a witness's");
  });
});
