import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaseExportStream, readCases, readRow } from '@hub/cases';
import { DisclosureGate } from '@hub/audit';
import { createTestHub, type TestHub } from '@hub/testing';
import { caseWorld, type CaseWorld } from './support/casework.js';
import { hubctl } from './support/hubctl.js';

const HEADER = 'case_id,prs_FirstName,con_Consent,prs_Citizenship,vic_TraffickingStatus';
const caseRow = (id: string, name = 'Ana'): string => `${HEADER}\n${id},${name},true,PH,PossibleVictimOfTrafficking`;
let world: CaseWorld;
const folder = mkdtempSync(join(tmpdir(), 'cases-'));
let hub: TestHub;
let release: DisclosureGate['release'];
beforeAll(async () => {
  hub = await createTestHub({ env: { HUB_EXPORT_PERSONS: '3' } });
  const gate = hub.hub.app.get(DisclosureGate);
  release = gate.release.bind(gate);
});
beforeEach(async () => {
  hub.hub.app.get(DisclosureGate).release = release;
  world = await caseWorld(hub);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await hub.close();
});

const ids = (bytes: Buffer): (string | null)[] => {
  const { columns, rows } = readCases(bytes);
  return rows.flatMap((row) => { const read = readRow(columns, row); return read && 'record' in read ? [read.record.caseId] : []; });
};
const mayKnow = (outcome: string) => ({ audience: { organisationIds: [world.away] }, personAtRisk: { basis: 'CONSENT', safetyChecks: [{ organisationId: world.away, outcome }] } });
/** A case that goes to the other organisation, with or without whom it is about. */
async function shared(name: string, changes: object): Promise<string> {
  const { id, revision } = await world.one(caseRow(name, name));
  await world.publish(id, await world.revise(id, revision, changes));
  return id;
}
const ready = async (person = world.officer, input: object = {}): Promise<{ id: string; persons: number }> => (await world.request(person, input)).data.requestCaseExport.export as { id: string; persons: number };

