import { dirname, join, resolve } from 'node:path';
import { StartupError } from '@hub/kernel';
import { z } from 'zod';
import { developmentSecrets } from './secrets.js';
import { type HubRole, type TokenKey, VARIABLES, type Variables, type WitnessAddress } from './variables.js';

/** All settings of one hub process: checked, complete, frozen. */
export interface HubConfig {
  readonly environment: 'development' | 'production' | 'test';
  readonly production: boolean;
  /** What this process does. */
  readonly roles: ReadonlySet<HubRole>;
  /** Whether the demo world and its accounts are loaded. Never true in production. */
  readonly demo: boolean;
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Where people reach the hub, without a trailing slash. */
    readonly publicUrl: string;
    /** Fastify's `trustProxy`. */
    readonly trustProxy: false | readonly string[];
    readonly metricsToken?: string;
  };
  readonly database: {
    /** Absent: the embedded PostgreSQL under `dataDir`. */
    readonly url?: string;
    /** The owner's address, for migrations. */
    readonly migrationUrl?: string;
    readonly poolSize: number;
  };
  readonly secrets: {
    /** The first signs; all are accepted. */
    readonly tokenKeys: readonly [TokenKey, ...TokenKey[]];
    /** 32 bytes. */
    readonly encryptionKey: Buffer;
  };
  readonly audit: {
    /** Signing keys of the log, the newest first. Absent outside production: one is made in the data folder. */
    readonly keys?: readonly string[];
    /** Verifier key of the last signing key, where that is lost. */
    readonly lostKey?: string;
    /** File of the keys that bodies are encrypted under. */
    readonly keyring: string;
    readonly witnesses: readonly WitnessAddress[];
  };
  readonly sessions: {
    readonly accessTokenMinutes: number;
    readonly refreshDays: number;
    /** Roles for which a second factor is compulsory. */
    readonly totpRoles: ReadonlySet<string>;
  };
  readonly signIn: {
    readonly perAccount: number;
    readonly perAddress: number;
    readonly windowMinutes: number;
  };
  readonly alerts: {
    /** How long alerts are kept. */
    readonly days: number;
    readonly reminderHours: number;
    readonly escalationHours: number;
    readonly socketsPerPerson: number;
    readonly socketsPerAddress: number;
  };
  /** NATS servers that carry wake-ups; absent: PostgreSQL does. */
  readonly nats?: readonly string[];
  readonly webhooks: {
    /** Hosts, addresses and networks that may be private. */
    readonly allow: readonly string[];
  };
  /** Absent: the hub sends no e-mail. */
  readonly mail?: { readonly smtpUrl: string; readonly from: string };
  readonly meetings: {
    /** Absent: no mail is taken. */
    readonly inboundSecret?: string;
    /** Absent: no sender is trusted. */
    readonly inboundServer?: string;
    /** Absent: no mailbox is opened. */
    readonly imapUrl?: string;
  };
  readonly duty: {
    /** How long an organisation has to answer what is IMMEDIATE. */
    readonly minutes: number;
    /** Absent: nobody is called. */
    readonly gateway?: { readonly url: string; readonly token?: string };
  };
  readonly attachments: {
    /** Where encrypted files are, unless `s3Url` says otherwise. */
    readonly folder: string;
    /** Folder of their keys. */
    readonly keys: string;
    readonly s3Url?: string;
  };
  readonly backup: {
    /** Folder of the keys of backups, and of the log of purges. */
    readonly keys: string;
    /** For how many days a backup can be read. */
    readonly days: number;
    /** A login that reads past row security. */
    readonly databaseUrl?: string;
  };
  readonly exports: {
    /** Exports of cases of more persons take a second person. */
    readonly persons: number;
  };
  readonly log: { readonly level: Variables['LOG_LEVEL'] };
}

const environmentSchema = z.object(VARIABLES);

/** A variable set to nothing counts as not set: that is how compose files and shells pass absent ones. */
const withoutEmpty = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));

function refuse(problems: readonly string[]): never {
  const many = problems.length > 1;
  throw new StartupError(
    `The configuration has ${many ? `${problems.length} problems` : 'a problem'}:\n${problems.map((text) => `  - ${text}`).join('\n')}\n`,
    `Set ${many ? 'these variables' : 'this variable'} in the environment and start again.`,
  );
}

