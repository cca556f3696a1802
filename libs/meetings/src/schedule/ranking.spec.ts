import fc from 'fast-check';
import { MeetingAnswer, type Needs, type PartyReply, rankSlots } from './ranking.js';

const { YES, IF_NEED_BE, NO } = MeetingAnswer;
const poll = fc.record({
  slots: fc.integer({ min: 1, max: 5 }), quorum: fc.integer({ min: 1, max: 6 }), must: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), size: fc.integer({ min: 1, max: 6 }),
  said: fc.array(fc.array(fc.constantFrom(YES, IF_NEED_BE, NO, null), { minLength: 5, maxLength: 5 }), { minLength: 7, maxLength: 7 }),
});

/** What somebody would say who looks at two slots, by the words of the rule. */
function prefers(a: string, b: string, replies: readonly PartyReply[], { quorum, mustAttend, parties }: Needs): boolean {
  const say = (slot: string, who: string): MeetingAnswer | undefined => replies.find(({ organisationId }) => organisationId === who)?.answers[slot];
  const how = (slot: string, answer: MeetingAnswer | undefined, of: readonly string[]): number => of.filter((who) => say(slot, who) === answer).length;
  if (how(a, NO, mustAttend) !== how(b, NO, mustAttend)) return how(a, NO, mustAttend) < how(b, NO, mustAttend);
  if (how(a, undefined, mustAttend) !== how(b, undefined, mustAttend)) return how(a, undefined, mustAttend) < how(b, undefined, mustAttend);
  const reached = (slot: string): boolean => how(slot, YES, parties) + how(slot, IF_NEED_BE, parties) >= quorum;
  if (reached(a) !== reached(b)) return reached(a);
  const points = (slot: string): number => how(slot, YES, parties) + how(slot, YES, parties) + how(slot, IF_NEED_BE, parties);
  return points(a) !== points(b) ? points(a) > points(b) : how(a, YES, parties) > how(b, YES, parties);
}

const orders = <T>(all: readonly T[]): T[][] => (all.length === 0 ? [[]] : all.flatMap((one, n) => orders([...all.slice(0, n), ...all.slice(n + 1)]).map((rest) => [one, ...rest])));

describe('The ranking of slots', () => {
  it('is the order that brute force finds, of 1,000 small polls', () => {
    fc.assert(fc.property(poll, ({ slots, quorum, must, size, said }) => {
      const ids = ['a', 'b', 'c', 'd', 'e'].slice(0, slots);
      const parties = ['p', 'q', 'r', 's', 't', 'u'].slice(0, size);
      // The last one takes part no longer: nobody counts what it said.
      const replies = [...parties, 'gone'].map((organisationId, n) => ({ organisationId, answers: Object.fromEntries(ids.flatMap((id, m) => { const answer = said[n]?.[m]; return answer ? [[id, answer]] : []; })) }));
      const needs = { quorum, parties, mustAttend: parties.filter((_, n) => must[n]) };
      const ranked = rankSlots(ids, replies, needs);
      // Of all orders the one in which nothing stands behind what is worse, and what is alike stands as it was given.
      const right = orders(ids).filter((order) => order.every((id, n) => order.slice(n + 1).every((later) => !prefers(later, id, replies, needs) && (prefers(id, later, replies, needs) || ids.indexOf(id) < ids.indexOf(later)))));
      expect(right).toEqual([ranked.map(({ slotId }) => slotId)]);
      for (const { slotId, rank } of ranked) expect(rank).toBe(1 + ids.filter((id) => prefers(id, slotId, replies, needs)).length);
      for (const one of ranked) expect(one.yes + one.ifNeedBe + one.no + one.open).toBe(size);
    }), { numRuns: 1_000 });
  });

  it('shows what choosing another slot than the best would cost and bring', () => {
    const reply = (organisationId: string, a: MeetingAnswer, b: MeetingAnswer): PartyReply => ({ organisationId, answers: { a, b } });
    const ranked = rankSlots(['a', 'b'], [reply('p', YES, NO), reply('q', NO, IF_NEED_BE), reply('r', YES, YES)], { quorum: 3, mustAttend: ['p', 's'], parties: ['p', 'q', 'r', 's'] });
    expect(ranked).toEqual([
      { slotId: 'a', rank: 1, yes: 2, ifNeedBe: 0, no: 1, open: 1, mustNo: [], mustOpen: ['s'], short: 1, gains: [], losses: [] },
      { slotId: 'b', rank: 2, yes: 1, ifNeedBe: 1, no: 1, open: 1, mustNo: ['p'], mustOpen: ['s'], short: 1, gains: ['q'], losses: ['p'] },
    ]);
  });
});
