import { describe, expect, it } from '@jest/globals';
import { parseCheckpoint } from './checkpoint.js';
import { LocalSigner } from './keys.js';
import { signNote } from './note.js';
import { batchReceipts, parseReceiptHeader, verifyReceipt } from './receipts.js';
import { formatHandover, formatHead, formatReceipt, type Handover, type Head, joinHandovers, parseHandover, parseHead, parseReceipt, splitHandovers } from './statements.js';

const origin = 'hub.example/audit';
const root = Buffer.alloc(32, 5);
const leaf = Buffer.alloc(32, 6);
const instant = new Date('2026-04-01T09:30:00.123Z');
const holder = '5f0c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10';
const refused = (why: string): unknown => expect.objectContaining({ name: expect.stringMatching(/^(NoteError|UnknownKeysError)$/), message: expect.stringContaining(why) });

describe('a head', () => {
  const head: Head = { origin, holder, size: 640n, root, counter: 12n, lastLeaf: leaf };
  const text = formatHead(head);

  it('states how far a holder’s records go', () => {
    expect(text).toBe(`contact-point/audit/head/v1\n${origin}\n${holder}\n640\n${root.toString('base64')}\n12\n${leaf.toString('base64')}\n`);
    expect(parseHead(text)).toEqual(head);
    expect(formatHead({ ...head, counter: 0n, lastLeaf: null })).toMatch(/\n0\n-\n$/);
  });

  it.each([
    ['another first line', text.replace('head/v1', 'head/v2'), 'is not a head'],
    ['no organisation', text.replace(holder, 'x'), 'not an organisation'],
    ['a leaf without a counter', text.replace('\n12\n', '\n0\n'), 'without a counter'],
    ['a counter without a leaf', text.replace(leaf.toString('base64'), '-'), 'without a last leaf'],
    ['a line more', `${text}x\n`, '6 lines'],
    ['a line less', text.replace('\n12', ''), '6 lines'],
    ['a short root', text.replace(root.toString('base64'), 'AAAA'), 'base64 of 32 bytes'],
  ])('with %s is refused', (_, changed, why) => {
    expect(() => parseHead(changed)).toThrow(refused(why));
  });

  it('can not be taken for a checkpoint, nor a checkpoint’s text for a head', () => {
    for (const statement of [text, formatReceipt({ origin: '64', issued: instant, count: 1n, root })]) expect(() => parseCheckpoint(statement)).toThrow(refused('not'));
  });
});

describe('a handover', () => {
  const newKey = LocalSigner.generate(origin).verifier();
  const rotation: Handover = { kind: 'rotation', oldOrigin: origin, oldSize: 640n, oldRoot: root, newOrigin: origin, newKey, instant, reason: 'The yearly change of keys.' };
  const restore: Handover = { ...rotation, kind: 'restore', newOrigin: 'hub.example/audit-2', newKey: LocalSigner.generate('hub.example/audit-2').verifier() };

  it.each([rotation, restore])('reads back', (handover) => {
    const text = formatHandover(handover);
    expect(text).toBe(`contact-point/audit/handover/v1\n${handover.kind}\n${origin}\n640\n${root.toString('base64')}\n${handover.newOrigin}\n${handover.newKey}\n2026-04-01T09:30:00.123Z\n${handover.reason}\n`);
    expect(parseHandover(text)).toEqual(handover);
  });

  it.each([
    ['a rotation to another log', { ...rotation, newOrigin: restore.newOrigin, newKey: restore.newKey }, 'A rotation keeps the origin'],
    ['a restore of the same log', { ...restore, newOrigin: origin, newKey }, 'a restore changes it'],
    ['the key of another log', { ...rotation, newKey: restore.newKey }, 'not one that signs for the new origin'],
    ['a witness’s key', { ...rotation, newKey: LocalSigner.generate(origin, 'cosignature/v1').verifier() }, 'not one that signs for the new origin'],
    ['no reason', { ...rotation, reason: ' ' }, 'no reason'],
    ['a reason of two lines', { ...rotation, reason: 'a\nb' }, '8 lines'],
  ])('to %s is refused', (_, handover, why) => {
    expect(() => formatHandover(handover)).toThrow(refused(why));
  });

  it('stands with others in one text', () => {
    const notes = [formatHandover(rotation), formatHandover({ ...rotation, reason: '----' }), formatHandover(restore)].map((text) => `${text}\n— a AAAAAAA=\n`);
    expect(splitHandovers(joinHandovers(notes))).toEqual(notes);
    expect(splitHandovers('')).toEqual([]);
  });
});

