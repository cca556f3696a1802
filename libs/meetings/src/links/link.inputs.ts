import { Field, ID, InputType } from '@nestjs/graphql';
import { IsNotEmpty, MaxLength } from 'class-validator';
import { Folded } from '@hub/parties';
import { DateTimeScalar as DateTime } from '@hub/platform';

@InputType({ description: 'A personal link for somebody without an account.' })
export class CreateMeetingLinkInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => ID, { nullable: true, description: 'The party for which the holder speaks (a new attaché); null: for himself alone (an interpreter, a guest of a ministry), and what he says to a poll is not counted.' })
  organisationId?: string | null;

  @Field({ description: 'Whose it is: name and office, at most 200 characters. He is shown it.' }) @Folded() @IsNotEmpty() @MaxLength(200)
  holder: string;

  @Field(() => DateTime, { description: 'From this instant on it does not open: at most 400 days from now.' })
  expiresAt: Date;
}
