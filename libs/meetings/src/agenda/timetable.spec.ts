import { type BreakRules, timetable } from './timetable.js';

/** As they are where nobody has set others. */
const RULES: BreakRules = { afterMinutes: 90, minutes: 10, lunchFrom: '12:00', lunchMinutes: 60 };
const items = (...minutes: number[]): { minutes: number }[] => minutes.map((one) => ({ minutes: one }));
const linesBy = (rules: Partial<BreakRules>, starts: string, ends: string, ...minutes: number[]): string[] =>
  timetable(`2027-03-04T${starts}`, `2027-03-04T${ends}`, items(...minutes), { ...RULES, ...rules }).entries.map(({ kind, startsLocal, endsLocal }) => `${startsLocal.slice(11)}–${endsLocal.slice(11)} ${kind}`);
const lines = (starts: string, ends: string, ...minutes: number[]): string[] => linesBy({}, starts, ends, ...minutes);

describe('The timetable', () => {
  it('follows the order, with a break before a stretch would be longer than ninety minutes', () => {
    expect(lines('13:30', '17:00', 30, 60, 45, 30)).toEqual(['13:30–14:00 ITEM', '14:00–15:00 ITEM', '15:00–15:10 BREAK', '15:10–15:55 ITEM', '15:55–16:25 ITEM']);
  });

  it('has lunch where the day goes on after it, and none where it does not', () => {
    expect(lines('10:00', '16:00', 60, 60, 60)).toEqual(['10:00–11:00 ITEM', '11:00–11:10 BREAK', '11:10–12:10 ITEM', '12:10–13:10 LUNCH', '13:10–14:10 ITEM']);
    expect(lines('11:00', '12:45', 45, 60)).toEqual(['11:00–11:45 ITEM', '11:45–11:55 BREAK', '11:55–12:55 ITEM']);
  });

  it('breaks by the rules of the edition: other lengths, another hour of lunch, or no break at all', () => {
    expect(linesBy({ afterMinutes: 60, minutes: 15 }, '13:30', '17:00', 30, 60, 45)).toEqual(['13:30–14:00 ITEM', '14:00–14:15 BREAK', '14:15–15:15 ITEM', '15:15–15:30 BREAK', '15:30–16:15 ITEM']);
    expect(linesBy({ lunchFrom: '11:00', lunchMinutes: 45 }, '10:00', '16:00', 60, 60)).toEqual(['10:00–11:00 ITEM', '11:00–11:45 LUNCH', '11:45–12:45 ITEM']);
    expect(linesBy({ minutes: 0, lunchMinutes: 0 }, '10:00', '16:00', 60, 60, 60)).toEqual(['10:00–11:00 ITEM', '11:00–12:00 ITEM', '12:00–13:00 ITEM']);
    // A lunch that the day does not go on after is none.
    expect(linesBy({ lunchMinutes: 180 }, '10:00', '15:00', 60, 60, 60)).toEqual(['10:00–11:00 ITEM', '11:00–11:10 BREAK', '11:10–12:10 ITEM', '12:10–12:20 BREAK', '12:20–13:20 ITEM']);
  });

  it('never cuts an item, and says what ends after the day and by how much', () => {
    const { overflowMinutes, overflowing } = timetable('2027-03-04T13:30', '2027-03-04T15:00', items(60, 40, 20), RULES);
    expect({ overflowMinutes, overflowing }).toEqual({ overflowMinutes: 40, overflowing: [1, 2] });
    expect(timetable('2027-03-04T13:30', '2027-03-04T15:00', items(400), RULES).overflowing).toEqual([0]);
    expect(timetable('2027-03-04T13:30', '2027-03-04T15:00', [], RULES)).toEqual({ entries: [], overflowMinutes: 0, overflowing: [] });
  });

  it('gives each item its minutes, without gap or overlap, whatever they are', () => {
    for (let n = 1; n < 200; n += 1) {
      const minutes = Array.from({ length: n % 9 }, (_, index) => 1 + ((n * 37 + index * 53) % 120));
      const rules = { afterMinutes: 30 + ((n * 13) % 200), minutes: n % 40, lunchFrom: `1${n % 5}:${n % 2}0`, lunchMinutes: (n * 7) % 90 };
      const { entries } = timetable('2027-03-04T09:15', '2027-03-04T17:45', items(...minutes), rules);
      expect(entries.filter(({ kind }) => kind === 'ITEM').map((entry) => entry.minutes)).toEqual(minutes);
      entries.slice(1).forEach(({ startsLocal }, index) => expect(startsLocal).toBe(entries[index]?.endsLocal));
      expect(entries.filter(({ kind }) => kind === 'LUNCH').length).toBeLessThan(2);
    }
  });
});
