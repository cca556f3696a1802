import type { HubContext, Scope } from '@hub/access';
import type { AlertFollower } from './alert.follower.js';
import { scopeKey, type SharedStanding, type Standing } from './alert.standing.js';

/** Keys that are kept; beyond it begins anew. */
const KEPT = 10_000;

/** Standings, worked out once for what was found of somebody: a connection's context is replaced when he is looked up anew, never changed. */
export class Standings {
  private readonly shared = new Map<string, SharedStanding>();

  constructor(private readonly scope: Scope) {}

  of(follower: AlertFollower): Standing {
    const { context } = follower.operation.connection;
    if (follower.standing?.context === context) return follower.standing;
    return (follower.standing = this.workOut(context));
  }

  /** Whether something for these principals, and not for those, is for him. */
  isFor(follower: AlertFollower, readers: readonly number[], barred: readonly number[]): boolean {
    const { shared: { principals }, own } = this.of(follower);
    return hasOne(principals, own, readers) && !hasOne(principals, own, barred);
  }

  private workOut(context: HubContext): Standing {
    const all = this.scope.principals(context.actor);
    const self = context.actor.kind === 'person' ? context.actor.selfPrincipal : null;
    const principals = all.filter((one) => one !== self);
    const scope = scopeKey(context, false);
    const key = `${scope} ${principals.join()}`;
    if (this.shared.size >= KEPT) this.shared.clear();
    let shared = this.shared.get(key);
    if (!shared) this.shared.set(key, (shared = { scope, principals: new Set(principals) }));
    return { context, shared, own: self };
  }
}

function hasOne(shared: ReadonlySet<number>, own: number | null, some: readonly number[]): boolean {
  for (const one of some) if (one === own || shared.has(one)) return true;
  return false;
}

/**
 * Followers by what they may see of one alert and want to hear of (read once), and among those by their operation (executed once): those of one
 * group are shown the same.
 */
export function shownTogether(followers: readonly AlertFollower[], personal: boolean, standings: Standings): AlertFollower[][][] {
  const readings = new Map<string, Map<string, AlertFollower[]>>();
  for (const follower of followers) {
    const { key } = follower.operation;
    const { context, shared } = standings.of(follower);
    const who = personal ? scopeKey(context, true) : shared.scope;
    const whole = follower.filter ? `${who} ${JSON.stringify(follower.filter)}` : who;
    let groups = readings.get(whole);
    if (!groups) readings.set(whole, (groups = new Map<string, AlertFollower[]>()));
    const group = groups.get(key);
    if (group) group.push(follower);
    else groups.set(key, [follower]);
  }
  return [...readings.values()].map((groups) => [...groups.values()]);
}
