import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsNotEmpty, Max, MaxLength, Min } from 'class-validator';

/** The largest file: 100 MB (MiB). */
export const LARGEST = 104_857_600;

@InputType({ description: 'A file that is to come.' })
export class BeginUploadInput {
  @Field({ description: 'Its name, with the ending that says what it is. Composed (NFC) and without blanks at its ends; INVALID_INPUT for parts of paths, characters that are not seen or turn text round, other endings.' })
  @IsNotEmpty() @MaxLength(400)
  name: string;

  @Field(() => Int, { description: `Its bytes: at most ${LARGEST}.` })
  @Min(1) @Max(LARGEST)
  length: number;
}

@InputType({ description: 'What is attached to which bulletin.' })
export class AttachFileInput {
  @Field(() => ID, { description: 'The bulletin. Of something published the file is part of the next version.' }) bulletinId: string;
  @Field(() => Int, { description: 'The revision that was read.' }) expectedRevision: number;
  @Field(() => ID, { description: 'An upload of the asker\'s own that is READY. CONFLICT where it is not, or is attached already.' }) uploadId: string;
  @Field(() => ID, { nullable: true, description: 'A section of the bulletin: then the file is for that section\'s audience. Otherwise for the bulletin\'s. It stays there: to move a file, upload it again.' }) sectionId?: string | null;
}

@InputType({ description: 'What is taken out of the working copy.' })
export class RemoveAttachmentInput {
  @Field(() => ID, { description: 'The bulletin.' }) bulletinId: string;
  @Field(() => Int, { description: 'The revision that was read.' }) expectedRevision: number;
  @Field(() => ID, { description: 'The attachment. Earlier versions keep it: to take it back from those too, strike it.' }) attachmentId: string;
}

@InputType({ description: 'What is struck.' })
export class StrikeAttachmentInput {
  @Field(() => ID, { description: 'The attachment.' }) attachmentId: string;

  @Field({ description: 'Why; for the own organisation\'s record. It should name nobody.' })
  @IsNotEmpty() @MaxLength(500)
  reason: string;
}
