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

/** What somebody stands for. */
export interface Standing {
  /** What it was worked out from. */
  readonly context: HubContext;
  readonly principals: ReadonlySet<number>;
  /** The key of his scope, where no person is named in what is shown. */
  readonly scope: string;
}

/** Standings, worked out once for what was found of somebody: a connection's context is replaced when he is looked up anew, never changed. */
export class Standings {
  constructor(private readonly scope: Scope) {}

  of(follower: AlertFollower): Standing {
    const { context } = follower.operation.connection;
    if (follower.standing?.context === context) return follower.standing;
    return (follower.standing = { context, principals: new Set(this.scope.principals(context.actor)), scope: scopeKey(context, false) });
  }
}

/**
 * Followers by what they may see of one alert and want to hear of (read once), and among those by their operation (executed once): those of one
 * group are shown the same.
 */
export function shownTogether(followers: readonly AlertFollower[], personal: boolean, standings: Standings): AlertFollower[][][] {
  const readings = new Map<string, Map<string, AlertFollower[]>>();
  for (const follower of followers) {
    const { key } = follower.operation;
    const { context, scope } = standings.of(follower);
    const who = personal ? scopeKey(context, true) : scope;
    const whole = follower.filter ? `${who} ${JSON.stringify(follower.filter)}` : who;
    let groups = readings.get(whole);
    if (!groups) readings.set(whole, (groups = new Map<string, AlertFollower[]>()));
    const group = groups.get(key);
    if (group) group.push(follower);
    else groups.set(key, [follower]);
  }
  return [...readings.values()].map((groups) => [...groups.values()]);
}
