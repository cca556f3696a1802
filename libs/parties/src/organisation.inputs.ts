import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsBoolean, IsNotEmpty, IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Folded, LocalisedTextInput, MayBeAbsent } from './party.inputs.js';

/** What an administrator changes of the own organisation. */
@InputType({ description: 'Changes to the own organisation. Absent fields stay as they are; null clears.' })
export class UpdateOrganisationInput {
  @Field(() => Int, { description: 'The revision that the change is based on.' })
  expectedRevision: number;

  @Field(() => [LocalisedTextInput], { nullable: true, description: 'All names, by language; English must be among them.' })
  @MayBeAbsent() @ArrayNotEmpty() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LocalisedTextInput)
  names?: LocalisedTextInput[];

  @Field(() => Boolean, { nullable: true, description: 'Whether its people appear to other organisations by their duty role instead of their names.' })
  @MayBeAbsent() @IsBoolean()
  dutyRole?: boolean;

  @Field(() => String, { nullable: true, description: 'Where somebody on duty answers at any hour.' })
  @IsOptional() @Folded() @Matches(/^\+?[0-9][0-9 ()-]{4,28}[0-9]$/, { message: 'dutyTelephone must be a telephone number' })
  dutyTelephone?: string | null;
}

/** Who answers for the own organisation. */
@InputType({ description: 'Who is the contact point, and who the deputy. Absent stays as it is; null leaves the place empty.' })
export class SetContactPointInput {
  @Field(() => Int, { description: "The organisation's revision that the change is based on." })
  expectedRevision: number;

  @Field(() => ID, { nullable: true, description: 'An active person of the own organisation.' })
  contactPointId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Another active person of the own organisation.' })
  deputyId?: string | null;
}

/** Which organisation is suspended, and why. */
@InputType({ description: 'An organisation whose people may not sign in until it is reinstated.' })
export class SuspendOrganisationInput {
  @Field(() => ID, { description: 'The organisation.' })
  organisationId: string;

  @Field(() => String, { description: 'Why; enters both organisations’ records.' })
  @Folded() @IsNotEmpty() @MaxLength(500)
  reason: string;
}

/** Which organisation takes part again. */
@InputType({ description: 'An organisation whose suspension ends.' })
export class ReinstateOrganisationInput {
  @Field(() => ID, { description: 'The organisation.' })
  organisationId: string;
}

/** Who approves at one step. */
@InputType({ description: 'One step of an approval route.' })
export class ApprovalStepInput {
  @Field(() => [ID], { description: 'Officers of the own organisation, of whom one approves.' })
  @ArrayNotEmpty() @ArrayMaxSize(20)
  approverIds: string[];

  @Field(() => [ID], { nullable: true, description: 'Officers who may approve instead.' })
  @IsOptional() @ArrayMaxSize(20)
  standInIds?: string[] | null;
}

/** The whole route as it is to be. */
@InputType({ description: "The own organisation's approval route, from the first step to the last." })
export class SetApprovalRouteInput {
  @Field(() => Int, { description: "The organisation's revision that the change is based on." })
  expectedRevision: number;

  @Field(() => [ApprovalStepInput], { description: 'At most nine steps. None: any second person approves.' })
  @ArrayMaxSize(9) @ValidateNested({ each: true }) @Type(() => ApprovalStepInput)
  steps: ApprovalStepInput[];
}
