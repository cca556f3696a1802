import { type Finding, LocalSigner, signNote, formatHandover, Verification, type VerificationInput } from '@hub/audit';
import { linesOf, ORIGIN, SEALED, SmallLog, uuid } from './support/small-log.js';

const NOW = new Date(SEALED.getTime() + 60_000);
const before = (minutes: number): Date => new Date(SEALED.getTime() - minutes * 60_000);

const logOf = (records: number, log = new SmallLog()): SmallLog => {
  for (let i = 1; i <= records; i += 1) log.enter(uuid(i));
  return log;
};

async function verify(log: SmallLog, input: Partial<VerificationInput>, bodiless: readonly number[] = []): Promise<Finding[]> {
  const bundle = await log.export();
  for (const i of bodiless) Object.assign(bundle.rows[i] ?? {}, { body: null, bodySalt: null });
  const findings: Finding[] = [];
  for await (const finding of new Verification({ keys: [log.vkey], now: NOW, ...input }).findings(linesOf(bundle))) findings.push(finding);
  return findings;
}
const said = (findings: readonly Finding[]): string[] => findings.map(({ severity, code }) => `${severity} ${code}`);

describe('against the checkpoint of the last time', () => {
  it('a log that has grown, or stands still, is in order', async () => {
    const log = logOf(5);
    const remembered = await log.checkpoint(before(60));
    expect(said(await verify(log, { remembered }))).toEqual(['info consistent', 'info verified']);
    logOf(7, log);
    expect(said(await verify(log, { remembered, consistency: log.consistency }))).toEqual(['info consistent', 'info verified']);
  });

  it('a log that had nothing in it may have anything in it now', async () => {
    const log = logOf(2);
    const remembered = await new SmallLog(log.signer).checkpoint(before(60));
    expect(said(await verify(log, { remembered }))).toEqual(['info consistent', 'info verified']);
  });

  it('one that no trusted key signed is of no use', async () => {
    const remembered = await new SmallLog().checkpoint();
    expect(said(await verify(logOf(2), { remembered }))).toEqual(['error remembered-bad']);
    expect(said(await verify(logOf(2), { remembered: 'nonsense' }))).toEqual(['error remembered-bad']);
  });

  it('offline it is not compared with another size, and says so', async () => {
    const log = logOf(5);
    const remembered = await log.checkpoint();
    log.enter(uuid(6));
    expect(said(await verify(log, { remembered }))).toEqual(['warning consistency-unchecked', 'info verified']);
  });

  it('an earlier export of the same log is told from one that was set back', async () => {
    const whole = logOf(9);
    const remembered = await whole.checkpoint();
    const earlier = logOf(5, new SmallLog(whole.signer));
    expect((await verify(earlier, { remembered, consistency: whole.consistency }))[0]?.sentence).toContain('This is an earlier state (10 entries) of the log');
    // A hub that went back to a backup has nothing to prove the larger log with.
    expect(said(await verify(earlier, { remembered, consistency: earlier.consistency }))).toEqual(['error consistency-missing']);
  });

  it('a fork is found, of the same size and of another', async () => {
    const log = logOf(5);
    const remembered = await log.checkpoint();
    const fork = new SmallLog(log.signer);
    for (let i = 1; i <= 5; i += 1) fork.enter(uuid(i + 100));
    expect(said(await verify(fork, { remembered }))).toEqual(['error fork']);
    fork.enter(uuid(6));
    expect(said(await verify(fork, { remembered, consistency: fork.consistency }))).toEqual(['error inconsistent']);
    expect(said(await verify(fork, { remembered, consistency: async () => [] }))).toEqual(['error inconsistent']);
  });
});

