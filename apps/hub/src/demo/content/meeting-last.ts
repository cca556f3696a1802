import type { DemoAnswers, DemoDelegate, DemoItem } from './meeting.types.js';

/** The meeting a year ago: its minutes are approved, and what was taken on is partly open. Names and matters are fictional. */
export const lastMeeting = {
  place: { ja: '中央合同庁舎第2号館 19階会議室', en: 'Central Government Building No. 2, 19th floor' },
  answers: {
    'coordinator@npa.example': ['YES', 'YES', 'NO'], 'officer@iom.example': ['YES', 'IF_NEED_BE', 'NO'], 'officer@ngo-harbour.example': ['YES', 'YES', 'YES'], 'officer@ngo-kita.example': ['IF_NEED_BE', 'YES', 'NO'],
    'officer@wsc-tokyo.example': ['YES', 'NO', 'YES'], 'officer@embassy-ph.example': ['YES', 'YES', 'YES'], 'officer@embassy-th.example': ['YES', 'NO', 'NO'], 'officer@police-osaka.example': ['YES', 'IF_NEED_BE', 'NO'],
  } as DemoAnswers,
  delegates: [
    { of: 'officer@npa.example' }, { of: 'officer@iom.example', interpretation: 'en' }, { of: 'officer@ngo-harbour.example' }, { of: 'officer@wsc-tokyo.example' },
    { of: 'officer@embassy-ph.example', interpretation: 'en' }, { of: 'officer@embassy-th.example', interpretation: 'en' }, { of: 'officer@embassy-kh.example', remote: true },
  ] as DemoDelegate[],
  absent: ['COL'], remote: ['KHM'],
  items: [
    {
      by: 'officer@npa.example', daysAgo: 350, titles: { ja: '今年の被害の状況', en: 'What was seen this year' }, purpose: 'INFORMATION', minutes: 30, presenter: '警察庁 / National Police Agency',
      notes: { by: 'coordinator@npa.example', ja: '- 警察庁から、今年の検挙と保護の状況について説明があった。\n- 大使館から、国籍別の数字を四半期ごとに知りたいとの希望があった。', en: '- The NPA presented the arrests and protections of the year.\n- Embassies asked for the figures by nationality every three months.' },
      decision: { ja: '国籍別の数字を四半期ごとに共有する。', en: 'Figures by nationality are shared every three months.' },
      actions: [{ owner: 'NPA', dueInDays: -230, texts: { ja: '四半期の統計の様式を作る。', en: 'Draw up a form for the quarterly figures.' }, report: { by: 'officer@npa.example', daysAgo: 236, state: 'DONE', body: '様式を作成し、1回目を配布した。 / The form is made, and the first figures went out.' } }],
    },
    {
      by: 'officer@ngo-harbour.example', daysAgo: 348, titles: { ja: '夜間の受入れと通訳', en: 'Admission at night, and interpreters' }, purpose: 'DECISION', minutes: 40, presenter: 'Harbour',
      notes: { by: 'coordinator@npa.example', ja: '- 夜間に受け入れる際、通訳が見つからないことが最も多い。\n- フィリピン大使館は、夜間の連絡先の一覧を作ることができる。\n- IOMは、電話通訳の費用を調べる。', en: '- At night it is an interpreter that is missing most often.\n- The Embassy of the Philippines can keep a list of whom to call at night.\n- IOM looks into what interpretation by telephone costs.' },
      decision: { ja: '夜間に連絡できる通訳の一覧を作り、毎年確認する。', en: 'A list of interpreters who can be called at night is kept, and looked over each year.' },
      actions: [
        { owner: 'PHL', dueInDays: -20, texts: { ja: '夜間に連絡できる通訳（タガログ語）の一覧を届ける。', en: 'Send the list of interpreters (Tagalog) who can be called at night.' } },
        { owner: 'IOM', dueInDays: 24, texts: { ja: '電話通訳の費用を調べ、次回に報告する。', en: 'Find out what interpretation by telephone costs, and report to the next meeting.' }, report: { by: 'officer@iom.example', daysAgo: 40, state: 'OPEN', body: 'Two of three companies have answered. / 3社のうち2社から回答があった。' } },
      ],
    },
    {
      by: 'officer@embassy-th.example', daysAgo: 346, titles: { ja: '大阪の仲介者について', en: 'A broker in Osaka' }, purpose: 'DISCUSSION', minutes: 20, audience: ['OSK', 'IOM'],
      notes: { by: 'officer@embassy-th.example', ja: '- 大阪府警察から、捜査の見通しについて説明があった。\n- 本人たちへの連絡はIOMが行う。', en: '- The Osaka police said how far the investigation has come.\n- IOM speaks to the persons themselves.' },
    },
  ] as DemoItem[],
  /** Of the minutes: who answered what, so many days before loading. Whoever says nothing is noted as no objection received. */
  responses: [
    { by: 'officer@iom.example', response: 'APPROVED' }, { by: 'officer@ngo-harbour.example', response: 'APPROVED' }, { by: 'officer@wsc-tokyo.example', response: 'APPROVED' }, { by: 'officer@embassy-ph.example', response: 'APPROVED' },
    { by: 'officer@embassy-th.example', response: 'APPROVED_WITH_RESERVATION', body: 'The figures by nationality need the consent of the embassy concerned. / 国籍別の数字の共有には、当該大使館の同意が必要である。' }, { by: 'officer@police-osaka.example', response: 'APPROVED' },
  ],
};
