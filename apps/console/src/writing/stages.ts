import type { Tlp } from '../hub/enums.generated.js';
import { instantAt } from '../ui/days.js';
import { NOBODY, type Picks, picksIn } from './audience.js';
import type { BulletinStageInput, ReadToWriteQuery } from './writing.generated.js';

/** Who receives later, as it is typed: a day and time by the clock of a zone. `has` is the time that the hub has of it; null: it is new. */
export interface StageForm { readonly key: string; readonly local: string; readonly zone: string; readonly audience: Picks; readonly has: { readonly local: string; readonly zone: string } | null }

type Has = NonNullable<NonNullable<ReadToWriteQuery['bulletin']>['editable']>['stages'];
/** What of a bulletin bounds its stages. */
interface Within { readonly tlp: Tlp; readonly releaseAt: string; readonly expiresAt: string }

/** No stages. */
export const newStages: readonly StageForm[] = [];

/** A stage that was not filled in yet. */
export const newStage = (zone: string): StageForm => ({ key: crypto.randomUUID(), local: '', zone, audience: NOBODY, has: null });

/** What the hub has. */
export const stagesOf = (has: Has): StageForm[] =>
  has.map(({ at: { local, zone }, audience: { everyone, organisationIds, circleIds, personIds } }, index) => ({ key: `${index} ${local} ${zone}`, local, zone, audience: { everyone, organisationIds, circleIds, personIds }, has: { local, zone } }));

/** When it opens; null where that was not filled in yet. */
export const opensAt = ({ local, zone }: StageForm): number | null => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? Date.parse(instantAt(local.slice(0, 16), zone)) : null);

/** Whether its time has come and the hub knows it so: then it stays as it is. */
export const hasCome = (stage: StageForm, now: number): boolean => stage.has !== null && stage.has.local === stage.local && stage.has.zone === stage.zone && (opensAt(stage) ?? now + 1) <= now;

/** What stands against a stage. */
export type StageProblem = 'stageTime' | 'stagePast' | 'stageNobody' | 'stageBeforeRelease' | 'stageAfterExpiry';

/** The same for one of a bulletin's. */
export function stageProblem(stage: StageForm, { tlp, releaseAt, expiresAt }: Within, now: number): StageProblem | null {
  const at = opensAt(stage);
  if (at === null) return 'stageTime';
  const { everyone = false, organisationIds = [], circleIds = [] } = picksIn(stage.audience, tlp);
  if (!everyone && organisationIds.length + circleIds.length === 0) return 'stageNobody';
  if (hasCome(stage, now)) return null;
  if (at <= now) return 'stagePast';
  if (releaseAt !== '' && at <= Date.parse(releaseAt)) return 'stageBeforeRelease';
  return expiresAt !== '' && at >= Date.parse(expiresAt) ? 'stageAfterExpiry' : null;
}

/** The stages as the hub takes them: those that can stand. TLP:RED has none. */
export const stagesIn = (form: Within & { readonly stages: readonly StageForm[] }, now: number): BulletinStageInput[] =>
  (form.tlp === 'RED' ? [] : form.stages).filter((stage) => stageProblem(stage, form, now) === null).map(({ local, zone, audience }) => ({ at: { local: local.slice(0, 16), zone }, audience: picksIn(audience, form.tlp) }));
