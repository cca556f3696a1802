// What writing operations are about, and the doors that they share: said by hand, as rules.ts says reading. Nothing here knows SQL, principals or services.
import { edits, isOfficer, knowsOf, mayEnter, reads, seenSections, seesContent } from './rules.js';
import type { Asker, Bulletin, Person, Role, Section, Version, World } from './world.js';

/** A version with what its way out depends on. */
export interface WorkedVersion extends Version {
  readonly hash: string;
  readonly review: 'EDITING' | 'IN_REVIEW' | 'APPROVED' | 'PUBLISHED';
  readonly editedBy: readonly string[];
  /** Who approved exactly this content. */
  readonly approvedBy: readonly string[];
  /** Who sent it, while it waits to be taken back; from then on nobody. */
  readonly sentBy: string | null;
  /** Who sent it out at night alone. */
  readonly exceptionBy: string | null;
  readonly files: readonly { readonly id: string; readonly sectionId: string | null }[];
}
/** A bulletin as people work on it. */
export interface Worked extends Omit<Bulletin, 'versions'> { readonly revision: number; readonly versions: readonly WorkedVersion[] }
/** Questions and answers. */
export interface Thread { readonly id: string; readonly bulletinId: string; readonly askerId: string; readonly parties: readonly string[]; readonly state: string; readonly revision: number; readonly assignees: Readonly<Record<string, string>> }
export interface Message { readonly id: string; readonly threadId: string; readonly organisationId: string; readonly kind: string; readonly consented: boolean }
/** A correction of the document number, made against a version. */
export interface Proposal { readonly id: string; readonly bulletinId: string; readonly number: number; readonly sectionIds: readonly string[]; readonly organisationId: string; readonly state: string; readonly to: string }
export interface Translation { readonly id: string; readonly bulletinId: string; readonly number: number; readonly sectionId: string | null; readonly heading: string; readonly body: string | null; readonly organisationId: string; readonly language: string; readonly shown: boolean; readonly writtenBy: string; readonly revision: number }
/** Asking that another organisation, or somebody outside, be shown a bulletin. */
export interface Request { readonly id: string; readonly bulletinId: string; readonly askerId: string; readonly recipientId: string | null; readonly sectionIds: readonly string[] | null; readonly state: string; readonly answerBy: number; readonly revision: number }
/** A view for somebody outside. */
export interface View { readonly id: string; readonly bulletinId: string; readonly number: number; readonly hash: string; readonly state: string; readonly expiresAt: number; readonly proposedBy: string; readonly requestId: string | null; readonly revision: number }
/** What one organisation is asked to destroy. */
export interface Destruction { readonly id: string; readonly bulletinId: string; readonly organisationId: string; readonly personId: string | null; readonly revision: number }
export interface File { readonly id: string; readonly personId: string; readonly bulletinId: string | null; readonly state: string; readonly struck: boolean }
export interface Hold { readonly id: string; readonly bulletinId: string; readonly organisationId: string; readonly lifted: boolean; readonly revision: number }
export interface Demand { readonly id: string; readonly organisationId: string; readonly state: string; readonly secret: boolean; readonly bulletinIds: readonly string[]; readonly revision: number }
export interface Handover { readonly id: string; readonly organisationId: string; readonly personId: string; readonly successorId: string; readonly from: number; readonly ended: boolean }
export interface Export { readonly id: string; readonly organisationId: string; readonly requestedBy: string; readonly waits: boolean; readonly expiresAt: number; readonly persons: number }
/** An organisation's own entry. */
export interface Entry { readonly organisationId: string; readonly deputyId: string | null; readonly revision: number; readonly termsRevision: number; readonly ruleRevision: number; readonly complete: boolean; readonly departing: boolean; readonly coordinates: boolean }

/** A world at an instant, with everything that hangs on its bulletins. */
export interface State extends World {
  readonly instant: number;
  readonly bulletins: readonly Worked[];
  readonly threads: readonly Thread[];
  readonly messages: readonly Message[];
  readonly proposals: readonly Proposal[];
  readonly translations: readonly Translation[];
  readonly requests: readonly Request[];
  readonly outsideRequests: readonly Request[];
  readonly views: readonly View[];
  readonly strikes: readonly { readonly id: string; readonly bulletinId: string }[];
  readonly destructions: readonly Destruction[];
  readonly files: readonly File[];
  readonly holds: readonly Hold[];
  readonly demands: readonly Demand[];
  readonly handovers: readonly Handover[];
  readonly exports: readonly Export[];
  readonly entries: readonly Entry[];
}

/** What somebody names: the thing itself, the revision that he saw, something else (what, the operation says), and one variant or the other. */
export interface Args { readonly id: string; readonly revision: number; readonly other: string | null; readonly flag: boolean }
/** How a refusal is told. */
export type Code = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'CONFLICT' | 'INVALID_INPUT';
/** Ends where the rule refuses. */
export type Rule = (state: State, asker: Person, args: Args) => void;

