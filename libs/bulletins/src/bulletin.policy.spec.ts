import type { PersonActor } from '@hub/access';
import type { DomainError } from '@hub/kernel';
import type { AudienceSpec } from './audience.js';
import { checkMark, isWithin } from './audience.js';
import type { SectionEntity, VersionEntity } from './bulletin.entity.js';
import { Tlp } from './bulletin.enums.js';
import { needsSecondPerson, requireAuthorToLower, requireException, requireSafety, requireSectionsAnew, type Whole } from './bulletin.policy.js';

const everyone = (principal: number): AudienceSpec => ({ everyone: true, organisationIds: [], circles: [], personIds: [], reached: [], principals: [principal] });
const to = (...principals: number[]): AudienceSpec => ({
  everyone: false, organisationIds: principals.map(String), circles: [], personIds: [], reached: principals.map(String), principals,
});
const whole = (version: Partial<VersionEntity>, sections: Partial<SectionEntity>[] = [{ sectionId: 'a', heading: 'H', body: 'B', audience: null }], stages: Whole['stages'] = []): Whole => ({
  version: { tlp: Tlp.GREEN, title: 'T', audience: everyone(2), recipientsVisible: false, expiresAt: null, ...version } as VersionEntity,
  sections: sections as SectionEntity[],
  stages,
});
/** The bulletin with stages: at which hour whom. */
const staged = (version: Partial<VersionEntity>, ...stages: [number, AudienceSpec][]): Whole => whole(version, undefined, stages.map(([hour, audience]) => ({ audience, opensAt: new Date(hour), untilAt: null })));
const ending = (version: Partial<VersionEntity>, ...stages: [number | null, number, AudienceSpec][]): Whole =>
  whole(version, undefined, stages.map(([from, until, audience]) => ({ audience, opensAt: from === null ? null : new Date(from), untilAt: new Date(until) })));
const refusal = (act: () => void): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as DomainError).details.field;
  }
};

