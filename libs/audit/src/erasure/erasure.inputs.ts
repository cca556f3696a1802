import { Field, ID, InputType } from '@nestjs/graphql';
import { normaliseInput } from '@hub/kernel';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsOptional, MaxLength } from 'class-validator';

/** Full-width and half-width forms folded together, before any check. */
const Folded = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseInput(value) : value));

@InputType({ description: 'What is to be erased, and why.' })
export class RequestAuditErasureInput {
  @Field(() => ID, { description: "An entry of the own organisation's trail; the act is erased in all holders' copies." })
  entryId: string;

  @Field({ description: 'Shown to all whom it concerns, and kept: it should name nobody.' })
  @Folded() @IsNotEmpty() @MaxLength(500)
  reason: string;
}

@InputType({ description: 'An erasure that concerns the own organisation.' })
export class AuditErasureInput {
  @Field(() => ID, { description: 'The erasure.' })
  erasureId: string;
}

@InputType({ description: 'What is put under a legal hold, and why: one entry, or everything about one subject.' })
export class SetAuditHoldInput {
  @Field(() => ID, { nullable: true, description: "An entry of the own organisation's trail. Either this or `subjectId`." })
  @IsOptional()
  entryId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A bulletin, a person, …: whatever entries are about.' })
  @IsOptional()
  subjectId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'A coordinator’s hold for the hub covers everything about the subject, whoever holds it. Otherwise: what the own organisation holds.' })
  @IsOptional()
  forHub?: boolean | null;

  @Field({ description: 'Seen by the own organisation only, and kept: it should name nobody.' })
  @Folded() @IsNotEmpty() @MaxLength(500)
  reason: string;
}

@InputType({ description: 'A hold of the own organisation.' })
export class LiftAuditHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  holdId: string;
}