class Refusal extends Error {
  constructor(readonly code: Code) {
    super(code);
  }
}
/** Refuses where it is not so. */
export function must(so: unknown, code: Code): asserts so {
  if (!so) throw new Refusal(code);
}

/** What becomes of an attempt. */
export function verdict(state: State, asker: Asker, rule: Rule, args: Args): 'done' | Code {
  // Nobody in particular writes nothing; whoever was suspended or has gone is nobody.
  if (asker === null || !mayEnter(state, asker)) return 'UNAUTHENTICATED';
  try {
    rule(state, asker, args);
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** Whose role does not let him, learns nothing of what he named. */
export function hasRole(asker: Person, ...roles: readonly Role[]): void {
  must(asker.roles.some((role) => roles.includes(role)), 'FORBIDDEN');
}
export const READING = ['READER', 'OFFICER', 'CONTACT_POINT'] as const;
export const WRITING = ['OFFICER', 'CONTACT_POINT'] as const;
export const KEEPING = ['ADMINISTRATOR', 'CONTACT_POINT'] as const;

/** One of them, by its id. */
export const named = <T extends { readonly id: string }>(all: readonly T[], id: string | null): T | undefined => all.find((one) => one.id === id);
/** What is published, and what is worked on. */
export const standing = (bulletin: Worked): WorkedVersion | undefined => bulletin.versions.filter(({ publishedAt }) => publishedAt !== null).at(-1);
export const working = (bulletin: Worked): WorkedVersion | undefined => bulletin.versions.find(({ publishedAt }) => publishedAt === null);
/** Whether somebody is among the editors of what is published or of the working copy. */
export const isEditor = (bulletin: Worked, asker: Person): boolean => [standing(bulletin), working(bulletin)].some((version) => version && edits(bulletin, version, asker));
/** The mark by which a bulletin is handled: what is published has it. */
export const markOf = (bulletin: Worked): string => (standing(bulletin) ?? working(bulletin))?.content.tlp ?? '';

/** What may not be known of is not found. */
export function knownBulletin(state: State, asker: Person, id: string): Worked {
  const bulletin = named(state.bulletins, id);
  must(bulletin && knowsOf(state, bulletin, asker), 'NOT_FOUND');
  return bulletin;
}
/** Whether he reads now what a bulletin says. */
export function readsNow(state: State, asker: Person, bulletin: Worked): boolean {
  const now = standing(bulletin);
  return now !== undefined && seesContent(state, bulletin, now, asker, state.instant);
}
/** Officers of the originator edit. */
export function mustEdit(bulletin: Worked, asker: Person): void {
  must(isEditor(bulletin, asker) && bulletin.originatorId === asker.organisationId && isOfficer(asker), 'FORBIDDEN');
}
/** A bulletin opened for a change, with the version that the change begins with. */
export interface Opened { readonly bulletin: Worked; readonly version: WorkedVersion; readonly sections: readonly Section[] }
/** The door before every change of a bulletin: seen, edited, as he saw it, not withdrawn, and not in others' hands. */
export function openBulletin(state: State, asker: Person, id: string, revision: number | null, of: 'working copy' | 'published' = 'working copy'): Opened {
  hasRole(asker, ...READING);
  const bulletin = knownBulletin(state, asker, id);
  mustEdit(bulletin, asker);
  must(revision === null || revision === bulletin.revision, 'CONFLICT');
  must(bulletin.withdrawal === null, 'CONFLICT');
  const version = of === 'published' ? (standing(bulletin) ?? working(bulletin)) : (working(bulletin) ?? standing(bulletin));
  const seen = version && seesContent(state, bulletin, version, asker, state.instant);
  must(seen, standing(bulletin) ? 'CONFLICT' : 'NOT_FOUND');
  return { bulletin, version, sections: seenSections(state, bulletin, version, asker, state.instant) };
}
/** TLP:RED is lowered by its author alone, and what lowers it is his. */
export function mustNotLowerAnothers({ bulletin, version }: Opened, asker: Person): void {
  const lowering = version.content.tlp !== 'RED' && standing(bulletin)?.content.tlp === 'RED';
  must(!lowering || asker.id === bulletin.authorId, 'FORBIDDEN');
}
/** Withdrawn or expired. */
export const isOver = (state: State, bulletin: Worked): boolean => {
  const expiresAt = standing(bulletin)?.content.expiresAt ?? null;
  return bulletin.withdrawal !== null || (expiresAt !== null && expiresAt <= state.instant);
};
/** The version that is his first, if he reads it: everybody counts those in which something changed that he may see. */
export function firstVersion(state: State, asker: Person, bulletin: Worked): WorkedVersion | undefined {
  return bulletin.versions.find((version) => version.publishedAt !== null && seesContent(state, bulletin, version, asker, state.instant));
}
/** Somebody active of an organisation. */
export const activeIn = (state: State, organisationId: string, id: string | null): Person | undefined =>
  state.persons.find((person) => person.id === id && person.organisationId === organisationId && !person.suspended && !person.ended);
export { isOfficer, reads };
