import { readFileSync, writeFileSync } from 'node:fs';
import { OrganisationKind, Role } from '@hub/access';
import { type Answer, addOrganisation, addPerson, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { Keyring } from '../bodies/keyring.js';
import { leafHash } from '../merkle/hashing.js';
import { bodyHashOf, leafOf } from '../merkle/leaf.js';
import { verifyInclusion } from '../merkle/proofs.js';
import { parseCheckpoint } from '../notes/checkpoint.js';
import { parseNote } from '../notes/note.js';
import { ErasureRun } from './erasure.run.js';

const DAY = 86_400_000;
let hub: TestHub;
let [npa, embassy, ngo]: string[] = [];
let coordinator: TestPerson;
let npaAdministrator: TestPerson;
let embassyContact: TestPerson;
let ngoAdministrator: TestPerson;

beforeAll(async () => {
  hub = await createTestHub();
  npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY });
  ngo = await addOrganisation(hub);
  coordinator = await addPerson(hub, npa, { roles: [Role.COORDINATOR] });
  npaAdministrator = await addPerson(hub, npa, { roles: [Role.ADMINISTRATOR] });
  embassyContact = await addPerson(hub, embassy, { roles: [Role.CONTACT_POINT] });
  ngoAdministrator = await addPerson(hub, ngo, { roles: [Role.ADMINISTRATOR] });
});
afterAll(() => hub.close());

const run = (): ReturnType<ErasureRun['run']> => hub.hub.app.get(ErasureRun).run();
const ERASURE = '{ id state reason ownConsent othersConsented underLegalHold endedAt askedBy { id } entry { id erased detail actor { id } organisation { id } } }';
const ask = (who: TestPerson, text: string): Promise<Answer> => hub.graphql(text, { token: who.token });
const request = (who: TestPerson, entryId: string): Promise<Answer> => ask(who, `mutation { requestAuditErasure(input: { entryId: "${entryId}", reason: "Wrong person" }) { erasure ${ERASURE} } }`);
const decide = (who: TestPerson, verb: 'consentTo' | 'refuse', id: string): Promise<Answer> => ask(who, `mutation { ${verb}AuditErasure(input: { erasureId: "${id}" }) { erasure ${ERASURE} } }`);
const codeOf = ({ errors }: Answer): string => errors?.[0]?.extensions.code ?? 'OK';
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
const listed = async (who: TestPerson, id: string): Promise<any> => data(await ask(who, `{ auditErasures(first: 100) { nodes ${ERASURE} } }`)).auditErasures.nodes.find((one: { id: string }) => one.id === id);

let circles = 0;
/** An act of the coordinator's that three organisations hold a record of. Each one's entry. */
async function act(): Promise<{ actId: string; entries: Record<string, string> }> {
  const code = `C${String.fromCharCode(65 + (circles % 26))}${String.fromCharCode(65 + Math.floor((circles += 1) / 26))}`;
  data(await ask(coordinator, `mutation { createCircle(input: { code: "${code}", names: [{ language: "en", text: "Circle" }], memberIds: ["${embassy}", "${ngo}"] }) { circle { id } } }`));
  const newest = (await hub.recorded({ action: 'circle.created' })).filter(({ detail }) => detail['code'] === code);
  return { actId: newest[0]?.actId ?? '', entries: Object.fromEntries(newest.map(({ holder, id }) => [holder, id])) };
}
const erasureOf = (answer: Answer): { id: string; state: string } => (Object.values(data(answer))[0] as { erasure: { id: string; state: string } }).erasure;

/** Asks, has everybody consent, and carries it out. */
async function erase(): Promise<{ actId: string; entries: Record<string, string>; id: string }> {
  const made = await act();
  const { id } = erasureOf(await request(embassyContact, made.entries[embassy as string] as string));
  for (const who of [ngoAdministrator, npaAdministrator]) data(await decide(who, 'consentTo', id));
  await run();
  return { ...made, id };
}

