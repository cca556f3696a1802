import { type DestinationStream, type Level, type Logger, pino } from 'pino';
import { currentTrace } from './request-trace.js';

/** The hub's logger: one JSON object per line, with the request's id where there is one. */
export type HubLogger = Logger;

/** A pattern, what stands in its place, and a quick sign without which it can't match: most lines show none. */
type Scrub = readonly [pattern: RegExp, replacement: string, sign: RegExp];

/**
 * Personal data and secrets have no business in a log. Nobody should log them; what slips through is cut out here, from
 * the finished line, whatever field it came in. Loopback addresses name nobody and stay.
 */
const SCRUBS: readonly Scrub[] = [
  [/eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g, '[token]', /eyJ/],
  [/\b(Bearer|Basic) [\w.~+/=-]+/gi, '$1 [token]', /bearer |basic /i],
  [/(postgres(?:ql)?:\/\/)[^@\s"]+@/g, '$1[secret]@', /:\/\//],
  [/[^\s"'<>(),:;=\\@]+@[^\s"'<>(),:;\\@]+\.[^\s"'<>(),:;\\@.]+/g, '[e-mail]', /@/],
  [/\b(?!127\.0\.0\.1\b|0\.0\.0\.0\b)(?:\d{1,3}\.){3}\d{1,3}\b/g, '[address]', /\.\d{1,3}\.\d/],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{1,4}(?![\w:])/gi, '[address]', /::|:[0-9a-f]{1,4}:[0-9a-f]{1,4}:/i],
];

/** A log line without what looks like an e-mail address, a network address or a token. */
export function scrub(line: string): string {
  let text = line;
  for (const [pattern, replacement, sign] of SCRUBS) if (sign.test(text)) text = text.replace(pattern, replacement);
  return text;
}

/** Fields that hold personal data, secrets or content, whatever the object. */
const SECRET_FIELDS = new Set([
  'password', 'email', 'token', 'accesstoken', 'refreshtoken', 'secret', 'authorization', 'cookie', 'ip', 'address', 'body',
  'variables', 'headers', 'query', 'displayname', 'familyname', 'givenname', 'kana', 'title', 'text', 'heading', 'reason',
]);

const verdicts = new Map<string, boolean>();

/** Code names few fields, so what was decided of one is kept. */
function isSecret(key: string): boolean {
  let secret = verdicts.get(key);
  if (secret === undefined) {
    secret = SECRET_FIELDS.has(key.toLowerCase());
    if (verdicts.size < 1_000) verdicts.set(key, secret);
  }
  return secret;
}

function withoutSecrets(value: object, depth = 0): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const item: unknown = (value as Record<string, unknown>)[key];
    if (isSecret(key)) kept[key] = '[redacted]';
    else if (typeof item !== 'object' || item === null || item instanceof Error || Array.isArray(item)) kept[key] = item;
    else kept[key] = depth < 3 ? withoutSecrets(item, depth + 1) : '[object]';
  }
  return kept;
}

const CODE = /^[A-Z0-9_]{2,40}$/;

/** What a log may say of an error: its kind, its code and where it arose. Messages quote data, so they stay out. */
export function safeError(error: unknown, withMessage = false): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(withMessage ? { message: error.message } : {}),
    stack: frames.map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: safeError(error.cause, withMessage) }),
  };
}

/** How a logger is made. */
export interface LoggerOptions {
  level: Level | 'silent';
  /** Whether messages of errors may be written: on a developer's machine only. */
  errorMessages?: boolean;
  /** Where lines go; standard output, written in the background, unless told otherwise. */
  destination?: DestinationStream;
}

/**
 * Makes the hub's logger. Lines are buffered for at most half a second, so that a request does not wait for its line;
 * pino writes what is left when the process ends.
 */
export function createLogger({ level, errorMessages = false, destination }: LoggerOptions): HubLogger {
  const stream = destination ?? pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 500 });
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => withoutSecrets(fields) },
      mixin() {
        const trace = currentTrace();
        return trace ? { requestId: trace.id } : {};
      },
      serializers: { err: (error: unknown) => safeError(error, errorMessages), error: (error: unknown) => safeError(error, errorMessages) },
      hooks: { streamWrite: scrub },
    },
    stream,
  );
}
