import { conflict } from './domain-error.js';

/** A state machine as data: for each verb the states that it may start from, and the one that it leads to. */
export interface Workflow<S extends string, V extends string> {
  /** The transitions, for documentation and for tests. */
  readonly transitions: Readonly<Record<V, { from: readonly S[]; to: S | 'same' }>>;
  /** The state after the verb; CONFLICT, with what is allowed now, where the verb doesn't fit the state. */
  apply(state: S, verb: V): S;
  /** The verbs that fit a state. */
  verbs(state: S): V[];
}

/** Defines a workflow from its table of transitions. */
export function defineWorkflow<S extends string, V extends string>(
  transitions: Readonly<Record<V, { from: readonly S[]; to: S | 'same' }>>,
): Workflow<S, V> {
  const verbs = (state: S): V[] => (Object.keys(transitions) as V[]).filter((v) => transitions[v].from.includes(state));
  return {
    transitions,
    verbs,
    apply(state, verb) {
      const { from, to } = transitions[verb];
      if (!from.includes(state)) {
        throw conflict(`In state ${state} this is not possible. / 現在の状態（${state}）では行えません。`, { allowed: verbs(state) });
      }
      return to === 'same' ? state : to;
    },
  };
}
