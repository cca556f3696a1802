import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../merkle/hashing.js';
import { LocalSigner, Verifier } from './keys.js';
import { NoteError } from './note.errors.js';
import { addSignatures, parseNote, signNote, verifyNote } from './note.js';

// C2SP signed-note.md (C2SP/C2SP@5ba5ee8, CC BY 4.0).
const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const TEXT = 'This is an example message.\n';
const LINE = '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';
const NOTE = `${TEXT}\n${LINE}\n`;
const example = Verifier.parse(VKEY);

describe('a verifier key', () => {
  it('is read and written as C2SP signed-note has it', () => {
    expect(example).toMatchObject({ name: 'example.com/foo', algorithm: 'ed25519' });
    expect(example.keyId.toString('hex')).toBe('530d903a');
    expect(String(example)).toBe(VKEY);
  });

  it.each([
    ['another id', VKEY.replace('530d903a', '530d903b'), 'changed or copied wrongly'],
    ['another name', VKEY.replace('foo', 'fop'), 'changed or copied wrongly'],
    ['another key', VKEY.replace('yeRr', 'yeRs'), 'changed or copied wrongly'],
    ['an id in capitals', VKEY.replace('530d903a', '530D903A'), 'is not a verifier key'],
    ['another type of key', VKEY.replace('+Aek', '+Auk'), 'is not a verifier key'],
    ['a short key', VKEY.slice(0, -4), 'is not a verifier key'],
    ['no name', VKEY.replace('example.com/foo', ''), 'is not a verifier key'],
    ['a space in its name', VKEY.replace('.com', ' com'), 'is not a verifier key'],
    ['nothing', '', 'is not a verifier key'],
  ])('with %s is refused', (_, vkey, why) => {
    expect(() => Verifier.parse(vkey)).toThrow(expect.objectContaining({ name: 'NoteError', message: expect.stringContaining(why) }));
  });
});

describe('a signing key', () => {
  it.each(['ed25519', 'cosignature/v1'] as const)('of %s survives being written down', async (algorithm) => {
    const signer = LocalSigner.generate('log.example/a', algorithm);
    const again = LocalSigner.parse(String(signer));
    expect(String(signer)).toMatch(/^PRIVATE\+KEY\+log\.example\/a\+[0-9a-f]{8}\+/);
    expect(String(again.verifier())).toBe(String(signer.verifier()));
    expect(await again.sign(Buffer.from('x'))).toEqual(await signer.sign(Buffer.from('x')));
  });

  it('is told neither by what prints objects nor by errors', () => {
    const signer = LocalSigner.generate('log.example/a');
    const secret = String(signer).split('+').slice(4).join('+');
    expect(JSON.stringify({ signer })).not.toContain(secret);
    expect(inspect(signer, { depth: 9, showHidden: true })).not.toContain(secret);
    for (const broken of [String(signer).slice(0, -1), String(signer).replace('log.example', 'log.exampel')]) {
      expect(() => LocalSigner.parse(broken)).toThrow(expect.objectContaining({ name: 'NoteError', message: expect.not.stringContaining(secret.slice(0, 8)) }));
    }
  });
});

