import type { DemoBulletin } from './content.types.js';

/** Between the shelters: what has run out, what was taken back, and what nobody has sent yet. */
export const shelterMoreBulletins: DemoBulletin[] = [
  {
    key: 'interpreter-roster',
    originator: 'HRB',
    author: 'second@ngo-harbour.example',
    approver: 'officer@ngo-harbour.example',
    kind: 'NOTICE',
    tlp: 'AMBER',
    urgency: 'ROUTINE',
    title: 'Interpreters on call, last quarter',
    language: 'en',
    countries: ['JP'],
    audience: { organisations: ['IOM'], circles: ['SHELTERS'] },
    publishedDaysAgo: 190,
    expiresInDays: -98,
    state: 'EXPIRED',
    sections: [
      {
        heading: 'Who can be called',
        body: `
          Tagalog every night; Thai and Portuguese on weekdays until eleven; Spanish and Vietnamese by appointment. All have
          signed the confidentiality note, and none lives near those for whom she interprets.`,
      },
    ],
    acknowledgements: [
      { by: 'second@wsc-tokyo.example', kind: 'RECEIVED', daysAgo: 188 },
      { by: 'second@iom.example', kind: 'RECEIVED', daysAgo: 189 },
    ],
  },
  {
    key: 'man-asking-for-address',
    originator: 'KITA',
    author: 'second@ngo-kita.example',
    approver: 'officer@ngo-kita.example',
    kind: 'ALERT',
    tlp: 'AMBER',
    urgency: 'IMMEDIATE',
    title: '支援団体の職員を名乗り、入居者の居場所を尋ねる電話が続いています',
    language: 'ja',
    countries: ['JP'],
    audience: { circles: ['SHELTERS'] },
    acknowledgeByHours: 6,
    publishedDaysAgo: 58,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '電話の内容',
        body: `
          50代くらいの男性が「東京の支援団体の者」と名乗り、忘れ物を届けたいので住所を教えてほしいと求めます。団体名を聞き返すと切れます。3日間で4回ありました。`,
      },
      {
        heading: '対応のお願い',
        body: `
          - 入居の有無を**肯定も否定もしない**
          - 折り返しを申し出て、番号と時刻を記録する
          - 入居者には、落ち着いた場所で一緒に伝える`,
      },
    ],
    acknowledgements: [
      { by: 'officer@ngo-harbour.example', kind: 'ACTING', daysAgo: 57.9 },
      { by: 'second@wsc-tokyo.example', kind: 'RECEIVED', daysAgo: 57.8 },
    ],
  },
  {
    key: 'night-work-accounts',
    originator: 'NPA',
    author: 'releaser@npa.example',
    approver: 'second@npa.example',
    kind: 'ALERT',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: '家出中の10代に「住まい付きの夜の仕事」を持ちかけるアカウント群',
    language: 'ja',
    documentNumber: '保安発第418号',
    countries: ['JP'],
    facts: {
      citizenships: ['JP'],
      exploitation: ['SEXUAL_EXPLOITATION'],
      meansOfControl: ['FALSE_PROMISES', 'DEBT_BONDAGE', 'PSYCHOLOGICAL_ABUSE'],
      prefectures: ['13', '14', '11'],
    },
    audience: { circles: ['KANTO'] },
    publishedDaysAgo: 20,
    expiresInDays: 70,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '特徴',
        body: `
          深夜に「今夜泊まる所がない」と投稿した人に、数分以内で複数のアカウントが声を掛けます。最初の宿泊費を借金として帳簿に付け、翌日から客を取らせます。声を掛けるのは同年代の女性で、自身も断れない立場の可能性があります。`,
      },
      {
        heading: '電話相談の窓口へ',
        body: `
          「借金があるから帰れない」という言葉が出たら、借金は法律上返す必要がないことを伝えてください。年齢を聞くのは、話が落ち着いてからで構いません。`,
      },
    ],
    acknowledgements: [
      { by: 'second@ngo-harbour.example', kind: 'ACTING', daysAgo: 19.5 },
      { by: 'officer@wsc-tokyo.example', kind: 'RECEIVED', daysAgo: 19 },
    ],
  },
  {
    key: 'mistaken-vehicle',
    originator: 'NPA',
    author: 'second@npa.example',
    approver: 'releaser@npa.example',
    kind: 'ALERT',
    tlp: 'AMBER',
    urgency: 'IMMEDIATE',
    title: '白色ワゴン車による連れ去りのおそれ（大阪・兵庫）',
    language: 'ja',
    countries: ['PH', 'JP'],
    facts: { potentialVictims: 2, citizenships: ['PH'], prefectures: ['27', '28'] },
    audience: { organisations: ['OSK', 'PHL'] },
    publishedDaysAgo: 110,
    state: 'WITHDRAWN',
    withdrawalReason: '車両は送迎会社のもので、乗っていた2名は自らの意思で転居したことを確認しました。控えは破棄してください。',
    withdrawn: { daysAgo: 109, by: 'second@npa.example' },
    sections: [
      {
        heading: '情報',
        body: `
          保護された女性の元同僚2名が、荷物とともに白色ワゴン車に乗せられたとの通報がありました。行き先は不明です。`,
      },
    ],
    acknowledgements: [{ by: 'officer@police-osaka.example', kind: 'ACTING', daysAgo: 109.9 }],
  },
  {
    key: 'embassy-undecided-draft',
    originator: 'HRB',
    author: 'officer@ngo-harbour.example',
    kind: 'CASE_INFORMATION',
    tlp: 'RED',
    urgency: 'PRIORITY',
    title: '（作成中）大使館に知らせるかどうか、本人が考えている方の記録',
    language: 'ja',
    handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    countries: ['KH', 'JP'],
    facts: { potentialVictims: 1, citizenships: ['KH'], exploitation: ['SERVITUDE'], prefectures: ['12'] },
    audience: { persons: ['officer@wsc-tokyo.example'] },
    publishedDaysAgo: 4,
    state: 'DRAFT',
    person: {
      basis: 'CONSENT',
      safetyChecks: [{ organisation: 'WSCT', outcome: 'MAY_KNOW', note: '本人が希望。大使館については{ja:+3}に改めて確認。' }],
    },
    sections: [
      {
        heading: '本人の言葉',
        body: `
          「帰りたい。でも、誰にも知られずに帰りたい。」急がせないこと。次の面談も同じ通訳者にお願いする。`,
      },
    ],
  },
];
