// Random worlds, small enough that everything in them meets everything else, and queries on them.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { MARKS, type Asker, type Audience, type Bulletin, type Content, type Facts, type Mark, type Organisation, type Person, type Role, type Section, type Version, type World } from './world.js';
import type { Filter } from './lists.js';

/** The instant at which the worlds' stories are over and queries begin. */
export const EPOCH = Date.UTC(2026, 3, 1, 12);
const HOUR = 3_600_000;

const ROLES: readonly (readonly Role[])[] = [['OFFICER'], ['READER'], ['CONTACT_POINT'], ['ADMINISTRATOR'], ['OFFICER', 'ADMINISTRATOR']];
/** The first organisation is the coordinating one, and only it has these. */
const COORDINATING: readonly (readonly Role[])[] = [...ROLES, ['COORDINATOR'], ['AUDITOR', 'ADMINISTRATOR'], ['READER', 'AUDITOR']];
export const WORDS = ['harbour', 'recruiter', 'debt', 'passport', '人身取引', '保護', 'karaoke'] as const;
export const KINDS = ['ALERT', 'CASE_INFORMATION', 'NOTICE'] as const;
export const URGENCIES = ['ROUTINE', 'IMMEDIATE'] as const;
export const COUNTRIES = ['PH', 'BR', 'TH'] as const;
export const EXPLOITATION = ['FORCED_LABOUR', 'SERVITUDE'] as const;

/** Draws values; thin words over fast-check's generator, so that counter-examples shrink. */
class Draw {
  private ids = 0;
  constructor(private readonly g: fc.GeneratorValue) {}
  below = (count: number): number => this.g(fc.nat, { max: count - 1 });
  /** True once in so many times; shrinks to false. */
  oneIn = (times: number): boolean => this.below(times) === times - 1 && times > 1;
  pick = <T>(values: readonly T[]): T => values[this.below(values.length)] as T;
  some = <T>(values: readonly T[], chance = 2): T[] => values.filter(() => this.below(chance) === chance - 1);
  /** Identifiers of a world are all different, and in no order. */
  uuid = (): string => {
    const hex = createHash('md5').update(String((this.ids += 1))).digest('hex');
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
  };
  text = (): string => [this.pick(WORDS), this.pick(WORDS)].join(' ');
}

/** A world. */
export function drawWorld(g: fc.GeneratorValue): World {
  const draw = new Draw(g);
  const organisations: Organisation[] = Array.from({ length: 3 + draw.below(2) }, () => ({ id: draw.uuid(), suspended: draw.oneIn(12) }));
  const persons: Person[] = organisations.flatMap(({ id: organisationId }, position) =>
    [['OFFICER'] as const, ['OFFICER'] as const, draw.pick(position === 0 ? COORDINATING : ROLES)].map((roles) => ({
      id: draw.uuid(), organisationId, roles, suspended: draw.oneIn(15), ended: draw.oneIn(15),
    })),
  );
  const world = { organisations, persons, bulletins: [] as Bulletin[] };
  for (let count = 1 + draw.below(4); count > 0; count -= 1) world.bulletins.push(drawBulletin(draw, world));
  return world;
}

function drawBulletin(draw: Draw, world: World): Bulletin {
  const id = draw.uuid();
  const author = draw.pick(world.persons.filter(({ roles }) => roles.includes('OFFICER')));
  const colleagues = world.persons.filter(({ organisationId, id: other }) => organisationId === author.organisationId && other !== author.id);
  const approverIds = draw.some(colleagues.filter(({ roles }) => roles.includes('OFFICER'))).map((person) => person.id);
  const sectionIds = [draw.uuid(), draw.uuid(), draw.uuid()];
  const createdAt = EPOCH - (1 + draw.below(90)) * 24 * HOUR;
  const versions: Version[] = [];
  let content = drawContent(draw, world, author, sectionIds, approverIds, null);
  const publications = draw.below(4);
  for (let number = 1; number <= publications; number += 1) {
    versions.push({ number, content, publishedAt: createdAt + number * HOUR, submitted: true });
    content = drawContent(draw, world, author, sectionIds, approverIds, content);
  }
  if (publications === 0 || draw.oneIn(3)) {
    versions.push({ number: publications + 1, content, publishedAt: null, submitted: draw.oneIn(2) });
  }
  const withdrawn = publications > 0 && versions.length === publications && draw.oneIn(5);
  return {
    id,
    reference: `REF-${id.slice(0, 8)}`,
    originatorId: author.organisationId,
    authorId: author.id,
    createdAt,
    versions,
    withdrawal: withdrawn ? { at: EPOCH - HOUR, reason: 'Superseded.' } : null,
  };
}

