import { AlertsReader } from '@hub/alerts';
import { DisclosureGate } from '@hub/audit';
import { addPerson, createTestHub } from '@hub/testing';
import { until } from './support/alert-socket.js';
import { distribute, page } from './support/alerting.js';
import { amber, liveHub } from './support/live-hub.js';

const live = liveHub();
const HOUR = 3_600_000;

describe('a subscription', () => {
  it('begins with the cursor of now, and goes on with what happens', async () => {
    const { reader, recipient, elsewhere } = live.world;
    await live.newBulletin(amber('Before', recipient));
    await distribute(live.hub);
    const socket = await live.following(live.hub, reader);
    await socket.has(1);
    await live.newBulletin(amber('Not his', elsewhere));
    await live.newBulletin(amber('After', recipient));
    await socket.has(2);
    expect(socket.lines()).toEqual(['reset START', 'PUBLISHED After']);
    const { nodes } = await page(live.hub, reader);
    expect(socket.got()[0]?.cursor).toBe(nodes[0]?.cursor);
    expect(socket.got()[1]).toEqual(nodes[1]);
  });

  it('replays what came after its cursor, then follows, without gap or repetition', async () => {
    const { reader } = live.world;
    for (let n = 1; n <= 4; n++) await live.newBulletin({ title: `N${n}` });
    await distribute(live.hub);
    const { nodes } = await page(live.hub, reader);
    // Publishing goes on while it replays.
    const publishing = (async () => { for (let n = 5; n <= 12; n++) await live.newBulletin({ title: `N${n}` }); })();
    const socket = await live.following(live.hub, reader, { after: nodes[0]?.cursor });
    await publishing;
    await socket.has(11);
    expect(socket.lines()).toEqual(Array.from({ length: 11 }, (_, n) => `PUBLISHED N${n + 2}`));
  });

  it('misses nothing that is handed out to others while it is about to join them', async () => {
    const { reader, recipient } = live.world;
    const joining = await addPerson(live.hub, recipient);
    const ahead = await live.following(live.hub, reader);
    await ahead.has(1);
    const alerts = live.hub.hub.app.get(AlertsReader);
    const after = alerts.after.bind(alerts);
    let goOn = (): void => undefined;
    let held = false;
    alerts.after = async (context, ...rest) => {
      const stretch = await after(context, ...rest);
      // The reading that finds nothing left is held until others have been handed the next alert.
      if (!held && context.actor.kind === 'person' && context.actor.personId === joining.id && rest[0] <= stretch.last) {
        held = true;
        await new Promise<void>((resolve) => { goOn = resolve; });
      }
      return stretch;
    };
    const socket = await live.following(live.hub, joining);
    await until('the last reading', () => held);
    await live.newBulletin(amber('Meanwhile', recipient));
    await ahead.has(2);
    goOn();
    await live.newBulletin(amber('Then', recipient));
    await socket.has(3);
    expect(socket.lines()).toEqual(['reset START', 'PUBLISHED Meanwhile', 'PUBLISHED Then']);
  });

  it('is told to read afresh where its cursor is older than what is kept', async () => {
    const { reader } = live.world;
    await live.newBulletin({ title: 'One' });
    await distribute(live.hub);
    const after = (await page(live.hub, reader)).nodes[0]?.cursor;
    await live.newBulletin({ title: 'Two' });
    await distribute(live.hub);
    await live.hub.superuser('UPDATE hub.alert_streams SET forgotten = 2');
    await live.hub.superuser('DELETE FROM hub.alerts');
    const socket = await live.following(live.hub, reader, { after });
    await socket.has(1);
    await live.newBulletin({ title: 'Three' });
    await socket.has(2);
    expect(socket.lines()).toEqual(['reset TOO_OLD', 'PUBLISHED Three']);
  });

  it('goes on from the cursor of a reset', async () => {
    const { reader } = live.world;
    const first = await live.following(live.hub, reader);
    await first.has(1);
    first.cut();
    await live.newBulletin({ title: 'Meanwhile' });
    const socket = await live.following(live.hub, reader, { after: first.got()[0]?.cursor });
    await socket.has(1);
    expect(socket.lines()).toEqual(['PUBLISHED Meanwhile']);
  });

  it('takes no cursor that was made up or given to another organisation', async () => {
    const { reader, other } = live.world;
    await live.newBulletin({ title: 'N' });
    await distribute(live.hub);
    const foreign = (await page(live.hub, other)).nodes[0]?.cursor;
    const socket = await live.open(live.hub, reader.token);
    for (const [index, after] of ['', 'x', 'A'.repeat(32), 'x'.repeat(500), foreign].entries()) {
      socket.subscribe({ after }, { id: `c${index}` });
      await until('an error', () => socket.messages.some(({ type, id }) => type === 'error' && id === `c${index}`));
    }
    const errors = socket.messages.filter(({ type }) => type === 'error').map(({ payload }) => payload?.[0]?.extensions);
    expect(errors).toEqual(Array.from({ length: 5 }, () => ({ code: 'INVALID_INPUT', field: 'after' })));
  });

  it('enters each delivery in the record before it leaves, with a receipt', async () => {
    const { reader, recipient } = live.world;
    const socket = await live.following(live.hub, reader);
    await socket.has(1);
    const { id } = await live.newBulletin(amber('Noted', recipient));
    await socket.has(2);
    expect(socket.messages.at(-1)?.payload?.extensions?.auditReceipt).toMatch(/.{40}/);
    const records = await live.hub.recorded({ action: 'bulletin.listed', subject: id });
    expect(records.filter(({ person }) => person === reader.id).map(({ holder }) => holder).sort()).toEqual([recipient, live.world.author.organisationId].sort());
  });

  it('shows nothing that can not be entered, and shows it once it can', async () => {
    const { reader, recipient } = live.world;
    const socket = await live.following(live.hub, reader);
    await socket.has(1);
    const gate = live.hub.hub.app.get(DisclosureGate);
    const releaseAll = gate.releaseAll.bind(gate);
    let refused = 0;
    gate.releaseAll = async (first, others) => {
      if (first.reads.disclosures.length === 0 || ![first, ...others].some(({ actor }) => actor.kind === 'person' && actor.personId === reader.id)) return releaseAll(first, others);
      refused += 1;
      throw new Error('shut');
    };
    await live.newBulletin(amber('Held', recipient));
    await until('a try', () => refused > 3);
    expect(socket.lines()).toEqual(['reset START']);
    gate.releaseAll = releaseAll;
    await live.newBulletin(amber('Next', recipient));
    await socket.has(3);
    expect(socket.lines()).toEqual(['reset START', 'PUBLISHED Held', 'PUBLISHED Next']);
  });
});

