/** Why a day or an hour suits badly, or not at all. */
export enum MeetingDayReasonCode {
  PAST = 'PAST', WEEKEND = 'WEEKEND', JAPANESE_HOLIDAY = 'JAPANESE_HOLIDAY', NATIONAL_DAY = 'NATIONAL_DAY', PUBLIC_HOLIDAY = 'PUBLIC_HOLIDAY', NIGHT = 'NIGHT', CLOCK_CHANGE = 'CLOCK_CHANGE',
}

/** A reason, and whether it takes the day out by itself or only counts against it. */
export interface DayReason {
  readonly code: MeetingDayReasonCode;
  readonly names: { readonly ja: string; readonly en: string };
  /** Whom it concerns; null: everybody. */
  readonly organisationId: string | null;
  readonly decisive: boolean;
}

const { PAST, WEEKEND, CLOCK_CHANGE, NIGHT } = MeetingDayReasonCode;
const forAll = (code: MeetingDayReasonCode, ja: string, en: string): DayReason => ({ code, names: { ja, en }, organisationId: null, decisive: true });

/** The day, or the hour, is over. */
export const IS_PAST = forAll(PAST, '過去の日時', 'Is past');
/** Offices are closed. */
export const IS_WEEKEND = forAll(WEEKEND, '土曜日・日曜日', 'Saturday or Sunday');
/** No slot of this length begins then. */
export const CLOCKS_CHANGE = forAll(CLOCK_CHANGE, '夏時間の切替え', 'The clocks change during it');

/** It is night where somebody takes part from: `local` begins and ends there. */
export const atNight = (organisationId: string, zone: string, local: { from: string; until: string }, decisive: boolean): DayReason => ({
  code: NIGHT, organisationId, decisive, names: { ja: `${zone}では夜間（${local.from}～${local.until}）`, en: `Night in ${zone} (${local.from} to ${local.until})` },
});
