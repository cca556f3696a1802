import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, type PersonActor, Role, signedIn, withRole } from '@hub/access';
import { conflict, forbidden, invalid, isId, newId, notFound } from '@hub/kernel';
import { type Change, requireId } from '@hub/parties';
import { type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import { MeetingItemPurpose, MeetingItemState } from '../agenda/agenda.enums.js';
import { addItem, hasProgressItem, judgeItem } from '../agenda/agenda.repository.js';
import { MeetingAct } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { MeetingSteps } from '../editions/meeting.steps.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { MeetingActionState, type MinutesLanguage } from '../minutes/minutes.enums.js';
import { MinutesGate } from '../minutes/minutes.gate.js';
import { tellOrganisation } from '../minutes/minutes.repository.js';
import { itemOf } from '../minutes/session.repository.js';
import { SessionService, textsIn } from '../minutes/session.service.js';
import type { AmendMeetingActionInput, MeetingActionsArgs, RecordMeetingActionInput, ReportMeetingActionInput } from './action.inputs.js';
import { actionOf, actionsOf, addAction, addReport, carryActions, changeAction, isOver, ownerNames, takesPart } from './action.repository.js';
import type { MeetingAction, MeetingProgressReport } from './action.types.js';
import { actionWorkflow, reportVerb } from './action.workflow.js';
import { progressMarkdown } from './progress.js';

const PROGRESS_TITLES = { ja: '前回までの実施事項の進捗', en: 'Progress on carried-over actions' };
const PROGRESS_MINUTES = 15;

/** What organisations take on in a meeting, and what becomes of it over the year. */
@Injectable()
export class ActionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
    private readonly session: SessionService,
    private readonly gate: MinutesGate,
    steps: MeetingSteps,
  ) {
    // What is open goes along into the next edition.
    steps.onOpening(async (tx, edition, previous) => {
      if (previous) await carryActions(tx, previous.id, edition.id);
    });
    steps.on(MeetingAct.OPEN_AGENDA, (tx, edition, { actor }) => putOnAgenda(tx, edition, actor));
  }

  /** The year's list: what arose in an edition or was carried into it. */
  async list(context: HubContext, { id }: MeetingEdition, { states, overdue, own }: MeetingActionsArgs): Promise<MeetingAction[]> {
    const actor = signedIn(context.actor);
    const all = await this.gate.only(context, await this.read(context, (tx) => actionsOf(tx, actor.instant, id, null)));
    return all.filter((action) => (states?.includes(action.state) ?? true) && (overdue ?? action.overdue) === action.overdue && (own == null || own === (action.ownerId === actor.organisationId)));
  }

  /** One that the asker sees. */
  async one(context: HubContext, id: string): Promise<MeetingAction> {
    const action = isId(id) ? await this.read(context, (tx) => actionOf(tx, context.actor.instant, id)) : null;
    if (!action || !(await this.gate.shown(context, [action.itemId])).has(action.itemId)) throw notFound();
    return action;
  }

  /** How everything has come along since the edition before, for the asker's organisation. */
  async progress(context: HubContext, edition: MeetingEdition, language: MinutesLanguage): Promise<MeetingProgressReport> {
    const actor = signedIn(context.actor);
    const all = await this.gate.only(context, await this.read(context, (tx) => actionsOf(tx, actor.instant, edition.id, edition.previousId)));
    const names = new Map((await this.read(context, (tx) => ownerNames(tx, [...new Set(all.map(({ ownerId }) => ownerId))]))).map(({ id, names: texts }) => [id, texts]));
    const [own, others] = [all.filter(({ ownerId }) => ownerId === actor.organisationId), all.filter(({ ownerId }) => ownerId !== actor.organisationId)];
    const count = (state: MeetingActionState): number => all.filter((action) => action.state === state).length;
    return {
      total: all.length, done: count(MeetingActionState.DONE), open: count(MeetingActionState.OPEN), overdue: all.filter(({ overdue }) => overdue).length, own, others,
      markdown: progressMarkdown({ names: edition.names, own, others, organisations: names }, language),
    };
  }

  /** Records what an organisation takes on. */
  async record(context: HubContext, path: string, input: RecordMeetingActionInput): Promise<string> {
    const ownerId = requireId(input.ownerId);
    const { id: recorded } = await this.session.onItem(context, path, input.itemId, async ({ tx, actor, edition, item }) => {
      if (!(item.audience?.includes(ownerId) ?? (await takesPart(tx, edition.id, ownerId)))) throw invalid('input.ownerId', 'Must take part in the item. / この議題に参加する機関を指定してください。');
      await requireDay(tx, edition.id, input.dueOn, actor.instant);
      const id = newId();
      await addAction(tx, actor, { id, editionId: edition.id, itemId: item.id, ownerId, texts: textsIn(input.texts), dueOn: input.dueOn });
      return {
        action: 'meeting.action-recorded', subjectId: id, detail: { edition: edition.id, item: item.id, owner: ownerId, dueOn: input.dueOn }, alsoHeldBy: ownerId === actor.organisationId ? [] : [ownerId],
        tell: await tellOrganisation(tx, ownerId, item.id, 'ACTION_ASSIGNED', edition.id),
      };
    });
    return recorded;
  }

  /** The owner reports how far it has come. */
  async report(context: HubContext, path: string, { id, expectedRevision, state, body }: ReportMeetingActionInput): Promise<string> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT, Role.ADMINISTRATOR);
    if (state === MeetingActionState.DROPPED) throw invalid('input.state', 'Secretaries drop it. / 取りやめは議事録担当者が行います。');
    return this.change(context, actor, path, id, async (tx, action) => {
      if (action.ownerId !== actor.organisationId) throw forbidden('Its owner reports. / 担当機関のみが報告できます。');
      const next = actionWorkflow.apply(action.state, reportVerb(action.state, state));
      await this.put(tx, action, expectedRevision, { state: next, endedAt: next === MeetingActionState.DONE ? actor.instant : null });
      await addReport(tx, actor, { id: newId(), actionId: action.id, state: next, body });
      return { action: 'meeting.action-reported', subjectId: action.id, detail: { edition: action.editionId, state: next } };
    });
  }

  /** Another wording or day, or that it is dropped. */
  async amend(context: HubContext, path: string, { id, expectedRevision, texts, dueOn, drop }: AmendMeetingActionInput): Promise<string> {
    const actor = signedIn(context.actor);
    return this.change(context, actor, path, id, async (tx, action) => {
      if (!(await itemOf(tx, action.itemId))?.writable) throw forbidden('Secretaries of the minutes only. / 議事録担当者のみが行えます。');
      const next = actionWorkflow.apply(action.state, drop ? 'DROP' : 'AMEND');
      if (dueOn) await requireDay(tx, action.editionId, dueOn, actor.instant);
      await this.put(tx, action, expectedRevision, { state: next, endedAt: drop ? actor.instant : null, ...(texts ? { named: textsIn(texts) } : {}), ...(dueOn ? { dueOn } : {}) });
      return {
        action: 'meeting.action-amended', subjectId: action.id, detail: { edition: action.editionId, dropped: drop, ...(dueOn ? { dueOn } : {}) }, alsoHeldBy: action.ownerId === actor.organisationId ? [] : [action.ownerId],
        tell: await tellOrganisation(tx, action.ownerId, action.itemId, 'ACTION_AMENDED', action.editionId),
      };
    });
  }

  private async change(context: HubContext, actor: PersonActor, path: string, id: string, work: (tx: Tx, action: MeetingAction) => Promise<Change>): Promise<string> {
    const { editionId } = await this.one(context, id);
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx) => {
      const action = await actionOf(tx, actor.instant, id);
      if (!action) throw notFound();
      return work(tx, action);
    });
  }

  private async put(tx: Tx, action: MeetingAction, expectedRevision: number, changes: Partial<Pick<MeetingAction, 'state' | 'endedAt' | 'named' | 'dueOn'>>): Promise<void> {
    const { named: texts, ...next } = { ...action, ...changes };
    if (await changeAction(tx, { ...next, texts, revision: expectedRevision })) return;
    throw conflict('Somebody else changed this meanwhile. Read it again. / 他の人が先に変更しました。読み直してください。', { currentRevision: action.revision });
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(signedIn(context.actor), (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

/** The first item of an agenda: how what was taken on before has come along. It is there in every edition after the first, so that nothing can be told from it about what is closed. */
async function putOnAgenda(tx: Tx, edition: MeetingEdition, actor: PersonActor): Promise<void> {
  if (edition.previousId === null || (await hasProgressItem(tx, edition.id))) return;
  const id = newId();
  await addItem(tx, {
    id, editionId: edition.id, proposerId: actor.organisationId, proposedById: actor.personId, at: actor.instant, texts: PROGRESS_TITLES, purpose: MeetingItemPurpose.INFORMATION, minutes: PROGRESS_MINUTES,
    presenter: '', audienceIds: null, bulletinIds: [], progress: true,
  });
  await judgeItem(tx, id, 1, MeetingItemState.ACCEPTED, null, null);
}

/** A last day that is not over yet. */
async function requireDay(tx: Tx, editionId: string, day: string, instant: Date): Promise<void> {
  if (await isOver(tx, editionId, day, instant)) throw invalid('input.dueOn', 'Lies in the past. / 過去の日付です。');
}
