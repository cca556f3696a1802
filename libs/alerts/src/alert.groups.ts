import type { HubContext } from '@hub/access';
import type { AlertFollower } from './alert.follower.js';

/**
 * Everything that what somebody is shown depends on, but for the operation: the organisation (its own answer, its colleagues), the
 * roles (whom they make an officer, whether he reads at all), languages, and, where a person is named anywhere in what is shown, the
 * person. Two who differ in any of it never share an execution.
 */
export function scopeKey({ actor, language }: Pick<HubContext, 'actor' | 'language'>, personal: boolean): string {
  if (actor.kind !== 'person') return 'nobody';
  return JSON.stringify([actor.organisationId, actor.organisationKind, [...actor.roles].sort(), actor.readerPrincipal, actor.officerPrincipal, actor.language, language, personal ? actor.personId : null]);
}

/** Followers by what they are shown: those of one group are shown the same of one alert. */
export function shownTogether(followers: readonly AlertFollower[], personal: boolean): ReadonlyMap<string, AlertFollower[]> {
  const groups = new Map<string, AlertFollower[]>();
  for (const follower of followers) {
    const { key, connection } = follower.operation;
    const whole = `${key} ${scopeKey(connection.context, personal)}`;
    const group = groups.get(whole);
    if (group) group.push(follower);
    else groups.set(whole, [follower]);
  }
  return groups;
}
