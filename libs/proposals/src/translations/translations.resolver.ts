import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, type BulletinRow, BulletinSection } from '@hub/bulletins';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders, Person } from '@hub/parties';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { AddTranslationInput, ReplaceTranslationInput, TranslationRevisionInput } from './translation.inputs.js';
import { TranslationLoader } from './translation.loader.js';
import { Translation, TranslationPayload } from './translation.types.js';
import { TranslationsService } from './translations.service.js';

const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Translations, in and out of GraphQL. */
@Resolver(() => Translation)
export class TranslationsResolver {
  constructor(
    private readonly service: TranslationsService,
    private readonly loader: TranslationLoader,
    private readonly parties: PartyLoaders,
  ) {}

  @Mutation(() => TranslationPayload, { description: "Adds a translation. The originator's editors: for everybody who sees the original; where the mark needs four eyes, once a second officer approves it (`approveTranslation`). Others who read the bulletin: for their own organisation's people alone." })
  async addTranslation(@Args('input') input: AddTranslationInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<TranslationPayload> {
    return this.payload(context, await this.service.add(context, pathOf(info), input));
  }

  @Mutation(() => TranslationPayload, { description: "Puts another translation in the place of one of the own organisation's. Needs a second person anew." })
  async replaceTranslation(@Args('input') input: ReplaceTranslationInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<TranslationPayload> {
    return this.payload(context, await this.service.replace(context, pathOf(info), input));
  }

  @Mutation(() => TranslationPayload, { description: 'Lets everybody see a translation who sees the original: by an editor who did not write it.' })
  async approveTranslation(@Args('input') input: TranslationRevisionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<TranslationPayload> {
    return this.payload(context, await this.service.approve(context, pathOf(info), input));
  }

  @Mutation(() => Boolean, { description: "Removes one of the own organisation's translations." })
  async removeTranslation(@Args('input') input: TranslationRevisionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.service.remove(context, pathOf(info), input);
    return true;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who translated, where it was a person of the hub of whom the asker may know.' })
  async translator(@Parent() { translatorId }: Translation, @Context() context: HubContext): Promise<Person | null> {
    return translatorId === null ? null : this.parties.person(context, translatorId);
  }

  @ResolveField(() => Organisation, { description: "Whose it is: the originator's, or the asker's own." })
  async organisation(@Parent() { organisationId }: Translation, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.parties.organisation(context, organisationId);
    if (!organisation) throw notFound();
    return organisation;
  }

  private async payload(context: HubContext, { id }: { id: string }): Promise<TranslationPayload> {
    return { translation: await this.loader.one(context, id) };
  }
}

const LANGUAGE = { type: () => LanguageTag, nullable: true, description: 'Into this language, and its regions; absent: into any.' } as const;

/** Of titles. */
@Resolver(() => Bulletin)
export class TitleTranslationsResolver {
  constructor(private readonly loader: TranslationLoader) {}

  @ResolveField(() => [Translation], { description: 'Translations of the title. None of a tombstone.' })
  async translations(@Parent() { id, number }: BulletinRow, @Args('language', LANGUAGE) language: string | null, @Context() context: HubContext): Promise<Translation[]> {
    return number === null ? [] : this.loader.of(context, id, language);
  }
}

/** Of sections. */
@Resolver(() => BulletinSection)
export class SectionTranslationsResolver {
  constructor(private readonly loader: TranslationLoader) {}

  @ResolveField(() => [Translation], { description: 'Translations of the section.' })
  async translations(@Parent() { id }: BulletinSection, @Args('language', LANGUAGE) language: string | null, @Context() context: HubContext): Promise<Translation[]> {
    return this.loader.of(context, id, language);
  }
}
