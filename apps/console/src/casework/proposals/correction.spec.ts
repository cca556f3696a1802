import { inputOf, type Original } from './correction.js';

const original: Original = {
  id: 'b', version: 3, language: 'ja', title: '道東の水産加工場', kind: 'ALERT', urgency: 'ROUTINE', documentNumber: null, handlingNote: null, countries: ['VN', 'JP'],
  facts: { potentialVictims: 7, identifiedVictims: null, citizenships: ['VN'], exploitation: [], meansOfControl: [], prefectures: [] },
  sections: [{ id: 's1', heading: '概要', body: '旅券を預けている。' }, { id: 's2', heading: '経緯', body: '…' }],
};
const nothing = { sections: {}, missing: [], reason: '', credit: false };

describe('a correction as the hub takes it', () => {
  it('is none where nothing differs from what stands there, though it was touched', () => {
    expect(inputOf(original, nothing)).toBeNull();
    expect(inputOf(original, { ...nothing, title: original.title, potentialVictims: '7', countries: ['JP', 'VN'], sections: { s1: { heading: '概要', body: '旅券を預けている。', remove: false } }, missing: [{ heading: '', body: '' }] })).toBeNull();
  });

  it('names countries and coded facts where they differ, an emptied list too', () => {
    expect(inputOf(original, { ...nothing, countries: [], kind: 'NOTICE', urgency: 'ROUTINE', citizenships: ['VN', 'PH'], exploitation: ['FORCED_LABOUR'], prefectures: [] })).toEqual({
      bulletinId: 'b', version: 3, credit: false, reason: null, countries: [], kind: 'NOTICE', facts: { citizenships: ['VN', 'PH'], exploitation: ['FORCED_LABOUR'] },
    });
  });

  it('names the version that was read, and what differs alone', () => {
    expect(inputOf(original, { ...nothing, title: 'x', potentialVictims: '８', reason: ' 面談 ', sections: { s1: { heading: '概要', body: '返された。', remove: false }, s2: { heading: '経緯', body: '…', remove: true } } })).toEqual({
      bulletinId: 'b', version: 3, credit: false, reason: '面談', title: 'x', facts: { potentialVictims: 8 }, sections: [{ id: 's1', body: '返された。' }, { id: 's2', remove: true }],
    });
  });
});
