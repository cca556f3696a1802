/** An instant as notes state it: RFC 3339 in UTC, such as 2026-04-01T09:30:00.000Z; null for any other text or a day that is none. */
export function parseInstant(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(text)) return null;
  const instant = new Date(text);
  // Date takes the 30th of February for the 2nd of March.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 19) === text.slice(0, 19) ? instant : null;
}
