import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { LocalisedString, localisedStrings } from '@hub/parties';
import { MeetingEdition } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { LettersService } from './letters.service.js';
import { PaperComposer } from './paper.composer.js';
import { SetMeetingLetterInput } from './paper.inputs.js';
import { MeetingLetter, MeetingLetterPayload, MeetingPaper } from './paper.types.js';

/** Papers and the letter, in and out of GraphQL. */
@Resolver(() => MeetingEdition)
export class EditionPapersResolver {
  constructor(
    private readonly letters: LettersService,
    private readonly composer: PaperComposer,
    private readonly editions: EditionsService,
  ) {}

  @Mutation(() => MeetingLetterPayload, { description: 'Writes number, date and sender of the letter of invitation. COORDINATOR only; CONFLICT where somebody was quicker, or the edition is over.' })
  async setMeetingLetter(@Args('input') input: SetMeetingLetterInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingLetterPayload> {
    return { edition: await this.editions.edition(context, await this.letters.set(context, String(info.path.key), input)) };
  }

  @ResolveField(() => MeetingLetter, { nullable: true, description: 'The letter of invitation; null: not written yet.' })
  async letter(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingLetter | null> {
    return this.letters.letter(context, id);
  }

  @ResolveField(() => [MeetingPaper], { description: 'The papers that the asker can fetch now, in Japanese and English, as PDF and XLSX.' })
  async papers(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingPaper[]> {
    return (await this.composer.kinds(context, id)).map((kind) => ({ kind, path: `/meetings/${id}/papers/${kind.toLowerCase().replaceAll('_', '-')}` }));
  }
}

/** What a letter shows. */
@Resolver(() => MeetingLetter)
export class MeetingLetterResolver {
  @ResolveField(() => [LocalisedString], { description: 'Who sends it, by language.' })
  sender(@Parent() { senders }: MeetingLetter): LocalisedString[] {
    return localisedStrings(senders);
  }
}
