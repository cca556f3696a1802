import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar as DateTime } from '@hub/platform';
import type { AudienceSpec } from '../audience.js';
import { LocalTime, shownTime } from './local-time.js';

/** How far a stage has come. */
export enum StageState { PLANNED = 'PLANNED', WAITING = 'WAITING', OPEN = 'OPEN', FAILED = 'FAILED', ENDED = 'ENDED', DROPPED = 'DROPPED' }
registerEnumType(StageState, { name: 'StageState', description: 'How far a stage has come.', valuesMap: {
  PLANNED: { description: 'In the working copy: begins to wait as that is published.' },
  WAITING: { description: 'Opens at its instant.' },
  OPEN: { description: 'Its audience receives.' },
  FAILED: { description: 'Nobody of its audience could be admitted: all were suspended, or its end had come before it could open. Revise the bulletin to admit them later.' },
  ENDED: { description: 'Its end has come: its audience has the bulletin no more, but for those who have it otherwise.' },
  DROPPED: { description: 'Never opens: the bulletin was withdrawn, or had expired before.' } } });

@ObjectType({ description: 'A further audience that the bulletin goes to from an instant on, until an instant, or both. For editors only: recipients can not tell that there are stages.' })
export class BulletinStage {
  @Field(() => Int, { description: 'Counted from 1, in the order in which they were given.' }) position: number;
  @Field(() => LocalTime, { nullable: true, description: 'From when on. It may open some seconds later, never earlier. Null: with the publication.' }) at: LocalTime | null;
  @Field(() => LocalTime, { nullable: true, description: 'From when on its audience has the bulletin no more, exactly. Null: it ends with the bulletin.' }) until: LocalTime | null;
  @Field(() => StageState, { description: 'How far it has come.' }) state: StageState;
  @Field(() => DateTime, { nullable: true, description: 'When it opened, or failed.' }) openedAt: string | null;
}

/** A stage as people write it: from when on (nulls: with the publication), until when (nulls: as the bulletin). One of both is said. */
export interface StageContent { audience: AudienceSpec; local: string | null; zone: string | null; opensAt: Date | null; untilLocal: string | null; untilZone: string | null; untilAt: Date | null }

/** A stage as it is kept. */
export interface StageRow extends StageContent { position: number; state: Exclude<StageState, StageState.DROPPED>; openedAt: Date | null; leftOut: string[] }

/** What the schema's stage is resolved from. */
export interface ShownStage extends BulletinStage { readonly audience: AudienceSpec; readonly leftOut: string[] }

/** A stage as it is shown at an instant; `over`: nothing of the bulletin opens any more. Its end holds from its instant on, whenever a job runs. */
export function shownStage(stage: StageRow, over: boolean, instant: Date): ShownStage {
  const { position, local, zone, opensAt, untilLocal, untilZone, untilAt, openedAt, audience, leftOut } = stage;
  return { position: position + 1, at: shownTime(opensAt, local, zone), until: shownTime(untilAt, untilLocal, untilZone), state: stateAt(stage, over, instant), openedAt: openedAt?.toISOString() ?? null, audience, leftOut };
}

function stateAt({ state, untilAt }: StageRow, over: boolean, instant: Date): StageState {
  if (over && state === StageState.WAITING) return StageState.DROPPED;
  return state === StageState.OPEN && untilAt !== null && untilAt <= instant ? StageState.ENDED : state;
}
