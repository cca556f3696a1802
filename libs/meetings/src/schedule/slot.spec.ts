import type { DomainError } from '@hub/kernel';
import { requireAhead, slotAt } from './slot.js';

const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return `${(error as DomainError).code} ${(error as DomainError).details.field} ${(error as Error).message}`;
  }
};
const at = (local: string, minutes: number, zone: string): unknown => refusal(() => {
  const { endsLocal, startsAt, endsAt } = slotAt(local, minutes, zone, 'f');
  return [endsLocal, startsAt.toISOString(), endsAt.toISOString()];
});

describe('A slot', () => {
  it('has its wall clock and its instants', () => {
    expect(at('2027-02-18T13:30', 150, 'Asia/Tokyo')).toEqual(['2027-02-18T16:00', '2027-02-18T04:30:00.000Z', '2027-02-18T07:00:00.000Z']);
  });

  it.each([['2027-02-18T23:00', 60], ['2027-02-18T23:00', 90], ['2027-02-18T00:00', 1440]])('never goes over midnight: %s for %d minutes', (local, minutes) => {
    expect(at(local, minutes, 'Asia/Tokyo')).toMatch(/^INVALID_INPUT f A slot ends on the day/);
  });

  it('is not where the clocks skip its hours, nor where they change during it', () => {
    expect(at('2027-03-28T02:30', 60, 'Europe/Berlin')).toMatch(/^INVALID_INPUT f There is no such time/);
    expect(at('2027-03-28T01:30', 60, 'Europe/Berlin')).toMatch(/^INVALID_INPUT f There is no such time/);
    expect(at('2027-03-28T01:00', 180, 'Europe/Berlin')).toMatch(/^INVALID_INPUT f The clocks of Europe\/Berlin change/);
    expect(at('2027-10-31T02:00', 90, 'Europe/Berlin')).toMatch(/^INVALID_INPUT f The clocks/);
  });

  it('is the first of two hours that bear the same name', () => {
    expect(at('2027-10-31T02:15', 30, 'Europe/Berlin')).toEqual(['2027-10-31T02:45', '2027-10-31T00:15:00.000Z', '2027-10-31T00:45:00.000Z']);
    expect(at('2027-10-31T03:00', 30, 'Europe/Berlin')).toEqual(['2027-10-31T03:30', '2027-10-31T02:00:00.000Z', '2027-10-31T02:30:00.000Z']);
  });

  it('lies ahead', () => {
    const slot = slotAt('2027-02-18T13:30', 60, 'Asia/Tokyo', 'f');
    expect(refusal(() => requireAhead(slot, new Date('2027-02-18T04:29:59Z'), 'f'))).toBeUndefined();
    expect(refusal(() => requireAhead(slot, new Date('2027-02-18T04:30:00Z'), 'f'))).toMatch(/^INVALID_INPUT f Lies in the past/);
  });
});
