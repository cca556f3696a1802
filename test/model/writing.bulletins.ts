// Who may do what with bulletins and their files.
import type { Audience } from './world.js';
import { activeIn, hasRole, isEditor, isOfficer, knownBulletin, must, mustEdit, mustNotLowerAnothers, named, openBulletin, type Opened, READING, readsNow, type Rule, standing, type State, type Worked, type WorkedVersion, working } from './writing.js';
import { seenSections, seesContent } from './rules.js';
import { MARKS, type Person } from './world.js';

/** Whom a version reaches once all of its stages are over: those named at first, and those who come later. */
function reachOf({ content, stages }: WorkedVersion): Audience {
  const all = [content.audience, ...(stages ?? []).map(({ audience }) => audience)];
  return { everyone: all.some(({ everyone }) => everyone), organisationIds: all.flatMap(({ organisationIds }) => organisationIds), personIds: all.flatMap(({ personIds }) => personIds) };
}
const within = (inner: Audience, outer: Audience): boolean =>
  outer.everyone || (!inner.everyone && inner.organisationIds.every((id) => outer.organisationIds.includes(id)) && inner.personIds.every((id) => outer.personIds.includes(id)));
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether it reaches somebody, lasts longer, or is marked less strictly than what stands; stages count as they are at the end. */
function widens(before: WorkedVersion, after: WorkedVersion): boolean {
  const [was, is] = [before.content, after.content];
  if (MARKS.indexOf(is.tlp) > MARKS.indexOf(was.tlp)) return true;
  if (!within(is.audience, was.audience) || !within(reachOf(after), reachOf(before)) || (after.stages ?? []).length > 0) return true;
  if (is.recipientsVisible && !was.recipientsVisible) return true;
  if (was.expiresAt !== null && (is.expiresAt === null || is.expiresAt > was.expiresAt)) return true;
  return is.sections.some(({ id, audience }) => {
    const old = was.sections.find((section) => section.id === id);
    return old !== undefined && !within(audience ?? reachOf(after), old.audience ?? reachOf(before));
  });
}
/** Whether anything that is read is another. What fell away is a narrowing. */
function rewrites(before: WorkedVersion, after: WorkedVersion): boolean {
  const text = ({ content: { kind, urgency, language, title, documentNumber, handling, countries, facts, acknowledgeBy } }: WorkedVersion): unknown => [kind, urgency, language, title, documentNumber, handling, countries, facts, acknowledgeBy];
  if (!same(text(before), text(after)) || !same(before.files.map(({ id }) => id).sort(), after.files.map(({ id }) => id).sort())) return true;
  return after.content.sections.some(({ id, heading, body }) => {
    const old = before.content.sections.find((section) => section.id === id);
    return old?.heading !== heading || old.body !== body;
  });
}
/** Four eyes: whatever is AMBER or stricter, or CLEAR, and every widening; narrowing alone is one person's. */
export function needsSecond(state: State, { bulletin, version }: Pick<Opened, 'bulletin' | 'version'>, asker: Person): boolean {
  const before = standing(bulletin);
  if (!before) return version.content.tlp !== 'GREEN';
  if (!seesContent(state, bulletin, before, asker, state.instant) || widens(before, version)) return true;
  return rewrites(before, version) && version.content.tlp !== 'GREEN';
}

/** The working copy, which there must be. */
function openPending(state: State, asker: Person, id: string, revision: number): Opened {
  const opened = openBulletin(state, asker, id, revision);
  must(working(opened.bulletin), 'CONFLICT');
  return opened;
}
function mustSubmit({ version }: Opened): void {
  must(version.review === 'EDITING' || version.review === 'IN_REVIEW', 'CONFLICT');
  // It waits already; else TLP:RED needs somebody named who approves.
  must(version.review === 'IN_REVIEW' || version.content.tlp !== 'RED' || version.content.approverIds.length > 0, 'INVALID_INPUT');
}
function mustApprove({ version }: Opened, asker: Person): void {
  must(version.review === 'EDITING' || version.review === 'IN_REVIEW', 'CONFLICT');
  must(!version.editedBy.includes(asker.id) && !version.approvedBy.includes(asker.id), 'FORBIDDEN');
  if (version.content.tlp === 'RED' && version.content.approverIds.length > 0) must(version.content.approverIds.includes(asker.id), 'FORBIDDEN');
}
/** At night one officer alone: IMMEDIATE, not RED, to one to three organisations by name. */
function mustBeUrgent({ bulletin, version: { content, stages } }: Opened): void {
  const others = content.audience.organisationIds.filter((id) => id !== bulletin.originatorId);
  must(content.urgency === 'IMMEDIATE' && (stages ?? []).length === 0 && content.tlp !== 'RED' && !content.audience.everyone && others.length > 0 && others.length <= 3, 'INVALID_INPUT');
}
/** A file as somebody sees it: in a version that he reads, with its section where it has one. */
export function seesFile(state: State, asker: Person, id: string): Worked | undefined {
  return state.bulletins.find((bulletin) => bulletin.versions.some((version) => version.files.some((file) => file.id === id && (file.sectionId === null
    ? seesContent(state, bulletin, version, asker, state.instant) : seenSections(state, bulletin, version, asker, state.instant).some((section) => section.id === file.sectionId)))));
}

/** What stands in the place of a section that was struck. */
const STRUCK: Readonly<Record<string, string>> = { en: '[struck]', ja: '［削除］' };

