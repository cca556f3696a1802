import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar, DateTimeScalar as DateTime } from '@hub/platform';

/** What is kept by a rule of its own. */
export enum RetentionKind { BULLETIN = 'BULLETIN', DRAFT = 'DRAFT', VERSION = 'VERSION', ATTACHMENT = 'ATTACHMENT', THREAD = 'THREAD', EXPORT = 'EXPORT' }
/** Kinds that may be kept as long as their bulletin. */
export const WITH_BULLETIN: readonly RetentionKind[] = [RetentionKind.VERSION, RetentionKind.ATTACHMENT, RetentionKind.THREAD];

registerEnumType(RetentionKind, { name: 'RetentionKind', description: 'What is kept, and since when its days count. / 保存の対象と起算日', valuesMap: {
  BULLETIN: { description: 'A bulletin with all that hangs on it (versions, files, threads, proposals, translations, releases, case records …): since it was withdrawn or expired. While it stands its days do not count.' },
  DRAFT: { description: 'What was never published: since it was begun. Whoever works on it after the notice has its days begin anew. What waits for its hour is kept.' },
  VERSION: { description: 'A superseded version: since the next one was published.' },
  ATTACHMENT: { description: 'A file: since its bulletin was withdrawn or expired.' },
  THREAD: { description: 'Questions and answers: since they were closed.' },
  EXPORT: { description: "What is kept of an export of cases (its filter and reason; the file itself isn't kept): since it was asked for." } } });

@ObjectType({ description: 'How long something is kept. The originator decides, for all copies in the hub. / 保存期間の定め' })
export class RetentionRule {
  @Field(() => RetentionKind, { description: 'Of what.' }) kind: RetentionKind;
  @Field(() => Int, { nullable: true, description: 'Days; null: as long as the bulletin.' }) days: number | null;
  @Field({ description: "Whether nothing was settled and the project's choice holds: bulletins 1,826 days (5 years), drafts and exports 365, the rest as long as the bulletin. The law sets no period for them; the steps 1, 3, 5, 10, 20 and 30 years are those of 公文書等の管理に関する法律施行令." }) isDefault: boolean;
  @Field(() => DateTime, { nullable: true, description: 'When it was settled.' }) setAt: Date | null;
  @Field(() => Int, { description: 'For `expectedRevision`; 0 where nothing was settled.' }) revision: number;
}

@ObjectType({ description: 'What must be kept, whatever the rules say: nothing of the bulletin is purged while it stands, and no record about it that the originator holds in the audit log is erased. / 法的保全' })
export class LegalHold {
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field({ description: 'Why.' }) reason: string;
  @Field(() => DateScalar, { description: 'When it is to be looked at again; those who edit are alerted then (LEGAL, HOLD_REVIEW).' }) reviewOn: string;
  @Field(() => DateTime, { description: 'When it was placed.' }) placedAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was lifted; null: it stands.' }) liftedAt: Date | null;
  @Field(() => Int, { description: 'For `expectedRevision`.' }) revision: number;
  /** `placedBy` and `liftedBy` are made of them. */
  bulletinId: string;
  placedById: string;
  liftedById: string | null;
}

@ObjectType({ description: 'When one thing is purged.' })
export class RetainedThing {
  @Field(() => RetentionKind, { description: 'What it is.' }) kind: RetentionKind;
  @Field(() => ID, { description: 'Its id; of a version, its bulletin’s.' }) subjectId: string;
  @Field(() => Int, { nullable: true, description: "Of a version: which, in the asker's own count." }) version: number | null;
  @Field(() => RetentionRule, { description: 'The rule that holds.' }) rule: RetentionRule;
  @Field(() => DateTime, { nullable: true, description: 'Since when its days count; null: they do not yet.' }) since: Date | null;
  @Field(() => DateScalar, { nullable: true, description: 'When it is purged, by the clock of Japan, alone or with its bulletin; null: not yet known. Never sooner than 30 days after the originator was told (RETENTION, PURGE_DUE), and not while a hold stands.' }) purgeOn: string | null;
}

@ObjectType({ description: 'That something was purged. / 廃棄済み' })
export class Purge {
  @Field(() => RetentionKind, { description: 'What it was.' }) kind: RetentionKind;
  @Field(() => ID, { description: 'Its id; of a version, its bulletin’s.' }) subjectId: string;
  @Field(() => DateTime, { description: 'When.' }) purgedAt: Date;
  @Field(() => Int, { description: 'By which rule: so many days.' }) days: number;
  @Field(() => DateTime, { description: 'From then on.' }) since: Date;
  bulletinId: string | null;
}

@ObjectType({ description: "How long a bulletin and what hangs on it is kept: for the originator's editors, and its contact points who may see it." })
export class Retention {
  @Field(() => RetentionRule, { description: 'The rule of the bulletin itself.' }) rule: RetentionRule;
  @Field(() => DateTime, { nullable: true, description: 'Since when its days count; null: it stands, so they do not.' }) since: Date | null;
  @Field(() => DateScalar, { nullable: true, description: 'When it is purged with all that hangs on it; null: it has no end yet.' }) purgeOn: string | null;
  @Field({ description: 'Whether it is held: by a hold below, or since a legal demand that the originator itself has received is open.' }) held: boolean;
  @Field(() => [LegalHold], { description: 'Holds, those that stand first.' }) holds: LegalHold[];
  @Field(() => [RetainedThing], { description: 'What hangs on it and has a rule of its own: superseded versions, files, threads.' }) things: RetainedThing[];
  @Field(() => [Purge], { description: 'What of it was purged before, the newest first.' }) purged: Purge[];
}

@ObjectType({ description: 'What settling a rule gives back.' })
export class RetentionRulePayload {
  @Field(() => RetentionRule, { description: 'As it stands now.' }) rule: RetentionRule;
}

@ObjectType({ description: 'What placing or lifting a hold gives back.' })
export class LegalHoldPayload {
  @Field(() => LegalHold, { description: 'As it stands now.' }) hold: LegalHold;
}
