import fc from 'fast-check';
import type { AudienceSpec, ReleaseEntry } from './audience.js';
import { Tlp } from './bulletin.enums.js';
import { needsSecondPerson, type Whole } from './bulletin.policy.js';
import { releasesOf, sectionWithReleases, withoutReleases, withReleases } from './released.js';

const audience = (...principals: number[]): AudienceSpec => ({ everyone: false, organisationIds: principals.map(String), circles: [], personIds: [], reached: principals.map(String), principals });
const entry = (principal: number, ...sectionIds: string[]): ReleaseEntry => ({ requestId: `q${principal}`, organisationId: String(principal), principal, sectionIds, until: null });
const SECTIONS = ['a', 'b', 'c'];
const entries = fc.array(fc.tuple(fc.integer({ min: 10, max: 14 }), fc.uniqueArray(fc.constantFrom(...SECTIONS), { minLength: 1 })).map(([principal, ids]) => entry(principal, ...ids)), { maxLength: 4 });
const named = fc.uniqueArray(fc.integer({ min: 10, max: 16 })).map((principals) => audience(...principals));

it('a section goes to whom it is named to and to whom a release of it opens it, and to nobody else', () => {
  fc.assert(fc.property(named, entries, fc.option(fc.subarray([10, 11, 12])), fc.constantFrom<string | null>(...SECTIONS, null), (base, releases, own, sectionId) => {
    const bulletin = withReleases(base, Tlp.AMBER, releases);
    const section = sectionWithReleases(own && audience(...own), bulletin, Tlp.AMBER, sectionId);
    const covering = releases.filter(({ sectionIds }) => sectionId !== null && sectionIds.includes(sectionId)).map(({ principal }) => principal);
    expect(new Set((section ?? bulletin).principals)).toEqual(new Set([...(own ?? base.principals), ...covering]));
  }));
});

it('what was named comes back as it was once the releases are gone', () => {
  fc.assert(fc.property(named, entries, (base, releases) => {
    expect(withoutReleases(withReleases(base, Tlp.AMBER, releases))).toEqual(base);
    expect(withReleases(withReleases(base, Tlp.AMBER, releases), Tlp.AMBER, [])).toEqual(base);
  }));
});

it.each([Tlp.RED, Tlp.AMBER_STRICT, Tlp.GREEN, Tlp.CLEAR])('there are none with %s', (tlp) => {
  expect(withReleases(audience(10), tlp, [entry(11, 'a')])).toEqual(audience(10));
});

it('a release that has ended is not carried on', () => {
  const instant = new Date('2026-03-01T00:00:00.000Z');
  const until = (at: string): ReleaseEntry => ({ ...entry(11, 'a'), requestId: at, until: at });
  const bulletin = withReleases(audience(10), Tlp.AMBER, [until('2026-03-01T00:00:00.000Z'), until('2026-03-01T00:00:00.001Z')]);
  expect(releasesOf(bulletin, instant).map(({ requestId }) => requestId)).toEqual(['2026-03-01T00:00:00.001Z']);
});

it('a release needs a second person, even to whom receives already', () => {
  const whole = (spec: AudienceSpec): Whole => ({ version: { tlp: Tlp.AMBER, audience: spec, recipientsVisible: false, expiresAt: null } as Whole['version'], sections: [], stages: [] });
  expect(needsSecondPerson(whole(audience(10, 11)), whole(audience(10, 11)))).toBe(false);
  expect(needsSecondPerson(whole(audience(10, 11)), whole(withReleases(audience(10, 11), Tlp.AMBER, [entry(11, 'a')])))).toBe(true);
  expect(needsSecondPerson(whole(withReleases(audience(10), Tlp.AMBER, [entry(11, 'a')])), whole(audience(10)))).toBe(false);
});
