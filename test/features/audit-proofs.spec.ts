import { bodyHashOf, leafHash, leafOf, parseHead, parseLink, parseNote, verifyConsistency, verifyInclusion } from '@hub/audit';
import { createTestHub, data, type TestHub } from '@hub/testing';
import { amberFor, type AuditParties, auditParties, list, published, read } from './support/audit-parties.js';
import { askAs, audit, AUDIT, codeOf, exportOf, freshOf, keysOf, type Proof, trailOf, verified } from './support/audit-reading.js';

const bytes = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64');
const MAX = String(2n ** 64n - 1n);

let hub: TestHub;
let of: AuditParties;
beforeAll(async () => {
  hub = await createTestHub();
  of = await auditParties(hub);
});
afterAll(() => hub.close());

/** What is wrong with a proof, by the pure core alone. */
function wrongIn(proof: Proof, holder: string, keys: readonly string[]): string[] {
  const wrong: string[] = [];
  const checkpoint = verified(proof.checkpoint, keys);
  const link = parseLink(bytes(proof.link));
  if (link.holder !== holder || String(link.counter) !== proof.counter) wrong.push('link');
  if (!leafOf({ link: bytes(proof.link), linkSalt: bytes(proof.linkSalt), bodyHash: bytes(proof.bodyHash) }).equals(bytes(proof.leaf))) wrong.push('leaf');
  if (proof.body !== null && !bodyHashOf(bytes(proof.bodySalt), bytes(proof.body)).equals(bytes(proof.bodyHash))) wrong.push('body');
  if (String(checkpoint.size) !== proof.treeSize) wrong.push('size');
  if (!verifyInclusion({ leafHash: leafHash(bytes(proof.leaf)), index: BigInt(proof.index), size: checkpoint.size, proof: proof.hashes.map(bytes), root: checkpoint.root })) wrong.push('inclusion');
  return wrong;
}

describe('proofs', () => {
  it('of every record hold against the newest checkpoint, and against each one since it was sealed', async () => {
    const { npa, ph } = of;
    const keys = await keysOf(hub);
    const sizes: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      await read(hub, ph.officer, await published(hub, npa, amberFor(ph)));
      sizes.push(String((await freshOf(hub, ph.administrator)).checkpoint.size));
    }
    for (const party of [npa, ph]) {
      for (const { id, index, counter } of await trailOf(hub, party.administrator)) {
        for (const treeSize of [null, ...sizes]) {
          const answer = await askAs(hub, party.administrator, AUDIT.inclusion, { entryId: id, treeSize });
          if (treeSize !== null && BigInt(index) >= BigInt(treeSize)) {
            expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'treeSize' });
            continue;
          }
          const proof = data(answer).auditInclusionProof as Proof;
          expect(wrongIn(proof, party.id, keys)).toEqual([]);
          expect([proof.index, proof.counter, proof.entryId]).toEqual([index, counter, id]);
        }
      }
    }
  });

  it('are for sizes of which there is a checkpoint: any other is INVALID_INPUT, however large', async () => {
    const { ph } = of;
    const [entry] = await trailOf(hub, ph.administrator);
    for (const treeSize of ['0', '1', '63', '65', '6400000', String(2n ** 63n - 1n), String(2n ** 63n), MAX]) {
      const answers = [
        await askAs(hub, ph.administrator, AUDIT.inclusion, { entryId: entry?.id, treeSize }),
        await askAs(hub, ph.administrator, AUDIT.export, { from: '1', size: treeSize }),
        await askAs(hub, ph.administrator, AUDIT.head, { size: treeSize }),
      ];
      expect(answers.map(({ errors }) => errors?.[0]?.extensions)).toEqual(Array(3).fill({ code: 'INVALID_INPUT', field: 'treeSize' }));
    }
    const { checkpoint: { size } } = await freshOf(hub, ph.administrator);
    for (const from of ['0', String(2n ** 63n - 1n), String(2n ** 63n), MAX]) {
      const records = data(await askAs(hub, ph.administrator, AUDIT.export, { from, size: String(size) })).auditExport as Proof[];
      expect(records.length).toBe(from === '0' ? (await exportOf(hub, ph.administrator, size)).length : 0);
    }
  });

  it('of consistency hold between all sizes, sealed or not, and there is none from nothing, backwards, or from what is not there', async () => {
    const { ph } = of;
    const keys = await keysOf(hub);
    const { rows } = await hub.superuser<{ size: number; checkpoint: string }>('SELECT size::int AS size, checkpoint FROM hub.log_seals ORDER BY size');
    const roots = rows.map(({ checkpoint }) => verified(checkpoint, keys));
    const newest = roots.at(-1);
    const proofOf = async (from: bigint, to: bigint): Promise<Buffer[]> =>
      (data(await askAs(hub, ph.reader, AUDIT.consistency, { from: String(from), to: String(to) })).auditConsistencyProof.hashes as string[]).map(bytes);
    for (const from of roots) {
      for (const to of roots.filter(({ size }) => size >= from.size)) {
        expect(verifyConsistency({ from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root, proof: await proofOf(from.size, to.size) })).toBe(true);
      }
    }
    const { rows: chunks } = await hub.superuser<{ leaves: Buffer }>('SELECT leaves FROM hub.log_chunks ORDER BY number');
    const leaves = Buffer.concat(chunks.map(({ leaves: part }) => part));
    const { MemoryTree } = await import('@hub/audit');
    for (const size of [1, 2, 63, 65, 100, 129]) {
      const tree = new MemoryTree(Array.from({ length: size }, (_, index) => leafHash(leaves.subarray(32 * index, 32 * index + 32))));
      expect(verifyConsistency({ from: BigInt(size), to: newest?.size ?? 0n, fromRoot: tree.root(), toRoot: newest?.root ?? Buffer.alloc(0), proof: await proofOf(BigInt(size), newest?.size ?? 0n) })).toBe(true);
    }
    const size = String(newest?.size);
    for (const [from, to] of [['0', size], ['0', '0'], ['128', '64'], ['1', String(BigInt(size) + 1n)], ['1', MAX], [MAX, MAX]]) {
      expect(codeOf(await askAs(hub, ph.reader, AUDIT.consistency, { from, to }))).toBe('INVALID_INPUT');
    }
  });
});

