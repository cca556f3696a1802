import { conflict, forbidden, invalid } from '@hub/kernel';
import { Tlp } from '@hub/bulletins';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A bulletin as far as asking for its release goes. */
export interface Askable { readonly originatorId: string; readonly tlp: Tlp; readonly readable: boolean }

/** What is marked RED or AMBER+STRICT is never passed on. */
export function requireNotStrict(tlp: Tlp): void {
  if (tlp === Tlp.RED || tlp === Tlp.AMBER_STRICT) throw forbidden('TLP:RED and TLP:AMBER+STRICT are never passed on. / TLP:RED および TLP:AMBER+STRICT は第三者に提供できません。');
}

/** Whether a recipient may ask. Only what AMBER is: stricter marks are never passed on, with less nobody need ask. */
export function requireAskable({ originatorId, tlp, readable }: Askable, organisationId: string): void {
  if (originatorId === organisationId) throw forbidden('The originator releases its own bulletin by revising its audience. / 自機関の文書は宛先の改訂で提供してください。');
  requireNotStrict(tlp);
  if (tlp !== Tlp.AMBER) throw conflict('TLP:GREEN and TLP:CLEAR may be passed on within the hub without asking. / TLP:GREEN および TLP:CLEAR は依頼なしにハブ内で提供できます。', { allowed: [] });
  if (!readable) throw conflict('It has been withdrawn or has expired. / 撤回済みまたは有効期限切れです。', { allowed: [] });
}

/** Whether a recipient may ask that somebody outside be shown it: what is GREEN stays within the hub as well. */
export function requireAskableOutside({ originatorId, tlp, readable }: Askable, organisationId: string): void {
  if (originatorId === organisationId) throw forbidden('The originator proposes a view of its own bulletin by releaseOutside. / 自機関の文書は releaseOutside で提供してください。');
  requireNotStrict(tlp);
  if (tlp === Tlp.CLEAR) throw conflict('TLP:CLEAR is public. / TLP:CLEAR は公開情報です。', { allowed: [] });
  if (!readable) throw conflict('It has been withdrawn or has expired. / 撤回済みまたは有効期限切れです。', { allowed: [] });
}

/** Whether an originator may release it to somebody. */
export function requireReleasable({ publishedNumber, tlp, expiresAt }: { publishedNumber: number | null; tlp: Tlp; expiresAt: Date | null }, instant: Date): void {
  requireNotStrict(tlp);
  if (publishedNumber === null || tlp !== Tlp.AMBER || (expiresAt !== null && expiresAt <= instant)) throw conflict('It is not published with the mark AMBER now. / 現在 AMBER として公開されていません。', { allowed: ['refuseRelease'] });
}

/** By when an answer is due: from an hour to 90 days; two weeks where nothing is said. */
export function answerByOf(asked: Date | null | undefined, instant: Date): Date {
  if (!asked) return new Date(instant.getTime() + 14 * DAY_MS);
  const wait = asked.getTime() - instant.getTime();
  if (wait < HOUR_MS || wait > 90 * DAY_MS) throw invalid('input.answerBy', 'Lies from an hour to 90 days from now. / 1時間後から90日後までの日時を指定してください。');
  return asked;
}

/** Until when a release stands: some time yet. */
export function untilOf(until: Date | null | undefined, instant: Date): Date | null {
  if (until && until <= instant) throw invalid('input.until', 'Lies in the past. / 過去の日時です。');
  return until ?? null;
}
