import { Injectable } from '@nestjs/common';
import { AuditLog, emit, SealNow } from '@hub/audit';
import { type HubContext, Role, Scope, withRole } from '@hub/access';
import { BulletinReader, requireDestructionDate, requireEditor, requireRevision, revoke } from '@hub/bulletins';
import { invalid, isId, newId, notFound } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { bulletinOf, heldBulletinOf, openingsOf, openRecall, type RecalledBulletin } from './recall.repository.js';
import { type BulletinOpening, RecallCause } from './recall.types.js';
import type { StrikePassageInput } from './strike.inputs.js';
import { StrikeLog } from './strike.log.js';
import { foldedOf, placesOf, strike, strikerOf, struckEvent } from './strike.repository.js';
import type { Strike, StrikePlace } from './strike.types.js';

/** One letter is a word in Japanese, and in other scripts it is everywhere. */
const TOO_SHORT = /^[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** Takes out what should never have been sent, from all versions at once. One person suffices: it narrows. */
@Injectable()
export class StrikesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly reader: BulletinReader,
    private readonly audit: AuditLog,
    private readonly sealNow: SealNow,
    private readonly log: StrikeLog,
  ) {}

  /** Strikes. Everything happens in one transaction, and revokes what is being read. What was struck is in no record, event or result; sealed in the log that repeats it after a restore. */
  async strike(context: HubContext, path: string, input: StrikePassageInput): Promise<{ id: string; strikeId: string }> {
    const actor = withRole(context.actor, Role.READER, Role.OFFICER, Role.CONTACT_POINT);
    const { bulletinId, text = null, sectionId = null, reason, confirmDestructionBy: by } = input;
    const facts = input.facts ?? false;
    if (!isId(bulletinId)) throw notFound();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const scope = this.scope.principals(actor);
      const seen = await bulletinOf(tx, bulletinId, scope);
      if (!seen) throw notFound();
      requireEditor(actor, seen);
      const bulletin = await heldBulletinOf(tx, bulletinId, scope);
      if (!bulletin) throw notFound();
      requireRevision(input.expectedRevision, bulletin.revision);
      if (by) requireAskable(bulletin, by, actor.instant);
      if (text === null && sectionId === null && !facts) throw invalid('input.text', 'Name what is struck: a text, a section, or the facts. / 削除する語句、節または項目を指定してください。');
      if (sectionId !== null && !isId(sectionId)) throw invalid('input.sectionId', 'Is not a section of this bulletin.');
      const strikeId = newId();
      const needle = text === null ? null : await needleOf(tx, text);
      const struck = await strike(tx, { id: strikeId, bulletinId: bulletin.id, needle, sectionId, facts, reason, instant: actor.instant });
      if (!struck.seen) throw invalid(text !== null ? 'input.text' : sectionId !== null ? 'input.sectionId' : 'input.facts', 'Stands nowhere in this bulletin; nothing was struck. / この文書には見当たりません。何も削除していません。');
      if (by) await openRecall(tx, { id: newId(), bulletinId: bulletin.id, cause: RecallCause.STRUCK, strikeId, dueAt: by, instant: actor.instant });
      await this.audit.record(tx, {
        action: 'bulletin.struck', occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: bulletin.id,
        detail: { strike: strikeId, text: text !== null, facts, ...(sectionId === null ? {} : { section: sectionId }), ...(by ? { confirmDestructionBy: by.toISOString() } : {}) }, holderIds: [actor.organisationId],
      });
      await emit(tx, struckEvent(bulletin.id, actor.instant, struck.told ?? []));
      await revoke(tx);
      // Last of all: what is in the log will be struck again from whatever is restored.
      await this.log.append({ id: strikeId, bulletinId: bulletin.id, needle, sectionId, facts, reason, personId: actor.personId, at: actor.instant.toISOString() });
      return { id: bulletin.id, strikeId };
    });
  }

  /** Where something was struck, as far as the asker sees it: for editors. */
  async places(context: HubContext, { id, editor }: Strike): Promise<StrikePlace[] | null> {
    return editor ? this.reader.read(context, (tx) => placesOf(tx, id, this.scope.principals(context.actor), context.actor.instant)) : null;
  }

  /** Who was shown a version while the passage stood in it: for editors. */
  async openings(context: HubContext, { id, bulletinId, originatorId, editor }: Strike): Promise<BulletinOpening[] | null> {
    if (!editor) return null;
    await this.sealNow.run();
    return this.reader.read(context, (tx) => openingsOf(tx, { id: bulletinId, originatorId }, this.scope.principals(context.actor), id));
  }

  /** Who struck: for editors. */
  async striker(context: HubContext, { id, editor }: Strike): Promise<string | null> {
    return editor ? this.reader.read(context, (tx) => strikerOf(tx, id)) : null;
  }
}

function requireAskable({ published }: RecalledBulletin, by: Date, instant: Date): void {
  requireDestructionDate(by, instant, 'input.confirmDestructionBy');
  if (!published) throw invalid('input.confirmDestructionBy', 'It was never published, so nobody else has it. / 未公開です。');
}

async function needleOf(tx: Tx, text: string): Promise<string> {
  const { folded, isMark } = await foldedOf(tx, text);
  if (folded === '' || TOO_SHORT.test(folded)) throw invalid('input.text', 'Is too short to be struck. / 短すぎます。');
  if (isMark) throw invalid('input.text', 'Is what stands in the place of what was struck. / 削除済みの印そのものです。');
  return folded;
}
