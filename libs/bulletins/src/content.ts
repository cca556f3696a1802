import { invalid, normaliseInput } from '@hub/kernel';
import type { PersonActor } from '@hub/access';
import type { Tx } from '@hub/platform';
import { approversOf } from './approvers.js';
import { type AudienceSpec, isWithin, resolveAudience } from './audience.js';
import type { PersonAtRiskSpec, SectionEntity, VersionEntity } from './bulletin.entity.js';
import { HandlingCondition, SharingBasis, Urgency } from './bulletin.enums.js';
import type { AudienceInput, BulletinSectionInput, BulletinStageInput, CaseFactsInput, DraftBulletinInput, PersonAtRiskInput, ReviseBulletinInput } from './bulletin.inputs.js';
import { releasesOf, sectionWithReleases, withReleases } from './released.js';
import type { LocalTimeInput } from './stages/local-time.js';
import { reachOf, saidIn, stagesIn } from './stages/schedule.js';
import type { StageContent, StageRow } from './stages/stage.types.js';
import { factWords, wordsOf } from './words.js';

/** What people write of a version; the rest of its row follows from its workflow. */
export type Content = Pick<VersionEntity,
  | 'kind' | 'tlp' | 'urgency' | 'language' | 'title' | 'documentNumber' | 'handling' | 'handlingNote' | 'countries'
  | 'potentialVictims' | 'identifiedVictims' | 'citizenships' | 'exploitation' | 'meansOfControl' | 'prefectures' | 'hasFacts'
  | 'audience' | 'recipientsVisible' | 'acknowledgeBy' | 'releaseAt' | 'releaseLocal' | 'releaseZone' | 'expiresAt' | 'expiresLocal' | 'expiresZone' | 'personAtRisk' | 'approverIds'>
  & { stages: StageContent[] };

/** A section as people write it; without an id it is a new one. */
export interface SectionContent { id: string | null; heading: string; body: string; audience: AudienceSpec | null }

const NO_FACTS = { hasFacts: false, potentialVictims: null, identifiedVictims: null, citizenships: [], exploitation: [], meansOfControl: [], prefectures: [] };

function factsOf(input: CaseFactsInput | null | undefined): typeof NO_FACTS | Partial<Content> {
  if (!input) return NO_FACTS;
  return {
    hasFacts: true, potentialVictims: input.potentialVictims ?? null, identifiedVictims: input.identifiedVictims ?? null,
    citizenships: unique(input.citizenships), exploitation: unique(input.exploitation),
    meansOfControl: unique(input.meansOfControl), prefectures: unique(input.prefectures),
  };
}

function personAtRiskOf(input: PersonAtRiskInput | null | undefined): PersonAtRiskSpec | null {
  if (!input) return null;
  return {
    basis: input.basis, reason: input.reason ?? null,
    safetyChecks: input.safetyChecks.map(({ organisationId, outcome, note }) => ({ organisationId, outcome, note: note ?? null })),
  };
}

const unique = <T>(values: readonly T[] | null | undefined): T[] => [...new Set(values ?? [])];

/** The content of a new draft. */
export async function contentOfDraft(tx: Tx, actor: PersonActor, input: DraftBulletinInput): Promise<Content> {
  const content = {
    kind: input.kind, tlp: input.tlp, urgency: input.urgency ?? Urgency.ROUTINE, language: input.language,
    title: normaliseTitle(input.title), documentNumber: input.documentNumber ?? null, handling: unique(input.handling),
    handlingNote: input.handlingNote ?? null, countries: unique(input.countries), ...factsOf(input.facts),
    audience: await resolveAudience(tx, actor, input.tlp, input.audience, 'input.audience', null),
    recipientsVisible: input.recipientsVisible ?? false, acknowledgeBy: input.acknowledgeBy ?? null,
    ...scheduleOf(input), stages: [],
    personAtRisk: personAtRiskOf(input.personAtRisk), approverIds: await approversOf(tx, actor, input.approverIds ?? []),
  } as Content;
  checkContent(content, actor.instant);
  return { ...content, stages: await stagesIn(tx, actor, content, input.stages ?? [], []) };
}

/** The content after a revision: absent fields stay, null clears. */
export async function contentOfRevision(tx: Tx, actor: PersonActor, before: VersionEntity, stages: readonly StageRow[], input: ReviseBulletinInput): Promise<Content> {
  const tlp = input.tlp ?? before.tlp;
  const keep = <T>(value: T | null | undefined, old: T, cleared: T): T => (value === undefined ? old : (value ?? cleared));
  const content = {
    kind: input.kind ?? before.kind, tlp, urgency: keep(input.urgency, before.urgency, Urgency.ROUTINE),
    language: input.language ?? before.language, title: input.title ? normaliseTitle(input.title) : before.title,
    documentNumber: keep(input.documentNumber, before.documentNumber, null), handling: keep(input.handling, before.handling, []),
    handlingNote: keep(input.handlingNote, before.handlingNote, null), countries: keep(input.countries, before.countries, []),
    ...(input.facts === undefined ? factsOfVersion(before) : factsOf(input.facts)),
    // An audience that is not given is looked up again all the same: the mark may have changed under it.
    // Releases stand beside what is named, and end in their own way.
    audience: withReleases(await resolveAudience(tx, actor, tlp, input.audience ?? inputOf(before.audience), 'input.audience', before.audience), tlp, releasesOf(before.audience, actor.instant)),
    recipientsVisible: keep(input.recipientsVisible, before.recipientsVisible, false),
    acknowledgeBy: keep(input.acknowledgeBy, before.acknowledgeBy, null), ...scheduleOf(input, before), stages: [],
    personAtRisk: input.personAtRisk === undefined ? before.personAtRisk : personAtRiskOf(input.personAtRisk),
    approverIds: input.approverIds === undefined ? before.approverIds : await approversOf(tx, actor, input.approverIds ?? []),
  } as Content;
  checkContent(content, actor.instant, before);
  // As audiences that are not given, stages are looked up again: what they may be changes with the mark.
  return { ...content, stages: await stagesIn(tx, actor, content, input.stages === undefined ? stages.map(stageInputOf) : (input.stages ?? []), stages) };
}

