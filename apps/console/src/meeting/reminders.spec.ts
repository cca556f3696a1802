import { daysIn } from './reminders.js';

describe('days before which somebody is reminded', () => {
  it.each<[string, number[] | null]>([
    ['7, 1', [7, 1]], ['1 7 7', [7, 1]], ['７、１', [7, 1]], ['', []], ['180', [180]],
    ['0', null], ['181', null], ['-1', null], ['1.5', null], ['seven', null], ['1 2 3 4 5 6 7 8 9 10 11', null],
  ])('are read of "%s"', (text, expected) => expect(daysIn(text)).toEqual(expected));
});
