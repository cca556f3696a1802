import { MeetingInterpretationLack } from './interpretation.enums.js';
import { type ItemLanguages, lacksOf, missingDocuments, pairOf, spoken } from './languages.js';

const { NO_INTERPRETER, NOT_LET_IN, DOUBLY_BOOKED, DOCUMENT_LANGUAGE } = MeetingInterpretationLack;
const item = (more: Partial<ItemLanguages> = {}): ItemLanguages => ({ itemId: 'i', startsLocal: '2027-03-04T13:30', endsLocal: '2027-03-04T14:00', needs: [], interpreting: [], documents: [], ...more });
const by = (interpreterId: string, between: readonly string[], counts = true) => ({ interpreterId, between, counts });
const said = (...items: ItemLanguages[]): unknown[] => lacksOf(items).map(({ lack, itemId, interpreterId, languages }) => [lack, itemId, interpreterId, languages.join()]);

describe('languages', () => {
  it('are one to interpreters whatever their region and script, and make pairs in one order', () => {
    expect(['pt-BR', 'zh-Hant-TW', 'JSL'].map(spoken)).toEqual(['pt', 'zh', 'jsl']);
    expect([pairOf(['th', 'ja-JP']), pairOf(['pt-BR', 'pt-PT']), pairOf(['ja']), pairOf(['ja', 'th', 'en'])]).toEqual([['ja', 'th'], null, null, null]);
  });
});

describe('what is amiss', () => {
  it('is each pair that is needed and nobody interprets, or only somebody who is not let in', () => {
    const needs = [{ floor: 'ja', wanted: 'th' }, { floor: 'en', wanted: 'th' }];
    expect(said(item({ needs }))).toEqual([[NO_INTERPRETER, 'i', null, 'ja,th'], [NO_INTERPRETER, 'i', null, 'en,th']]);
    expect(said(item({ needs, interpreting: [by('a', ['ja', 'th']), by('a', ['en', 'th'])] }))).toEqual([]);
    expect(said(item({ needs, interpreting: [by('a', ['ja', 'th']), by('b', ['en', 'th'], false)] }))).toEqual([[NO_INTERPRETER, 'i', null, 'en,th'], [NOT_LET_IN, 'i', 'b', 'en,th']]);
  });

  it('is somebody who interprets into two languages at once, or two items', () => {
    const needs = [{ floor: 'ja', wanted: 'th' }, { floor: 'ja', wanted: 'pt' }];
    expect(said(item({ needs, interpreting: [by('a', ['ja', 'th']), by('a', ['ja', 'pt'])] }))).toEqual([[DOUBLY_BOOKED, 'i', 'a', 'pt,th']]);
    expect(said(item({ needs, interpreting: [by('a', ['ja', 'th']), by('b', ['ja', 'pt'])] }))).toEqual([]);
    const [one, later, beside] = [item({ interpreting: [by('a', ['ja', 'th'])] }), item({ itemId: 'later', startsLocal: '2027-03-04T14:00', endsLocal: '2027-03-04T14:30', interpreting: [by('a', ['ja', 'th'])] }), item({ itemId: 'beside', startsLocal: '2027-03-04T13:45', interpreting: [by('a', ['ja', 'th'])] })];
    expect(said(one, later)).toEqual([]);
    expect(said(one, beside).map((lack) => (lack as string[]).slice(0, 3))).toEqual([[DOUBLY_BOOKED, 'i', 'a'], [DOUBLY_BOOKED, 'beside', 'a']]);
    expect(said({ ...one, startsLocal: null, endsLocal: null }, { ...beside, startsLocal: null, endsLocal: null })).toEqual([]);
  });

  it('is a language that somebody needs and no document is in, where there are documents', () => {
    const needs = [{ floor: 'ja', wanted: 'th' }, { floor: 'en', wanted: 'th' }, { floor: 'ja', wanted: 'pt' }];
    expect([missingDocuments(needs, []), missingDocuments(needs, ['ja', 'en']), missingDocuments(needs, ['ja', 'pt-BR'])]).toEqual([[], ['pt', 'th'], ['th']]);
    const interpreting = [by('a', ['ja', 'th']), by('a', ['en', 'th']), by('b', ['ja', 'pt'])];
    expect(said(item({ needs, interpreting, documents: ['pt'] }))).toEqual([[DOCUMENT_LANGUAGE, 'i', null, 'th']]);
  });
});
