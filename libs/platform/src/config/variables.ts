import { isIP } from 'node:net';
import { z } from 'zod';

/** What a hub process may do: answer requests, run the timers (due dates, expiry, clean-up), or seal the audit log. */
export const HUB_ROLES = ['api', 'jobs', 'seal'] as const;
/** One of the things that a hub process may do. */
export type HubRole = (typeof HUB_ROLES)[number];

const ORGANISATION_ROLES = ['READER', 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR', 'AUDITOR'];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const integer = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)
    .default(fallback);

const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');

const list = (value: string): string[] => value.split(',').map((part) => part.trim()).filter(Boolean);

const oneOf = <T extends string>(allowed: readonly T[], fallback: T[]) =>
  z
    .string()
    .transform(list)
    .refine((parts): parts is T[] => parts.every((part) => (allowed as readonly string[]).includes(part)), {
      message: `must be a comma-separated list of ${allowed.join(', ')}`,
    })
    .transform((parts) => parts as T[])
    .default(fallback);

const url = (protocols: readonly string[], example: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `must be like ${example}`);

const postgres = url(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database');

const natsUrl = url(['nats:', 'tls:'], 'nats://user:password@host:4222, one or several');
const natsUrls = z.string().transform(list).pipe(z.array(natsUrl).min(1));

const base64Bytes = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '') ? bytes : null;
};

/** A key that signs or checks access tokens. */
export interface TokenKey {
  /** The `kid` in a token's header. */
  readonly id: string;
  readonly secret: Buffer;
}

const KEYS_HELP =
  'must be ID:SECRET[,ID:SECRET…], each secret at least 32 bytes in base64 (openssl rand -base64 32), newest first';

const tokenKeys = z.string().transform((value, ctx): TokenKey[] => {
  const keys = list(value).map((part) => {
    const at = part.indexOf(':');
    return { id: part.slice(0, at), secret: base64Bytes(part.slice(at + 1)) };
  });
  const sound = keys.every(({ id, secret }) => /^[\w.-]{1,32}$/.test(id) && secret !== null && secret.length >= 32);
  if (keys.length > 0 && sound && new Set(keys.map(({ id }) => id)).size === keys.length) return keys as TokenKey[];
  ctx.addIssue({ code: 'custom', message: KEYS_HELP });
  return z.NEVER;
});

const encryptionKey = z.string().transform((value, ctx): Buffer => {
  const bytes = base64Bytes(value);
  if (bytes?.length === 32) return bytes;
  ctx.addIssue({ code: 'custom', message: 'must be 32 bytes in base64 (openssl rand -base64 32)' });
  return z.NEVER;
});

