import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { LocalSigner } from '@hub/audit';
import { type AuditHub, auditHub } from './support/audit-hub.js';
import { AuditLogInMemory } from './support/audit-log.js';
import { AuditPartner } from './support/audit-partner.js';
import type { Ran } from './support/hubctl.js';

const EMBASSY = '0197f3a0-0000-7000-8000-000000000001';

describe('hubctl export-audit, and verify-audit --bundle', () => {
  let log: AuditLogInMemory;
  let hub: AuditHub;
  let partner: AuditPartner;
  let bundle: string;

  beforeEach(async () => {
    log = new AuditLogInMemory();
    hub = await auditHub(log);
    partner = new AuditPartner(log, hub, EMBASSY);
    bundle = join(partner.folder, 'audit.jsonl');
    for (let i = 0; i < 3; i += 1) log.record(EMBASSY);
    await log.seal();
  });
  afterEach(async () => {
    await hub.close();
    partner.leave();
  });
  const exported = (): Promise<Ran> => partner.hubctl('export-audit', '--out', bundle);
  const offline = (...args: string[]): Promise<Ran> => partner.hubctl('verify-audit', '--bundle', bundle, ...args);
  const pinned = (...args: string[]): Promise<Ran> => offline('--key', log.vkey, ...args);
  const edit = (change: (lines: string[]) => string[]): string => {
    const lines = readFileSync(bundle, 'utf8').trimEnd().split('\n');
    return partner.file('audit.jsonl', change(lines).map((line) => `${line}\n`).join(''));
  };

  it('writes a bundle for its owner only, which verifies without a hub', async () => {
    const { code, text } = await exported();
    expect(text).toMatch(/3 records of 6 entries written to/);
    expect(code).toBe(0);
    expect(statSync(bundle).mode & 0o777).toBe(0o600);
    expect(readdirSync(partner.folder)).toEqual(['audit.jsonl']);
    const requests = hub.requests.length;
    const verified = await pinned();
    expect(verified.text).toMatch(/3 records of hub\.example\.jp\/audit\. All is as it must be/);
    expect(verified.code).toBe(0);
    expect(hub.requests).toHaveLength(requests);
  });

  it('writes nothing where the hub gives fewer records than it signed for', async () => {
    hub.falsified['auditExport'] = (page: object[]) => page.slice(1);
    const { code, text } = await exported();
    expect(text).toMatch(/states 3 records of your organisation and gave \d+\.\n→ Nothing was written/);
    expect(code).toBe(1);
    expect(readdirSync(partner.folder)).toEqual([]);
  });

  it('leaves the bundle that is there when the connection breaks', async () => {
    await exported();
    const before = readFileSync(bundle, 'utf8');
    hub.falsified['auditExport'] = () => null;
    expect((await exported()).code).toBe(1);
    expect(readFileSync(bundle, 'utf8')).toBe(before);
    expect(readdirSync(partner.folder)).toEqual(['audit.jsonl']);
  });

  it('needs a key, or the file in which one is remembered', async () => {
    await exported();
    expect(await offline()).toMatchObject({ code: 2, text: expect.stringMatching(/Nothing says which key this bundle has to be signed with\.\n→ Give the log's verifier key with --key/) });
    expect(await offline('--state', join(partner.folder, 'none.json'))).toMatchObject({ code: 2 });
    await partner.verify();
    expect(await offline('--state', partner.state)).toMatchObject({ code: 0 });
    expect(await offline('--key', LocalSigner.generate(log.origin).verifier().toString())).toMatchObject({ code: 1, text: expect.stringMatching(/No trusted key signed the checkpoint/) });
  });

  it('compares with what is remembered as far as that goes without a hub', async () => {
    await exported();
    await partner.verify();
    log.record(EMBASSY);
    await log.seal();
    const older = await offline('--state', partner.state);
    expect(older.code).toBe(0);
    await exported();
    const newer = await offline('--state', partner.state);
    expect(newer.text).toMatch(/was not checked: there is no proof in a bundle; ask the hub/);
    expect(newer.code).toBe(0);
    await partner.verify();
    log.rewrite(3);
    await log.seal({ padding: 0 });
    await exported();
    expect(await offline('--state', partner.state)).toMatchObject({ code: 1, text: expect.stringMatching(/There are two logs of 10 entries[^]*Record 4 of your organisation is not the one that you remember/) });
  });

  it('holds receipts and witnesses against the bundle', async () => {
    const witness = LocalSigner.generate('witness.example/1', 'cosignature/v1');
    await log.receipt([randomUUID()]);
    await log.seal({ seconds: 5 });
    await exported();
    expect(await pinned('--receipts', partner.receipts())).toMatchObject({ code: 1, text: expect.stringMatching(/though it was due/) });
    expect(await pinned('--witness', witness.verifier().toString())).toMatchObject({ code: 1, text: expect.stringMatching(/1 of 1 witnesses must have cosigned the checkpoint; 0 did/) });
  });

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ['its last line', (lines) => lines.slice(0, -1), /is cut off after line 4: its last line is missing/],
    ['its last two lines', (lines) => lines.slice(0, -2), /is cut off after line 3/],
    ['half a line', (lines) => [...lines.slice(0, 2), lines[2]?.slice(0, 50) ?? ''], /Line 3 is not a record: it was cut off or changed/],
    ['all but its first line', (lines) => lines.slice(0, 1), /is cut off after line 1/],
    ['its first line', (lines) => lines.slice(1), /is no exported audit bundle/],
    ['everything', () => [], /is empty/],
    ['a field', (lines) => lines.map((line) => line.replace('"linkSalt"', '"salt"')), /Line 2 is not a record: its field "linkSalt" is missing/],
    ['nothing, and goes on after its end', (lines) => [...lines, lines[1] ?? ''], /Line 6 stands after the end/],
  ])('says that a bundle is not whole which lacks %s', async (_, change, said) => {
    await exported();
    edit(change);
    const { code, text } = await pinned();
    expect(text).toMatch(said);
    expect(text).not.toMatch(/left out|though it was due|\n\s+at /);
    expect(code).toBe(2);
  });

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ['removed', (lines) => [lines[0]?.replace('"count":3', '"count":2') ?? '', lines[1] ?? '', lines[3] ?? '', '{"end":true,"count":2}'], /Records 2 to 2 are missing/],
    ['reordered', (lines) => [lines[0] ?? '', lines[2] ?? '', lines[1] ?? '', ...lines.slice(3)], /Records 1 to 1 are missing/],
    ['left out at the end', (lines) => [lines[0]?.replace('"count":3', '"count":2') ?? '', ...lines.slice(1, 3), '{"end":true,"count":2}'], /signed that there are 3 records; 2 are here\. The last ones are left out/],
  ])('says which record was %s', async (_, change, said) => {
    await exported();
    edit(change);
    const { code, text } = await pinned();
    expect(text).toMatch(said);
    expect(code).toBe(1);
  });

  it('says which file it can not read', async () => {
    expect(await pinned()).toMatchObject({ code: 2, text: expect.stringMatching(/audit\.jsonl can't be read \(ENOENT\)\.\n→ Check the name/) });
    expect(existsSync(bundle)).toBe(false);
    const { code, text } = await partner.hubctl('export-audit', '--out', join(partner.folder, 'none', 'audit.jsonl'));
    expect(text).toMatch(/can't be written \(ENOENT\)\.\n→ Name another file/);
    expect(code).toBe(1);
  });
});
