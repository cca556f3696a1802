import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, type PersonActor, Role, signedIn } from '@hub/access';
import { mailResult } from '@hub/alerts';
import { conflict, forbidden, isId, newId, normaliseEmail, notFound } from '@hub/kernel';
import { type Change, requireId, textsOf } from '@hub/parties';
import { type Tx, UnitOfWork } from '@hub/platform';
import type { MeetingEdition } from '../editions/edition.types.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { addDelegate, changeDelegate, delegateById, type DelegateFace, type DelegateNeeds, type DelegateRow, delegatesOf, delegationsOf, isContactOf, isParty, writeAnswer } from './delegate.repository.js';
import { invited, MOST_DELEGATES, NAMING, requireFreeAddress, tooMany, uninvited } from './delegate.rules.js';
import type { AnswerMeetingInvitationInput, NameMeetingDelegateInput, RemoveMeetingDelegateInput, UpdateMeetingDelegateInput } from './invitation.inputs.js';
import { invitationOf } from './invitation.repository.js';
import { type MeetingDelegate, type MeetingDelegation, MeetingDelegationReply } from './invitation.types.js';
import { MeetingDelegateReply } from './reply.js';

/** Whom the parties send. Their own contact points, deputies and administrators name them; coordinators on their behalf. */
@Injectable()
export class DelegatesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
  ) {}

  /** What each party answered, and whom it sends. */
  async delegations(context: HubContext, editionId: string): Promise<MeetingDelegation[]> {
    const { parties, delegates } = await this.read(context, async (tx) => ({ parties: await delegationsOf(tx, editionId), delegates: await delegatesOf(tx, editionId) }));
    return parties.map(({ organisationId, keeps, sendsNobody }) => {
      const own = delegates.filter((delegate) => delegate.organisationId === organisationId).map(delegateOf);
      const reply = own.length > 0 ? MeetingDelegationReply.NAMED : sendsNobody ? MeetingDelegationReply.NOBODY : MeetingDelegationReply.WAITING;
      return { organisationId, delegates: own, reply: keeps ? reply : null, missing: keeps ? reply === MeetingDelegationReply.WAITING : null };
    });
  }

  /** A delegate as the asker sees him. */
  async delegate(context: HubContext, id: string): Promise<MeetingDelegate> {
    const row = await this.read(context, (tx) => delegateById(tx, id));
    if (!row) throw notFound();
    return delegateOf(row);
  }

  /** Names a delegate, and invites him. */
  async name(context: HubContext, path: string, { editionId, organisationId, email, ...input }: NameMeetingDelegateInput): Promise<string> {
    const actor = signedIn(context.actor);
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      const owner = await requireNaming(tx, actor, edition, organisationId ?? null);
      const id = newId();
      const { kana = null, latinFamilyName = null, latinGivenName = null, interpretation = null, titles, ...rest } = input;
      const face = { ...rest, kana, latinFamilyName, latinGivenName, title: textsOf(titles) ?? {} };
      const needs = { ...rest, interpretation, email: email == null ? null : normaliseEmail(email) };
      await requireFreeAddress(tx, edition.id, owner, needs.email, id);
      const onBehalf = owner !== actor.organisationId;
      if (!(await addDelegate(tx, { id, editionId: edition.id, organisationId: owner, at: actor.instant, by: { personId: actor.personId }, onBehalf, most: MOST_DELEGATES }, face, needs))) throw tooMany();
      await invited(tx, edition.id, id, actor.instant);
      return changed('meeting.delegate-named', id, actor, owner, { edition: edition.id, onBehalf });
    });
  }

  /** Changes a delegate. Another address is invited, and the one before gets a CANCEL. */
  async update(context: HubContext, path: string, { id, expectedRevision, ...input }: UpdateMeetingDelegateInput): Promise<string> {
    const actor = signedIn(context.actor);
    return this.onDelegate(context, actor, path, id, async (tx, edition, before) => {
      const { email, titles, ...rest } = given(input);
      const face: DelegateFace = { ...before, ...rest, ...(titles === undefined ? {} : { title: textsOf(titles) ?? {} }) };
      const needs: DelegateNeeds = { ...before.details, ...rest, ...(email === undefined ? {} : { email: email === null ? null : normaliseEmail(email) }) };
      await requireFreeAddress(tx, edition.id, before.organisationId, needs.email, before.id);
      const moved = needs.email !== before.details.email;
      if (moved) await uninvited(tx, edition.id, before.id, actor.instant);
      if (!(await changeDelegate(tx, before.id, expectedRevision, face, needs, null))) throw changedMeanwhile(before.revision);
      if (moved) await invited(tx, edition.id, before.id, actor.instant);
      return changed('meeting.delegate-changed', before.id, actor, before.organisationId, { edition: edition.id, fields: Object.keys(given(input)).sort() });
    });
  }

  /** Takes a delegate away, and tells him: a CANCEL for him alone. Gives the edition. */
  async remove(context: HubContext, path: string, { id, expectedRevision }: RemoveMeetingDelegateInput): Promise<string> {
    const actor = signedIn(context.actor);
    return this.onDelegate(context, actor, path, id, async (tx, edition, before) => {
      await uninvited(tx, edition.id, before.id, actor.instant);
      if (!(await changeDelegate(tx, before.id, expectedRevision, before, before.details, actor.instant))) throw changedMeanwhile(before.revision);
      return { ...changed('meeting.delegate-removed', edition.id, actor, before.organisationId, { delegate: before.id }) };
    });
  }

  /** Says that an organisation sends nobody, or takes that back. */
  async answer(context: HubContext, path: string, { editionId, organisationId, sendsNobody }: AnswerMeetingInvitationInput): Promise<string> {
    const actor = signedIn(context.actor);
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      const owner = await requireNaming(tx, actor, edition, organisationId ?? null);
      if (sendsNobody && (await delegatesOf(tx, edition.id)).some((delegate) => delegate.organisationId === owner)) throw conflict('Delegates are named: remove them first. / 出席者が登録されています。先に取り消してください。', { allowed: ['removeMeetingDelegate'] });
      await writeAnswer(tx, edition.id, owner, sendsNobody, actor.instant, actor.personId);
      return changed('meeting.invitation-answered', edition.id, actor, owner, { sendsNobody, onBehalf: owner !== actor.organisationId });
    });
  }

  private async onDelegate(context: HubContext, actor: PersonActor, path: string, id: string, work: (tx: Tx, edition: MeetingEdition, before: DelegateRow & { details: NonNullable<DelegateRow['details']> }) => Promise<Change>): Promise<string> {
    if (!isId(id)) throw notFound();
    const known = await this.read(context, (tx) => delegateById(tx, id));
    if (!known) throw notFound();
    return this.write.make(context, actor, path, known.editionId, { alone: false }, async (tx, edition) => {
      const before = await delegateById(tx, id);
      if (!before) throw notFound();
      await requireNaming(tx, actor, edition, before.organisationId);
      const { details } = before;
      if (!details) throw notFound();
      return work(tx, edition, { ...before, details });
    });
  }

  private read<T>(context: HubContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

/** Whose delegates the actor names: the own organisation's, or, coordinating, a party's. */
async function requireNaming(tx: Tx, actor: PersonActor, edition: MeetingEdition, wanted: string | null): Promise<string> {
  const owner = wanted === null ? actor.organisationId : requireId(wanted);
  const coordinates = actor.roles.has(Role.COORDINATOR);
  if (owner !== actor.organisationId && !coordinates) throw forbidden("Delegates of another organisation are its own people's to name. / 他組織の出席者は変更できません。");
  if (!coordinates && !actor.roles.has(Role.CONTACT_POINT) && !actor.roles.has(Role.ADMINISTRATOR) && !(await isContactOf(tx, owner, actor.personId))) {
    throw forbidden('This needs the role CONTACT_POINT or ADMINISTRATOR, or the deputy. / コンタクトポイント、その代理又は管理者のみ可能です。');
  }
  if (!(await isParty(tx, edition.id, owner))) throw notFound();
  if (!(await invitationOf(tx, edition.id))) throw conflict('Delegates are not asked for yet. / 出席者の募集はまだ始まっていません。', { allowed: ['inviteMeetingDelegates'] });
  if (!NAMING.includes(edition.state)) throw conflict('Delegates are named from the day’s being decided until the session ends. / 日程の決定から閉会までの間に登録できます。', { allowed: [] });
  return owner;
}

const changed = (action: string, subjectId: string, actor: PersonActor, organisationId: string, detail: Readonly<Record<string, unknown>>): Change => ({ action, subjectId, detail, alsoHeldBy: organisationId === actor.organisationId ? [] : [organisationId] });

const changedMeanwhile = (currentRevision: number): Error => conflict('Somebody else changed this meanwhile. Read it again. / 他の人が先に変更しました。読み直してください。', { currentRevision });

/** What was given, without what is absent. */
const given = <T extends object>(changes: T): T => Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as T;

function delegateOf({ details, message, ...row }: DelegateRow): MeetingDelegate {
  if (!details) return { ...row, details: null };
  const { partstat, repliedAt, ...needs } = details;
  return { ...row, details: {
    ...needs, reply: Object.values(MeetingDelegateReply).find((value) => value === partstat) ?? null, repliedAt: repliedAt === null ? null : new Date(repliedAt),
    message: message && { ...message, lastResult: message.outcome === null ? null : mailResult(message.outcome, message.status), nextAttemptAt: message.nextAttemptAt === null ? null : new Date(message.nextAttemptAt) },
  } };
}
