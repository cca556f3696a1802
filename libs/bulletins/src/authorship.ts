import { Field, ID, InputType, Int, Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { Injectable } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { emit } from '@hub/audit';
import { conflict, forbidden, invalid } from '@hub/kernel';
import { BulletinPayload } from './bulletin.connection.js';
import { BulletinReader } from './bulletin.reader.js';
import { BulletinWrite } from './bulletin.write.js';

@InputType({ description: 'Who is the author of a bulletin from now on.' })
export class HandOverAuthorshipInput {
  @Field(() => ID, { description: 'The bulletin.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'The revision that the author saw.' }) expectedRevision: number;
  @Field(() => ID, { description: 'Another active officer of the own organisation.' }) @IsUUID() successorId: string;
}

/** The author names the next one: the only way in which TLP:RED goes on when he goes. */
@Injectable()
export class AuthorshipService {
  constructor(private readonly write: BulletinWrite) {}

  /** Makes another officer the author. Everything of it that is open to the author opens to him; he counts as having edited what waits. */
  async handOver(context: HubContext, path: string, { successorId, ...input }: HandOverAuthorshipInput): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async ({ tx, actor, bulletin, version }) => {
      if (bulletin.authorId !== actor.personId) throw forbidden('Its author alone names another one. / 起案者のみが後任を指定できます。');
      const [successor] = await tx.query<{ principal: number }>('authorship-successor',
        `SELECT principal FROM hub.persons WHERE id = $1 AND id <> $3 AND organisation_id = $2 AND 'OFFICER' = ANY (roles) AND ended_at IS NULL AND suspended_at IS NULL`,
        [successorId, actor.organisationId, actor.personId]);
      if (!successor) throw invalid('input.successorId', 'Must be another active officer of the own organisation. / 自組織の他の担当官を指定してください。');
      if (bulletin.pendingNumber !== null) {
        if (version.reviewState !== 'EDITING') throw conflict('It waits for approval or release: return it first. / 承認待ちです。先に差し戻してください。', { allowed: ['returnBulletin'] });
        const approved = await this.write.bulletins.approvals(tx, version);
        if (approved.some(({ personId }) => personId === successorId)) throw conflict('He has approved what waits: revise it first, or name another one. / 承認済みの者は後任にできません。', { allowed: ['reviseBulletin'] });
      }
      await tx.query('authorship-hand-over', 'SELECT hub.hand_over_authorship($1, $2)', [bulletin.id, successorId]);
      await this.write.note(tx, actor, 'bulletin.authorship-handed-over', bulletin.id, { before: actor.personId, after: successorId });
      const tell = [{ kind: 'HANDOVER', change: 'AUTHOR', subjectId: bulletin.id, bulletinId: bulletin.id, organisationId: actor.organisationId, readers: [successor.principal] }];
      await emit(tx, { type: 'handover.authorship', subjectId: bulletin.id, payload: { tell }, occurredAt: actor.instant });
    });
  }
}

/** The same, in and out of GraphQL. */
@Resolver()
export class AuthorshipResolver {
  constructor(
    private readonly authorship: AuthorshipService,
    private readonly reader: BulletinReader,
  ) {}

  @Mutation(() => BulletinPayload, { description: "Makes another officer of the own organisation the author: by the author alone, who sees everything of it, before he goes. With TLP:RED it opens to the successor what is open to the author (who works on it until the next revision). The successor counts as having edited what waits, so that somebody else approves it. CONFLICT while it waits for approval." })
  async handOverAuthorship(@Args('input') input: HandOverAuthorshipInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    const { id } = await this.authorship.handOver(context, String(info.path.key), input);
    return { bulletin: await this.reader.one(context, id) };
  }
}