describe('a log whose key was changed', () => {
  it('is followed from the old key to the new one, and no further than both signed', async () => {
    const old = logOf(3);
    const log = await old.rotated(before(30));
    log.enter(uuid(4));
    const remembered = await old.checkpoint(before(60));
    expect(said(await verify(log, { keys: [old.vkey], remembered, consistency: log.consistency }))).toEqual(['info rotated', 'info consistent', 'info consistent', 'info verified']);
    // Whoever begins with the new key needs no handover.
    expect(said(await verify(log, {}))).toEqual(['info verified']);
    // A stranger's handover introduces nobody.
    const thief = await logOf(3).rotated(before(30));
    expect(said(await verify(thief, { keys: [old.vkey] }))).toEqual(['info handover-unknown', 'error checkpoint-unsigned', 'error head-bad']);
  });

  it('is not followed where the new key has not signed', async () => {
    const old = logOf(3);
    const log = await old.rotated(before(30));
    log.handovers[0] = log.handovers[0]?.split('\n').slice(0, -2).join('\n') + '\n';
    expect(said(await verify(log, { keys: [old.vkey] }))).toEqual(['error handover-bad', 'error checkpoint-unsigned', 'error head-bad']);
  });

  it('must go on from where the handover says', async () => {
    const old = logOf(3);
    const log = await old.rotated(before(30));
    const fork = new SmallLog(log.signer);
    for (let i = 1; i <= 3; i += 1) fork.enter(uuid(i + 100));
    fork.handovers.push(...log.handovers);
    expect(said(await verify(fork, { keys: [old.vkey] }))).toEqual(['info rotated', 'error fork']);
  });
});

describe('a log that was restored from a backup', () => {
  const NEXT = 'hub.example/audit-2';
  const restored = async (kept: number): Promise<{ old: SmallLog; log: SmallLog; remembered: string }> => {
    const old = logOf(6);
    const remembered = await old.checkpoint(before(60));
    const log = await old.restored(kept, NEXT, before(30));
    log.enter(uuid(50));
    return { old, log, remembered };
  };

  it('does not look like a fork, and what was lost is said', async () => {
    const { old, log, remembered } = await restored(4);
    const findings = await verify(log, { keys: [old.vkey], remembered, consistency: log.consistency });
    expect(said(findings)).toEqual(['warning restored', 'warning entries-lost', 'info consistent', 'info consistent', 'info verified']);
    expect(findings[1]?.sentence).toContain(`You remember 12 entries of ${ORIGIN}; its restore kept 8. The 4 beyond are gone`);
  });

  it('that lost nothing which is remembered is in order', async () => {
    const { old, log } = await restored(6);
    const remembered = await logOf(3, new SmallLog(old.signer)).checkpoint(before(90));
    expect(said(await verify(log, { keys: [old.vkey], remembered, consistency: log.consistency }))).toEqual(['warning restored', 'info consistent', 'info consistent', 'info verified']);
  });

  it('and is another tree than it was is a fork', async () => {
    const old = logOf(6);
    const forged = new SmallLog(old.signer);
    for (let i = 1; i <= 6; i += 1) forged.enter(uuid(i + 100));
    const log = await forged.restored(6, NEXT, before(30));
    expect(said(await verify(log, { keys: [old.vkey], remembered: await old.checkpoint() }))).toEqual(['warning restored', 'error fork', 'info consistent']);
    // Offline too, when the log has grown since.
    log.enter(uuid(7));
    expect(said(await verify(log, { keys: [old.vkey], remembered: await old.checkpoint() }))).toEqual(['warning restored', 'error fork', 'warning consistency-unchecked']);
    const smaller = await logOf(3, new SmallLog(old.signer)).checkpoint();
    expect(said(await verify(log, { keys: [old.vkey], remembered: smaller, consistency: log.consistency }))).toEqual(['warning restored', 'error inconsistent', 'info consistent']);
  });

  it('without a handover is another log', async () => {
    const { old, log, remembered } = await restored(4);
    log.handovers.length = 0;
    expect(said(await verify(log, { keys: [log.vkey, old.vkey], remembered }))).toEqual(['error other-log']);
  });

  it('is over: a later checkpoint of the old one is refused', async () => {
    const { old, log } = await restored(4);
    expect(said(await verify(old, { handovers: log.handovers }))).toEqual(['warning restored', 'error superseded']);
  });

  it('has no more than its handover says at its beginning', async () => {
    const { old, log } = await restored(4);
    const short = logOf(2, new SmallLog(log.signer, NEXT));
    short.handovers.push(...log.handovers);
    expect(said(await verify(short, { keys: [old.vkey] }))).toEqual(['warning restored', 'error inconsistent']);
  });

  it('is not followed in a circle', async () => {
    const [a, b] = [logOf(1), logOf(1, new SmallLog(LocalSigner.generate(NEXT), NEXT))];
    const turn = (from: SmallLog, to: SmallLog): Promise<string> =>
      signNote(formatHandover({ kind: 'restore', oldOrigin: from.origin, oldSize: 0n, oldRoot: new SmallLog().tree.root(), newOrigin: to.origin, newKey: to.signer.verifier(), instant: before(-600), reason: 'x' }), [from.signer, to.signer]);
    const elsewhere = logOf(1, new SmallLog(LocalSigner.generate('c.example'), 'c.example'));
    const receipts = await a.receipts([[uuid(77)]]);
    const findings = await verify(elsewhere, { keys: [a.vkey, elsewhere.vkey], handovers: [await turn(a, b), await turn(b, a)], remembered: await a.checkpoint(), receipts });
    expect(said(findings)).toEqual(['warning restored', 'warning restored', 'warning entries-lost', 'error other-log', 'error receipt-other-log']);
  });
});

