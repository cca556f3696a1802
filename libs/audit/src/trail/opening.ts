import type { JsonObject } from '@hub/platform';
import { type OpenBody, openBody } from '../bodies/body-set.js';
import { type Keyring, TAG_SIZE } from '../bodies/keyring.js';
import { versionIn } from '../act.js';
import type { RecordRow } from './audit.repository.js';
import type { AuditEntry } from './audit.types.js';
import type { Reach } from './audit.policy.js';

interface BodyJson {
  readonly action: string;
  readonly occurredAt: string;
  readonly organisation: string | null;
  readonly person: string | null;
  readonly persons?: readonly string[];
  readonly subject: string | null;
  readonly detail: JsonObject;
}

/** The body of a record; null once its key is destroyed. */
export function openRecord(keyring: Keyring, holderId: string, { keyId, actId, bodies, bodyHash }: Pick<RecordRow, 'keyId' | 'actId' | 'bodies' | 'bodyHash'>): OpenBody | null {
  const actKey = keyring.actKey(keyId, actId);
  if (!actKey) return null;
  if (bodies === null) throw new Error(`the bodies of the act ${actId} are gone from the audit log, and its key is not`);
  return openBody(actKey, Buffer.from(bodies, 'base64'), holderId, bodyHash);
}

/**
 * What a record's body says, which its leaf commits to. What stands beside the body for looking records up says the same, or
 * somebody has changed it in the database: then nothing is answered.
 */
export function bodyOf(row: RecordRow, { bytes }: OpenBody): BodyJson {
  const body = JSON.parse(bytes.toString('utf8')) as BodyJson;
  const versions = versionsOf(body);
  const isSame = body.action === row.action && Date.parse(body.occurredAt) === row.occurredAt.getTime() && body.organisation === row.organisationId
    && versions.size === row.subjectIds.length && row.subjectIds.every((id, index) => versions.get(id) === row.versions[index]);
  if (!isSame) throw new Error(`record ${row.id} of the audit log is not as it was sealed`);
  return body;
}

/** What a body is about, each with the newest version that it names, 0 for none. */
function versionsOf({ subject, detail }: BodyJson): Map<string, number> {
  if (!isList(detail)) return new Map(subject === null ? [] : [[subject, versionIn(detail) ?? 0]]);
  const versions = new Map<string, number>();
  for (const { id, version } of detail.bulletins) versions.set(id, Math.max(version ?? 0, versions.get(id) ?? 0));
  return versions;
}

/** What stands beside an erased body: which bulletins, in which version. */
function leftOf({ action, subjectIds, versions }: RecordRow): JsonObject {
  if (!/^(bulletin|thread)\.|^attachment\.opened$/.test(action)) return {};
  return { bulletins: subjectIds.map((id, index) => ({ id, version: versions[index] || null })) };
}

/** Whether the asker may have every byte of the body. */
export const mayOpen = (row: RecordRow, reach: Reach): boolean => reach !== 'acts' && row.hidden.length === 0;

/** Whether an act names several people, by its marks: who finds his own acts learns of no colleague by them. */
export const namesSeveral = (tag: Buffer): boolean => tag.length > TAG_SIZE;

/** Of others' acts the asker follows one bulletin only: what else they were about, and in which request, is theirs. */
export interface Following { readonly subjectId: string; readonly butOf: string }

/**
 * The record as its reader sees it: nothing of bulletins marked RED that he may not see, and of acts only that they were done. `ownActsOf`: the asker
 * where he finds own acts alone; of those who were shown something with him he sees himself.
 */
export function entryOf(keyring: Keyring, holderId: string, row: RecordRow, reach: Reach, following: Following | null = null, ownActsOf: string | null = null): AuditEntry {
  const open = openRecord(keyring, holderId, row);
  const { person = null, persons = null, subject = null, detail = {} } = open ? bodyOf(row, open) : { subject: onlyOne(row.subjectIds), detail: leftOf(row) };
  const everybody = persons ?? (person === null ? [] : [person]);
  const personIds = persons && ownActsOf !== null ? everybody.filter((id) => id === ownActsOf) : everybody;
  const isHidden = subject !== null && row.hidden.includes(subject);
  const narrow = following !== null && person !== following.butOf ? following.subjectId : null;
  const told = isHidden || reach === 'acts' ? {} : withoutHidden(detail, row.hidden);
  return {
    id: row.id, index: BigInt(row.logIndex), counter: BigInt(row.counter), occurredAt: row.occurredAt, action: row.action, erased: open === null,
    organisationId: row.organisationId, personIds,
    subjectId: isHidden ? null : (narrow ?? subject),
    detail: narrow === null ? told : onlyAbout(told, narrow),
  };
}

const onlyOne = (ids: readonly string[]): string | null => (ids.length === 1 ? (ids[0] ?? null) : null);

/** What was shown, as a body has it. */
export interface ListDetail extends JsonObject { bulletins: { id: string; version?: number | null; attachment?: string }[] }
/** Whether an act's detail is what was shown. */
export const isList = (detail: JsonObject): detail is ListDetail => Array.isArray(detail['bulletins']);

const withoutHidden = (detail: JsonObject, hidden: readonly string[]): JsonObject =>
  hidden.length === 0 || !isList(detail) ? detail : { ...detail, bulletins: detail.bulletins.filter(({ id }) => !hidden.includes(id)) };

const onlyAbout = (detail: JsonObject, subjectId: string): JsonObject => (isList(detail) ? { bulletins: detail.bulletins.filter(({ id }) => id === subjectId) } : detail);
