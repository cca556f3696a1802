import { openedBy } from './document-openings.js';

const at = (occurredAt: string, document: string, organisation: string | null) => ({ occurredAt, detail: { document }, organisation: organisation === null ? null : { id: organisation, name: organisation } });

describe('openings of documents', () => {
  it('are counted by document and organisation, with the first and the last', () => {
    expect(openedBy([at('2027-02-03T00:00:00Z', 'a', 'br'), at('2027-02-02T00:00:00Z', 'b', 'br'), at('2027-02-01T00:00:00Z', 'a', 'br'), at('2027-01-31T00:00:00Z', 'a', 'th')])).toEqual([
      { document: 'a', organisation: { id: 'br', name: 'br' }, firstAt: '2027-02-01T00:00:00Z', lastAt: '2027-02-03T00:00:00Z', times: 2 },
      { document: 'b', organisation: { id: 'br', name: 'br' }, firstAt: '2027-02-02T00:00:00Z', lastAt: '2027-02-02T00:00:00Z', times: 1 },
      { document: 'a', organisation: { id: 'th', name: 'th' }, firstAt: '2027-01-31T00:00:00Z', lastAt: '2027-01-31T00:00:00Z', times: 1 },
    ]);
  });

  it('that name no document or organisation, as after an erasure, are left out', () => expect(openedBy([at('2027-02-03T00:00:00Z', 'a', null), { occurredAt: '2027-02-03T00:00:00Z', detail: {}, organisation: { id: 'br', name: 'br' } }])).toEqual([]));
});
