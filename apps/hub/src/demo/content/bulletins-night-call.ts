import type { DemoBulletin } from './content.types.js';

/** A call at night, and the recruiters behind it (Thailand). */
export const nightCallBulletins: DemoBulletin[] = [
  {
    key: 'night-call',
    originator: 'HRB',
    author: 'second@ngo-harbour.example',
    kind: 'ALERT',
    tlp: 'AMBER_STRICT',
    urgency: 'IMMEDIATE',
    title: '深夜の相談: タイ国籍の女性1名、今夜の保護と付添いが必要',
    language: 'ja',
    handling: ['PROTECTION_ONLY', 'NOT_FOR_IMMIGRATION_ENFORCEMENT', 'NOT_AS_EVIDENCE_WITHOUT_CONSENT'],
    countries: ['TH', 'JP'],
    facts: {
      potentialVictims: 1,
      citizenships: ['TH'],
      exploitation: ['SEXUAL_EXPLOITATION'],
      meansOfControl: ['DEBT_BONDAGE', 'THREATENS_CHILDREN_FAMILY', 'WITHHOLDS_DOCUMENTS'],
      prefectures: ['14'],
    },
    audience: { organisations: ['NPA', 'WSCT'] },
    acknowledgeByHours: 1,
    publishedDaysAgo: 120,
    state: 'PUBLISHED',
    exception: {
      reason: '午前1時40分。本人が店を出た直後で、朝まで待てば連れ戻されるおそれがある。シェルター長は移動中で連絡が取れない。',
      reviewedBy: 'officer@ngo-harbour.example',
    },
    person: {
      basis: 'CONSENT',
      safetyChecks: [
        { organisation: 'NPA', outcome: 'MAY_KNOW', note: '今夜の付添いのため。本人が電話口で同意。' },
        { organisation: 'WSCT', outcome: 'MAY_KNOW', note: '一時保護のため。本人が同意。' },
      ],
    },
    sections: [
      {
        heading: '今起きていること',
        body: `
          神奈川県内のコンビニエンスストアから電話。30歳前後、日本語は片言、タイ語通訳が必要です。追われているかもしれないと話しています。店員が店内で待たせてくれています。`,
      },
      {
        heading: '必要なこと',
        body: `
          - 最寄りの警察署から**女性警察官**による付添い（サイレンなし）
          - 朝までの居場所と、タイ語通訳（当方の通訳は午前6時から対応可）
          - 大使館への連絡は、本人が落ち着いてから改めて希望を聞きます`,
      },
    ],
    revisions: [
      {
        daysAgo: 118,
        by: 'second@ngo-harbour.example',
        approver: 'officer@ngo-harbour.example',
        changes: {
          urgency: 'PRIORITY',
          audience: { organisations: ['NPA', 'WSCT', 'THA'] },
          person: {
            basis: 'CONSENT',
            safetyChecks: [
              { organisation: 'NPA', outcome: 'MAY_KNOW', note: '今夜の付添いのため。本人が電話口で同意。' },
              { organisation: 'WSCT', outcome: 'MAY_KNOW', note: '一時保護のため。本人が同意。' },
              { organisation: 'THA', outcome: 'MAY_KNOW', note: '通訳を交えて説明し、大使館への連絡を本人が希望。募集側とのつながりなし。' },
            ],
          },
          sections: [
            {
              heading: '現在の状況',
              body: `
                本人は安全な場所で休んでいます。大使館による旅券の再発給と、家族の安否確認を希望しています。`,
            },
            {
              heading: 'ถึงสถานทูต (Thai)',
              audience: { organisations: ['THA'] },
              body: `
                เธอปลอดภัยดี และยินยอมให้แจ้งสถานทูต กรุณาอย่าติดต่อครอบครัวของเธอก่อนที่เธอจะโทรศัพท์ด้วยตนเอง

                She is safe and agreed that we tell you. Please do not call her family before she has done so herself.`,
            },
          ],
        },
      },
    ],
    acknowledgements: [
      { by: 'officer@npa.example', kind: 'ACTING', daysAgo: 119.99 },
      { by: 'second@wsc-tokyo.example', kind: 'ACTING', daysAgo: 119.98 },
      { by: 'officer@embassy-th.example', kind: 'ACTING', daysAgo: 117.5 },
    ],
  },
  {
    key: 'night-call-protection',
    originator: 'WSCT',
    author: 'second@wsc-tokyo.example',
    approver: 'officer@wsc-tokyo.example',
    kind: 'CASE_INFORMATION',
    tlp: 'RED',
    urgency: 'PRIORITY',
    title: '一時保護中の方1名の経過（限定配布）',
    language: 'ja',
    handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    countries: ['TH', 'JP'],
    facts: { potentialVictims: 1, citizenships: ['TH'], exploitation: ['SEXUAL_EXPLOITATION'] },
    audience: { persons: ['officer@ngo-harbour.example', 'coordinator@npa.example', 'officer@npa.example'] },
    publishedDaysAgo: 116,
    state: 'PUBLISHED',
    person: {
      basis: 'CONSENT',
      safetyChecks: [
        { organisation: 'HRB', outcome: 'MAY_KNOW', note: '退所後の居場所を本人と相談中。' },
        { organisation: 'NPA', outcome: 'MAY_KNOW', note: '通院の付添いの調整。事情聴取の予定とは切り離す。' },
      ],
    },
    sections: [
      {
        heading: '経過',
        body: `
          食事と睡眠がとれるようになりました。婦人科の受診を本人が希望し、{ja:+2}に付き添います。話したいことは自分から話す、という約束にしています。`,
      },
      {
        heading: '退所後',
        audience: { persons: ['officer@ngo-harbour.example'] },
        body: `
          二週間後を目安に、ハーバーハウスの個室を希望しています。同じ国の出身者がいない棟を望んでいます。`,
      },
    ],
    acknowledgements: [{ by: 'officer@ngo-harbour.example', kind: 'ACTING', daysAgo: 115.5 }],
  },
];
