import type { DemoBulletin } from './content.types.js';

/** Technical interns: seafood, sewing, and those who profit from their debts. */
export const internBulletins: DemoBulletin[] = [
  {
    key: 'hokkaido-seafood',
    originator: 'KITA',
    author: 'officer@ngo-kita.example',
    approver: 'second@ngo-kita.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: '道東の水産加工場: 技能実習生7名が旅券と通帳を預けさせられている',
    language: 'ja',
    handling: ['PROTECTION_ONLY', 'NOT_FOR_IMMIGRATION_ENFORCEMENT'],
    handlingNote: '7名のうち2名は在留期限を過ぎています。摘発ではなく保護としての対応をお願いします。',
    countries: ['VN', 'JP'],
    facts: {
      potentialVictims: 7,
      citizenships: ['VN'],
      exploitation: ['FORCED_LABOUR'],
      meansOfControl: ['WITHHOLDS_DOCUMENTS', 'EXCESSIVE_WORKING_HOURS', 'TAKES_EARNINGS', 'THREATS_LAW_ENFORCEMENT'],
      prefectures: ['01'],
    },
    audience: { organisations: ['NPA', 'VNM', 'OTIT'] },
    recipientsVisible: true,
    acknowledgeByHours: 72,
    publishedDaysAgo: 270,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '相談の内容',
        body: `
          実習生から、勤務が一日14時間に及び、賃金の半分が「管理費」として引かれ、旅券と通帳は会社の金庫にあるとの相談がありました。辞めたいと言うと「警察を呼ぶ」「強制送還になる」と言われるそうです。`,
      },
      {
        heading: '本人たちの希望',
        body: `
          4名は別の職場への移籍、3名は未払い賃金を受け取ったうえでの帰国を希望しています。寮の同僚に知られない形での面談を望んでいます。`,
      },
      {
        heading: '実地検査について',
        audience: { organisations: ['OTIT'] },
        body: `
          予告なしの検査をお願いします。前回は検査の前日に、答え方の練習をさせられたとのことです。ベトナム語の通訳は当会から派遣できます。`,
      },
    ],
    acknowledgements: [
      { by: 'officer@otit.example', kind: 'ACTING', daysAgo: 268.5 },
      { by: 'officer@embassy-vn.example', kind: 'UNABLE', daysAgo: 268 },
      { by: 'second@npa.example', kind: 'RECEIVED', daysAgo: 269.5 },
    ],
  },
  {
    key: 'passport-withholding-notice',
    originator: 'OTIT',
    author: 'officer@otit.example',
    kind: 'NOTICE',
    tlp: 'GREEN',
    urgency: 'ROUTINE',
    title: 'Keeping an intern\'s passport is forbidden: how to report it / 旅券等の保管の禁止と申告の方法',
    language: 'en',
    countries: ['JP'],
    facts: { exploitation: ['FORCED_LABOUR'], meansOfControl: ['WITHHOLDS_DOCUMENTS', 'RESTRICTS_FINANCIAL_ACCESS'] },
    audience: { everyone: true },
    publishedDaysAgo: 255,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'For embassies and NGOs',
        body: `
          The Technical Intern Training Act forbids implementing and supervising organisations to keep an intern's passport or
          residence card, also "by agreement". An intern can report in the mother tongue; a helper may report with him or her.

          - Ask first whether the person is safe to be called back, and when.
          - A photograph of the safe, the receipt or the house rules is enough to begin.`,
      },
      {
        heading: '相談を受けた機関の方へ',
        body: `
          申告したことを理由とする不利益な取扱いは禁じられています。本人に、その旨を母国語で伝えてください。転籍先が見つかるまでの宿泊先についても支援の対象となります。`,
      },
    ],
    acknowledgements: [
      { by: 'second@embassy-id.example', kind: 'RECEIVED', daysAgo: 253 },
      { by: 'officer@ngo-kita.example', kind: 'RECEIVED', daysAgo: 254 },
    ],
  },
  {
    key: 'vn-broker-list',
    originator: 'VNM',
    author: 'second@embassy-vn.example',
    approver: 'officer@embassy-vn.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'AMBER',
    urgency: 'ROUTINE',
    title: 'Sending agencies that charge more than the permitted fee: may we compare lists?',
    language: 'en',
    documentNumber: 'DSQ-LD-309',
    countries: ['VN', 'JP'],
    facts: { citizenships: ['VN'], exploitation: ['FORCED_LABOUR'], meansOfControl: ['DEBT_BONDAGE', 'FALSE_PROMISES'] },
    audience: { circles: ['INTERNS'] },
    publishedDaysAgo: 205,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'What we see',
        body: `
          Interns tell us of fees two to three times the permitted amount, paid in cash to a "teacher", with the family's land
          as a pledge. We hold a list of eleven agencies and would compare it with yours.`,
      },
      {
        heading: 'Gửi các tổ chức hỗ trợ (Vietnamese)',
        body: `
          Nếu thực tập sinh cho biết đã trả phí quá mức, xin giữ lại biên lai và tin nhắn. Không yêu cầu họ cho biết tên người
          khác trong nhóm.`,
      },
    ],
    revisions: [
      {
        daysAgo: 203,
        by: 'second@embassy-vn.example',
        changes: { audience: { organisations: ['NPA', 'OTIT', 'ISA'] } },
      },
    ],
    acknowledgements: [
      { by: 'second@otit.example', kind: 'ACTING', daysAgo: 202 },
      { by: 'officer@isa.example', kind: 'RECEIVED', daysAgo: 204.5 },
    ],
  },
  {
    key: 'sewing-workshops',
    originator: 'NPA',
    author: 'releaser@npa.example',
    approver: 'second@npa.example',
    kind: 'ALERT',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: '岐阜県内の縫製業: 実習生を寝泊まりさせ、夜間に別の工場で働かせる事例',
    language: 'ja',
    documentNumber: '保安発第402号',
    handling: ['NOT_FOR_IMMIGRATION_ENFORCEMENT'],
    countries: ['KH', 'VN', 'CN', 'JP'],
    facts: {
      potentialVictims: 11,
      citizenships: ['KH', 'VN', 'CN'],
      exploitation: ['FORCED_LABOUR'],
      meansOfControl: ['EXCESSIVE_WORKING_HOURS', 'WITHHOLDS_DOCUMENTS', 'PSYCHOLOGICAL_ABUSE'],
      prefectures: ['21'],
    },
    audience: { circles: ['INTERNS'] },
    acknowledgeByHours: 96,
    publishedDaysAgo: 33,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '手口',
        body: `
          昼間は計画どおりの縫製、夜間は隣町の別会社でアイロンがけと検品。夜の分は「寮の光熱費」と相殺され、支払われません。外出簿があり、買い物は週に一度、車での送迎に限られます。`,
      },
      {
        heading: 'Short summary',
        body: `
          Sewing by day, unpaid work in another factory by night. Those concerned are potential victims of forced labour; please
          treat any overstay as a consequence, not as the matter itself.`,
      },
      {
        heading: 'カンボジア大使館へ',
        audience: { organisations: ['KHM'] },
        body: `
          4名がカンボジア国籍です。クメール語の通訳が不足しています。{ja:+7}までに1名をご紹介いただけないでしょうか。`,
      },
      {
        heading: 'ベトナム大使館へ',
        audience: { organisations: ['VNM'] },
        body: `
          5名がベトナム国籍です。うち1名が妊娠中で、解雇と帰国を迫られています。母子保健の手続は済ませました。`,
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-kh.example', kind: 'ACTING', daysAgo: 31 },
      { by: 'officer@embassy-vn.example', kind: 'RECEIVED', daysAgo: 32 },
      { by: 'second@otit.example', kind: 'ACTING', daysAgo: 32.5 },
      { by: 'officer@iom.example', kind: 'RECEIVED', daysAgo: 30 },
    ],
  },
  {
    key: 'greenhouse-draft',
    originator: 'KITA',
    author: 'second@ngo-kita.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'PRIORITY',
    title: '（作成中）上川地方の農業ハウス: 実習生2名からの相談',
    language: 'ja',
    handling: ['PROTECTION_ONLY'],
    countries: ['VN', 'NP', 'JP'],
    facts: { potentialVictims: 2, citizenships: ['VN', 'NP'], exploitation: ['FORCED_LABOUR'], prefectures: ['01'] },
    audience: { organisations: ['OTIT'] },
    publishedDaysAgo: 0.8,
    state: 'DRAFT',
    person: { basis: 'CONSENT', safetyChecks: [] },
    sections: [
      {
        heading: '相談の内容',
        body: `
          冬の間も雇用が続くと説明されていたが、雪が降ると賃金が支払われなくなった。二人とも、会社に知られることを強く恐れている。機構に知らせてよいかどうか、次の面談で確認する。`,
      },
    ],
  },
];