describe('asking and consenting', () => {
  it('shows each organisation its own copy, and of the others no more than whether all have consented', async () => {
    const { entries } = await act();
    const asked = erasureOf(await request(embassyContact, entries[embassy as string] as string));
    expect(asked).toMatchObject({ state: 'OPEN', reason: 'Wrong person', ownConsent: true, othersConsented: false, underLegalHold: false, askedBy: { id: embassy }, entry: { id: entries[embassy as string] } });
    // The acting organisation knows whom it touched; another that was touched does not.
    expect(await listed(npaAdministrator, asked.id)).toMatchObject({ askedBy: { id: embassy }, ownConsent: false, othersConsented: false, entry: { id: entries[npa as string] } });
    const ofNgo = await listed(ngoAdministrator, asked.id);
    expect(ofNgo).toMatchObject({ askedBy: null, ownConsent: false, othersConsented: false, entry: { id: entries[ngo as string] } });
    const raw = JSON.stringify(ofNgo).replaceAll(JSON.stringify(ofNgo.entry.detail), '');
    for (const secret of [embassy, entries[embassy as string], entries[npa as string]]) expect(raw).not.toContain(secret);

    expect(erasureOf(await decide(ngoAdministrator, 'consentTo', asked.id))).toMatchObject({ state: 'OPEN', ownConsent: true, othersConsented: false });
    expect(await listed(npaAdministrator, asked.id)).toMatchObject({ ownConsent: false, othersConsented: true });
    await run();
    expect(await listed(embassyContact, asked.id)).toMatchObject({ state: 'OPEN', ownConsent: true, othersConsented: false });
    expect(codeOf(await decide(ngoAdministrator, 'consentTo', asked.id))).toBe('CONFLICT');
    expect(codeOf(await request(npaAdministrator, entries[npa as string] as string))).toBe('CONFLICT');
  });

  it('tells who asks where the acting organisation does', async () => {
    const { entries } = await act();
    const { id } = erasureOf(await request(npaAdministrator, entries[npa as string] as string));
    expect(await listed(ngoAdministrator, id)).toMatchObject({ askedBy: { id: npa } });
  });

  it('ends with a refusal, and may be asked for again', async () => {
    const { entries, actId } = await act();
    const { id } = erasureOf(await request(embassyContact, entries[embassy as string] as string));
    data(await decide(npaAdministrator, 'consentTo', id));
    expect(erasureOf(await decide(ngoAdministrator, 'refuse', id))).toMatchObject({ state: 'REFUSED' });
    expect(codeOf(await decide(ngoAdministrator, 'consentTo', id))).toBe('CONFLICT');
    await run();
    expect((await hub.recorded()).filter((record) => record.actId === actId)).toHaveLength(3);
    expect(codeOf(await request(embassyContact, entries[embassy as string] as string))).toBe('OK');
  });

  it('ends after 90 days without all consents, which each of them reads in its trail', async () => {
    const { entries } = await act();
    const { id } = erasureOf(await request(embassyContact, entries[embassy as string] as string));
    hub.clock.advance(90 * DAY - 1_000);
    for (const who of [coordinator, npaAdministrator, embassyContact, ngoAdministrator]) who.token = await hub.tokenFor(who.id);
    await run();
    expect(await listed(embassyContact, id)).toMatchObject({ state: 'OPEN' });
    hub.clock.advance(1_000);
    expect(codeOf(await decide(ngoAdministrator, 'consentTo', id))).toBe('CONFLICT');
    await run();
    expect(await listed(embassyContact, id)).toMatchObject({ state: 'EXPIRED' });
    const told = (await hub.recorded({ action: 'audit.erasure_expired' })).filter(({ detail }) => detail['erasure'] === id);
    expect(told.map(({ holder, subject }) => [holder, subject]).sort()).toEqual(Object.entries(entries).sort());
  });
});

interface Exported { entryId: string; leaf: string; link: string; linkSalt: string; bodyHash: string; body: string | null; bodySalt: string | null; index: string; hashes: string[] }