describe('receipts', () => {
  const log = LocalSigner.generate(origin);
  const acts = Array.from({ length: 7 }, (_, i) => Array.from({ length: (i % 3) + 1 }, (_, j) => `5f0c2f2e-4a57-4f0e-8a59-8f4c3c1b7a${i}${j}`));

  it('of a batch each prove their own acts by one signature', async () => {
    for (let size = 1; size <= acts.length; size += 1) {
      const headers = await batchReceipts(acts.slice(0, size), origin, instant, log);
      expect(headers.map((header) => verifyReceipt(header, [log.verifier()]))).toEqual(acts.slice(0, size).map((own) => ({ acts: own, origin, issued: instant })));
      expect(new Set(headers.map((header) => parseReceiptHeader(header).note)).size).toBe(1);
    }
    expect(await batchReceipts([], origin, instant, log)).toEqual([]);
  });

  const changed = async (change: (receipt: Record<string, unknown>) => void): Promise<string> => {
    const [, header = ''] = await batchReceipts(acts, origin, instant, log);
    const receipt = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>;
    change(receipt);
    return Buffer.from(JSON.stringify(receipt)).toString('base64url');
  };

  it.each([
    ['other acts', (receipt: Record<string, unknown>) => (receipt['acts'] = acts[0]), 'not in the batch'],
    ['acts in another order', (receipt: Record<string, unknown>) => (receipt['acts'] as string[]).reverse(), 'not in the batch'],
    ['another place', (receipt: Record<string, unknown>) => (receipt['index'] = 2), 'not in the batch'],
    ['a shorter proof', (receipt: Record<string, unknown>) => (receipt['proof'] as string[]).pop(), 'not in the batch'],
    ['no acts', (receipt: Record<string, unknown>) => (receipt['acts'] = []), 'cut off or changed'],
    ['a negative place', (receipt: Record<string, unknown>) => (receipt['index'] = -1), 'cut off or changed'],
    ['a hash that is none', (receipt: Record<string, unknown>) => (receipt['proof'] = ['AAAA']), 'cut off or changed'],
    ['another time', (receipt: Record<string, unknown>) => (receipt['note'] = String(receipt['note']).replace('09:30', '09:31')), 'is false'],
  ])('with %s are refused', async (_, change, why) => {
    const header = await changed(change);
    expect(() => verifyReceipt(header, [log.verifier()])).toThrow(refused(why));
  });

  it.each(['', 'e30', '%%%', 'eyJ', 'e30 '])('are not %j', (header) => {
    expect(() => parseReceiptHeader(header)).toThrow(refused('cut off or changed'));
  });

  it('have one spelling', async () => {
    const [header = ''] = await batchReceipts(acts, origin, instant, log);
    for (const other of [`${header}=`, ` ${header}`, `${header}\n`, `${header}~`]) expect(() => parseReceiptHeader(other)).toThrow(refused('cut off or changed'));
  });

  it('are signed by the log that they name, and by a key that is trusted', async () => {
    const other = LocalSigner.generate('other.example/log');
    const [header = ''] = await batchReceipts(acts, origin, instant, other);
    expect(() => verifyReceipt(header, [log.verifier(), other.verifier()])).toThrow(refused('not signed by a key of that log'));
    expect(() => verifyReceipt(header, [log.verifier()])).toThrow(refused('No trusted key signed'));
  });

  it('state instant, number and root', async () => {
    const text = formatReceipt({ origin, issued: instant, count: 7n, root });
    expect(text).toBe(`contact-point/audit/receipt/v1\n${origin}\n2026-04-01T09:30:00.123Z\n7\n${root.toString('base64')}\n`);
    expect(() => parseReceipt(text.replace('\n7\n', '\n0\n'))).toThrow(refused('for no answer'));
    expect(() => parseReceipt(text.replace('Z', '+09:00'))).toThrow(refused('not an instant'));
    await expect(signNote(text, [log])).resolves.toContain('\n\n— hub.example/audit ');
  });
});
