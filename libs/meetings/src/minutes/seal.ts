import { leafHash, rootOf } from '@hub/audit';

/** A part of approved minutes, as whoever may read it keeps it. */
export interface SealedPart { readonly part: number; readonly salt: Buffer; readonly content: string }

/** What the tree holds of a part: the hash of an RFC 9162 leaf whose data are 32 random bytes and then the part, so that nobody finds out a short one by trying. */
export const partHash = ({ salt, content }: Pick<SealedPart, 'salt' | 'content'>): Buffer => leafHash(Buffer.concat([salt, Buffer.from(content, 'utf8')]));

/** The root over all parts: what the audit log holds of the minutes. */
export const minutesRoot = (leaves: readonly Buffer[]): Buffer => rootOf(leaves);

/** Whether parts are what was approved: with the hashes of the others, which say nothing of them. */
export const verifies = (parts: readonly SealedPart[], leaves: readonly Buffer[], root: Buffer): boolean =>
  minutesRoot(leaves).equals(root) && parts.every((part) => leaves[part.part]?.equals(partHash(part)) === true);
