import { DateTimeScalar as DateTime } from '@hub/platform';
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { Folded, PASSWORD_INPUT } from '../identity.inputs.js';

/** An open session. */
@ObjectType({ description: 'An open session. It ends when it is not used for long, by signOut, and with the right to it.' })
export class Session {
  @Field({ description: "A JWT for `Authorization: Bearer` and for the `connection_init` payload's `authorization`." }) accessToken: string;
  @Field(() => DateTime, { description: 'End of the access token; refreshSession gives the next one.' }) expiresAt: Date;
  @Field(() => String, { nullable: true, description: 'Good once, for refreshSession. Null where the browser holds it in an HttpOnly cookie.' }) refreshToken: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Proves to later sign-ins that this device has signed in before, so that guessing from elsewhere can not lock it out. Null where the browser holds it in a cookie, and on refresh.',
  })
  deviceToken: string | null;
}

/** A live session, as its person sees it. */
@ObjectType({ description: 'One of your live sessions.' })
export class OwnSession {
  @Field(() => ID, { description: 'For endSession.' }) id: string;
  @Field(() => DateTime, { description: 'When it was opened.' }) createdAt: Date;
  @Field(() => DateTime, { description: 'When it was last carried on.' }) lastUsedAt: Date;
  @Field(() => DateTime, { description: 'When it ends unless it is used.' }) expiresAt: Date;
  @Field({ description: 'Whether it is the one that asks.' }) current: boolean;
}

/** What to sign in with. */
@InputType({ description: 'What to sign in with.' })
export class SignInInput {
  @Field({ description: 'Mail address; full-width letters are taken.' })
  @Folded() @MaxLength(320)
  email: string;

  @Field({ description: 'Password.' })
  @MaxLength(PASSWORD_INPUT)
  password: string;

  @Field(() => String, { nullable: true, description: 'Second factor, where one is enrolled: a code of the authenticator, or a recovery code.' })
  @IsOptional() @Folded() @MaxLength(40)
  code?: string | null;

  @Field(() => String, { nullable: true, description: "The organisation's code, needed only where one address has accounts in several organisations." })
  @IsOptional() @Folded() @MaxLength(20)
  organisation?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'For browsers: keep refresh and device token in HttpOnly cookies, and out of the answer.' })
  @IsOptional()
  cookie?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Device token of an earlier sign-in, for clients without cookies.' })
  @IsOptional() @MaxLength(100)
  deviceToken?: string | null;
}
