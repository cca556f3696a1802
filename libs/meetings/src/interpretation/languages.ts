import { MeetingInterpretationLack } from './interpretation.enums.js';

/** A language as it is spoken, as hub.spoken has it: regions and scripts are one to interpreters. */
export const spoken = (tag: string): string => tag.toLowerCase().split('-')[0] ?? tag;

/** Two languages in the order in which pairs are kept; null: it is one, or not two. */
export function pairOf(tags: readonly string[]): readonly [string, string] | null {
  const [a, b, more] = tags.map(spoken).sort();
  return a === undefined || b === undefined || more !== undefined || a === b ? null : [a, b];
}

/** What an item needs: from a language of the floor into one that somebody wants. */
export interface Need { readonly floor: string; readonly wanted: string }
/** That somebody interprets between two languages; `counts`: he is let in, and speaks both. */
export interface Interpreting { readonly interpreterId: string; readonly between: readonly string[]; readonly counts: boolean }
/** An item at its time, with what it needs and has. `documents`: the languages of its documents. */
export interface ItemLanguages {
  readonly itemId: string;
  readonly startsLocal: string | null;
  readonly endsLocal: string | null;
  readonly needs: readonly Need[];
  readonly interpreting: readonly Interpreting[];
  readonly documents: readonly string[];
}
/** Something amiss. */
export interface Lack { readonly lack: MeetingInterpretationLack; readonly itemId: string; readonly interpreterId: string | null; readonly languages: readonly string[] }

/** Whether what is needed is there. */
export const isCovered = ({ floor, wanted }: Need, interpreting: readonly Interpreting[]): boolean => interpreting.some(({ between, counts }) => counts && between.includes(floor) && between.includes(wanted));

/** Whether two items are at the same time; without times no item is at the same time as another. */
const together = (a: ItemLanguages, b: ItemLanguages): boolean =>
  a.itemId === b.itemId || (a.startsLocal !== null && a.endsLocal !== null && b.startsLocal !== null && b.endsLocal !== null && a.startsLocal < b.endsLocal && b.startsLocal < a.endsLocal);

/** The languages of an item's needs into which somebody interprets it. */
const into = ({ needs, interpreting }: ItemLanguages, interpreterId: string): string[] =>
  [...new Set(needs.filter((need) => isCovered(need, interpreting.filter((one) => one.interpreterId === interpreterId))).map(({ wanted }) => wanted))].sort();

/** What is amiss with items, in their order. */
export function lacksOf(items: readonly ItemLanguages[]): Lack[] {
  return items.flatMap((item, index) => {
    const { itemId, needs, interpreting } = item;
    const people = [...new Set(interpreting.filter(({ counts }) => counts).map(({ interpreterId }) => interpreterId))];
    return [
      ...needs.filter((need) => !isCovered(need, interpreting)).map(({ floor, wanted }): Lack => ({ lack: MeetingInterpretationLack.NO_INTERPRETER, itemId, interpreterId: null, languages: [floor, wanted] })),
      ...interpreting.filter(({ counts }) => !counts).map(({ interpreterId, between }): Lack => ({ lack: MeetingInterpretationLack.NOT_LET_IN, itemId, interpreterId, languages: between })),
      ...people.flatMap((interpreterId): Lack[] => {
        const languages = into(item, interpreterId);
        const elsewhere = items.some((other, n) => n !== index && together(item, other) && other.interpreting.some((one) => one.counts && one.interpreterId === interpreterId));
        return languages.length > 1 || elsewhere ? [{ lack: MeetingInterpretationLack.DOUBLY_BOOKED, itemId, interpreterId, languages }] : [];
      }),
      ...missingDocuments(needs, item.documents).map((language): Lack => ({ lack: MeetingInterpretationLack.DOCUMENT_LANGUAGE, itemId, interpreterId: null, languages: [language] })),
    ];
  });
}

/** Languages that somebody needs and none of the documents is in. Where there are no documents nothing is missing. */
export function missingDocuments(needs: readonly Need[], documents: readonly string[]): string[] {
  if (documents.length === 0) return [];
  const there = new Set(documents.map(spoken));
  return [...new Set(needs.map(({ wanted }) => wanted))].filter((language) => !there.has(language)).sort();
}
