// What each actor must be answered about each bulletin of the matrix, field by field, by hand from the rules.
import type { Layers } from '@hub/testing';
import { isDeepStrictEqual } from 'node:util';
import { edits, knowsOf, pending, seenSections, sight } from '../model/rules.js';
import type { Asker, Audience, Bulletin, Content, Mark, Person, Version, World } from '../model/world.js';
import { FIELDS } from './declarations.js';
import { type ActorName, type Cast, type Fixture, NOBODIES, type PersonName, placeOf, roleOf, TITLE, REVISED } from './matrix.cast.js';

const AS_WRITTEN = 'everyone organisationIds circleIds personIds reach { everyone organisations { id } }';

/** What costs more than a list may, twenty times over: asked of one bulletin. */
export const BESIDE = `attachments { id } caseRecord { __typename }
  editable { complete kind tlp urgency language title documentNumber handling handlingNote countries facts { identifiedVictims citizenships } audience { ${AS_WRITTEN} } recipientsVisible acknowledgeBy releaseAt
    expiresAt releaseOn { at local zone } expiresOn { at local zone } personAtRisk { basis } approvers { id } sections { id heading body audience { ${AS_WRITTEN} } } }`;

/** Everything that a bulletin can be asked; every field of the declarations is in it. */
export const EVERYTHING = `
  id reference kind language originator { id } publishedAt expiresAt state tlp urgency version withdrawalReason title acknowledgeBy countries documentNumber
  facts { potentialVictims identifiedVictims citizenships exploitation meansOfControl prefectures } handling handlingNote sections { id heading body } struck { id struckAt }
  versions { version publishedAt } publishedByException revision personAtRisk { basis reason safetyChecks { organisation { id } outcome note } } exceptionReason
  stages { position state openedAt at { at local zone } until { at local zone } audience { everyone } leftOut { id } } expiresOn { at local zone }
  acknowledgements { kind version organisation { id } acknowledgedAt acknowledgedBy { id } dueAt }
  acknowledgement { kind version organisation { id } acknowledgedAt acknowledgedBy { id } dueAt }
  audience { everyone organisations { id } circles { id } persons { id } }
  credits { id } translations { id heading } ${BESIDE}
  pending { state title tlp sections { id heading body } audience { everyone organisations { id } circles { id } persons { id } } needsApproval
    approvals { step approvedBy { id } asStandIn approvedAt } editedBy { id } returnedReason releaseAt takeBackUntil takeBackSeconds releaseOn { at local zone } expiresOn { at local zone } stages { position state } }`;

type Answer = Record<string, unknown>;
interface Section { id: string; heading: string; body: string }

/** A bulletin as its author sees it, who sees everything. */
export interface Truth extends Answer { id: string; reference: string; sections: Section[]; pending: { sections: Section[] } | null; editable: { tlp: string; complete: boolean; sections: Section[] } | null }

const nobody: Audience = { everyone: false, organisationIds: [], personIds: [] };

/** The cast in the words of the model. */
export function worldOf(cast: Cast): World {
  const organisations = Object.entries(cast.organisations).map(([place, id]) => ({ id, suspended: place === 'closed' }));
  const persons: Person[] = Object.entries(cast.people).map(([name, { id, organisationId }]) => ({
    id, organisationId, roles: [roleOf(name as PersonName) as Person['roles'][number]], suspended: name === 'suspended', ended: name === 'movedBefore',
  }));
  return { organisations, persons, bulletins: cast.fixtures.map((fixture) => bulletinOf(cast, fixture)) };
}

function contentOf(cast: Cast, tlp: Mark, everyone: boolean, more: Partial<Content> = {}): Content {
  const named = { ...nobody, personIds: [cast.people.named.id] };
  const orgs = (...places: string[]): Audience => ({ ...nobody, organisationIds: places.map((place) => cast.organisations[place] as string) });
  return {
    kind: 'CASE_INFORMATION', tlp, urgency: 'PRIORITY', language: 'en', title: TITLE, documentNumber: 'DOC-7', handling: ['OTHER'], countries: ['PH'], facts: null,
    audience: tlp === 'RED' ? named : everyone ? { ...nobody, everyone: true } : orgs('receiver', 'part'), recipientsVisible: false, acknowledgeBy: null, expiresAt: null,
    approverIds: tlp === 'RED' ? [cast.people.second.id] : [],
    sections: [{ id: 'For all', heading: 'For all', body: '', audience: null }, { id: 'For a part', heading: 'For a part', body: '', audience: tlp === 'RED' ? nobody : orgs('part') }],
    ...more,
  };
}

