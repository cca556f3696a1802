import { Field, ID, InputType } from '@nestjs/graphql';
import { IsNotEmpty, IsOptional, MaxLength } from 'class-validator';
import { Folded } from '@hub/parties';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';

@InputType({ description: 'A document for an item.' })
export class AddMeetingDocumentInput {
  @Field(() => ID, { description: 'The item.' })
  itemId: string;

  @Field(() => ID, { description: "An upload of the asker's own that is READY. CONFLICT where it is not, NOT_FOUND where it hangs on something already." })
  uploadId: string;

  @Field(() => LanguageTag, { description: 'The language that it is written in.' })
  language: string;

  @Field(() => Boolean, { defaultValue: true, description: 'False: it may be made public (TLP:CLEAR), and guests have it on their links where its item is open to all parties and about nothing but TLP:CLEAR. It stays as it was filed: remove it and file it anew.' })
  confidential: boolean;
}

@InputType({ description: 'A document that is taken away.' })
export class RemoveMeetingDocumentInput {
  @Field(() => ID, { description: "The document: its attachment's id." })
  documentId: string;

  @Field(() => String, { nullable: true, description: "Why, for the organisations' records; at most 500 characters. It should name nobody." })
  @IsOptional() @Folded() @IsNotEmpty() @MaxLength(500)
  reason?: string | null;
}
