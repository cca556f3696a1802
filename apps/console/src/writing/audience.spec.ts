import { NOBODY, type Parties, picksIn, picksInSection, reachOf, sectionReach, suggestionOf } from './audience.js';

const party = (id: string, kind = 'NGO', country: string | null = null) => ({ id, name: id, kind, country, contactPoint: null, deputy: null }) as Parties['organisations'][number];
const parties: Parties = { ownId: 'own', organisations: [party('a'), party('b'), party('c')], circles: [{ id: 'circle', name: 'Circle', members: [{ id: 'b' }, { id: 'c' }, { id: 'own' }] }], persons: [], officers: [], hasRoute: false };
const picks = { everyone: true, organisationIds: ['a'], circleIds: ['circle'], personIds: ['p'] };

describe('whom an audience reaches', () => {
  it.each([
    ['RED', { personIds: ['p'] }], ['AMBER_STRICT', { organisationIds: ['a'], circleIds: ['circle'] }], ['AMBER', { organisationIds: ['a'], circleIds: ['circle'] }], ['GREEN', { everyone: true }], ['CLEAR', { everyone: true }],
  ] as const)('with TLP:%s only what the mark allows', (tlp, expected) => expect(picksIn(picks, tlp)).toEqual(expected));

  it('counts members of circles, each organisation once, and never the own one', () => {
    expect(reachOf({ ...NOBODY, organisationIds: ['b', 'own'], circleIds: ['circle'] }, 'AMBER', parties).organisationIds).toEqual(['b', 'c']);
  });

  it('of a section is never more than of its bulletin', () => {
    const bulletin = { audience: { ...NOBODY, organisationIds: ['a', 'b'] }, tlp: 'AMBER' as const, stages: [] };
    const some = { ...NOBODY, organisationIds: ['b', 'c'], circleIds: ['circle'] };
    expect(picksInSection(some, bulletin, parties)).toEqual({ organisationIds: ['b'], circleIds: [] });
    expect(sectionReach(some, bulletin, parties).organisationIds).toEqual(['b']);
    expect(sectionReach(null, bulletin, parties).organisationIds).toEqual(['a', 'b']);
    // An organisation that receives in a later stage can be given a section now.
    expect(picksInSection(some, { ...bulletin, stages: [{ audience: { ...NOBODY, organisationIds: ['c'] } }] }, parties)).toEqual({ organisationIds: ['b', 'c'], circleIds: ['circle'] });
    expect(picksInSection({ ...NOBODY, personIds: ['p', 'q'] }, { audience: { ...NOBODY, personIds: ['p'] }, tlp: 'RED', stages: [] }, parties)).toEqual({ personIds: ['p'] });
    expect(picksInSection(some, { audience: { ...NOBODY, everyone: true }, tlp: 'GREEN', stages: [] }, parties)).toEqual({ organisationIds: ['b', 'c'], circleIds: ['circle'] });
  });

  it('is suggested by citizenship, and for the police', () => {
    expect([party('x', 'EMBASSY', 'PH'), party('y', 'EMBASSY', 'BR'), party('z', 'COORDINATOR'), party('n')].map((each) => suggestionOf(each, ['PH']))).toEqual(['embassy', null, 'police', null]);
  });
});
