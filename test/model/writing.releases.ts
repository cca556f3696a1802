// Who may do what about passing a bulletin on: to another organisation, and to somebody outside.
import { knowsOf, seenSections, seesContent } from './rules.js';
import type { Person, Section } from './world.js';
import { hasRole, isEditor, isOver, knownBulletin, markOf, must, named, openBulletin, type Opened, reads, readsNow, type Request, type Rule, standing, type State, type View, WRITING, type Worked } from './writing.js';

const STRICT = ['RED', 'AMBER_STRICT'];

/** Whether a recipient may ask for it at all. `exempt`: marks of which nobody need ask. */
function mayAsk(state: State, asker: Person, id: string, exempt: readonly string[]): Worked {
  hasRole(asker, ...WRITING);
  const bulletin = knownBulletin(state, asker, id);
  must(bulletin.originatorId !== asker.organisationId && !STRICT.includes(markOf(bulletin)), 'FORBIDDEN');
  must(!exempt.includes(markOf(bulletin)) && readsNow(state, asker, bulletin), 'CONFLICT');
  return bulletin;
}
const sectionsNow = (state: State, asker: Person, bulletin: Worked): readonly Section[] => {
  const now = standing(bulletin);
  return now ? seenSections(state, bulletin, now, asker, state.instant) : [];
};
/** Whoever asked, and editors; as long as they know of the bulletin. */
function seesRequest(state: State, asker: Person, request: Request | undefined): { request: Request; bulletin: Worked } {
  const bulletin = named(state.bulletins, request?.bulletinId ?? null);
  must(request && bulletin && knowsOf(state, bulletin, asker) && (isEditor(bulletin, asker) || (request.askerId === asker.organisationId && reads(asker))), 'NOT_FOUND');
  return { request, bulletin };
}
/** Silence is a refusal. */
const stateOf = (state: State, { state: kept, answerBy }: Request): string => ((kept === 'ASKED' || kept === 'GRANTING') && answerBy <= state.instant ? 'REFUSED' : kept);
function takesBack(state: State, asker: Person, request: Request | undefined): void {
  hasRole(asker, ...WRITING);
  must(seesRequest(state, asker, request).request.askerId === asker.organisationId, 'NOT_FOUND');
  must(request && ['ASKED', 'GRANTING'].includes(stateOf(state, request)), 'CONFLICT');
}
function decides(state: State, asker: Person, found: Request | undefined, revision: number, from: readonly string[], of: 'working copy' | 'published' = 'published'): { request: Request; opened: Opened } {
  const { request, bulletin } = seesRequest(state, asker, found);
  const opened = openBulletin(state, asker, bulletin.id, null, of);
  must(request.revision === revision && from.includes(stateOf(state, request)), 'CONFLICT');
  return { request, opened };
}
/** The sections that an organisation has of what is published; undefined: none of it. */
function hasNow(state: State, bulletin: Worked, organisationId: string): readonly Section[] | undefined {
  const now = standing(bulletin);
  const somebody: Person = { id: '', organisationId, roles: ['READER'], suspended: false, ended: false };
  const alive = { ...state, organisations: state.organisations.map((one) => ({ ...one, suspended: false })) };
  // As if it were not over: who asked is answered by what the version gives.
  const open = { ...bulletin, withdrawal: null };
  return now && seesContent(alive, open, now, somebody, -Infinity) ? seenSections(alive, open, now, somebody, -Infinity) : undefined;
}
/** What a view shows is published now, and never strict. */
function mustBeOut(state: State, { bulletin, version }: Opened): void {
  must(!STRICT.includes(markOf(bulletin)), 'FORBIDDEN');
  must(version === standing(bulletin) && !isOver(state, bulletin), 'CONFLICT');
}
function seesView(state: State, asker: Person, id: string): View {
  const view = named(state.views, id);
  const bulletin = named(state.bulletins, view?.bulletinId ?? null);
  must(view && bulletin && isEditor(bulletin, asker), 'NOT_FOUND');
  return view;
}
const viewState = (state: State, { state: kept, expiresAt }: View): string => (expiresAt <= state.instant && kept !== 'OPENED' && kept !== 'REVOKED' ? 'EXPIRED' : kept);

