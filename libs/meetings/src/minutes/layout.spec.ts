import type { LocalisedText } from '@hub/kernel';
import { layMinutes, minutesMarkdown, type MinutesView } from './layout.js';
import { MeetingPresence, MinutesLanguage, MinutesResponseKind } from './minutes.enums.js';

const VIEW: MinutesView = {
  names: { en: 'Contact Point Meeting 2027', ja: '第23回コンタクトポイント会議' }, places: { ja: '警察庁第1会議室' }, zone: 'Asia/Tokyo', startsLocal: '2027-02-18T13:30', endsLocal: '2027-02-18T17:00', approved: false,
  organisations: new Map<string, LocalisedText>([['npa', { en: 'NPA', ja: '警察庁' }], ['ph', { en: 'Embassy of the Philippines', ja: '在日フィリピン大使館' }], ['ngo', { en: 'Harbour' }]]),
  attendance: [{ organisationId: 'npa', presence: MeetingPresence.IN_PERSON }, { organisationId: 'ph', presence: MeetingPresence.REMOTE }, { organisationId: 'ngo', presence: MeetingPresence.ABSENT }],
  items: [
    { itemId: 'a', position: 1, titles: { en: 'Opening' }, attendance: [], text: { en: 'The chair opened the meeting.' }, decisions: [], actions: [], responses: [] },
    {
      itemId: 'c', position: 3, titles: { en: 'Shelters', ja: '一時保護' }, attendance: [{ organisationId: 'ngo', presence: MeetingPresence.REMOTE }], text: { en: 'Harbour reported.', ja: '現状を報告した。' },
      decisions: [{ texts: { en: 'A list is kept.', ja: '一覧を作成する。' } }], actions: [{ texts: { en: 'Send the list.', ja: '一覧を送付する。' }, ownerId: 'ngo', dueOn: '2027-04-01' }],
      responses: [{ organisationId: 'ph', response: MinutesResponseKind.OBJECTED, body: 'We said five.', note: 'The recording says four.' }],
    },
  ],
  responses: [{ organisationId: 'npa', response: MinutesResponseKind.APPROVED, body: null, note: null }, { organisationId: 'ph', response: MinutesResponseKind.NO_OBJECTION_RECEIVED, body: null, note: null }],
};

describe('minutes', () => {
  it('are laid out in English', () => {
    expect(minutesMarkdown(layMinutes(VIEW, MinutesLanguage.EN))).toBe(`# Minutes: Contact Point Meeting 2027

*Draft for review, not approved*

- Held: 18 February 2027, 13:30 – 17:00 (Asia/Tokyo)
- Place: 警察庁第1会議室
- Present: NPA
- By video: Embassy of the Philippines
- Absent: Harbour

## 1. Opening

The chair opened the meeting.

## 3. Shelters

Harbour took part by video

Harbour reported.

### Decisions

- A list is kept.

### Action items

- Send the list. (Harbour, 1 April 2027)

Embassy of the Philippines: objected. “We said five.” Noted by the secretary: “The recording says four.”

## Answers to these minutes

- NPA: approved.
- Embassy of the Philippines: no objection received.`);
  });

  it('are laid out in Japanese, and say which part is in English only', () => {
    const { title, status, facts, sections, responses } = layMinutes({ ...VIEW, approved: true }, MinutesLanguage.JA);
    expect([title, status]).toEqual(['第23回コンタクトポイント会議 議事録', '承認済']);
    expect(facts).toEqual([
      { label: '日時', value: '2027年2月18日（木）13時30分～17時00分' }, { label: '場所', value: '警察庁第1会議室' }, { label: '出席', value: '警察庁' },
      { label: 'オンライン出席', value: '在日フィリピン大使館' }, { label: '欠席', value: 'Harbour' },
    ]);
    expect(sections.map(({ body, original }) => [body, original])).toEqual([['The chair opened the meeting.', 'en'], ['現状を報告した。', null]]);
    expect(sections[1]).toMatchObject({ attendance: 'Harbourはオンライン出席', decisions: ['一覧を作成する。'], actions: [{ text: '一覧を送付する。', owner: 'Harbour', due: '2027年4月1日（木）' }],
      remarks: ['在日フィリピン大使館：異議あり。「We said five.」事務局付記「The recording says four.」'] });
    expect(responses).toEqual(['警察庁：承認。', '在日フィリピン大使館：異議の申出なし。']);
  });

  it('say nothing of a place, a day or anybody that is not known', () => {
    expect(layMinutes({ ...VIEW, places: {}, startsLocal: null, endsLocal: null, attendance: [] }, MinutesLanguage.EN).facts).toEqual([]);
  });
});
