import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

@InputType({ description: 'When the meeting breaks. Absent fields stay as they are.' })
export class SetMeetingBreaksInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => Int, { description: "The edition's revision that this is based on." })
  expectedRevision: number;

  @Field(() => Int, { nullable: true, description: 'Minutes without a break at most, 30 to 240: before an item with which it would be more there is one.' })
  @IsOptional() @IsInt() @Min(30) @Max(240)
  afterMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes of a break, at most 60; 0: there is none.' })
  @IsOptional() @IsInt() @Min(0) @Max(60)
  minutes?: number | null;

  @Field(() => String, { nullable: true, description: 'When lunch begins at the earliest, by the clock of the meeting: 10:00 to 15:00.' })
  @IsOptional() @Matches(/^(?:1[0-4]:[0-5]\d|15:00)$/)
  lunchFrom?: string | null;

  @Field(() => Int, { nullable: true, description: 'Minutes of lunch, at most 180; 0: there is none.' })
  @IsOptional() @IsInt() @Min(0) @Max(180)
  lunchMinutes?: number | null;
}
