import { LocalSigner } from '@hub/audit';
import { type AuditHub, auditHub } from './support/audit-hub.js';
import { AuditLogInMemory } from './support/audit-log.js';
import { AuditPartner } from './support/audit-partner.js';

const EMBASSY = '0197f3a0-0000-7000-8000-000000000001';

describe('hubctl verify-audit, of keys and witnesses,', () => {
  let log: AuditLogInMemory;
  let hub: AuditHub;
  let partner: AuditPartner;

  beforeEach(async () => {
    log = new AuditLogInMemory();
    hub = await auditHub(log);
    partner = new AuditPartner(log, hub, EMBASSY);
    log.record(EMBASSY);
    await log.seal({ padding: 5 });
  });
  afterEach(async () => {
    await hub.close();
    partner.leave();
  });
  const grow = async (): Promise<void> => {
    log.record(EMBASSY);
    await log.seal({ padding: 4 });
  };
  const expectWrong: AuditPartner['expectWrong'] = (...args) => partner.expectWrong(...args);

  it('a key that nobody handed over to', async () => {
    await partner.verify();
    log.keys.unshift(LocalSigner.generate(log.origin));
    await log.seal();
    await expectWrong(/No trusted key signed the checkpoint of hub\.example\.jp\/audit\. If the log changed its key/);
  });

  it('another key than the one that is pinned', async () => {
    await expectWrong(/No trusted key signed the checkpoint/, 1, '--key', LocalSigner.generate(log.origin).verifier().toString());
    await partner.verify();
    await expectWrong(/The key given with --key is not one of those remembered/, 1, '--key', LocalSigner.generate(log.origin).verifier().toString());
  });

  it('follows a new key that the old one hands over to', async () => {
    await partner.verify();
    await log.rotate();
    await grow();
    const { code, text } = await partner.verify();
    expect(text).toMatch(/the log hub\.example\.jp\/audit took a new key: for the test/);
    expect(code).toBe(0);
    await grow();
    const again = await partner.verify('--key', log.vkey);
    expect(again.code).toBe(0);
    expect(again.text).not.toMatch(/new key/);
  });

  it('a handover that the old key did not sign', async () => {
    await partner.verify('--key', log.vkey);
    await log.rotate({ signers: (_, fresh) => [fresh] });
    await grow();
    await expectWrong(/No trusted key signed the checkpoint/);
  });

  it('an old key that is used after it was given up', async () => {
    await partner.verify();
    await log.rotate();
    const [fresh, old] = log.keys as [LocalSigner, LocalSigner];
    await grow();
    await partner.verify();
    log.keys.splice(0, 2, old, fresh);
    await grow();
    await expectWrong(/is not signed by the key that signs for the log now: an earlier key was used after it had been given up/);
  });

  it('a handover by a key that had been given up', async () => {
    await partner.verify();
    const old = log.signer;
    await log.rotate();
    await partner.verify();
    await log.rotate({ signers: (_, thief) => [old, thief] });
    await grow();
    await expectWrong(/A handover is signed by a key that had been given up before/);
  });

  it('asks for as many witnesses as the policy says', async () => {
    const witnesses = [1, 2, 3].map((number) => LocalSigner.generate(`witness.example/${number}`, 'cosignature/v1'));
    const args = witnesses.flatMap((witness) => ['--witness', witness.verifier().toString()]);
    await expectWrong(/3 of 3 witnesses must have cosigned the checkpoint; 0 did/, 1, ...args);
    log.witnesses.push(...witnesses.slice(0, 2));
    await grow();
    await expectWrong(/3 of 3 witnesses must have cosigned the checkpoint; 2 did \(witness\.example\/1, witness\.example\/2\)/, 1, ...args);
    expect(await partner.verify(...args, '--policy', '2')).toMatchObject({ code: 0, text: expect.stringMatching(/At least 2 of 3 witnesses have signed the log up to 11 entries/) });
  });

  it('takes the public checkpoint where the newest has not been to the witnesses yet', async () => {
    const witness = LocalSigner.generate('witness.example/1', 'cosignature/v1');
    log.witnesses.push(witness);
    await grow();
    const cosigned = log.public;
    log.witnesses.length = 0;
    await grow();
    log.public = cosigned;
    const { code, text } = await partner.verify('--witness', witness.verifier().toString());
    expect(text).toMatch(/have signed the log up to 11 entries, which the newest checkpoint continues/);
    expect(code).toBe(0);
  });

  it.each([
    [['--witness', 'x'], /What --witness was given is no verifier key/], [['--key', 'a+b+c'], /What --key was given is no verifier key/],
    [['--policy', '1'], /--policy 1 can not be met by 0 witnesses/], [['--policy', 'x'], /--policy x can not be met/],
  ])('says what is wrong with %j', (args, said) => expectWrong(said, 2, ...args));
});
