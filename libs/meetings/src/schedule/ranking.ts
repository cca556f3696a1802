/** What somebody says to a slot. */
export enum MeetingAnswer { YES = 'YES', IF_NEED_BE = 'IF_NEED_BE', NO = 'NO' }

/** What the parties said: by slot. Guests of no organisation are heard, and not counted. */
export interface PartyReply { readonly organisationId: string; readonly answers: Readonly<Record<string, MeetingAnswer>> }
/** Whom it takes. */
export interface Needs { readonly quorum: number; readonly mustAttend: readonly string[]; readonly parties: readonly string[] }

/** How a slot stands. */
export interface SlotStanding {
  readonly slotId: string;
  /** 1 is best; slots that nothing tells apart share one. */
  readonly rank: number;
  readonly yes: number;
  readonly ifNeedBe: number;
  readonly no: number;
  /** Parties that have not said. */
  readonly open: number;
  /** Who must attend and can't, and who must and has not said. */
  readonly mustNo: readonly string[];
  readonly mustOpen: readonly string[];
  /** How many are short of the quorum; 0: it is reached. */
  readonly short: number;
  /** Who could come here and not to the best slot, and the other way round. */
  readonly gains: readonly string[];
  readonly losses: readonly string[];
}

type Tallied = Omit<SlotStanding, 'rank' | 'gains' | 'losses'> & { readonly able: ReadonlySet<string> };

/**
 * The slots, best first: those that every organisation comes to that must, then those that reach the quorum, then by preference, where a yes counts two and an "if
 * need be" one, and of equal ones those with more yes. What nothing tells apart stays in the order given.
 */
export function rankSlots(slotIds: readonly string[], replies: readonly PartyReply[], needs: Needs): SlotStanding[] {
  const tallied = slotIds.map((slotId) => tally(slotId, replies, needs)).sort(better);
  const best = tallied[0];
  let rank = 0;
  return tallied.map(({ able, ...slot }, place) => {
    const before = tallied[place - 1];
    if (!before || better(before, { ...slot, able }) !== 0) rank = place + 1;
    const ableAtBest = best?.able ?? able;
    return { ...slot, rank, gains: [...able].filter((id) => !ableAtBest.has(id)), losses: [...ableAtBest].filter((id) => !able.has(id)) };
  });
}

function tally(slotId: string, replies: readonly PartyReply[], { quorum, mustAttend, parties }: Needs): Tallied {
  const said = new Map(replies.map(({ organisationId, answers }) => [organisationId, answers[slotId]]));
  const count = { [MeetingAnswer.YES]: 0, [MeetingAnswer.IF_NEED_BE]: 0, [MeetingAnswer.NO]: 0 };
  const able = new Set<string>();
  for (const party of parties) {
    const answer = said.get(party);
    if (answer === undefined) continue;
    count[answer] += 1;
    if (answer !== MeetingAnswer.NO) able.add(party);
  }
  const { YES: yes, IF_NEED_BE: ifNeedBe, NO: no } = count;
  return {
    slotId, yes, ifNeedBe, no, open: parties.length - yes - ifNeedBe - no, able, short: Math.max(0, quorum - yes - ifNeedBe),
    mustNo: mustAttend.filter((id) => said.get(id) === MeetingAnswer.NO), mustOpen: mustAttend.filter((id) => said.get(id) === undefined),
  };
}

const better = (a: Tallied, b: Tallied): number =>
  a.mustNo.length - b.mustNo.length || a.mustOpen.length - b.mustOpen.length || Number(a.short > 0) - Number(b.short > 0)
  || 2 * (b.yes - a.yes) + (b.ifNeedBe - a.ifNeedBe) || b.yes - a.yes;
