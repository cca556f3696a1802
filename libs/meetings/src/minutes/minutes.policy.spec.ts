import { MinutesAct, MinutesState } from './minutes.enums.js';
import { minutesVerbs, requireMinutesAct, requireWindow, type Standing } from './minutes.policy.js';

const NOW = new Date('2027-03-01T00:00:00Z');
const days = (n: number): Date => new Date(NOW.getTime() + n * 86_400_000);
const review: Standing = { state: MinutesState.IN_REVIEW, closesAt: days(10), extensionAskedById: null, extendedFrom: null };
const refusal = (work: () => void): unknown => { try { work(); return null; } catch (error) { const { code, details } = error as { code: string; details: object }; return { code, ...details }; } };

describe('the review of minutes', () => {
  it.each<[string, Standing, MinutesAct[]]>([
    ['is not open while they are a draft', { ...review, state: MinutesState.DRAFT, closesAt: null }, [MinutesAct.WRITE, MinutesAct.OPEN_REVIEW]],
    ['takes comments, answers and one request for more time within the window', review, [MinutesAct.WRITE, MinutesAct.COMMENT, MinutesAct.RESPOND, MinutesAct.ASK_EXTENSION, MinutesAct.ANSWER, MinutesAct.NOTE, MinutesAct.APPROVE]],
    ['may be extended once more time was asked for', { ...review, extensionAskedById: 'o' }, [MinutesAct.WRITE, MinutesAct.COMMENT, MinutesAct.RESPOND, MinutesAct.EXTEND, MinutesAct.ANSWER, MinutesAct.NOTE, MinutesAct.APPROVE]],
    ['is extended once', { ...review, extensionAskedById: 'o', extendedFrom: days(5) }, [MinutesAct.WRITE, MinutesAct.COMMENT, MinutesAct.RESPOND, MinutesAct.ANSWER, MinutesAct.NOTE, MinutesAct.APPROVE]],
    ['takes nothing from the parties once the day is over', { ...review, closesAt: NOW }, [MinutesAct.WRITE, MinutesAct.ANSWER, MinutesAct.NOTE, MinutesAct.APPROVE]],
    ['is over once they are approved', { ...review, state: MinutesState.APPROVED }, []],
  ])('%s', (_, standing, allowed) => {
    expect(minutesVerbs(standing, NOW)).toEqual(allowed);
    for (const act of Object.values(MinutesAct)) {
      const refused = refusal(() => requireMinutesAct(standing, act, NOW));
      if (allowed.includes(act)) expect(refused).toBeNull();
      else expect(refused).toMatchObject({ code: 'CONFLICT', allowed: expect.any(Array) });
    }
  });

  it.each([[2, 'too short'], [121, 'too long'], [10, 'not later than before']])('ends not in %d days: %s', (n) => {
    expect(refusal(() => requireWindow(days(n), days(10), NOW))).toEqual({ code: 'INVALID_INPUT', field: 'input.closesAt' });
  });
});