const auditKeys = z.string().transform(list).refine((keys) => keys.length > 0 && keys.every((key) => /^PRIVATE\+KEY\+[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/.test(key)), 'must be PRIVATE+KEY+NAME+ID+BASE64, one or several');

/** A witness that cosigns the audit log. */
export interface WitnessAddress {
  readonly vkey: string;
  readonly url: string;
}

const VKEY = /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/;

const witnesses = z.string().transform((value, ctx): WitnessAddress[] => {
  const parsed = list(value).map((part) => {
    const at = part.indexOf('@');
    return { vkey: part.slice(0, at), url: part.slice(at + 1).replace(/\/+$/, '') };
  });
  if (parsed.every(({ vkey, url: address }) => VKEY.test(vkey) && URL.canParse(address) && /^https?:/.test(address))) return parsed;
  ctx.addIssue({ code: 'custom', message: 'must be VKEY@URL, comma-separated' });
  return z.NEVER;
});

const isAddressOrNetwork = (text: string): boolean => {
  const [address = '', bits, more] = text.split('/');
  const version = isIP(address);
  return version !== 0 && more === undefined && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
};

const trustProxy = z
  .string()
  .transform((value, ctx): false | string[] => {
    if (value === 'false') return false;
    const addresses = list(value);
    if (addresses.length > 0 && addresses.every((part) => part === 'loopback' || isAddressOrNetwork(part))) return addresses;
    ctx.addIssue({ code: 'custom', message: 'must be false, or addresses and networks of proxies, such as loopback,10.0.0.0/8' });
    return z.NEVER;
  })
  .default(false);

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

const hostsAndNetworks = z
  .string()
  .transform((value) => list(value).map((part) => part.toLowerCase()))
  .refine((parts) => parts.every((part) => isAddressOrNetwork(part) || (HOST_NAME.test(part) && !/^[\d.]+$/.test(part))), 'must be hosts, addresses and networks, such as hooks.internal,10.2.0.0/16')
  .default([]);

/** Every environment variable that the hub reads, with its check, default and description. */
export const VARIABLES = {
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be development, production or test')
    .default('development')
    .describe('production refuses to start without its secrets, and has no demo world.'),
  PORT: integer(0, 65_535, 4000).describe('Port to listen on; 0 takes a free one.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  DATABASE_URL: postgres
    .optional()
    .describe('An outside PostgreSQL, 15 or newer. Without it (never in production) the hub starts its own under HUB_DATA_DIR.'),
  MIGRATION_DATABASE_URL: postgres
    .optional()
    .describe('The same database as its owner, used for migrations only. Default: DATABASE_URL.'),
  DB_POOL_SIZE: integer(2, 200, 10).describe('Connections that one hub process keeps to the database.'),
  HUB_DATA_DIR: z.string().default('.data').describe('Folder of the embedded database and of generated development secrets.'),
  HUB_PUBLIC_URL: url(['http:', 'https:'], 'https://hub.example.jp')
    .optional()
    .describe('Address at which people reach the hub; issuer of its tokens. Default outside production: http://HOST:PORT.'),
  HUB_DEMO: flag
    .optional()
    .describe('Whether to load the demo world. Default: true in development on the embedded database; refused in production.'),
  HUB_TOKEN_KEYS: tokenKeys
    .optional()
    .describe('Keys of access tokens, ID:SECRET with the secret in base64, comma-separated. The first signs, all are accepted.'),
  HUB_ENCRYPTION_KEY: encryptionKey.optional().describe('32 bytes in base64 that encrypt second factors, secrets of webhooks, numbers of people on duty and keys of attachments at rest.'),
  HUB_ROLES: oneOf(HUB_ROLES, [...HUB_ROLES]).describe('What this process does: api, jobs, seal, or several of them.'),
  HUB_AUDIT_KEY: auditKeys
    .optional()
    .describe('Signing keys of the audit log (hubctl audit-key makes one), comma-separated: the newest first, an older one behind it while they overlap.'),
  HUB_AUDIT_LOST_KEY: z.string().regex(VKEY, 'must be NAME+ID+BASE64, the verifier key of the log\'s last signing key')
    .optional()
    .describe('Verifier key of the audit log\'s last signing key, if that one is lost: allows HUB_AUDIT_KEY to begin with a key of a new name that nothing hands over to. Without effect once the log goes on under it.'),
  HUB_AUDIT_KEYRING: z.string().optional().describe('File with the keys that bodies of the audit log are encrypted under; all hub processes share it, and it is kept apart from the database and its backups.'),
  HUB_AUDIT_WITNESSES: witnesses.optional().describe('Witnesses that cosign the audit log (C2SP tlog-witness), VKEY@URL, comma-separated.'),
  HUB_TRUST_PROXY: trustProxy.describe('Proxies whose X-Forwarded-For is believed: false, or addresses and networks, comma-separated.'),
  HUB_TOTP_ROLES: oneOf(ORGANISATION_ROLES, []).describe('Roles that must use a second factor. Default: none.'),
  HUB_ACCESS_TOKEN_MINUTES: integer(1, 60, 10).describe('Life of an access token.'),
  HUB_REFRESH_DAYS: integer(1, 90, 14).describe('Life of a session that is not used.'),
  HUB_SIGNIN_PER_ACCOUNT: integer(3, 1000, 10).describe('Sign-in attempts for one account within the window.'),
  HUB_SIGNIN_PER_ADDRESS: integer(3, 100_000, 60).describe('Sign-in attempts from one network address within the window.'),
  HUB_SIGNIN_WINDOW_MINUTES: integer(1, 1440, 15).describe('Window of both limits.'),
  HUB_ALERT_DAYS: integer(1, 4000, 400).describe('Days for which alerts are kept; whoever comes back later reads bulletins afresh.'),
  HUB_REMINDER_HOURS: integer(1, 720, 24).describe('Hours before an answer to a bulletin is due at which officers are reminded of it.'),
  HUB_ESCALATION_HOURS: integer(1, 720, 24).describe('Hours after an answer was due at which the deputy hears of it too.'),
  HUB_SOCKETS_PER_PERSON: integer(1, 1000, 20).describe('Open WebSockets and event streams of one person, in one hub process.'),
  HUB_SOCKETS_PER_ADDRESS: integer(1, 100_000, 500).describe('Open WebSockets and event streams from one network address, in one hub process.'),
  NATS_URL: natsUrls.optional().describe('NATS servers that carry wake-ups between several hubs, comma-separated: nats://user:password@host:4222, tls:// insists on TLS. Default: PostgreSQL carries them (LISTEN/NOTIFY).'),
  HUB_WEBHOOK_ALLOW: hostsAndNetworks.describe('Hosts, addresses and networks to which webhooks may go although they are private: comma-separated. Default: none.'),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.jp:465')
    .optional()
    .describe('Mail server to which the hub hands e-mails over; nodemailer\'s settings may follow after ?, such as requireTLS=false. Without it the hub sends none.'),
  HUB_MAIL_FROM: z.string().regex(/^[^\s@<>",;:]+@[^\s@<>",;:]+$/, 'must be an address such as contact-point@hub.example.jp')
    .optional()
    .describe('Sender of e-mails, to which a mail server returns what can not be delivered. Needed with SMTP_URL.'),
  MEETING_INBOUND_SECRET: z.string().min(24, 'must have at least 24 characters (openssl rand -hex 24)')
    .optional()
    .describe('Secret with which the receiving mail server signs the mail that it hands over at /meetings/mail: replies to invitations. Without it nothing is taken there.'),
  MEETING_INBOUND_SERVER: z.string().regex(HOST_NAME, 'must be a name such as mx.hub.example.jp')
    .optional()
    .describe('Name (authserv-id) under which the receiving mail server writes Authentication-Results. It must remove those that come under its name (RFC 8601, 5). Without it no reply is trusted by itself: coordinators look at each.'),
  MEETING_IMAP_URL: url(['imap:', 'imaps:'], 'imaps://user:password@imap.example.jp:993/INBOX')
    .optional()
    .describe('Mailbox of the meeting alone, from which replies to invitations are taken in: the folder after the host, INBOX by itself. Nothing in it is changed. In production over TLS, unless it ends with ?requireTLS=false. Without it the hub opens no mailbox.'),
  HUB_DUTY_MINUTES: integer(1, 1440, 15).describe('Minutes after which an IMMEDIATE bulletin that nobody of an organisation has answered as ACTING goes to its person on duty.'),
  HUB_EXPORT_PERSONS: integer(0, 1_000_000, 20).describe('Persons in exports of cases, of one person within 24 hours, above which a second person must approve; 0: always.'),
  DUTY_GATEWAY_URL: url(['http:', 'https:'], 'https://sms.example.jp/calls')
    .optional()
    .describe('Gateway for SMS and voice: is POSTed whom to tell to open the hub. https in production. Without it nobody is called, and the originator is told so.'),
  DUTY_GATEWAY_TOKEN: z.string().min(16, 'must have at least 16 characters').optional().describe('Bearer token that the hub shows the gateway; production needs it where there is a gateway.'),
  HUB_ATTACHMENT_DIR: z.string().optional().describe('Folder of attachments, encrypted; all hub processes share it. Default: attachments in HUB_DATA_DIR. Without effect with S3_URL.'),
  HUB_ATTACHMENT_KEYS: z.string().optional().describe('Folder with the keys of attachments; all hub processes share it, and it is kept apart from the files, the database and their backups. Default: attachment-keys beside HUB_AUDIT_KEYRING.'),
  S3_URL: url(['http:', 'https:'], 'https://KEY:SECRET@s3.example.jp/bucket?region=ap-northeast-1')
    .refine((value) => !URL.canParse(value) || (new URL(value).username !== '' && new URL(value).password !== '' && new URL(value).pathname.length > 1), 'must name key, secret and bucket')
    .optional()
    .describe('Bucket of an S3-compatible storage for attachments, instead of a folder. The hub encrypts before it stores.'),
  HUB_BACKUP_KEYS: z.string().optional().describe('Folder with the keys of backups and the logs of purges and strikes; all hub processes share it, and it is kept apart from the backups. Default: backup-keys beside HUB_AUDIT_KEYRING.'),
  HUB_BACKUP_DAYS: integer(1, 4000, 35).describe('Days for which a backup can be read; then its key is destroyed, and every copy of it with it.'),
  BACKUP_DATABASE_URL: postgres
    .optional()
    .describe('The same database as a login that reads past row security (BYPASSRLS, pg_read_all_data), for hubctl backup. Default: MIGRATION_DATABASE_URL.'),
  HUB_METRICS_TOKEN: z
    .string()
    .min(24, 'must have at least 24 characters (openssl rand -hex 24)')
    .optional()
    .describe('Bearer token for /metrics. Without it /metrics answers on the loopback interface only.'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info').describe('Least important level that is logged.'),
} as const;

/** The variables after their checks. */
export type Variables = z.infer<z.ZodObject<typeof VARIABLES>>;
