import { ArgsType, Field, ID, Int, ObjectType, PickType, registerEnumType } from '@nestjs/graphql';
import { IsBoolean, IsInt, IsOptional, Min } from 'class-validator';
import { DateTimeScalar as DateTime } from '@hub/platform';
import type { AudienceSpec } from '../audience.js';
import { Bulletin, type BulletinRow, BulletinVersion } from '../bulletin.types.js';

/** Those of whom nobody in particular is meant. */
export enum Anybody { PUBLIC = 'PUBLIC', NEW_ORGANISATION = 'NEW_ORGANISATION' }
registerEnumType(Anybody, { name: 'Anybody', description: 'Eyes of nobody in particular.', valuesMap: {
  PUBLIC: { description: 'Whoever is not signed in.' },
  NEW_ORGANISATION: { description: 'An officer of an organisation that would be admitted to the hub now.' } } });

const NOW_OR_THEN = 'As of an instant to come: what has opened and what has expired by then. Default: now. INVALID_INPUT where it lies in the past.';

@ArgsType()
export class BulletinAsArgs {
  @Field(() => ID, { description: 'The bulletin.' }) id: string;
  @Field(() => ID, { nullable: true, description: 'Through the eyes of an active officer of this organisation whom nothing names.' }) @IsOptional() organisationId?: string | null;
  @Field(() => ID, { nullable: true, description: "Through the eyes of this person: a colleague with the roles that he has, or, as an active officer, another organisation's contact point or deputy, or whom the bulletin names." }) @IsOptional() personId?: string | null;
  @Field(() => Anybody, { nullable: true, description: 'Through the eyes of nobody in particular.' }) @IsOptional() anybody?: Anybody | null;
  @Field(() => Boolean, { defaultValue: false, description: 'What would be seen if the working copy were published as it stands. CONFLICT where there is none.' }) @IsBoolean() ofWorkingCopy: boolean;
  @Field(() => Int, { nullable: true, description: "As of one of their own versions; NOT_FOUND where they have none of that number, or the asker could not read it." }) @IsOptional() @IsInt() @Min(1) version?: number | null;
  @Field(() => DateTime, { nullable: true, description: NOW_OR_THEN }) @IsOptional() at?: Date | null;
}

@ObjectType({ description: `A bulletin through the eyes of others: content only. What belongs to them beside it (answers, threads) is not in it, nor what editors alone see.` })
export class SeenBulletin extends PickType(Bulletin, [
  'id', 'reference', 'documentNumber', 'version', 'kind', 'state', 'tlp', 'urgency', 'title', 'language', 'handling', 'handlingNote', 'originator', 'publishedAt', 'expiresAt',
  'withdrawalReason', 'countries', 'facts', 'acknowledgeBy', 'publishedByException',
] as const, ObjectType) {}

@ObjectType({ description: 'What others see of a bulletin, or would see.' })
export class BulletinPreview {
  @Field({ description: 'Whether they see anything of it: if not, it does not exist for them (NOT_FOUND).' }) sees: boolean;
  @Field(() => SeenBulletin, { nullable: true, description: 'What they see; a tombstone where that is what they see. Null: nothing.' }) bulletin: SeenRow | null;
}

/** A row as it was read for others. */
export interface SeenRow extends BulletinRow {
  readonly seenVersions: BulletinVersion[];
  readonly seenAudience: AudienceSpec | null;
}