/** When it goes out and when it expires, as said: by an instant, or by the wall clock of a zone. */
function scheduleOf(input: Pick<DraftBulletinInput, 'releaseAt' | 'releaseOn' | 'expiresAt' | 'expiresOn'>, before?: VersionEntity): Partial<Content> {
  const release = saidIn(input.releaseAt, input.releaseOn, 'release', before && { at: before.releaseAt, local: before.releaseLocal, zone: before.releaseZone });
  const expiry = saidIn(input.expiresAt, input.expiresOn, 'expires', before && { at: before.expiresAt, local: before.expiresLocal, zone: before.expiresZone });
  return { releaseAt: release.at, releaseLocal: release.local, releaseZone: release.zone, expiresAt: expiry.at, expiresLocal: expiry.local, expiresZone: expiry.zone };
}

/** A stage as its input would be written again. */
const stageInputOf = ({ audience, local, zone, untilLocal, untilZone }: StageRow): BulletinStageInput => ({ audience: inputOf(audience), at: inputOfTime(local, zone), until: inputOfTime(untilLocal, untilZone) });
const inputOfTime = (local: string | null, zone: string | null): LocalTimeInput | null => (local === null || zone === null ? null : { local, zone });

/** The sections of a draft or a revision, each within the bulletin's audience. */
export async function sectionsOf(tx: Tx, actor: PersonActor, content: Content, inputs: readonly BulletinSectionInput[], before: readonly SectionEntity[]): Promise<SectionContent[]> {
  const known = new Map(before.map((section) => [section.sectionId, section]));
  const sections: SectionContent[] = [];
  for (const [index, input] of inputs.entries()) {
    const field = `input.sections.${index}`;
    if (input.id && !known.has(input.id)) throw invalid(`${field}.id`, 'Is not a section of this bulletin.');
    if (input.id && sections.some(({ id }) => id === input.id)) throw invalid(`${field}.id`, 'Stands twice.');
    const fixed = (input.id ? known.get(input.id)?.audience : null) ?? content.audience;
    const audience = input.audience ? await resolveAudience(tx, actor, content.tlp, input.audience, `${field}.audience`, fixed) : null;
    // A section for all who come by a stage needs no audience: it is for all.
    if (audience && (!isWithin(audience, reachOf(content.audience, content.stages)) || (audience.everyone && !content.audience.everyone))) {
      throw invalid(`${field}.audience`, "A section's audience lies within its bulletin's. / 節の宛先は本文書の宛先の範囲内に限ります。");
    }
    sections.push({ id: input.id ?? null, heading: normaliseTitle(input.heading), body: input.body, audience: sectionWithReleases(audience, content.audience, content.tlp, input.id ?? null) });
  }
  return sections;
}

/** An audience as its input would be written again. */
export const inputOf = (audience: AudienceSpec): AudienceInput =>
  audience.everyone ? { everyone: true } : { organisationIds: audience.organisationIds, circleIds: audience.circles.map(({ id }) => id), personIds: audience.personIds };

/** Sections as their input would be written again. */
export const sectionInputsOf = (sections: readonly SectionEntity[]): BulletinSectionInput[] =>
  sections.map(({ sectionId, heading, body, audience }) => ({ id: sectionId, heading, body, audience: audience && !audience.released?.whole ? inputOf(audience) : null }));

function factsOfVersion(before: VersionEntity): Partial<Content> {
  const { hasFacts, potentialVictims, identifiedVictims, citizenships, exploitation, meansOfControl, prefectures } = before;
  return { hasFacts, potentialVictims, identifiedVictims, citizenships, exploitation, meansOfControl, prefectures };
}

function normaliseTitle(text: string): string {
  const title = normaliseInput(text.replace(/\s+/gu, ' '));
  if (title === '') throw invalid('input.title', 'Must not be empty.');
  return title;
}

/** Checks that need no database. Dates that stood already may lie in the past by now. */
function checkContent(content: Content, instant: Date, before?: VersionEntity): void {
  if (content.handling.includes(HandlingCondition.OTHER) && !content.handlingNote) {
    throw invalid('input.handlingNote', 'With OTHER the handling is said in words.');
  }
  if (content.personAtRisk?.basis === SharingBasis.LAWFUL_GROUND && !content.personAtRisk.reason) {
    throw invalid('input.personAtRisk.reason', 'A lawful ground needs its reason.');
  }
  for (const name of ['acknowledgeBy', 'releaseAt', 'expiresAt'] as const) {
    const at = content[name];
    if (at && at <= instant && at.getTime() !== before?.[name]?.getTime()) throw invalid(`input.${name}`, 'Lies in the past.');
  }
  if (content.expiresAt && content.releaseAt && content.expiresAt <= content.releaseAt) {
    throw invalid('input.expiresAt', 'Lies before the release.');
  }
}

/** Words under which a version is found. */
export const versionWords = (content: Content): { titleWords: string[]; words: string[] } => ({
  titleWords: wordsOf(content.title),
  words: [...factWords(content.countries, content.citizenships, content.exploitation), ...wordsOf(content.documentNumber ?? '')],
});
