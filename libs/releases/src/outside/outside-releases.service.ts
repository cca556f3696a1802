import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Scope, signedIn } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { BulletinReader, type BulletinRow, BulletinWrite, type Opened } from '@hub/bulletins';
import { conflict, cutPage, forbidden, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { instantCursor } from '../cursor.js';
import { requireNotStrict } from '../release.policy.js';
import type { OutsideReleaseInput, ReleaseOutsideInput } from './outside.inputs.js';
import { OutsideKeys } from './outside.keys.js';
import { addOutside, approveOutside, outsideOf, outsideList, type OutsideRow, revokeOutside } from './outside.repository.js';
import type { OutsideRelease } from './outside.types.js';
import { outsideStateAt, outsideWorkflow } from './outside.workflow.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Views for people outside the hub: proposed by one editor, approved by another, taken back by any. */
@Injectable()
export class OutsideReleasesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
    private readonly write: BulletinWrite,
    private readonly reader: BulletinReader,
    private readonly keys: OutsideKeys,
  ) {}

  /** Proposes a view of what is published. */
  async propose(context: HubContext, path: string, input: ReleaseOutsideInput): Promise<{ id: string }> {
    if (!isId(input.bulletinId)) throw notFound();
    return this.write.within(context, path, { id: input.bulletinId, expectedRevision: null }, async (opened) => {
      const { tx, actor, bulletin, version, sections } = opened;
      requireOpen(opened);
      const wait = input.expiresAt.getTime() - actor.instant.getTime();
      if (!(wait >= 10 * MINUTE_MS && wait <= 30 * DAY_MS)) throw invalid('input.expiresAt', 'Lies from ten minutes to 30 days from now. / 10分後から30日後までの日時を指定してください。');
      const known = sections.map(({ sectionId }) => sectionId);
      const sectionIds = input.sectionIds?.map((section) => section.toLowerCase()) ?? known;
      if (sectionIds.some((section) => !known.includes(section))) throw invalid('input.sectionIds', 'Names a section that the bulletin does not have. / 文書にない節です。');
      const safetyCheck = input.safetyCheck?.trim() || null;
      if (version.personAtRisk && safetyCheck === null) throw invalid('input.safetyCheck', 'A bulletin about an identifiable person needs a safety check of this reader. / 個人が特定され得る文書には、閲覧者についての安全確認が必要です。');
      const id = newId();
      await addOutside(tx, {
        id, bulletinId: bulletin.id, originatorId: actor.organisationId, number: version.number, contentHash: version.contentHash, sectionIds, readerName: input.readerName.trim(),
        readerOrganisation: input.readerOrganisation.trim(), purpose: input.purpose.trim(), safetyCheck, expiresAt: input.expiresAt, proposedBy: actor.personId, proposedAt: actor.instant,
      });
      await this.record(tx, actor, 'outside-release.proposed', bulletin.id, { release: id, sections: sectionIds, expiresAt: input.expiresAt.toISOString() });
      return { id };
    }, 'published');
  }

  /** Approves it as a second person, and gives address and code, this once. */
  async approve(context: HubContext, path: string, input: OutsideReleaseInput): Promise<{ id: string; address: string | null; code: string | null }> {
    const { address, hash } = this.keys.newAddress();
    const code = this.keys.newCode();
    const codeHash = await this.keys.hashCode(input.id, code);
    let shown = false;
    await this.change(context, path, input, 'approve', async (opened, row) => {
      const { tx, actor } = opened;
      requireOpen(opened);
      if (row.proposedById === actor.personId) throw forbidden('Somebody who did not propose it approves it. / 提案者以外の担当者が承認してください。');
      if (opened.version.number !== row.number || !opened.version.contentHash.equals(row.contentHash)) throw conflict('The bulletin is another one by now: propose it anew. / 文書が改訂されています。改めて提案してください。', { allowed: ['releaseOutside', 'revokeOutsideRelease'] });
      if (!(await approveOutside(tx, row.id, input.expectedRevision, actor.personId, actor.instant, hash, codeHash))) throw stale();
      await this.record(tx, actor, 'outside-release.approved', row.bulletinId, { release: row.id });
      shown = true;
    });
    // What is kept under an Idempotency-Key are ids: a repetition is not shown them again.
    return { id: input.id, address: shown ? address : null, code: shown ? code : null };
  }

  /** Takes it back: from now on it does not open. */
  async revoke(context: HubContext, path: string, input: OutsideReleaseInput): Promise<{ id: string }> {
    await this.change(context, path, input, 'revoke', async ({ tx, actor }, row) => {
      if (!(await revokeOutside(tx, row.id, input.expectedRevision, actor.personId, actor.instant))) throw stale();
      await this.record(tx, actor, 'outside-release.revoked', row.bulletinId, { release: row.id });
      await tx.query('revoke', 'SELECT hub.revoke()');
    });
    return { id: input.id };
  }

  /** One release; NOT_FOUND for what isn't there and for what the asker may not see. */
  async one(context: HubContext, id: string): Promise<OutsideRelease> {
    const scope = this.scope.principals(context.actor);
    const [release] = isId(id) ? await this.shown(context, async (tx) => [await outsideOf(tx, scope, id)].filter((row) => row !== undefined)) : [];
    if (!release) throw notFound();
    return release;
  }

  /** Those of a bulletin, or of all that the asker edits. */
  async list(context: HubContext, bulletinId: string | null, toApprove: boolean, args: PageArgs): Promise<Page<OutsideRelease>> {
    const { personId, instant } = signedIn(context.actor);
    const request = pageRequest(args, instantCursor);
    if (bulletinId !== null && !(await this.reader.one(context, bulletinId)).editor) throw forbidden('Only officers of the originator can do this.');
    const wanted = { bulletinId, approver: toApprove ? { personId, instant } : null };
    return cutPage(await this.shown(context, (tx) => outsideList(tx, this.scope.principals(context.actor), wanted, request.after, request.limit + 1)), request);
  }

  /** Each with its bulletin, whose reading is entered: a release that is shown tells of a bulletin. */
  private async shown(context: HubContext, find: (tx: Parameters<Parameters<BulletinReader['found']>[1]>[0]) => Promise<OutsideRow[]>): Promise<OutsideRelease[]> {
    const found = await this.reader.found(context, async (tx) => (await find(tx)).map((row) => ({ row, id: row.bulletinId })));
    return found.map(({ row, bulletin }) => asShown(row, bulletin, context.actor.instant));
  }

  private async change(context: HubContext, path: string, { id, expectedRevision }: OutsideReleaseInput, verb: 'approve' | 'revoke', work: (opened: Opened, row: OutsideRow) => Promise<void>): Promise<void> {
    const actor = signedIn(context.actor);
    if (!isId(id)) throw notFound();
    const scope = this.scope.principals(actor);
    const found = await this.uow.read(actor, (tx) => outsideOf(tx, scope, id));
    if (!found) throw notFound();
    await this.write.within(context, path, { id: found.bulletinId, expectedRevision: null }, async (opened) => {
      const row = await outsideOf(opened.tx, scope, id);
      if (!row) throw notFound();
      outsideWorkflow.apply(outsideStateAt(row, opened.actor.instant), verb);
      if (row.revision !== expectedRevision) throw conflict('Somebody has changed this meanwhile.', { currentRevision: row.revision });
      await work(opened, row);
      return { id };
    }, 'published');
  }

  private async record(tx: Tx, actor: PersonActor, action: string, bulletinId: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.record(tx, {
      action, occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: bulletinId, detail, holderIds: [actor.organisationId],
    });
    await emit(tx, { type: action, subjectId: bulletinId, payload: {}, occurredAt: actor.instant });
  }
}

/** Published, not expired, and of a mark that is ever passed on. */
function requireOpen({ actor, bulletin, version }: Opened): void {
  requireNotStrict(bulletin.tlp);
  if (bulletin.publishedNumber === null || version.number !== bulletin.publishedNumber || (bulletin.expiresAt !== null && bulletin.expiresAt <= actor.instant)) {
    throw conflict('It is not published now. / 現在公開されていません。', { allowed: [] });
  }
}

const stale = (): Error => conflict('It was changed at this moment.', { allowed: [] });

function asShown({ bulletinId: _, number: __, contentHash: ___, ...row }: OutsideRow, bulletin: BulletinRow, instant: Date): OutsideRelease {
  return { ...row, bulletin, state: outsideStateAt(row, instant) };
}
