import type { DemoBulletin } from './content.types.js';

/** Recruiters in South-East Asia, and a lead from the hotline. */
export const recruiterBulletins: DemoBulletin[] = [
  {
    key: 'thai-recruiter',
    originator: 'THA',
    author: 'officer@embassy-th.example',
    approver: 'second@embassy-th.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: 'Recruiter arrested in Udon Thani; families in Isan were threatened',
    language: 'en',
    documentNumber: 'RTE-CA-1127',
    handling: ['NOT_AS_EVIDENCE_WITHOUT_CONSENT'],
    countries: ['TH', 'JP'],
    facts: {
      potentialVictims: 4,
      citizenships: ['TH'],
      exploitation: ['SEXUAL_EXPLOITATION'],
      meansOfControl: ['THREATENS_CHILDREN_FAMILY', 'DEBT_BONDAGE'],
      prefectures: ['14', '08'],
    },
    audience: { organisations: ['NPA', 'HRB', 'ISA'] },
    publishedDaysAgo: 104,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'What happened',
        body: `
          The police in Udon Thani arrested a woman who had sent at least four others to "massage work" in Kanagawa and
          Ibaraki. Men came to the houses of two families and asked for the rest of a debt of about 1,500,000 yen. Both
          families are now in a safe place.`,
      },
      {
        heading: 'ข้อความถึงครอบครัว (Thai)',
        body: `
          หนี้ที่เกิดจากการค้ามนุษย์ไม่มีผลตามกฎหมาย ครอบครัวไม่ต้องจ่าย

          ("A debt made by trafficking is void. The family owes nothing." Please use these words; they have helped.)`,
      },
      {
        heading: 'For the investigation',
        audience: { organisations: ['NPA'] },
        body: `
          The arrested woman kept a ledger with the initials of four shops. A copy can be given through the treaty channel
          within ten days. Until then please do not visit the shops: two of the four women may still be there.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@npa.example', kind: 'ACTING', daysAgo: 103.5 },
      { by: 'officer@ngo-harbour.example', kind: 'RECEIVED', daysAgo: 103 },
      { by: 'second@isa.example', kind: 'RECEIVED', daysAgo: 102 },
    ],
  },
  {
    key: 'recruiter-accounts',
    originator: 'NPA',
    author: 'officer@npa.example',
    approver: 'second@npa.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: 'Payment accounts used by one group of recruiters in several countries',
    language: 'en',
    documentNumber: '保安発第338号',
    countries: ['TH', 'KH', 'PH', 'VN', 'ID', 'JP'],
    facts: { exploitation: ['SEXUAL_EXPLOITATION'], meansOfControl: ['DEBT_BONDAGE', 'RESTRICTS_FINANCIAL_ACCESS'] },
    audience: { circles: ['SEA'] },
    acknowledgeByHours: 72,
    publishedDaysAgo: 98,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'Background',
        body: `
          Women from at least three countries repaid "travel debts" into the same kind of mobile wallet, always on the 5th and
          the 20th, always with a bird's name as the note. We believe that one group stands behind them.`,
      },
      {
        heading: 'Question to each embassy',
        body: `
          Has a citizen who came to you spoken of **bird names** with payments, or of a person called "auntie" who keeps the
          list? Answer yes or no first; we then agree on how to go on. Please send no names in your acknowledgement.`,
      },
      {
        heading: 'Wallets registered in Thailand',
        audience: { organisations: ['THA'] },
        body: `
          Three of the wallets were opened in Thailand. The numbers go to your police attaché by the usual channel; we ask you
          to confirm that they have arrived.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-th.example', kind: 'ACTING', daysAgo: 97 },
      { by: 'officer@embassy-ph.example', kind: 'RECEIVED', daysAgo: 96.5 },
      { by: 'second@embassy-id.example', kind: 'RECEIVED', daysAgo: 96 },
      { by: 'officer@embassy-kh.example', kind: 'UNABLE', daysAgo: 95.5 },
    ],
  },
  {
    key: 'hotline-lead-massage',
    originator: 'NPA',
    author: 'second@npa.example',
    approver: 'releaser@npa.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'PRIORITY',
    title: '匿名通報: 埼玉県内のマッサージ店に関する情報（確認中）',
    language: 'ja',
    handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    handlingNote: '店舗への接触は控えてください。通報者の推測につながる問合せもお控えください。',
    countries: ['TH', 'JP'],
    facts: { potentialVictims: 3, citizenships: ['TH'], exploitation: ['SEXUAL_EXPLOITATION'], prefectures: ['11'] },
    audience: { organisations: ['HRB', 'THA', 'WSCT'] },
    publishedDaysAgo: 41,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '通報の要旨',
        body: `
          匿名通報ダイヤルに、店内に寝泊まりしている女性が3名ほどおり、客が帰っても外に出ない、との情報が寄せられました。**未確認**の情報です。国籍は通報者の印象にすぎません。`,
      },
      {
        heading: 'お願い',
        body: `
          - HRB・WSCT: {ja:+5}以降、最大3名の受入れが可能か教えてください。
          - 大使館: 同じ地域から相談があったかどうか、有無のみ教えてください。`,
      },
      {
        heading: '受入れの想定',
        audience: { organisations: ['HRB', 'WSCT'] },
        body: `
          夜間になる見込みです。タイ語通訳は当方で手配します。着替えと携帯電話の貸与をお願いできると助かります。`,
      },
    ],
    acknowledgements: [
      { by: 'officer@ngo-harbour.example', kind: 'ACTING', daysAgo: 40.5 },
      { by: 'officer@wsc-tokyo.example', kind: 'UNABLE', daysAgo: 40.2 },
      { by: 'officer@embassy-th.example', kind: 'RECEIVED', daysAgo: 40 },
    ],
  },
  {
    key: 'thai-video-testimony',
    originator: 'THA',
    author: 'second@embassy-th.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'ROUTINE',
    title: 'Video testimony before the court in Udon Thani: practical questions',
    language: 'en',
    handling: ['NOT_AS_EVIDENCE_WITHOUT_CONSENT'],
    countries: ['TH', 'JP'],
    audience: { organisations: ['NPA'] },
    publishedDaysAgo: 1.5,
    state: 'IN_REVIEW',
    sections: [
      {
        heading: 'Questions',
        body: `
          The court would hear witnesses by video in the week of {en:+35}. May the room at the support centre be used, may a
          counsellor sit beside the witness, and who interprets? Whoever does not wish to testify is not to be asked twice.`,
      },
    ],
  },
];
