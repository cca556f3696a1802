import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { LocalisedString, localisedStrings } from '@hub/parties';
import { MeetingEdition } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { LettersService } from './letters.service.js';
import { PaperComposer } from './paper.composer.js';
import { PaperLinks } from './paper.links.js';
import { SetMeetingLetterInput } from './paper.inputs.js';
import { standardLetter } from './papers.js';
import { MeetingLetter, MeetingLetterPayload, MeetingPaper, MeetingPaperLinkPayload } from './paper.types.js';

/** Papers and the letter, in and out of GraphQL. */
@Resolver(() => MeetingEdition)
export class EditionPapersResolver {
  constructor(
    private readonly letters: LettersService,
    private readonly composer: PaperComposer,
    private readonly editions: EditionsService,
    private readonly links: PaperLinks,
  ) {}

  @Mutation(() => MeetingLetterPayload, { description: 'Writes number, date, sender and text of the letter of invitation. COORDINATOR only; CONFLICT where somebody was quicker, or the edition is over.' })
  async setMeetingLetter(@Args('input') input: SetMeetingLetterInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingLetterPayload> {
    return { edition: await this.editions.edition(context, await this.letters.set(context, String(info.path.key), input)) };
  }

  @Mutation(() => MeetingPaperLinkPayload, { description: 'Gives a link by which a browser, which has no header to send, fetches a paper once and within a minute, as the asker and while the session stands. Whether there is such a paper for the asker is said as it is fetched. NOT_FOUND for who does not take part in the edition.' })
  async meetingPaperLink(@Args('path', { type: () => String, description: 'Its address: `MeetingPaper.path` with `.pdf` or `.xlsx`, and the query.' }) path: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingPaperLinkPayload> {
    return this.links.make(context, String(info.path.key), path);
  }

  @ResolveField(() => MeetingLetter, { nullable: true, description: 'The letter of invitation; null: not written yet.' })
  async letter(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingLetter | null> {
    return this.letters.letter(context, id);
  }

  @ResolveField(() => [LocalisedString], { description: 'What the letter of invitation says where no text of its own was written, in Japanese and English, a line a paragraph.' })
  standardLetter(@Parent() edition: MeetingEdition): LocalisedString[] {
    return localisedStrings(standardLetter(edition));
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

  @ResolveField(() => [LocalisedString], { description: "What it says in the place of the hub's own text, by language." })
  body(@Parent() { bodies }: MeetingLetter): LocalisedString[] {
    return localisedStrings(bodies);
  }
}