/** A first content, or the next one after a revision that leaves much as it is. */
function drawContent(draw: Draw, world: World, author: Person, sectionIds: readonly string[], approverIds: string[], before: Content | null): Content {
  const fresh = (): boolean => before === null || draw.oneIn(4);
  const keep = <K extends keyof Content>(key: K, make: () => Content[K]): Content[K] => (before === null || fresh() ? make() : before[key]);
  const tlp: Mark = keep('tlp', () => draw.pick(MARKS));
  const sameAudience = before !== null && before.tlp === tlp && !draw.oneIn(2);
  const audience = sameAudience ? before.audience : drawAudience(draw, world, author, tlp);
  const facts = (): Facts | null =>
    draw.oneIn(2) ? { identifiedVictims: draw.oneIn(2) ? draw.below(3) : null, citizenships: draw.some(COUNTRIES, 3), exploitation: draw.some(EXPLOITATION) } : null;
  const content: Omit<Content, 'sections'> = {
    kind: keep('kind', () => draw.pick(KINDS)),
    tlp,
    urgency: keep('urgency', () => draw.pick(URGENCIES)),
    language: keep('language', () => draw.pick(['en', 'ja'])),
    title: keep('title', () => draw.text()),
    documentNumber: keep('documentNumber', () => (draw.oneIn(3) ? '人対第7号' : null)),
    handling: keep('handling', () => draw.some(['PROTECTION_ONLY', 'OTHER'], 3)),
    countries: keep('countries', () => draw.some(COUNTRIES, 3)),
    facts: keep('facts', facts),
    audience,
    recipientsVisible: keep('recipientsVisible', () => draw.oneIn(4)),
    acknowledgeBy: keep('acknowledgeBy', () => (draw.oneIn(4) ? EPOCH + draw.below(3) * HOUR : null)),
    expiresAt: keep('expiresAt', () => (draw.oneIn(3) ? EPOCH + (draw.below(3) - 1) * HOUR : null)),
    approverIds,
  };
  const sections = sectionIds.flatMap((id): Section[] => {
    const old = before?.sections.find((section) => section.id === id);
    if (old ? draw.oneIn(5) : !draw.oneIn(2)) return [];
    const kept = old && sameAudience && !draw.oneIn(3);
    return [{
      id,
      heading: old && !draw.oneIn(4) ? old.heading : draw.pick(WORDS),
      body: old && !draw.oneIn(4) ? old.body : draw.text(),
      audience: kept ? old.audience : drawPart(draw, world, content),
    }];
  });
  return { ...content, sections };
}

const nobody: Audience = { everyone: false, organisationIds: [], personIds: [] };

function drawAudience(draw: Draw, world: World, author: Person, tlp: Mark): Audience {
  if (tlp === 'RED') {
    const nameable = world.persons.filter(({ id }) => id !== author.id);
    return { ...nobody, personIds: draw.some(nameable, 3).map(({ id }) => id) };
  }
  if ((tlp === 'GREEN' || tlp === 'CLEAR') && draw.oneIn(2)) return { ...nobody, everyone: true };
  return { ...nobody, organisationIds: draw.some(world.organisations).map(({ id }) => id) };
}

/** Null, or a part of the bulletin's recipients. */
function drawPart(draw: Draw, world: World, { audience }: { audience: Audience }): Audience | null {
  if (!draw.oneIn(2)) return null;
  if (audience.everyone) return draw.oneIn(4) ? audience : { ...nobody, organisationIds: draw.some(world.organisations).map(({ id }) => id) };
  return { ...nobody, organisationIds: draw.some(audience.organisationIds), personIds: draw.some(audience.personIds) };
}

/** One question to a world. */
export interface Question {
  readonly asker: Asker;
  readonly instant: number;
  readonly filter: Filter;
  /** The hub's own number of a version to read as of. */
  readonly asOf: number;
  readonly pageSize: number;
  readonly backward: boolean;
}

/** A question by somebody of the world, or by nobody in particular. */
export function drawQuestion(g: fc.GeneratorValue, world: World): Question {
  const draw = new Draw(g);
  const optional = <T>(make: () => T): T | undefined => (draw.oneIn(4) ? make() : undefined);
  return {
    asker: draw.oneIn(8) ? null : draw.pick(world.persons),
    instant: EPOCH + (draw.below(3) - 1) * HOUR,
    filter: {
      kinds: optional(() => draw.some(KINDS)),
      tlps: optional(() => draw.some(MARKS)),
      urgencies: optional(() => draw.some(URGENCIES)),
      countries: optional(() => draw.some(COUNTRIES)),
      exploitation: optional(() => draw.some(EXPLOITATION)),
      originatorIds: optional(() => draw.some(world.organisations.map(({ id }) => id))),
      text: draw.oneIn(2) ? draw.pick(WORDS) : optional(() => draw.text()),
    },
    asOf: 1 + draw.below(3),
    pageSize: 1 + draw.below(4),
    backward: draw.oneIn(3),
  };
}

/**
 * The world with stages, drawn after everything else: published versions and working copies may have some, of which those that come first have come, and some of those have ended. A
 * section for all some of whom a stage brings may be for them alone.
 */
export function withStages(g: fc.GeneratorValue, world: World): World {
  const draw = new Draw(g);
  const staged = (version: Version): Version => {
    const { tlp, recipientsVisible, audience, sections } = version.content;
    const others = world.organisations.filter(({ id }) => !audience.organisationIds.includes(id));
    if (tlp === 'RED' || recipientsVisible || audience.everyone || others.length === 0 || !draw.oneIn(3)) return version;
    const count = 1 + draw.below(2);
    const open = version.publishedAt === null ? 0 : draw.below(count + 1);
    const wide = (tlp === 'GREEN' || tlp === 'CLEAR') && draw.oneIn(4);
    const stages = Array.from({ length: count }, (_, n) => ({
      open: n < open, ended: n < open && !(wide && n === count - 1) && draw.oneIn(3), audience: wide && n === count - 1 ? { ...nobody, everyone: true } : { ...nobody, organisationIds: [draw.pick(others).id] },
    }));
    const named = [...audience.organisationIds, ...stages.flatMap((stage) => stage.audience.organisationIds)];
    const parted = sections.map((section) => (section.audience === null && draw.oneIn(3) ? { ...section, audience: { ...nobody, organisationIds: draw.some(named) } } : section));
    return { ...version, stages, content: { ...version.content, sections: parted } };
  };
  return { ...world, bulletins: world.bulletins.map((bulletin) => ({ ...bulletin, versions: bulletin.versions.map(staged) })) };
}
