import { randomUUID } from 'node:crypto';
import { newId } from '@hub/kernel';
import { addOrganisation, createTestHub, type TestHub } from '@hub/testing';
import { type Entered, enter, Keyring, Sealer } from '../index.js';

let hub: TestHub;
let [reader, originator, other] = ['', '', ''];

beforeEach(async () => {
  hub = await createTestHub();
  [reader, originator, other] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
});
afterEach(() => hub.close());

const at = '2026-03-01T00:00:00.000Z';
const shown = (bulletin: string, of: string, sections = 1): NonNullable<Entered['shown']>[number] =>
  ({ bulletin, originator: of, number: 1, seen: 1, sections: Array.from({ length: sections }, () => randomUUID()) });

async function add(...entered: Entered[]): Promise<string[]> {
  const acts = entered.map((each) => enter(hub.hub.app.get(Keyring), each));
  for (const { actId, keyId, packed, bodies } of acts) await hub.superuser('SELECT hub.record_act($1, $2, $3, $4)', [actId, keyId, packed, bodies]);
  return acts.map(({ actId }) => actId);
}
const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await hub.superuser(sql, values)).rows as T[];

describe('a seal', () => {
  it('files each record under its own subjects, and none without any under another\'s', async () => {
    await hub.hub.app.get(Sealer).seal();
    const [a, b, c] = [newId(), newId(), newId()];
    const common = { at, person: null };
    const acts = await add(
      { ...common, action: 'session.opened', organisation: reader, subject: null, detail: {}, holders: [reader, other] },
      { ...common, action: 'bulletin.listed', organisation: reader, request: 'r', shown: [shown(a, originator), shown(b, other), shown(c, originator), { ...shown(a, originator), number: 4, seen: 2 }] },
      { ...common, action: 'bulletin.withdrawn', organisation: originator, subject: b, detail: {}, holders: [originator] },
      { ...common, action: 'session.ended', organisation: reader, subject: null, detail: {}, holders: [reader] },
    );
    expect(await hub.hub.app.get(Sealer).seal()).toMatchObject({ acts: 4, records: 7, more: false });
    const found = await rows<{ holder: string; subjects: string[]; filed: string[] | null }>(`SELECT r.holder_id AS holder, ARRAY(SELECT unnest(r.subject_ids) ORDER BY 1) AS subjects,
      ARRAY(SELECT s.subject_id FROM hub.log_subjects s WHERE s.holder_id = r.holder_id AND s.block = r.counter >> 9 AND s.subject_id = ANY (r.subject_ids) ORDER BY 1) AS filed
      FROM hub.log_records r WHERE r.act_id = ANY ($1) ORDER BY array_position($1, r.act_id), array_position($2, r.holder_id)`, [acts, [reader, originator, other]]);
    const sorted = (...ids: string[]): string[] => ids.sort();
    const wanted = [[reader, []], [other, []], [reader, sorted(a, b, c)], [originator, sorted(a, c)], [other, [b]], [originator, [b]], [reader, []]] as const;
    expect(found).toEqual(wanted.map(([holder, subjects]) => ({ holder, subjects, filed: subjects })));
    const versions = async (holder: string): Promise<unknown> => (await rows('SELECT r.subject_ids AS ids, r.subject_versions AS versions FROM hub.log_records r WHERE r.act_id = $1 AND r.holder_id = $2', [acts[1], holder]))[0];
    expect(await versions(reader)).toEqual({ ids: [a, b, c], versions: [2, 1, 1] });
    expect(await versions(originator)).toEqual({ ids: [a, c], versions: [4, 1] });
    expect(await rows('SELECT FROM hub.log_subjects WHERE subject_id <> ALL ($1)', [[a, b, c]])).toHaveLength(0);
  });

  it('takes some at a time, and nothing is left out or sealed twice', async () => {
    const pages = Array.from({ length: 4_500 }, (): Entered => ({
      action: 'bulletin.listed', at, person: null, organisation: reader, request: 'r', shown: [shown(newId(), originator)],
    }));
    const acts = await add(...pages);
    const outcomes = [];
    do outcomes.push(await hub.hub.app.get(Sealer).seal()); while (outcomes.at(-1)?.more);
    expect(outcomes.length).toBeGreaterThan(1);
    expect(outcomes.reduce((sum, outcome) => sum + outcome.acts, 0)).toBeGreaterThanOrEqual(acts.length);
    expect(await rows('SELECT FROM hub.ledger_unsealed')).toHaveLength(0);
    expect(await rows('SELECT act_id FROM hub.log_records WHERE act_id = ANY ($1) GROUP BY act_id HAVING count(*) = 2', [acts])).toHaveLength(acts.length);
  });
});