describe('a signed note', () => {
  it('of C2SP verifies', () => {
    expect(verifyNote(NOTE, [example])).toMatchObject({ note: { text: TEXT }, by: [VKEY] });
  });

  it('that has another bit anywhere does not', () => {
    const bytes = Buffer.from(NOTE, 'utf8');
    let accepted = 0;
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      try {
        verifyNote(changed.toString('utf8'), [example]);
        accepted += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(NoteError);
      }
    }
    expect(accepted).toBe(0);
  });

  it.each([
    ['no last line break', NOTE.slice(0, -1), 'does not end with a line break'],
    ['no blank line', `${TEXT}${LINE}\n`, 'no blank line'],
    ['no signature', `${TEXT}\n`, 'no signature'],
    ['a tab', NOTE.replace(' is', '\tis'), 'control character'],
    ['a carriage return', NOTE.replaceAll('\n', '\r\n'), 'control character'],
    ['half a character', NOTE.replace('T', '\ud83d'), 'half a character'],
    ['a hyphen in place of the dash', NOTE.replace('—', '-'), 'not a signature line'],
    ['two spaces', NOTE.replace('foo ', 'foo  '), 'not a signature line'],
    ['a plus in a name', NOTE.replace('/foo', '+foo'), 'not a signature line'],
    ['a no-break space in a name', NOTE.replace('/foo', '\u00a0foo'), 'not a signature line'],
    ['base64 without padding', NOTE.replace('=\n', '\n'), 'not a signature line'],
    ['base64 with bits beyond its end', NOTE.replace('aQM=', 'aQN='), 'not a signature line'],
    ['a signature of no bytes', `${TEXT}\n— example.com/foo Uw2QOg==\n`, 'not a signature line'],
    ['more than 100 signatures', `${TEXT}\n${`${LINE}\n`.repeat(101)}`, '101 signatures'],
  ])('with %s is refused', (_, note, why) => {
    expect(() => parseNote(note)).toThrow(expect.objectContaining({ name: 'NoteError', message: expect.stringContaining(why) }));
  });

  it('ends its text at the last blank line', () => {
    expect(parseNote(`a\n\nb\n\n${LINE}\n`).text).toBe('a\n\nb\n');
  });

  describe('by several keys', () => {
    const [a, b] = [LocalSigner.generate('log.example/a'), LocalSigner.generate('log.example/b')];
    let note: string;
    beforeAll(async () => {
      note = await signNote('text\n', [a, b]);
    });

    it('says which of the trusted ones signed, and ignores others', () => {
      expect(verifyNote(note, [a.verifier()]).by).toEqual([String(a.verifier())]);
      expect(verifyNote(note, [b.verifier(), example, a.verifier()]).by).toEqual([String(a.verifier()), String(b.verifier())]);
      expect(() => verifyNote(note, [example])).toThrow('No trusted key signed the note; it is signed by unknown keys of log.example/a, log.example/b.');
    });

    it('is refused whole for one false signature of a trusted key', async () => {
      const other = await signNote('other\n', [b]);
      const mixed = `${note.split('\n').slice(0, 3).join('\n')}\n${other.split('\n')[2]}\n`;
      expect(() => verifyNote(mixed, [a.verifier(), b.verifier()])).toThrow('The signature of log.example/b is false');
      expect(verifyNote(mixed, [a.verifier()]).by).toHaveLength(1);
    });

    it('takes a name without the id, or an id without the name, for an unknown key', () => {
      const namesake = LocalSigner.generate('log.example/a').verifier();
      expect(() => verifyNote(note, [namesake])).toThrow('No trusted key signed');
    });

    it('takes more signatures, each once', async () => {
      const [, , line] = (await signNote('text\n', [b])).split('\n') as [string, string, string];
      const alone = await signNote('text\n', [a]);
      expect(addSignatures(alone, [`${line}\n`, line])).toBe(note);
      expect(() => addSignatures(alone, ['no line'])).toThrow('"no line" is not a signature line');
    });
  });

  it('whose key can not be told from another trusted one is refused', () => {
    // Found by trying: two keys of one name with the id eac0f2da.
    const [a, b] = [136196, 204134].map((n) => Verifier.of('log.example/a', 'ed25519', sha256(Buffer.from(`key ${n}`)))) as [Verifier, Verifier];
    expect(a.keyId).toEqual(b.keyId);
    const note = `text\n\n— log.example/a ${Buffer.concat([a.keyId, Buffer.alloc(64)]).toString('base64')}\n`;
    expect(() => verifyNote(note, [a, b])).toThrow('Two of the trusted keys of log.example/a have the same id');
    expect(() => verifyNote(note, [a, a])).toThrow('The signature of log.example/a is false');
  });

  it('is not made of what can not be one', async () => {
    const log = LocalSigner.generate('log.example/a');
    await expect(signNote('no end', [log])).rejects.toThrow('does not end with a line break');
    await expect(signNote('x\n', [])).rejects.toThrow('needs a signer');
    await expect(signNote('x\n', [LocalSigner.generate('w', 'cosignature/v1')])).rejects.toThrow("is a witness's");
    expect(() => LocalSigner.generate('two words')).toThrow('can not be the name of a key');
  });
});
