import { DateTimeScalar as DateTime } from '@hub/platform';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { Folded, PASSWORD_INPUT } from '../identity.inputs.js';

/** How a second factor stands. */
@ObjectType({ description: 'How your second factor stands.' })
export class SecondFactor {
  @Field({ description: 'Whether one is enrolled and confirmed.' }) enrolled: boolean;
  @Field({ description: 'Whether one of your roles demands it.' }) required: boolean;
  @Field(() => Int, { description: 'Recovery codes that are not yet used.' }) recoveryCodesLeft: number;
}

/** What an authenticator app is set up with. */
@ObjectType({ description: 'What an authenticator app is set up with. It counts once confirmSecondFactor has been given a code.' })
export class SecondFactorEnrolment {
  @Field({ description: 'An `otpauth:` URI, for a QR code.' }) uri: string;
  @Field({ description: 'The same secret in Base32, to be typed in.' }) secret: string;
  @Field(() => String, { nullable: true, description: 'For confirmSecondFactor, where no session can be opened before. Good for nothing else.' }) enrolmentToken: string | null;
  @Field(() => DateTime, { nullable: true, description: 'End of the enrolment token.' }) expiresAt: Date | null;
}

/** Codes for the day the authenticator is lost. */
@ObjectType({ description: 'Recovery codes, each good once in place of a second-factor code.' })
export class RecoveryCodeSet {
  @Field(() => [String], { description: 'Shown this once. Empty in a repetition under an Idempotency-Key.' }) recoveryCodes: string[];
}

/** Beginning an enrolment. */
@InputType({ description: 'Beginning to enrol a second factor. Signed in: the password only. Where signIn answered that a second factor must be enrolled first: the address too.' })
export class EnrolSecondFactorInput {
  @Field({ description: 'Your password.' })
  @MaxLength(PASSWORD_INPUT)
  password: string;

  @Field(() => String, { nullable: true, description: 'Mail address, without a session only.' })
  @IsOptional() @Folded() @MaxLength(320)
  email?: string | null;

  @Field(() => String, { nullable: true, description: "The organisation's code, as in SignInInput." })
  @IsOptional() @Folded() @MaxLength(20)
  organisation?: string | null;
}

/** Confirming an enrolment. */
@InputType({ description: 'Confirming an enrolment.' })
export class ConfirmSecondFactorInput {
  @Field({ description: 'A code of the authenticator.' })
  @Folded() @MaxLength(40)
  code: string;

  @Field(() => String, { nullable: true, description: 'Without a session: from enrolSecondFactor.' })
  @IsOptional() @MaxLength(2000)
  enrolmentToken?: string | null;
}

/** Password and code, for what is grave. */
@InputType({ description: 'Password and second-factor code.' })
export class PasswordAndCodeInput {
  @Field({ description: 'Your password.' })
  @MaxLength(PASSWORD_INPUT)
  password: string;

  @Field({ description: 'A code of the authenticator, or a recovery code.' })
  @Folded() @MaxLength(40)
  code: string;
}

/** Changing the password. */
@InputType({ description: 'Changing your password.' })
export class ChangePasswordInput {
  @Field({ description: 'The password that you have.' })
  @MaxLength(PASSWORD_INPUT)
  currentPassword: string;

  @Field({ description: 'The new one: 15 characters or more, not a common one, not made of your names.' })
  @MaxLength(PASSWORD_INPUT)
  newPassword: string;
}
