import type { DemoBulletin } from './content.types.js';

/** Notices that have not gone out yet. */
export const upcomingBulletins: DemoBulletin[] = [
  {
    key: 'campaign-week',
    originator: 'NPA',
    author: 'second@npa.example',
    approver: 'releaser@npa.example',
    kind: 'NOTICE',
    tlp: 'CLEAR',
    urgency: 'ROUTINE',
    title: '人身取引の根絶に向けた広報週間 / Week against trafficking in persons',
    language: 'ja',
    countries: ['JP'],
    audience: { everyone: true },
    publishedDaysAgo: 3,
    state: 'SCHEDULED',
    releaseInHours: 40,
    sections: [
      {
        heading: '広報週間',
        body: `
          駅や空港で、相談先を記した10言語のカードを配ります。カードは名刺の大きさで、靴の中にも隠せます。`,
      },
      {
        heading: 'In English',
        body: `
          Cards in ten languages will be handed out at stations and airports: small enough to be hidden in a shoe.`,
      },
    ],
  },
  {
    key: 'isa-airport-counters',
    originator: 'ISA',
    author: 'second@isa.example',
    approver: 'officer@isa.example',
    kind: 'NOTICE',
    tlp: 'AMBER',
    urgency: 'ROUTINE',
    title: '空港の相談カウンターの試行（成田・関西）',
    language: 'ja',
    documentNumber: '管理第241号',
    countries: ['JP'],
    audience: { organisations: ['NPA', 'OSK', 'IOM', 'PHL', 'THA'] },
    publishedDaysAgo: 2.5,
    state: 'SCHEDULED',
    releaseInHours: 64,
    sections: [
      {
        heading: '試行の内容',
        body: `
          入国審査の手前に、同行者から離れて話ができる小部屋を設けます。対応する職員は研修を受けた女性2名です。**入国を拒否するための場所ではありません。**`,
      },
      {
        heading: '大使館の皆さまへ',
        audience: { organisations: ['PHL', 'THA'] },
        body: `
          電話通訳の登録に、貴館の通訳者を加えることを御検討ください。`,
      },
    ],
  },
  {
    key: 'isa-agency-in-bangkok',
    originator: 'ISA',
    author: 'second@isa.example',
    approver: 'officer@isa.example',
    kind: 'ALERT',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: 'バンコクの仲介業者による偽の在留資格の案内 / Agency in Bangkok offering false visas',
    language: 'ja',
    countries: ['TH', 'JP'],
    audience: { organisations: ['THA', 'PHL'] },
    stages: [{ audience: { organisations: ['NPA', 'OSK', 'IOM'] }, inDays: 1, time: '09:00', zone: 'Asia/Tokyo' }],
    publishedDaysAgo: 0.3,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '確認された手口',
        body: `
          「飲食店の調理補助、在留資格は当社で手配」とする募集が、タイ語のSNSで見つかりました。示された書類は実在しない様式です。貴館で先に御確認のうえ、翌朝、関係機関へも共有します。`,
      },
      {
        heading: 'タイ大使館へ',
        audience: { organisations: ['THA'] },
        body: `
          貴国外務省の相談窓口に同様の届出がないか、御確認ください。`,
      },
    ],
  },
  {
    key: 'agenda-draft',
    originator: 'NPA',
    author: 'officer@npa.example',
    kind: 'NOTICE',
    tlp: 'GREEN',
    urgency: 'ROUTINE',
    title: '（作成中）コンタクトポイント会議の議題案',
    language: 'ja',
    countries: ['JP'],
    audience: {},
    publishedDaysAgo: 5,
    state: 'DRAFT',
    sections: [
      {
        heading: '議題案',
        body: `
          1. この一年の情勢（警察庁）
          2. SNSを通じた募集への対応（各大使館）
          3. 夜間の保護と付添い（支援センター、NGO）
          4. 技能実習生の相談から保護まで（実習機構、IOM）`,
      },
    ],
  },
  {
    key: 'yearly-review',
    originator: 'NPA',
    author: 'second@npa.example',
    kind: 'NOTICE',
    tlp: 'CLEAR',
    urgency: 'ROUTINE',
    title: '通報と相談がつながった例（広報用・決裁待ち）',
    language: 'ja',
    countries: ['JP'],
    audience: { everyone: true },
    publishedDaysAgo: 1,
    state: 'IN_REVIEW',
    sections: [
      {
        heading: '例',
        body: `
          近所の方の「いつも同じ服で、外を見ている」という一本の匿名の通報から、働かされていた方の保護につながりました。個人や場所が分からないよう、内容を変えています。`,
      },
    ],
  },
];
