import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type HubContext, noteEpoch, type PersonActor, signedIn } from '@hub/access';
import { conflict, forbidden, invalid, isId, newId, notFound } from '@hub/kernel';
import type { Change, Tell } from '@hub/parties';
import { type Tx, UnitOfWork } from '@hub/platform';
import { MeetingItemState } from '../agenda/agenda.enums.js';
import { AgendaReader } from '../agenda/agenda.reader.js';
import { itemsById } from '../agenda/agenda.repository.js';
import type { MeetingItem } from '../agenda/agenda.types.js';
import { ItemChanges } from '../agenda/item.changes.js';
import { MeetingState } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { meetingWorkflow } from '../editions/edition.workflow.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import type { AssignMeetingInterpreterInput, MeetingInterpreterClearanceInput } from './interpretation.inputs.js';
import { addAssignment, addClearance, assignmentById, endAssignment, revokeClearance, shutOutInterpreters, type Standing, standingOf, tellOfItem, tellShutOut } from './interpretation.repository.js';
import type { MeetingInterpreter } from './interpretation.types.js';
import { interpreterById } from './interpreter.repository.js';
import { pairOf, spoken } from './languages.js';

const OPEN: readonly MeetingState[] = [MeetingState.AGENDA_OPEN, MeetingState.AGENDA_FROZEN, MeetingState.IN_SESSION];
/** Something to do with an interpreter and an item. */
interface Matter { readonly item: MeetingItem; readonly interpreter: MeetingInterpreter; readonly standing: Standing; readonly actor: PersonActor }

