// Who may do what with questions and answers, corrections and translations.
import { knowsOf, seenSections, seesContent } from './rules.js';
import type { Person } from './world.js';
import { activeIn, firstVersion, hasRole, isEditor, isOfficer, isOver, knownBulletin, type Message, must, mustNotLowerAnothers, named, openBulletin, type Proposal, READING, reads, readsNow, type Rule, standing, type State, type Thread, type Translation, WRITING, type Worked } from './writing.js';

type Verb = 'QUESTION' | 'ANSWER' | 'REMARK' | 'ACCEPT' | 'REOPEN' | 'CLOSE' | 'ASSIGN';
/** In which states each is possible. */
const FROM: Readonly<Record<Verb, readonly string[]>> = {
  QUESTION: ['OPEN', 'REOPENED'], ANSWER: ['OPEN', 'ANSWERED', 'REOPENED'], REMARK: ['OPEN', 'ANSWERED', 'ACCEPTED', 'REOPENED'], ACCEPT: ['ANSWERED'], REOPEN: ['ANSWERED', 'ACCEPTED'],
  CLOSE: ['OPEN', 'ANSWERED', 'ACCEPTED', 'REOPENED'], ASSIGN: ['OPEN', 'ANSWERED', 'ACCEPTED', 'REOPENED'],
};

/** Whoever reads what is published of the bulletin, and takes part, or edits it. */
function seesThread(state: State, asker: Person, thread: Thread | undefined): { thread: Thread; bulletin: Worked } {
  const bulletin = named(state.bulletins, thread?.bulletinId ?? null);
  must(thread && bulletin && knowsOf(state, bulletin, asker) && readsNow(state, asker, bulletin), 'NOT_FOUND');
  must((reads(asker) && thread.parties.includes(asker.organisationId)) || isEditor(bulletin, asker), 'NOT_FOUND');
  return { thread, bulletin };
}
function mayDo(state: State, asker: Person, id: string, revision: number | null, verb: Verb): Thread {
  hasRole(asker, ...WRITING);
  const { thread, bulletin } = seesThread(state, asker, named(state.threads, id));
  const asks = thread.askerId === asker.organisationId;
  const his = verb === 'ANSWER' ? !asks : verb === 'REMARK' || verb === 'ASSIGN' || asks || (verb === 'CLOSE' && bulletin.originatorId === asker.organisationId);
  must(his, 'FORBIDDEN');
  must(!isOver(state, bulletin) || verb === 'CLOSE', 'CONFLICT');
  must(revision === null || revision === thread.revision, 'CONFLICT');
  must(FROM[verb].includes(thread.state), 'CONFLICT');
  return thread;
}
/** What is cited must be known to who cites it. */
function mayCite(state: State, asker: Person, id: string | null): void {
  const cited = named(state.bulletins, id);
  must(id === null || (cited && knowsOf(state, cited, asker)), 'INVALID_INPUT');
}
function seesMessage(state: State, asker: Person, id: string): Message {
  const message = named(state.messages, id);
  must(message, 'NOT_FOUND');
  seesThread(state, asker, named(state.threads, message.threadId));
  return message;
}
/** Whether somebody of an organisation would see the thread. */
function wouldSee(state: State, person: Person, thread: Thread): boolean {
  const bulletin = named(state.bulletins, thread.bulletinId);
  const now = bulletin && standing(bulletin);
  return bulletin !== undefined && now !== undefined && seesContent({ ...state, organisations: state.organisations.map((one) => ({ ...one, suspended: false })) }, bulletin, now, person, state.instant)
    && ((reads(person) && thread.parties.includes(person.organisationId)) || isEditor(bulletin, person));
}
/** The organisations that have a bulletin now. */
function receives(bulletin: Worked, organisationId: string, persons: readonly Person[]): boolean {
  const now = standing(bulletin);
  if (!now || organisationId === bulletin.originatorId) return false;
  const { audience } = now.content;
  return audience.everyone || audience.organisationIds.includes(organisationId) || persons.some((person) => audience.personIds.includes(person.id) && person.organisationId === organisationId)
    || (now.stages ?? []).some((stage) => stage.open && !stage.ended && (stage.audience.everyone || stage.audience.organisationIds.includes(organisationId)));
}

