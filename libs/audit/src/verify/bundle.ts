import { z } from 'zod';
import { fromBase64, parseUint64 } from '../merkle/encoding.js';
import { HASH_SIZE } from '../merkle/hashing.js';

/** What an export bundle's first line says of its format. */
export const BUNDLE_FORMAT = 'contact-point/audit-export/v1';

const bytes = (length?: number) =>
  z.string().transform((text, context) => {
    const found = fromBase64(text, length);
    if (found) return found;
    context.addIssue(length === undefined ? 'base64' : `base64 of ${length} bytes`);
    return z.NEVER;
  });
const uint64 = z.string().transform((text, context) => {
  const value = parseUint64(text);
  if (value !== null) return value;
  context.addIssue('a number of the log');
  return z.NEVER;
});

const HEADER = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  origin: z.string(),
  holder: z.uuid(),
  keys: z.array(z.string()),
  handovers: z.array(z.string()),
  checkpoint: z.string(),
  head: z.string(),
  count: z.int().nonnegative(),
});

const RECORD = z.strictObject({
  entryId: z.uuid(),
  counter: uint64,
  index: uint64,
  leaf: bytes(HASH_SIZE),
  link: bytes(),
  linkSalt: bytes(HASH_SIZE),
  bodyHash: bytes(HASH_SIZE),
  body: bytes().nullable(),
  bodySalt: bytes(HASH_SIZE).nullable(),
  hashes: z.array(bytes(HASH_SIZE)).max(64),
}).refine(({ body, bodySalt }) => (body === null) === (bodySalt === null), { path: ['bodySalt'] });

const END = z.strictObject({ end: z.literal(true), count: z.int().nonnegative() });

/** The first line of a bundle: of whom it is, and the state of the log that all proofs lead to. */
export type BundleHeader = z.output<typeof HEADER>;

/** A record of the holder with its opening and its inclusion proof. */
export type BundleRecord = z.output<typeof RECORD>;

/** A line of a bundle after the first, or the name of the field that is wrong in it. */
export type BundleLine = { kind: 'record'; record: BundleRecord } | { kind: 'end'; count: number } | { kind: 'bad'; field: string };

/** Reads the first line; a string names what is wrong with it. */
export function parseBundleHeader(line: string): BundleHeader | string {
  const value = jsonOf(line);
  if (value === undefined) return 'it is not JSON';
  const { data, error } = HEADER.safeParse(value);
  return data ?? `its field "${fieldOf(error)}" is missing or wrong`;
}

/** Reads a line after the first. */
export function parseBundleLine(line: string): BundleLine {
  const value = jsonOf(line);
  if (value === undefined) return { kind: 'bad', field: '' };
  const end = END.safeParse(value);
  if (end.success) return { kind: 'end', count: end.data.count };
  const { data, error } = RECORD.safeParse(value);
  return data ? { kind: 'record', record: data } : { kind: 'bad', field: fieldOf(error) };
}

const fieldOf = (error: z.ZodError | undefined): string => {
  const [issue] = error?.issues ?? [];
  return (issue?.code === 'unrecognized_keys' ? issue.keys : (issue?.path ?? [])).join('.');
};

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
