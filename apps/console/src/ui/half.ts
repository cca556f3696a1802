const BOTH = /^(?<english>.+?) \/ (?<japanese>.+?)(?<status> \((?:HTTP|SMTP) \d+\))?$/u;

/** How an attempt ended comes from the hub as "English / Japanese", with a status behind where there was one: what of it stands in a language. */
export function halfOf(words: string, code: string): string {
  const { english, japanese, status = '' } = BOTH.exec(words)?.groups ?? {};
  return english === undefined || japanese === undefined ? words : `${code === 'ja' ? japanese : english}${status}`;
}
