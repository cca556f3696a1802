import { MeetingAgendaSlotKind, MeetingItemPurpose } from '../agenda/agenda.enums.js';
import { dayOf, MeetingEra, periodOf } from './dates.js';
import { markdownBlocks } from './minutes.paper.js';
import { agenda, attendees, type DelegateFacts, gateList, letter, type MeetingFacts, nameOf, seatsOf, type Style } from './papers.js';
import { aroundTable } from './pdf.seats.js';

const JA: Style = { language: 'ja', era: MeetingEra.JAPANESE };
const EN: Style = { language: 'en', era: MeetingEra.JAPANESE };
const MEETING: MeetingFacts = { names: { en: 'Contact Point Meeting 2027', ja: '第23回コンタクトポイント会議' }, places: { ja: '警察庁第1会議室' }, zone: 'Asia/Tokyo', startsLocal: '2027-02-18T13:30', endsLocal: '2027-02-18T17:00' };
const delegate = (familyName: string, givenName: string, more: Partial<DelegateFacts> = {}): DelegateFacts => ({ familyName, givenName, kana: null, latinFamilyName: null, latinGivenName: null, title: {}, ...more });
const written = (value: unknown): string => JSON.stringify(value);

describe('dates on papers', () => {
  it('count years by the era that the letter names, the first one as 元年, and in English never', () => {
    expect(dayOf('2027-01-12', 'ja', MeetingEra.JAPANESE)).toBe('令和9年1月12日');
    expect(dayOf('2019-05-01', 'ja', MeetingEra.JAPANESE, true)).toBe('令和元年5月1日（水）');
    expect(dayOf('2019-04-30', 'ja', MeetingEra.JAPANESE)).toBe('平成31年4月30日');
    expect(dayOf('2027-01-12', 'ja', MeetingEra.WESTERN)).toBe('2027年1月12日');
    expect(dayOf('2027-01-12', 'en', MeetingEra.JAPANESE, true)).toBe('Tuesday 12 January 2027');
    expect(periodOf(MEETING, 'ja', MeetingEra.JAPANESE)).toBe('令和9年2月18日（木） 13時30分～17時00分');
    expect(periodOf({ ...MEETING, endsLocal: '2027-02-19T01:00', zone: 'Europe/Berlin' }, 'en', MeetingEra.WESTERN)).toBe('Thursday 18 February 2027, 13:30 – Friday 19 February 2027 01:00 (Europe/Berlin)');
    expect(periodOf({ ...MEETING, startsLocal: null }, 'ja', MeetingEra.WESTERN)).toBe('');
  });
});

describe('the letter', () => {
  it('has number, date, addressee and sender where Japanese and English letters have them', () => {
    const facts = { documentNumber: '警察庁丙人少発第12号', datedOn: '2027-01-12', sender: { ja: '課長', en: 'Director' }, bodies: {}, deadlineLocal: '2027-02-04T17:00', to: { ja: '在京大使館', en: 'Embassy' } };
    const japanese = written(letter(MEETING, facts, JA));
    for (const text of ['警察庁丙人少発第12号', '令和9年1月12日', '在京大使館　御中', '課長', '第23回コンタクトポイント会議の開催について（御案内）', '令和9年2月4日（木）17時00分までに', '"記"', '以上']) expect(japanese).toContain(text);
    const english = written(letter(MEETING, facts, EN));
    for (const text of ['12 January 2027', 'To: Embassy', 'Invitation to the Contact Point Meeting 2027', 'by Thursday 4 February 2027, 17:00', 'Director']) expect(english).toContain(text);
    expect(written(letter(MEETING, { ...facts, deadlineLocal: null }, EN))).not.toContain('delegates');
  });

  it('says what who coordinates has written in a language, and by itself when delegates are to be named', () => {
    const facts = { documentNumber: '12', datedOn: '2027-01-12', sender: {}, bodies: { ja: '拝啓\n\n　春の候、御出席ください。' }, deadlineLocal: '2027-02-04T17:00', to: {} };
    const texts = (style: Style): string[] => letter(MEETING, facts, style).blocks.flatMap((block) => (block.kind === 'text' ? block.runs.map(({ text }) => text) : []));
    expect(texts(JA)).toEqual(expect.arrayContaining(['　拝啓', '　春の候、御出席ください。', expect.stringContaining('2月4日（木）17時00分までに')]));
    expect(texts(JA).join()).not.toContain('時下ますます');
    expect(texts(EN)).toContain('It is our pleasure to invite you to the Contact Point Meeting 2027, which will be held as stated below.');
  });
});