function bulletinOf(cast: Cast, { id, mark, state }: Fixture): Bulletin {
  const [tlp, everyone] = [mark.split(' ')[0] as Mark, mark.endsWith('everyone')];
  const first = contentOf(cast, tlp, everyone, state === 'EXPIRED' ? { expiresAt: 1 } : {});
  const isOut = !['DRAFT', 'IN_REVIEW', 'SCHEDULED'].includes(state);
  const versions: Version[] = [{ number: 1, content: first, publishedAt: isOut ? 0 : null, submitted: state !== 'DRAFT' }];
  const next = { number: 2, publishedAt: null, submitted: false };
  if (state === 'REVISED') versions.push({ ...next, content: { ...first, title: REVISED } });
  if (state === 'RAISING') versions.push({ ...next, content: { ...contentOf(cast, 'RED', false), title: REVISED, sections: first.sections.map((section) => ({ ...section, audience: null })) } });
  if (state === 'LOWERING') versions.push({ ...next, content: { ...contentOf(cast, 'AMBER', false), title: REVISED, sections: first.sections.map((section) => ({ ...section, audience: null })) } });
  return { id, reference: '', originatorId: cast.organisations['home'] as string, authorId: cast.people.author.id, createdAt: 0, versions, withdrawal: state === 'WITHDRAWN' ? { at: 0, reason: 'A mistake' } : null };
}

/** Hidden values of fields that can't be null. */
const HIDDEN: Answer = { countries: [], handling: [], sections: [], versions: [], publishedByException: false, credits: [], translations: [], struck: [], attachments: [] };
const NOW = 2;

/** The rules of the matrix for one cast. */
export class Expected {
  private readonly world: World;

  constructor(private readonly cast: Cast, private readonly truths: ReadonlyMap<string, Truth>) {
    this.world = worldOf(cast);
  }

  asker(actor: ActorName): Asker {
    return actor === 'anonymous' ? null : (this.world.persons.find(({ id }) => id === this.cast.people[actor].id) as Person);
  }

  truth = ({ id }: Fixture): Truth => this.truths.get(id) as Truth;

  private bulletin({ id }: Fixture): Bulletin {
    return this.world.bulletins.find((one) => one.id === id) as Bulletin;
  }

  knows = (actor: ActorName, fixture: Fixture): boolean => !NOBODIES.includes(actor) && knowsOf(this.world, this.bulletin(fixture), this.asker(actor));

  /** The answer to a bulletin's fields; null: NOT_FOUND. */
  answer(actor: ActorName, fixture: Fixture): Answer | null {
    const bulletin = this.bulletin(fixture);
    const asker = this.asker(actor);
    const truth = this.truths.get(fixture.id) as Truth;
    const seen = sight(this.world, bulletin, asker, NOW);
    if (!seen) return null;
    const copy = pending(bulletin);
    const works = copy !== undefined && edits(bulletin, copy, asker);
    const passes: Record<string, boolean> = {
      envelope: true, content: seen.content !== null, source: seen.content !== null, editor: seen.edits && seen.content !== null, working: works,
      writable: copy === undefined ? seen.edits && seen.content !== null : works,
      recipients: seen.content !== null && (seen.edits || fixture.recipientsVisible), own: true,
    };
    const answer: Answer = {};
    for (const [name, rule] of FIELDS) {
      const [type, field] = name.split('.') as [string, string];
      if (type === 'Bulletin') answer[field] = passes[rule] ? truth[field] : (HIDDEN[field] ?? null);
    }
    const sectionsIn = (version: Version, sections: Section[]): Section[] => {
      const headings = seenSections(this.world, bulletin, version, asker, NOW).map(({ heading }) => heading);
      return sections.filter(({ heading }) => headings.includes(heading));
    };
    return {
      ...answer,
      state: fixture.state === 'SCHEDULED' ? 'SCHEDULED' : seen.state,
      version: 1,
      title: seen.content ? truth['title'] : truth.reference,
      revision: seen.edits ? truth['revision'] : null,
      sections: sectionsIn(bulletin.versions[0] as Version, answer['sections'] as Section[]),
      pending: works && truth.pending ? { ...truth.pending, sections: sectionsIn(copy, truth.pending.sections) } : null,
      editable: passes['writable'] && truth.editable ? this.editable(actor, truth.editable, sectionsIn(copy ?? (bulletin.versions[0] as Version), truth.editable.sections)) : null,
      acknowledgement: this.acknowledgement(actor, fixture, truth, seen.content !== null),
    };
  }