describe('once all have consented', () => {
  it('what the act was about stays, who did it and every detail is gone, and each holder has a record of it', async () => {
    const { id, actId, entries } = await erase();
    for (const [who, holder] of [[npaAdministrator, npa], [embassyContact, embassy], [ngoAdministrator, ngo]] as [TestPerson, string][]) {
      expect(await listed(who, id)).toMatchObject({ state: 'DONE', entry: { id: entries[holder], erased: true, detail: {}, actor: null, organisation: { id: npa } } });
    }
    expect((await hub.recorded()).filter((record) => record.actId === actId).map(({ action }) => action)).toEqual([undefined, undefined, undefined]);
    const records = new Map((await hub.recorded({ action: 'audit.erased' })).filter(({ detail }) => detail['erasure'] === id).map((record) => [record.holder, record]));
    expect([...records.keys()].sort()).toEqual([npa, embassy, ngo].sort());
    expect(records.get(embassy as string)).toMatchObject({ person: embassyContact.id, organisation: embassy, subject: entries[embassy as string], detail: { reason: 'Wrong person', consent: { person: embassyContact.id } } });
    expect(records.get(npa as string)).toMatchObject({ person: null, organisation: embassy, subject: entries[npa as string], detail: { askedBy: embassy, consent: { person: npaAdministrator.id } } });
    expect(records.get(ngo as string)).toMatchObject({ person: null, organisation: null, subject: entries[ngo as string], detail: { askedBy: null, consent: { person: ngoAdministrator.id } } });
    expect(new Set([...records.values()].map((record) => record.actId)).size).toBe(3);
    expect(codeOf(await request(embassyContact, entries[embassy as string] as string))).toBe('CONFLICT');
  });

  it('every proof holds as before, for what was erased and for what lives on', async () => {
    const { entries } = await erase();
    const answer = data(await ask(ngoAdministrator, '{ auditCheckpoint }')).auditCheckpoint as string;
    const size = parseCheckpoint(parseNote(answer).text).size;
    const proofs = data(await ask(ngoAdministrator, `{ auditExport(fromCounter: "1", treeSize: "${size}") { entryId leaf link linkSalt bodyHash body bodySalt index hashes } }`)).auditExport as Exported[];
    const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
    for (const proof of proofs) {
      const leaf = leafOf({ link: bytes(proof.link), linkSalt: bytes(proof.linkSalt), bodyHash: bytes(proof.bodyHash) });
      expect(leaf.equals(bytes(proof.leaf))).toBe(true);
      expect(verifyInclusion({ leafHash: leafHash(leaf), index: BigInt(proof.index), size, proof: proof.hashes.map(bytes), root: parseCheckpoint(parseNote(answer).text).root })).toBe(true);
      if (proof.body) expect(bodyHashOf(bytes(proof.bodySalt ?? ''), bytes(proof.body)).equals(bytes(proof.bodyHash))).toBe(true);
    }
    expect(proofs.find(({ entryId }) => entryId === entries[ngo as string])).toMatchObject({ body: null, bodySalt: null });
    expect(proofs.filter(({ body }) => body !== null).length).toBeGreaterThan(3);
  });

  it('an erasure under a key that was taken apart before leaves the others alone', async () => {
    const [first, second, third] = [await act(), await act(), await act()];
    for (const one of [first, second]) {
      const { id } = erasureOf(await request(embassyContact, one.entries[embassy as string] as string));
      for (const who of [ngoAdministrator, npaAdministrator]) data(await decide(who, 'consentTo', id));
      expect(await run()).toMatchObject({ erased: 1, waiting: false });
    }
    const open = (await hub.recorded({ action: 'circle.created' })).map(({ actId }) => actId);
    expect(open).toContain(third.actId);
    expect(open).not.toContain(first.actId);
    expect(open).not.toContain(second.actId);
  });

  it('an old copy of the keyring, put back, is emptied of it again', async () => {
    const keyring = hub.hub.app.get<Keyring>(Keyring as never);
    const made = await act();
    const copy = readFileSync(hub.config.audit.keyring);
    const { id } = erasureOf(await request(npaAdministrator, made.entries[npa as string] as string));
    for (const who of [ngoAdministrator, embassyContact]) data(await decide(who, 'consentTo', id));
    await run();
    // What is under the key that the old copy lacks must be sealed: nobody can seal it without.
    await hub.recorded();
    const { rows: [record] } = await hub.superuser<{ key_id: string }>('SELECT key_id FROM hub.log_records WHERE act_id = $1 LIMIT 1', [made.actId]);
    writeFileSync(hub.config.audit.keyring, copy);
    keyring.freshen();
    expect(keyring.actKey(record?.key_id ?? '', made.actId)).not.toBeNull();
    expect((await run()).again).toBeGreaterThan(0);
    expect(keyring.actKey(record?.key_id ?? '', made.actId)).toBeNull();
    expect(await run()).toMatchObject({ again: 0, erased: 0 });
    // The copy's newest key had been retired: what comes now goes under another one.
    expect((await act()).actId).not.toBe('');
  });
});