describe('an export', () => {
  it('verifies as a whole, goes on from what was remembered, and meets every receipt', async () => {
    const { npa, ph, br } = of;
    const receipts: string[] = [];
    const { note: remembered } = await freshOf(hub, ph.administrator);
    for (let n = 0; n < 5; n += 1) {
      const id = await published(hub, npa, amberFor(ph, br));
      receipts.push((await read(hub, ph.officer, id)).receipt, (await read(hub, ph.reader, id)).receipt);
      await read(hub, br.officer, id);
      await list(hub, ph.second);
    }
    hub.clock.advance(5_000);
    expect(await audit(hub, ph.administrator, { remembered, receipts })).toEqual([]);
    for (const keeper of [npa.administrator, br.contact, ph.contact]) expect(await audit(hub, keeper, { remembered })).toEqual([]);
    // Another's receipts are not met by it, and the keys of another log open nothing.
    const { receipt } = await read(hub, br.officer, await published(hub, npa, amberFor(br)));
    hub.clock.advance(5_000);
    await list(hub, br.officer);
    expect(await audit(hub, ph.administrator, { receipts: [receipt] })).toEqual(['receipt-unmet']);
    const { LocalSigner } = await import('@hub/audit');
    const strange = LocalSigner.generate('test.contact-point/audit').verifier().toString();
    expect(await audit(hub, ph.administrator, { keys: [strange] })).toEqual(expect.arrayContaining(['checkpoint-unsigned', 'head-bad']));
  });

  it('of one organisation holds nothing of another: not one opening, leaf, id or salt', async () => {
    const { npa, ph, br, ngo } = of;
    await read(hub, br.officer, await published(hub, npa, amberFor(br, ph)));
    const { checkpoint: { size } } = await freshOf(hub, ph.administrator);
    const secrets = await hub.superuser<{ holder: string; id: string; leaf: Buffer; salt: Buffer; hash: Buffer }>('SELECT holder_id AS holder, id, leaf, link_salt AS salt, body_hash AS hash FROM hub.log_records');
    for (const { id: holder, administrator } of [npa, ph, br, ngo]) {
      const records = await exportOf(hub, administrator, size);
      const text = JSON.stringify(records.map(({ hashes: _public, checkpoint: _same, ...record }) => record));
      const own = secrets.rows.filter((row) => row.holder === holder);
      expect(records.map(({ entryId }) => entryId).sort()).toEqual(own.map(({ id }) => id).sort());
      const foreign = secrets.rows.filter((row) => row.holder !== holder);
      expect(foreign.length).toBeGreaterThan(0);
      const shown = foreign.flatMap(({ id, leaf, salt, hash }) => [id, ...[leaf, salt, hash].map((part) => part.toString('base64'))]).filter((secret) => text.includes(secret));
      expect(shown).toEqual([]);
      expect(records.filter(({ link }) => parseLink(bytes(link)).holder !== holder)).toEqual([]);
    }
  });

  it('is for administrators and contact points, as the signed head is, and states the holder’s own last record', async () => {
    const { npa, ph } = of;
    const { checkpoint } = await freshOf(hub, ph.administrator);
    for (const person of [ph.officer, ph.reader, npa.auditor, null]) {
      const code = person ? 'FORBIDDEN' : 'UNAUTHENTICATED';
      for (const size of [String(checkpoint.size), MAX]) {
        expect(codeOf(await askAs(hub, person, AUDIT.export, { from: '1', size }))).toBe(code);
        expect(codeOf(await askAs(hub, person, AUDIT.head, { size }))).toBe(code);
      }
    }
    for (const { id, administrator, contact } of [npa, ph]) {
      const records = await exportOf(hub, contact, checkpoint.size);
      const head = parseHead(parseNote(data(await askAs(hub, administrator, AUDIT.head, { size: String(checkpoint.size) })).auditHead as string).text);
      expect(head).toMatchObject({ holder: id, size: checkpoint.size, root: checkpoint.root, counter: BigInt(records.length) });
      expect(head.lastLeaf?.toString('base64')).toBe(records.at(-1)?.leaf);
    }
    expect(data(await askAs(hub, of.ngo.administrator, AUDIT.export, { from: '1', size: String(checkpoint.size), first: 0 })).auditExport).toEqual([]);
  });
});
