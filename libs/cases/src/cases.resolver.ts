import { Args, Context, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { CaseImportsService, type ImportReport } from './case-imports.service.js';
import { CaseRecordsReader } from './case-records.reader.js';
import { CaseFileInput, CaseImportReport, CaseRecordView } from './case.types.js';

const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Case records: in from files, and beside their bulletins. */
@Resolver(() => Bulletin)
export class CasesResolver {
  constructor(
    private readonly imports: CaseImportsService,
    private readonly records: CaseRecordsReader,
  ) {}

  @Query(() => CaseImportReport, { description: 'What importCases would do with a file, row by row. Changes nothing. OFFICER only.' })
  async previewCaseImport(@Args('input') input: CaseFileInput, @Context() context: HubContext): Promise<ImportReport> {
    return this.imports.preview(context, input);
  }

  @Mutation(() => CaseImportReport, { description: `Drafts the cases of a file by HTCDS 2.0 (CSV, XLSX, or the JSON that the hub exports): each a CASE_INFORMATION bulletin of the own organisation, AMBER_STRICT, for nobody else; nothing is published.
A case is known again by its number (the column case_id, ours: HTCDS has none), else by what it says; what is in already is left alone, a draft that has changed is revised. Without consent (con_Consent true) whatever names somebody, or could, is left out. OFFICER only. INVALID_INPUT for more than 500 rows.` })
  async importCases(@Args('input') input: CaseFileInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ImportReport> {
    return this.imports.import(context, pathOf(info), input);
  }

  @ResolveField(() => CaseRecordView, { nullable: true, description: 'The record of the case, where the bulletin came from one and its content may be read.' })
  async caseRecord(@Parent() row: BulletinRow, @Context() context: HubContext): Promise<CaseRecordView | null> {
    return this.records.of(context, row);
  }
}
