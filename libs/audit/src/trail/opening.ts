import type { JsonObject } from '@hub/platform';
import { decrypt } from '../bodies/envelope.js';
import { type Keyring, purposeKey } from '../bodies/keyring.js';
import { bodyPurpose } from '../log/sealing.js';
import type { RecordRow } from './audit.repository.js';
import type { AuditEntry } from './audit.types.js';
import type { Reach } from './audit.policy.js';

/** A body in plain. */
export interface OpenBody {
  readonly salt: Buffer;
  readonly bytes: Buffer;
}

interface BodyJson { readonly person: string | null; readonly subject: string | null; readonly detail: JsonObject }

/** The body; null once its key is destroyed. */
export function openBody(keyring: Keyring, holderId: string, { keyId, actId, body }: RecordRow): OpenBody | null {
  const actKey = keyring.actKey(keyId, actId);
  if (!actKey) return null;
  const plain = decrypt(purposeKey(actKey, bodyPurpose(holderId)), body);
  return { salt: plain.subarray(0, 32), bytes: plain.subarray(32) };
}

/** Whether the asker may have every byte of the body. */
export const mayOpen = (row: RecordRow, reach: Reach): boolean => reach !== 'acts' && row.hidden.length === 0;

/** Of others' acts the asker follows one bulletin only: what else they were about, and in which request, is theirs. */
export interface Following { readonly subjectId: string; readonly butOf: string }

/** The record as its reader sees it: nothing of bulletins marked RED that he may not see, and of acts only that they were done. */
export function entryOf(keyring: Keyring, holderId: string, row: RecordRow, reach: Reach, following: Following | null = null): AuditEntry {
  const open = openBody(keyring, holderId, row);
  const { person = null, subject = null, detail = {} } = open ? (JSON.parse(open.bytes.toString('utf8')) as BodyJson) : { subject: onlyOne(row.subjectIds) };
  const isHidden = subject !== null && row.hidden.includes(subject);
  const narrow = following !== null && person !== following.butOf ? following.subjectId : null;
  const told = isHidden || reach === 'acts' ? {} : withoutHidden(detail, row.hidden);
  return {
    id: row.id, index: BigInt(row.logIndex), counter: BigInt(row.counter), occurredAt: row.occurredAt, action: row.action, erased: open === null,
    organisationId: row.organisationId, personId: person,
    subjectId: isHidden ? null : (narrow ?? subject),
    detail: narrow === null ? told : onlyAbout(told, narrow),
  };
}

const onlyOne = (ids: readonly string[]): string | null => (ids.length === 1 ? (ids[0] ?? null) : null);

interface ListDetail extends JsonObject { bulletins: { id: string }[] }
const isList = (detail: JsonObject): detail is ListDetail => Array.isArray(detail['bulletins']);

const withoutHidden = (detail: JsonObject, hidden: readonly string[]): JsonObject =>
  hidden.length === 0 || !isList(detail) ? detail : { ...detail, bulletins: detail.bulletins.filter(({ id }) => !hidden.includes(id)) };

const onlyAbout = (detail: JsonObject, subjectId: string): JsonObject => (isList(detail) ? { bulletins: detail.bulletins.filter(({ id }) => id === subjectId) } : detail);
