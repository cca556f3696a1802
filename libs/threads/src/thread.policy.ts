import { conflict, forbidden } from '@hub/kernel';
import { type Actor, type HubContext, type PersonActor, Role, withRole } from '@hub/access';
import type { ThreadAction, ThreadState } from './thread.enums.js';
import type { ThreadRow } from './thread.repository.js';
import { AFTER_THE_END, SIDES, threadWorkflow } from './thread.workflow.js';

const WRITERS = [Role.OFFICER, Role.CONTACT_POINT] as const;

/** Whoever writes for his organisation; FORBIDDEN else. */
export const requireWriter = ({ actor }: Pick<HubContext, 'actor'>): PersonActor => withRole(actor, ...WRITERS);

/** Whether his side may do this at all, whatever the state. The originator's side are the bulletin's editors. */
export function isOfSide(thread: Pick<ThreadRow, 'askerId' | 'originatorId'>, organisationId: string, action: ThreadAction): boolean {
  const asks = thread.askerId === organisationId;
  const side = SIDES[action];
  return side === 'both' || (side === 'answerer' ? !asks : asks || (side === 'asker or originator' && thread.originatorId === organisationId));
}

/** What the asker may do now. */
export function allowedActions(thread: ThreadRow, actor: Actor): ThreadAction[] {
  if (actor.kind !== 'person' || !WRITERS.some((role) => actor.roles.has(role))) return [];
  return threadWorkflow.verbs(thread.state)
    .filter((action) => isOfSide(thread, actor.organisationId, action) && (!thread.bulletinOver || AFTER_THE_END.includes(action)));
}

/** Refuses what is the other side's, and what comes too late. */
export function requireAction(thread: ThreadRow, actor: PersonActor, action: ThreadAction): void {
  if (!isOfSide(thread, actor.organisationId, action)) {
    throw forbidden(SIDES[action] === 'answerer'
      ? 'Whoever asked does not answer. / 照会した機関は回答できません。'
      : 'Only the organisation that asked can do this. / 照会した機関のみが行えます。');
  }
  if (thread.bulletinOver && !AFTER_THE_END.includes(action)) {
    throw conflict('The bulletin has been withdrawn or has expired. / 元の情報は撤回されたか、期限が切れています。', { allowed: allowedActions(thread, actor) });
  }
}

/** The state after what he does; CONFLICT, with what he may do instead, where it doesn't fit the state. */
export function stateAfter(thread: ThreadRow, actor: PersonActor, action: ThreadAction): ThreadState {
  if (!threadWorkflow.verbs(thread.state).includes(action)) {
    throw conflict(`In state ${thread.state} this is not possible. / 現在の状態ではできません。`, { allowed: allowedActions(thread, actor) });
  }
  return threadWorkflow.apply(thread.state, action);
}
