import type { DemoAudience, DemoBulletin, DemoCircle, DemoOrganisation, Email, OrganisationCode } from './content.types.js';

/** One state of a bulletin's content: as first written, or after a revision. */
export interface DemoVersion {
  content: DemoBulletin;
  by: Email;
  approver?: Email;
  daysAgo: number;
  /** Not approved yet. */
  pending: boolean;
}

/** The successive versions of a bulletin, each with its whole content. */
export function versionsOf(bulletin: DemoBulletin): DemoVersion[] {
  const versions: DemoVersion[] = [
    {
      content: bulletin,
      by: bulletin.author,
      ...(bulletin.approver === undefined ? {} : { approver: bulletin.approver }),
      daysAgo: bulletin.publishedDaysAgo,
      pending: bulletin.state === 'DRAFT' || bulletin.state === 'IN_REVIEW',
    },
  ];
  let content = bulletin;
  for (const { changes, by, approver, daysAgo, pending } of bulletin.revisions ?? []) {
    content = { ...content, ...changes };
    versions.push({ content, by, ...(approver === undefined ? {} : { approver }), daysAgo, pending: pending ?? false });
  }
  return versions;
}

/** The organisations that an audience reaches, circles resolved, persons by their organisation. */
export function organisationsOf(
  audience: DemoAudience,
  organisations: DemoOrganisation[],
  circles: DemoCircle[],
): Set<OrganisationCode> {
  if (audience.everyone) return new Set(organisations.map(({ code }) => code));
  const ofPersons = organisations.filter(({ persons }) => persons.some(({ email }) => audience.persons?.includes(email)));
  return new Set([
    ...(audience.organisations ?? []),
    ...circles.filter(({ code }) => audience.circles?.includes(code)).flatMap(({ members }) => members),
    ...ofPersons.map(({ code }) => code),
  ]);
}
