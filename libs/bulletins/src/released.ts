import type { AudienceSpec, ReleaseEntry } from './audience.js';
import { Tlp } from './bulletin.enums.js';

/** An audience without its releases: what was named in it. */
export function withoutReleases({ released, ...audience }: AudienceSpec): AudienceSpec {
  return released ? { ...audience, reached: released.reached, principals: released.principals } : audience;
}

/** The releases of an audience that stand at an instant. */
export const releasesOf = ({ released }: AudienceSpec, instant: Date): ReleaseEntry[] =>
  (released?.entries ?? []).filter(({ until }) => until === null || new Date(until) > instant);

/** An audience with these releases and no others. They stand with AMBER only: what is marked more strictly is never passed on, with less nobody need ask. */
export function withReleases(audience: AudienceSpec, tlp: Tlp, entries: readonly ReleaseEntry[], whole = false): AudienceSpec {
  const named = withoutReleases(audience);
  if (tlp !== Tlp.AMBER || (entries.length === 0 && !whole)) return named;
  return {
    ...named,
    reached: [...new Set([...named.reached, ...entries.map(({ organisationId }) => organisationId)])],
    principals: [...new Set([...named.principals, ...entries.map(({ principal }) => principal)])],
    released: { entries: [...entries], reached: named.reached, principals: named.principals, whole },
  };
}

/**
 * A section's audience where its bulletin has releases: a release opens the sections that it names and no others, what is written later
 * neither. A section without an audience of its own is for whomever the bulletin names, and gets one where not every release covers it.
 */
export function sectionWithReleases(own: AudienceSpec | null, bulletin: AudienceSpec, tlp: Tlp, sectionId: string | null): AudienceSpec | null {
  const all = bulletin.released?.entries ?? [];
  const covering = all.filter(({ sectionIds }) => sectionId !== null && sectionIds.includes(sectionId));
  if (own === null && covering.length === all.length) return null;
  return withReleases(own ?? bulletin, tlp, covering, own === null);
}
