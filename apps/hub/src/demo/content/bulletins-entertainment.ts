import type { DemoBulletin } from './content.types.js';

/** Bars in Osaka: from a warning about recruiters to a return home. */
export const entertainmentBulletins: DemoBulletin[] = [
  {
    key: 'entertainers-recruitment',
    originator: 'NPA',
    author: 'officer@npa.example',
    kind: 'ALERT',
    tlp: 'GREEN',
    urgency: 'PRIORITY',
    title: 'SNSで「歌手・ダンサー」を募り、来日後に飲食店で稼働させる手口について',
    language: 'ja',
    documentNumber: '保安発第214号',
    countries: ['PH', 'JP'],
    facts: {
      citizenships: ['PH'],
      exploitation: ['SEXUAL_EXPLOITATION', 'FORCED_LABOUR'],
      meansOfControl: ['FALSE_PROMISES', 'DEBT_BONDAGE', 'WITHHOLDS_DOCUMENTS'],
      prefectures: ['27', '28'],
    },
    audience: { everyone: true },
    publishedDaysAgo: 290,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '手口',
        body: `
          SNS上で「歌手・ダンサー募集、月給25万円、住居付き」とうたい、来日後は関西の飲食店でホステスとして働かせる募集を複数把握しました。

          - 航空券代、研修費の名目で**80万円から120万円の借金**を負わせる
          - 旅券は「紛失防止」として店が預かる
          - 休みを取ると罰金、外出には同行者が付く`,
      },
      {
        heading: 'お願い',
        body: `
          同じ広告や、家族からの相談に気付いた機関は、広告の画面と掲載日を残したうえで警察庁までお知らせください。
          応募した人の氏名は、本人の同意があるまで送らないでください。`,
      },
    ],
    revisions: [
      {
        daysAgo: 240,
        by: 'second@npa.example',
        changes: {
          sections: [
            {
              heading: '手口',
              body: `
                SNS上で「歌手・ダンサー募集、月給25万円、住居付き」とうたい、来日後は関西の飲食店でホステスとして働かせる募集を複数把握しました。

                - 航空券代、研修費の名目で**80万円から120万円の借金**を負わせる
                - 旅券は「紛失防止」として店が預かる
                - 休みを取ると罰金、外出には同行者が付く
                - （追記）面接は短い動画通話だけで、契約書は来日後に初めて示される`,
            },
            {
              heading: 'お願い',
              body: `
                同じ広告や、家族からの相談に気付いた機関は、広告の画面と掲載日を残したうえで警察庁までお知らせください。
                応募した人の氏名は、本人の同意があるまで送らないでください。`,
            },
            {
              heading: 'In English',
              body: `
                Recruiters look for "singers and dancers" on social media and, after arrival, make them work as hostesses in
                bars in Kansai. Debts of 800,000 to 1,200,000 yen, passports "kept safe" by the bar, fines for days off.
                Added in this version: the interview is a short video call, and the contract is shown only in Japan.

                Please keep the advertisement and its date, and tell the NPA. Send no name of an applicant without consent.`,
            },
          ],
        },
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-ph.example', kind: 'ACTING', daysAgo: 289 },
      { by: 'officer@iom.example', kind: 'RECEIVED', daysAgo: 288 },
      { by: 'second@ngo-harbour.example', kind: 'RECEIVED', daysAgo: 239, version: 2 },
    ],
  },
  {
    key: 'ph-families-lost-contact',
    originator: 'PHL',
    author: 'officer@embassy-ph.example',
    approver: 'second@embassy-ph.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: 'Six families have lost contact with daughters working in Osaka',
    language: 'en',
    documentNumber: 'TPE-ATN-0418',
    handling: ['PROTECTION_ONLY', 'NOT_FOR_IMMIGRATION_ENFORCEMENT'],
    countries: ['PH', 'JP'],
    facts: {
      potentialVictims: 6,
      citizenships: ['PH'],
      exploitation: ['FORCED_LABOUR'],
      meansOfControl: ['RESTRICTS_FINANCIAL_ACCESS', 'WITHHOLDS_DOCUMENTS', 'PSYCHOLOGICAL_ABUSE'],
      prefectures: ['27'],
    },
    audience: { organisations: ['NPA', 'ISA', 'IOM'] },
    acknowledgeByHours: 48,
    publishedDaysAgo: 231,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'What we know',
        body: `
          Six families in Pampanga and Cavite told our home office that their daughters, aged 20 to 26, stopped answering
          about three weeks ago. All six left with the same agency on short-stay visas. The last messages spoke of a
          "second debt" and of telephones being collected at night.`,
      },
      {
        heading: 'What we ask',
        body: `
          1. NPA: is anything known of bars in the Minami area that collect the telephones of their staff?
          2. ISA: have six women travelling together entered through Kansai Airport in that week? Yes or no is enough.
          3. IOM: please tell us if one of them turns to you, **only if she wishes it**.`,
      },
      {
        heading: 'Para sa mga pamilya (Tagalog)',
        body: `
          Kung tumawag ang inyong anak: huwag siyang pilitin na sabihin kung nasaan siya. Sabihin lamang na maaari siyang
          tumawag sa embahada anumang oras, at hindi siya parurusahan sa paghingi ng tulong.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@npa.example', kind: 'ACTING', daysAgo: 230.6 },
      { by: 'officer@isa.example', kind: 'RECEIVED', daysAgo: 230 },
      { by: 'second@iom.example', kind: 'RECEIVED', daysAgo: 229.5 },
    ],
  },
  {
    key: 'osaka-protection',
    originator: 'OSK',
    author: 'officer@police-osaka.example',
    approver: 'second@police-osaka.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'IMMEDIATE',
    title: '大阪市内の飲食店から、被害の可能性のある5名を保護（フィリピン国籍）',
    language: 'ja',
    documentNumber: '大保第77号',
    handling: ['NO_CONTACT_WITH_PERSON', 'NOT_FOR_IMMIGRATION_ENFORCEMENT'],
    handlingNote: '本人への連絡は当府警の担当者を通じてください。',
    countries: ['PH', 'JP'],
    facts: {
      potentialVictims: 5,
      citizenships: ['PH'],
      exploitation: ['FORCED_LABOUR', 'SEXUAL_EXPLOITATION'],
      meansOfControl: ['DEBT_BONDAGE', 'WITHHOLDS_DOCUMENTS', 'TAKES_EARNINGS'],
      prefectures: ['27'],
    },
    audience: { organisations: ['NPA', 'PHL', 'ISA'] },
    acknowledgeByHours: 12,
    publishedDaysAgo: 214,
    state: 'PUBLISHED',
    person: {
      basis: 'LAWFUL_GROUND',
      reason: '生命・身体の保護のため緊急に必要であり、保護直後で全員の同意を確認できなかった。4名は翌日に同意。',
      safetyChecks: [
        { organisation: 'NPA', outcome: 'MAY_KNOW', note: '捜査の調整に必要。担当係のみ閲覧。' },
        { organisation: 'PHL', outcome: 'MAY_KNOW', note: '5名とも大使館の支援を希望。募集側との関係を疑わせる事情なし。' },
        { organisation: 'ISA', outcome: 'MAY_KNOW', note: '在留資格の保護措置に必要。摘発には用いない旨を確認。' },
      ],
    },
    sections: [
      {
        heading: '状況',
        body: `
          市内の飲食店2店舗から、20代の女性5名を保護しました。けがはありません。女性警察官とタガログ語通訳が付き、相談室で食事と休息の後に話を聞いています。もう1名は店を離れており、所在を確認中です。`,
      },
      {
        heading: '大使館へのお願い',
        audience: { organisations: ['PHL'] },
        body: `
          - 旅券は店の金庫から発見しました。**帰国のための渡航書は不要**です。
          - 面会は{ja:+1}午後を希望しています。女性の領事の同席をお願いします。
          - 家族へは、本人が自分で電話するまで連絡を控えてください。`,
      },
      {
        heading: '在留資格について',
        audience: { organisations: ['ISA'] },
        body: `
          5名の短期滞在の期限は{ja:+9}です。期限前に、人身取引被害者としての取扱い（在留期間更新又は在留特別許可）の相談をお願いします。`,
      },
    ],
    acknowledgements: [
      { by: 'officer@npa.example', kind: 'ACTING', daysAgo: 213.9 },
      { by: 'officer@embassy-ph.example', kind: 'ACTING', daysAgo: 213.8 },
      { by: 'officer@isa.example', kind: 'RECEIVED', daysAgo: 213.6 },
    ],
  },
];
