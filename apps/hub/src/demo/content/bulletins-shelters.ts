import type { DemoBulletin } from './content.types.js';

/** Shelters, escorts, and the people who stay there. */
export const shelterBulletins: DemoBulletin[] = [
  {
    key: 'shelter-places',
    originator: 'WSCT',
    author: 'officer@wsc-tokyo.example',
    approver: 'second@wsc-tokyo.example',
    kind: 'NOTICE',
    tlp: 'AMBER',
    urgency: 'ROUTINE',
    title: '一時保護の受入れ可能数と、夜間の連絡方法',
    language: 'ja',
    handling: ['OTHER'],
    handlingNote: '所在地は記載していません。問い合わせにも答えないでください。',
    countries: ['JP'],
    audience: { circles: ['SHELTERS', 'KANTO'] },
    publishedDaysAgo: 24,
    expiresInDays: 40,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '受入れ可能数',
        body: `
          単身4名、母子2世帯。男性の受入れは委託先2か所（各1名）。`,
      },
      {
        heading: '通訳',
        body: `
          夜間はタイ語、タガログ語、ポルトガル語の電話通訳があります。ベトナム語は午前9時から対応します。`,
      },
    ],
    revisions: [
      {
        daysAgo: 10,
        by: 'second@wsc-tokyo.example',
        approver: 'officer@wsc-tokyo.example',
        changes: {
          sections: [
            {
              heading: '受入れ可能数',
              body: `
                単身2名、母子1世帯。男性の受入れは委託先1か所（1名）。{ja:+28}まで改修のため個室が減っています。`,
            },
            {
              heading: '通訳',
              body: `
                夜間はタイ語、タガログ語、ポルトガル語の電話通訳があります。ベトナム語は午前9時から対応します。`,
            },
            {
              heading: 'シェルター間の転送',
              audience: { circles: ['SHELTERS'] },
              body: `
                満室のときは、ハーバーハウス、北のあかりの順に打診します。本人が希望しない地域には移しません。`,
            },
          ],
        },
      },
    ],
    acknowledgements: [
      { by: 'officer@ngo-harbour.example', kind: 'RECEIVED', daysAgo: 23 },
      { by: 'officer@iom.example', kind: 'RECEIVED', daysAgo: 22.5 },
      { by: 'second@ngo-kita.example', kind: 'RECEIVED', daysAgo: 9 },
    ],
  },
  {
    key: 'escort-to-centre',
    originator: 'NPA',
    author: 'second@npa.example',
    approver: 'releaser@npa.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'IMMEDIATE',
    title: '女性1名の支援センターへの付添い（今夜・タガログ語通訳）',
    language: 'ja',
    handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    countries: ['PH', 'JP'],
    facts: {
      potentialVictims: 1,
      citizenships: ['PH'],
      exploitation: ['SEXUAL_EXPLOITATION'],
      meansOfControl: ['DEBT_BONDAGE', 'PSYCHOLOGICAL_ABUSE'],
      prefectures: ['13'],
    },
    audience: { organisations: ['WSCT', 'HRB'] },
    recipientsVisible: true,
    acknowledgeByHours: 2,
    publishedDaysAgo: 45,
    state: 'PUBLISHED',
    person: {
      basis: 'CONSENT',
      safetyChecks: [
        { organisation: 'WSCT', outcome: 'MAY_KNOW', note: '本人が一時保護を希望。' },
        { organisation: 'HRB', outcome: 'MAY_KNOW', note: '通訳と付添いのみ。氏名は伝えない。' },
      ],
    },
    sections: [
      {
        heading: '付添い',
        body: `
          女性警察官2名、私服、覆面車両。途中で食事をとり、21時頃に到着予定。本人は車酔いしやすいので、休憩を入れます。`,
      },
      {
        heading: '受入れにあたって',
        audience: { organisations: ['WSCT'] },
        body: `
          糖尿病の薬を3日分持っています。{ja:+1}に内科の受診をお願いします。大使館への連絡は、本人がまだ決めていません。**こちらからは連絡しません。**`,
      },
      {
        heading: 'Interpreter',
        audience: { organisations: ['HRB'] },
        body: `
          We need your Tagalog interpreter on the telephone from seven to nine, and for an hour tomorrow morning. Thank you.`,
      },
    ],
    acknowledgements: [
      { by: 'second@wsc-tokyo.example', kind: 'ACTING', daysAgo: 44.97 },
      { by: 'second@ngo-harbour.example', kind: 'ACTING', daysAgo: 44.95 },
    ],
  },
  {
    key: 'transfer-from-sapporo',
    originator: 'KITA',
    author: 'officer@ngo-kita.example',
    approver: 'second@ngo-kita.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'RED',
    urgency: 'PRIORITY',
    title: '札幌から関東への転居を希望する方の受入れ相談（限定配布）',
    language: 'ja',
    handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    countries: ['VN', 'JP'],
    facts: { potentialVictims: 1, citizenships: ['VN'], exploitation: ['FORCED_LABOUR', 'SEXUAL_EXPLOITATION'], prefectures: ['01'] },
    audience: { persons: ['officer@ngo-harbour.example', 'officer@wsc-tokyo.example', 'second@wsc-tokyo.example'] },
    acknowledgeByHours: 48,
    publishedDaysAgo: 36,
    state: 'PUBLISHED',
    person: {
      basis: 'CONSENT',
      safetyChecks: [
        { organisation: 'HRB', outcome: 'MAY_KNOW', note: '本人が見学を希望。同じ国の出身者が入居していないことを確認済み。' },
        { organisation: 'WSCT', outcome: 'MAY_KNOW', note: '費用負担の相談のため。本人が同意。' },
      ],
    },
    sections: [
      {
        heading: 'ご本人の希望',
        body: `
          元の職場の関係者に駅で二度声を掛けられ、道内では安心して眠れないとのことです。日本語は日常会話程度。裁縫が得意で、いずれ仕事にしたいと話しています。`,
      },
      {
        heading: '費用と移動',
        audience: { persons: ['officer@wsc-tokyo.example', 'second@wsc-tokyo.example'] },
        body: `
          移動は飛行機、当会の職員が同行します。交通費と最初の一か月の生活費について、制度の対象となるか教えてください。`,
      },
    ],
    acknowledgements: [
      { by: 'officer@ngo-harbour.example', kind: 'ACTING', daysAgo: 35 },
      { by: 'officer@wsc-tokyo.example', kind: 'RECEIVED', daysAgo: 34.8 },
    ],
  },
  {
    key: 'mother-and-child',
    originator: 'HRB',
    author: 'officer@ngo-harbour.example',
    approver: 'second@ngo-harbour.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'ROUTINE',
    title: 'Mother and son of six: papers for the child, and a quiet school',
    language: 'en',
    handling: ['PROTECTION_ONLY'],
    handlingNote: 'The father may ask for their address. Nobody confirms or denies.',
    countries: ['PH', 'JP'],
    facts: {
      potentialVictims: 1,
      citizenships: ['PH'],
      exploitation: ['SERVITUDE'],
      meansOfControl: ['WITHHOLDS_DOCUMENTS', 'THREATENS_CHILDREN_FAMILY', 'RESTRICTS_FINANCIAL_ACCESS'],
      prefectures: ['13'],
    },
    audience: { organisations: ['PHL', 'WSCT'] },
    acknowledgeByHours: 336,
    publishedDaysAgo: 12,
    state: 'PUBLISHED',
    person: {
      basis: 'CONSENT',
      safetyChecks: [
        { organisation: 'PHL', outcome: 'MAY_KNOW', note: 'She wishes a passport for her son. Knows the welfare officer from church.' },
        { organisation: 'WSCT', outcome: 'MAY_KNOW', note: 'Stayed there for two weeks; her counsellor goes on.' },
      ],
    },
    sections: [
      {
        heading: 'Where they stand',
        body: `
          For four years she ran a household and a shop without pay or papers. She now sleeps through the night. Her son draws
          trains and asks when school begins.`,
      },
      {
        heading: 'To the embassy',
        audience: { organisations: ['PHL'] },
        body: `
          The boy's birth was never reported in the Philippines. Could the late registration be done without the father's
          signature, and without the notice that is usually sent to his address?`,
      },
    ],
    acknowledgements: [{ by: 'officer@embassy-ph.example', kind: 'ACTING', daysAgo: 11 }],
  },
];
