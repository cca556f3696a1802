import { z } from 'zod';

const number = z.string().regex(/^(0|[1-9]\d{0,19})$/);
const bytes = z.base64();

/** First line of an exported bundle. */
export const bundleHeader = z.strictObject({
  format: z.literal('contact-point/audit-export/v1'),
  origin: z.string().min(1),
  holder: z.string().min(1),
  keys: z.array(z.string()).min(1),
  handovers: z.array(z.string()),
  checkpoint: z.string(),
  head: z.string(),
  count: z.int().min(0),
});

/** A line for each record. */
export const bundleRecord = z.strictObject({
  entryId: z.string(),
  counter: number,
  index: number,
  leaf: bytes,
  link: bytes,
  linkSalt: bytes,
  bodyHash: bytes,
  body: bytes.nullable(),
  bodySalt: bytes.nullable(),
  hashes: z.array(bytes),
});

/** Last line: without it the bundle is truncated. */
export const bundleEnd = z.strictObject({ end: z.literal(true), count: z.int().min(0) });

/** What a bundle begins with. */
export type BundleHeader = z.infer<typeof bundleHeader>;
