import { invalid } from '@hub/kernel';
import type { PersonActor } from '@hub/access';
import type { Tx } from '@hub/platform';
import { isZone } from '@hub/platform';
import { type AudienceSpec, resolveAudience } from '../audience.js';
import { Tlp } from '../bulletin.enums.js';
import type { BulletinStageInput } from '../bulletin.inputs.js';
import type { LocalTimeInput } from './local-time.js';
import type { StageContent } from './stage.types.js';
import { instantOf, isLocal } from './wall-clock.js';

/** An instant, and as what it was said where it was said by a wall clock. */
export interface Said { at: Date | null; local: string | null; zone: string | null }
const NEVER: Said = { at: null, local: null, zone: null };

/** The instant of a wall clock. INVALID_INPUT for what no calendar or no zone has. */
function saidBy({ local, zone }: LocalTimeInput, field: string): Said & { at: Date; local: string; zone: string } {
  if (!isLocal(local)) throw invalid(`${field}.local`, 'Is no date and time such as 2026-12-01T09:00. / 日時の形式が正しくありません。');
  if (!isZone(zone)) throw invalid(`${field}.zone`, 'Is no zone of the IANA database such as Asia/Tokyo. / タイムゾーン名が正しくありません。');
  return { at: instantOf({ local, zone }), local, zone };
}

/** One of the two ways to say when; what is not given stays as it was, null clears. */
export function saidIn(at: Date | null | undefined, on: LocalTimeInput | null | undefined, field: string, before: Said = NEVER): Said {
  if (at && on) throw invalid(`input.${field}On`, `Give ${field}At or ${field}On, not both. / どちらか一方を指定してください。`);
  if (on) return saidBy(on, `input.${field}On`);
  if (at) return { at, local: null, zone: null };
  return at === null || on === null ? NEVER : before;
}

type Bounds = { tlp: Tlp; recipientsVisible: boolean; audience: AudienceSpec; releaseAt: Date | null; expiresAt: Date | null };

/** The stages of a draft or a revision, in the order given. One that stood before may have come, or ended, meanwhile. */
export async function stagesIn(tx: Tx, actor: PersonActor, content: Bounds, inputs: readonly BulletinStageInput[], before: readonly StageContent[]): Promise<StageContent[]> {
  if (inputs.length === 0) return [];
  if (content.tlp === Tlp.RED) throw invalid('input.stages', 'TLP:RED goes to named persons at once, until it expires or is narrowed: it has no stages. / TLP:REDでは段階公開できません。');
  // From an audience that grows or shrinks recipients would see that more are to come, or whose time is over.
  if (content.recipientsVisible) throw invalid('input.recipientsVisible', 'With stages recipients do not see who else receives. / 段階公開では宛先を開示できません。');
  const stages: StageContent[] = [];
  for (const [index, input] of inputs.entries()) {
    const field = `input.stages.${index}`;
    if (!input.at && !input.until) throw invalid(`${field}.at`, 'Say from when on, until when, or both. / 開始か終了の日時を指定してください。');
    const from = opening(input, before, content, actor.instant, `${field}.at`);
    const end = ending(input, before, content, from.at, actor.instant, `${field}.until`);
    const stood = before.filter(({ local, zone }) => local === from.local && zone === from.zone).map(({ audience }) => audience);
    const fixed = stood[0] ? { ...stood[0], circles: stood.flatMap(({ circles }) => circles) } : null;
    const audience = await resolveAudience(tx, actor, content.tlp, input.audience, `${field}.audience`, fixed);
    if (audience.principals.length === 0) throw invalid(`${field}.audience`, 'Admits nobody. / 宛先を指定してください。');
    if (audience.everyone && end.at) throw invalid(`${field}.until`, 'What goes to everyone ends for all at once: let the bulletin expire. / 全機関への公開の終了は失効日時で指定してください。');
    stages.push({ audience, local: from.local, zone: from.zone, opensAt: from.at, untilLocal: end.local, untilZone: end.zone, untilAt: end.at });
  }
  return stages;
}

/** From when on; nothing: with the publication. */
function opening({ at: on }: BulletinStageInput, before: readonly StageContent[], { releaseAt, expiresAt }: Bounds, instant: Date, field: string): Said {
  if (!on) return NEVER;
  const said = saidBy(on, field);
  const stood = before.find(({ local, zone }) => local === said.local && zone === said.zone)?.opensAt;
  // What has come is not reckoned again.
  const at = stood && stood <= instant ? stood : said.at;
  if (!stood && at <= instant) throw invalid(field, 'Lies in the past. / 過去の日時です。');
  if (releaseAt && at <= releaseAt) throw invalid(field, 'Lies before the release. / 公開日時より後を指定してください。');
  if (expiresAt && at >= expiresAt) throw invalid(field, 'Lies after the expiry. / 失効日時より前を指定してください。');
  return { ...said, at };
}

/** Until when; nothing: as the bulletin. */
function ending({ until: on }: BulletinStageInput, before: readonly StageContent[], { releaseAt, expiresAt }: Bounds, from: Date | null, instant: Date, field: string): Said {
  if (!on) return NEVER;
  const said = saidBy(on, field);
  const stood = before.find(({ untilLocal, untilZone }) => untilLocal === said.local && untilZone === said.zone)?.untilAt;
  const at = stood && stood <= instant ? stood : said.at;
  if (!stood && at <= instant) throw invalid(field, 'Lies in the past. / 過去の日時です。');
  if (from && at <= from) throw invalid(field, 'Lies before its beginning. / 開始日時より後を指定してください。');
  if (releaseAt && at <= releaseAt) throw invalid(field, 'Lies before the release. / 公開日時より後を指定してください。');
  if (expiresAt && at >= expiresAt) throw invalid(field, 'The bulletin has expired by then: say no end. / 失効日時より前を指定するか、終了日時を省いてください。');
  return { ...said, at };
}

type Reach = Pick<AudienceSpec, 'everyone' | 'personIds' | 'principals' | 'reached'>;
type Span = Pick<StageContent, 'opensAt' | 'untilAt'>;

/** Whether a stage stands throughout a span: nulls are the publication and the bulletin's own end. */
const throughout = (stage: Span, { opensAt: from, untilAt: until }: Span): boolean =>
  (stage.opensAt === null || (from !== null && stage.opensAt <= from)) && (stage.untilAt === null || (until !== null && stage.untilAt >= until));

/** All whom a bulletin reaches: its audience, and its stages; of a span only whom it reaches throughout. */
export function reachOf(audience: Reach, stages: readonly (Span & { audience: Reach })[], span?: Span): Reach {
  const open = stages.filter((stage) => span === undefined || throughout(stage, span)).map((stage) => stage.audience);
  return {
    everyone: audience.everyone || open.some(({ everyone }) => everyone), personIds: audience.personIds,
    principals: [...new Set([audience, ...open].flatMap(({ principals }) => principals))], reached: [...new Set([audience, ...open].flatMap(({ reached }) => reached))],
  };
}
