import { Outbox } from './outbox.js';

const ABOUT = { bulletinId: 'b', title: 'T', revision: 3 };
const states = (box: Outbox): string[] => box.current().map(({ state }) => state);

it('shows what was sent on another device, and that it leaves once the hub holds it no longer', () => {
  const box = new Outbox();
  box.found([{ ...ABOUT, seconds: 40 }], 1_000);
  expect(box.current()).toMatchObject([{ state: 'waiting', at: 41_000, revision: 3 }]);
  box.found([], 2_000);
  expect(states(box)).toEqual(['leaving']);
  box.left('b');
  expect(box.current()).toMatchObject([{ state: 'sent', outcome: 'PUBLISHED' }]);
});

it('keeps what did not reach the hub, to be sent again, and what an answer from before knew nothing of', async () => {
  const box = new Outbox();
  const before = Date.now() - 1;
  let fails = true;
  const send = async () => {
    if (fails) throw new Error('lost');
    return { state: 'SCHEDULED', seconds: 60 };
  };
  expect(await box.send(ABOUT, send)).toBe(false);
  expect(states(box)).toEqual(['failed']);
  box.found([], Date.now());
  fails = false;
  const [failed] = box.current();
  if (failed) await box.again(failed);
  box.found([], before);
  expect(states(box)).toEqual(['waiting']);
});
