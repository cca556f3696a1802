import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import { isId, newId, StartupError, writeId } from '@hub/kernel';
import { makeSecretFile, readSecretFile, replaceSecretFile, replaceSecretFileForGood, stateOfFile } from './secret-file.js';

const FORMAT = 'contact-point/audit-keyring/v1';
/** Bytes of one mark of who acted. */
export const TAG_SIZE = 16;
const ACTOR = 'actor ';
const ACTORS = 'actors';

/** A key as the file has it: whole, or, once something under it was erased, the keys of the acts that are left. */
interface StoredKey {
  readonly id: string;
  readonly createdAt: string;
  readonly secret?: string;
  readonly acts?: Readonly<Record<string, string>>;
}

/** The key under which acts are entered now. */
export interface CurrentKey {
  readonly id: string;
  readonly secret: Buffer;
  readonly createdAt: Date;
}

const hmac = (key: Buffer, ...parts: string[]): Buffer => {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

/**
 * The keys that bodies of records are encrypted under, in a file outside the database, its dumps and its write-ahead log. Each
 * act has a key of its own, derived from a key of the ring. To erase an act the ring's key is replaced by the derived keys of
 * all other acts: what was derived can not lead back, and the erased act's key is nowhere any more.
 */
export class Keyring {
  private keys = new Map<string, StoredKey>();
  private secrets = new Map<string, Buffer>();
  /** The file as it was when it was read. */
  private state: string | null = null;
  /** The key for new acts. */
  current: CurrentKey = { id: '', secret: Buffer.alloc(0), createdAt: new Date(0) };

  private constructor(private readonly file: string) {}

  /** Opens the ring, or makes it with a first key where there is none. */
  static open(file: string, now: Date): Keyring {
    const ring = new Keyring(file);
    if (readSecretFile(file) === null) makeSecretFile(file, serialise([freshKey(newId(), now)]));
    ring.reload();
    return ring;
  }

  /** Reads the file again where another process has changed it: what was destroyed there is forgotten here, and new keys are known. */
  freshen(): void {
    if (stateOfFile(this.file) !== this.state) this.reload();
  }

  /** Reads the file again. */
  reload(): void {
    for (;;) {
      const state = stateOfFile(this.file);
      const text = readSecretFile(this.file);
      if (text === null) throw new StartupError(`The keyring ${this.file} is gone.`, 'Put it back from its backup: without it no record of the audit log can be read.');
      // Replaced while it was read: what was read may have been written over.
      if (stateOfFile(this.file) !== state) continue;
      this.load(text);
      this.state = state;
      return;
    }
  }

  /** The key of one act; null where it was destroyed, or the ring never had it. */
  actKey(keyId: string, actId: string): Buffer | null {
    const secret = this.secrets.get(keyId);
    if (secret) return hmac(secret, 'act ', actId);
    const kept = this.keys.get(keyId)?.acts?.[actId];
    return kept === undefined ? null : Buffer.from(kept, 'base64');
  }

  /** Whether an act was this person's, by one of its marks; false once its key is destroyed. */
  isMarked({ keyId, actId, tag }: { keyId: string; actId: string; tag: Buffer }, personId: string): boolean {
    const actKey = this.actKey(keyId, actId);
    if (actKey === null) return false;
    const mark = tag.length === TAG_SIZE ? actorTag(actKey, personId) : actorTags(actKey, [personId, personId]).subarray(0, TAG_SIZE);
    for (let at = 0; at < tag.length; at += TAG_SIZE) if (mark.equals(tag.subarray(at, at + TAG_SIZE))) return true;
    return false;
  }

  /** A new key for what comes now; the old ones stay for reading. MUST be called by one process at a time, and the id be in hub.body_keys. */
  rotate(now: Date, id: string): void {
    this.reload();
    replaceSecretFile(this.file, serialise([...this.keys.values(), freshKey(id, now)]));
    this.reload();
  }

  /**
   * Destroys the keys of some acts. `survivors` are all other acts ever entered under the key: what is not named is lost. MUST be
   * called by one process at a time.
   */
  destroy(keyId: string, survivors: readonly string[]): void {
    this.reload();
    if (this.current.id === keyId) throw new Error('the current key can not be taken apart: rotate first');
    const key = this.keys.get(keyId);
    if (!key) throw new Error('no such key in the ring');
    const acts: Record<string, string> = {};
    for (const actId of survivors) {
      const kept = this.actKey(keyId, actId);
      if (kept) acts[actId] = kept.toString('base64');
    }
    const keys = [...this.keys.values()].map((each) => (each.id === keyId ? { id: key.id, createdAt: key.createdAt, acts } : each));
    replaceSecretFileForGood(this.file, serialise(keys));
    this.reload();
  }

  private load(text: string): void {
    const keys = parse(text);
    const whole = keys.filter((key) => key.secret !== undefined);
    const last = whole.at(-1);
    if (!keys.every(isSound) || last?.secret === undefined) {
      throw new StartupError(`${this.file} does not hold the keyring of the audit log.`, 'Put it back from its backup: without it no record of the audit log can be read.');
    }
    this.keys = new Map(keys.map((key) => [key.id, key]));
    this.secrets = new Map(whole.map((key) => [key.id, Buffer.from(key.secret ?? '', 'base64')]));
    this.current = { id: last.id, secret: Buffer.from(last.secret, 'base64'), createdAt: new Date(last.createdAt) };
  }
}

/**
 * Who acted, under the act's own key: no two acts of a person bear the same mark. Were they alike, the mark of an erased act
 * would be found again on others of the same person, whose bodies say who that is.
 */
export const actorTag = (actKey: Buffer, personId: string): Buffer => hmac(actKey, ACTOR, personId).subarray(0, TAG_SIZE);

/**
 * The marks of several whom an act names, side by side: each one's id is a block of AES-256, under a key made of the act's own for nothing else. To whoever
 * has not that key a mark is any 16 bytes, as an HMAC is; all of them cost one call.
 */
export function actorTags(actKey: Buffer, personIds: readonly string[]): Buffer {
  const [only] = personIds;
  if (personIds.length === 1 && only !== undefined) return actorTag(actKey, only);
  const ids = Buffer.allocUnsafe(personIds.length * TAG_SIZE);
  personIds.reduce((at, id) => writeId(ids, id, at), 0);
  return createCipheriv('aes-256-ecb', hmac(actKey, ACTORS), null).setAutoPadding(false).update(ids);
}

/** The key of an act under the current key. */
export const actKeyOf = (secret: Buffer, actId: string): Buffer => hmac(secret, 'act ', actId);

const freshKey = (id: string, now: Date): StoredKey => ({ id, createdAt: now.toISOString(), secret: randomBytes(32).toString('base64') });

const serialise = (keys: readonly StoredKey[]): string => `${JSON.stringify({ format: FORMAT, keys }, null, 1)}\n`;

const isSound = (key: StoredKey): boolean =>
  isId(key.id) && (key.secret === undefined ? key.acts !== undefined : Buffer.from(key.secret, 'base64').length === 32);

function parse(text: string): StoredKey[] {
  try {
    const { format, keys } = JSON.parse(text) as { format?: string; keys?: StoredKey[] };
    return format === FORMAT && Array.isArray(keys) ? keys : [];
  } catch {
    return [];
  }
}
