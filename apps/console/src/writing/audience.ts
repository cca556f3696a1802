import type { OrganisationKind, Tlp } from '../hub/enums.generated.js';
import type { PartiesQuery } from './writing.generated.js';

/** Whom somebody has picked. */
export interface Picks { readonly everyone: boolean; readonly organisationIds: readonly string[]; readonly circleIds: readonly string[]; readonly personIds: readonly string[] }
/** Nobody. */
export const NOBODY: Picks = { everyone: false, organisationIds: [], circleIds: [], personIds: [] };

/** An organisation that can be picked, with those of its people who can be named. */
export type Party = PartiesQuery['organisations']['nodes'][number];
/** A person who can be named in a bulletin of TLP:RED. */
export interface Nameable { readonly id: string; readonly name: string; readonly organisation: string; readonly organisationId: string; readonly isOwn: boolean }
/** Whoever can be picked. */
export interface Parties {
  readonly ownId: string;
  /** Without the own one, which always receives. */
  readonly organisations: readonly Party[];
  readonly circles: readonly { readonly id: string; readonly name: string; readonly members: readonly { readonly id: string }[] }[];
  readonly persons: readonly Nameable[];
  /** Colleagues who may be asked to approve. */
  readonly officers: readonly { readonly id: string; readonly name: string }[];
  readonly hasRoute: boolean;
}

/** Whom an audience reaches beside the own organisation. */
export interface Reach { readonly everyone: boolean; readonly organisationIds: readonly string[]; readonly personIds: readonly string[] }

/** Whether a mark lets a bulletin go to everyone. */
export const mayBeForEveryone = (tlp: Tlp): boolean => tlp === 'GREEN' || tlp === 'CLEAR';

/** What of the picks the mark allows, as the hub takes it. The rest stays picked, for the case that the mark is changed back. */
export function picksIn(picks: Picks, tlp: Tlp): { everyone?: boolean; organisationIds?: string[]; circleIds?: string[]; personIds?: string[] } {
  if (tlp === 'RED') return { personIds: [...picks.personIds] };
  if (picks.everyone && mayBeForEveryone(tlp)) return { everyone: true };
  return { organisationIds: [...picks.organisationIds], circleIds: [...picks.circleIds] };
}

/** Whom the picks reach under the mark; circles by their members now. */
export function reachOf(picks: Picks, tlp: Tlp, { ownId, circles }: Parties): Reach {
  const { everyone = false, organisationIds = [], circleIds = [], personIds = [] } = picksIn(picks, tlp);
  const members = circles.filter(({ id }) => circleIds.includes(id)).flatMap((circle) => circle.members.map(({ id }) => id));
  return { everyone, organisationIds: [...new Set([...organisationIds, ...members])].filter((id) => id !== ownId), personIds };
}

/** What of a bulletin says whom it reaches, and when. */
export interface Bounds { readonly audience: Picks; readonly tlp: Tlp; readonly stages: readonly { readonly audience: Picks }[] }

/** Whom stages reach later. */
export const laterReach = ({ tlp, stages }: Pick<Bounds, 'tlp' | 'stages'>, parties: Parties): Reach[] => (tlp === 'RED' ? [] : stages.map(({ audience }) => reachOf(audience, tlp, parties)));

/** Whom a section can be for: whom the bulletin reaches, now or in a later stage. */
export function withinReach(bulletin: Bounds, parties: Parties): Reach {
  const [now, later] = [reachOf(bulletin.audience, bulletin.tlp, parties), laterReach(bulletin, parties)];
  return { ...now, everyone: now.everyone || later.some(({ everyone }) => everyone), organisationIds: [...new Set([now, ...later].flatMap(({ organisationIds }) => organisationIds))] };
}

/** A section's picks, as far as the bulletin reaches: a section is never for more. */
export function picksInSection(picks: Picks, bulletin: Bounds, parties: Parties): { organisationIds?: string[]; circleIds?: string[]; personIds?: string[] } {
  const whole = withinReach(bulletin, parties);
  if (bulletin.tlp === 'RED') return { personIds: picks.personIds.filter((id) => whole.personIds.includes(id)) };
  const reached = (id: string): boolean => whole.everyone || id === parties.ownId || whole.organisationIds.includes(id);
  return {
    organisationIds: picks.organisationIds.filter(reached),
    circleIds: picks.circleIds.filter((id) => bulletin.audience.circleIds.includes(id) || (parties.circles.find((circle) => circle.id === id)?.members.every((member) => reached(member.id)) ?? false)),
  };
}

/** Whom a section reaches. */
export function sectionReach(picks: Picks | null, bulletin: Bounds, parties: Parties): Reach {
  return picks === null ? withinReach(bulletin, parties) : reachOf({ ...NOBODY, ...picksInSection(picks, bulletin, parties) }, bulletin.tlp, parties);
}

/** Organisations that suggest themselves, and why. They are never ticked by themselves. */
export function suggestionOf({ kind, country }: { kind: OrganisationKind; country?: string | null }, citizenships: readonly string[]): 'embassy' | 'police' | null {
  if (kind === 'EMBASSY') return country != null && citizenships.includes(country) ? 'embassy' : null;
  return kind === 'COORDINATOR' || kind === 'PREFECTURAL_POLICE' ? 'police' : null;
}
