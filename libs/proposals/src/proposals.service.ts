import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, signedIn, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { BulletinWrite, DraftsService, type Opened, revoke, sectionInputsOf, Tlp } from '@hub/bulletins';
import { conflict, forbidden, invalid, isId, newOrderedId, notFound } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { BulletinTexts, readText } from './bulletin-texts.js';
import { type Change, changesOf } from './proposal.changes.js';
import { ProposalStanding } from './proposal.enums.js';
import { FIELD_RULES, revisionOf } from './proposal.fields.js';
import type { DeclineProposalInput, ProposeCorrectionInput, TakeUpProposalInput } from './proposal.inputs.js';
import { ProposalRepository, type ProposalRow } from './proposal.repository.js';
import { sectionsAfter, type Stand, standOf } from './proposal.standing.js';
import { proposalWorkflow } from './proposal.workflow.js';

/** What somebody is told of a proposal. */
type Told = 'MADE' | 'TAKEN_UP' | 'DECLINED' | 'WITHDRAWN';
/** A part that is taken up, and how it stands. */
type Taken = Stand & { readonly change: Change };
const READING = [Role.READER, Role.OFFICER, Role.CONTACT_POINT] as const;

/** Proposing corrections, and what becomes of them. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly write: BulletinWrite,
    private readonly drafts: DraftsService,
    private readonly proposals: ProposalRepository,
    private readonly texts: BulletinTexts,
  ) {}

  /** Proposes a correction of a version, for the own organisation. */
  async propose(context: HubContext, path: string, input: ProposeCorrectionInput): Promise<{ id: string }> {
    const actor = withRole(context.actor, ...READING);
    const bulletinId = input.bulletinId.toLowerCase();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const bulletin = await this.texts.named(tx, actor, bulletinId, input.version);
      if (!bulletin) throw notFound();
      if (bulletin.originatorId === actor.organisationId) throw forbidden('The originator revises its own bulletin. / 発信機関は自ら改訂してください。');
      if (!bulletin.readable) throw conflict('It has been withdrawn or has expired.', { allowed: [] });
      const seen = await this.texts.text(tx, actor, bulletinId, bulletin.number);
      if (!seen) throw invalid('input.version', 'Is not a version of this bulletin. / この版はありません。');
      const changes = changesOf(input, seen);
      const sectionIds = [...new Set(changes.flatMap(({ sectionId }) => sectionId ?? []))];
      const row = {
        id: bulletinId, proposalId: newOrderedId(), originatorId: bulletin.originatorId, baseNumber: seen.number, organisationId: actor.organisationId, personId: actor.personId,
        told: bulletin.tlp === Tlp.RED ? actor.selfPrincipal : actor.readerPrincipal, sectionIds, changes, reason: input.reason ?? null, credit: input.credit,
      };
      await this.proposals.add(tx, row, actor.instant);
      await this.note(tx, actor, row, 'proposal.made', { version: input.version });
      await this.tell(tx, actor, row, 'MADE', bulletin.originatorId, await this.proposals.editorsOf(tx, row));
      return { id: row.proposalId };
    });
  }

  /** Takes it back, for the organisation that made it. */
  async withdraw(context: HubContext, path: string, id: string): Promise<{ id: string }> {
    return this.end(context, path, id, async (tx, actor, row) => {
      if (row.organisationId !== actor.organisationId) throw forbidden('Only the organisation that made it can withdraw it. / 提案した機関のみ取り下げることができます。');
      await this.proposals.end(tx, row.proposalId, proposalWorkflow.apply(row.state, 'withdraw'), actor.instant);
      await this.note(tx, actor, row, 'proposal.withdrawn', {});
      await this.tell(tx, actor, row, 'WITHDRAWN', row.originatorId, await this.proposals.editorsOf(tx, row));
    });
  }

  /** Declines it, with a reason. */
  async decline(context: HubContext, path: string, { id, reason }: DeclineProposalInput): Promise<{ id: string }> {
    return this.end(context, path, id, async (tx, actor, row) => {
      if (!row.editor) throw forbidden('Only officers of the originator can do this.');
      await this.proposals.end(tx, row.proposalId, proposalWorkflow.apply(row.state, 'decline'), actor.instant, { reason });
      await this.note(tx, actor, row, 'proposal.declined', {});
      await this.tell(tx, actor, row, 'DECLINED', row.organisationId, [row.told]);
    });
  }

  /** Writes it, or parts of it, into the working copy, by the path of every change. Nothing goes out by it. */
  async takeUp(context: HubContext, path: string, { id, expectedRevision, parts }: TakeUpProposalInput): Promise<void> {
    const asker = signedIn(context.actor);
    const found = isId(id) ? await this.uow.read(asker, (tx) => this.proposals.one(tx, asker, id)) : null;
    if (!found) throw notFound();
    await this.write.onBulletin(context, path, { id: found.id, expectedRevision }, async (opened) => {
      const { tx, actor } = opened;
      const row = await this.proposals.held(tx, actor, id);
      if (!row) throw notFound();
      const state = proposalWorkflow.apply(row.state, 'takeUp');
      const taken = await this.chosen(opened, row, parts ?? null);
      const { number, sectionIds, shrank } = await this.rewritten(opened, expectedRevision, taken);
      await this.proposals.end(tx, row.proposalId, state, actor.instant, { taken: taken.map(({ change }) => change.key), number, sectionIds });
      await this.note(tx, actor, row, 'proposal.taken-up', { wholly: taken.length === row.changes.length });
      await this.tell(tx, actor, row, 'TAKEN_UP', row.organisationId, [row.told]);
      if (shrank) await revoke(tx);
    });
  }

  /** The parts to take up, each with what is to be written; CONFLICT where one of them can't be without a person's judgement. */
  private async chosen({ tx, actor, version, sections }: Opened, row: ProposalRow, keys: readonly string[] | null): Promise<Taken[]> {
    if (keys?.some((key) => !row.changes.some((change) => change.key === key))) throw invalid('input.parts', 'Names a part that this proposal does not have.');
    const seen = await this.texts.text(tx, actor, row.id, row.baseNumber);
    if (!seen) throw notFound();
    const stands = row.changes.map((change) => ({ change, ...standOf(change, seen, readText(version, sections)) }));
    const wanted = stands.filter(({ change }) => !keys || keys.includes(change.key));
    if (wanted.some(({ standing }) => standing === ProposalStanding.CONFLICTS)) {
      throw conflict('What stands there now has been changed since: take up the other parts, and write these yourself. / 提案後に変更された箇所があります。', {
        field: 'input.parts', allowed: stands.filter(({ standing }) => standing !== ProposalStanding.CONFLICTS).map(({ change }) => change.key),
      });
    }
    return wanted;
  }

  private async rewritten(opened: Opened, expectedRevision: number, taken: readonly Taken[]): Promise<{ number: number; sectionIds: string[]; shrank: boolean }> {
    const { tx, actor, bulletin, version, sections } = opened;
    const written = taken.filter(({ standing }) => standing === ProposalStanding.APPLIES);
    const [fields, ofSections] = [written.filter(({ change }) => change.field in FIELD_RULES), written.filter(({ change }) => !(change.field in FIELD_RULES))];
    if (written.length === 0) return { number: version.number, sectionIds: [], shrank: false };
    const { number, shrank } = await this.drafts.rewrite(opened, {
      id: bulletin.id, expectedRevision, ...revisionOf(readText(version, sections).fields, new Map(fields.map(({ change, result }) => [change.field, result]))),
      ...(ofSections.length > 0 ? { sections: sectionsAfter(sectionInputsOf(sections), ofSections) } : {}),
    });
    // Whoever reads the bulletin learns of the credit with what he sees of it: with the whole, or with one of these sections.
    const known = new Set(sections.map(({ sectionId }) => sectionId));
    const fresh = fields.length > 0 ? [] : (await this.write.bulletins.sections(tx, actor, bulletin.id, number)).map(({ sectionId }) => sectionId).filter((id) => !known.has(id));
    return { number, shrank, sectionIds: fields.length > 0 ? [] : [...new Set([...ofSections.flatMap(({ change }) => change.sectionId ?? []), ...fresh])] };
  }

  private async end(context: HubContext, path: string, id: string, work: (tx: Tx, actor: PersonActor, row: ProposalRow) => Promise<void>): Promise<{ id: string }> {
    const actor = withRole(context.actor, ...READING);
    if (!isId(id)) throw notFound();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const row = await this.proposals.held(tx, actor, id);
      if (!row) throw notFound();
      await work(tx, actor, row);
      return { id };
    });
  }

  /** Both organisations hold a record of it, about the bulletin; what was proposed, and why it was declined, stands in none. */
  private async note(tx: Tx, actor: PersonActor, { id, proposalId, originatorId, organisationId }: Pick<ProposalRow, 'id' | 'proposalId' | 'originatorId' | 'organisationId'>, action: string, detail: object): Promise<void> {
    await this.audit.record(tx, {
      action, occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: id,
      detail: { proposal: proposalId, ...detail }, holderIds: [originatorId, organisationId],
    });
  }

  private async tell(tx: Tx, actor: PersonActor, { id, proposalId }: Pick<ProposalRow, 'id' | 'proposalId'>, change: Told, organisationId: string, readers: readonly number[]): Promise<void> {
    const tell = [{ kind: 'PROPOSAL', change, subjectId: proposalId, bulletinId: id, organisationId, readers }];
    await emit(tx, { type: `proposal.${change.toLowerCase().replace('_', '-')}`, subjectId: proposalId, payload: { tell }, occurredAt: actor.instant });
  }
}
