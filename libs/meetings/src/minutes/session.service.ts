import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, type PersonActor, signedIn } from '@hub/access';
import { conflict, forbidden, invalid, isId, type LocalisedText, newId, notFound } from '@hub/kernel';
import { type Change, requireCoordinator, requireId } from '@hub/parties';
import { type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import { MeetingState } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { mergeLines, tidied } from './merge.js';
import { MinutesAct, MinutesState } from './minutes.enums.js';
import { MinutesGate } from './minutes.gate.js';
import { requireMinutesAct } from './minutes.policy.js';
import { minutesOf } from './minutes.repository.js';
import type { MeetingMinutes } from './minutes.types.js';
import { presentFor, quorumOf } from './quorum.js';
import type { MinutesTextInput, RecordMeetingAttendanceInput, RecordMeetingDecisionInput, SetMeetingSecretaryInput, WriteMeetingNotesInput } from './session.inputs.js';
import { addDecision, addText, attendanceOf, decisionsOf, holdText, itemOf, itemOfDecision, type ItemRow, itemsOf, partyCount, quorumSet, revokeDecision, secretariesOf, setAttendance, setSecretary, textAt, textsOfEdition } from './session.repository.js';
import type { MeetingSession, MeetingText } from './session.types.js';

/** What writing of an item begins with. */
export interface Written { readonly tx: Tx; readonly actor: PersonActor; readonly edition: MeetingEdition; readonly item: ItemRow; readonly minutes: MeetingMinutes | null }

/** The longest text of an item, in characters, with what was merged into it. */
const LONGEST = 100_000;

/** The session: who is there, what is noted and what is decided. */
@Injectable()
export class SessionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
    private readonly gate: MinutesGate,
  ) {}

  /** What happened in the session, as far as the asker sees it. */
  async session(context: HubContext, edition: MeetingEdition): Promise<MeetingSession> {
    const session = await this.read(context, async (tx) => {
      const items = await itemsOf(tx, edition.id);
      const attendance = await attendanceOf(tx, edition.id);
      const texts = await textsOfEdition(tx, edition.id);
      const decisions = await decisionsOf(tx, edition.id);
      const [parties, set] = [await partyCount(tx, edition.id), await quorumSet(tx, edition.id)];
      return {
        attendance: attendance.filter(({ itemId }) => itemId === null), secretaryIds: await secretariesOf(tx, edition.id),
        quorum: quorumOf(presentFor(null, attendance, null).size, { parties, set, audience: null }),
        items: items.map(({ id, position, titles, writable, audience }) => ({
          itemId: id, editionId: edition.id, position, titles, writable, attendance: attendance.filter(({ itemId }) => itemId === id),
          quorum: quorumOf(presentFor(id, attendance, audience).size, { parties, set, audience }),
          texts: texts.filter(({ itemId }) => itemId === id), decisions: decisions.filter(({ itemId }) => itemId === id),
        })),
      };
    });
    return { ...session, items: await this.gate.only(context, session.items) };
  }

  /** A text as it stands. */
  async text(context: HubContext, { itemId, language }: WriteMeetingNotesInput): Promise<MeetingText> {
    const text = await this.read(context, (tx) => textAt(tx, itemId, language, null));
    if (!text || !(await this.gate.shown(context, [text.itemId])).has(text.itemId)) throw notFound();
    return text;
  }

  /** Names somebody a secretary, or no longer. */
  async setSecretary(context: HubContext, path: string, { editionId, personId, keepsMinutes }: SetMeetingSecretaryInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const id = requireId(personId);
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      requireOpen(edition);
      if (!(await setSecretary(tx, edition.id, id, keepsMinutes))) throw notFound();
      return { action: 'meeting.secretary-set', subjectId: edition.id, detail: { person: id, keepsMinutes }, revokes: !keepsMinutes };
    });
  }

  /** Notes who is there. */
  async recordAttendance(context: HubContext, path: string, { editionId, itemId = null, attendance }: RecordMeetingAttendanceInput): Promise<string> {
    const rows = attendance.map(({ organisationId, presence }) => ({ organisationId: requireId(organisationId), presence }));
    if (new Set(rows.map(({ organisationId }) => organisationId)).size !== rows.length) throw invalid('input.attendance', 'Names an organisation twice. / 同じ機関が重複しています。');
    const note = async (tx: Tx, actor: PersonActor, edition: MeetingEdition): Promise<Change> => {
      if ((await setAttendance(tx, actor, edition.id, itemId, rows)) !== rows.length) throw invalid('input.attendance', 'Names an organisation that does not take part. / 参加機関ではない機関が含まれています。');
      return { action: 'meeting.attendance-recorded', subjectId: itemId ?? edition.id, detail: { edition: edition.id, attendance: rows } };
    };
    if (itemId !== null) {
      await this.onItem(context, path, itemId, async ({ tx, actor, edition, item }) => {
        if (edition.id !== requireId(editionId)) throw notFound();
        if (rows.some(({ organisationId }) => item.audience !== null && !item.audience.includes(organisationId))) throw invalid('input.attendance', 'The item is closed to an organisation among them. / この議題の対象ではない機関が含まれています。');
        return note(tx, actor, edition);
      });
      return requireId(editionId);
    }
    const actor = signedIn(context.actor);
    await this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      await requireSecretary(tx, edition.id);
      requireWritable(edition, await minutesOf(tx, edition.id), actor.instant);
      return note(tx, actor, edition);
    });
    return requireId(editionId);
  }

  /** Writes notes of an item. What others wrote meanwhile stays; where they changed the same line, nothing is taken, and the answer shows both. */
  async writeNotes(context: HubContext, path: string, input: WriteMeetingNotesInput): Promise<void> {
    const { language, expectedRevision } = input;
    await this.onItem(context, path, input.itemId, async (written) => {
      const { tx, item } = written;
      await holdText(tx, item.id, language);
      const current = await textAt(tx, item.id, language, null);
      const now = current?.revision ?? 0;
      if (expectedRevision > now) throw conflict('There is no such revision. / その版はありません。', { currentRevision: now });
      const base = expectedRevision === now ? current : expectedRevision === 0 ? null : await textAt(tx, item.id, language, expectedRevision);
      const { text, differences } = mergeLines(base?.body ?? '', current?.body ?? '', input.body);
      if (text === null) {
        throw conflict('Somebody else changed the same lines meanwhile; nothing was taken. Both are shown. / 他の担当者が同じ行を変更しました。保存していません。差分を確認してください。',
          { currentRevision: now, text: current?.body ?? '', differences });
      }
      const revision = await this.putText(written, language, text, current);
      return { action: 'minutes.written', subjectId: item.id, detail: { edition: item.editionId, language, revision } };
    });
  }

  /** Adds a revision of a text that is held, where it says something else; gives its number. */
  async putText({ tx, actor, item, minutes }: Written, language: WriteMeetingNotesInput['language'], text: string, current: MeetingText | null): Promise<number> {
    const body = tidied(text);
    if (body.length > LONGEST) throw invalid('input.body', `With what others wrote it is longer than ${LONGEST} characters. / 本文が長すぎます。`);
    if (body === current?.body) return current.revision;
    const revision = (current?.revision ?? 0) + 1;
    await addText(tx, actor, { itemId: item.id, language, revision, body, shown: minutes?.state === MinutesState.IN_REVIEW });
    return revision;
  }

  /** Records a decision. */
  async recordDecision(context: HubContext, path: string, input: RecordMeetingDecisionInput): Promise<string> {
    const { editionId } = await this.onItem(context, path, input.itemId, async ({ tx, actor, item }) => {
      const id = newId();
      await addDecision(tx, actor, { id, itemId: item.id, texts: textsIn(input.texts) });
      return { action: 'meeting.decided', subjectId: item.id, detail: { edition: item.editionId, decision: id } };
    });
    return editionId;
  }

  /** Takes a decision out of the record of the session; that there was one stays in the audit log. */
  async revokeDecision(context: HubContext, path: string, id: string): Promise<string> {
    const itemId = isId(id) ? await this.read(context, (tx) => itemOfDecision(tx, id)) : null;
    if (itemId === null) throw notFound();
    const { editionId } = await this.onItem(context, path, itemId, async ({ tx, actor, item }) => {
      if (!(await revokeDecision(tx, id, actor.instant))) throw conflict('It was revoked already. / 既に取り消されています。');
      return { action: 'meeting.decision-revoked', subjectId: item.id, detail: { edition: item.editionId, decision: id.toLowerCase() } };
    });
    return editionId;
  }

  /** A change to what hangs on an item, by who keeps its minutes, as long as they can be written. Gives back the ids of what was changed and of the edition. */
  async onItem(context: HubContext, path: string, itemId: string, work: (written: Written) => Promise<Change>): Promise<{ id: string; editionId: string }> {
    const actor = signedIn(context.actor);
    const known = isId(itemId) ? await this.read(context, (tx) => itemOf(tx, itemId)) : null;
    // Whoever writes is shown what stands, by a conflict too.
    if (!known || !(await this.gate.shown(context, [known.id])).has(known.id)) throw notFound();
    const id = await this.write.make(context, actor, path, known.editionId, { alone: false }, async (tx, edition) => {
      const item = await itemOf(tx, known.id);
      if (!item) throw notFound();
      if (!item.writable) throw notSecretary();
      const minutes = await minutesOf(tx, edition.id);
      requireWritable(edition, minutes, actor.instant);
      return work({ tx, actor, edition, item, minutes });
    });
    return { id, editionId: known.editionId };
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(signedIn(context.actor), (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

/** Texts by language. */
export const textsIn = (inputs: readonly MinutesTextInput[]): LocalisedText => Object.fromEntries(inputs.map(({ language, text }) => [language, text]));

const notSecretary = (): Error => forbidden('Secretaries of the minutes only. / 議事録担当者のみが行えます。');

/** FORBIDDEN for who is no secretary. */
export async function requireSecretary(tx: Tx, editionId: string): Promise<void> {
  const [row] = await tx.query<{ yes: boolean }>('minutes-is-secretary', 'SELECT hub.is_secretary($1) AS yes', [editionId]);
  if (!row?.yes) throw notSecretary();
}

function requireOpen({ state }: MeetingEdition): void {
  if ([MeetingState.CLOSED, MeetingState.CANCELLED, MeetingState.MINUTES_APPROVED].includes(state)) throw conflict('The minutes are approved, or there are none. / 議事録は確定済みか、作成されません。', { allowed: [] });
}

/** In session, and until the minutes are approved. */
function requireWritable(edition: MeetingEdition, minutes: MeetingMinutes | null, now: Date): void {
  if (minutes) requireMinutesAct(minutes, MinutesAct.WRITE, now);
  else if (edition.state !== MeetingState.IN_SESSION) throw conflict('The session has not begun. / 会議はまだ始まっていません。', { allowed: [] });
}