describe('the agenda', () => {
  it('has for what is closed a number, a time and a length, whatever else it is given', () => {
    const slot = { startsLocal: '2027-02-18T13:30', endsLocal: '2027-02-18T14:00', minutes: 30, purpose: MeetingItemPurpose.DECISION, presenter: 'Ginza', titles: { en: 'Recruiters' }, restricted: true, documents: [{ name: 'Ginza.pdf', confidential: false }, { name: 'Beds.pdf', confidential: true }] };
    const { blocks } = agenda(MEETING, { slots: [{ ...slot, kind: MeetingAgendaSlotKind.CLOSED }, { ...slot, kind: MeetingAgendaSlotKind.BREAK, titles: null }, { ...slot, kind: MeetingAgendaSlotKind.ITEM, titles: { en: 'Shelters' } }], version: 2, overflowMinutes: 0 }, EN);
    const table = blocks.find(({ kind }) => kind === 'table');
    expect(table).toMatchObject({ rows: [['1', '13:30–14:00\n30 min', '(closed item)', ''], ['', '13:30–14:00\n30 min', 'Break', ''], ['2', '13:30–14:00\n30 min', '[restricted] Shelters (Decision)\nDocument: Ginza.pdf\nDocument: Beds.pdf (for those concerned)', 'Ginza']] });
  });

  it('says so where nothing is on it yet', () => {
    expect(written(agenda(MEETING, { slots: [], version: null, overflowMinutes: 0 }, JA))).toContain('議題はまだ決まっていません。');
  });
});

describe('people', () => {
  it('are named as is the custom in each language, and by Latin letters where the script is not read in Japan', () => {
    const yamada = delegate('山田', '太郎', { kana: 'やまだ たろう', latinFamilyName: 'Yamada', latinGivenName: 'Taro' });
    expect([nameOf(yamada, JA), nameOf(yamada, EN), nameOf(delegate('Gonçalves', 'João'), JA), nameOf(delegate('Gonçalves', 'João'), EN)]).toEqual(['山田 太郎', 'Taro Yamada', 'Gonçalves João', 'João Gonçalves']);
    expect(nameOf(delegate('ใจดี', 'สมชาย', { latinFamilyName: 'Jaidee', latinGivenName: 'Somchai' }), JA)).toBe('Somchai Jaidee');
    const list = [{ names: { en: 'NPA' }, chairs: true, delegates: [yamada] }, { names: { en: 'IOM' }, chairs: false, delegates: [] }];
    expect(attendees(MEETING, list, JA).blocks.at(-1)).toMatchObject({ rows: [['NPA', '', '山田 太郎', 'やまだ たろう'], ['IOM', '', '（未登録）', '']] });
    expect(gateList(MEETING, list, EN).blocks.find(({ kind }) => kind === 'table')).toMatchObject({ rows: [['1', 'NPA', '山田 太郎', 'やまだ たろう', 'Taro Yamada', '□']] });
  });

  it('sit around the table clockwise, those in the chair at its head, each once', () => {
    const list = [{ names: { en: 'A' }, chairs: false, delegates: Array.from({ length: 17 }, (_, n) => delegate(`a${n}`, 'x')) }, { names: { en: 'NPA' }, chairs: true, delegates: [delegate('c', 'x')] }];
    const seats = seatsOf(list, EN);
    const around = aroundTable(seats);
    expect(around?.front.map(({ organisation }) => organisation)).toEqual(['NPA']);
    expect([...(around?.front ?? []), ...(around?.right ?? []), ...[...(around?.back ?? [])].reverse(), ...[...(around?.left ?? [])].reverse()]).toEqual(seats);
    expect(aroundTable([...seats, ...seats, ...seats])).toBeNull();
  });
});

describe('what secretaries wrote', () => {
  it('becomes blocks; markup that asks for more is text', () => {
    expect(markdownBlocks('# A\n\nb **c**\nd\n\n- e\n  1. f\n\n> g\n\n<b>h</b> [i](https://i.example) ![j](https://j.example/x.png)')).toEqual([
      { kind: 'heading', text: 'A', minor: true }, { kind: 'text', runs: [{ text: 'b ', bold: false }, { text: 'c', bold: true }, { text: '\nd', bold: false }] },
      { kind: 'text', runs: [{ text: 'e', bold: false }], indent: 1, mark: '・' }, { kind: 'text', runs: [{ text: 'f', bold: false }], indent: 2, mark: '1.' }, { kind: 'text', runs: [{ text: 'g', bold: false }], indent: 1 },
      { kind: 'text', runs: [{ text: '<b>', bold: false }, { text: 'h', bold: false }, { text: '</b>', bold: false }, { text: ' ', bold: false }, { text: 'i', bold: false }, { text: ' (https://i.example)', bold: false }, { text: ' ', bold: false }, { text: 'j', bold: false }] },
    ]);
  });
});
