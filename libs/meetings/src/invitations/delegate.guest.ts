import { Injectable, type OnModuleInit } from '@nestjs/common';
import { conflict, isId, newId, normaliseEmail } from '@hub/kernel';
import { textsOf } from '@hub/parties';
import type { Tx } from '@hub/platform';
import { type Guest, type GuestSection, GuestSections, type Said } from '../links/guest.sections.js';
import { type GuestAct, GuestVisits } from '../links/guest.visits.js';
import { addDelegate, changeDelegate, type DelegateFace, type DelegateNeeds } from './delegate.repository.js';
import { invited, MOST_DELEGATES, NAMING, requireFreeAddress, tooMany, uninvited } from './delegate.rules.js';
import { delegateOf } from './guest.form.js';
import { delegatesMarkup, lateMarkup } from './guest.page.js';
import { answerByLink, delegatesByLink, type GuestDelegate, isNamed, sendsNobody } from './guest.repository.js';
import { dayBefore } from './invitation.face.js';
import { invitationOf } from './invitation.repository.js';

type Named = GuestDelegate & { readonly needs: DelegateNeeds };
/** What a form leaves: what the guest is told, and the record. */
interface Done { readonly said: Said; readonly act: Omit<GuestAct, 'detail'>; readonly more?: GuestAct['detail'] }

/** Whom an organisation sends, on the page of a personal link that speaks for it. What all parties see of its delegates is shown; the rest, and changing, is of those alone whom the same link has named. */
@Injectable()
export class DelegateSection implements GuestSection, OnModuleInit {
  readonly name = 'delegates';

  constructor(
    private readonly sections: GuestSections,
    private readonly visits: GuestVisits,
  ) {}

  onModuleInit(): void {
    this.sections.add(this);
  }

  async show(tx: Tx, { link }: Guest, typed: URLSearchParams | null): Promise<string | null> {
    const { organisationId, editionId } = link;
    const invitation = organisationId === null || !NAMING.includes(link.state) ? null : await invitationOf(tx, editionId);
    if (!invitation || organisationId === null) return typed ? lateMarkup(typed) : null;
    const delegates = await delegatesByLink(tx, editionId, organisationId, link.id);
    const { at } = dayBefore(invitation.face, invitation.deadlineDays, invitation.deadlineTime);
    const deadline = (locale: string): string => new Intl.DateTimeFormat(locale, { timeZone: link.zone, dateStyle: 'long', timeStyle: 'short' }).format(at);
    return delegatesMarkup({ delegates, nobody: await sendsNobody(tx, editionId, organisationId), deadlineJa: deadline('ja-JP'), deadlineEn: deadline('en-GB'), next: delegates.length < MOST_DELEGATES ? newId() : null, typed });
  }

  async submit(tx: Tx, guest: Guest, form: URLSearchParams): Promise<Said> {
    const { editionId, organisationId, state } = guest.link;
    if (organisationId === null || !NAMING.includes(state) || !(await invitationOf(tx, editionId))) throw conflict('Delegates can’t be named now: please tell the coordinator by telephone. / 現在は出席者を登録できません。事務局に電話でご連絡ください。');
    const { said, act, more } = await this.done(tx, guest, organisationId, form);
    await this.visits.act(tx, guest, { ...act, detail: { edition: editionId, organisation: organisationId, ...more } });
    return said;
  }

  private async done(tx: Tx, guest: Guest, organisationId: string, form: URLSearchParams): Promise<Done> {
    const id = form.get('delegate') ?? '';
    const what = form.get('what');
    if (what === 'nobody' || what === 'come') return this.answer(tx, guest, organisationId, what === 'nobody');
    if (what === 'name') return this.add(tx, guest, organisationId, id, form);
    const delegate = (await delegatesByLink(tx, guest.link.editionId, organisationId, guest.link.id)).find((one): one is Named => one.id === id && one.needs !== null);
    if (!delegate) throw conflict('This delegate is named no longer. / この出席者は既に取り消されています。');
    if (what === 'remove') return this.remove(tx, guest, delegate, form);
    return this.change(tx, guest, organisationId, delegate, form);
  }