export const RELEASE_RULES: Readonly<Record<string, Rule>> = {
  /** `other`: the organisation that is to have it. */
  requestRelease: (state, asker, { id, other }) => {
    const bulletin = mayAsk(state, asker, id, ['GREEN', 'CLEAR']);
    must(named(state.organisations, other) && other !== asker.organisationId && other !== bulletin.originatorId, 'INVALID_INPUT');
    must(!state.requests.some((one) => one.bulletinId === id && one.askerId === asker.organisationId && one.recipientId === other && ['ASKED', 'GRANTING'].includes(one.state)), 'CONFLICT');
  },
  withdrawReleaseRequest: (state, asker, { id }) => takesBack(state, asker, named(state.requests, id)),
  /** `other`: the one section that is granted; null: what was asked for. */
  grantRelease: (state, asker, { id, revision, other }) => {
    const { request, opened } = decides(state, asker, named(state.requests, id), revision, ['ASKED'], 'working copy');
    must(!STRICT.includes(markOf(opened.bulletin)), 'FORBIDDEN');
    must(standing(opened.bulletin) && markOf(opened.bulletin) === 'AMBER' && !isOver(state, opened.bulletin), 'CONFLICT');
    const now = standing(opened.bulletin);
    const own = now ? seenSections(state, opened.bulletin, now, asker, state.instant) : [];
    const asked = request.sectionIds ?? own.filter((section) => hasNow(state, opened.bulletin, request.askerId)?.some(({ id: seen }) => seen === section.id)).map((section) => section.id);
    must(other === null || asked.includes(other), 'INVALID_INPUT');
    must(opened.version.content.tlp === 'AMBER', 'CONFLICT');
    must((other === null ? asked : [other]).every((section) => named(opened.sections, section)), 'INVALID_INPUT');
  },
  refuseRelease: (state, asker, { id, revision }) => void decides(state, asker, named(state.requests, id), revision, ['ASKED', 'GRANTING']),
  endRelease: (state, asker, { id, revision }) => void decides(state, asker, named(state.requests, id), revision, ['GRANTED']),

  /** `other`: the one section; null: all. */
  requestOutsideRelease: (state, asker, { id, other }) => {
    const bulletin = mayAsk(state, asker, id, ['CLEAR']);
    must(other === null || named(sectionsNow(state, asker, bulletin), other), 'INVALID_INPUT');
    must(state.outsideRequests.filter((one) => one.bulletinId === id && one.askerId === asker.organisationId && ['ASKED', 'GRANTING'].includes(stateOf(state, one))).length < 20, 'CONFLICT');
  },
  withdrawOutsideReleaseRequest: (state, asker, { id }) => takesBack(state, asker, named(state.outsideRequests, id)),
  grantOutsideRelease: (state, asker, { id, revision }) => {
    const { request, opened } = decides(state, asker, named(state.outsideRequests, id), revision, ['ASKED', 'GRANTING']);
    const has = hasNow(state, opened.bulletin, request.askerId);
    must(has && opened.version === standing(opened.bulletin), 'CONFLICT');
    const seen = opened.sections.filter((section) => named(has, section.id));
    must(request.sectionIds === null || request.sectionIds.some((section) => named(seen, section)), 'CONFLICT');
    mustBeOut(state, opened);
  },
  refuseOutsideRelease: (state, asker, { id, revision }) => void decides(state, asker, named(state.outsideRequests, id), revision, ['ASKED', 'GRANTING']),

  /** `other`: the one section; null: all. */
  releaseOutside: (state, asker, { id, other }) => {
    const opened = openBulletin(state, asker, id, null, 'published');
    mustBeOut(state, opened);
    must(other === null || named(opened.sections, other), 'INVALID_INPUT');
  },
  approveOutsideRelease: (state, asker, { id, revision }) => {
    const view = seesView(state, asker, id);
    const opened = openBulletin(state, asker, view.bulletinId, null, 'published');
    must(viewState(state, view) === 'PROPOSED' && view.revision === revision, 'CONFLICT');
    mustBeOut(state, opened);
    must(view.proposedBy !== asker.id, 'FORBIDDEN');
    const request = named(state.outsideRequests, view.requestId);
    must(view.requestId === null || (request && stateOf(state, request) === 'GRANTING'), 'CONFLICT');
    must(opened.version.number === view.number && opened.version.hash === view.hash, 'CONFLICT');
  },
  revokeOutsideRelease: (state, asker, { id, revision }) => {
    const view = seesView(state, asker, id);
    openBulletin(state, asker, view.bulletinId, null, 'published');
    must(['PROPOSED', 'READY'].includes(viewState(state, view)) && view.revision === revision, 'CONFLICT');
  },
};
