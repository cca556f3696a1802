// How each writing operation is attempted: what it is about, what else is named, and how it is sent.
import { type Args, named, type State } from '../model/writing.js';
import type { Person } from '../model/world.js';

/** Things of a world that can be named, each kind in the place of each other. */
export const KINDS: Readonly<Record<Kind, (state: State) => readonly { readonly id: string }[]>> = {
  bulletin: ({ bulletins }: State) => bulletins, section: ({ bulletins }: State) => bulletins.flatMap(({ versions }) => versions.flatMap(({ content }) => content.sections)),
  thread: ({ threads }: State) => threads, message: ({ messages }: State) => messages, proposal: ({ proposals }: State) => proposals, translation: ({ translations }: State) => translations,
  request: ({ requests }: State) => requests, outsideRequest: ({ outsideRequests }: State) => outsideRequests, view: ({ views }: State) => views, strike: ({ strikes }: State) => strikes, destruction: ({ destructions }: State) => destructions,
  file: ({ files }: State) => files, hold: ({ holds }: State) => holds, demand: ({ demands }: State) => demands, handover: ({ handovers }: State) => handovers, export: ({ exports }: State) => exports,
  organisation: ({ organisations }: State) => organisations, person: ({ persons }: State) => persons,
};
export type Kind = 'bulletin' | 'section' | 'thread' | 'message' | 'proposal' | 'translation' | 'request' | 'outsideRequest' | 'view' | 'strike' | 'destruction' | 'file' | 'hold' | 'demand' | 'handover' | 'export' | 'organisation' | 'person';

/** One operation. */
export interface Attempt {
  /** What `id` names; null: nothing, it is about the own organisation. */
  readonly of: Kind | null;
  /** What `other` names; `optional`: or nothing. */
  readonly other?: Kind;
  readonly optional?: true;
  /** Whose revision is seen; the bulletin's where something else is named. */
  readonly revision?: (state: State, asker: Person, id: string) => number | undefined;
  /** The fields of its input, or its arguments where it has no input. */
  readonly input: (args: Args, at: (days: number) => string, n: number) => string;
  /** What is asked of its payload. */
  readonly payload: string;
  readonly bare?: true;
}

const own = (state: State, { organisationId }: Person) => state.entries.find((entry) => entry.organisationId === organisationId);
const ownRevision: Attempt['revision'] = (state, asker) => own(state, asker)?.revision;
const ofKind = (kind: 'bulletin' | 'thread' | 'translation' | 'request' | 'outsideRequest' | 'view' | 'destruction' | 'hold' | 'demand'): Attempt['revision'] => (state, _, id) => (KINDS[kind](state) as readonly { id: string; revision: number }[]).find((one) => one.id === id)?.revision;
const ofProposal: Attempt['revision'] = (state, _, id) => named(state.bulletins, named(state.proposals, id)?.bulletinId ?? null)?.revision;
const ofMessage: Attempt['revision'] = (state, _, id) => named(state.bulletins, named(state.threads, named(state.messages, id)?.threadId ?? null)?.bulletinId ?? null)?.revision;
const maybe = (name: string, value: string | null, many = false): string => (value === null ? '' : many ? `, ${name}: ["${value}"]` : `, ${name}: "${value}"`);

const bulletinAct = (more: Attempt['input'] = () => ''): Attempt => ({ of: 'bulletin', revision: ofKind('bulletin'), input: (args, at, n) => `id: "${args.id}", expectedRevision: ${args.revision}${more(args, at, n)}`, payload: 'bulletin { id }' });
const threadAct = (more: Attempt['input'] = () => '', other?: Kind): Attempt =>
  ({ of: 'thread', ...(other ? { other, optional: true } : {}), revision: ofKind('thread'), input: (args, at, n) => `threadId: "${args.id}", expectedRevision: ${args.revision}${more(args, at, n)}`, payload: 'thread { id }' });
