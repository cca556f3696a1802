import { LocalSigner } from '@hub/audit';
import { type AuditHub, auditHub } from './support/audit-hub.js';
import { AuditLogInMemory } from './support/audit-log.js';
import { AuditPartner } from './support/audit-partner.js';
import type { Ran } from './support/hubctl.js';

/** A hub with a log of so many entries, and somebody who checks it. */
class CheckedHub {
  private constructor(readonly log: AuditLogInMemory, readonly hub: AuditHub, private readonly partner: AuditPartner) {}

  static async create(entries: number): Promise<CheckedHub> {
    const log = new AuditLogInMemory();
    const hub = await auditHub(log);
    await log.seal({ padding: entries });
    return new CheckedHub(log, hub, new AuditPartner(log, hub, '0197f3a0-0000-7000-8000-000000000001'));
  }

  fsck(key = this.log.vkey, ...args: string[]): Promise<Ran> {
    return this.partner.hubctl('fsck', '--key', key, ...args);
  }

  /** Changes one bit of what is shown at a path. */
  async bend(path: string, at: number): Promise<void> {
    const bytes = Buffer.from(await (await fetch(`${this.hub.url}/${path}`)).arrayBuffer());
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    this.hub.paths.set(path, bytes);
  }

  async close(): Promise<void> {
    await this.hub.close();
    this.partner.leave();
  }
}

describe('hubctl fsck', () => {
  let large: CheckedHub;
  let small: CheckedHub;
  beforeAll(async () => {
    [large, small] = [await CheckedHub.create(256 * 256 + 300), await CheckedHub.create(700)];
  });
  beforeEach(() => small.hub.paths.clear());
  afterAll(async () => {
    await large.close();
    await small.close();
  });

  describe('of three levels of tiles', () => {
    it('recomputes every tile at every level, and the root', async () => {
      const { code, text } = await large.fsck();
      // 257 full tiles and one partial of leaves, one full and one partial above, one of the root's level.
      expect(text).toMatch(/65836 of 65836 entries and 261 tiles recomputed; all is as signed/);
      expect(text).not.toMatch(/first use/);
      expect(code).toBe(0);
    });

    it('finds one bit in a tile, full or partial, at each level', async () => {
      const bits: [string, number, RegExp][] = [
        ['audit/tile/0/003', 32 * 7, /tile\/0\/003 is not what the entries make: it differs from hash 7 on \(entry 775\)/],
        ['audit/tile/0/257.p/44', 5, /tile\/0\/257\.p\/44 is not what the entries make: it differs from hash 0 on \(entry 65792\)/],
        ['audit/tile/1/000', 32 * 255 + 31, /tile\/1\/000 is not what the entries make: it differs from hash 255 on \(entries 65280 to 65535\)/],
        ['audit/tile/1/001.p/1', 0, /tile\/1\/001\.p\/1 is not what the entries make: it differs from hash 0 on \(entries 65536 to 65791\)/],
        ['audit/tile/2/000.p/1', 9, /tile\/2\/000\.p\/1 is not what the entries make: it differs from hash 0 on \(entries 0 to 65535\)/],
      ];
      for (const [path, at] of bits) await large.bend(path, at);
      const { code, text } = await large.fsck();
      for (const [, , said] of bits) expect(text).toMatch(said);
      expect(text.match(/✗/g)).toHaveLength(bits.length);
      expect(code).toBe(1);
    });
  });

  it('finds one bit in an entry: in its tile, in the tile above, and in the root', async () => {
    await small.bend('audit/tile/entries/001', 34 * 10 + 2);
    const { code, text } = await small.fsck();
    expect(text).toMatch(/tile\/0\/001 is not what the entries make: it differs from hash 10 on \(entry 266\)/);
    expect(text).toMatch(/tile\/1\/000\.p\/2 is not[^]*is signed for the root [A-Za-z0-9+/=]+, and the entries make/);
    expect(code).toBe(1);
  });

  it.each([
    ['audit/tile/entries/001', null, /The hub does not show tile\/entries\/001/], ['audit/tile/0/001', null, /The hub does not show tile\/0\/001/],
    ['audit/tile/entries/001', Buffer.alloc(33), /tile\/entries\/001 is no entry bundle/], ['audit/tile/1/000.p/2', Buffer.alloc(33), /tile\/1\/000\.p\/2 has 33 bytes instead of 64/],
  ])('says what is missing or malformed: %s', async (path, bytes, said) => {
    small.hub.paths.set(path, bytes);
    const { code, text } = await small.fsck();
    expect(text).toMatch(said);
    expect(code).toBe(1);
  });

  it('reads the full tile where the partial one is gone', async () => {
    const path = 'audit/tile/1/000.p/2';
    const bytes = Buffer.from(await (await fetch(`${small.hub.url}/${path}`)).arrayBuffer());
    small.hub.paths.set(path, null);
    small.hub.paths.set('audit/tile/1/000', Buffer.concat([bytes, Buffer.alloc(254 * 32)]));
    expect(await small.fsck()).toMatchObject({ code: 0 });
  });

  it('of an empty log', async () => {
    const empty = await CheckedHub.create(0);
    expect(await empty.fsck()).toMatchObject({ code: 0, text: expect.stringMatching(/0 of 0 entries and 0 tiles recomputed; all is as signed/) });
    await empty.close();
  });

  it('knows a checkpoint that another key signed', async () => {
    const { code, text } = await small.fsck(LocalSigner.generate(small.log.origin).verifier().toString());
    expect(text).toMatch(/No trusted key signed the checkpoint/);
    expect(code).toBe(1);
  });

  it('could not check where nothing answers', async () => {
    expect(await small.fsck(small.log.vkey, 'http://127.0.0.1:9')).toMatchObject({ code: 2, text: expect.stringMatching(/can't be reached: /) });
  }, 30_000);
});
