import { Args, Context, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { PartyLoaders, Person } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { CaseExportsService, type ShownExport } from './case-exports.service.js';
import { ApproveCaseExportInput, CaseExport, CaseExportConnection, CaseExportPayload, RequestCaseExportInput } from './case.types.js';

const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Exports of cases: asked for, approved, listed. Their bytes go over HTTP (serve-case-exports.ts). */
@Resolver(() => CaseExport)
export class CaseExportsResolver {
  constructor(
    private readonly exports: CaseExportsService,
    private readonly parties: PartyLoaders,
  ) {}

  @Query(() => CaseExportConnection, { description: 'Exports that people of the own organisation asked for, the newest first. For those with a reading role.' })
  async caseExports(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<unknown> {
    return connectionOf(await this.exports.all(context, { first, after }), ({ requestedAt, id }) => [requestedAt.toISOString(), id]);
  }

  @Mutation(() => CaseExportPayload, { description: 'Asks for an export of the cases that the asker may see, as they stand in what is written until now; never of TLP:RED. It can be fetched at once, or, where it is about more than HUB_EXPORT_PERSONS persons with what the asker exported in the last 24 hours, after a second person has approved it within 24 hours. For those with a reading role.' })
  async requestCaseExport(@Args('input') input: RequestCaseExportInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<{ export: ShownExport }> {
    return { export: await this.exports.request(context, pathOf(info), input) };
  }

  @Mutation(() => CaseExportPayload, { description: 'Approves exactly that export, within 24 hours; from then on it can be fetched for 24 hours. Another OFFICER of the same organisation than asked for it; FORBIDDEN for the same, CONFLICT where it does not wait any more.' })
  async approveCaseExport(@Args('input') input: ApproveCaseExportInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<{ export: ShownExport }> {
    return { export: await this.exports.approve(context, pathOf(info), input) };
  }

  @ResolveField(() => Person, { description: 'Who asked, and alone can fetch it.' })
  async requestedBy(@Parent() row: ShownExport, @Context() context: HubContext): Promise<Person | null> {
    return this.parties.person(context, row.requestedById);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who approved.' })
  async approvedBy(@Parent() row: ShownExport, @Context() context: HubContext): Promise<Person | null> {
    return row.approvedById === null ? null : this.parties.person(context, row.approvedById);
  }
}