/** What production asks for beyond the checks of single variables. */
function productionProblems(values: Variables): string[] {
  const problems: string[] = [];
  const needed = ['DATABASE_URL', 'HUB_PUBLIC_URL', 'HUB_TOKEN_KEYS', 'HUB_ENCRYPTION_KEY', 'HUB_AUDIT_KEY', 'HUB_AUDIT_KEYRING'] as const;
  for (const name of needed) {
    if (values[name] === undefined) problems.push(`${name} is missing and production needs it. ${VARIABLES[name].description}`);
  }
  if (values.HUB_DEMO) problems.push('HUB_DEMO is true, but the demo world has no place in production: remove it.');
  if (values.DUTY_GATEWAY_URL !== undefined) {
    if (!values.DUTY_GATEWAY_URL.startsWith('https:')) problems.push('DUTY_GATEWAY_URL must begin with https in production: it is sent telephone numbers.');
    if (values.DUTY_GATEWAY_TOKEN === undefined) problems.push(`DUTY_GATEWAY_TOKEN is missing and DUTY_GATEWAY_URL needs it in production. ${VARIABLES.DUTY_GATEWAY_TOKEN.description}`);
  }
  return problems;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/**
 * Reads the environment into the hub's settings. Whatever is wrong is told at once, in one StartupError that names each
 * variable and what it must be; values of secrets are never repeated. Outside production secrets that are not given are
 * made once and kept under HUB_DATA_DIR.
 */
export function loadConfig(env: NodeJS.ProcessEnv): HubConfig {
  const parsed = environmentSchema.safeParse(withoutEmpty(env));
  if (!parsed.success) refuse(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`));
  const values = parsed.data;
  const production = values.NODE_ENV === 'production';
  if (production) {
    const problems = productionProblems(values);
    if (problems.length > 0) refuse(problems);
  }
  const { SMTP_URL: smtpUrl, HUB_MAIL_FROM: from } = values;
  if (smtpUrl && !from) refuse(['HUB_MAIL_FROM is missing and SMTP_URL needs it. ' + VARIABLES.HUB_MAIL_FROM.description]);
  const dataDir = resolve(values.HUB_DATA_DIR);
  const { tokenKeys, encryptionKey } = secretsOf(values, dataDir);
  const keyring = resolve(values.HUB_AUDIT_KEYRING ?? join(dataDir, 'audit-keyring.json'));
  const publicHost = values.HOST.includes(':') ? `[${values.HOST}]` : values.HOST;
  return deepFreeze<HubConfig>({
    environment: values.NODE_ENV,
    production,
    roles: new Set(values.HUB_ROLES),
    demo: values.HUB_DEMO ?? (values.NODE_ENV === 'development' && values.DATABASE_URL === undefined),
    dataDir,
    http: {
      host: values.HOST,
      port: values.PORT,
      publicUrl: (values.HUB_PUBLIC_URL ?? `http://${publicHost}:${values.PORT}`).replace(/\/+$/, ''),
      trustProxy: values.HUB_TRUST_PROXY,
      metricsToken: values.HUB_METRICS_TOKEN,
    },
    database: {
      url: values.DATABASE_URL,
      migrationUrl: values.MIGRATION_DATABASE_URL ?? values.DATABASE_URL,
      poolSize: values.DB_POOL_SIZE,
    },
    secrets: { tokenKeys: tokenKeys as [TokenKey, ...TokenKey[]], encryptionKey },
    audit: {
      keys: values.HUB_AUDIT_KEY, lostKey: values.HUB_AUDIT_LOST_KEY, keyring,
      witnesses: values.HUB_AUDIT_WITNESSES ?? [],
    },
    sessions: {
      accessTokenMinutes: values.HUB_ACCESS_TOKEN_MINUTES,
      refreshDays: values.HUB_REFRESH_DAYS,
      totpRoles: new Set(values.HUB_TOTP_ROLES),
    },
    signIn: {
      perAccount: values.HUB_SIGNIN_PER_ACCOUNT,
      perAddress: values.HUB_SIGNIN_PER_ADDRESS,
      windowMinutes: values.HUB_SIGNIN_WINDOW_MINUTES,
    },
    alerts: {
      days: values.HUB_ALERT_DAYS, reminderHours: values.HUB_REMINDER_HOURS, escalationHours: values.HUB_ESCALATION_HOURS,
      socketsPerPerson: values.HUB_SOCKETS_PER_PERSON, socketsPerAddress: values.HUB_SOCKETS_PER_ADDRESS,
    },
    nats: values.NATS_URL,
    webhooks: { allow: values.HUB_WEBHOOK_ALLOW },
    ...(smtpUrl && from ? { mail: { smtpUrl, from } } : {}),
    meetings: { inboundSecret: values.MEETING_INBOUND_SECRET, inboundServer: values.MEETING_INBOUND_SERVER, imapUrl: values.MEETING_IMAP_URL },
    duty: { minutes: values.HUB_DUTY_MINUTES, ...(values.DUTY_GATEWAY_URL === undefined ? {} : { gateway: { url: values.DUTY_GATEWAY_URL, token: values.DUTY_GATEWAY_TOKEN } }) },
    attachments: {
      folder: resolve(values.HUB_ATTACHMENT_DIR ?? join(dataDir, 'attachments')), keys: resolve(values.HUB_ATTACHMENT_KEYS ?? join(dirname(keyring), 'attachment-keys')),
      ...(values.S3_URL === undefined ? {} : { s3Url: values.S3_URL }),
    },
    backup: { keys: resolve(values.HUB_BACKUP_KEYS ?? join(dirname(keyring), 'backup-keys')), days: values.HUB_BACKUP_DAYS, databaseUrl: values.BACKUP_DATABASE_URL },
    exports: { persons: values.HUB_EXPORT_PERSONS },
    log: { level: values.LOG_LEVEL },
  });
}

function secretsOf(values: Variables, dataDir: string): { tokenKeys: TokenKey[]; encryptionKey: Buffer } {
  const { HUB_TOKEN_KEYS: tokenKeys, HUB_ENCRYPTION_KEY: encryptionKey } = values;
  if (tokenKeys && encryptionKey) return { tokenKeys, encryptionKey };
  const made = z
    .object({ HUB_TOKEN_KEYS: VARIABLES.HUB_TOKEN_KEYS.unwrap(), HUB_ENCRYPTION_KEY: VARIABLES.HUB_ENCRYPTION_KEY.unwrap() })
    .safeParse(developmentSecrets(dataDir));
  if (!made.success) refuse(made.error.issues.map(({ path, message }) => `${path.join('.')} in secrets.json of ${dataDir} ${message}.`));
  return { tokenKeys: tokenKeys ?? made.data.HUB_TOKEN_KEYS, encryptionKey: encryptionKey ?? made.data.HUB_ENCRYPTION_KEY };
}

/** Every variable with its description, for `hubctl` and the README. */
export const describeVariables = (): { name: string; description: string }[] =>
  Object.entries(VARIABLES).map(([name, schema]) => ({ name, description: schema.description ?? '' }));
