const OWN = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Time zones to choose from: Japan's first, the device's, then all that the browser knows. */
export const ZONES: readonly string[] = [...new Set(['Asia/Tokyo', OWN, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/** Zones as choices: Japan's by its name in the language, the others as IANA has them. */
export const zoneChoices = (zones: readonly string[], japan: string): [string, string][] => [...new Set(zones)].map((zone) => [zone, zone === 'Asia/Tokyo' ? japan : zone]);
