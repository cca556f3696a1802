import { describe, expect, it } from '@jest/globals';
import { isCountryCode } from '@hub/statistics';
import type { DemoAudience, DemoBulletin, Tlp } from './content.types.js';
import { demoWorld, organisationsOf, versionsOf } from './index.js';

const { organisations, circles, bulletins } = demoWorld(new Date('2026-06-01T03:00:00Z'));
const organisation = (code: string) => {
  const found = organisations.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no organisation ${code}`);
  return found;
};
const organisationOfPerson = (email: string) => {
  const found = organisations.find(({ persons }) => persons.some((person) => person.email === email));
  if (found === undefined) throw new Error(`nobody has the address ${email}`);
  return found;
};
const rolesOf = (email: string) => organisationOfPerson(email).persons.find((person) => person.email === email)?.roles ?? [];
const reach = (audience: DemoAudience) => organisationsOf(audience, organisations, circles);
const others = ({ originator, audience }: DemoBulletin) => [...reach(audience)].filter((code) => code !== originator);
const STRICTNESS: Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'];
const needsSecondPair = (tlp: Tlp) => tlp !== 'GREEN';
const published = ({ state }: DemoBulletin) => state !== 'DRAFT' && state !== 'IN_REVIEW' && state !== 'SCHEDULED';

/** Whether a version reaches somebody whom the one before did not, in the bulletin or in a section that both have. */
function widens(before: DemoBulletin, after: DemoBulletin): boolean {
  const more = (from: DemoAudience, to: DemoAudience): boolean => [...reach(to)].some((code) => !reach(from).has(code));
  const sectionWidens = after.sections.some(({ heading, audience }) => {
    const earlier = before.sections.find((section) => section.heading === heading);
    return earlier !== undefined && more(earlier.audience ?? before.audience, audience ?? after.audience);
  });
  const lowers = STRICTNESS.indexOf(after.tlp) < STRICTNESS.indexOf(before.tlp);
  return lowers || sectionWidens || more(before.audience, after.audience);
}

/** Whether anything but the audience changes. */
function editsContent(changes: object): boolean {
  return Object.keys(changes).some((field) => field !== 'audience');
}

describe.each(bulletins.map((bulletin): [string, DemoBulletin] => [bulletin.key, bulletin]))('%s', (_, bulletin) => {
  const versions = versionsOf(bulletin);

  it('is written by officers of the originator, in known codes', () => {
    for (const { by, content } of versions) {
      expect(organisationOfPerson(by).code).toBe(bulletin.originator);
      expect(rolesOf(by)).toContain('OFFICER');
      const { countries, facts, sections, audience } = content;
      for (const code of [...countries, ...(facts?.citizenships ?? [])]) expect(isCountryCode(code)).toBe(true);
      for (const code of facts?.prefectures ?? []) expect(Number(code) >= 1 && Number(code) <= 47 && code.length === 2).toBe(true);
      expect(sections.length).toBeGreaterThan(0);
      expect(new Set(sections.map(({ heading }) => heading)).size).toBe(sections.length);
      for (const code of audience.organisations ?? []) organisation(code);
      for (const code of audience.circles ?? []) expect(circles.map((circle) => circle.code)).toContain(code);
    }
  });

  it('has an audience that its mark allows', () => {
    for (const { content } of versions) {
      const { audience, tlp, originator } = content;
      if (audience.everyone) {
        expect(['GREEN', 'CLEAR']).toContain(tlp);
        expect(Object.keys(audience)).toEqual(['everyone']);
      }
      expect(audience.persons !== undefined).toBe(tlp === 'RED');
      if (tlp === 'RED') expect(audience.organisations ?? audience.circles).toBeUndefined();
      for (const email of audience.persons ?? []) {
        const { code, contactPoint, deputy } = organisationOfPerson(email);
        if (code !== originator) expect([contactPoint, deputy]).toContain(email);
      }
    }
  });

  it('has sections for all of its audience, or for a part of it', () => {
    for (const { content } of versions) {
      for (const { audience } of content.sections) {
        if (audience === undefined) continue;
        expect(audience.everyone).toBeUndefined();
        expect(audience.persons !== undefined).toBe(content.tlp === 'RED');
        const part = content.tlp === 'RED' ? (audience.persons ?? []) : [...reach(audience)];
        const whole = content.tlp === 'RED' ? (content.audience.persons ?? []) : [...reach(content.audience)];
        expect(part.length).toBeGreaterThan(0);
        expect(whole).toEqual(expect.arrayContaining(part));
        expect(part.length).toBeLessThan(whole.length);
      }
    }
  });

  it('was approved by a second person of the route where four eyes are needed', () => {
    const route = organisation(bulletin.originator).approvalRoute?.[0];
    const eligible = [...(route?.approvers ?? []), ...(route?.standIns ?? [])];
    versions.forEach(({ content, by, approver, pending }, index) => {
      if (approver !== undefined) {
        expect(approver).not.toBe(by);
        expect(eligible).toContain(approver);
      }
      if (pending) {
        expect(approver).toBeUndefined();
        return;
      }
      const before = versions[index - 1]?.content;
      const changes = bulletin.revisions?.[index - 1]?.changes;
      const needed =
        before === undefined || changes === undefined
          ? needsSecondPair(content.tlp) && bulletin.exception === undefined
          : widens(before, content) || (needsSecondPair(content.tlp) && editsContent(changes));
      if (needed) expect(approver).toBeDefined();
    });
  });

  it('went out at night only as the exception allows', () => {
    const { exception, tlp, urgency, audience, approver, author } = bulletin;
    if (exception === undefined) return;
    expect(urgency).toBe('IMMEDIATE');
    expect(['AMBER', 'AMBER_STRICT']).toContain(tlp);
    expect(Object.keys(audience)).toEqual(['organisations']);
    expect(others(bulletin).length).toBeLessThanOrEqual(3);
    expect(approver).toBeUndefined();
    expect(exception.reason.length).toBeGreaterThan(20);
    if (exception.reviewedBy === undefined) expect(bulletin.publishedDaysAgo).toBeLessThan(1);
    else expect(exception.reviewedBy).not.toBe(author);
  });

  it('was checked for each recipient where a person can be identified', () => {
    for (const { content, pending } of versions) {
      const { person } = content;
      if (person === undefined || pending) continue;
      expect(content.audience.everyone).toBeUndefined();
      expect(person.safetyChecks.map((check) => check.organisation).sort()).toEqual(others(content).sort());
      if (person.basis === 'LAWFUL_GROUND') expect(person.reason).toBeTruthy();
    }
  });

  it('is answered only by those who received it, and after they did', () => {
    for (const { by, daysAgo, version } of bulletin.acknowledgements ?? []) {
      expect(published(bulletin)).toBe(true);
      const { code } = organisationOfPerson(by);
      expect(code).not.toBe(bulletin.originator);
      expect(rolesOf(by).some((role) => role === 'OFFICER' || role === 'CONTACT_POINT')).toBe(true);
      const current = versions.filter((one) => !one.pending && one.daysAgo >= daysAgo).at(-1);
      expect(current).toBeDefined();
      const audience = current?.content.audience ?? {};
      if (bulletin.tlp === 'RED') expect(audience.persons).toContain(by);
      else expect(reach(audience)).toContain(code);
      expect(version ?? 1).toBeLessThanOrEqual(versions.length);
      if (bulletin.withdrawn) expect(daysAgo).toBeGreaterThan(bulletin.withdrawn.daysAgo);
    }
  });

  it('has the times that belong to its state, in order', () => {
    const { state, expiresInDays, withdrawalReason, withdrawn, releaseInHours } = bulletin;
    expect(expiresInDays !== undefined && expiresInDays < 0).toBe(state === 'EXPIRED');
    if (expiresInDays !== undefined) expect(-expiresInDays).toBeLessThan(bulletin.publishedDaysAgo);
    expect(withdrawalReason !== undefined && withdrawn !== undefined).toBe(state === 'WITHDRAWN');
    if (withdrawn) {
      expect(withdrawn.daysAgo).toBeLessThan(bulletin.publishedDaysAgo);
      expect(organisationOfPerson(withdrawn.by).code).toBe(bulletin.originator);
      for (const reader of withdrawn.recall?.readBy ?? []) expect(reach(versions.at(-1)?.content.audience ?? {})).toContain(organisationOfPerson(reader).code);
    }
    expect(releaseInHours !== undefined && releaseInHours > 0).toBe(state === 'SCHEDULED');
    if (!published(bulletin)) expect(bulletin.revisions).toBeUndefined();
    const times = versions.map(({ daysAgo }) => daysAgo);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(versions.slice(0, -1).some(({ pending }) => pending)).toBe(false);
  });
});
