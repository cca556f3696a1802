import { Injectable } from '@nestjs/common';
import type { HubContext } from '@hub/access';
import { AgendaReader, type SeenItem } from '../agenda/agenda.reader.js';
import type { MeetingItem } from '../agenda/agenda.types.js';
import { DocumentsReader } from '../documents/documents.reader.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import type { Paper } from './paper.js';
import { agenda, type SlotFacts, type Style } from './papers.js';

/** What is about nothing but what is public (TLP:CLEAR) and open to all parties is not. */
const isRestricted = ({ audienceIds, tlps }: SeenItem): boolean => audienceIds !== null || tlps.some((tlp) => tlp !== 'CLEAR');

/** Puts the agenda together from what its reader may see now, with the documents of each item that is open to him. */
@Injectable()
export class AgendaComposer {
  constructor(
    private readonly agendas: AgendaReader,
    private readonly documents: DocumentsReader,
  ) {}

  /** The agenda, as it stands or as it was fixed, and its items that are not open to all parties. Documents are those that stand now. */
  async compose(context: HubContext, edition: MeetingEdition, version: number | null, style: Style): Promise<{ paper: Paper; restricted: MeetingItem[] }> {
    const laid = await this.agendas.agenda(context, edition, version);
    const items = await Promise.all(laid.slots.map(async ({ seen, itemId }) => (seen && itemId !== null ? this.agendas.item(context, itemId) : null)));
    const slots = await Promise.all(laid.slots.map(async (slot, index): Promise<SlotFacts> => {
      const item = items[index] ?? null;
      const { kind, startsLocal, endsLocal, minutes } = slot;
      const documents = item === null ? [] : (await this.documents.of(context, item.id)).filter(({ removedChange, file }) => removedChange === null && file.struckAt === null).map(({ file, confidential }) => ({ name: file.name, confidential }));
      return {
        kind, startsLocal, endsLocal, minutes, documents, titles: item && (slot.texts ?? item.texts), purpose: item && (slot.purpose ?? item.purpose), presenter: item && (slot.presenter ?? item.presenter),
        restricted: item !== null && isRestricted(item),
      };
    }));
    const day = laid.version === null ? edition : { ...edition, startsLocal: slots[0]?.startsLocal ?? edition.startsLocal };
    return { paper: agenda(day, { slots, version: laid.version, overflowMinutes: laid.overflowMinutes }, style), restricted: restrictedOf(items) };
  }

  /** Of these items those that are open to the reader, and not to all parties. */
  async restricted(context: HubContext, itemIds: readonly string[]): Promise<MeetingItem[]> {
    return restrictedOf(await Promise.all(itemIds.map((id) => this.agendas.item(context, id))));
  }
}

const restrictedOf = (items: readonly (SeenItem | null)[]): MeetingItem[] => items.filter((item) => item !== null).filter(isRestricted);
