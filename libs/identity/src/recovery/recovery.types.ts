import { DateTimeScalar as DateTime } from '@hub/platform';
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { Folded, PASSWORD_INPUT } from '../identity.inputs.js';

/** A recovery under way. */
@ObjectType({ description: 'A recovery of an account that is under way: one person has asked for it, and another has approved it or is to.' })
export class Recovery {
  @Field(() => ID, { description: 'For approveRecovery and cancelRecovery.' }) id: string;
  @Field(() => DateTime, { description: 'When it was asked for.' }) requestedAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was approved; null: it waits for the second person.' }) approvedAt: Date | null;
  @Field(() => DateTime, { description: 'Until when it is good.' }) expiresAt: Date;
  /** Not fields as they stand. */
  personId: string;
  requestedById: string;
  requestedByOrganisationId: string;
  approvedById: string | null;
}

/** One of the two codes. */
@ObjectType({ description: 'One of the two codes of a recovery. Tell it to the person, and to nobody else: by it alone nothing can be opened.' })
export class RecoveryHalf {
  @Field(() => String, { nullable: true, description: 'Shown this once; null in a repetition under an Idempotency-Key.' }) code: string | null;
  @Field(() => DateTime, { description: 'Until when it is good.' }) expiresAt: Date;
}

/** Whom to help. */
@InputType({ description: 'Whom to help back into the account.' })
export class RequestRecoveryInput {
  @Field({ description: 'Mail address of the account.' })
  @Folded() @MaxLength(320)
  email: string;

  @Field(() => ID, { nullable: true, description: 'For a COORDINATOR: the organisation. Default: the own one. The answer is the same whether there is such a person or not.' })
  @IsOptional()
  organisationId?: string | null;
}

/** Which recovery to approve. */
@InputType({ description: 'Which recovery to approve: by `id`, as recoveries lists it; or, by a COORDINATOR, what the contact point of `organisationId` has asked for `email`.' })
export class ApproveRecoveryInput {
  @Field(() => ID, { nullable: true, description: 'In the own organisation.' })
  @IsOptional()
  id?: string | null;

  @Field(() => ID, { nullable: true, description: 'For a COORDINATOR.' })
  @IsOptional()
  organisationId?: string | null;

  @Field(() => String, { nullable: true, description: 'For a COORDINATOR.' })
  @IsOptional() @Folded() @MaxLength(320)
  email?: string | null;
}

/** The person's own part. */
@InputType({ description: 'Getting back into your account, by the codes that the two people have told you.' })
export class RecoverAccountInput {
  @Field({ description: 'From the person who asked.' })
  @Folded() @MaxLength(40)
  requestCode: string;

  @Field({ description: 'From the person who approved.' })
  @Folded() @MaxLength(40)
  approvalCode: string;

  @Field({ description: '15 characters or more, not a common one, not made of your names.' })
  @MaxLength(PASSWORD_INPUT)
  newPassword: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the second factor stays, where only the password is lost. Default: no.' })
  @IsOptional()
  keepSecondFactor?: boolean | null;
}
