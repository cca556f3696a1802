import type { DomainError } from '@hub/kernel';
import { instantOf, localOf, localTime } from './local-time.js';

const fieldOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as DomainError).details.field;
  }
};

describe('Local time', () => {
  it('is an instant by the rules of its zone', () => {
    expect(instantOf('2027-02-18T13:30', 'Asia/Tokyo', 'f').toISOString()).toBe('2027-02-18T04:30:00.000Z');
    expect(instantOf('2027-07-01T09:00', 'Europe/Berlin', 'f').toISOString()).toBe('2027-07-01T07:00:00.000Z');
  });

  it('is refused where the clocks skip it, and is the first where it comes twice', () => {
    expect(fieldOf(() => instantOf('2027-03-28T02:30', 'Europe/Berlin', 'f'))).toBe('f');
    expect(instantOf('2027-10-31T02:30', 'Europe/Berlin', 'f').toISOString()).toBe('2027-10-31T00:30:00.000Z');
  });

  it('comes back as it was written', () => {
    for (const zone of ['Asia/Tokyo', 'Asia/Kathmandu', 'America/Sao_Paulo']) expect(localOf(instantOf('2027-06-05T10:15', zone, 'f'), zone)).toBe('2027-06-05T10:15');
  });

  it.each(['2027-02-30T10:00', '2027-2-3T10:00', '2027-02-18 10:00', '2027-02-18T25:00', 'tomorrow', ''])('is not %j', (text) => {
    expect(fieldOf(() => localTime(text, 'f'))).toBe('f');
  });
});
