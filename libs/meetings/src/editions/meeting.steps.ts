import { Injectable } from '@nestjs/common';
import type { PersonActor } from '@hub/access';
import { conflict } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { MeetingAct, MeetingState } from './edition.enums.js';
import type { MeetingEdition } from './edition.types.js';
import { meetingWorkflow } from './edition.workflow.js';
import { addStep, writeEdition } from './editions.repository.js';

const DAY_MS = 86_400_000;

/** A step as it is taken. */
export interface Step {
  readonly act: MeetingAct;
  readonly actor: PersonActor;
  readonly reason: string | null;
  /** SCHEDULE: the day that was decided. */
  readonly times?: Pick<MeetingEdition, 'startsLocal' | 'endsLocal' | 'startsAt' | 'endsAt'>;
}

/** Does what belongs to a step, in its transaction, or refuses it by a typed error. The edition is as it was before. */
export type StepHandler = (tx: Tx, edition: MeetingEdition, step: Step) => Promise<void>;
/** Does what belongs to opening an edition, in its transaction. */
export type OpeningHandler = (tx: Tx, edition: MeetingEdition, previous: MeetingEdition | null, actor: PersonActor) => Promise<void>;

/** How editions move, and what other rooms do as they move. */
@Injectable()
export class MeetingSteps {
  private readonly handlers = new Map<MeetingAct, StepHandler[]>();
  private readonly openings: OpeningHandler[] = [];

  /** A room's part in a step. */
  on(act: MeetingAct, handler: StepHandler): void {
    this.handlers.set(act, [...(this.handlers.get(act) ?? []), handler]);
  }

  /** A room's part in opening an edition. */
  onOpening(handler: OpeningHandler): void {
    this.openings.push(handler);
  }

  /** What rooms do as an edition opens. */
  async opened(tx: Tx, edition: MeetingEdition, previous: MeetingEdition | null, actor: PersonActor): Promise<void> {
    for (const handler of this.openings) await handler(tx, edition, previous, actor);
  }

  /** Takes a step of an edition that the transaction holds alone; gives the edition as it stands then. Its revision is MeetingWrite's business. */
  async into(tx: Tx, edition: MeetingEdition, step: Step): Promise<MeetingEdition> {
    const { act, actor, reason, times } = step;
    const state = meetingWorkflow.apply(edition.state, act);
    if (act === MeetingAct.BEGIN && edition.startsAt && actor.instant.getTime() < edition.startsAt.getTime() - DAY_MS) {
      throw conflict('It begins a day before its start at the earliest. / 開会は開始予定の24時間前以降に可能です。', { allowed: meetingWorkflow.verbs(edition.state).filter((verb) => verb !== act) });
    }
    for (const handler of this.handlers.get(act) ?? []) await handler(tx, edition, step);
    const postponed = act === MeetingAct.POSTPONE;
    const moved: MeetingEdition = {
      ...edition, state, reason: postponed || act === MeetingAct.CANCEL ? reason : null, postponedFrom: postponed ? edition.state : null,
      closedAt: state === MeetingState.CLOSED ? actor.instant : null,
      ...(postponed ? { startsLocal: null, endsLocal: null, startsAt: null, endsAt: null } : times),
    };
    await writeEdition(tx, moved);
    await addStep(tx, { editionId: edition.id, act, state, at: actor.instant, byId: actor.personId, reason: moved.reason });
    return moved;
  }
}
