import { MeetingPresence } from './minutes.enums.js';

/** Who was there, of a meeting or, where an item is named, of that item. */
export interface Attendance { readonly itemId: string | null; readonly organisationId: string; readonly presence: MeetingPresence }

/** Whether enough are there. */
export interface Quorum {
  /** Organisations that are there. */
  readonly present: number;
  /** How many it takes. */
  readonly needed: number;
  readonly met: boolean;
}

/** Who is there for an item: as noted of it, else as noted of the meeting. Of a closed item only those whom it is open to count. */
export function presentFor(itemId: string | null, attendance: readonly Attendance[], audience: readonly string[] | null): Map<string, MeetingPresence> {
  const present = new Map<string, MeetingPresence>();
  for (const row of attendance) if (row.itemId === null) present.set(row.organisationId, row.presence);
  if (itemId !== null) for (const row of attendance) if (row.itemId === itemId) present.set(row.organisationId, row.presence);
  for (const [id, presence] of present) if (presence === MeetingPresence.ABSENT || (audience !== null && !audience.includes(id))) present.delete(id);
  return present;
}

/**
 * Whether an item has its quorum. `set`: what the meeting asks for; without, more than half of those who take part. Of a closed item it is more than
 * half of those whom it is open to: the others can't be there.
 */
export function quorumOf(present: number, { parties, set, audience }: { parties: number; set: number | null; audience: readonly string[] | null }): Quorum {
  const needed = audience ? majority(audience.length) : (set ?? majority(parties));
  return { present, needed, met: present >= needed };
}

const majority = (of: number): number => Math.floor(of / 2) + 1;
