import type { DemoAnswers, DemoDelegate, DemoInterpreter, DemoItem } from './meeting.types.js';

const ALL = ['YES', 'YES', 'YES'] as const;

/** The meeting to come, on the day and at the place of the notice `contact-point-meeting`: its agenda is open. Names and matters are fictional. */
export const nextMeeting = {
  place: { ja: '中央合同庁舎第2号館 19階会議室', en: 'Central Government Building No. 2, 19th floor' },
  letter: { documentNumber: '保安発第425号', sender: { ja: '警察庁生活安全局保安課長', en: 'Director, Safety Division, Community Safety Bureau\nNational Police Agency' } },
  // Nothing was heard from Colombia, Cambodia and Nepal.
  answers: {
    'coordinator@npa.example': ALL, 'officer@police-osaka.example': ['YES', 'NO', 'IF_NEED_BE'], 'officer@isa.example': ['YES', 'YES', 'NO'], 'officer@otit.example': ['IF_NEED_BE', 'YES', 'NO'],
    'officer@wsc-tokyo.example': ['YES', 'IF_NEED_BE', 'NO'], 'officer@iom.example': ALL, 'officer@ngo-harbour.example': ['YES', 'NO', 'NO'], 'officer@ngo-kita.example': ['IF_NEED_BE', 'IF_NEED_BE', 'YES'],
    'officer@embassy-ph.example': ['YES', 'NO', 'YES'], 'officer@embassy-br.example': ALL, 'officer@embassy-th.example': ['YES', 'YES', 'IF_NEED_BE'], 'officer@embassy-vn.example': ['YES', 'NO', 'NO'],
    'officer@embassy-id.example': ALL, 'officer@embassy-cn.example': ['NO', 'YES', 'IF_NEED_BE'], 'officer@embassy-kr.example': ['YES', 'YES', 'NO'],
  } as DemoAnswers,
  // The others have not named anybody yet, the Embassy of the Philippines among them.
  delegates: [
    { of: 'officer@npa.example' }, { of: 'coordinator@npa.example' }, { of: 'officer@police-osaka.example' }, { of: 'officer@wsc-tokyo.example' }, { of: 'officer@ngo-harbour.example', accessNeeds: '車椅子 / wheelchair' },
    { of: 'officer@iom.example', interpretation: 'en', dietary: '菜食 / vegetarian' }, { of: 'officer@embassy-br.example', interpretation: 'en' }, { of: 'second@embassy-br.example', interpretation: 'pt-BR' },
    { of: 'reader@embassy-th.example', interpretation: 'th' }, { of: 'officer@embassy-id.example', interpretation: 'en', dietary: 'ハラール / halal', remote: true },
  ] as DemoDelegate[],
  sendsNobody: 'officer@embassy-co.example',
  items: [
    {
      by: 'officer@npa.example', daysAgo: 12, titles: { ja: '求人アプリによる勧誘の手口', en: 'Recruiting through job apps' }, purpose: 'DISCUSSION', minutes: 40, presenter: '警察庁 / National Police Agency', bulletins: ['hotline-leaflet'],
      documents: [
        { by: 'officer@npa.example', language: 'ja', name: '求人アプリの手口.png', lines: ['求人アプリによる勧誘', '1 高い日当と住まいの約束', '2 旅券を「預かる」との連絡', '3 到着後に借金を告げる'] },
        { by: 'officer@npa.example', language: 'en', name: 'Recruiting through job apps.png', lines: ['Recruiting through job apps', '1 A high wage and a room are promised', '2 The passport is “kept safe”', '3 A debt is named after arrival'] },
      ],
      sponsors: ['officer@embassy-ph.example'],
    },
    { by: 'officer@wsc-tokyo.example', daysAgo: 11, titles: { ja: '冬の一時保護の受入れ', en: 'Places in shelters this winter' }, purpose: 'DISCUSSION', minutes: 30, presenter: '東京都女性相談支援センター', bulletins: ['shelter-places'] },
    {
      by: 'officer@embassy-th.example', daysAgo: 9, titles: { ja: '成田に着く便での声かけ', en: 'Who is spoken to on arrival at Narita' }, purpose: 'DECISION', minutes: 20, audience: ['OSK', 'IOM'],
      documents: [{ by: 'officer@embassy-th.example', language: 'en', name: 'Flights and routes.png', lines: ['Flights and routes', 'For the police of Osaka and IOM only', 'To be given back after the meeting'] }],
    },
    { by: 'officer@embassy-vn.example', daysAgo: 7, titles: { ja: '技能実習生からの相談', en: 'What technical interns ask for' }, purpose: 'INFORMATION', minutes: 20, presenter: 'Embassy of Viet Nam' },
    { by: 'officer@iom.example', daysAgo: 3, titles: { ja: '7言語の相談票', en: 'A referral form in seven languages' }, purpose: 'DECISION', minutes: 15, presenter: 'IOM Japan', waits: true, sponsors: ['officer@ngo-harbour.example'] },
  ] as DemoItem[],
  // Nobody yet for Thai and Portuguese in the first items.
  interpreters: [
    { by: 'coordinator@npa.example', familyName: '三浦', givenName: '和子', kana: 'みうら かずこ', latinFamilyName: 'Miura', latinGivenName: 'Kazuko', languages: ['ja', 'en'], agency: '通訳会社かけはし', contact: '03-0000-0199', interprets: [{ item: 'Recruiting through job apps', between: ['ja', 'en'] }] },
    { by: 'officer@embassy-th.example', familyName: 'ศรีสุข', givenName: 'อนงค์', kana: 'シースック アノン', latinFamilyName: 'Srisuk', latinGivenName: 'Anong', languages: ['th', 'ja', 'en'], contact: '03-0000-0188', interprets: [{ item: 'What technical interns ask for', between: ['ja', 'th'] }] },
  ] as DemoInterpreter[],
};
