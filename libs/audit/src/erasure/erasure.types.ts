import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';
import { AuditEntry } from '../trail/audit.types.js';

/** How far an erasure has come. */
export enum AuditErasureState {
  OPEN = 'OPEN',
  UNDER_WAY = 'UNDER_WAY',
  DONE = 'DONE',
  REFUSED = 'REFUSED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(AuditErasureState, {
  name: 'AuditErasureState',
  description: 'How far an erasure has come.',
  valuesMap: {
    OPEN: { description: 'Consents are missing, or a legal hold keeps it.' },
    UNDER_WAY: { description: 'All have consented; the key is about to be destroyed.' },
    DONE: { description: 'The key is destroyed: nobody can read the bodies any more.' },
    REFUSED: { description: 'Somebody refused.' },
    EXPIRED: { description: 'Not all had consented after 90 days.' },
  },
});

@ObjectType({ description: "The erasure of what an entry says: of all holders' copies of the act, since one key serves them all. It needs the consent of the acting organisation and of each other one that holds a copy; who those are is told to nobody." })
export class AuditErasure {
  @Field(() => ID, { description: 'The erasure, the same for all whom it concerns.' }) id: string;
  @Field(() => AuditErasureState, { description: 'How far it has come.' }) state: AuditErasureState;
  @Field(() => AuditEntry, { nullable: true, description: "The own organisation's copy; null where it acted and holds none." }) entry: AuditEntry | null;
  @Field({ description: 'Why it is asked for, as it was written for all whom it concerns.' }) reason: string;
  @Field(() => DateTime, { description: 'When it was asked for.' }) requestedAt: Date;
  @Field(() => DateTime, { description: 'When it ends unless all have consented.' }) expiresAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was done, refused or ended.' }) endedAt: Date | null;
  @Field({ description: 'Whether the own organisation has consented.' }) ownConsent: boolean;
  @Field({ description: 'Whether all others have consented, however many there are.' }) othersConsented: boolean;
  @Field({ description: 'Whether a legal hold keeps it, whosever it is: consents are kept, and nothing is destroyed.' }) underLegalHold: boolean;
  /** Whose name the field resolver of the parties looks up. */
  askedById: string | null;
}

@ObjectType({ description: 'An erasure with its cursor.' })
export class AuditErasureEdge {
  @Field({ description: 'Cursor.' }) cursor: string;
  @Field(() => AuditErasure, { description: 'The erasure.' }) node: AuditErasure;
}

@ObjectType({ description: 'Erasures, the newest request first.' })
export class AuditErasureConnection {
  @Field(() => [AuditErasureEdge], { description: 'With cursors.' }) edges: AuditErasureEdge[];
  @Field(() => [AuditErasure], { description: 'Without.' }) nodes: AuditErasure[];
  @Field(() => PageInfo, { description: 'What lies beyond.' }) pageInfo: PageInfo;
}

@ObjectType({ description: 'What became of a request, a consent or a refusal.' })
export class AuditErasurePayload {
  @Field(() => AuditErasure, { description: 'As it stands now.' }) erasure: AuditErasure;
}

@ObjectType({ description: 'A legal hold: what it covers is not erased while it stands.' })
export class AuditHold {
  @Field(() => ID, { description: 'The hold.' }) id: string;
  @Field(() => AuditEntry, { nullable: true, description: 'The one act that it covers, by the own copy; null for a subject.' }) entry: AuditEntry | null;
  @Field(() => ID, { nullable: true, description: 'Everything about this is covered; null for one entry.' }) subjectId: string | null;
  @Field({ description: 'Whether it covers what any organisation holds about the subject, or what the own one holds.' }) forHub: boolean;
  @Field({ description: 'Why.' }) reason: string;
  @Field(() => DateTime, { description: 'Since when.' }) setAt: Date;
}

@ObjectType({ description: 'The hold that was set, or lifted.' })
export class AuditHoldPayload {
  @Field(() => AuditHold, { description: 'The hold.' }) hold: AuditHold;
}
