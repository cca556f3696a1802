import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Entered } from '../act.js';
import { enter } from '../audit-log.js';
import { decrypt } from '../bodies/envelope.js';
import { Keyring } from '../bodies/keyring.js';
import { bodyHashOf, canonicalJson, leafOf, linkBytes } from '../merkle/leaf.js';
import { bodyPurpose, CHUNK, type Head, openActs, place, recordsOf } from './sealing.js';

const folder = mkdtempSync(join(tmpdir(), 'sealing-'));
const keyring = Keyring.open(join(folder, 'keyring.json'), new Date(0));
afterAll(() => rmSync(folder, { recursive: true }));

const id = fc.uuid();
const organisations = fc.constantFrom('0b6c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10', '1b6c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10', '2b6c2f2e-4a57-4f0e-8a59-8f4c3c1b7a10');
const version = fc.option(fc.nat(9), { nil: null });
const common = { action: fc.constantFrom('bulletin.read', 'session.opened'), at: fc.constant('2026-03-01T00:00:00.000Z'), person: fc.option(id, { nil: null }) };
const disclosure = fc.record({
  ...common, organisation: organisations, request: fc.string(),
  shown: fc.array(fc.record({ bulletin: id, originator: organisations, number: version, seen: version, sections: fc.array(id, { maxLength: 3 }) }), { minLength: 1, maxLength: 5 }),
});
/** What may stand in an act's detail: members in no order, numbers that RFC 8785 writes in its own way. */
const act = fc.record({
  ...common, organisation: fc.option(organisations, { nil: null }), subject: fc.option(id, { nil: null }), holders: fc.array(organisations, { minLength: 1, maxLength: 3 }),
  detail: fc.dictionary(fc.constantFrom('to', 'from', '10', '9', 'É', '\ufb33', '😀'), fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(1e21, 1e-7, 0.1), fc.array(fc.boolean()))),
});
const entered: fc.Arbitrary<Entered> = fc.oneof(disclosure, act);

describe('records of acts', () => {
  it('are what a verifier would make of their openings, one link after the other', () => {
    fc.assert(fc.property(fc.array(entered, { minLength: 1, maxLength: 8 }), (acts) => {
      const records = recordsOf(openActs(keyring, acts.map((each) => enter(keyring, each))), new Map());
      const heads = new Map<string, Head>();
      for (const { holder, counter, id: entryId, actId, keyId, leaf, linkSalt, bodyHash, body } of records) {
        const actKey = keyring.actKey(keyId, actId);
        if (!actKey) throw new Error('the ring lacks the key');
        const plain = decrypt(actKey, body, bodyPurpose(holder));
        const bytes = plain.subarray(32);
        const value = JSON.parse(bytes.toString('utf8')) as { id: string };
        expect(canonicalJson(value)).toEqual(bytes);
        expect(value.id).toBe(entryId);
        expect(bodyHash).toEqual(bodyHashOf(plain.subarray(0, 32), bytes));
        const head = heads.get(holder);
        expect(counter).toBe((head?.counter ?? 0) + 1);
        expect(leaf).toEqual(leafOf({ link: linkBytes({ holder, counter: BigInt(counter), previous: head?.leaf ?? null }), linkSalt, bodyHash }));
        heads.set(holder, { counter, leaf });
      }
    }));
  });

  it('have salts of their own', () => {
    const acts = fc.sample(disclosure, { numRuns: 50, seed: 1 }).map((each) => enter(keyring, each));
    const records = recordsOf(openActs(keyring, acts), new Map());
    const salts = records.flatMap(({ linkSalt, holder, keyId, actId, body }) => [linkSalt, decrypt(keyring.actKey(keyId, actId) ?? linkSalt, body, bodyPurpose(holder)).subarray(0, 32)]);
    expect(salts.every(({ length }) => length === 32)).toBe(true);
    expect(new Set(salts.map((salt) => salt.toString('hex'))).size).toBe(2 * records.length);
  });

  it('stand in the log in full chunks, each once, and everything else is random', () => {
    const records = recordsOf(openActs(keyring, fc.sample(disclosure, { numRuns: 40, seed: 2 }).map((each) => enter(keyring, each))), new Map());
    const leaves = place(records, 640);
    expect(leaves.length % CHUNK).toBe(0);
    expect(leaves.length - records.length).toBeLessThan(CHUNK);
    for (const { index, leaf } of records) expect(leaves[index - 640]).toBe(leaf);
    expect(new Set(leaves.map((leaf) => leaf.toString('hex'))).size).toBe(leaves.length);
    expect(records.map(({ index }) => index)).not.toEqual(records.map((_, order) => 640 + order));
  });
});
