import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { Tlp } from '@hub/bulletins';
import { conflict, forbidden, invalid, isId, newOrderedId, normaliseInput, notFound } from '@hub/kernel';
import { requireActive } from '@hub/parties';
import { type Tx, UnitOfWork } from '@hub/platform';
import { BulletinTexts, type NamedVersion } from '../bulletin-texts.js';
import type { AddTranslationInput, ReplaceTranslationInput, TranslationRevisionInput } from './translation.inputs.js';
import { TranslationRepository, type TranslationRow, type TranslationText } from './translation.repository.js';

const READING = [Role.READER, Role.OFFICER, Role.CONTACT_POINT] as const;

/** Writing translations: the originator's editors for everybody who sees the original, recipients for their own people. */
@Injectable()
export class TranslationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly texts: BulletinTexts,
    private readonly translations: TranslationRepository,
  ) {}

  /** Adds one. */
  async add(context: HubContext, path: string, input: AddTranslationInput): Promise<{ id: string }> {
    return this.write(context, path, async (tx, actor) => {
      const place = { bulletinId: input.bulletinId.toLowerCase(), sectionId: input.sectionId?.toLowerCase() ?? null };
      const bulletin = await this.texts.named(tx, actor, place.bulletinId, input.version);
      if (!bulletin) throw notFound();
      if (!bulletin.readable && !bulletin.editor) throw conflict('It has been withdrawn or has expired.', { allowed: [] });
      requireTranslator(actor, bulletin);
      const row = { id: newOrderedId(), ...place, organisationId: actor.organisationId, language: input.language, ...(await this.textOf(tx, actor, place, bulletin, input)) };
      if (!(await this.translations.add(tx, row))) throw conflict('Your organisation has a translation into this language: replace it. / この言語の翻訳は登録済みです。', { field: 'input.language', allowed: ['replaceTranslation'] });
      await this.note(tx, actor, row, 'translation.added', input.version);
      if (row.shown) await this.tell(tx, actor, { ...row, originatorId: bulletin.originatorId }, 'ADDED');
      return { id: row.id };
    });
  }

  /** Puts another text in its place. */
  async replace(context: HubContext, path: string, input: ReplaceTranslationInput): Promise<{ id: string }> {
    return this.onOwn(context, path, input, async (tx, actor, row) => {
      const bulletin = await this.texts.named(tx, actor, row.bulletinId, input.version);
      if (!bulletin) throw notFound();
      const text = await this.textOf(tx, actor, row, bulletin, input);
      if (!(await this.translations.replace(tx, row.id, input.expectedRevision, text))) throw moved(row);
      await this.note(tx, actor, row, 'translation.replaced', input.version);
      if (text.shown) await this.tell(tx, actor, { ...row, number: text.number }, 'REPLACED');
    });
  }

  /** Lets everybody see it who sees the original: a second person's act, who did not write it. */
  async approve(context: HubContext, path: string, input: TranslationRevisionInput): Promise<{ id: string }> {
    return this.onOwn(context, path, input, async (tx, actor, row) => {
      if (row.shown) throw conflict('It is shown already.', { allowed: [] });
      if (row.writtenBy === actor.personId) throw forbidden('A second person approves. / 承認は別の職員が行います。');
      if (!(await this.translations.show(tx, row.id, input.expectedRevision))) throw moved(row);
      await this.note(tx, actor, row, 'translation.approved', row.sourceVersion);
      await this.tell(tx, actor, row, 'ADDED');
    });
  }

  /** Removes it. */
  async remove(context: HubContext, path: string, input: TranslationRevisionInput): Promise<void> {
    await this.onOwn(context, path, input, async (tx, actor, row) => {
      if (!(await this.translations.remove(tx, row.id, input.expectedRevision))) throw moved(row);
      await this.note(tx, actor, row, 'translation.removed', row.sourceVersion);
    });
  }

  private async write(context: HubContext, path: string, work: (tx: Tx, actor: PersonActor) => Promise<{ id: string }>): Promise<{ id: string }> {
    const actor = withRole(context.actor, ...READING);
    return this.uow.write(actor, { path, idempotency: context.idempotency }, (tx) => work(tx, actor));
  }

  private async onOwn(context: HubContext, path: string, { id, expectedRevision }: TranslationRevisionInput, work: (tx: Tx, actor: PersonActor, row: TranslationRow) => Promise<void>): Promise<{ id: string }> {
    return this.write(context, path, async (tx, actor) => {
      const row = isId(id) ? await this.translations.one(tx, actor, id) : null;
      if (!row) throw notFound();
      if (row.organisationId !== actor.organisationId) throw forbidden("Only the organisation whose it is can change it. / 登録した機関のみ変更できます。");
      requireTranslator(actor, row);
      if (row.revision !== expectedRevision) throw moved(row);
      await work(tx, actor, row);
      return { id };
    });
  }

  private async textOf(
    tx: Tx, actor: PersonActor, { bulletinId, sectionId }: Pick<TranslationRow, 'bulletinId' | 'sectionId'>, { originatorId, number, tlp }: NamedVersion, input: Omit<AddTranslationInput, 'bulletinId' | 'sectionId' | 'language'>,
  ): Promise<TranslationText> {
    const { label, translatorId = null, translatorName = null, body = null } = input;
    const seen = await this.texts.text(tx, actor, bulletinId, number);
    if (!seen || number === null) throw invalid('input.version', 'Is not a version of this bulletin. / この版はありません。');
    const section = sectionId === null ? null : seen.sections.find((one) => one.sectionId === sectionId);
    if (section === undefined) throw invalid('input.sectionId', 'Is not a section of this version.');
    if ((section === null) !== (body === null)) throw invalid('input.body', 'A section is translated with its text, a title without. / 節には本文が必要で、題名には不要です。');
    if (translatorId !== null && translatorName !== null) throw invalid('input.translatorName', 'Either a person of the organisation or a name.');
    if (translatorId !== null) await requireActive(tx, actor.organisationId, [translatorId]);
    const heading = normaliseInput(input.heading.replace(/\s+/gu, ' '));
    if (heading === '') throw invalid('input.heading', 'Must not be empty.');
    return {
      number, source: digestOf(section ? section.heading : String(seen.fields.title), section?.body ?? ''), heading, body, label,
      translatorId: translatorName === null ? (translatorId ?? actor.personId) : null, translatorName,
      // Of the originator's everybody who sees the original reads it: with the marks that need a second person, so does this.
      shown: originatorId !== actor.organisationId || tlp === Tlp.GREEN, writtenBy: actor.personId, writtenAt: actor.instant,
    };
  }

  /** The originator holds a record of its own ones only: what recipients make for their own people is theirs. */
  private async note(tx: Tx, actor: PersonActor, row: Pick<TranslationRow, 'id' | 'bulletinId' | 'sectionId' | 'language'>, action: string, version: number): Promise<void> {
    await this.audit.record(tx, {
      action, occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: row.bulletinId,
      detail: { translation: row.id, language: row.language, version }, holderIds: [actor.organisationId],
    });
  }

  /** Recipients are told of the originator's. */
  private async tell(tx: Tx, actor: PersonActor, row: Pick<TranslationRow, 'bulletinId' | 'sectionId' | 'number' | 'organisationId' | 'originatorId'>, change: 'ADDED' | 'REPLACED'): Promise<void> {
    if (row.organisationId !== row.originatorId) return;
    const { organisationIds, readers } = await this.translations.concerned(tx, row);
    const tell = organisationIds.map((organisationId) => ({ kind: 'TRANSLATION', change, subjectId: row.bulletinId, bulletinId: row.bulletinId, organisationId, readers }));
    if (tell.length > 0) await emit(tx, { type: `translation.${change.toLowerCase()}`, subjectId: row.bulletinId, payload: { tell }, occurredAt: actor.instant });
  }
}

/** As hub.source_digest. */
const digestOf = (heading: string, body: string): Buffer => createHash('sha256').update(`${heading}\n${body}`).digest();
const moved = ({ revision }: TranslationRow): Error => conflict('Somebody has changed this meanwhile.', { currentRevision: revision });

/** At the originator its editors translate; elsewhere whoever reads. */
function requireTranslator(actor: PersonActor, { originatorId, editor }: { originatorId: string; editor: boolean }): void {
  if (originatorId === actor.organisationId && !(editor && actor.roles.has(Role.OFFICER))) throw forbidden('Only officers of the originator can do this.');
}
