import { Role } from '@hub/access';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag } from '@hub/platform';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Session } from '../sessions/session.types.js';
import { InvitationState } from './invitation.repository.js';

registerEnumType(InvitationState, {
  name: 'InvitationState',
  description: 'What has become of an invitation.',
  valuesMap: {
    OPEN: { description: 'Can be accepted.' },
    ACCEPTED: { description: 'Somebody has joined by it.' },
    REVOKED: { description: 'Was revoked, or replaced by a newer one.' },
    EXPIRED: { description: 'Seven days have passed.' },
  },
});

/** An invitation, without its token. */
@ObjectType({ description: 'An invitation to join an organisation of the hub, good for seven days and once.' })
export class Invitation {
  @Field(() => ID, { description: 'For revokeInvitation.' }) id: string;
  @Field({ description: 'Mail address of the account that it makes.' }) email: string;
  @Field(() => [Role], { description: 'Roles of the account that it makes.' }) roles: Role[];
  @Field(() => LanguageTag, { description: 'Language of the account that it makes, unless the person says otherwise.' }) language: string;
  @Field(() => InvitationState, { description: 'What has become of it.' }) state: InvitationState;
  @Field(() => DateTime, { description: 'When it was given.' }) createdAt: Date;
  @Field(() => DateTime, { description: 'Until when it is good.' }) expiresAt: Date;
  /** Not fields as they stand. */
  organisationId: string;
  invitedById: string;
}

/** An invitation that was just given. */
@ObjectType({ description: 'An invitation that was just given.' })
export class InvitationPayload {
  @Field(() => Invitation, { description: 'The invitation.' }) invitation: Invitation;
  @Field(() => String, { nullable: true, description: 'To be handed to the person by a safe way. Shown this once; null in a repetition under an Idempotency-Key.' }) token: string | null;
}

/** A new account. */
@ObjectType({ description: 'A new account.' })
export class AcceptedInvitation {
  @Field({ description: 'Mail address to sign in with.' }) email: string;
  @Field(() => Session, { nullable: true, description: 'Null where a role demands a second factor: enrol it with enrolSecondFactor, then sign in.' }) session: Session | null;
}
