import type { HubContext } from '@hub/access';

/**
 * Everything that what somebody is shown depends on, but for the operation: the organisation (its own answer, its colleagues), the
 * roles (whom they make an officer, whether he reads at all), languages, and, where a person is named anywhere in what is shown, the
 * person. Two who differ in any of it never share an execution.
 */
export function scopeKey({ actor, language }: Pick<HubContext, 'actor' | 'language'>, personal: boolean): string {
  if (actor.kind !== 'person') return 'nobody';
  return JSON.stringify([actor.organisationId, actor.organisationKind, [...actor.roles].sort(), actor.readerPrincipal, actor.officerPrincipal, actor.language, language, personal ? actor.personId : null]);
}

/** What all stand for who have one key, and what each stands for by himself. */
export interface Standing {
  /** What it was worked out from. */
  readonly context: HubContext;
  readonly shared: SharedStanding;
  /** The principal of the person himself. Whether he stands for it where a bulletin is to be read, each reading finds out. */
  readonly own: number | null;
}

/** One for all of one key: of thousands each place in memory that must be looked at costs. */
export interface SharedStanding {
  /** The key of the scope, where no person is named in what is shown. */
  readonly scope: string;
  readonly principals: ReadonlySet<number>;
}