  private async add(tx: Tx, { link, at }: Guest, organisationId: string, id: string, form: URLSearchParams): Promise<Done> {
    if (!isId(id)) throw conflict('Please send the form again. / もう一度送信してください。');
    if (await isNamed(tx, id)) throw conflict('This form has come already: who is named stands in the list. / このフォームは送信済みです。一覧をご確認ください。');
    const { face, needs } = whom(form, link.editionId);
    await requireFreeAddress(tx, link.editionId, organisationId, needs.email, id);
    if (!(await addDelegate(tx, { id, editionId: link.editionId, organisationId, at, by: { linkId: link.id }, onBehalf: false, most: MOST_DELEGATES }, face, needs))) throw tooMany();
    await invited(tx, link.editionId, id, at);
    return { said: { ja: '出席者を登録しました。', en: 'The delegate is named.' }, act: { action: 'meeting.delegate-named', subjectId: id } };
  }

  private async change(tx: Tx, { link, at }: Guest, organisationId: string, before: Named, form: URLSearchParams): Promise<Done> {
    const { face, needs } = whom(form, link.editionId);
    await requireFreeAddress(tx, link.editionId, organisationId, needs.email, before.id);
    const moved = needs.email !== before.needs.email;
    if (moved) await uninvited(tx, link.editionId, before.id, at);
    if (!(await changeDelegate(tx, before.id, revisionOf(form), { ...face, title: { ...otherTitles(before.title), ...face.title } }, needs, null))) throw meanwhile();
    if (moved) await invited(tx, link.editionId, before.id, at);
    return { said: { ja: '変更しました。', en: 'It is changed.' }, act: { action: 'meeting.delegate-changed', subjectId: before.id } };
  }

  private async remove(tx: Tx, { link, at }: Guest, before: Named, form: URLSearchParams): Promise<Done> {
    await uninvited(tx, link.editionId, before.id, at);
    if (!(await changeDelegate(tx, before.id, revisionOf(form), before, before.needs, at))) throw meanwhile();
    return { said: { ja: '取り消しました。', en: 'It is taken back.' }, act: { action: 'meeting.delegate-removed', subjectId: before.id } };
  }

  private async answer(tx: Tx, { link }: Guest, organisationId: string, nobody: boolean): Promise<Done> {
    if (nobody && (await delegatesByLink(tx, link.editionId, organisationId, link.id)).length > 0) throw conflict('Delegates are named: they have to be taken back first. / 出席者が登録されています。先に取り消してください。');
    await answerByLink(tx, link.id, link.editionId, organisationId, nobody);
    return { said: { ja: '回答を受け付けました。', en: 'Your answer is noted.' }, act: { action: 'meeting.invitation-answered', subjectId: link.editionId }, more: { sendsNobody: nobody } };
  }
}

function whom(form: URLSearchParams, editionId: string): { face: DelegateFace; needs: DelegateNeeds } {
  const { familyName, givenName, kana = null, latinFamilyName = null, latinGivenName = null, titles, email, interpretation = null, language, dietary, accessNeeds, remote } = delegateOf(form, editionId);
  return { face: { familyName, givenName, kana, latinFamilyName, latinGivenName, title: textsOf(titles) ?? {} }, needs: { email: email == null ? null : normaliseEmail(email), language, interpretation, dietary, accessNeeds, remote } };
}

/** Titles in languages that the form does not ask for. */
const otherTitles = (title: DelegateFace['title']): DelegateFace['title'] => Object.fromEntries(Object.entries(title).filter(([language]) => language !== 'ja' && language !== 'en'));

/** What he saw; a number that is none matches nothing. */
const revisionOf = (form: URLSearchParams): number => (/^\d{1,9}$/.test(form.get('revision') ?? '') ? Number(form.get('revision')) : -1);
const meanwhile = (): Error => conflict('Somebody else has changed this meanwhile. What you wrote stands in the form; send it again if it should replace what stands now. / 先に別の変更がありました。置き換える場合は、もう一度送信してください。');
