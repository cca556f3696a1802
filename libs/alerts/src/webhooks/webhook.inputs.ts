import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsNotEmpty, MaxLength, ValidateIf } from 'class-validator';

/** Absent is fine; null is not. */
const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

@InputType({ description: 'A new endpoint.' })
export class CreateWebhookInput {
  @Field(() => String, { description: 'Where to send messages: https, and public.' })
  @IsNotEmpty() @MaxLength(2000)
  url: string;

  @Field(() => String, { defaultValue: '', description: 'What it is for, at most 200 characters.' })
  @MaxLength(200)
  description: string;
}

@InputType({ description: 'Changes to an endpoint; what is absent stays.' })
export class UpdateWebhookInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id: string;

  @Field(() => Int, { description: 'The revision that was read.' })
  expectedRevision: number;

  @Field(() => String, { nullable: true, description: 'Where to send messages from now on, those that wait too.' })
  @MayBeAbsent() @IsNotEmpty() @MaxLength(2000)
  url?: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  @MayBeAbsent() @MaxLength(200)
  description?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether messages are sent. What waits is sent once it is enabled again, and so is what came meanwhile.' })
  @MayBeAbsent()
  enabled?: boolean;
}