it('an expiry and a reminder come by themselves, in every hub, once', async () => {
  const { reader, recipient } = live.world;
  const another = await createTestHub({ databaseUrl: live.hub.databaseUrl, clock: live.hub.clock, env: { HUB_ROLES: 'api,jobs' } });
  try {
    const [here, there] = [await live.following(live.hub, reader), await live.following(another, reader)];
    await here.has(1);
    await there.has(1);
    const at = (hours: number): string => new Date(live.hub.clock.now().getTime() + hours * HOUR).toISOString();
    await live.newBulletin({ ...amber('Due', recipient), acknowledgeBy: at(48), expiresAt: at(60) });
    await here.has(2);
    live.hub.clock.advance(24 * HOUR);
    await here.has(3);
    live.hub.clock.advance(24 * HOUR);
    await here.has(4);
    live.hub.clock.advance(12 * HOUR);
    await here.has(5);
    await there.has(5);
    for (const { lines } of [here, there].map((socket) => ({ lines: socket.lines().map((line) => line.split(' ')[0]) }))) {
      expect(lines).toEqual(['reset', 'PUBLISHED', 'ACKNOWLEDGEMENT_DUE', 'ACKNOWLEDGEMENT_DUE', 'EXPIRED']);
    }
  } finally {
    live.cutAll();
    await another.close();
  }
});
