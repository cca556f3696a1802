import type { IdempotencyKey } from '@hub/platform';
import type { Actor } from './actor.js';

/** Through whose eyes an editor looks at a bulletin: one of these. */
export interface PreviewedAs {
  readonly organisationId?: string;
  readonly personId?: string;
  readonly anybody?: string;
}

/** One bulletin that an operation is about to reveal. */
export interface Disclosure {
  readonly bulletinId: string;
  readonly originatorId: string;
  /** The version's own number, for its originator's record; null for an envelope without content (a tombstone). */
  readonly number: number | null;
  /** The same as the asker counts versions, for the record that his organisation keeps: the own number tells of hidden ones. */
  readonly seen: number | null;
  /** The sections revealed, or none. */
  sectionIds: readonly string[];
  /** The bulletin's access epoch as it was read. */
  readonly accessEpoch: number;
  /** `public` reads of TLP:CLEAR by nobody in particular are counted, not entered. */
  readonly action: 'bulletin.read' | 'bulletin.listed' | 'thread.read' | 'thread.listed' | 'attachment.opened' | 'bulletin.exported' | 'bulletin.previewed' | 'minutes.read';
  /** Of a thread on the bulletin: which one, who opened it (its subject is theirs), and the messages revealed, each with the organisation that wrote it. */
  readonly thread?: { readonly id: string; readonly openerId: string; readonly messages: readonly { readonly id: string; readonly organisationId: string }[] };
  /** The file that was given out. */
  readonly attachmentId?: string;
  /** Of a preview: through whose eyes. */
  readonly as?: PreviewedAs;
}

/** What one operation has read and not yet released. */
export interface OperationReads {
  /** The hub's access epoch from before the first read; null where nothing was read. */
  accessEpoch: number | null;
  disclosures: Disclosure[];
  /** The database knew newer rights of the person than the application. */
  stale: boolean;
}

/** What every resolver gets beside its arguments. */
export interface HubContext {
  actor: Actor;
  readonly requestId: string;
  /** The language asked for by the request, else the person's own. */
  readonly language: string;
  readonly idempotency: IdempotencyKey | null;
  reads: OperationReads;
  /** On a connection that stays open: the hub's access epoch under which the actor was last looked up. Absent: none, so the gate looks. */
  readonly verifiedEpoch?: number | undefined;
  /** Names of all fields that the document asks for, at any depth; null: not known, so any. */
  selectedFields: ReadonlySet<string> | null;
  /** The address that the request came from, for counting attempts only. */
  readonly remoteAddress: string;
  /** Token of a device that has signed in before, if one was sent. */
  readonly deviceToken: string | null;
  /** Sets a cookie on the answer. */
  setCookie(name: string, value: string, maxAgeSeconds: number): void;
  /** Puts the signed receipt of what is revealed on the answer. */
  giveReceipt(receipt: string): void;
  /** Refresh token from the cookie, where the browser holds it. */
  readonly refreshCookie: string | null;
}

/** Reads of an operation that begins. */
export const noReads = (): OperationReads => ({ accessEpoch: null, disclosures: [], stale: false });

/** Who asks as last found, for something that begins at an instant. */
export const askingAt = (context: HubContext, instant: Date): HubContext => askingAs(context, actorAt(context.actor, instant), context.language, context.verifiedEpoch);

/** The same on a connection that stays open, looked up anew under one of the hub's access epochs. */
export const askingSince = (context: HubContext, actor: Actor, language: string, verifiedEpoch: number): HubContext => askingAs(context, actorAt(actor, actor.instant), language, verifiedEpoch);

// Written out, as actorAt is: thousands stand at a time. V8 makes dictionaries of objects that are copied whole and changed, and whatever looks into those takes ten times as long.
function askingAs({ requestId, idempotency, selectedFields, remoteAddress, deviceToken, setCookie, giveReceipt, refreshCookie }: HubContext, actor: Actor, language: string, verifiedEpoch: number | undefined): HubContext {
  return { actor, requestId, language, idempotency, reads: noReads(), verifiedEpoch, selectedFields, remoteAddress, deviceToken, setCookie, giveReceipt, refreshCookie };
}

function actorAt(actor: Actor, instant: Date): Actor {
  if (actor.kind === 'anonymous') return { ...actor, instant };
  const { kind, sessionId, epoch, personId, organisationId, organisationKind, roles, language, readerPrincipal, officerPrincipal, selfPrincipal, readOnly } = actor;
  return { kind, sessionId, epoch, instant, readOnly, personId, organisationId, organisationKind, roles, language, readerPrincipal, officerPrincipal, selfPrincipal };
}

/** Notes that something was read under an epoch; the oldest one counts. */
export function noteEpoch(reads: OperationReads, epoch: number): void {
  if (reads.accessEpoch === null || epoch < reads.accessEpoch) reads.accessEpoch = epoch;
}
