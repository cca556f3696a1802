import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, signedIn } from '@hub/access';
import { conflict, type LocalisedText } from '@hub/kernel';
import { requireCoordinator } from '@hub/parties';
import { type ReadTx, UnitOfWork } from '@hub/platform';
import { AgendaReader } from '../agenda/agenda.reader.js';
import { MeetingAct } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { tellParties } from '../editions/editions.repository.js';
import { MeetingSteps } from '../editions/meeting.steps.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import type { ItemView, MinutesView, ResponseView } from './layout.js';
import { MinutesAct, MinutesState } from './minutes.enums.js';
import type { ApproveMinutesInput } from './minutes.inputs.js';
import { requireMinutesAct, type Standing } from './minutes.policy.js';
import { approveMinutes, attended, beginMinutes, blockedBy, commentsOf, enterSilence, minutesOf, namesOf, partsOf, purgedPartsOf, responsesOf, sealMinutes, tasksOf } from './minutes.repository.js';
import type { MeetingMinutes, MinutesComment, MinutesPart, MinutesResponse } from './minutes.types.js';
import { minutesRoot } from './seal.js';
import { sealedView } from './sealed-view.js';
import { attendanceOf, decisionsOf, itemsOf, textsOfEdition } from './session.repository.js';

/** The minutes of an edition: read, laid out, and approved. */
@Injectable()
export class MinutesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
    private readonly steps: MeetingSteps,
    private readonly agenda: AgendaReader,
  ) {
    // A draft begins as the session ends.
    steps.on(MeetingAct.END, (tx, { id }) => beginMinutes(tx, id));
  }

  /** How the minutes stand; null before there are any. */
  async minutes(context: HubContext, editionId: string): Promise<MeetingMinutes | null> {
    return this.read(context, (tx) => minutesOf(tx, editionId));
  }

  /** Comments that the asker sees, the oldest first. */
  async comments(context: HubContext, editionId: string): Promise<MinutesComment[]> {
    return this.read(context, (tx) => commentsOf(tx, editionId));
  }

  /** Answers that the asker sees. */
  async responses(context: HubContext, editionId: string): Promise<MinutesResponse[]> {
    return this.read(context, (tx) => responsesOf(tx, editionId));
  }

  /** The parts of approved minutes that the asker may see; of those that were purged, that they were. */
  async parts(context: HubContext, editionId: string): Promise<MinutesPart[]> {
    const { parts, purged } = await this.read(context, async (tx) => ({ parts: await partsOf(tx, editionId), purged: await purgedPartsOf(tx, editionId) }));
    return [
      ...parts.map(({ part, itemId, salt, content, struckAt }): MinutesPart => ({ part, itemId, salt: salt.toString('base64'), content, struckAt, purged: null })),
      ...purged.map(({ part, itemId, at, days, since }): MinutesPart => ({ part, itemId, salt: null, content: null, struckAt: null, purged: { at, days, since } })),
    ].sort((a, b) => a.part - b.part);
  }

  /**
   * What the minutes say, as the asker may see them: items that are not his are not among them. Approved minutes are read from what was frozen. It is what
   * a rendition for him is made of. The bulletins that items are about are entered with them, as wherever items are shown.
   */
  async view(context: HubContext, edition: MeetingEdition): Promise<MinutesView> {
    const whole = await this.read(context, async (tx) => {
      const minutes = await minutesOf(tx, edition.id);
      return minutes?.state === MinutesState.APPROVED ? sealedView(await partsOf(tx, edition.id)) : drafted(tx, edition);
    });
    const shown = await Promise.all(whole.items.map(({ itemId }) => this.agenda.item(context, itemId)));
    const view = { ...whole, items: whole.items.filter((_, index) => shown[index] !== null) };
    const names = await this.read(context, (tx) => namesOf(tx, mentioned(view)));
    return { ...view, organisations: new Map(names.map(({ id, names: texts }) => [id, texts])) };
  }

  /**
   * Approves the minutes: freezes every part, closed ones too, and enters the root over them in the audit log of the organisations that attended. Nothing
   * may be open: no objection that is not noted, no comment without an answer, and either the window is over or everybody has answered.
   */
  async approve(context: HubContext, path: string, { editionId, expectedRevision }: ApproveMinutesInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    return this.write.make(context, actor, path, editionId, { alone: true }, async (tx, edition) => {
      const minutes = requireMinutes(await minutesOf(tx, edition.id), expectedRevision);
      requireMinutesAct(minutes, MinutesAct.APPROVE, actor.instant);
      await enterSilence(tx, edition.id, actor.instant);
      const { objection, comment, waiting } = await blockedBy(tx, edition.id);
      if (objection) throw conflict('An objection stands: settle it, or note it. / 未解決の異議があります。解決するか、付記してください。', { allowed: [MinutesAct.ANSWER, MinutesAct.NOTE] });
      if (comment) throw conflict('A comment waits for an answer. / 回答していない意見があります。', { allowed: [MinutesAct.ANSWER] });
      if (waiting) throw conflict('The announced day is not over, and not everybody has answered. / 期限前で、回答していない機関があります。', { allowed: [MinutesAct.ANSWER, MinutesAct.NOTE] });
      const leaves = await sealMinutes(tx, edition.id);
      const root = minutesRoot(leaves);
      await approveMinutes(tx, edition.id, root, leaves);
      await this.steps.into(tx, edition, { act: MeetingAct.APPROVE_MINUTES, actor, reason: null });
      return {
        action: 'minutes.approved', subjectId: edition.id, detail: { root: root.toString('base64'), parts: leaves.length },
        alsoHeldBy: (await attended(tx, edition.id)).filter((id) => id !== actor.organisationId), tell: await tellParties(tx, edition.id, 'MINUTES_APPROVED', edition.id),
      };
    });
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(signedIn(context.actor), (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

/** The minutes at the revision that was read. CONFLICT where there are none yet, or somebody was quicker. */
export function requireMinutes<T extends Standing & { revision: number }>(minutes: T | null, expectedRevision: number | null): T {
  if (!minutes) throw conflict('There are no minutes before the session has ended. / 会議が終了するまで議事録はありません。', { allowed: [] });
  if (expectedRevision !== null && expectedRevision !== minutes.revision) {
    throw conflict('Somebody else changed this meanwhile. Read it again. / 他の人が先に変更しました。読み直してください。', { currentRevision: minutes.revision });
  }
  return minutes;
}

/** A view without the names of organisations. */
export type UnnamedView = Omit<MinutesView, 'organisations'>;

async function drafted(tx: ReadTx, edition: MeetingEdition): Promise<UnnamedView> {
  const items = await itemsOf(tx, edition.id);
  const attendance = await attendanceOf(tx, edition.id);
  const texts = await textsOfEdition(tx, edition.id);
  const decisions = await decisionsOf(tx, edition.id);
  const tasks = await tasksOf(tx, edition.id);
  const responses = await responsesOf(tx, edition.id);
  const of = <T extends { itemId: string | null }>(rows: readonly T[], id: string | null): T[] => rows.filter(({ itemId }) => itemId === id);
  const text = (id: string): LocalisedText => Object.fromEntries(of(texts, id).map(({ language, body }) => [language, body]));
  return {
    names: edition.names, places: edition.places, zone: edition.zone, startsLocal: edition.startsLocal, endsLocal: edition.endsLocal, approved: false,
    attendance: of(attendance, null), responses: of(responses, null),
    items: items.map(({ id, position, titles }): ItemView => ({
      itemId: id, position, titles, attendance: of(attendance, id), text: text(id), decisions: of(decisions, id).map(({ named }) => ({ texts: named })), actions: of(tasks, id), responses: of(responses, id),
    })),
  };
}

/** Every organisation that a view speaks of. */
function mentioned({ attendance, responses, items }: UnnamedView): string[] {
  const rows: readonly (Pick<ResponseView, 'organisationId'>)[] = [attendance, responses, ...items.flatMap((item) => [item.attendance, item.responses])].flat();
  return [...new Set([...rows.map(({ organisationId }) => organisationId), ...items.flatMap(({ actions }) => actions.map(({ ownerId }) => ownerId))])];
}
