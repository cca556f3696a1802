/** How somebody likes to see things. Kept on the device; says nothing of who that is or what was read. */
export interface Preferences {
  /** Null: the browser's. */
  readonly language: string | null;
  readonly theme: 'system' | 'light' | 'dark';
  /** IANA time zone of the times shown. */
  readonly zone: string;
  readonly years: 'western' | 'japanese';
  /** Minutes without anything done after which the session is ended. */
  readonly idleMinutes: number;
  /** Whether alerts are shown as notifications of the device. */
  readonly notifies: boolean;
}

/** Where nothing was chosen. */
export const DEFAULTS: Preferences = { language: null, theme: 'system', zone: 'Asia/Tokyo', years: 'western', idleMinutes: 15, notifies: false };
/** Minutes to choose from. */
export const IDLE_CHOICES = [5, 15, 30, 60] as const;
const KEY = 'hub-preferences';

const isZone = (zone: unknown): zone is string => {
  try {
    return typeof zone === 'string' && new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
};

/** What was kept, as far as it makes sense. */
export function parsePreferences(text: string | null): Preferences {
  let kept: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    kept = (JSON.parse(text ?? '{}') as object | null) ?? {};
  } catch {
    // Somebody wrote something else there.
  }
  const { language, theme, zone, years, idleMinutes, notifies } = kept;
  return {
    language: typeof language === 'string' ? language : DEFAULTS.language,
    theme: theme === 'light' || theme === 'dark' ? theme : DEFAULTS.theme,
    zone: isZone(zone) ? zone : DEFAULTS.zone,
    years: years === 'japanese' ? years : DEFAULTS.years,
    idleMinutes: IDLE_CHOICES.find((minutes) => minutes === idleMinutes) ?? DEFAULTS.idleMinutes,
    notifies: notifies === true,
  };
}

/** Reads what was kept; browsers may keep nothing. */
export function readPreferences(): Preferences {
  try {
    return parsePreferences(localStorage.getItem(KEY));
  } catch {
    return DEFAULTS;
  }
}

/** Keeps it where the browser does. */
export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Private windows and full disks: it holds until the page is closed.
  }
}
