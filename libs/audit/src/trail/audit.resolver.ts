import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { encodeCursor } from '@hub/kernel';
import { connectionOf, UInt64Scalar as UInt64 } from '@hub/platform';
import { AuditTrailService } from './audit-trail.service.js';
import { AuditFilter } from './audit.inputs.js';
import { AuditConsistencyProof, AuditEntry, AuditEntryConnection, AuditInclusionProof } from './audit.types.js';

/** The audit log, in and out of GraphQL. */
@Resolver(() => AuditEntry)
export class AuditResolver {
  constructor(private readonly auditTrailService: AuditTrailService) {}

  @Query(() => AuditEntryConnection, { description: "The own organisation's records, newest first. Administrators and contact points read all of them; auditors what people of the coordinating organisation and the hub itself did, without details; everybody else their own acts and, with `filter.subjectId`, who read a bulletin that their organisation originated; a page of own acts may hold fewer than asked for although more follow: go on from `endCursor`." })
  async auditTrail(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Args('filter', { type: () => AuditFilter, nullable: true, description: 'What to look for.' }) filter: AuditFilter | null,
    @Context() context: HubContext,
  ): Promise<unknown> {
    const page = await this.auditTrailService.trail(context, { first, after, filter });
    const connection = connectionOf(page, ({ counter }) => [Number(counter)]);
    if (page.stoppedAt === null) return connection;
    const { nodes, edges, pageInfo: { hasNextPage, hasPreviousPage, startCursor } } = connection;
    return { nodes, edges, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor: encodeCursor([page.stoppedAt]) } };
  }

  @Query(() => String, { description: 'The newest signed checkpoint (C2SP tlog-checkpoint, a signed note), as text.' })
  async auditCheckpoint(@Context() context: HubContext): Promise<string> {
    return this.auditTrailService.checkpoint(context);
  }

  @Query(() => AuditInclusionProof, { nullable: true, description: "For a record of the own organisation that the asker may read. Without `treeSize`: for the newest checkpoint. A size of which there is no checkpoint is INVALID_INPUT." })
  async auditInclusionProof(
    @Args('entryId', { type: () => ID, description: 'The entry.' }) entryId: string,
    @Args('treeSize', { type: () => UInt64, nullable: true, description: 'Size of a checkpoint.' }) treeSize: bigint | null,
    @Context() context: HubContext,
  ): Promise<AuditInclusionProof> {
    return this.auditTrailService.inclusion(context, entryId, treeSize ?? null);
  }

  @Query(() => AuditConsistencyProof, { description: 'That the log of one size begins with the log of another. INVALID_INPUT for sizes that the log does not have.' })
  async auditConsistencyProof(
    @Args('fromSize', { type: () => UInt64, description: 'From 1.' }) fromSize: bigint,
    @Args('toSize', { type: () => UInt64, description: 'At most the size of the newest checkpoint.' }) toSize: bigint,
    @Context() context: HubContext,
  ): Promise<AuditConsistencyProof> {
    return this.auditTrailService.consistency(context, fromSize, toSize);
  }

  @Query(() => [AuditInclusionProof], { description: "The own organisation's records with their proofs, by counter: for keeping a copy that can be verified without the hub. ADMINISTRATOR or CONTACT_POINT only." })
  async auditExport(
    @Args('fromCounter', { type: () => UInt64, description: 'The first counter, from 1.' }) fromCounter: bigint,
    @Args('treeSize', { type: () => UInt64, description: 'Size of a checkpoint; records beyond it are left out.' }) treeSize: bigint,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 100, description: 'At most 100.' }) first: number | null,
    @Context() context: HubContext,
  ): Promise<AuditInclusionProof[]> {
    return this.auditTrailService.export(context, fromCounter, treeSize, first);
  }

  @Query(() => String, { description: 'A signed statement (signed note) of how many records the own organisation holds at a checkpoint, and of the last one. ADMINISTRATOR or CONTACT_POINT only.' })
  async auditHead(
    @Args('treeSize', { type: () => UInt64, nullable: true, description: 'Size of a checkpoint; without it the newest.' }) treeSize: bigint | null,
    @Context() context: HubContext,
  ): Promise<string> {
    return this.auditTrailService.head(context, treeSize ?? null);
  }
}
