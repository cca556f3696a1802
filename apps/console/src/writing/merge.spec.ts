import fc from 'fast-check';
import { BLANK, changesOf, type Form, inputOf, newForm } from './form.js';
import { merge } from './merge.js';
import { NOBODY, type Parties } from './audience.js';

const parties: Parties = { ownId: 'own', organisations: [], circles: [], persons: [], officers: [], hasRoute: false };
const section = (id: string, body = '') => ({ key: id, id, heading: id, body, audience: null });
const base: Form = { ...newForm('ja'), title: 'Title', sections: [section('a', 'A'), section('b', 'B'), section('c', 'C')] };
const shown = ({ sections }: Form): string => sections.map(({ id, heading, body }) => `${id ?? `new ${heading}`}: ${body}`).join(', ');

describe('what two have written', () => {
  it('is put together where they wrote in different places', () => {
    const mine = { ...base, title: 'Mine', sections: [section('a', 'A'), section('b', 'B of mine'), section('c', 'C')] };
    const theirs = { ...base, countries: ['PH'], facts: { ...base.facts, potentialVictims: '3' }, sections: [section('c', 'C'), section('a', 'A of theirs'), section('b', 'B'), section('d', 'D')] };
    const { form, clashes } = merge(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect(form).toMatchObject({ title: 'Mine', countries: ['PH'], facts: { potentialVictims: '3' } });
    expect(shown(form)).toBe('c: C, a: A of theirs, b: B of mine, d: D');
  });

  it('is asked for where they wrote in the same place, and either stands as it was', () => {
    const mine = { ...base, title: 'Mine', sections: [section('a', 'Mine'), section('b', 'B'), section('c', 'C')] };
    const theirs = { ...base, title: 'Theirs', sections: [section('a', 'Theirs'), section('b', 'B'), section('c', 'C')] };
    const { form, clashes } = merge(base, mine, theirs);
    expect(clashes.map(({ part, mine: own, theirs: other }) => [part, own, other])).toEqual([['title', 'Mine', 'Theirs'], ['body', 'Mine', 'Theirs']]);
    expect([form.title, shown(form)]).toEqual(['Mine', 'a: Mine, b: B, c: C']);
    const taken = clashes.reduce((so, { take }) => take(so), form);
    expect([taken.title, shown(taken)]).toEqual(['Theirs', 'a: Theirs, b: B, c: C']);
  });

  it('is never dropped: not what I wrote in a section that they removed, nor what they wrote in one that I did', () => {
    const theirs = { ...base, sections: [section('a', 'A of theirs'), section('c', 'C')] };
    const mine = { ...base, sections: [section('b', 'B of mine'), section('c', 'C')] };
    const { form, clashes } = merge(base, mine, theirs);
    expect(shown(form)).toBe('new b: B of mine, c: C, a: A of theirs');
    expect(clashes.map(({ part }) => part)).toEqual(['removed']);
    // What nobody wrote in is gone where one of them removed it.
    expect(shown(merge(base, { ...base, sections: [section('a', 'A'), section('c', 'C')] }, { ...base, title: 'Other' }).form)).toBe('a: A, c: C');
    expect(shown(merge(base, base, theirs).form)).toBe('a: A of theirs, c: C');
  });

  it('is mine where the other wrote nothing, and theirs where I wrote nothing', () => {
    const any = fc.record({ title: fc.string(), documentNumber: fc.string(), bodies: fc.array(fc.string(), { maxLength: 3 }) }).map(({ title, documentNumber, bodies }): Form => ({ ...base, title, documentNumber, sections: base.sections.map((each, index) => ({ ...each, body: bodies[index] ?? each.body })) }));
    fc.assert(fc.property(any, (other) => {
      expect(merge(base, other, base)).toEqual({ form: other, clashes: [] });
      expect(merge(base, base, other)).toEqual({ form: other, clashes: [] });
      expect(merge(base, other, other)).toEqual({ form: other, clashes: [] });
    }));
  });
});

describe('what goes to the hub', () => {
  it('can be kept at any moment: what is missing stands as such, what lies in the past is left out', () => {
    const input = inputOf({ ...newForm('en'), handling: ['OTHER'], acknowledgeBy: '2001-01-01T00:00:00.000Z', personAtRisk: { basis: 'LAWFUL_GROUND', reason: ' ', checks: {} } }, parties);
    expect(input).toMatchObject({ title: BLANK, handlingNote: BLANK, acknowledgeBy: null, personAtRisk: { reason: BLANK }, facts: null, audience: { organisationIds: [], circleIds: [] }, sections: [{ heading: BLANK, body: '' }] });
    // As the hub keeps titles: composed, and without variants of width.
    expect(BLANK.normalize('NFKC')).toBe(BLANK);
    expect(inputOf({ ...newForm('en'), title: ' a\u0000\n b ' }, parties).title).toBe('a b');
  });

  it('is only what was changed', () => {
    expect(changesOf(base, base, parties)).toEqual({});
    expect(changesOf(base, { ...base, title: 'New', audience: { ...NOBODY, organisationIds: ['x'] } }, parties)).toEqual({ title: 'New', audience: { organisationIds: ['x'], circleIds: [] } });
    // Picks that the mark does not let count change nothing in the hub.
    expect(changesOf({ ...base, tlp: 'RED' }, { ...base, tlp: 'RED', audience: { ...NOBODY, organisationIds: ['x'] } }, parties)).toEqual({});
  });
});
