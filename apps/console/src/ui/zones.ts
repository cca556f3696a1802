const OWN = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Time zones to choose from: Japan's first, the device's, then all that the browser knows. */
export const ZONES: readonly string[] = [...new Set(['Asia/Tokyo', OWN, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
