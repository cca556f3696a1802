import { Urgency } from '../bulletin.enums.js';
import { waitsUntil } from './waiting.js';

const NOW = new Date('2027-03-01T00:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

it.each([
  ['as asked', Urgency.PRIORITY, null, 60, after(60)],
  ['not unless asked', Urgency.PRIORITY, null, null, null],
  ['never where somebody may be in danger now', Urgency.IMMEDIATE, null, 60, null],
  ['longer than its release, where that comes first', Urgency.ROUTINE, after(30), 60, after(60)],
  ['not where its release comes later anyway', Urgency.ROUTINE, after(61), 60, null],
])('A publication waits %s', (_, urgency, releaseAt, seconds, until) => {
  expect(waitsUntil({ urgency, releaseAt }, NOW, seconds)).toEqual(until);
});
