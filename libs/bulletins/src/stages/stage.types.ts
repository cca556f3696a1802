import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime } from '@hub/platform';
import type { AudienceSpec } from '../audience.js';
import { LocalTime } from './local-time.js';

/** How far a stage has come. */
export enum StageState { PLANNED = 'PLANNED', WAITING = 'WAITING', OPEN = 'OPEN', FAILED = 'FAILED', DROPPED = 'DROPPED' }
registerEnumType(StageState, { name: 'StageState', description: 'How far a stage has come.', valuesMap: {
  PLANNED: { description: 'In the working copy: begins to wait as that is published.' },
  WAITING: { description: 'Opens at its instant.' },
  OPEN: { description: 'Its audience receives.' },
  FAILED: { description: 'Nobody of its audience could be admitted: all were suspended. Revise the bulletin to admit them later.' },
  DROPPED: { description: 'Never opens: the bulletin was withdrawn, or had expired before.' } } });

@ObjectType({ description: 'A further audience that the bulletin goes to from an instant on. For editors only: recipients can not tell that there are stages.' })
export class BulletinStage {
  @Field(() => Int, { description: 'Counted from 1, in the order in which they were given.' }) position: number;
  @Field(() => LocalTime, { description: 'From when on. It may open some seconds later, never earlier.' }) at: LocalTime;
  @Field(() => StageState, { description: 'How far it has come.' }) state: StageState;
  @Field(() => DateTime, { nullable: true, description: 'When it opened, or failed.' }) endedAt: string | null;
}

/** A stage as people write it. */
export interface StageContent { audience: AudienceSpec; local: string; zone: string; opensAt: Date }

/** A stage as it is kept. */
export interface StageRow extends StageContent { position: number; state: Exclude<StageState, StageState.DROPPED>; endedAt: Date | null; leftOut: string[] }

/** What the schema's stage is resolved from. */
export interface ShownStage extends BulletinStage { readonly audience: AudienceSpec; readonly leftOut: string[] }

/** A stage as it is shown; `over`: nothing of the bulletin opens any more. */
export const shownStage = ({ position, local, zone, opensAt, state, endedAt, audience, leftOut }: StageRow, over: boolean): ShownStage => ({
  position: position + 1, at: { at: opensAt.toISOString(), local, zone }, state: over && state === StageState.WAITING ? StageState.DROPPED : state,
  endedAt: endedAt?.toISOString() ?? null, audience, leftOut,
});
