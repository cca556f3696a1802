import { conflict, forbidden, invalid } from '@hub/kernel';
import { type PersonActor, Role } from '@hub/access';
import { isWithin } from './audience.js';
import type { SectionEntity, VersionEntity } from './bulletin.entity.js';
import { STRICTNESS, SafetyOutcome, Tlp, Urgency } from './bulletin.enums.js';
import { reachOf } from './stages/schedule.js';
import type { StageContent } from './stages/stage.types.js';

const strictness = (tlp: Tlp): number => STRICTNESS.indexOf(tlp);

/** What four-eyes compares: a version with its sections and stages. */
export interface Whole { version: VersionEntity; sections: readonly SectionEntity[]; stages: readonly Pick<StageContent, 'audience' | 'opensAt' | 'untilAt'>[] }

/** Whether the new version reaches somebody, or something reaches somebody, who was not reached before; or lasts longer, or is marked less strictly. */
function widens(before: Whole, after: Whole): boolean {
  if (strictness(after.version.tlp) < strictness(before.version.tlp)) return true;
  if (!isWithin(after.version.audience, before.version.audience)) return true;
  // Nobody comes, comes earlier, or stays longer, who did not.
  if (after.stages.some((stage) => !isWithin(stage.audience, reachOf(before.version.audience, before.stages, stage)))) return true;
  if (after.version.recipientsVisible && !before.version.recipientsVisible) return true;
  if (releasesMore(before.version, after.version)) return true;
  const [was, is] = [before.version.expiresAt, after.version.expiresAt];
  if (was && (!is || is > was)) return true;
  const old = new Map(before.sections.map((section) => [section.sectionId, section]));
  return after.sections.some((section) => {
    const previous = old.get(section.sectionId);
    if (!previous) return false;
    return !isWithin(section.audience ?? reachOf(after.version.audience, after.stages), previous.audience ?? reachOf(before.version.audience, before.stages));
  });
}

/** A release is a widening even where the organisation receives already: whoever asked for it must not learn so from how soon it goes out. */
function releasesMore(before: VersionEntity, after: VersionEntity): boolean {
  const old = new Map(before.audience.released?.entries.map((entry) => [entry.requestId, entry]));
  return (after.audience.released?.entries ?? []).some(({ requestId, until }) => {
    const previous = old.get(requestId);
    return !previous || (previous.until !== null && (until === null || until > previous.until));
  });
}

const TEXT = ['kind', 'urgency', 'language', 'title', 'documentNumber', 'handling', 'handlingNote', 'countries', 'potentialVictims',
  'identifiedVictims', 'citizenships', 'exploitation', 'meansOfControl', 'prefectures', 'acknowledgeBy', 'personAtRisk', 'attachmentsHash'] as const;

/** Whether anything but the audience, the mark and the expiry has changed. Sections that fell away are a narrowing. */
function rewrites(before: Whole, after: Whole): boolean {
  if (TEXT.some((name) => JSON.stringify(before.version[name]) !== JSON.stringify(after.version[name]))) return true;
  const old = new Map(before.sections.map((section) => [section.sectionId, section]));
  return after.sections.some(({ sectionId, heading, body }) => {
    const previous = old.get(sectionId);
    return previous?.heading !== heading || previous.body !== body;
  });
}

/**
 * Four eyes: every publication or revision at AMBER or stricter, or CLEAR, and every widening or lowering. Narrowing alone
 * needs one person, at any mark.
 */
export function needsSecondPerson(before: Whole | null, after: Whole): boolean {
  if (before && widens(before, after)) return true;
  if (before && !rewrites(before, after)) return false;
  return after.version.tlp !== Tlp.GREEN;
}

/** At night one officer may publish alone: IMMEDIATE, at most AMBER+STRICT, at most three named organisations. */
export function requireException({ version, stages }: Whole): void {
  if (version.urgency !== Urgency.IMMEDIATE) throw invalid('input.exception', 'Only an IMMEDIATE bulletin can go out without a second person.');
  if (stages.length > 0) throw invalid('input.exception', 'What goes out in stages waits for a second person. / 段階公開には承認が必要です。');
  if (version.tlp === Tlp.RED) throw invalid('input.exception', 'TLP:RED never goes out without a second person.');
  if (version.audience.everyone || version.audience.reached.length === 0 || version.audience.reached.length > 3) {
    throw invalid('input.exception', 'Without a second person it can go to one to three named organisations only.');
  }
}

/** A bulletin about an identifiable person needs, for each recipient, a safety check that lets it know. */
export function requireSafety({ version: { personAtRisk, audience: first }, stages }: Whole): void {
  if (!personAtRisk) return;
  const audience = reachOf(first, stages);
  if (audience.everyone) throw invalid('input.audience', 'A bulletin about an identifiable person goes to named recipients only.');
  const checks = new Map(personAtRisk.safetyChecks.map((check) => [check.organisationId, check.outcome]));
  for (const organisationId of audience.reached) {
    const outcome = checks.get(organisationId);
    if (outcome === undefined) throw invalid('input.personAtRisk.safetyChecks', 'A recipient has no safety check ("may it know?").');
    if (outcome === SafetyOutcome.MUST_NOT_KNOW) throw invalid('input.personAtRisk.safetyChecks', 'A recipient must not know of the person.');
  }
}

/** Editing needs the role OFFICER; that the bulletin is the own organisation's follows from being an editor. */
export function requireEditor(actor: PersonActor, bulletin: { editor: boolean; originatorId: string }): void {
  if (!bulletin.editor || bulletin.originatorId !== actor.organisationId || !actor.roles.has(Role.OFFICER)) {
    throw forbidden('Only officers of the originator can do this.');
  }
}

/**
 * TLP:RED is lowered by its author alone, and what lowers it is his until it is published. He sees every section; of the others
 * who work on it some may not, and would send out what was kept from them. Whether there is such a section is told to nobody.
 */
export function requireAuthorToLower(actor: PersonActor, bulletin: { authorId: string; tlp: Tlp; publishedNumber: number | null }, before: Tlp, after: Tlp): void {
  const lowering = before !== Tlp.RED && bulletin.publishedNumber !== null && bulletin.tlp === Tlp.RED;
  const lowers = before === Tlp.RED && after !== Tlp.RED;
  if ((lowers || lowering) && actor.personId !== bulletin.authorId) throw forbidden('TLP:RED is lowered by its author alone. / TLP:REDを下げられるのは起案者のみです。');
}

/** A section for some of TLP:RED's persons is no section for some organisations: whoever lowers the mark says where it goes now. */
export function requireSectionsAnew(before: Tlp, after: Tlp, kept: readonly Pick<SectionEntity, 'audience'>[]): void {
  if (before === Tlp.RED && after !== Tlp.RED && kept.some(({ audience }) => audience !== null)) {
    throw invalid('input.sections', 'A section has an audience of its own: give the sections anew. / 宛先を限った節があります。節を指定し直してください。');
  }
}

const YEAR_MS = 366 * 86_400_000;

/** By when organisations are to confirm that they have destroyed their copies. */
export function requireDestructionDate(by: Date, instant: Date, field: string): void {
  if (by <= instant) throw invalid(field, 'Lies in the past. / 過去の日時です。');
  if (by.getTime() > instant.getTime() + YEAR_MS) throw invalid(field, 'Lies more than a year ahead. / 1年以内の日時を指定してください。');
}

/** What was seen must be what stands. */
export function requireRevision(expected: number, current: number): void {
  if (expected !== current) throw conflict('Somebody has changed this meanwhile.', { currentRevision: current });
}
