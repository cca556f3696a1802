import type { DemoBulletin } from './content.types.js';

/** Notices of partners, and what has passed or was taken back. */
export const noticeMoreBulletins: DemoBulletin[] = [
  {
    key: 'iom-how-to-refer',
    originator: 'IOM',
    author: 'second@iom.example',
    kind: 'NOTICE',
    tlp: 'GREEN',
    urgency: 'ROUTINE',
    title: 'Return and reintegration: how to refer somebody to IOM / 帰国支援の依頼方法',
    language: 'en',
    countries: ['JP'],
    audience: { everyone: true },
    publishedDaysAgo: 300,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'Before you write to us',
        body: `
          1. Does the person **wish** to go home? Nobody is helped by a return that was decided for her or him.
          2. Is it safe to go back to the same place, and to the same people?
          3. Has the person been told that she or he may change the decision until boarding?`,
      },
      {
        heading: 'What we need',
        body: `
          Signed consent in a language that the person reads, the day until which the stay is allowed, medical needs, and one
          person of trust. No account of what happened: nobody should have to tell it twice.`,
      },
      {
        heading: '日本語での御案内',
        body: `
          依頼は、ハブの「要請」でお送りください。帰国まで通常3週間から6週間かかります。通院や裁判の予定は、先にお知らせください。`,
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-kh.example', kind: 'RECEIVED', daysAgo: 297 },
      { by: 'officer@isa.example', kind: 'RECEIVED', daysAgo: 298 },
    ],
  },
  {
    key: 'permission-to-stay',
    originator: 'ISA',
    author: 'officer@isa.example',
    kind: 'NOTICE',
    tlp: 'GREEN',
    urgency: 'ROUTINE',
    title: '人身取引の被害を受けた方の在留資格に関する手続（御案内）',
    language: 'ja',
    documentNumber: '管理第190号',
    countries: ['JP'],
    audience: { everyone: true },
    publishedDaysAgo: 185,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '在留期間がある方',
        body: `
          在留期間の更新や在留資格の変更を、本人の希望と状況に応じて案内します。期限が迫っている場合は、窓口に来られなくても、まず電話で相談してください。`,
      },
      {
        heading: '在留期間を過ぎている方',
        body: `
          被害を受けたことにより不法残留となっている方には、在留特別許可などにより、法的地位の安定を図ります。収容せずに手続を進めますので、安心して相談するよう伝えてください。`,
      },
      {
        heading: 'In English',
        body: `
          People who lost their status because they were trafficked can be granted special permission to stay. Embassies and
          NGOs may call for advice without giving a name.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@ngo-harbour.example', kind: 'RECEIVED', daysAgo: 184 },
      { by: 'officer@embassy-np.example', kind: 'RECEIVED', daysAgo: 180 },
    ],
  },
  {
    key: 'medical-costs',
    originator: 'WSCT',
    author: 'second@wsc-tokyo.example',
    kind: 'NOTICE',
    tlp: 'GREEN',
    urgency: 'ROUTINE',
    title: 'Doctors who treat without insurance papers, and who pays / 無料低額診療の利用',
    language: 'en',
    countries: ['JP'],
    audience: { everyone: true },
    publishedDaysAgo: 170,
    expiresInDays: 25,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'How it works',
        body: `
          During temporary protection the centre pays. Before and after it, hospitals with the free or low-cost scheme can be
          asked; a letter of any member of this hub is enough. Gynaecology, dentistry and counselling are included.`,
      },
      {
        heading: '受診に付き添う方へ',
        body: `
          受付では「団体の紹介」とだけ伝えてください。診察室での通訳は、できるだけ本人と同性の方をお願いします。`,
      },
    ],
  },
  {
    key: 'contact-attestation',
    originator: 'NPA',
    author: 'officer@npa.example',
    kind: 'NOTICE',
    tlp: 'GREEN',
    urgency: 'ROUTINE',
    title: 'コンタクトポイントの年次確認のお願い / Yearly confirmation of contact points',
    language: 'ja',
    countries: ['JP'],
    audience: { everyone: true },
    publishedDaysAgo: 200,
    expiresInDays: -150,
    state: 'EXPIRED',
    acknowledgeByHours: 720,
    sections: [
      {
        heading: 'お願い',
        body: `
          コンタクトポイントとその代理の方の氏名、役職、連絡先に変更がないか、{ja:+30}までに御確認ください。
          Please confirm until {en:+30} that your contact point and deputy are still the same.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-br.example', kind: 'RECEIVED', daysAgo: 195 },
      { by: 'officer@embassy-kr.example', kind: 'RECEIVED', daysAgo: 190 },
      { by: 'officer@otit.example', kind: 'RECEIVED', daysAgo: 188 },
    ],
  },
  {
    key: 'kh-company-name',
    originator: 'KHM',
    author: 'officer@embassy-kh.example',
    kind: 'ALERT',
    tlp: 'GREEN',
    urgency: 'PRIORITY',
    title: 'Hotel group in Shizuoka said to keep the wages of trainees',
    language: 'en',
    countries: ['KH', 'JP'],
    facts: { citizenships: ['KH'], exploitation: ['FORCED_LABOUR'], prefectures: ['22'] },
    audience: { everyone: true },
    publishedDaysAgo: 72,
    state: 'WITHDRAWN',
    withdrawalReason: 'The company named was another one of a similar name. We apologise to all concerned; please delete copies.',
    withdrawn: { daysAgo: 70.5, by: 'second@embassy-kh.example', recall: { readBy: ['second@otit.example', 'officer@ngo-harbour.example', 'officer@npa.example'], withinDays: 80 } },
    sections: [
      {
        heading: 'Report',
        body: `
          Trainees told us that their wages have been kept for four months "until the end of the contract".`,
      },
    ],
    acknowledgements: [{ by: 'second@otit.example', kind: 'ACTING', daysAgo: 71.5 }],
  },
];
