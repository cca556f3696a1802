import { Inject, Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, READING_ROLES, Role, Scope, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { BulletinReader } from '@hub/bulletins';
import { conflict, cutPage, decodeCursor, forbidden, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { addExport, approveExport, type Asked, countCases, exportedSince, exportOf, type ExportRow, exportsOf, type KeptFilter } from './case-export.repository.js';
import { type CaseExportFilter, CaseExportState, type RequestCaseExportInput } from './case.types.js';

const HOUR = 3_600_000;
/** For approving, and then again for fetching. */
const OPEN_MS = 24 * HOUR;

/** An export as it is shown. */
export interface ShownExport extends ExportRow { readonly state: CaseExportState; readonly path: string }

/** Exports of cases: of what the asker may see, for nobody but the own organisation, and of more than a few persons by two people's word. */
@Injectable()
export class CaseExportsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly reader: BulletinReader,
    private readonly audit: AuditLog,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** Exports that people of the own organisation asked for, the newest first. */
  async all(context: HubContext, args: PageArgs): Promise<Page<ShownExport>> {
    const actor = withRole(context.actor, ...READING_ROLES);
    const request = pageRequest(args, readCursor);
    const rows = await this.uow.read(actor, (tx) => exportsOf(tx, actor.organisationId, request.after, request.limit + 1));
    return cutPage(rows.map((row) => shown(row, actor.instant)), request);
  }

  /** Asks for an export. It is ready at once, or waits for a second person. */
  async request(context: HubContext, path: string, { format, filter, reason }: RequestCaseExportInput): Promise<ShownExport> {
    const actor = withRole(context.actor, ...READING_ROLES);
    const kept = keptFilter(filter ?? {});
    const { instant } = actor;
    const { id } = await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const before = await exportedSince(tx, actor.personId, new Date(instant.getTime() - OPEN_MS));
      const persons = await countCases(tx, this.asked(actor, kept, instant));
      const id = newId();
      await addExport(tx, actor, {
        id, requestedById: actor.personId, format, filter: kept, reason, persons, needsApproval: before + persons > this.config.exports.persons,
        requestedAt: instant, expiresAt: new Date(instant.getTime() + OPEN_MS), approvedById: null, approvedAt: null,
      });
      await this.note(tx, actor, 'case-export.requested', id, { format, persons, filter: kept });
      return { id };
    });
    return this.one(actor, id);
  }

  /** The second person's word on exactly this filter, format and number of persons. */
  async approve(context: HubContext, path: string, { id, persons }: { id: string; persons: number }): Promise<ShownExport> {
    const actor = withRole(context.actor, Role.OFFICER);
    await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const row = isId(id) ? await exportOf(tx, actor.organisationId, id) : null;
      if (!row) throw notFound();
      if (row.requestedById === actor.personId) throw forbidden('Somebody else approves it than asked for it. / 申請者以外の職員が承認します。');
      if (!row.needsApproval || row.approvedById !== null) throw conflict('It waits for nobody. / 承認待ちではありません。');
      if (row.expiresAt <= actor.instant) throw conflict('The time for approving it is over: it must be asked for again. / 承認期限を過ぎています。');
      if (row.persons !== persons) throw conflict('It is about another number of persons. / 対象人数が異なります。');
      if (!(await approveExport(tx, actor, row.id, new Date(actor.instant.getTime() + OPEN_MS)))) throw conflict('Somebody has approved it meanwhile.');
      await this.note(tx, actor, 'case-export.approved', row.id, { format: row.format, persons, filter: row.filter });
      return { id: row.id };
    });
    return this.one(actor, id);
  }

  /** Begins to give an export to whom it was asked for by; it is on record that it begins. */
  async begin(context: HubContext, id: string): Promise<ShownExport> {
    const actor = withRole(context.actor, ...READING_ROLES);
    const row = isId(id) ? await this.uow.read(actor, (tx) => exportOf(tx, actor.organisationId, id)) : null;
    if (!row) throw notFound();
    const export_ = shown(row, actor.instant);
    if (row.requestedById !== actor.personId) throw forbidden('Who asked for an export fetches it. / 申請者本人のみ取得できます。');
    if (export_.state === CaseExportState.WAITING) throw conflict('It waits for a second person. / 別の職員の承認待ちです。');
    if (export_.state === CaseExportState.EXPIRED) throw conflict('The time for fetching it is over: ask again. / 期限切れです。再度申請してください。');
    await this.uow.note(actor, async (tx) => {
      // More than were counted can only be what others have opened to the organisation since.
      if ((await countCases(tx, this.asked(actor, row.filter, row.requestedAt))) > row.persons) throw conflict('It has come to be about more persons than were asked for: ask again. / 対象人数が増えました。再度申請してください。');
      await this.note(tx, actor, 'case-export.begun', row.id, { format: row.format, persons: row.persons });
    });
    return export_;
  }

  /** Who exports what. */
  asked(actor: PersonActor, filter: KeptFilter, requestedAt: Date): Asked {
    return { scope: this.scope.principals(actor), actor, filter, requestedAt };
  }

  /** Reads on behalf of an operation. */
  get read(): BulletinReader['read'] {
    return this.reader.read.bind(this.reader);
  }

  private async note(tx: Tx, { personId, organisationId, instant: occurredAt }: PersonActor, action: string, subjectId: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.record(tx, { action, occurredAt, personId, organisationId, subjectId, detail, holderIds: [organisationId] });
    await emit(tx, { type: action, subjectId, payload: {}, occurredAt });
  }

  private async one(actor: PersonActor, id: string): Promise<ShownExport> {
    const row = await this.uow.read(actor, (tx) => exportOf(tx, actor.organisationId, id));
    if (!row) throw notFound();
    return shown(row, actor.instant);
  }
}

function shown(row: ExportRow, instant: Date): ShownExport {
  const state = row.expiresAt <= instant ? CaseExportState.EXPIRED : row.needsApproval && row.approvedById === null ? CaseExportState.WAITING : CaseExportState.READY;
  return { ...row, state, path: `/exports/cases/${row.id}` };
}

function keptFilter({ ownOnly, citizenships, exploitation, from, until }: CaseExportFilter): KeptFilter {
  if (from && until && until <= from) throw invalid('input.filter.until', 'Ends before it begins.');
  return {
    ownOnly: ownOnly ?? false, citizenships: [...new Set(citizenships ?? [])].sort(), exploitation: [...new Set(exploitation ?? [])].sort(),
    from: from?.toISOString() ?? null, until: until?.toISOString() ?? null,
  };
}

function readCursor(cursor: string): [string, string] | null {
  const parts = decodeCursor(cursor);
  const [at, id] = parts ?? [];
  return parts?.length === 2 && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : null;
}