describe('A case that was sent to another organisation', () => {
  it('shows whom it is about to those who may know, and to nobody else', async () => {
    const known = await shared('Known', mayKnow('MAY_KNOW'));
    const unknown = await shared('Unknown', { audience: { organisationIds: [world.away] }, personAtRisk: null });
    const withRecord = { fields: [{ name: 'prs_Citizenship', value: 'PH' }, { name: 'vic_TraffickingStatus', value: 'PossibleVictimOfTrafficking' }, { name: 'con_Consent', value: 'true' }] };
    expect(await world.record(known, world.other)).toEqual({ ...withRecord, caseId: 'Known', person: [{ name: 'prs_FirstName', value: 'Known' }] });
    expect(await world.record(unknown, world.other)).toEqual({ ...withRecord, caseId: null, person: null });
    expect(await world.record(unknown, world.reader)).toMatchObject({ caseId: 'Unknown', person: [{ value: 'Unknown' }] });
    expect((await world.hub.recorded({ action: 'bulletin.read' })).filter(({ holder, organisation }) => holder === world.home && organisation === world.away)).not.toEqual([]);
  });

  it('is exported with what its reader may see, and the originator has it on record before the bytes leave', async () => {
    const known = await shared('Known', mayKnow('MAY_KNOW'));
    const unknown = await shared('Unknown', { audience: { organisationIds: [world.away] }, personAtRisk: null });
    await world.one(caseRow('Draft'));
    const { id, persons } = await ready(world.other);
    expect(persons).toBe(2);
    const gate = world.hub.hub.app.get(DisclosureGate);
    let entered = 0;
    gate.release = async (leaving) => { const verdict = await release(leaving); entered += leaving.reads.disclosures.filter(({ action }) => action === 'bulletin.exported').length; return verdict; };
    const { status, text, bytes, headers } = await world.fetched(world.other, id);
    expect([status, entered]).toEqual([200, 2]);
    expect(headers.get('content-disposition')).toMatch(/attachment; filename="cases-.*csv"/);
    expect(headers.get('hub-audit-receipt')).toBeTruthy();
    expect(ids(bytes).sort()).toEqual(['Known', null]);
    expect(text).not.toMatch(/Unknown|Draft/);
    const held = await world.exported(world.home);
    expect(held.map((one) => [one.id, one.sections.length]).sort()).toEqual([[known, 2], [unknown, 1]].sort());
    expect((await world.exported(world.away)).map((one) => one.id).sort()).toEqual([known, unknown].sort());
  });

  it('is not exported where the record can not be written', async () => {
    await shared('Known', mayKnow('MAY_KNOW'));
    const { id } = await ready(world.other);
    const gate = world.hub.hub.app.get(DisclosureGate);
    gate.release = async () => { throw new Error('shut'); };
    const { status, text } = await world.fetched(world.other, id);
    expect(status).toBe(500);
    expect(text).not.toMatch(/Known|PH/);
  });

  it('is not exported where it was taken back between reading and sending', async () => {
    const known = await shared('Known', mayKnow('MAY_KNOW'));
    await shared('Other', mayKnow('MAY_KNOW'));
    const { id } = await ready(world.other);
    const gate = world.hub.hub.app.get(DisclosureGate);
    let taken = false;
    gate.release = async (leaving) => {
      if (!taken && leaving.reads.disclosures.some(({ action }) => action === 'bulletin.exported')) {
        taken = true;
        await world.call('mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { id } } }', world.officer, { input: { id: known, expectedRevision: 2, reason: 'Mistake' } });
      }
      return release(leaving);
    };
    expect(ids((await world.fetched(world.other, id)).bytes)).toEqual(['Other']);
    expect((await world.exported(world.home)).map((one) => one.id)).not.toContain(known);
  });

  it('is exported once, and none is left out, where what was read before it was taken back meanwhile', async () => {
    const names = ['First', 'Second', 'Third', 'Fourth'];
    const shown: { id: string; name: string }[] = [];
    for (const name of names) shown.push({ id: await shared(name, mayKnow('MAY_KNOW')), name });
    // Of one instant, all of them: the greatest id comes first.
    const [newest, ...rest] = shown.sort((a, b) => (a.id < b.id ? 1 : -1));
    if (!newest) throw new Error('no case');
    const asked = await world.request(world.other);
    const { id } = asked.data.requestCaseExport.export as { id: string };
    await world.approve(world.otherSecond, id, names.length);
    // Newest first in stretches of two: read anew without the newest, the first ends one case later, where the second was begun.
    Object.assign(hub.hub.app.get(CaseExportStream), { bulletins: 2 });
    const gate = world.hub.hub.app.get(DisclosureGate);
    let taken = false;
    gate.release = async (leaving) => {
      if (!taken && leaving.reads.disclosures.some(({ action }) => action === 'bulletin.exported')) {
        taken = true;
        const revision = await world.revise(newest.id, 2, { audience: { organisationIds: [] } });
        await world.call('mutation ($input: PublishBulletinInput!) { publishBulletin(input: $input) { bulletin { state } } }', world.officer, { input: { id: newest.id, expectedRevision: revision } });
      }
      return release(leaving);
    };
    const fetched = await world.fetched(world.other, id);
    Object.assign(hub.hub.app.get(CaseExportStream), { bulletins: 500 });
    expect(ids(fetched.bytes)).toEqual(rest.map(({ name }) => name));
  });
});