/** Who made it, and editors, as far as they see the version and its sections. */
function seesProposal(state: State, asker: Person, id: string): { proposal: Proposal; bulletin: Worked } {
  const proposal = named(state.proposals, id);
  const bulletin = named(state.bulletins, proposal?.bulletinId ?? null);
  const version = bulletin?.versions.find(({ number }) => number === proposal?.number);
  must(proposal && bulletin && version && knowsOf(state, bulletin, asker) && seesContent(state, bulletin, version, asker, state.instant), 'NOT_FOUND');
  const seen = seenSections(state, bulletin, version, asker, state.instant);
  must(proposal.sectionIds.every((section) => named(seen, section)), 'NOT_FOUND');
  must(proposal.organisationId === asker.organisationId || isEditor(bulletin, asker), 'NOT_FOUND');
  return { proposal, bulletin };
}
/** Whoever sees a version that says what was translated; a recipient's are its own, the originator's wait for a second person. */
function seesTranslation(state: State, asker: Person, id: string): { translation: Translation; bulletin: Worked; original: Worked['versions'][number] } {
  const translation = named(state.translations, id);
  const bulletin = named(state.bulletins, translation?.bulletinId ?? null);
  const original = bulletin?.versions.find(({ number }) => number === translation?.number);
  must(translation && bulletin && original && knowsOf(state, bulletin, asker), 'NOT_FOUND');
  const section = named(original.content.sections, translation.sectionId);
  must(bulletin.versions.some((one) => (translation.sectionId === null
    ? seesContent(state, bulletin, one, asker, state.instant) && one.content.title === original.content.title
    : seenSections(state, bulletin, one, asker, state.instant).some((seen) => seen.id === section?.id && seen.heading === section.heading && seen.body === section.body))), 'NOT_FOUND');
  must(translation.organisationId === bulletin.originatorId ? translation.shown || isEditor(bulletin, asker) : translation.organisationId === asker.organisationId, 'NOT_FOUND');
  return { translation, bulletin, original };
}
/** At the originator its editors translate. */
function mustTranslate(bulletin: Worked, asker: Person): void {
  must(bulletin.originatorId !== asker.organisationId || (isEditor(bulletin, asker) && isOfficer(asker)), 'FORBIDDEN');
}
function ownTranslation(state: State, asker: Person, id: string, revision: number): ReturnType<typeof seesTranslation> {
  hasRole(asker, ...READING);
  const found = seesTranslation(state, asker, id);
  must(found.translation.organisationId === asker.organisationId, 'FORBIDDEN');
  mustTranslate(found.bulletin, asker);
  must(found.translation.revision === revision, 'CONFLICT');
  return found;
}

