import { z } from 'zod';
import { MeetingPresence, MinutesResponseKind } from './minutes.enums.js';
import type { ItemView, MinutesView } from './layout.js';

const texts = z.record(z.string(), z.string());
const shared = {
  attendance: z.array(z.object({ organisation: z.string(), presence: z.enum(MeetingPresence) })),
  responses: z.array(z.object({ organisation: z.string(), response: z.enum(MinutesResponseKind), body: z.string().nullable(), note: z.string().nullable() })),
};
const WHOLE = z.object({ ...shared, names: texts, place: texts, zone: z.string(), starts: z.string().nullable(), ends: z.string().nullable() });
const ITEM = z.object({
  ...shared, item: z.string(), place: z.number(), titles: texts, text: texts.nullable(), decisions: z.array(z.object({ texts })).nullable(),
  actions: z.array(z.object({ texts, owner: z.string(), due: z.string() })).nullable(),
});

const people = ({ attendance, responses }: Pick<z.infer<typeof WHOLE>, 'attendance' | 'responses'>): Pick<ItemView, 'attendance' | 'responses'> => ({
  attendance: attendance.map(({ organisation, presence }) => ({ organisationId: organisation, presence })),
  responses: responses.map(({ organisation, response, body, note }) => ({ organisationId: organisation, response, body, note })),
});

/** Minutes as they were frozen, from the parts that somebody may see: part 0 is always his. */
export function sealedView(parts: readonly { readonly part: number; readonly content: string }[]): Omit<MinutesView, 'organisations'> {
  const whole = WHOLE.parse(JSON.parse(parts.find(({ part }) => part === 0)?.content ?? 'null'));
  return {
    names: whole.names, places: whole.place, zone: whole.zone, startsLocal: whole.starts, endsLocal: whole.ends, approved: true, ...people(whole),
    items: parts.filter(({ part }) => part > 0).map(({ content }): ItemView => {
      const item = ITEM.parse(JSON.parse(content));
      return {
        itemId: item.item, position: item.place, titles: item.titles, text: item.text ?? {}, decisions: item.decisions ?? [],
        actions: (item.actions ?? []).map(({ texts: named, owner, due }) => ({ texts: named, ownerId: owner, dueOn: due })), ...people(item),
      };
    }),
  };
}