describe('Cases', () => {
  it('marked TLP:RED are never exported, nor counted', async () => {
    const { id, revision } = await world.one(caseRow('Secret'));
    await world.revise(id, revision, { tlp: 'RED', audience: { personIds: [] } });
    await world.one(caseRow('Open'));
    const { id: asked, persons } = await ready();
    expect(persons).toBe(1);
    expect(ids((await world.fetched(world.officer, asked)).bytes)).toEqual(['Open']);
    expect(await world.record(id, world.second)).toBeNull();
  });

  it.each(['CSV', 'XLSX', 'JSON'])('come back from %s as they went out', async (format) => {
    const names = ['=HYPERLINK("x")', "''+81", '-_x0041_,"'];
    for (const [n, name] of names.entries()) await world.imported(`case_id,prs_FirstName,con_Consent\nR-${n},"'${name.replaceAll('"', '""')}",true`);
    const { id } = await ready(world.officer, { format });
    const { bytes, text } = await world.fetched(world.officer, id);
    const { columns, rows } = readCases(bytes);
    expect(rows.map((row) => { const read = readRow(columns, row); return read && 'record' in read ? read.record.person['prs_FirstName'] : null; }).sort()).toEqual([...names].sort());
    if (format === 'CSV') expect(text).toMatch(/,"'=HYPERLINK/);
    const again = await world.imported('', world.officer, { text: null, base64: bytes.toString('base64') });
    expect(again.rows.map(({ outcome }) => outcome)).toEqual(['PRESENT', 'PRESENT', 'PRESENT']);
  });

  it('are chosen by a filter', async () => {
    await world.one(caseRow('One'));
    await world.one(caseRow('Two').replace('PH', 'BR'));
    const { id } = await ready(world.officer, { filter: { citizenships: ['BR'], ownOnly: true } });
    expect(ids((await world.fetched(world.officer, id)).bytes)).toEqual(['Two']);
  });
});

describe('An export of more persons than a few', () => {
  const many = async (): Promise<void> => { await world.imported(`${HEADER}\n${Array.from({ length: 4 }, (_, n) => `M-${n},Ana,true,PH,`).join('\n')}`); };

  it('waits for a second officer of the same organisation, who approves exactly that', async () => {
    await many();
    const { id, persons } = await ready();
    expect((await world.exports(world.second))[0]).toMatchObject({ id, state: 'WAITING' });
    expect((await world.fetched(world.officer, id)).status).toBe(409);
    const code = async (person: typeof world.officer, n: number) => (await world.approve(person, id, n)).errors?.[0]?.extensions.code;
    expect([await code(world.officer, persons), await code(world.reader, persons), await code(world.other, persons), await code(world.second, persons + 1)]).toEqual(['FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT']);
    expect((await world.approve(world.second, id, persons)).data.approveCaseExport.export).toMatchObject({ state: 'READY', approvedBy: { id: world.second.id } });
    expect(await code(world.second, persons)).toBe('CONFLICT');
    // What comes later is no part of it.
    world.hub.clock.advance(1_000);
    await world.one(caseRow('Later'));
    expect(ids((await world.fetched(world.officer, id)).bytes).sort()).toEqual(['M-0', 'M-1', 'M-2', 'M-3']);
    for (const [person, status] of [[world.second, 403], [world.other, 404], [null, 401]] as const) expect((await world.fetched(person, id)).status).toBe(status);
    const acts = (await world.hub.recorded()).filter(({ action, holder }) => action.startsWith('case-export.') && holder === world.home).map(({ action, person, holder }) => [action, person, holder]);
    expect(acts).toEqual([['case-export.requested', world.officer.id, world.home], ['case-export.approved', world.second.id, world.home], ['case-export.begun', world.officer.id, world.home]]);
  });

  it('can be approved for a day, and fetched for a day', async () => {
    await many();
    const late = await ready();
    world.hub.clock.advance(24 * 3_600_000);
    expect((await world.approve(world.second, late.id, late.persons)).errors?.[0]?.extensions.code).toBe('CONFLICT');
    const { id, persons } = await ready();
    await world.approve(world.second, id, persons);
    world.hub.clock.advance(24 * 3_600_000);
    expect((await world.fetched(world.officer, id)).status).toBe(409);
  });

  it('can not be taken in slices', async () => {
    await world.imported(`${HEADER}\n${Array.from({ length: 4 }, (_, n) => `S-${n},Ana,true,${['PH', 'PH', 'BR', 'BR'][n]},`).join('\n')}`);
    expect((await world.request(world.officer, { filter: { citizenships: ['PH'] } })).data.requestCaseExport.export.state).toBe('READY');
    expect((await world.request(world.officer, { filter: { citizenships: ['BR'] } })).data.requestCaseExport.export.state).toBe('WAITING');
    world.hub.clock.advance(24 * 3_600_000 + 1);
    expect((await world.request(world.officer, { filter: { citizenships: ['BR'] } })).data.requestCaseExport.export.state).toBe('READY');
  });

  it('is not fetched by whoever may read no more', async () => {
    await world.one(caseRow('One'));
    const { id } = await ready();
    await world.hub.superuser('UPDATE hub.persons SET suspended_at = now(), access_epoch = access_epoch + 1 WHERE id = $1', [world.officer.id]);
    expect((await world.fetched(world.officer, id)).status).toBe(401);
  });

  it('goes by hubctl from the request over the approval into a file', async () => {
    await many();
    const out = join(folder, 'cases.csv');
    const asked = await hubctl(world.hub, ['export', 'cases', '--reason', 'Review', '--out', out], { token: world.officer.token });
    expect(asked).toMatchObject({ code: 2, text: expect.stringMatching(/4 persons: a second person approves this/) });
    const [id = ''] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(asked.text) ?? [];
    expect(await hubctl(world.hub, ['export', 'approve', id, '--yes'], { token: world.second.token })).toMatchObject({ code: 0, text: expect.stringMatching(/4 persons as CSV. Review/) });
    expect(await hubctl(world.hub, ['export', 'cases', '--request', id, '--out', out], { token: world.officer.token })).toMatchObject({ code: 0 });
    expect(ids(readFileSync(out))).toHaveLength(4);
  });
});
