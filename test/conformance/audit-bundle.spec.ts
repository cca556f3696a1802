import { addSignatures, cosign, type Finding, formatCheckpoint, LocalSigner, parseNote, signNote, toBase64, Verification, type VerificationInput } from '@hub/audit';
import { type Bundle, HOLDER, type Lie, linesOf, ORIGIN, OTHER, SEALED, SmallLog, uuid } from './support/small-log.js';

const NOW = new Date(SEALED.getTime() + 60_000);
const later = (minutes: number): Date => new Date(SEALED.getTime() + minutes * 60_000);

/** A log of eight records of the holder, every second act also one of another's. */
function eight(lies: Readonly<Record<number, Lie>> = {}): SmallLog {
  const log = new SmallLog();
  for (let i = 1; i <= 8; i += 1) {
    log.enter(uuid(i), HOLDER, lies[i]);
    if (i % 2 === 0) log.enter(uuid(i), OTHER);
  }
  return log;
}

async function verify(log: SmallLog, bundle: Bundle | string[], input: Partial<VerificationInput> = {}): Promise<{ findings: Finding[]; said: string[]; verification: Verification }> {
  const verification = new Verification({ keys: [log.vkey], now: NOW, ...input });
  const findings: Finding[] = [];
  for await (const finding of verification.findings(Array.isArray(bundle) ? bundle : linesOf(bundle))) findings.push(finding);
  return { findings, said: findings.map(({ severity, code }) => `${severity} ${code}`), verification };
}

