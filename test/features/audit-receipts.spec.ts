import { randomUUID } from 'node:crypto';
import { LocalSigner } from '@hub/audit';
import { type AuditHub, auditHub } from './support/audit-hub.js';
import { AuditLogInMemory } from './support/audit-log.js';
import { AuditPartner } from './support/audit-partner.js';

const EMBASSY = '0197f3a0-0000-7000-8000-000000000001';
const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);

describe('Receipts that a partner kept', () => {
  let log: AuditLogInMemory;
  let hub: AuditHub;
  let partner: AuditPartner;

  beforeEach(async () => {
    log = new AuditLogInMemory();
    hub = await auditHub(log);
    partner = new AuditPartner(log, hub, EMBASSY);
  });
  afterEach(async () => {
    await hub.close();
    partner.leave();
  });

  it('are met by the records of their acts', async () => {
    const acts = [log.record(EMBASSY), log.record(EMBASSY)];
    await log.receipt(acts);
    await log.seal({ seconds: 5 });
    const { code, text } = await partner.verify('--receipts', partner.receipts());
    expect(text).toMatch(/1 receipts are met/);
    expect(code).toBe(0);
  });

  it('prove what the log left out', async () => {
    const missing = randomUUID();
    await log.receipt([log.record(EMBASSY), missing]);
    await log.seal({ seconds: 5 });
    const { code, text } = await partner.verify('--receipts', partner.receipts());
    expect(text).toContain(`there is no record of the acts ${missing}, though it was due`);
    expect(code).toBe(1);
  });

  it('are held against a checkpoint of after they were due, and show a hub that gives an old one', async () => {
    log.record(EMBASSY);
    await log.seal({ seconds: 5 });
    await log.receipt([randomUUID()], later(log.now, 60_000));
    const { code, text } = await partner.verify('--receipts', partner.receipts());
    expect(text).toMatch(/the newest checkpoint that the hub gives is still from before: it shows you an old log/);
    expect(code).toBe(1);
  });

  it('are waited for while the log seals what they promise', async () => {
    log.record(EMBASSY);
    await log.seal({ seconds: 5 });
    const act = log.record(EMBASSY);
    await log.receipt([act]);
    let asked = 0;
    hub.falsified['auditCheckpoint'] = (note: string) => {
      asked += 1;
      if (asked === 1) void log.seal();
      return note;
    };
    const { code, text } = await partner.verify('--receipts', partner.receipts());
    expect(text).toMatch(/1 receipts are met/);
    expect(code).toBe(0);
    expect(asked).toBe(2);
  });

  it.each<[string, (line: string) => string, RegExp]>([
    ['cut off', (line) => line.slice(0, -40), /Line 1 of the receipts can not be used/],
    ['changed', (line) => Buffer.from(Buffer.from(line, 'base64url').toString().replace(/"acts":\["[0-9a-f]{8}/, '"acts":["00000000')).toString('base64url'), /Line 1 of the receipts can not be used: The acts of the receipt are not in the batch/],
    ['no receipts at all', () => 'hello', /Line 1 of the receipts can not be used/],
  ])('accuse nobody where they are %s', async (_, broken, said) => {
    const line = await log.receipt([randomUUID()]);
    await log.seal({ seconds: 5 });
    const { code, text } = await partner.verify('--receipts', partner.file('broken.txt', `${broken(line)}\n`));
    expect(text).toMatch(said);
    expect(code).toBe(2);
  });

  it('accuse nobody where another key signed them', async () => {
    await log.seal();
    const stranger = new AuditLogInMemory();
    stranger.keys.unshift(LocalSigner.generate(log.origin));
    const line = await stranger.receipt([randomUUID()]);
    const { code, text } = await partner.verify('--receipts', partner.file('strange.txt', line));
    expect(text).toMatch(/Line 1 of the receipts can not be used: No trusted key signed/);
    expect(code).toBe(2);
  });

  it('of a file that is not there', async () => {
    await log.seal();
    const { code, text } = await partner.verify('--receipts', `${partner.folder}/none.txt`);
    expect(text).toMatch(/The receipts in .*none\.txt can't be read \(ENOENT\)\.\n→ Check the name/);
    expect(code).toBe(2);
  });
});