describe('kept receipts', () => {
  it('that are met are counted; a record’s absence proves cheating', async () => {
    const log = logOf(5);
    const receipts = await log.receipts([[uuid(1)], [uuid(2), uuid(3)], [uuid(4), uuid(99)]]);
    const findings = await verify(log, { receipts: [...receipts, ''] });
    expect(said(findings)).toEqual(['error receipt-unmet', 'info receipts-met']);
    expect(findings[0]?.sentence).toBe(`For a receipt of ${before(1).toISOString()} there is no record of the acts ${uuid(99)}, though it was due. Keep the receipt and the bundle: together they prove that the hub left records out.`);
    expect(findings[1]?.sentence).toContain('2 receipts are met');
  });

  it.each([[999, 'info receipt-not-due'], [1000, 'info receipt-not-due'], [1001, 'error receipt-unmet']])('are due a second after they were issued (%i ms: %s)', async (ms, what) => {
    const log = logOf(2);
    expect(said(await verify(log, { receipts: await log.receipts([[uuid(9)]], new Date(SEALED.getTime() - ms)) }))[0]).toBe(what);
  });

  it('prove nothing where as many bodies are hidden as acts are missing, and everything where there are fewer', async () => {
    const log = logOf(5);
    expect(said(await verify(log, { receipts: await log.receipts([[uuid(2)]]) }, [1]))).toEqual(['warning receipt-unproven', 'info bodies-missing', 'info verified']);
    expect(said(await verify(log, { receipts: await log.receipts([[uuid(2)], [uuid(88)]]) }, [1]))).toEqual(['error receipt-unmet', 'error receipt-unmet', 'info bodies-missing']);
  });

  it('are a warning where the log was restored since, and not where it can not be why', async () => {
    const old = logOf(6);
    const receipts = await old.receipts([[uuid(1)], [uuid(6)]], before(40));
    const late = await old.receipts([[uuid(7)]], before(10));
    const log = await old.restored(4, 'hub.example/audit-2', before(30));
    expect(said(await verify(log, { keys: [old.vkey], receipts: [...receipts, ...late] }))).toEqual(['warning restored', 'info consistent', 'warning receipt-lost', 'error receipt-other-log', 'info receipts-met']);
  });

  it('that are none are named by their line', async () => {
    const log = logOf(1);
    const strangers = await new SmallLog().receipts([[uuid(1)]]);
    const findings = await verify(log, { receipts: ['nonsense', ...strangers] });
    expect(findings.slice(0, 2).map(({ sentence }) => sentence)).toEqual([
      'Line 1 of the receipts can not be used: The receipt is not one of acts, index, proof and note: it was cut off or changed.',
      `Line 2 of the receipts can not be used: No trusted key signed the note; it is signed by unknown keys of ${ORIGIN}.`,
    ]);
  });
});
