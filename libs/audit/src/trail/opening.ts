import type { JsonObject } from '@hub/platform';
import { decrypt } from '../bodies/envelope.js';
import type { Keyring } from '../bodies/keyring.js';
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
  const plain = decrypt(actKey, body, bodyPurpose(holderId));
  return { salt: plain.subarray(0, 32), bytes: plain.subarray(32) };
}

/** Whether the asker may have every byte of the body. */
export const mayOpen = (row: RecordRow, reach: Reach): boolean => reach !== 'acts' && row.hidden.length === 0;

/** The record as its reader sees it: nothing of bulletins marked RED that he may not see, and of acts only that they were done. */
export function entryOf(keyring: Keyring, holderId: string, row: RecordRow, reach: Reach): AuditEntry {
  const open = openBody(keyring, holderId, row);
  const { person = null, subject = null, detail = {} } = open ? (JSON.parse(open.bytes.toString('utf8')) as BodyJson) : { subject: onlyOne(row.subjectIds) };
  const isHidden = subject !== null && row.hidden.includes(subject);
  return {
    id: row.id, index: BigInt(row.logIndex), counter: BigInt(row.counter), occurredAt: row.occurredAt, action: row.action, erased: open === null,
    organisationId: row.organisationId, personId: person,
    subjectId: isHidden ? null : subject,
    detail: isHidden || reach === 'acts' ? {} : withoutHidden(detail, row.hidden),
  };
}

const onlyOne = (ids: readonly string[]): string | null => (ids.length === 1 ? (ids[0] ?? null) : null);

function withoutHidden(detail: JsonObject, hidden: readonly string[]): JsonObject {
  const { bulletins } = detail as { bulletins?: { id: string }[] };
  if (hidden.length === 0 || !bulletins) return detail;
  return { ...detail, bulletins: bulletins.filter(({ id }) => !hidden.includes(id)) };
}