  /** Who sees which section of TLP:RED is its author's to know. */
  private editable(actor: ActorName, truth: NonNullable<Truth['editable']>, sections: Section[]): unknown {
    const complete = truth.tlp !== 'RED' || actor === 'author';
    return { ...truth, complete, sections: complete ? sections : sections.map((section) => ({ ...section, audience: null })) };
  }

  /** The own organisation's answer; the originator has none. */
  private acknowledgement(actor: ActorName, fixture: Fixture, truth: Truth, content: boolean): unknown {
    if (actor === 'anonymous' || placeOf(actor) === 'home' || truth['publishedAt'] === null) return null;
    const dueAt = content ? truth['acknowledgeBy'] : null;
    const given = ((truth['acknowledgements'] ?? []) as { organisation: { id: string }; kind: string | null }[])
      .find(({ organisation, kind }) => kind !== null && organisation.id === this.cast.people[actor].organisationId);
    return given ? { ...given, dueAt } : { kind: null, version: null, organisation: { id: this.cast.people[actor].organisationId }, acknowledgedAt: null, acknowledgedBy: null, dueAt };
  }

  /** The code by which an act with a revision that is long past is refused: what was permitted gets as far as CONFLICT. */
  act(actor: ActorName, fixture: Fixture): string {
    if (actor === 'anonymous' || NOBODIES.includes(actor)) return 'UNAUTHENTICATED';
    if (!['READER', 'OFFICER', 'CONTACT_POINT'].includes(roleOf(actor) ?? '')) return 'FORBIDDEN';
    if (!this.knows(actor, fixture)) return 'NOT_FOUND';
    return sight(this.world, this.bulletin(fixture), this.asker(actor), NOW)?.edits ? 'CONFLICT' : 'FORBIDDEN';
  }

  /** The same for an answer to a version that nobody has. */
  answering(actor: ActorName, fixture: Fixture): string {
    const act = this.act(actor, fixture);
    if (!['CONFLICT', 'FORBIDDEN'].includes(act) || (act === 'FORBIDDEN' && !this.knowsAsReader(actor, fixture))) return act;
    if (placeOf(actor) === 'home') return 'FORBIDDEN';
    return sight(this.world, this.bulletin(fixture), this.asker(actor), NOW)?.content ? 'INVALID_INPUT' : 'CONFLICT';
  }

  private knowsAsReader(actor: ActorName, fixture: Fixture): boolean {
    return ['READER', 'OFFICER', 'CONTACT_POINT'].includes(roleOf(actor) ?? '') && this.knows(actor, fixture);
  }
}

/** Secrets of columns, which row security can't keep by itself. */
const OF_THE_APPLICATION = new Set(['revision', 'personAtRisk', 'exceptionReason', 'acknowledgements', 'audience', 'stages', 'expiresOn', 'editable']);

/** What an answer shows otherwise than it must: field by field. */
export function differences(actual: Answer | null, expected: Answer | null, layers: Layers): string[] {
  if (actual === null || expected === null) return actual === expected ? [] : [actual === null ? 'denied' : 'shown although it must not exist for him'];
  return Object.keys(expected)
    .filter((field) => layers !== 'rows' || !OF_THE_APPLICATION.has(field))
    .filter((field) => !isDeepStrictEqual(actual[field], expected[field]))
    .map((field) => `${field}: ${JSON.stringify(actual[field])} instead of ${JSON.stringify(expected[field])}`);
}
