// The rules of access, said a second time, by hand, from the house's description of them. Nothing here knows principals,
// arrays or SQL: it asks each time who the person is and what the bulletin says. Slow and plain on purpose.
import type { Asker, Audience, Bulletin, Content, Person, Section, Version, World } from './world.js';

/** What one asker sees of one bulletin. */
export interface Sight {
  readonly id: string;
  readonly state: 'DRAFT' | 'IN_REVIEW' | 'PUBLISHED' | 'WITHDRAWN' | 'EXPIRED';
  readonly withdrawalReason: string | null;
  readonly version: number;
  readonly kind: string;
  readonly tlp: string;
  readonly urgency: string;
  readonly language: string;
  /** The reference, where nothing of the content may be seen. */
  readonly title: string;
  /** Whether he may edit it: then he sees its revision. */
  readonly edits: boolean;
  /** Null on a tombstone. */
  readonly content: {
    readonly documentNumber: string | null;
    readonly handling: readonly string[];
    readonly countries: readonly string[];
    readonly facts: Content['facts'];
    readonly acknowledgeBy: number | null;
    readonly sections: readonly { id: string; heading: string; body: string }[];
  } | null;
}

/** A suspended or ended person, or one of a suspended organisation, is nobody at all: not even the public. */
export function mayEnter(world: World, asker: Asker): boolean {
  if (asker === null) return true;
  const organisation = world.organisations.find(({ id }) => id === asker.organisationId);
  return !asker.suspended && !asker.ended && organisation?.suspended === false;
}

/** Administering, coordinating and auditing are no right to read. */
export const reads = (person: Person): boolean => person.roles.some((role) => role === 'READER' || role === 'OFFICER' || role === 'CONTACT_POINT');
export const isOfficer = (person: Person): boolean => person.roles.includes('OFFICER');

const published = (bulletin: Bulletin): Version[] => bulletin.versions.filter(({ publishedAt }) => publishedAt !== null);
export const current = (bulletin: Bulletin): Version | undefined => published(bulletin).at(-1);
export const pending = (bulletin: Bulletin): Version | undefined => bulletin.versions.find(({ publishedAt }) => publishedAt === null);

/** Author and approvers, whom TLP:RED admits beside those named. */
function standsBehind(bulletin: Bulletin, version: Version, person: Person): boolean {
  return person.id === bulletin.authorId || (version.submitted && version.content.approverIds.includes(person.id));
}

/** The TLP:RED version that a working copy lowers, if it does. */
export function lowersRed(bulletin: Bulletin, version: Version): Version | undefined {
  const now = current(bulletin);
  return version.publishedAt === null && version.content.tlp !== 'RED' && now?.content.tlp === 'RED' ? now : undefined;
}

/**
 * Who works on a version: officers of the originator; TLP:RED: the author, named officers of his own, and approvers asked.
 * A working copy that lowers TLP:RED still holds its secret: until it is published the same few work on it.
 */
export function edits(bulletin: Bulletin, version: Version, asker: Asker): boolean {
  if (asker === null || asker.organisationId !== bulletin.originatorId) return false;
  const rule = lowersRed(bulletin, version) ?? version;
  if (rule.content.tlp !== 'RED') return isOfficer(asker);
  return reads(asker) && (standsBehind(bulletin, rule, asker) || (isOfficer(asker) && rule.content.audience.personIds.includes(asker.id)));
}

/** Whether an audience names the asker, as its mark understands it. */
function names(audience: Audience, content: Content, asker: Asker): boolean {
  if (audience.everyone && content.tlp === 'CLEAR') return true;
  if (asker === null || !reads(asker)) return false;
  if (content.tlp === 'RED') return audience.personIds.includes(asker.id);
  return audience.everyone || audience.organisationIds.includes(asker.organisationId);
}

/** Whether a version was published to the asker. */
export function admits(bulletin: Bulletin, version: Version, asker: Asker): boolean {
  if (names(version.content.audience, version.content, asker)) return true;
  if (version.stages?.some(({ open, ended, audience }) => open && !ended && names(audience, version.content, asker))) return true;
  return asker !== null && belongs(bulletin, version, asker);
}

/** Whether a section of a version was published to the asker. */
export function admitsToSection(bulletin: Bulletin, version: Version, section: Section, asker: Asker): boolean {
  if (section.audience === null) return admits(bulletin, version, asker);
  if (names(section.audience, version.content, asker) && admits(bulletin, version, asker)) return true;
  return asker !== null && belongs(bulletin, version, asker);
}

/** The originator's own people; with TLP:RED author and approvers. */
function belongs(bulletin: Bulletin, version: Version, person: Person): boolean {
  if (person.organisationId !== bulletin.originatorId || !reads(person)) return false;
  return version.content.tlp !== 'RED' || standsBehind(bulletin, version, person);
}

/** Whether the asker may know that the bulletin exists. */
export function knowsOf(world: World, bulletin: Bulletin, asker: Asker): boolean {
  if (!mayEnter(world, asker)) return false;
  const now = current(bulletin);
  const draft = pending(bulletin);
  return (now !== undefined && admits(bulletin, now, asker)) || (draft !== undefined && edits(bulletin, draft, asker));
}