describe('four eyes', () => {
  it.each([[Tlp.CLEAR, true], [Tlp.GREEN, false], [Tlp.AMBER, true], [Tlp.AMBER_STRICT, true], [Tlp.RED, true]])('a first publication at %s: %p', (tlp, expected) => {
    expect(needsSecondPerson(null, whole({ tlp }))).toBe(expected);
  });

  const amber = { tlp: Tlp.AMBER, audience: to(10, 11) };
  const section = { sectionId: 'a', heading: 'H', body: 'B' };
  it.each<[string, Whole, Whole, boolean]>([
    ['another text at AMBER', whole(amber), whole({ ...amber, title: 'U' }), true],
    ['another text at GREEN', whole({}), whole({ title: 'U' }), false],
    ['one organisation less at AMBER', whole(amber), whole({ ...amber, audience: to(10) }), false],
    ['one organisation more at AMBER', whole(amber), whole({ ...amber, audience: to(10, 11, 12) }), true],
    ['one organisation exchanged', whole(amber), whole({ ...amber, audience: to(10, 12) }), true],
    ['one organisation more at GREEN', whole({ audience: to(10) }), whole({ audience: to(10, 11) }), true],
    ['a section that falls away', whole(amber), whole(amber, []), false],
    ['a section that comes in', whole(amber), whole(amber, [section, { ...section, sectionId: 'b' }]), true],
    ['a section narrowed', whole(amber), whole(amber, [{ ...section, audience: to(10) }]), false],
    ['a section widened', whole(amber, [{ ...section, audience: to(10) }]), whole(amber), true],
    ['a stricter mark', whole(amber), whole({ ...amber, tlp: Tlp.AMBER_STRICT }), false],
    ['a lower mark', whole(amber), whole({ ...amber, tlp: Tlp.GREEN }), true],
    ['an earlier expiry', whole({ ...amber, expiresAt: new Date(9) }), whole({ ...amber, expiresAt: new Date(5) }), false],
    ['a later expiry', whole({ expiresAt: new Date(5) }), whole({ expiresAt: new Date(9) }), true],
    ['a cleared expiry', whole({ expiresAt: new Date(5) }), whole({}), true],
    ['recipients shown to each other', whole({}), whole({ recipientsVisible: true }), true],
    ['a stage more', whole(amber), staged(amber, [5, to(12)]), true],
    ['a stage for those who receive already', whole(amber), staged(amber, [5, to(10)]), false],
    ['a stage less', staged(amber, [5, to(12)]), whole(amber), false],
    ['a stage for fewer', staged(amber, [5, to(12, 13)]), staged(amber, [5, to(12)]), false],
    ['a stage earlier', staged(amber, [5, to(12)]), staged(amber, [4, to(12)]), true],
    ['a stage later', staged(amber, [5, to(12)]), staged(amber, [6, to(12)]), false],
    ['who comes by a stage at once', staged(amber, [5, to(12)]), whole({ ...amber, audience: to(10, 11, 12) }), true],
    ['two stages made one, the later', staged(amber, [5, to(12)], [7, to(13)]), staged(amber, [7, to(12, 13)]), false],
    ['two stages made one, the earlier', staged(amber, [5, to(12)], [7, to(13)]), staged(amber, [5, to(12, 13)]), true],
    ['an end put earlier', ending(amber, [5, 9, to(12)]), ending(amber, [5, 8, to(12)]), false],
    ['an end put later', ending(amber, [5, 9, to(12)]), ending(amber, [5, 10, to(12)]), true],
    ['an end given up', ending(amber, [5, 9, to(12)]), staged(amber, [5, to(12)]), true],
    ['an end given', staged(amber, [5, to(12)]), ending(amber, [5, 9, to(12)]), false],
    ['with the publication, and not later', ending(amber, [5, 9, to(12)]), ending(amber, [null, 9, to(12)]), true],
    ['later, and not with the publication', ending(amber, [null, 9, to(12)]), ending(amber, [5, 9, to(12)]), false],
    ['for a time, of whom the audience names', whole(amber), ending(amber, [null, 9, to(10)]), false],
    ['for ever, of whom a stage named for a time', ending({ ...amber, audience: to(10) }, [null, 9, to(11)]), whole(amber), true],
    ['from everyone to the public', whole({ tlp: Tlp.GREEN }), whole({ tlp: Tlp.CLEAR, audience: everyone(1) }), true],
  ])('%s', (_, before, after, expected) => {
    expect(needsSecondPerson(before, after)).toBe(expected);
  });
});

describe('the mark', () => {
  it.each<[Tlp, object, string | undefined]>([
    [Tlp.RED, { personIds: ['p'] }, undefined],
    [Tlp.RED, { everyone: true }, 'a'],
    [Tlp.RED, { organisationIds: ['o'] }, 'a'],
    [Tlp.RED, { circleIds: ['c'] }, 'a'],
    [Tlp.AMBER, { personIds: ['p'] }, 'a.personIds'],
    [Tlp.AMBER, { everyone: true }, 'a.everyone'],
    [Tlp.AMBER_STRICT, { everyone: true }, 'a.everyone'],
    [Tlp.GREEN, { everyone: true }, undefined],
    [Tlp.CLEAR, { everyone: true }, undefined],
    [Tlp.GREEN, { everyone: true, organisationIds: ['o'] }, 'a.everyone'],
    [Tlp.GREEN, {}, undefined],
  ])('%s to %p', (tlp, audience, field) => {
    expect(refusal(() => checkMark(tlp, audience, 'a'))).toBe(field);
  });

  it('allows a part within the whole only', () => {
    expect(isWithin(to(10), to(10, 11))).toBe(true);
    expect(isWithin(to(10, 12), to(10, 11))).toBe(false);
    expect(isWithin(to(10), everyone(2))).toBe(true);
    expect(isWithin(everyone(2), to(10))).toBe(false);
    expect(isWithin(everyone(2), everyone(1))).toBe(true);
    expect(isWithin(everyone(1), everyone(2))).toBe(false);
  });
});