describe('the verification of a bundle', () => {
  const log = eight();

  it('finds an honest one in order, and gives its checkpoint to remember', async () => {
    const bundle = await log.export();
    const { findings, verification } = await verify(log, bundle);
    expect(findings).toEqual([{ severity: 'info', code: 'verified', sentence: `All 8 records of ${HOLDER} are in the log ${ORIGIN} of 24 entries, none is left out, and nothing in them was changed.` }]);
    expect(verification.checkpoint).toBe(bundle.header.checkpoint);
    expect(verification.errors).toBe(0);
  });

  it('finds one without records in order', async () => {
    const empty = new SmallLog();
    expect((await verify(empty, await empty.export())).said).toEqual(['info verified']);
  });

  describe('says what was changed in the file', () => {
    const flip = (text: string): string => toBase64(Buffer.from(text, 'base64').map((byte, i) => (i === 9 ? byte ^ 1 : byte)));
    const row = (bundle: Bundle, i: number): Bundle['rows'][number] => bundle.rows[i] as Bundle['rows'][number];
    it.each<[string, (bundle: Bundle) => unknown, string[]]>([
      ['a body', (b) => (row(b, 2).body = flip(row(b, 2).body ?? '')), ['body-wrong']],
      ['a body and its hash', (b) => { row(b, 2).body = null; row(b, 2).bodySalt = null; row(b, 2).bodyHash = flip(row(b, 2).bodyHash); }, ['leaf-wrong']],
      ['a body’s salt', (b) => (row(b, 2).bodySalt = flip(row(b, 2).bodySalt ?? '')), ['body-wrong']],
      ['a link', (b) => (row(b, 2).link = flip(row(b, 2).link)), ['link-bad', 'leaf-wrong']],
      ['a link’s salt', (b) => (row(b, 2).linkSalt = flip(row(b, 2).linkSalt)), ['leaf-wrong']],
      ['a leaf', (b) => (row(b, 7).leaf = flip(row(b, 7).leaf)), ['leaf-wrong', 'not-included', 'head-wrong']],
      ['a hash of a proof', (b) => (row(b, 2).hashes[1] = flip(row(b, 2).hashes[1] ?? '')), ['not-included']],
      ['the length of a proof', (b) => row(b, 2).hashes.pop(), ['not-included']],
      ['the order of a proof', (b) => row(b, 2).hashes.reverse(), ['not-included']],
      ['a place in the log', (b) => (row(b, 2).index = '7'), ['not-included']],
      ['a number', (b) => (row(b, 2).counter = '4'), ['counter-gap', 'counter-gap', 'counter-gap']],
      ['an id', (b) => (row(b, 2).entryId = uuid(5)), ['body-wrong']],
      ['a record in the middle, left out', (b) => b.rows.splice(3, 1), ['counter-gap', 'count-wrong', 'count-wrong']],
      ['the last record, left out', (b) => { b.rows.pop(); b.header.count = 7; b.end = { end: true, count: 7 }; }, ['head-wrong']],
      ['two records, exchanged', (b) => b.rows.splice(3, 2, row(b, 4), row(b, 3)), ['counter-gap', 'counter-gap', 'counter-gap']],
      ['a record, shown twice', (b) => b.rows.splice(3, 0, row(b, 3)), ['counter-gap', 'count-wrong', 'count-wrong']],
      ['the last line, left out', (b) => (b.end = null), ['truncated']],
      ['the holder', (b) => (b.header.holder = OTHER), [...Array<string>(8).fill('holder-wrong'), 'head-wrong']],
      ['the origin', (b) => (b.header.origin = 'x'), ['bundle-bad']],
      // Only where the size changes a proof's shape does the proof itself tell: that a size belongs to a root, the signature says.
      ['the checkpoint’s size', (b) => (b.header.checkpoint = b.header.checkpoint.replace('\n24\n', '\n25\n')), ['checkpoint-bad', 'not-included', 'not-included', 'head-wrong']],
      ['the checkpoint’s root', (b) => (b.header.checkpoint = b.header.checkpoint.replace(/\n[^\n]{44}\n/, `\n${toBase64(Buffer.alloc(32))}\n`)), ['checkpoint-bad', ...Array<string>(8).fill('not-included'), 'head-wrong']],
      ['the head', (b) => (b.header.head = b.header.head.replace('\n8\n', '\n7\n')), ['head-bad']],
      ['the checkpoint, taken away', (b) => (b.header.checkpoint = ''), ['checkpoint-bad']],
    ])('%s', async (_, change, codes) => {
      const bundle = structuredClone(await log.export());
      change(bundle);
      const { findings, verification } = await verify(log, bundle);
      expect(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(codes);
      expect(findings.every(({ sentence }) => /^[A-Z].*\.$/s.test(sentence))).toBe(true);
      expect(verification.checkpoint).toBeNull();
    });

    it.each<[string, (lines: string[]) => string[], string, string]>([
      ['nothing', () => [], 'bundle-bad', 'The bundle is empty.'],
      ['another file', () => ['# Contact Point'], 'bundle-bad', 'The first line is not that of an export bundle: it is not JSON.'],
      ['another format', (lines) => [(lines[0] ?? '').replace('/v1"', '/v2"')], 'bundle-bad', 'The first line is not that of an export bundle: its field "format" is missing or wrong.'],
      ['a line that is cut off', (lines) => lines.map((line, i) => (i === 3 ? line.slice(0, 50) : line)), 'line-bad', 'Line 4 is not a record: it was cut off or changed.'],
      ['a field that is wrong', (lines) => lines.map((line, i) => (i === 3 ? line.replace('"index":"', '"index":"0') : line)), 'line-bad', 'Line 4 is not a record: its field "index" is missing or wrong.'],
      ['a salt without its body', (lines) => lines.map((line, i) => (i === 3 ? line.replace(/"body":"[^"]*"/, '"body":null') : line)), 'line-bad', 'Line 4 is not a record: its field "bodySalt" is missing or wrong.'],
      ['a field too much', (lines) => lines.map((line, i) => (i === 3 ? line.replace('{', '{"more":1,') : line)), 'line-bad', 'Line 4 is not a record: its field "more" is missing or wrong.'],
      ['an end in the middle', (lines) => [...lines.slice(0, 4), lines.at(-1) ?? '', ...lines.slice(4)], 'bundle-bad', 'Line 6 stands after the end of the bundle.'],
    ])('with %s', async (_, change, code, sentence) => {
      const { findings } = await verify(log, change(linesOf(await log.export())));
      expect(findings).toContainEqual({ severity: 'error', code, sentence });
    });

    it('tells no more than 20 of a kind, and how many more there are', async () => {
      const long = new SmallLog();
      for (let i = 1; i <= 30; i += 1) long.enter(uuid(i), HOLDER, { previous: null });
      const { said, findings } = await verify(long, await long.export());
      expect(said.filter((line) => line === 'error previous-wrong')).toHaveLength(20);
      expect(findings.at(-1)?.sentence).toBe('There are 9 more findings of the kind previous-wrong.');
    });
  });

  it.each<[string, Record<number, Lie>, string[]]>([
    ['leaves a number out', { 4: { counter: 5n } }, ['counter-gap']],
    ['gives a number twice', { 4: { counter: 3n } }, ['counter-gap']],
    ['begins anew', { 4: { previous: null } }, ['previous-wrong']],
    ['begins at 2', { 1: { counter: 2n } }, ['counter-gap']],
    ['passes over a record', { 4: { previous: Buffer.alloc(32) } }, ['previous-wrong']],
    ['enters it for another', { 4: { holder: OTHER } }, ['holder-wrong']],
    ['names another record', { 4: { id: uuid(9) } }, ['body-wrong']],
    ['does not write canonical JSON', { 4: { spaced: true } }, ['body-wrong']],
  ])('finds out a hub that %s and signs it all', async (_, lies, codes) => {
    const lying = eight(lies);
    const { findings } = await verify(lying, await lying.export());
    expect(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(codes);
  });

  it('counts bodies that are erased or withheld, and goes on', async () => {
    const bundle = await log.export();
    for (const row of bundle.rows.slice(2, 5)) [row.body, row.bodySalt] = [null, null];
    const { findings } = await verify(log, bundle);
    expect(findings.map(({ code }) => code)).toEqual(['bodies-missing', 'verified']);
    expect(findings[0]?.sentence).toContain('Of 8 records, 3 come without a body');
  });

  it('knows the root of an empty log', async () => {
    const empty = new SmallLog();
    const text = formatCheckpoint({ origin: ORIGIN, size: 0n, root: Buffer.alloc(32), sealedAt: SEALED });
    const bundle = await empty.export(HOLDER, await signNote(text, [empty.signer]));
    expect((await verify(empty, bundle)).findings[0]?.sentence).toBe('The checkpoint is of an empty log and has not the root of an empty tree.');
  });

  describe('of keys and clocks', () => {
    it('trusts none but those that were given', async () => {
      const bundle = await log.export();
      expect((await verify(log, bundle, { keys: [new SmallLog().vkey] })).said).toEqual(['error checkpoint-unsigned', 'error head-bad']);
      expect((await verify(log, bundle, { keys: [] })).said).toEqual(['error key-bad']);
      expect((await verify(log, bundle, { keys: ['nonsense'] })).findings[0]?.sentence).toBe('"nonsense" is not a verifier key for Ed25519 (name+id+base64).');
      const other = new SmallLog(LocalSigner.generate('other.example/log'), ORIGIN);
      expect((await verify(other, await other.export())).said).toEqual(['error checkpoint-unsigned', 'error head-bad']);
    });

    it.each<[string, Date, string[]]>([
      ['sealed in four minutes', later(-4), ['info verified']],
      ['sealed in six minutes', later(-6), ['error checkpoint-future']],
      ['sealed almost a day ago', later(24 * 60 - 1), ['info verified']],
      ['sealed more than a day ago', later(24 * 60 + 1), ['warning checkpoint-old', 'info verified']],
    ])('minds a checkpoint %s', async (_, now, said) => {
      expect((await verify(log, await log.export(), { now })).said).toEqual(said);
    });
  });

  describe('by witnesses', () => {
    const witnesses = ['a', 'b', 'c'].map((name) => LocalSigner.generate(`${name}.example/w`, 'cosignature/v1'));
    const keys = witnesses.map((witness) => String(witness.verifier()));
    const cosigned = async (count: number, time = SEALED): Promise<Bundle> => {
      const checkpoint = await log.checkpoint();
      const lines = await Promise.all(witnesses.slice(0, count).map((witness) => cosign(parseNote(checkpoint).text, witness, time)));
      return log.export(HOLDER, addSignatures(checkpoint, lines));
    };

    it.each([[2, 2, ['info verified']], [3, 2, ['info verified']], [1, 2, ['error witnesses-missing']], [0, 1, ['error witnesses-missing']], [0, 0, ['info verified']]])('%i of 3 where %i are asked for', async (count, needed, said) => {
      expect((await verify(log, await cosigned(count), { witnesses: { keys, needed } })).said).toEqual(said);
    });

    it('counts one that is given twice once, and none from the future', async () => {
      const twice = [keys[0] ?? '', keys[0] ?? '', keys[1] ?? ''];
      expect((await verify(log, await cosigned(1), { witnesses: { keys: twice, needed: 2 } })).said).toEqual(['error witnesses-missing']);
      expect((await verify(log, await cosigned(3, later(60)), { witnesses: { keys, needed: 1 } })).said).toEqual([...Array<string>(3).fill('error cosignature-future'), 'error witnesses-missing']);
    });

    it('refuses one that is false, and a policy that can not be met', async () => {
      const bundle = await cosigned(3);
      const other = parseNote((await cosigned(3, later(1))).header.checkpoint);
      expect(other.signatures).toHaveLength(4);
      bundle.header.checkpoint = bundle.header.checkpoint.replace(/sealed .*/, 'sealed 2026-04-01T09:30:00.001Z');
      expect((await verify(log, bundle, { witnesses: { keys, needed: 2 } })).said).toEqual(['error checkpoint-bad', ...Array<string>(3).fill('error cosignature-bad'), 'error witnesses-missing']);
      expect((await verify(log, bundle, { witnesses: { keys, needed: 4 } })).said).toEqual(['error policy-bad']);
      expect((await verify(log, bundle, { witnesses: { keys: [log.vkey], needed: 1 } })).said).toEqual(['error key-bad']);
    });
  });
});
