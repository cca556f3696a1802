import type { DemoBulletin } from './content.types.js';

/** Children and young people, and one traveller tonight. */
export const childrenBulletins: DemoBulletin[] = [
  {
    key: 'br-grooming',
    originator: 'BRA',
    author: 'officer@embassy-br.example',
    approver: 'second@embassy-br.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'PRIORITY',
    title: 'Girl of 17 from Hamamatsu, in contact with an adult whom she knows from a game',
    language: 'en',
    documentNumber: 'BR-TQ-233',
    handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    handlingNote: 'She does not know that her mother spoke to us.',
    countries: ['BR', 'JP'],
    facts: {
      potentialVictims: 1,
      citizenships: ['BR'],
      exploitation: ['SEXUAL_EXPLOITATION'],
      meansOfControl: ['FALSE_PROMISES', 'PSYCHOLOGICAL_ABUSE'],
      prefectures: ['22'],
    },
    audience: { organisations: ['NPA', 'HRB'] },
    acknowledgeByHours: 24,
    publishedDaysAgo: 84,
    state: 'PUBLISHED',
    person: {
      basis: 'LAWFUL_GROUND',
      reason: 'A child at risk: her best interests come first. The mother, who holds custody, agreed in writing.',
      safetyChecks: [
        { organisation: 'NPA', outcome: 'MAY_KNOW', note: 'Needed to find out who the adult is. Juvenile section only.' },
        { organisation: 'HRB', outcome: 'MAY_KNOW', note: 'Has a Portuguese-speaking counsellor for young people.' },
      ],
    },
    sections: [
      {
        heading: 'What the mother told us',
        body: `
          Her daughter speaks of a "manager" who will find her a room and work at night in Nagoya once she is 18. He sends
          small gifts and asked for pictures. She has not been to school for nine days, but comes home to sleep.`,
      },
      {
        heading: 'Nas palavras da mãe (Portuguese)',
        body: `
          *"Ela diz que ele é a única pessoa que a escuta. Não quero que ela fuja de mim. Quero que alguém fale com ela com
          carinho."*`,
      },
      {
        heading: 'What we ask',
        body: `
          1. NPA: is the account, which we send by the sealed channel, known from other cases?
          2. Harbour House: how would you begin a conversation without frightening her away?`,
      },
    ],
    acknowledgements: [
      { by: 'officer@npa.example', kind: 'ACTING', daysAgo: 83.8 },
      { by: 'officer@ngo-harbour.example', kind: 'ACTING', daysAgo: 83.6 },
    ],
  },
  {
    key: 'br-grooming-reply',
    originator: 'NPA',
    author: 'officer@npa.example',
    approver: 'releaser@npa.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER_STRICT',
    urgency: 'PRIORITY',
    title: 'Reply: young person in Hamamatsu; the account is known',
    language: 'en',
    handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    countries: ['BR', 'JP'],
    facts: { potentialVictims: 1, citizenships: ['BR'], exploitation: ['SEXUAL_EXPLOITATION'], prefectures: ['22', '23'] },
    audience: { organisations: ['BRA', 'HRB'] },
    publishedDaysAgo: 80,
    state: 'PUBLISHED',
    person: {
      basis: 'LAWFUL_GROUND',
      reason: 'Protection of a child; consent of the mother, who holds custody, received through the embassy.',
      safetyChecks: [
        { organisation: 'BRA', outcome: 'MAY_KNOW', note: 'The request came from there, with the mother\'s consent.' },
        { organisation: 'HRB', outcome: 'MAY_KNOW', note: 'Will speak with her. Knows her first name already.' },
      ],
    },
    sections: [
      {
        heading: 'In short',
        body: `
          The account appears in two other cases. The prefectural police keep an eye on the meeting place; nobody will speak to
          her before her counsellor has.`,
      },
      {
        heading: 'For the embassy',
        audience: { organisations: ['BRA'] },
        body: `
          Please ask the mother not to take the telephone away: it is the only thread we have. An officer who speaks Portuguese
          calls her on {en:+1}.`,
      },
      {
        heading: 'ハーバーハウスへ',
        audience: { organisations: ['HRB'] },
        body: `
          学校のスクールカウンセラーが窓口になります。最初の面談は学校内、警察は同席しません。`,
      },
    ],
    revisions: [
      {
        daysAgo: 76,
        by: 'officer@npa.example',
        approver: 'releaser@npa.example',
        changes: {
          urgency: 'ROUTINE',
          sections: [
            {
              heading: 'In short',
              body: `
                She is safe, back at school, and has blocked the account herself after the third talk with her counsellor. An adult
                man was arrested in Nagoya. She need not be heard in court.`,
            },
            {
              heading: 'ハーバーハウスへ',
              audience: { organisations: ['HRB'] },
              body: `
                月に一度の面談を続けていただけると助かります。費用は被害者支援の制度から支出できます。`,
            },
          ],
        },
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-br.example', kind: 'ACTING', daysAgo: 79.5 },
      { by: 'officer@ngo-harbour.example', kind: 'RECEIVED', daysAgo: 75.5, version: 2 },
    ],
  },
  {
    key: 'airport-tonight',
    originator: 'PHL',
    author: 'second@embassy-ph.example',
    kind: 'ALERT',
    tlp: 'AMBER_STRICT',
    urgency: 'IMMEDIATE',
    title: 'Traveller of 19 landing at Kansai tonight; a sister fears what awaits her',
    language: 'en',
    handling: ['PROTECTION_ONLY', 'NOT_FOR_IMMIGRATION_ENFORCEMENT'],
    handlingNote: 'Speak to her alone, with a woman who speaks Tagalog. She is not to be refused entry on the strength of this alert.',
    countries: ['PH', 'JP'],
    facts: {
      potentialVictims: 1,
      citizenships: ['PH'],
      exploitation: ['SEXUAL_EXPLOITATION'],
      meansOfControl: ['FALSE_PROMISES', 'DEBT_BONDAGE'],
      prefectures: ['27'],
    },
    audience: { organisations: ['NPA', 'OSK', 'ISA'] },
    acknowledgeByHours: 3,
    publishedDaysAgo: 0.3,
    state: 'PUBLISHED',
    exception: { reason: 'The flight lands in four hours; the head of section is in the air herself and cannot be reached.' },
    person: {
      basis: 'LAWFUL_GROUND',
      reason: 'Danger to life and liberty; she cannot be asked before landing.',
      safetyChecks: [
        { organisation: 'NPA', outcome: 'MAY_KNOW', note: 'Coordination tonight.' },
        { organisation: 'OSK', outcome: 'MAY_KNOW', note: 'Officers at the airport. Protection, no questioning tonight.' },
        { organisation: 'ISA', outcome: 'MAY_KNOW', note: 'For a quiet talk at the counter. Not a ground for refusal.' },
      ],
    },
    sections: [
      {
        heading: 'What her sister told us',
        body: `
          She travels as a tourist with a woman whom the family met once. The agreed work is "singing", the debt 900,000 yen. Another
          family spoke of the same woman last year.`,
      },
      {
        heading: 'Flight and appearance',
        audience: { organisations: ['OSK', 'ISA'] },
        body: `
          Evening flight from Manila, seats 31A and 31B. A green backpack with a stitched sunflower. She is hard of hearing on
          the left side: please stand at her right.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@police-osaka.example', kind: 'ACTING', daysAgo: 0.27 },
      { by: 'officer@isa.example', kind: 'RECEIVED', daysAgo: 0.25 },
    ],
  },
  {
    key: 'br-draft-question',
    originator: 'BRA',
    author: 'second@embassy-br.example',
    kind: 'REQUEST_FOR_INFORMATION',
    tlp: 'AMBER',
    urgency: 'ROUTINE',
    title: '(Draft) Interpreters for Portuguese at police stations in Aichi and Gunma',
    language: 'en',
    countries: ['BR', 'JP'],
    audience: {},
    publishedDaysAgo: 2,
    state: 'DRAFT',
    sections: [
      {
        heading: 'Question',
        body: `
          Which stations can call a Portuguese interpreter at night, and may our list of sworn translators be added? To be asked
          before the Contact Point Meeting.`,
      },
    ],
  },
];
