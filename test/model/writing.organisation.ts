// Who may do what for his organisation: keeping, demands of authorities, how it is reached, who takes over, cases in and out.
import { knowsOf } from './rules.js';
import type { Person } from './world.js';
import { activeIn, type Demand, type Entry, hasRole, isOfficer, KEEPING, knownBulletin, must, named, READING, reads, type Rule, type State, WRITING } from './writing.js';

const ANSWERING = ['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR'] as const;
const own = (state: State, asker: Person): Entry => {
  const entry = state.entries.find(({ organisationId }) => organisationId === asker.organisationId);
  if (!entry) throw new Error(`an organisation without an entry: ${asker.organisationId}`);
  return entry;
};
function ownDemand(state: State, asker: Person, id: string, revision: number): Demand {
  hasRole(asker, ...ANSWERING);
  const demand = named(state.demands, id);
  must(demand && demand.organisationId === asker.organisationId, 'NOT_FOUND');
  must(demand.revision === revision, 'CONFLICT');
  return demand;
}
const manages = ({ roles }: Person): boolean => KEEPING.some((role) => roles.includes(role));

export const ORGANISATION_RULES: Readonly<Record<string, Rule>> = {
  setReleaseTerms: (state, asker, { revision }) => {
    hasRole(asker, 'ADMINISTRATOR');
    must(own(state, asker).termsRevision === revision, 'CONFLICT');
  },
  setRetentionRule: (state, asker, { revision }) => {
    hasRole(asker, ...KEEPING);
    must(own(state, asker).ruleRevision === revision, 'CONFLICT');
  },
  placeHold: (state, asker, { id }) => {
    hasRole(asker, ...WRITING);
    must(knownBulletin(state, asker, id).originatorId === asker.organisationId, 'FORBIDDEN');
  },
  liftHold: (state, asker, { id, revision }) => {
    hasRole(asker, ...WRITING);
    const hold = named(state.holds, id);
    const bulletin = named(state.bulletins, hold?.bulletinId ?? null);
    must(hold && bulletin && hold.organisationId === asker.organisationId && knowsOf(state, bulletin, asker), 'NOT_FOUND');
    must(!hold.lifted && hold.revision === revision, 'CONFLICT');
  },
  /** `flag`: the law forbids to tell. */
  registerLegalDemand: (state, asker, { id }) => {
    hasRole(asker, ...ANSWERING);
    knownBulletin(state, asker, id);
  },
  reviewLegalSecrecy: (state, asker, { id, revision }) => must(ownDemand(state, asker, id, revision).secret, 'CONFLICT'),
  /** `other`: a bulletin of which nothing is handed over; null: it is refused. */
  answerLegalDemand: (state, asker, { id, revision, other }) => {
    const demand = ownDemand(state, asker, id, revision);
    must(demand.state === 'OPEN', 'CONFLICT');
    const bulletin = named(state.bulletins, other);
    must(other === null || (demand.bulletinIds.includes(other) && bulletin && knowsOf(state, bulletin, asker)), 'NOT_FOUND');
  },

  setContactHours: (state, asker, { revision }) => {
    hasRole(asker, ...KEEPING);
    must(own(state, asker).revision === revision, 'CONFLICT');
  },
  attestRegister: (state, asker, { revision }) => {
    hasRole(asker, ...KEEPING);
    must(own(state, asker).revision === revision && own(state, asker).complete, 'CONFLICT');
  },
  /** `other`: who is on duty. */
  setDutyRota: (state, asker, { revision, other }) => {
    hasRole(asker, ...KEEPING);
    must(activeIn(state, asker.organisationId, other), 'NOT_FOUND');
    must(own(state, asker).revision === revision, 'CONFLICT');
  },
  /** `other`: the contact point. */
  setContactPoint: (state, asker, { revision, other }) => {
    hasRole(asker, ...KEEPING);
    must(activeIn(state, asker.organisationId, other), 'NOT_FOUND');
    must(own(state, asker).deputyId !== other, 'INVALID_INPUT');
    must(own(state, asker).revision === revision, 'CONFLICT');
  },
  /** `other`: the organisation that takes over. */
  departOrganisation: (state, asker, { revision, other }) => {
    hasRole(asker, ...KEEPING);
    must(!own(state, asker).coordinates && own(state, asker).revision === revision, 'CONFLICT');
    must(other === null || (other !== asker.organisationId && named(state.organisations, other)?.suspended === false), 'INVALID_INPUT');
    must(!own(state, asker).departing, 'CONFLICT');
  },
  cancelDeparture: (state, asker) => {
    hasRole(asker, ...KEEPING);
    must(own(state, asker).departing, 'CONFLICT');
  },
  /** `id`: who goes, `other`: who takes over. */
  planHandover: (state, asker, { id, other }) => {
    if (id !== asker.id) hasRole(asker, ...KEEPING);
    const person = named(state.persons, id);
    must(person && person.organisationId === asker.organisationId, 'NOT_FOUND');
    const successor = activeIn(state, asker.organisationId, other);
    must(successor, 'NOT_FOUND');
    must(successor.id !== id && (isOfficer(person) ? isOfficer(successor) : reads(successor)), 'INVALID_INPUT');
    must(!state.handovers.some((one) => one.personId === id && !one.ended), 'CONFLICT');
  },
  endHandover: (state, asker, { id }) => {
    const handover = named(state.handovers, id);
    must(handover && handover.organisationId === asker.organisationId && (manages(asker) || [handover.personId, handover.successorId].includes(asker.id)), 'NOT_FOUND');
    if (handover.personId !== asker.id) hasRole(asker, ...KEEPING);
    must(!handover.ended, 'CONFLICT');
  },

  importCases: (_, asker) => hasRole(asker, 'OFFICER'),
  requestCaseExport: (_, asker) => hasRole(asker, ...READING),
  /** The revision is how many persons it is about. */
  approveCaseExport: (state, asker, { id, revision }) => {
    hasRole(asker, 'OFFICER');
    const exported = named(state.exports, id);
    must(exported && exported.organisationId === asker.organisationId, 'NOT_FOUND');
    must(exported.requestedBy !== asker.id, 'FORBIDDEN');
    must(exported.waits && exported.expiresAt > state.instant && exported.persons === revision, 'CONFLICT');
  },
};
