import fc from 'fast-check';
import { type DayReason, MeetingDayReasonCode as Code } from './day-reasons.js';
import { type Obstacles, proposeSlots, type Search } from './proposal.js';
import { slotAt } from './slot.js';

const NOW = new Date('2027-01-01T00:00:00Z');
const search = (more: Partial<Search> = {}): Search => ({ zone: 'Asia/Tokyo', from: '2027-02-01', until: '2027-02-28', dailyFrom: '10:00', dailyUntil: '17:00', minutes: 120, count: 5, ...more });
const obstacles = (more: Partial<Obstacles> = {}): Obstacles => ({ now: NOW, daysOff: new Map(), remote: [], ...more });
const off = (code: Code, organisationId: string | null, decisive: boolean): DayReason => ({ code, organisationId, decisive, names: { ja: '休', en: 'off' } });
const days = (slots: readonly { startsLocal: string }[]): string[] => slots.map(({ startsLocal }) => startsLocal.slice(5, 10));

describe('Slots proposed', () => {
  it('are spread over the period, one a day, never on weekends', () => {
    const { slots, excludedDays } = proposeSlots(search(), obstacles());
    expect(days(slots)).toEqual(['02-03', '02-09', '02-15', '02-19', '02-25']);
    expect(slots[0]).toMatchObject({ startsLocal: '2027-02-03T10:00', endsLocal: '2027-02-03T12:00', startsAt: new Date('2027-02-03T01:00:00Z'), reasons: [] });
    expect(excludedDays.map(({ date }) => date.slice(8))).toEqual(['06', '07', '13', '14', '20', '21', '27', '28']);
    expect(excludedDays[0]?.reasons.map(({ code }) => code)).toEqual([Code.WEEKEND]);
  });

  it('are taken twice a day, and then on days that suit few badly, before there are too few; never on a day that is out', () => {
    const daysOff = new Map([['2027-02-01', [off(Code.JAPANESE_HOLIDAY, null, true)]], ['2027-02-03', [off(Code.NATIONAL_DAY, 'a', false)]], ['2027-02-04', [off(Code.PUBLIC_HOLIDAY, 'b', true)]]]);
    const week = search({ until: '2027-02-05', count: 20 });
    const { slots, excludedDays } = proposeSlots(week, obstacles({ daysOff }));
    expect(slots.map(({ startsLocal }) => startsLocal.slice(8))).toEqual(['02T10:00', '02T12:00', '02T14:00', '03T10:00', '03T12:00', '03T14:00', '05T10:00', '05T12:00', '05T14:00']);
    expect(slots.filter(({ startsLocal }) => startsLocal.includes('-03T')).every(({ reasons }) => reasons[0]?.organisationId === 'a')).toBe(true);
    expect(excludedDays.map(({ date, reasons }) => [date, reasons.map(({ code, organisationId }) => `${code} ${organisationId}`)])).toEqual([['2027-02-01', ['JAPANESE_HOLIDAY null']], ['2027-02-04', ['PUBLIC_HOLIDAY b']]]);
    // While there are enough, the day that suits one of them badly falls out.
    expect(days(proposeSlots({ ...week, count: 2 }, obstacles({ daysOff })).slots)).toEqual(['02-02', '02-05']);
    expect(proposeSlots({ ...week, count: 2 }, obstacles({ daysOff })).excludedDays.map(({ date }) => date.slice(8))).toEqual(['01', '03', '04']);
  });

  it('begin at the hour at which nobody sleeps, where there is one', () => {
    const berlin = { organisationId: 'b', zone: 'Europe/Berlin', decisive: false };
    expect(proposeSlots(search({ count: 1 }), obstacles({ remote: [berlin] })).slots[0]).toMatchObject({ startsLocal: '2027-02-15T15:00', reasons: [] });
    // That it is night there earlier in the day is no reason against a day that was merely not needed.
    expect(proposeSlots(search({ count: 1 }), obstacles({ remote: [berlin] })).excludedDays.every(({ reasons }) => reasons.every(({ code }) => code === Code.WEEKEND))).toBe(true);
    // In summer Berlin is an hour nearer.
    expect(proposeSlots(search({ from: '2027-07-05', until: '2027-07-05', count: 1 }), obstacles({ remote: [berlin] })).slots[0]).toMatchObject({ startsLocal: '2027-07-05T14:00', reasons: [] });
  });

  it('say whose night it is where nothing else is possible, and are none where that one must attend', () => {
    const lima = (decisive: boolean): Obstacles => obstacles({ remote: [{ organisationId: 'l', zone: 'America/Lima', decisive }] });
    expect(proposeSlots(search({ count: 1 }), lima(false)).slots[0]?.reasons).toEqual([{ code: Code.NIGHT, organisationId: 'l', decisive: false, names: { ja: expect.stringContaining('America/Lima'), en: 'Night in America/Lima (20:00 to 22:00)' } }].slice(1));
    expect(proposeSlots(search({ dailyFrom: '13:00', count: 1 }), lima(false)).slots[0]?.reasons.map(({ names }) => names.en)).toEqual(['Night in America/Lima (23:00 to 01:00)']);
    const none = proposeSlots(search({ dailyFrom: '13:00', count: 1 }), lima(true));
    expect(none.slots).toEqual([]);
    expect(none.excludedDays).toHaveLength(28);
    expect(none.excludedDays[0]?.reasons.map(({ code }) => code)).toEqual([Code.NIGHT]);
  });

  it('are none in the past, nor where the clocks change', () => {
    const today = proposeSlots(search({ from: '2027-01-31', until: '2027-02-01', count: 9 }), obstacles({ now: new Date('2027-02-01T03:00:00Z') }));
    expect(today.slots.map(({ startsLocal }) => startsLocal)).toEqual(['2027-02-01T12:30', '2027-02-01T14:30']);
    const gap = proposeSlots(search({ zone: 'Africa/Cairo', from: '2027-04-30', until: '2027-04-30', dailyFrom: '00:00', dailyUntil: '01:00', minutes: 60 }), obstacles());
    expect(gap).toMatchObject({ slots: [], excludedDays: [{ reasons: [{ code: Code.CLOCK_CHANGE }] }] });
  });

  it('keep to period, hours and length, and never overlap', () => {
    const input = fc.record({ zone: fc.constantFrom('Asia/Tokyo', 'Europe/London', 'America/Sao_Paulo', 'Australia/Lord_Howe'), start: fc.integer({ min: 0, max: 300 }), length: fc.integer({ min: 0, max: 20 }), hour: fc.integer({ min: 0, max: 12 }), minutes: fc.integer({ min: 15, max: 600 }), count: fc.integer({ min: 1, max: 30 }), off: fc.array(fc.integer({ min: 0, max: 320 })) });
    const day = (n: number): string => new Date(Date.UTC(2027, 0, 2) + n * 86_400_000).toISOString().slice(0, 10);
    fc.assert(fc.property(input, ({ zone, start, length, hour, minutes, count, off: closed }) => {
      const one = search({ zone, from: day(start), until: day(start + length), dailyFrom: `${String(hour).padStart(2, '0')}:00`, dailyUntil: '23:00', minutes, count });
      const { slots, excludedDays } = proposeSlots(one, obstacles({ daysOff: new Map(closed.map((n) => [day(n), [off(Code.JAPANESE_HOLIDAY, null, true)]])), remote: [{ organisationId: 'x', zone: 'Europe/Paris', decisive: false }] }));
      expect(slots.length).toBeLessThanOrEqual(count);
      slots.forEach((slot, n) => {
        expect(slot.startsLocal >= `${one.from}T${one.dailyFrom}` && slot.endsLocal <= `${one.until}T23:00` && slot.startsLocal.slice(11) >= one.dailyFrom && slot.endsLocal.slice(11) <= '23:00').toBe(true);
        expect(slot).toMatchObject(slotAt(slot.startsLocal, minutes, zone, 'f'));
        expect(slot.endsAt <= (slots[n + 1]?.startsAt ?? slot.endsAt)).toBe(true);
        expect(closed.map(day)).not.toContain(slot.startsLocal.slice(0, 10));
        expect(excludedDays.map(({ date }) => date)).not.toContain(slot.startsLocal.slice(0, 10));
      });
    }), { numRuns: 50 });
  });
});