/** Who interprets which item, and whom proposers let in for that. Each gives the edition's id. */
@Injectable()
export class InterpretationService implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
    private readonly agenda: AgendaReader,
    private readonly changes: ItemChanges,
  ) {}

  onModuleInit(): void {
    this.changes.watch(async (tx, _, item) => async () => {
      const [out] = await shutOutInterpreters(tx, item.id);
      return out ? tellShutOut(tx, out) : [];
    });
  }

  /** Lets somebody interpret an item between two languages. */
  async assign(context: HubContext, path: string, { itemId, interpreterId, between: tags }: AssignMeetingInterpreterInput): Promise<string> {
    const between = pairOf(tags);
    if (!between) throw invalid('input.between', 'Two different languages, whatever their region. / 異なる2言語を指定してください。');
    return this.onItem(context, path, itemId, interpreterId, async (tx, { item, interpreter, standing, actor }) => {
      if (!standing.assigns) throw forbidden('Interpreters of an item are assigned by who coordinates, by its proposer, and by a party its own. / 通訳者の割当ては、調整担当者、提案機関、又は通訳者の所属機関のみ可能です。');
      if (item.state !== MeetingItemState.ACCEPTED) throw conflict('It is not on the agenda. / 議事次第に載っていない議題です。', { allowed: ['acceptMeetingItem'] });
      const speaks = interpreter.languages.map(spoken);
      if (!between.every((language) => speaks.includes(language))) throw invalid('input.between', `Is said to speak ${interpreter.languages.join(', ')}. / 登録されている言語は${interpreter.languages.join('、')}です。`);
      if (!standing.letIn) throw notLetIn(standing);
      if (!(await addAssignment(tx, { id: newId(), itemId: item.id, interpreterId: interpreter.id, between, at: actor.instant, byId: actor.personId }))) throw conflict('Interprets it already. / 既に割り当てられています。', { allowed: ['unassignMeetingInterpreter'] });
      return this.changed(tx, actor, item, interpreter, 'meeting.interpreter-assigned', { between }, 'INTERPRETER_ASSIGNED');
    });
  }

  /** Ends that; at any time. */
  async unassign(context: HubContext, path: string, id: string): Promise<string> {
    const actor = signedIn(context.actor);
    const known = isId(id) ? await this.read(context, (tx) => assignmentById(tx, id)) : null;
    // The bulletins that its item is about are looked at by the agenda's own rule too.
    if (!known || !(await this.agenda.item(context, known.itemId))) throw notFound();
    await this.write.make(context, actor, path, known.editionId, { alone: false }, async (tx) => {
      const assignment = await assignmentById(tx, id);
      const [item] = assignment ? await itemsById(tx, [assignment.itemId]) : [];
      const interpreter = assignment ? await interpreterById(tx, assignment.interpreterId) : null;
      if (!assignment || !item || !interpreter) throw notFound();
      if (!assignment.mayEnd) throw forbidden('It is for who coordinates, its proposer, and the interpreter’s own party to end. / 調整担当者、提案機関、又は通訳者の所属機関のみ可能です。');
      if (!(await endAssignment(tx, assignment.id, actor.instant, actor.personId))) throw notFound();
      return this.changed(tx, actor, item, interpreter, 'meeting.interpreter-unassigned', { between: assignment.between }, 'INTERPRETER_UNASSIGNED');
    });
    return known.editionId;
  }

  /** Lets an interpreter into an item, in the name of its proposer. */
  async clear(context: HubContext, path: string, { itemId, interpreterId }: MeetingInterpreterClearanceInput): Promise<string> {
    return this.onItem(context, path, itemId, interpreterId, async (tx, { item, interpreter, standing, actor }) => {
      requireProposing(standing);
      if (standing.letIn) throw conflict('Is let in already. / 既に入室が認められています。', { allowed: ['assignMeetingInterpreter'] });
      if (!standing.mayClear) throw conflict('It is about a bulletin that is another’s, or is never passed on (TLP:RED, TLP:AMBER+STRICT). / 他機関の文書又はTLP:RED・TLP:AMBER+STRICTの文書に関する議題のため、認めることはできません。', { allowed: [] });
      if (!(await addClearance(tx, { id: newId(), itemId: item.id, interpreterId: interpreter.id, at: actor.instant, byId: actor.personId }))) throw conflict('Is cleared already. / 既に許可されています。', { allowed: ['revokeMeetingInterpreterClearance'] });
      return this.changed(tx, actor, item, interpreter, 'meeting.interpreter-cleared', {}, 'INTERPRETER_CLEARED');
    });
  }

  /** Takes that back: from now on he sees and hears nothing of it. */
  async revoke(context: HubContext, path: string, { itemId, interpreterId }: MeetingInterpreterClearanceInput): Promise<string> {
    return this.onItem(context, path, itemId, interpreterId, async (tx, { item, interpreter, standing, actor }) => {
      requireProposing(standing);
      if (!(await revokeClearance(tx, item.id, interpreter.id, actor.instant, actor.personId))) throw conflict('There is nothing to take back. / 取り消す許可がありません。', { allowed: ['clearMeetingInterpreter'] });
      return this.changed(tx, actor, item, interpreter, 'meeting.interpreter-clearance-revoked', {}, 'INTERPRETER_CLEARANCE_REVOKED');
    }, false);
  }

  /** In a transaction in which item and interpreter are as they stand; NOT_FOUND for whom either is not there, and for an interpreter of another edition. */
  private async onItem(context: HubContext, path: string, itemId: string, interpreterId: string, work: (tx: Tx, matter: Matter) => Promise<Change>, whileOpen = true): Promise<string> {
    const actor = signedIn(context.actor);
    const known = isId(itemId) ? await this.agenda.item(context, itemId.toLowerCase()) : null;
    if (!known || !isId(interpreterId)) throw notFound();
    await this.write.make(context, actor, path, known.editionId, { alone: false }, async (tx, edition) => {
      const [item] = await itemsById(tx, [known.id]);
      const interpreter = await interpreterById(tx, interpreterId);
      if (!item || interpreter?.editionId !== item.editionId) throw notFound();
      if (whileOpen) requireOpen(edition);
      return work(tx, { item, interpreter, standing: await standingOf(tx, item.id, interpreter.id), actor });
    });
    return known.editionId;
  }

  /** Its proposer, and the interpreter's own party as far as the item is open to it, are told and hold the record; the coordinators are told that something changed. */
  private async changed(tx: Tx, { organisationId }: PersonActor, item: MeetingItem, interpreter: MeetingInterpreter, action: string, detail: Change['detail'], change: string): Promise<Change> {
    const tell: Tell[] = await tellOfItem(tx, item.editionId, change, [...new Set([item.proposerId, interpreter.organisationId])], item.id);
    const holders = new Set([item.proposerId, ...tell.filter((one) => one.change === change).map((one) => one.organisationId)]);
    return { action, subjectId: item.id, detail: { ...detail, edition: item.editionId, interpreter: interpreter.id }, alsoHeldBy: [...holders].filter((id) => id !== organisationId), tell };
  }

  private read<T>(context: HubContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

function requireOpen({ state }: MeetingEdition): void {
  if (!OPEN.includes(state)) throw conflict('Interpreters are assigned from the agenda’s opening until the session ends. / 議題の受付開始から閉会までの間に行えます。', { allowed: meetingWorkflow.verbs(state) });
}

function requireProposing({ proposes }: Standing): void {
  if (!proposes) throw forbidden('Only the organisation that proposed the item lets interpreters in. / 議題の提案機関のみ可能です。');
}

/** What is possible now: its proposer may clear him, unless what the item is about forbids that. */
function notLetIn({ proposes, mayClear }: Standing): Error {
  return conflict('Interprets for no party that the item is open to, and its proposer has not cleared him. / 議題の対象機関の通訳者ではなく、提案機関の許可もありません。', { allowed: proposes && !mayClear ? [] : ['clearMeetingInterpreter'] });
}
