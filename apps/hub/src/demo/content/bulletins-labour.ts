import type { DemoBulletin } from './content.types.js';

/** Work under control outside the big programmes: boats, schools, farms; and what the debts look like. */
export const labourBulletins: DemoBulletin[] = [
  {
    key: 'id-fishing-crew',
    originator: 'IDN',
    author: 'officer@embassy-id.example',
    approver: 'second@embassy-id.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: 'Crew of a longline vessel expected at a northern port: access before it sails again',
    language: 'en',
    documentNumber: 'KBRI-PWNI-0562',
    handling: ['NOT_FOR_IMMIGRATION_ENFORCEMENT'],
    countries: ['ID', 'JP'],
    facts: {
      potentialVictims: 9,
      citizenships: ['ID'],
      exploitation: ['FORCED_LABOUR'],
      meansOfControl: ['TAKES_EARNINGS', 'WITHHOLDS_NECESSITIES', 'RESTRICTS_MEDICAL_CARE', 'PHYSICAL_THREATS'],
      prefectures: ['04'],
    },
    audience: { organisations: ['NPA', 'IOM', 'KITA'] },
    acknowledgeByHours: 24,
    publishedDaysAgo: 66,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'Situation',
        body: `
          Relatives of nine crew members received voice messages: eleven months at sea, no wages since the fifth, drinking water
          rationed, one man with an untreated injury of the hand. The vessel is expected to land fish for two nights.`,
      },
      {
        heading: 'Request',
        body: `
          - Access to the crew **on land and without the captain**, with an interpreter for Indonesian and Javanese.
          - A doctor for the injured man before anything else.
          - KITA: would your volunteers at the port be able to hand out our telephone card?`,
      },
      {
        heading: 'Untuk awak kapal (Indonesian)',
        body: `
          Anda tidak bersalah. Anda boleh turun dari kapal dan meminta bantuan. Kedutaan akan datang menemui Anda di pelabuhan.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@npa.example', kind: 'ACTING', daysAgo: 65.8 },
      { by: 'officer@ngo-kita.example', kind: 'ACTING', daysAgo: 65.7 },
      { by: 'second@iom.example', kind: 'UNABLE', daysAgo: 65.2 },
    ],
  },
  {
    key: 'np-students',
    originator: 'NPL',
    author: 'officer@embassy-np.example',
    approver: 'second@embassy-np.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'AMBER',
    urgency: 'ROUTINE',
    title: 'Language school in Fukuoka that keeps residence cards and assigns night work',
    language: 'en',
    handling: ['NOT_FOR_IMMIGRATION_ENFORCEMENT', 'PROTECTION_ONLY'],
    countries: ['NP', 'JP'],
    facts: {
      potentialVictims: 14,
      citizenships: ['NP'],
      exploitation: ['FORCED_LABOUR'],
      meansOfControl: ['WITHHOLDS_DOCUMENTS', 'DEBT_BONDAGE', 'THREATS_LAW_ENFORCEMENT'],
      prefectures: ['40'],
    },
    audience: { organisations: ['NPA', 'ISA'] },
    acknowledgeByHours: 120,
    publishedDaysAgo: 52,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'What students told us',
        body: `
          The school collects residence cards "for registration" and gives them back only to those who accept night shifts in a
          parcel centre. Whoever asks is told that more than 28 hours a week will be reported, although the school itself fixed
          the hours.`,
      },
      {
        heading: 'Question to Immigration',
        audience: { organisations: ['ISA'] },
        body: `
          May students who come forward count on their hours being judged in the light of the pressure? A general answer that we
          can read out to them would help most.`,
      },
    ],
    acknowledgements: [
      { by: 'second@isa.example', kind: 'ACTING', daysAgo: 49 },
      { by: 'second@npa.example', kind: 'RECEIVED', daysAgo: 51 },
    ],
  },
  {
    key: 'cn-dairy-worker',
    originator: 'CHN',
    author: 'officer@embassy-cn.example',
    approver: 'second@embassy-cn.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'PRIORITY',
    title: '群馬県内の酪農場で働いていた男性1名の保護と賃金の請求',
    language: 'ja',
    handling: ['NOT_AS_EVIDENCE_WITHOUT_CONSENT', 'NOT_FOR_IMMIGRATION_ENFORCEMENT'],
    countries: ['CN', 'JP'],
    facts: {
      potentialVictims: 1,
      citizenships: ['CN'],
      exploitation: ['FORCED_LABOUR'],
      meansOfControl: ['PHYSICAL_ABUSE', 'TAKES_EARNINGS', 'RESTRICTS_MEDICAL_CARE'],
      prefectures: ['10'],
    },
    audience: { organisations: ['NPA', 'IOM'] },
    publishedDaysAgo: 75,
    state: 'PUBLISHED',
    person: {
      basis: 'CONSENT',
      safetyChecks: [
        { organisation: 'NPA', outcome: 'MAY_KNOW', note: '本人が署名。暴行の申告は本人の意思を待つ。' },
        { organisation: 'IOM', outcome: 'MAY_KNOW', note: '本人が帰国支援を希望し、署名。' },
      ],
    },
    sections: [
      {
        heading: '経緯',
        body: `
          本人が徒歩で駅まで逃れ、大使館に電話しました。2年間休みがなく、賃金は「帰国のときに渡す」と言われていました。肋骨の骨折が治療されないままでした。`,
      },
      {
        heading: '本人的愿望 / 本人の希望',
        body: `
          本人希望先治疗，再领取工资，然后回国。他不愿意再见到雇主。

          治療、賃金の受取り、帰国の順に希望。雇用主とは顔を合わせたくないとのことです。`,
      },
    ],
    acknowledgements: [
      { by: 'second@iom.example', kind: 'ACTING', daysAgo: 74 },
      { by: 'officer@npa.example', kind: 'RECEIVED', daysAgo: 74.5 },
    ],
  },
  {
    key: 'intern-debts',
    originator: 'IOM',
    author: 'second@iom.example',
    approver: 'officer@iom.example',
    kind: 'STATISTICS',
    tlp: 'AMBER',
    urgency: 'ROUTINE',
    title: 'What interns owe when they arrive: interviews with people whom we helped to return',
    language: 'en',
    handling: ['OTHER'],
    handlingNote: 'Fictional figures of the demo world. Not for quotation.',
    countries: ['VN', 'ID', 'KH', 'NP', 'JP'],
    facts: { exploitation: ['FORCED_LABOUR'], meansOfControl: ['DEBT_BONDAGE'], citizenships: ['VN', 'ID', 'KH', 'NP'] },
    audience: { circles: ['INTERNS'] },
    publishedDaysAgo: 28,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'Findings',
        body: `
          Fifty people agreed to an interview after their return. Most had borrowed between five and nine times their monthly
          income at home; a relative's land or house stood as security for more than half. **The debt, more than the employer,
          kept them from leaving.**`,
      },
      {
        heading: 'What would help',
        body: `
          1. Ask about debts in the first talk, before asking about hours.
          2. Tell people that a fee above the permitted amount can be claimed back.
          3. Pay the reintegration grant in parts, so that lenders do not take all of it.`,
      },
    ],
    acknowledgements: [{ by: 'officer@embassy-np.example', kind: 'RECEIVED', daysAgo: 26 }],
  },
  {
    key: 'vn-supervising-body-review',
    originator: 'NPA',
    author: 'officer@npa.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER',
    urgency: 'PRIORITY',
    title: '監理団体を装う仲介者に関する情報（ベトナム・茨城県内の農業）',
    language: 'ja',
    documentNumber: '保安発第431号',
    countries: ['VN', 'JP'],
    facts: { potentialVictims: 5, citizenships: ['VN'], exploitation: ['FORCED_LABOUR'], prefectures: ['08'] },
    audience: { organisations: ['VNM', 'OTIT'] },
    publishedDaysAgo: 0.6,
    state: 'IN_REVIEW',
    sections: [
      {
        heading: '把握した事実',
        body: `
          監理団体の職員を名乗る者が、失踪した実習生に「登録料」を求め、県内の農家を転々とさせています。名刺に記載された団体は実在しません。`,
      },
      {
        heading: '照会',
        audience: { organisations: ['OTIT'] },
        body: `
          同じ名称での問合せや申告があったかどうか、{ja:+4}までに回答をお願いします。`,
      },
    ],
  },
];
