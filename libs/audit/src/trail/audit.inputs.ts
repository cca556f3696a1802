import { Field, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { DateTimeScalar as DateTime } from '@hub/platform';

@InputType({ description: 'All conditions hold together.' })
export class AuditFilter {
  @Field(() => [String], { nullable: true, description: 'One of these actions.' }) @IsOptional() @ArrayMaxSize(50) @MaxLength(100, { each: true }) actions?: string[] | null;
  @Field(() => ID, { nullable: true, description: "About this: a bulletin, a person, … For a bulletin of the own organisation that the asker may see: everybody's reads of it." }) @IsOptional() subjectId?: string | null;
  @Field(() => [ID], { nullable: true, description: 'By people of one of these organisations.' }) @IsOptional() @ArrayMaxSize(200) organisationIds?: string[] | null;
  @Field(() => DateTime, { nullable: true, description: 'From this instant on.' }) @IsOptional() from?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Before this instant.' }) @IsOptional() to?: Date | null;
}
