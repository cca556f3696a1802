import type { Tlp } from '../hub/enums.generated.js';
import { instantAt } from '../ui/days.js';
import { NOBODY, type Picks, picksIn } from './audience.js';
import type { BulletinStageInput, ReadToWriteQuery } from './writing.generated.js';

/** Times of a stage, by the clocks of zones: from when on (empty: with the publication), until when (empty: as the bulletin). */
interface Times { readonly local: string; readonly zone: string; readonly until: string; readonly untilZone: string }
/** Who receives later, or for a time, as it is typed. `has` are the times that the hub has of it; null: it is new. */
export interface StageForm extends Times { readonly key: string; readonly audience: Picks; readonly has: Times | null }

type Has = NonNullable<NonNullable<ReadToWriteQuery['bulletin']>['editable']>['stages'];
/** What of a bulletin bounds its stages. */
interface Within { readonly tlp: Tlp; readonly releaseAt: string; readonly expiresAt: string }

/** No stages. */
export const newStages: readonly StageForm[] = [];

/** A stage that was not filled in yet. */
export const newStage = (zone: string): StageForm => ({ key: crypto.randomUUID(), local: '', zone, until: '', untilZone: zone, audience: NOBODY, has: null });

/** Its times alone. */
export const timesOf = ({ local, zone, until, untilZone }: Times): Times => ({ local, zone, until, untilZone });

/** What the hub has. */
export const stagesOf = (has: Has): StageForm[] => has.map(({ at, until, audience: { everyone, organisationIds, circleIds, personIds } }, index) => {
  const times = { local: at?.local ?? '', zone: at?.zone ?? until?.zone ?? '', until: until?.local ?? '', untilZone: until?.zone ?? at?.zone ?? '' };
  return { key: `${index} ${Object.values(times).join(' ')}`, ...times, audience: { everyone, organisationIds, circleIds, personIds }, has: times };
});

const instant = (local: string, zone: string): number | null => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? Date.parse(instantAt(local.slice(0, 16), zone)) : null);

/** When it opens; null where that was not filled in: with the publication. */
export const opensAt = ({ local, zone }: StageForm): number | null => instant(local, zone);
/** When it ends; null where that was not filled in: as the bulletin. */
export const endsAt = ({ until, untilZone }: StageForm): number | null => instant(until, untilZone);

/** Whether its time has come and the hub knows it so: then it stays as it is. */
export const hasCome = (stage: StageForm, now: number): boolean => stage.has !== null && stage.has.local === stage.local && stage.has.zone === stage.zone && (opensAt(stage) ?? now + 1) <= now;
/** The same of its end. */
export const hasEnded = (stage: StageForm, now: number): boolean => stage.has !== null && stage.has.until === stage.until && stage.has.untilZone === stage.untilZone && (endsAt(stage) ?? now + 1) <= now;

/** What stands against a stage. */
export type StageProblem = 'stageTime' | 'stagePast' | 'stageNobody' | 'stageBeforeRelease' | 'stageAfterExpiry' | EndProblem;
type EndProblem = 'stageEndPast' | 'stageEndFirst' | 'stageEndAfterExpiry' | 'stageEndEveryone';

/** The same for one of a bulletin's. */
export function stageProblem(stage: StageForm, { tlp, releaseAt, expiresAt }: Within, now: number): StageProblem | null {
  const [at, end] = [opensAt(stage), endsAt(stage)];
  if (at === null && end === null) return 'stageTime';
  const { everyone = false, organisationIds = [], circleIds = [] } = picksIn(stage.audience, tlp);
  if (!everyone && organisationIds.length + circleIds.length === 0) return 'stageNobody';
  if (everyone && end !== null) return 'stageEndEveryone';
  if (at !== null && !hasCome(stage, now)) {
    if (at <= now) return 'stagePast';
    if (releaseAt !== '' && at <= Date.parse(releaseAt)) return 'stageBeforeRelease';
    if (expiresAt !== '' && at >= Date.parse(expiresAt)) return 'stageAfterExpiry';
  }
  if (end === null || hasEnded(stage, now)) return null;
  if (end <= now) return 'stageEndPast';
  if (end <= (at ?? end - 1) || (releaseAt !== '' && end <= Date.parse(releaseAt))) return 'stageEndFirst';
  return expiresAt !== '' && end >= Date.parse(expiresAt) ? 'stageEndAfterExpiry' : null;
}

/** Whether that stands against its end, and not against its beginning. */
export const isOfEnd = (problem: StageProblem | null): problem is EndProblem => problem?.startsWith('stageEnd') ?? false;

/** Whether somebody receives with the publication by a stage. */
export const comesAtOnce = ({ local, until }: StageForm): boolean => local === '' && until !== '';

const written = (local: string, zone: string): { local: string; zone: string } | null => (local === '' ? null : { local: local.slice(0, 16), zone });

/** The stages as the hub takes them: those that can stand. TLP:RED has none. */
export const stagesIn = (form: Within & { readonly stages: readonly StageForm[] }, now: number): BulletinStageInput[] =>
  (form.tlp === 'RED' ? [] : form.stages).filter((stage) => stageProblem(stage, form, now) === null)
    .map(({ local, zone, until, untilZone, audience }) => ({ at: written(local, zone), until: written(until, untilZone), audience: picksIn(audience, form.tlp) }));