export const BULLETIN_RULES: Readonly<Record<string, Rule>> = {
  /** `other`: an organisation that receives. */
  draftBulletin: (state, asker, { other }) => {
    hasRole(asker, 'OFFICER');
    must(named(state.organisations, other), 'INVALID_INPUT');
  },
  /** `other`: a section that is written anew; null: the title is. */
  reviseBulletin: (state, asker, { id, revision, other }) => {
    const opened = openBulletin(state, asker, id, revision);
    mustNotLowerAnothers(opened, asker);
    must(other === null || named(opened.sections, other), 'INVALID_INPUT');
  },
  submitBulletin: (state, asker, { id, revision }) => mustSubmit(openPending(state, asker, id, revision)),
  approveBulletin: (state, asker, { id, revision }) => mustApprove(openPending(state, asker, id, revision), asker),
  /** `flag`: at once, by exception. */
  publishBulletin: (state, asker, { id, revision, flag }) => {
    const opened = openPending(state, asker, id, revision);
    if (opened.version.sentBy === asker.id || !needsSecond(state, opened, asker)) return;
    if (flag) mustBeUrgent(opened);
    else if (opened.version.editedBy.includes(asker.id)) mustSubmit(opened);
    else mustApprove(opened, asker);
  },
  returnBulletin: (state, asker, { id, revision }) => must(openPending(state, asker, id, revision).version.review !== 'EDITING', 'CONFLICT'),
  takeBackPublication: (state, asker, { id, revision }) => must(openBulletin(state, asker, id, revision).version.sentBy === asker.id, 'CONFLICT'),
  withdrawBulletin: (state, asker, { id, revision }) => must(standing(openBulletin(state, asker, id, revision, 'published').bulletin), 'CONFLICT'),
  reviewException: (state, asker, { id }) => {
    const { bulletin } = openBulletin(state, asker, id, null);
    const now = standing(bulletin);
    must(now && now.exceptionBy !== null && seesContent(state, bulletin, now, asker, state.instant), 'CONFLICT');
    must(!now.editedBy.includes(asker.id) && now.exceptionBy !== asker.id, 'FORBIDDEN');
    must(now.approvedBy.length === 0, 'CONFLICT');
  },
  /** `flag`: of a version that there is. */
  acknowledgeBulletin: (state, asker, { id, flag }) => {
    hasRole(asker, ...READING);
    const bulletin = knownBulletin(state, asker, id);
    must(bulletin.originatorId !== asker.organisationId, 'FORBIDDEN');
    must(readsNow(state, asker, bulletin), 'CONFLICT');
    must(flag, 'INVALID_INPUT');
  },
  /** `other`: the successor. */
  handOverAuthorship: (state, asker, { id, revision, other }) => {
    const { bulletin } = openBulletin(state, asker, id, revision);
    must(bulletin.authorId === asker.id, 'FORBIDDEN');
    const successor = activeIn(state, asker.organisationId, other);
    must(successor && successor.id !== asker.id && isOfficer(successor), 'INVALID_INPUT');
    const copy = working(bulletin);
    must(!copy || (copy.review === 'EDITING' && !copy.approvedBy.includes(successor.id)), 'CONFLICT');
  },
  /** `other`: a section to strike, in whatever version he edits; null: words that stand nowhere. */
  strikePassage: (state, asker, { id, revision, other }) => {
    hasRole(asker, ...READING);
    const bulletin = knownBulletin(state, asker, id);
    mustEdit(bulletin, asker);
    must(revision === bulletin.revision, 'CONFLICT');
    must(bulletin.versions.some((version) => seenSections(state, bulletin, version, asker, state.instant).some((section) => section.id === other && section.heading !== STRUCK[version.content.language])), 'INVALID_INPUT');
  },

  beginUpload: (_, asker) => hasRole(asker, 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR'),
  /** `other`: the upload. */
  attachFile: (state, asker, { id, revision, other }) => {
    mustNotLowerAnothers(openBulletin(state, asker, id, revision), asker);
    const upload = named(state.files, other);
    must(upload && upload.personId === asker.id && upload.bulletinId === null, 'NOT_FOUND');
    must(upload.state === 'READY', 'CONFLICT');
  },
  /** `other`: the file. */
  removeAttachment: (state, asker, { id, revision, other }) => {
    const opened = openBulletin(state, asker, id, revision);
    mustNotLowerAnothers(opened, asker);
    must(other !== null && seesFile(state, asker, other)?.id === opened.bulletin.id && named(opened.version.files, other), 'NOT_FOUND');
  },
  strikeAttachment: (state, asker, { id }) => {
    hasRole(asker, ...READING);
    const bulletin = seesFile(state, asker, id);
    must(bulletin, 'NOT_FOUND');
    mustEdit(bulletin, asker);
    must(!named(state.files, id)?.struck, 'CONFLICT');
  },
  attachmentLink: (state, asker, { id }) => must(seesFile(state, asker, id) && !named(state.files, id)?.struck, 'NOT_FOUND'),

  /** `other`: a strike of it; null: since it was narrowed or withdrawn. */
  requestDestruction: (state, asker, { id, other }) => {
    hasRole(asker, ...READING);
    const bulletin = knownBulletin(state, asker, id);
    mustEdit(bulletin, asker);
    must(standing(bulletin), 'CONFLICT');
    must(other === null || named(state.strikes, other)?.bulletinId === id, 'INVALID_INPUT');
  },
  confirmDestruction: (state, asker, { id, revision }) => {
    hasRole(asker, ...READING);
    const request = named(state.destructions, id);
    const bulletin = named(state.bulletins, request?.bulletinId ?? null);
    const asked = request !== undefined && (request.personId === null ? request.organisationId === asker.organisationId : request.personId === asker.id);
    must(request && bulletin && (asked || isEditor(bulletin, asker)), 'NOT_FOUND');
    must(asked && request.organisationId === asker.organisationId && asker.roles.some((role) => role === 'OFFICER' || role === 'CONTACT_POINT'), 'FORBIDDEN');
    must(request.revision === revision, 'CONFLICT');
  },
};
