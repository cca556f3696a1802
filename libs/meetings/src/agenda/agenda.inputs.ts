import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsInt, IsNotEmpty, IsOptional, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { Folded, LocalisedTextInput } from '@hub/parties';
import { MeetingItemPurpose } from './agenda.enums.js';

@InputType({ description: 'An item that the own organisation proposes.' })
export class ProposeMeetingItemInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => [LocalisedTextInput], { description: 'Its title by language, in at least one.' })
  @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  titles: LocalisedTextInput[];

  @Field(() => MeetingItemPurpose, { description: 'What it is for.' })
  purpose: MeetingItemPurpose;

  @Field(() => Int, { description: 'Minutes that it needs, 1 to 480; no longer than the day.' })
  @IsInt() @Min(1) @Max(480)
  minutes: number;

  @Field(() => String, { defaultValue: '', description: 'Who presents it, at most 200 characters.' })
  @Folded() @MaxLength(200)
  presenter: string;

  @Field(() => [ID], { nullable: true, description: 'The parties that it is open to; the own organisation always. Null: all.' })
  @IsOptional() @ArrayMaxSize(500)
  audience?: string[] | null;

  @Field(() => [ID], { defaultValue: [], description: 'Bulletins that it is about: only who may see all of them sees the item. The asker must.' })
  @ArrayMaxSize(20) @ArrayUnique()
  bulletinIds: string[];
}

@InputType({ description: 'Changes to an item. Absent fields stay as they are; audience and bulletins are its proposer’s alone to change.' })
export class UpdateMeetingItemInput {
  @Field(() => ID, { description: 'Which.' })
  id: string;

  @Field(() => Int, { description: 'The revision that the change is based on.' })
  expectedRevision: number;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'Its title by language.' })
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  titles?: LocalisedTextInput[] | null;

  @Field(() => MeetingItemPurpose, { nullable: true, description: 'What it is for.' })
  purpose?: MeetingItemPurpose | null;

  @Field(() => Int, { nullable: true, description: 'Minutes that it needs, 1 to 480.' })
  @IsOptional() @IsInt() @Min(1) @Max(480)
  minutes?: number | null;

  @Field(() => String, { nullable: true, description: 'Who presents it.' })
  @IsOptional() @Folded() @MaxLength(200)
  presenter?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The parties that it is open to, all of them; the own organisation always. Null: all. Nobody is let see what was fixed, noted or taken up while it was closed to him: CONFLICT.' })
  @IsOptional() @ArrayMaxSize(500)
  audience?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'All bulletins that it is about; the asker must see them. One is taken away only where nobody is let see by it what was meant for others: CONFLICT.' })
  @ValidateIf((_, value) => value !== undefined) @IsArray() @ArrayMaxSize(20) @ArrayUnique()
  bulletinIds?: string[];
}

@InputType({ description: 'An item, at the revision that was seen.' })
export class MeetingItemInput {
  @Field(() => ID, { description: 'Which.' })
  id: string;

  @Field(() => Int, { description: 'The revision that it is based on.' })
  expectedRevision: number;
}

@InputType({ description: 'A proposal that is not taken up.' })
export class DeclineMeetingItemInput extends MeetingItemInput {
  @Field(() => String, { description: 'Why, for its proposer and whoever sees it: at most 1,000 characters.' })
  @Folded() @IsNotEmpty() @MaxLength(1000)
  reason: string;
}

@InputType({ description: 'A proposal that is taken up in another item.' })
export class MergeMeetingItemInput extends MeetingItemInput {
  @Field(() => ID, { description: 'The other item.' })
  intoId: string;
}

@InputType({ description: 'Whether the own organisation stands behind an item of another.' })
export class SponsorMeetingItemInput {
  @Field(() => ID, { description: 'Which.' })
  id: string;

  @Field(() => Boolean, { description: 'Whether it does.' })
  @IsBoolean()
  sponsors: boolean;
}

@InputType({ description: 'The order of the agenda.' })
export class OrderMeetingAgendaInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId: string;

  @Field(() => Int, { description: "The edition's revision that the order is based on." })
  expectedRevision: number;

  @Field(() => [ID], { description: 'All items on the agenda (`ref` of their slots), in order.' })
  @ArrayMaxSize(500) @ArrayUnique()
  itemIds: string[];
}
