import { nextAttempt, readRetryAfter, WAITS } from './webhook.schedule.js';

const at = new Date('2026-11-23T00:00:00Z');
const after = (step: number, id = '00000000', retryAfter = 0): number | null => {
  const next = nextAttempt(step, at, id, retryAfter);
  return next && next.getTime() - at.getTime();
};

it('is the one of the specification: ten attempts in some three days, with at most a tenth more', () => {
  expect(WAITS.reduce((sum, wait) => sum + wait, 0)).toBe(((75 * 60 + 35) * 60 + 5) * 1_000);
  for (let step = 1; step < 10; step += 1) {
    expect(after(step)).toBe(WAITS[step]);
    expect(after(step, 'ffff0000')).toBe(Math.round((WAITS[step] ?? 0) * 1.1));
  }
  expect(after(10)).toBeNull();
});

it('leaves more time to whoever asks for it, a day at most', () => {
  expect(after(1, '00000000', 60_000)).toBe(60_000);
  expect(after(1, '00000000', 1_000)).toBe(5_000);
  expect(after(1, '00000000', 1e12)).toBe(86_400_000);
  expect(['120', 'Mon, 23 Nov 2026 00:01:00 GMT', 'Sun, 22 Nov 2026 00:00:00 GMT', 'nonsense', '-5', undefined].map((header) => readRetryAfter(header, at))).toEqual([120_000, 60_000, 0, 0, 0, 0]);
});
