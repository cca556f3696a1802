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

/** The stages of a draft or a revision, in the order given. One that stood before may have come meanwhile. */
export async function stagesIn(
  tx: Tx, actor: PersonActor, content: { tlp: Tlp; recipientsVisible: boolean; audience: AudienceSpec; releaseAt: Date | null; expiresAt: Date | null },
  inputs: readonly BulletinStageInput[], before: readonly StageContent[],
): Promise<StageContent[]> {
  if (inputs.length === 0) return [];
  if (content.tlp === Tlp.RED) throw invalid('input.stages', 'TLP:RED goes to named persons at once: it has no stages. / TLP:REDでは段階公開できません。');
  // From an audience that grows recipients would see that more are to come.
  if (content.recipientsVisible) throw invalid('input.recipientsVisible', 'With stages recipients do not see who else receives. / 段階公開では宛先を開示できません。');
  const stages: StageContent[] = [];
  for (const [index, input] of inputs.entries()) {
    const field = `input.stages.${index}`;
    const { at, local, zone } = saidBy(input.at, `${field}.at`);
    const stood = before.find((one) => one.local === local && one.zone === zone);
    // What has come is not reckoned again.
    const opensAt = stood && stood.opensAt <= actor.instant ? stood.opensAt : at;
    if (!stood && opensAt <= actor.instant) throw invalid(`${field}.at`, 'Lies in the past. / 過去の日時です。');
    if (content.releaseAt && opensAt <= content.releaseAt) throw invalid(`${field}.at`, 'Lies before the release. / 公開日時より後を指定してください。');
    if (content.expiresAt && opensAt >= content.expiresAt) throw invalid(`${field}.at`, 'Lies after the expiry. / 失効日時より前を指定してください。');
    const audience = await resolveAudience(tx, actor, content.tlp, input.audience, `${field}.audience`, stood?.audience ?? null);
    if (audience.principals.length === 0) throw invalid(`${field}.audience`, 'Admits nobody. / 宛先を指定してください。');
    stages.push({ audience, local, zone, opensAt });
  }
  return stages;
}

type Reach = Pick<AudienceSpec, 'everyone' | 'personIds' | 'principals' | 'reached'>;

/** All whom a bulletin reaches, up to an instant: its audience, and the stages that are open by then. */
export function reachOf(audience: Reach, stages: readonly Pick<StageContent, 'audience' | 'opensAt'>[], by?: Date): Reach {
  const open = stages.filter(({ opensAt }) => by === undefined || opensAt <= by).map((stage) => stage.audience);
  return {
    everyone: audience.everyone || open.some(({ everyone }) => everyone), personIds: audience.personIds,
    principals: [...new Set([audience, ...open].flatMap(({ principals }) => principals))], reached: [...new Set([audience, ...open].flatMap(({ reached }) => reached))],
  };
}
