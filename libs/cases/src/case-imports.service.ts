import { Inject, Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, Scope, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { BulletinReader, type BulletinRow, DraftsService } from '@hub/bulletins';
import { derivedKey } from '@hub/identity';
import { invalid, newId } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { draftOf, revisionOf } from './case.draft.js';
import { readCases } from './case.files.js';
import { type CaseProblem, reasonOf, UnreadableCases } from './case.problems.js';
import { CaseKeys, type CaseRecord, readRow, sameRecord } from './case.record.js';
import { addRecord, changeRecord, type KnownCase, knownCases } from './case.repository.js';
import { type CaseFileInput, CaseOutcome } from './case.types.js';

/** Rows of one request. */
export const MOST_ROWS = 500;
/** A workbook has up to two header rows. */
const WORKBOOK = { unpacked: 16 * 1_048_576, rows: MOST_ROWS + 2 };

/** A good row of a file, with the name under which it is found again. */
interface Keyed { readonly line: number; readonly record: CaseRecord; readonly withheld: readonly string[]; readonly key: string }
interface ReadFile { readonly rows: readonly Keyed[]; readonly problems: readonly CaseProblem[] }
interface Done { readonly line: number; readonly outcome: CaseOutcome; readonly withheld: readonly string[]; readonly id: string | null }

/** What became of a file. */
export interface ImportReport {
  readonly rows: readonly (Omit<Done, 'id'> & { readonly bulletin: BulletinRow | null })[];
  readonly problems: readonly (CaseProblem & { readonly reason: string })[];
}

/** Makes drafts of cases by HTCDS 2.0: never published by this, for nobody but the own organisation, each once. */
@Injectable()
export class CaseImportsService {
  private readonly secret: Buffer;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly drafts: DraftsService,
    private readonly reader: BulletinReader,
    private readonly audit: AuditLog,
    @Inject(HUB_CONFIG) { secrets }: HubConfig,
  ) {
    this.secret = derivedKey(secrets.encryptionKey, 'case-keys');
  }

  /** What an import of the file would do. Changes nothing. */
  async preview(context: HubContext, input: CaseFileInput): Promise<ImportReport> {
    const actor = withRole(context.actor, Role.OFFICER);
    const { rows, problems } = this.read(actor, input);
    const done = await this.reader.read(context, async (tx) => {
      const known = await this.known(tx, actor, rows);
      return rows.map((row) => doneOf(row, known.get(row.key)));
    });
    return this.report(context, done, problems);
  }

  /** Imports the file: good rows all together, or none where something failed that is not theirs. */
  async import(context: HubContext, path: string, input: CaseFileInput): Promise<ImportReport> {
    const actor = withRole(context.actor, Role.OFFICER);
    const { rows, problems } = this.read(actor, input);
    const { done } = await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const known = await this.known(tx, actor, rows);
      const done: Done[] = [];
      for (const row of rows) done.push(await this.take(tx, actor, row, known.get(row.key)));
      const count = (outcome: CaseOutcome): number => done.filter((one) => one.outcome === outcome).length;
      const [subjectId, occurredAt] = [newId(), actor.instant];
      await this.audit.record(tx, {
        action: 'cases.imported', occurredAt, personId: actor.personId, organisationId: actor.organisationId, subjectId, holderIds: [actor.organisationId],
        detail: { rows: rows.length, added: count(CaseOutcome.ADDED), revised: count(CaseOutcome.REVISED), present: count(CaseOutcome.PRESENT), differs: count(CaseOutcome.DIFFERS), bad: new Set(problems.map(({ line }) => line)).size },
      });
      await emit(tx, { type: 'cases.imported', subjectId, payload: {}, occurredAt });
      return { done };
    });
    return this.report(context, done, problems);
  }

  private async take(tx: Tx, actor: PersonActor, row: Keyed, known: KnownCase | undefined): Promise<Done> {
    const done = doneOf(row, known);
    if (!known) {
      const id = await this.drafts.draftIn(tx, actor, draftOf(row.record, actor.language), row.key);
      await addRecord(tx, id, row.record);
      return { ...done, id };
    }
    if (done.outcome === CaseOutcome.REVISED) {
      await this.drafts.reviseIn(tx, actor, { id: known.id, expectedRevision: known.revision }, (opened) => revisionOf(known, row.record, opened));
      await changeRecord(tx, known, row.record);
    }
    return done;
  }

  private async known(tx: Tx, actor: PersonActor, rows: readonly Keyed[]): Promise<Map<string, KnownCase>> {
    return new Map((await knownCases(tx, actor, this.scope.principals(actor), rows.map(({ key }) => key))).map((one) => [one.key, one]));
  }

  private read({ organisationId }: PersonActor, { text, base64, lines, occurrences }: CaseFileInput): ReadFile {
    if ((text == null) === (base64 == null)) throw invalid('input', 'Give either text or base64. / text か base64 のどちらかを指定してください。');
    const bytes = text == null ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text, 'utf8');
    const problems: CaseProblem[] = [];
    try {
      const table = readCases(bytes, WORKBOOK);
      if (table.rows.length > MOST_ROWS) throw invalid('input', `At most ${MOST_ROWS} rows at a time: send the file in parts, as hubctl does. / 一度に${MOST_ROWS}行までです。`);
      if (lines && lines.length !== table.rows.length) throw invalid('input.lines', 'There are as many lines as rows, or none.');
      if (occurrences && occurrences.length !== table.rows.length) throw invalid('input.occurrences', 'There are as many of them as rows, or none.');
      const keys = new CaseKeys(this.secret, organisationId);
      const rows = table.rows.flatMap((row, at): Keyed[] => {
        const read = readRow(table.columns, { ...row, line: lines?.[at] ?? row.line });
        if (read === null) return [];
        if ('problems' in read) {
          problems.push(...read.problems);
          return [];
        }
        const { key, twice } = keys.of(read.record, occurrences?.[at]);
        if (!twice) return [{ ...read, key }];
        problems.push({ line: read.line, column: 'case_id', code: 'CASE_TWICE' });
        return [];
      });
      return { rows, problems };
    } catch (error) {
      if (!(error instanceof UnreadableCases)) throw error;
      return { rows: [], problems: [{ line: error.line, column: error.column, code: error.code }] };
    }
  }

  private async report(context: HubContext, done: readonly Done[], problems: readonly CaseProblem[]): Promise<ImportReport> {
    const ids = done.flatMap(({ id }) => id ?? []);
    const bulletins = context.selectedFields?.has('bulletin') === false || ids.length === 0 ? [] : await this.reader.found(context, async () => ids.map((id) => ({ id })));
    const byId = new Map(bulletins.map(({ id, bulletin }) => [id, bulletin]));
    return {
      rows: done.map(({ id, ...row }) => ({ ...row, bulletin: byId.get(id ?? '') ?? null })),
      problems: problems.map((problem) => ({ ...problem, reason: reasonOf(problem.code) })),
    };
  }
}

function doneOf({ line, record, withheld }: Keyed, known: KnownCase | undefined): Done {
  const outcome = !known ? CaseOutcome.ADDED : sameRecord(known, record) ? CaseOutcome.PRESENT : known.draft ? CaseOutcome.REVISED : CaseOutcome.DIFFERS;
  return { line, outcome, withheld, id: known?.id ?? null };
}
