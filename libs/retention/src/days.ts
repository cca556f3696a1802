const DAY_MS = 86_400_000;
/** Japan's clock is nine hours ahead, all year. */
const JAPAN_MS = 9 * 3_600_000;

/** The calendar day by the clock of Japan, so many days later. */
export const dayOf = (instant: Date, later = 0): string => new Date(instant.getTime() + JAPAN_MS + later * DAY_MS).toISOString().slice(0, 10);