const revised = (of: 'translation' | 'request' | 'outsideRequest' | 'view' | 'destruction' | 'hold' | 'demand', payload: string, more: Attempt['input'] = () => ''): Attempt =>
  ({ of, revision: ofKind(of), input: (args, at, n) => `id: "${args.id}", expectedRevision: ${args.revision}${more(args, at, n)}`, payload });
const plain = (of: Kind, payload: string): Attempt => ({ of, input: ({ id }) => `id: "${id}"`, payload, bare: true });
const ours = (payload: string, more: Attempt['input'], rest: Partial<Attempt> = {}): Attempt => ({ of: null, revision: ownRevision, input: (args, at, n) => `expectedRevision: ${args.revision}, ${more(args, at, n)}`, payload, ...rest });
const TEXT = 'body: "X", language: "en"';

export const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  draftBulletin: { of: null, other: 'organisation', input: ({ other }, _, n) => `kind: NOTICE, tlp: AMBER, title: "Draft ${n}", language: "en", audience: { organisationIds: ["${other}"] }, sections: [{ heading: "H", body: "B" }]`, payload: 'bulletin { id }' },
  reviseBulletin: { ...bulletinAct(({ other }, _, n) => (other === null ? `, title: "Title ${n}"` : `, sections: [{ id: "${other}", heading: "H ${n}", body: "B" }]`)), other: 'section', optional: true },
  submitBulletin: bulletinAct(),
  approveBulletin: bulletinAct(),
  publishBulletin: bulletinAct(({ flag, id }) => (flag ? ', exception: { reason: "X" }' : id < '8' ? ', takeBackSeconds: 60' : '')),
  returnBulletin: bulletinAct(() => ', reason: "X"'),
  takeBackPublication: bulletinAct(),
  withdrawBulletin: bulletinAct((_, at) => `, reason: "X", confirmDestructionBy: "${at(9)}"`),
  reviewException: { of: 'bulletin', input: ({ id }) => `id: "${id}"`, payload: 'bulletin { id }' },
  acknowledgeBulletin: { of: 'bulletin', input: ({ id, flag }) => `id: "${id}", version: ${flag ? 1 : 999}, kind: RECEIVED`, payload: 'bulletin { id }' },
  handOverAuthorship: { ...bulletinAct(({ other }) => `, successorId: "${other}"`), other: 'person' },
  strikePassage: { ...bulletinAct(), other: 'section', optional: true, input: ({ id, revision, other }) => `bulletinId: "${id}", expectedRevision: ${revision}, reason: "X", ${other === null ? 'text: "nowhere at all"' : `sectionId: "${other}"`}`, payload: 'strike { id }' },

  beginUpload: { of: null, input: () => 'name: "a.pdf", length: 9', payload: 'upload { id }' },
  attachFile: { of: 'bulletin', other: 'file', revision: ofKind('bulletin'), input: ({ id, revision, other }) => `bulletinId: "${id}", expectedRevision: ${revision}, uploadId: "${other}"`, payload: 'bulletin { id }' },
  removeAttachment: { of: 'bulletin', other: 'file', revision: ofKind('bulletin'), input: ({ id, revision, other }) => `bulletinId: "${id}", expectedRevision: ${revision}, attachmentId: "${other}"`, payload: 'bulletin { id }' },
  strikeAttachment: { of: 'file', input: ({ id }) => `attachmentId: "${id}", reason: "X"`, payload: 'attachment { id }' },
  attachmentLink: { of: 'file', input: ({ id }) => `attachmentId: "${id}"`, payload: 'url', bare: true },
  requestDestruction: { of: 'bulletin', other: 'strike', optional: true, input: ({ id, other }, at) => `bulletinId: "${id}", confirmBy: "${at(9)}"${maybe('strikeId', other)}`, payload: 'recall { asking }' },
  confirmDestruction: revised('destruction', 'request { id }', () => ', outcome: DESTROYED'),

  openThread: { of: 'bulletin', other: 'organisation', optional: true, input: ({ id }) => `bulletinId: "${id}", subject: "X", ${TEXT}`, payload: 'thread { id }' },
  postMessage: threadAct(({ flag, other }) => `, kind: ${flag ? 'ANSWER' : 'REMARK'}, ${TEXT}${maybe('citedBulletinIds', other, true)}`, 'bulletin'),
  acceptAnswer: threadAct(),
  closeThread: threadAct(),
  reopenThread: threadAct(({ other }) => `, ${TEXT}${maybe('citedBulletinIds', other, true)}`, 'bulletin'),
  assignThread: { of: 'thread', other: 'person', optional: true, input: ({ id, other }) => `threadId: "${id}"${maybe('personId', other)}`, payload: 'thread { id }' },
  markThreadRead: { of: 'thread', input: ({ id }) => `threadId: "${id}", upTo: 1`, payload: 'thread { id }' },
  consentToPromotion: { of: 'message', input: ({ id, flag }) => `messageId: "${id}", consent: ${flag}`, payload: 'thread { id }' },
  promoteAnswer: { of: 'message', revision: ofMessage, input: ({ id, revision }, _, n) => `messageId: "${id}", expectedRevision: ${revision}, heading: "H ${n}"`, payload: 'bulletin { id }' },

  proposeCorrection: { of: 'bulletin', other: 'section', optional: true, input: ({ id, other }, _, n) => `bulletinId: "${id}", version: 1, documentNumber: "N ${n}"${other === null ? '' : `, sections: [{ id: "${other}", body: "B ${n}" }]`}`, payload: 'proposal { id }' },
  takeUpProposal: { of: 'proposal', revision: ofProposal, input: ({ id, revision }) => `id: "${id}", expectedRevision: ${revision}, parts: ["DOCUMENT_NUMBER"]`, payload: 'proposal { id }' },
  declineProposal: { of: 'proposal', input: ({ id }) => `id: "${id}", reason: "X"`, payload: 'proposal { id }' },
  withdrawProposal: plain('proposal', 'proposal { id }'),
  addTranslation: { of: 'bulletin', other: 'section', optional: true, input: ({ id, other, flag }) => `bulletinId: "${id}", version: 1, language: "${flag ? 'en' : 'ja'}", heading: "X", label: HUMAN${other === null ? '' : `, sectionId: "${other}", body: "X"`}`, payload: 'translation { id }' },
  replaceTranslation: revised('translation', 'translation { id }', ({ flag }) => `, version: 1, heading: "X", label: HUMAN${flag ? ', body: "X"' : ''}`),
  approveTranslation: revised('translation', 'translation { id }'),
  removeTranslation: revised('translation', ''),

  requestRelease: { of: 'bulletin', other: 'organisation', input: ({ id, other }) => `bulletinId: "${id}", organisationId: "${other}", purpose: "X"`, payload: 'request { id }' },
  withdrawReleaseRequest: plain('request', 'request { id }'),
  grantRelease: { ...revised('request', 'request { id }', ({ other }) => maybe('sectionIds', other, true)), other: 'section', optional: true },
  refuseRelease: revised('request', 'request { id }'),
  endRelease: revised('request', 'request { id }'),
  requestOutsideRelease: { of: 'bulletin', other: 'section', optional: true, input: ({ id, other }, _, n) => `bulletinId: "${id}", readerName: "Reader ${n}", readerOrganisation: "X", contact: "X", purpose: "X"${maybe('sectionIds', other, true)}`, payload: 'request { id }' },
  withdrawOutsideReleaseRequest: plain('outsideRequest', 'request { id }'),
  grantOutsideRelease: revised('outsideRequest', 'request { id }', (_, at) => `, expiresAt: "${at(9)}"`),
  refuseOutsideRelease: revised('outsideRequest', 'request { id }'),
  releaseOutside: { of: 'bulletin', other: 'section', optional: true, input: ({ id, other }, at) => `bulletinId: "${id}", readerName: "X", readerOrganisation: "X", purpose: "X", expiresAt: "${at(9)}"${maybe('sectionIds', other, true)}`, payload: 'release { id }' },
  approveOutsideRelease: revised('view', 'release { id }'),
  revokeOutsideRelease: revised('view', 'release { id }'),

  setReleaseTerms: ours('terms { revision }', () => 'ministryCountsAsItself: false', { revision: (state, asker) => own(state, asker)?.termsRevision }),
  setRetentionRule: ours('rule { days }', (_, __, n) => `kind: BULLETIN, days: ${100 + (n % 1000)}`, { revision: (state, asker) => own(state, asker)?.ruleRevision }),
  placeHold: { of: 'bulletin', input: ({ id }, at) => `bulletinId: "${id}", reason: "X", reviewOn: "${at(30).slice(0, 10)}"`, payload: 'hold { id }' },
  liftHold: revised('hold', 'hold { id }'),
  registerLegalDemand: { of: 'bulletin', input: ({ id, flag }, at) => `authority: "X", legalBasis: "X", scope: "X", receivedOn: "${at(-1).slice(0, 10)}", bulletinIds: ["${id}"]${flag ? `, secrecy: { reason: "X", basis: "X", reviewOn: "${at(30).slice(0, 10)}" }` : ''}`, payload: 'demand { id }' },
  reviewLegalSecrecy: revised('demand', 'demand { id }', ({ flag }, at) => (flag ? `, secrecy: { reason: "X", basis: "X", reviewOn: "${at(30).slice(0, 10)}" }` : '')),
  answerLegalDemand: { ...revised('demand', 'demand { id }', ({ other }) => (other === null ? ', text: "X"' : `, handedTo: "X", handedOver: [{ bulletinId: "${other}", versions: [] }]`)), other: 'bulletin', optional: true },
  setContactHours: ours('contact { dutyTelephone }', () => 'hours: [], languages: ["en"]'),
  attestRegister: ours('attestation { id }', () => ''),
  setDutyRota: ours('rota { revision }', ({ other }) => `shifts: [{ personId: "${other}", telephone: "+819012345678", channel: SMS }]`, { other: 'person' }),
  setContactPoint: ours('organisation { id }', ({ other }) => `contactPointId: "${other}"`, { other: 'person' }),
  departOrganisation: ours('departure { leavesAt }', ({ other }, at) => `leavesAt: "${at(9)}"${maybe('successorId', other)}`, { other: 'organisation', optional: true }),
  cancelDeparture: { of: null, input: () => '', payload: '', bare: true },
  planHandover: { of: 'person', other: 'person', input: ({ id, other }) => `personId: "${id}", successorId: "${other}", reason: ROTATION`, payload: 'handover { id }' },
  endHandover: plain('handover', 'handover { id }'),
  importCases: { of: null, input: (_, __, n) => `text: "case_id,con_Consent,prs_Citizenship,vic_TraffickingStatus\\nK-${n},true,PH,PossibleVictimOfTrafficking"`, payload: 'rows { outcome }' },
  requestCaseExport: { of: null, input: () => 'format: CSV, reason: "X"', payload: 'export { id }' },
  approveCaseExport: { of: 'export', revision: (state, _, id) => named(state.exports, id)?.persons, input: ({ id, revision }) => `id: "${id}", persons: ${revision}`, payload: 'export { id }' },
};

/** The operation as it is sent. `n`: a number that no other attempt has. */
export function sent(name: string, args: Args, now: Date, n: number, originates: boolean): string {
  const attempt = ATTEMPTS[name];
  if (!attempt) throw new Error(`no such attempt: ${name}`);
  const at = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();
  // Whom an originator asks; what a recipient cites.
  const more = name !== 'openThread' ? '' : originates ? `${maybe('organisationIds', args.other, true)}, recipientsKnowEachOther: true` : maybe('citedBulletinIds', args.other, true);
  const input = `${attempt.input(args, at, n)}${more}`;
  const call = input === '' ? '' : attempt.bare ? `(${input})` : `(input: { ${input} })`;
  return `mutation { ${name}${call} ${attempt.payload === '' ? '' : `{ ${attempt.payload} }`} }`;
}
