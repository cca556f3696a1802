import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, Role } from '@hub/access';
import { UnitOfWork } from '@hub/platform';
import { MeetingAgendaSlotKind } from '../agenda/agenda.enums.js';
import { AgendaReader } from '../agenda/agenda.reader.js';
import { documentsOf } from '../documents/document.repository.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { assignmentsOf, busyAt, clearancesOf, closedLacks, needsOf } from './interpretation.repository.js';
import type { MeetingInterpretation } from './interpretation.types.js';
import { isCovered, lacksOf } from './languages.js';

/** How a day is interpreted, as each may see it: of the items that are open to him; who coordinates learns of others that one lacks an interpreter, and who is busy. */
@Injectable()
export class InterpretationReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly agenda: AgendaReader,
  ) {}

  async of(context: HubContext, edition: MeetingEdition): Promise<MeetingInterpretation> {
    const places = (await this.agenda.agenda(context, edition, null)).slots.filter(({ kind }) => kind === MeetingAgendaSlotKind.ITEM || kind === MeetingAgendaSlotKind.CLOSED);
    // Shown with the bulletins that it is about, which are in the ledger by that.
    const open = places.flatMap(({ seen, itemId, startsLocal, endsLocal }) => (seen && itemId !== null ? [{ itemId, startsLocal, endsLocal }] : []));
    const ids = open.map(({ itemId }) => itemId);
    const coordinates = context.actor.kind === 'person' && context.actor.roles.has(Role.COORDINATOR);
    const found = await this.uow.read(context.actor, async (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return {
        needs: await needsOf(tx, ids), assignments: await assignmentsOf(tx, ids), clearances: await clearancesOf(tx, ids),
        documents: (await documentsOf(tx, ids)).filter(({ removedChange, file }) => removedChange === null && file.struckAt === null),
        closed: coordinates ? await closedLacks(tx, edition.id) : [], busy: coordinates ? await busyAt(tx, edition.id) : [],
      };
    });
    const of = <T extends { itemId: string }>(rows: readonly T[], itemId: string): T[] => rows.filter((row) => row.itemId === itemId);
    const items = open.map((place) => ({ ...place, needs: of(found.needs, place.itemId), interpreting: of(found.assignments, place.itemId), documents: of(found.documents, place.itemId).map(({ language }) => language) }));
    return {
      items: items.map(({ itemId, startsLocal, endsLocal, needs, interpreting }) => ({
        itemId, startsLocal, endsLocal, needed: needs.map((need) => ({ floor: need.floor, wanted: need.wanted, covered: isCovered(need, interpreting) })), assignments: interpreting, clearances: of(found.clearances, itemId),
      })),
      closed: found.closed.map(({ itemId, lacking }) => ({ ref: itemId, lacking })),
      busy: [...new Set(found.busy.map(({ interpreterId }) => interpreterId))].map((interpreterId) => ({ interpreterId,
        times: found.busy.filter((one) => one.interpreterId === interpreterId).map(({ position }) => ({ startsLocal: places[position - 1]?.startsLocal ?? null, endsLocal: places[position - 1]?.endsLocal ?? null })) })),
      warnings: lacksOf(items).map((lack) => ({ ...lack, languages: [...lack.languages] })),
    };
  }
}
