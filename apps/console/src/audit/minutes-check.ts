import { loadCore } from './proof-check.js';

/** The seal of approved minutes as the hub gives it: what the asker may see of it, and the fingerprints of all. */
export interface GivenSeal {
  readonly root: string;
  readonly leaves: readonly string[];
  readonly parts: readonly { readonly part: number; readonly content: string | null; readonly salt: string | null; readonly struckAt: string | null; readonly purged: { readonly at: string } | null }[];
}

/** How a part of the minutes stands: its text fits or not; nothing of it can be compared since it was struck or purged; or it is closed to whoever asks. */
export type PartState = 'fits' | 'differs' | 'struck' | 'purged' | 'closed';

/** A part of the minutes, from 0, which all parties know. `titles`: of its item, by language. */
export interface CheckedPart { readonly part: number; readonly state: PartState; readonly at: string | null; readonly titles: Readonly<Record<string, string>>; readonly content: string | null }

/** What was calculated of minutes on this device. */
export interface CheckedMinutes {
  readonly parts: readonly CheckedPart[];
  /** Whether all fingerprints together make the root that the hub gives. */
  readonly root: boolean;
  /** The root as it was calculated here, in base64. */
  readonly rootText: string;
}

/** Calculates the fingerprint of each part that was given, and the root over all fingerprints (RFC 9162), as libs/meetings made them at approval. */
export async function checkMinutes({ root, leaves, parts }: GivenSeal): Promise<CheckedMinutes> {
  const { fromBase64, leafHash, parseJson, rootOf, toBase64 } = await loadCore();
  const hashes = leaves.flatMap((leaf) => fromBase64(leaf, 32) ?? []);
  const whole = hashes.length === leaves.length ? rootOf(hashes) : null;
  const rootText = whole === null ? '' : toBase64(whole);
  const stateOf = ({ part, content, salt, struckAt, purged }: GivenSeal['parts'][number]): PartState => {
    if (purged) return 'purged';
    if (struckAt !== null) return 'struck';
    const given = salt === null ? null : fromBase64(salt);
    return whole !== null && content !== null && given && hashes[part]?.equals(leafHash(Buffer.concat([given, bytesOf(content)]))) === true ? 'fits' : 'differs';
  };
  const checked = leaves.map((_, part): CheckedPart => {
    const given = parts.find((one) => one.part === part);
    if (!given) return { part, state: 'closed', at: null, titles: {}, content: null };
    return { part, state: stateOf(given), at: given.purged?.at ?? given.struckAt, titles: given.content === null ? {} : titlesIn(parseJson(bytesOf(given.content))), content: given.content };
  });
  // A part beyond the last fingerprint was never approved.
  const beyond = parts.filter(({ part }) => part < 0 || part >= leaves.length).map((given): CheckedPart => ({ part: given.part, state: 'differs', at: null, titles: {}, content: given.content }));
  return { parts: [...checked, ...beyond], root: whole !== null && rootText === root, rootText };
}

/** Whether nothing speaks against the minutes themselves. */
export const minutesFit = ({ parts, root }: CheckedMinutes): boolean => root && parts.every(({ state }) => state !== 'differs');

/** Whether the record in the log says this root, and over as many parts. Null where its text is not open to whoever asks, or was erased. */
export function recordSays(says: Record<string, unknown> | null, editionId: string, { rootText, parts }: CheckedMinutes): boolean | null {
  if (says === null) return null;
  const { action, subject, detail } = says;
  const has = (name: string, value: unknown): boolean => typeof detail === 'object' && detail !== null && Object.entries(detail).some(([key, one]) => key === name && one === value);
  return action === 'minutes.approved' && subject === editionId && has('root', rootText) && has('parts', parts.length);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function titlesIn(content: unknown): Record<string, string> {
  const titles = typeof content === 'object' && content !== null && 'titles' in content ? content.titles : null;
  return typeof titles === 'object' && titles !== null ? Object.fromEntries(Object.entries(titles).filter((pair): pair is [string, string] => typeof pair[1] === 'string')) : {};
}
