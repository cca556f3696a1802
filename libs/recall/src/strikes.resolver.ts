import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, BulletinReader, type BulletinRow } from '@hub/bulletins';
import { notFound } from '@hub/kernel';
import { PartyLoaders, Person } from '@hub/parties';
import { RecallLoaders } from './recall.loaders.js';
import { BulletinOpening } from './recall.types.js';
import { StrikePassageInput } from './strike.inputs.js';
import { Strike, StrikePayload, StrikePlace } from './strike.types.js';
import { StrikesService } from './strikes.service.js';

/** Strikes, in and out of GraphQL. */
@Resolver(() => Bulletin)
export class StrikesResolver {
  constructor(
    private readonly strikes: StrikesService,
    private readonly loaders: RecallLoaders,
    private readonly reader: BulletinReader,
  ) {}

  @Mutation(() => StrikePayload, { description: "Strikes a text, a section or the coded facts at once from all versions, search and previews. Needs one of the originator's editors. In its place stands ［削除］ or [struck]; nothing keeps what stood there. Version numbers stay, approvals of a working copy that held it are void, and whoever sees the place is alerted (STRUCK). INVALID_INPUT where it stands nowhere that the editor sees." })
  async strikePassage(@Args('input') input: StrikePassageInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<StrikePayload> {
    const { id, strikeId } = await this.strikes.strike(context, String(info.path.key), input);
    const strike = (await this.loaders.strikes(context, id)).find((one) => one.id === strikeId);
    if (!strike) throw notFound();
    return { bulletin: await this.reader.one(context, id), strike };
  }

  @ResolveField(() => [Strike], { description: 'That something was struck from what the asker sees of it, and when; the oldest first. None on a tombstone.' })
  async struck(@Parent() { id }: BulletinRow, @Context() context: HubContext): Promise<Strike[]> {
    return this.loaders.strikes(context, id);
  }
}

/** What only the originator's editors see of a strike. */
@Resolver(() => Strike)
export class StrikeFieldsResolver {
  constructor(
    private readonly strikes: StrikesService,
    private readonly parties: PartyLoaders,
  ) {}

  @ResolveField(() => String, { nullable: true, description: "Why; for the originator's editors, null for others." })
  reason(@Parent() { editor, editorReason }: Strike): string | null {
    return editor ? editorReason : null;
  }

  @ResolveField(() => Person, { nullable: true, description: "Who struck; for the originator's editors, null for others." })
  async struckBy(@Parent() strike: Strike, @Context() context: HubContext): Promise<Person | null> {
    const id = await this.strikes.striker(context, strike);
    return id === null ? null : this.parties.person(context, id);
  }

  @ResolveField(() => [StrikePlace], { nullable: true, description: "Where, as far as the asker sees it; for the originator's editors, null for others." })
  async places(@Parent() strike: Strike, @Context() context: HubContext): Promise<StrikePlace[] | null> {
    return this.strikes.places(context, strike);
  }

  @ResolveField(() => [BulletinOpening], { nullable: true, description: "Which organisations were shown a version in which it stood, where they could see the place; for the originator's editors, null for others." })
  async openings(@Parent() strike: Strike, @Context() context: HubContext): Promise<BulletinOpening[] | null> {
    return this.strikes.openings(context, strike);
  }
}
