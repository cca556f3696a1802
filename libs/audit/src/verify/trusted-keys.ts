import { Verifier } from '../notes/keys.js';
import { NoteError, UnknownKeysError } from '../notes/note.errors.js';
import { verifyNote } from '../notes/note.js';
import { type Handover, parseHandover } from '../notes/statements.js';
import { error, type Finding, info, reasonOf, warning } from './finding.js';

/** The keys of the log that a verifier trusts: those it was given, and those that they handed over to. */
export class TrustedKeys {
  private readonly known: Verifier[];
  private readonly followed = new Map<string, Handover>();

  private constructor(given: readonly Verifier[]) {
    this.known = [...given];
  }

  /** @throws NoteError for text that is no verifier key, a witness's key, and no key at all. */
  static of(vkeys: readonly string[]): TrustedKeys {
    const verifiers = vkeys.map((vkey) => Verifier.parse(vkey));
    const witness = verifiers.find(({ algorithm }) => algorithm !== 'ed25519');
    if (witness) throw new NoteError(`The key of ${witness.name} is a witness's: a log's key is asked for.`);
    if (verifiers.length === 0) throw new NoteError('No key of the log was given: without one nothing can be verified.');
    return new TrustedKeys(verifiers);
  }

  get verifiers(): readonly Verifier[] {
    return this.known;
  }

  /** Whether any of them is of a log of this name. */
  knows(origin: string): boolean {
    return this.known.some(({ name }) => name === origin);
  }

  /** The handovers that were followed, oldest first. */
  get handovers(): readonly Handover[] {
    return [...this.followed.values()];
  }

  /** The restore that ended a log, if one did. */
  restoreOf(origin: string): Handover | undefined {
    return this.handovers.find(({ kind, oldOrigin }) => kind === 'restore' && oldOrigin === origin);
  }

  /**
   * Follows a handover if a trusted key of the old log and the new key signed it; a handover between keys that are unknown changes
   * nothing. A key that was given up hands over nothing: it may be stolen.
   */
  follow(note: string): Finding[] {
    try {
      const signed = this.signers(note);
      if (!signed) return [unknown()];
      if (this.followed.has(signed.note.text)) return [];
      const handover = parseHandover(signed.note.text);
      const newKey = String(handover.newKey);
      const byOld = this.known.some((key) => key.name === handover.oldOrigin && String(key) !== newKey && signed.by.includes(String(key)));
      const isKnown = this.known.some((key) => String(key) === newKey);
      // Whoever trusts the newest key only has no use for how it came to be: an earlier key may be unknown.
      if (!byOld) return isKnown ? [] : [unknown()];
      verifyNote(note, [handover.newKey]);
      if (this.isSuperseded(handover, signed.by)) return [error('handover-superseded', 'A handover is signed by a key that had been given up before, and not by the one that signed for the log then: the old key was stolen or misused.')];
      this.followed.set(signed.note.text, handover);
      if (!isKnown) this.known.push(handover.newKey);
      return [said(handover)];
    } catch (cause) {
      return [error('handover-bad', `A handover can not be followed: ${reasonOf(cause)}`)];
    }
  }

  /** Whether the key to which this log's last handover led, be it under another name, is not among the signers. */
  private isSuperseded({ oldOrigin }: Handover, by: readonly string[]): boolean {
    const last = this.handovers.filter((each) => each.oldOrigin === oldOrigin || each.newOrigin === oldOrigin).at(-1);
    return last !== undefined && !by.includes(String(last.newKey));
  }

  private signers(note: string): ReturnType<typeof verifyNote> | null {
    try {
      return verifyNote(note, this.known);
    } catch (cause) {
      if (cause instanceof UnknownKeysError) return null;
      throw cause;
    }
  }
}

const unknown = (): Finding => info('handover-unknown', 'There is a handover between keys that are not trusted here; it was not followed.');

function said({ kind, oldOrigin, oldSize, newOrigin, instant, reason }: Handover): Finding {
  const when = instant.toISOString();
  return kind === 'rotation'
    ? info('rotated', `On ${when} the log ${oldOrigin} took a new key: ${reason}`)
    : warning('restored', `On ${when} the log ${oldOrigin} was restored from a backup with ${oldSize} entries and goes on as ${newOrigin}; what it held beyond them is gone. The reason given: ${reason}`);
}
