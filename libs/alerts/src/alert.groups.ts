import type { Scope } from '@hub/access';
import type { AlertFollower } from './alert.follower.js';
import { scopeKey, type Standing } from './alert.standing.js';

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