/** From its instant on an expired bulletin is a tombstone, whatever a job does. */
export const isExpired = (bulletin: Bulletin, instant: number): boolean => {
  const expiresAt = current(bulletin)?.content.expiresAt ?? null;
  return expiresAt !== null && expiresAt <= instant;
};

/** Whether the asker sees the content of a version: visible now, and he was in that version's audience. */
export function seesContent(world: World, bulletin: Bulletin, version: Version, asker: Asker, instant: number): boolean {
  if (!mayEnter(world, asker)) return false;
  if (version.publishedAt === null) return edits(bulletin, version, asker);
  const now = current(bulletin) as Version;
  if (!admits(bulletin, now, asker) || !admits(bulletin, version, asker)) return false;
  return (bulletin.withdrawal === null && !isExpired(bulletin, instant)) || edits(bulletin, now, asker);
}

/** The sections of a version that the asker sees: one that still exists only where it admits him now as well. */
export function seenSections(world: World, bulletin: Bulletin, version: Version, asker: Asker, instant: number): Section[] {
  if (!seesContent(world, bulletin, version, asker, instant)) return [];
  if (version.publishedAt === null) {
    const red = lowersRed(bulletin, version);
    return version.content.sections.filter((section) => {
      if (version.content.tlp === 'RED') return worksOn(bulletin, version, section, asker);
      const secret = red?.content.sections.find(({ id }) => id === section.id);
      return secret === undefined || worksOn(bulletin, red as Version, secret, asker);
    });
  }
  const now = current(bulletin) as Version;
  return version.content.sections.filter((section) => {
    if (!admitsToSection(bulletin, version, section, asker)) return false;
    const today = now.content.sections.find(({ id }) => id === section.id);
    return today === undefined || admitsToSection(bulletin, now, today, asker);
  });
}

/** Whether one of those who work on a TLP:RED version works on this section too. */
function worksOn(bulletin: Bulletin, version: Version, { audience }: Section, asker: Asker): boolean {
  return audience === null || (asker !== null && (standsBehind(bulletin, version, asker) || audience.personIds.includes(asker.id)));
}

/** What of a version is there for the asker, as one comparable text; null where he is not admitted. */
function view(bulletin: Bulletin, version: Version, asker: Asker): string | null {
  if (!admits(bulletin, version, asker)) return null;
  const { sections, audience, approverIds: _, ...rest } = version.content;
  return JSON.stringify([
    rest,
    rest.recipientsVisible ? [audience.everyone, [...audience.organisationIds].sort(), [...audience.personIds].sort()] : null,
    sections.filter((section) => admitsToSection(bulletin, version, section, asker)).map(({ id, heading, body }) => [id, heading, body]).sort(),
  ]);
}

/** The asker's own count of the versions, up to one of them: those in which something that he may see had changed. */
export function readerVersion(bulletin: Bulletin, asker: Asker, upTo = Infinity): number {
  let count = 0;
  let before: string | null = null;
  for (const version of published(bulletin)) {
    if (version.number > upTo) break;
    // As it was when its stages had opened: whoever comes back after an end begins anew.
    const seen = view(bulletin, { ...version, stages: version.stages?.map((stage) => ({ ...stage, ended: false })) ?? [] }, asker);
    if (seen !== null && seen !== before) count += 1;
    before = view(bulletin, version, asker);
  }
  return Math.max(count, 1);
}

/** All that the asker sees of a bulletin, now or as of one of its versions; null: for him it does not exist. */
export function sight(world: World, bulletin: Bulletin, asker: Asker, instant: number, asOf?: number): Sight | null {
  if (!knowsOf(world, bulletin, asker)) return null;
  const now = current(bulletin) ?? (pending(bulletin) as Version);
  const version = asOf === undefined ? now : bulletin.versions.find(({ number }) => number === asOf);
  const seen = version !== undefined && seesContent(world, bulletin, version, asker, instant);
  const shown = (seen ? version : now).content;
  return {
    id: bulletin.id,
    state: stateOf(bulletin, instant),
    withdrawalReason: bulletin.withdrawal?.reason ?? null,
    version: readerVersion(bulletin, asker, asOf),
    kind: shown.kind,
    tlp: shown.tlp,
    urgency: shown.urgency,
    language: shown.language,
    title: seen ? shown.title : bulletin.reference,
    edits: bulletin.versions.some((one) => (one === current(bulletin) || one.publishedAt === null) && edits(bulletin, one, asker)),
    content: seen
      ? {
          documentNumber: shown.documentNumber,
          handling: shown.handling,
          countries: shown.countries,
          facts: shown.facts,
          acknowledgeBy: shown.acknowledgeBy,
          sections: seenSections(world, bulletin, version, asker, instant).map(({ id, heading, body }) => ({ id, heading, body })),
        }
      : null,
  };
}

/** The state at an instant. */
export function stateOf(bulletin: Bulletin, instant: number): Sight['state'] {
  if (bulletin.withdrawal) return 'WITHDRAWN';
  if (current(bulletin)) return isExpired(bulletin, instant) ? 'EXPIRED' : 'PUBLISHED';
  return pending(bulletin)?.submitted ? 'IN_REVIEW' : 'DRAFT';
}

/** When a bulletin stands in a list: its first publication, or its beginning. */
export const sortAt = (bulletin: Bulletin): number => published(bulletin)[0]?.publishedAt ?? bulletin.createdAt;
