import type { DemoBulletin } from './content.types.js';

/** Recruitment through screens: public warnings, and the embassies' own. */
export const onlineBulletins: DemoBulletin[] = [
  {
    key: 'overseas-scam-centres',
    originator: 'NPA',
    author: 'second@npa.example',
    approver: 'releaser@npa.example',
    kind: 'ALERT',
    tlp: 'CLEAR',
    urgency: 'PRIORITY',
    title: '海外での「高収入・短期・渡航費会社負担」の求人に注意してください',
    language: 'ja',
    countries: ['JP', 'KH', 'TH'],
    facts: { citizenships: ['JP'], exploitation: ['OTHER'], meansOfControl: ['FALSE_PROMISES', 'WITHHOLDS_DOCUMENTS', 'PHYSICAL_THREATS'] },
    audience: { everyone: true },
    publishedDaysAgo: 150,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'こんな求人に注意',
        body: `
          - 仕事の内容が「電話対応」「事務」としか書かれていない
          - 面接は通信アプリだけで、すぐに旅券の写真を求められる
          - 到着後に旅券と携帯電話を取り上げられ、特殊詐欺の電話をかけさせられる

          断れない状況で犯罪をさせられている人は、人身取引の被害に遭っている可能性があります。`,
      },
      {
        heading: '相談先',
        body: `
          出発前なら最寄りの警察署へ。海外にいる場合は、その国の日本国大使館・総領事館へ連絡してください。名前を伏せた通報は「匿名通報ダイヤル」（0120-924-839）で受け付けています。受付時間はウェブサイトで確認してください。`,
      },
      {
        heading: 'In English',
        body: `
          Beware of offers of well-paid office work abroad with free travel and an interview by chat only. People were stripped
          of passports and telephones and made to place fraudulent calls. Whoever is forced to commit an offence may be a
          potential victim of trafficking: ask the police, or an embassy, for help.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-kr.example', kind: 'RECEIVED', daysAgo: 149 },
      { by: 'officer@embassy-th.example', kind: 'RECEIVED', daysAgo: 148 },
    ],
  },
  {
    key: 'kr-scam-network',
    originator: 'KOR',
    author: 'officer@embassy-kr.example',
    approver: 'second@embassy-kr.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'PRIORITY',
    title: '東南アジアの詐欺拠点へ日韓両国の若者を送る募集者の照会',
    language: 'ja',
    countries: ['KR', 'JP', 'KH'],
    facts: {
      potentialVictims: 3,
      citizenships: ['KR', 'JP'],
      exploitation: ['OTHER'],
      meansOfControl: ['FALSE_PROMISES', 'PHYSICAL_THREATS', 'WITHHOLDS_DOCUMENTS'],
    },
    audience: { organisations: ['NPA'] },
    acknowledgeByHours: 72,
    publishedDaysAgo: 88,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '照会の趣旨',
        body: `
          帰国した自国民3名から、拠点に日本人が複数名おり、同じ募集者の名（あだ名）を口にしていたとの話を聞きました。貴庁が把握する募集の投稿に、同じあだ名があるかどうかをお尋ねします。`,
      },
      {
        heading: '留意点',
        body: `
          3名は加害者としても取り調べを受けています。**強いられた行為について罰しない**という原則を、双方の担当者で共有したいと考えます。`,
      },
    ],
    acknowledgements: [{ by: 'officer@npa.example', kind: 'ACTING', daysAgo: 86 }],
  },
  {
    key: 'co-modelling-offers',
    originator: 'COL',
    author: 'second@embassy-co.example',
    kind: 'ALERT',
    tlp: 'GREEN',
    urgency: 'ROUTINE',
    title: 'Offers of "modelling in Tokyo" that reach young women in Pereira and Cali',
    language: 'en',
    countries: ['CO', 'JP'],
    facts: { citizenships: ['CO'], exploitation: ['SEXUAL_EXPLOITATION'], meansOfControl: ['FALSE_PROMISES', 'DEBT_BONDAGE'] },
    audience: { everyone: true },
    publishedDaysAgo: 140,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'The offer',
        body: `
          Three months of modelling, ticket and room paid, "no experience needed". On arrival the ticket has become a debt, and
          the first appointment is in a bar. The same two telephone numbers appear under four different agency names.`,
      },
      {
        heading: 'Mensaje para difundir (Spanish)',
        body: `
          Si ya estás en Japón y te retuvieron el pasaporte, no has cometido ningún delito. Puedes llamar a la embajada a
          cualquier hora; nadie te obligará a denunciar.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-br.example', kind: 'RECEIVED', daysAgo: 138 },
      { by: 'second@ngo-harbour.example', kind: 'ACTING', daysAgo: 139 },
    ],
  },
  {
    key: 'co-entertainer',
    originator: 'COL',
    author: 'officer@embassy-co.example',
    approver: 'second@embassy-co.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: 'Two dancers in Nagoya ask how to leave their club',
    language: 'en',
    handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    countries: ['CO', 'JP'],
    facts: {
      potentialVictims: 2,
      citizenships: ['CO'],
      exploitation: ['SEXUAL_EXPLOITATION', 'FORCED_LABOUR'],
      meansOfControl: ['DEBT_BONDAGE', 'TAKES_EARNINGS'],
      prefectures: ['23'],
    },
    audience: { organisations: ['NPA', 'HRB'] },
    publishedDaysAgo: 61,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'What they say',
        body: `
          They wrote from a shared telephone and can talk only on Mondays before noon. Fines for "sitting alone" eat up their
          pay. They do not want the police to come to the club; they want to know what happens if they walk out.`,
      },
      {
        heading: 'To Harbour House',
        audience: { organisations: ['HRB'] },
        body: `
          Could a Spanish-speaking counsellor take our call on the next two Mondays? *"Queremos hablar con una mujer"* was their
          only wish.`,
      },
    ],
    acknowledgements: [
      { by: 'second@ngo-harbour.example', kind: 'ACTING', daysAgo: 60 },
      { by: 'second@npa.example', kind: 'RECEIVED', daysAgo: 60.5 },
    ],
  },
  {
    key: 'br-factory-offers',
    originator: 'BRA',
    author: 'second@embassy-br.example',
    kind: 'ALERT',
    tlp: 'GREEN',
    urgency: 'ROUTINE',
    title: 'Propostas de emprego em fábricas com dívida antecipada / Factory jobs that begin with a debt',
    language: 'pt-BR',
    countries: ['BR', 'JP'],
    facts: { citizenships: ['BR'], exploitation: ['FORCED_LABOUR'], meansOfControl: ['DEBT_BONDAGE', 'FALSE_PROMISES'], prefectures: ['23', '10', '22'] },
    audience: { everyone: true },
    publishedDaysAgo: 17,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'O que observamos',
        body: `
          Agências em São Paulo e no Paraná cobram a passagem e a "documentação" em parcelas descontadas do salário no Japão. Quem
          tenta mudar de emprego ouve que perderá o visto. **Isso não é verdade** para quem tem visto de longa permanência.`,
      },
      {
        heading: 'In English',
        body: `
          Families of Japanese descent are offered factory work and flats; the cost is deducted for years. They are told that a
          change of employer ends their residence status, which is untrue. Please pass this on within your organisations.`,
      },
    ],
    acknowledgements: [{ by: 'officer@npa.example', kind: 'RECEIVED', daysAgo: 16 }],
  },
];
