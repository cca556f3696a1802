import type { HubContext, Scope } from '@hub/access';
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

/** What somebody stands for, and the keys of his scope. */
export interface Standing {
  readonly principals: ReadonlySet<number>;
  readonly scope: string;
  readonly personalScope: string;
}

/** Standings, worked out once for what was found of somebody: a connection's context is replaced when he is looked up anew, never changed. */
export class Standings {
  private readonly known = new WeakMap<HubContext, Standing>();

  constructor(private readonly scope: Scope) {}

  of(context: HubContext): Standing {
    let standing = this.known.get(context);
    if (!standing) {
      standing = { principals: new Set(this.scope.principals(context.actor)), scope: scopeKey(context, false), personalScope: scopeKey(context, true) };
      this.known.set(context, standing);
    }
    return standing;
  }
}

/**
 * Followers by what they may see of one alert and want to hear of (read once), and among those by their operation (executed once): those of one
 * group are shown the same.
 */
export function shownTogether(followers: readonly AlertFollower[], personal: boolean, standings: Standings): AlertFollower[][][] {
  const readings = new Map<string, Map<string, AlertFollower[]>>();
  for (const follower of followers) {
    const { key, connection } = follower.operation;
    const { scope, personalScope } = standings.of(connection.context);
    const whole = `${personal ? personalScope : scope} ${follower.filter ? JSON.stringify(follower.filter) : ''}`;
    let groups = readings.get(whole);
    if (!groups) readings.set(whole, (groups = new Map<string, AlertFollower[]>()));
    const group = groups.get(key);
    if (group) group.push(follower);
    else groups.set(key, [follower]);
  }
  return [...readings.values()].map((groups) => [...groups.values()]);
}