export const THREAD_RULES: Readonly<Record<string, Rule>> = {
  /** `other`: the recipient who is asked, by the originator; a cited bulletin, by a recipient. */
  openThread: (state, asker, { id, other }) => {
    hasRole(asker, ...WRITING);
    const bulletin = knownBulletin(state, asker, id);
    must(readsNow(state, asker, bulletin) && !isOver(state, bulletin), 'CONFLICT');
    if (bulletin.originatorId !== asker.organisationId) return mayCite(state, asker, other);
    must(isEditor(bulletin, asker), 'FORBIDDEN');
    must(other !== null && receives(bulletin, other, state.persons) && named(state.organisations, other)?.suspended === false, 'INVALID_INPUT');
  },
  /** `flag`: an answer, else a remark; `other`: a cited bulletin. */
  postMessage: (state, asker, { id, revision, other, flag }) => {
    mayDo(state, asker, id, revision, flag ? 'ANSWER' : 'REMARK');
    mayCite(state, asker, other);
  },
  acceptAnswer: (state, asker, { id, revision }) => void mayDo(state, asker, id, revision, 'ACCEPT'),
  closeThread: (state, asker, { id, revision }) => void mayDo(state, asker, id, revision, 'CLOSE'),
  /** `other`: a cited bulletin. */
  reopenThread: (state, asker, { id, revision, other }) => {
    mayDo(state, asker, id, revision, 'REOPEN');
    mayCite(state, asker, other);
  },
  /** `other`: whose task it is to be; nobody's was seen before. */
  assignThread: (state, asker, { id, other }) => {
    const thread = mayDo(state, asker, id, null, 'ASSIGN');
    must(thread.assignees[asker.organisationId] === undefined, 'CONFLICT');
    const person = activeIn(state, asker.organisationId, other);
    must(other === null || (person && wouldSee(state, person, thread)), 'INVALID_INPUT');
  },
  markThreadRead: (state, asker, { id }) => {
    hasRole(asker, ...READING);
    seesThread(state, asker, named(state.threads, id));
  },
  consentToPromotion: (state, asker, { id }) => {
    hasRole(asker, ...WRITING);
    const message = seesMessage(state, asker, id);
    must(message.organisationId === asker.organisationId, 'FORBIDDEN');
    must(message.kind === 'ANSWER', 'INVALID_INPUT');
  },
  /** The revision is the bulletin's. */
  promoteAnswer: (state, asker, { id, revision }) => {
    hasRole(asker, 'OFFICER');
    const message = seesMessage(state, asker, id);
    mustNotLowerAnothers(openBulletin(state, asker, named(state.threads, message.threadId)?.bulletinId ?? '', revision), asker);
    must(message.kind === 'ANSWER', 'INVALID_INPUT');
    must(message.organisationId === asker.organisationId || message.consented, 'CONFLICT');
  },

  /** `other`: a section to correct beside the document number; of his first version. */
  proposeCorrection: (state, asker, { id, other }) => {
    hasRole(asker, ...READING);
    const bulletin = knownBulletin(state, asker, id);
    must(bulletin.originatorId !== asker.organisationId, 'FORBIDDEN');
    must(readsNow(state, asker, bulletin), 'CONFLICT');
    const version = firstVersion(state, asker, bulletin);
    must(version && (other === null || named(seenSections(state, bulletin, version, asker, state.instant), other)), 'INVALID_INPUT');
  },
  /** Of those that correct the document number alone. */
  takeUpProposal: (state, asker, { id, revision }) => {
    const { proposal, bulletin } = seesProposal(state, asker, id);
    const opened = openBulletin(state, asker, bulletin.id, revision);
    must(proposal.state === 'OPEN', 'CONFLICT');
    const { documentNumber } = opened.version.content;
    const base = bulletin.versions.find(({ number }) => number === proposal.number);
    must(documentNumber === base?.content.documentNumber || documentNumber === proposal.to, 'CONFLICT');
    if (documentNumber !== proposal.to) mustNotLowerAnothers(opened, asker);
  },
  declineProposal: (state, asker, { id }) => {
    hasRole(asker, ...READING);
    const { proposal, bulletin } = seesProposal(state, asker, id);
    must(isEditor(bulletin, asker), 'FORBIDDEN');
    must(proposal.state === 'OPEN', 'CONFLICT');
  },
  withdrawProposal: (state, asker, { id }) => {
    hasRole(asker, ...READING);
    const { proposal } = seesProposal(state, asker, id);
    must(proposal.organisationId === asker.organisationId, 'FORBIDDEN');
    must(proposal.state === 'OPEN', 'CONFLICT');
  },

  /** `other`: a section; null: the title. `flag`: into English, else Japanese. */
  addTranslation: (state, asker, { id, other, flag }) => {
    hasRole(asker, ...READING);
    const bulletin = knownBulletin(state, asker, id);
    must(readsNow(state, asker, bulletin) || isEditor(bulletin, asker), 'CONFLICT');
    mustTranslate(bulletin, asker);
    const version = firstVersion(state, asker, bulletin);
    must(version && (other === null || named(seenSections(state, bulletin, version, asker, state.instant), other)), 'INVALID_INPUT');
    must(!state.translations.some((one) => one.bulletinId === id && one.sectionId === other && one.organisationId === asker.organisationId && one.language === (flag ? 'en' : 'ja')), 'CONFLICT');
  },
  /** `flag`: with a text, as a section has and a title has not. */
  replaceTranslation: (state, asker, { id, revision, flag }) => {
    const { translation, bulletin } = ownTranslation(state, asker, id, revision);
    const version = firstVersion(state, asker, bulletin);
    must(version && (translation.sectionId === null || named(seenSections(state, bulletin, version, asker, state.instant), translation.sectionId)) && flag === (translation.sectionId !== null), 'INVALID_INPUT');
  },
  approveTranslation: (state, asker, { id, revision }) => {
    const { translation } = ownTranslation(state, asker, id, revision);
    must(!translation.shown, 'CONFLICT');
    must(translation.writtenBy !== asker.id, 'FORBIDDEN');
  },
  removeTranslation: (state, asker, { id, revision }) => void ownTranslation(state, asker, id, revision),
};