describe('the exception at night', () => {
  const night = { urgency: 'IMMEDIATE', tlp: Tlp.AMBER_STRICT, audience: to(10, 11, 12) } as Partial<VersionEntity>;
  it('is for what is immediate, at most AMBER+STRICT, to at most three named organisations', () => {
    expect(refusal(() => requireException(whole(night)))).toBeUndefined();
    for (const other of [{ urgency: 'PRIORITY' }, { tlp: Tlp.RED }, { audience: to(1, 2, 3, 4) }, { audience: everyone(2) }, { audience: to() }]) {
      expect(refusal(() => requireException(whole({ ...night, ...other } as Partial<VersionEntity>)))).toBe('input.exception');
    }
    expect(refusal(() => requireException(staged(night, [5, to(13)])))).toBe('input.exception');
  });
});

describe('a bulletin about an identifiable person', () => {
  const risk = (outcomes: Record<string, string>): Partial<VersionEntity> => ({
    audience: to(10, 11),
    personAtRisk: { basis: 'CONSENT', reason: null, safetyChecks: Object.entries(outcomes).map(([organisationId, outcome]) => ({ organisationId, outcome, note: null })) } as never,
  });
  it('needs a safety check that lets each recipient know', () => {
    expect(refusal(() => requireSafety(whole(risk({ 10: 'MAY_KNOW', 11: 'MAY_KNOW' }))))).toBeUndefined();
    expect(refusal(() => requireSafety(whole(risk({ 10: 'MAY_KNOW' }))))).toBe('input.personAtRisk.safetyChecks');
    expect(refusal(() => requireSafety(whole(risk({ 10: 'MAY_KNOW', 11: 'MUST_NOT_KNOW' }))))).toBe('input.personAtRisk.safetyChecks');
    expect(refusal(() => requireSafety({ ...whole(risk({ 10: 'MAY_KNOW', 11: 'MAY_KNOW' })), stages: [{ audience: to(12), opensAt: new Date(5), untilAt: null }] }))).toBe('input.personAtRisk.safetyChecks');
    expect(refusal(() => requireSafety(whole({ ...risk({}), audience: everyone(2) })))).toBe('input.audience');
  });
});

describe('lowering TLP:RED', () => {
  const { RED, AMBER, GREEN } = Tlp;
  const codeOf = (personId: string, bulletin: { tlp: Tlp; publishedNumber: number | null }, before: Tlp, after: Tlp): string | undefined => {
    try {
      requireAuthorToLower({ personId } as PersonActor, { authorId: 'author', ...bulletin }, before, after);
      return undefined;
    } catch (error) {
      return (error as DomainError).code;
    }
  };

  it.each([
    ['a draft', { tlp: RED, publishedNumber: null }, RED, AMBER, true],
    ['what is published', { tlp: RED, publishedNumber: 1 }, RED, GREEN, true],
    ['a pending revision that raised the mark', { tlp: AMBER, publishedNumber: 1 }, RED, AMBER, true],
    ['a pending revision that lowers it, once more', { tlp: RED, publishedNumber: 1 }, AMBER, AMBER, true],
    ['a pending revision that lowers it, back', { tlp: RED, publishedNumber: 1 }, AMBER, RED, true],
    ['text alone', { tlp: RED, publishedNumber: 1 }, RED, RED, false],
    ['a draft that is raised', { tlp: AMBER, publishedNumber: null }, AMBER, RED, false],
    ['what is published, raised', { tlp: AMBER, publishedNumber: 1 }, AMBER, RED, false],
    ['another mark', { tlp: AMBER, publishedNumber: 1 }, AMBER, GREEN, false],
  ])('%s: the author alone: %p %p → %p: %p', (_, bulletin, before, after, authorAlone) => {
    expect(codeOf('author', bulletin, before, after)).toBeUndefined();
    expect(codeOf('another', bulletin, before, after)).toBe(authorAlone ? 'FORBIDDEN' : undefined);
  });

  it('asks for sections anew where one that is kept has an audience of its own', () => {
    const kept = [{ audience: null }, { audience: to() }];
    expect(refusal(() => requireSectionsAnew(RED, AMBER, kept))).toBe('input.sections');
    for (const [before, after, sections] of [[RED, RED, kept], [AMBER, GREEN, kept], [RED, AMBER, []], [RED, AMBER, [{ audience: null }]]] as const) {
      expect(refusal(() => requireSectionsAnew(before, after, sections))).toBeUndefined();
    }
  });
});
