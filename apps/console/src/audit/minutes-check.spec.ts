import { leafHash, rootOf, toBase64 } from '@hub/audit/core';
import { checkMinutes, type GivenSeal, minutesFit, recordSays } from './minutes-check.js';

const CONTENTS = ['{"names":{}}', '{"titles":{"ja":"公開","en":"Open"}}', '{"titles":{"en":"Closed"}}'];
const saltOf = (part: number): Buffer => Buffer.alloc(32, part + 1);
const leaves = CONTENTS.map((content, part) => leafHash(Buffer.concat([saltOf(part), Buffer.from(content)])));
const shown = (part: number): GivenSeal['parts'][number] => ({ part, content: CONTENTS[part] ?? null, salt: toBase64(saltOf(part)), struckAt: null, purged: null });
const given: GivenSeal = { root: toBase64(rootOf(leaves)), leaves: leaves.map(toBase64), parts: [shown(0), shown(1)] };
const record = { action: 'minutes.approved', subject: 'edition', detail: { root: given.root, parts: 3 } };

describe('the seal of minutes', () => {
  it('fits of the parts that somebody may read, with the fingerprints of the others', async () => {
    const checked = await checkMinutes(given);
    expect(checked.parts.map(({ state, titles }) => [state, titles['en']])).toEqual([['fits', undefined], ['fits', 'Open'], ['closed', undefined]]);
    expect([minutesFit(checked), recordSays(record, 'edition', checked)]).toEqual([true, true]);
  });

  it.each<[string, GivenSeal]>([
    ['another letter', { ...given, parts: [shown(0), { ...shown(1), content: `${CONTENTS[1]} ` }] }],
    ['another salt', { ...given, parts: [shown(0), { ...shown(1), salt: toBase64(saltOf(9)) }] }],
    ['another place', { ...given, parts: [shown(0), { ...shown(1), part: 2 }] }],
    ['no text', { ...given, parts: [shown(0), { ...shown(1), content: null }] }],
    ['one more part', { ...given, parts: [...given.parts, { ...shown(1), part: 3 }] }],
    ['a fingerprint left out', { ...given, leaves: given.leaves.slice(0, 2) }],
    ['a fingerprint that is none', { ...given, leaves: [...given.leaves.slice(0, 2), 'AAAA'] }],
    ['another root', { ...given, root: given.leaves[0] ?? '' }],
  ])('does not fit with %s', async (_, other) => expect(minutesFit(await checkMinutes(other))).toBe(false));

  it('cannot be compared of what was struck or purged, whose fingerprint still counts', async () => {
    const at = '2027-05-01T00:00:00Z';
    const checked = await checkMinutes({ ...given, parts: [{ ...shown(0), content: '{"names":"■"}', struckAt: at }, { ...shown(1), content: null, salt: null, purged: { at } }] });
    expect(checked.parts.map(({ state, at: since }) => [state, since])).toEqual([['struck', at], ['purged', at], ['closed', null]]);
    expect(minutesFit(checked)).toBe(true);
  });

  it.each<[string, Record<string, unknown> | null, boolean | null]>([
    ['another root', { ...record, detail: { root: given.leaves[0], parts: 3 } }, false],
    ['fewer parts', { ...record, detail: { root: given.root, parts: 2 } }, false],
    ['another meeting', { ...record, subject: 'other' }, false],
    ['another act', { ...record, action: 'minutes.read' }, false],
    ['nothing that is open', null, null],
  ])('is not in a record that says %s', async (_, says, expected) => expect(recordSays(says, 'edition', await checkMinutes(given))).toBe(expected));
});
