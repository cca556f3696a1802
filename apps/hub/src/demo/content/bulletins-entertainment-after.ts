import type { DemoBulletin } from './content.types.js';

/** Bars in Osaka, afterwards: identification, return, and what the embassy counts. */
export const entertainmentAfterBulletins: DemoBulletin[] = [
  {
    key: 'osaka-identification',
    originator: 'NPA',
    author: 'officer@npa.example',
    approver: 'releaser@npa.example',
    kind: 'CASE_INFORMATION',
    tlp: 'AMBER',
    urgency: 'ROUTINE',
    title: '大阪の事案: 3名を人身取引被害者と認定、2名は確認を継続',
    language: 'ja',
    documentNumber: '保安発第263号',
    handling: ['NOT_AS_EVIDENCE_WITHOUT_CONSENT'],
    countries: ['PH', 'JP'],
    facts: {
      potentialVictims: 2,
      identifiedVictims: 3,
      citizenships: ['PH'],
      exploitation: ['FORCED_LABOUR', 'SEXUAL_EXPLOITATION'],
      meansOfControl: ['DEBT_BONDAGE', 'WITHHOLDS_DOCUMENTS', 'TAKES_EARNINGS'],
      prefectures: ['27'],
    },
    audience: { organisations: ['PHL', 'OSK', 'ISA'] },
    recipientsVisible: true,
    publishedDaysAgo: 196,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '認定の結果',
        body: `
          保護した5名のうち3名を人身取引の被害者と認定しました。残る2名は、本人の体調を優先し、急がずに話を聞いています。経営者ら3名を逮捕し、旅券5冊と帳簿を押収しました。`,
      },
      {
        heading: 'Summary in English',
        body: `
          Three of the five women were identified as victims of trafficking in persons; two remain potential victims, and
          nobody hurries them. Three persons were arrested. All five have a safe place and decide for themselves whether to
          stay for the proceedings.`,
      },
    ],
    revisions: [
      {
        daysAgo: 180,
        by: 'officer@npa.example',
        approver: 'second@npa.example',
        changes: {
          audience: { organisations: ['PHL', 'OSK', 'ISA', 'IOM'] },
          sections: [
            {
              heading: '認定の結果',
              body: `
                保護した5名のうち3名を人身取引の被害者と認定しました。残る2名は、本人の体調を優先し、急がずに話を聞いています。経営者ら3名を逮捕し、旅券5冊と帳簿を押収しました。`,
            },
            {
              heading: 'Summary in English',
              body: `
                Three of the five women were identified as victims of trafficking in persons; two remain potential victims, and
                nobody hurries them. Three persons were arrested. All five have a safe place and decide for themselves whether to
                stay for the proceedings.`,
            },
            {
              heading: '帰国支援の依頼 / Return assistance',
              audience: { organisations: ['IOM', 'PHL'] },
              body: `
                2名が{ja:+40}頃の帰国を希望しています。IOMの帰国・社会復帰支援をお願いします。
                Two of them wish to go home. We ask IOM for assisted return and the embassy for the reception at Manila.`,
            },
          ],
        },
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-ph.example', kind: 'RECEIVED', daysAgo: 195 },
      { by: 'officer@police-osaka.example', kind: 'RECEIVED', daysAgo: 195.5 },
      { by: 'officer@iom.example', kind: 'ACTING', daysAgo: 179 },
    ],
  },
  {
    key: 'osaka-return-plan',
    originator: 'IOM',
    author: 'officer@iom.example',
    approver: 'second@iom.example',
    kind: 'CASE_INFORMATION',
    tlp: 'RED',
    urgency: 'PRIORITY',
    title: 'Return plan for one returnee, Manila: for named readers only',
    language: 'en',
    handling: ['PROTECTION_ONLY', 'NO_CONTACT_WITH_PERSON'],
    handlingNote: 'Nobody at the place of origin is to be told the day of travel.',
    countries: ['PH', 'JP'],
    facts: { identifiedVictims: 1, citizenships: ['PH'], exploitation: ['SEXUAL_EXPLOITATION'], prefectures: ['27'] },
    audience: { persons: ['officer@embassy-ph.example', 'second@embassy-ph.example', 'coordinator@npa.example'] },
    publishedDaysAgo: 160,
    state: 'PUBLISHED',
    person: {
      basis: 'CONSENT',
      safetyChecks: [
        { organisation: 'PHL', outcome: 'MAY_KNOW', note: 'She named the two consuls whom she trusts; written consent on file.' },
        { organisation: 'NPA', outcome: 'MAY_KNOW', note: 'Escort to the airport only. She agreed to the coordinator alone.' },
      ],
    },
    sections: [
      {
        heading: 'Journey',
        body: `
          She leaves in the week of {en:+14}, accompanied to the gate by our case worker. The escort meets at the shelter, not
          at the station. She has chosen a relative in another province, not her parents' house.`,
      },
      {
        heading: 'Risks that she told us of',
        body: `
          The recruiter's cousin lives in her home town and has visited her mother twice. The debt is said to be "still open".
          She has decided to testify by video, and may change her mind at any time.`,
      },
      {
        heading: 'Reception at Manila',
        audience: { persons: ['officer@embassy-ph.example', 'second@embassy-ph.example'] },
        body: `
          Please arrange a reception officer airside, a woman, in plain clothes. She prefers Kapampangan to Tagalog. The
          reintegration grant is paid by our Manila office; no form is to name the ground.`,
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-ph.example', kind: 'ACTING', daysAgo: 159 },
      { by: 'coordinator@npa.example', kind: 'RECEIVED', daysAgo: 159.2 },
    ],
  },
  {
    key: 'ph-welfare-figures',
    originator: 'PHL',
    author: 'second@embassy-ph.example',
    kind: 'STATISTICS',
    tlp: 'GREEN',
    urgency: 'ROUTINE',
    title: 'Requests for help at the embassy, last half-year',
    language: 'en',
    handling: ['OTHER'],
    handlingNote: 'Fictional figures of the demo world.',
    countries: ['PH', 'JP'],
    facts: { citizenships: ['PH'], exploitation: ['FORCED_LABOUR', 'SEXUAL_EXPLOITATION', 'SERVITUDE'] },
    audience: { everyone: true },
    publishedDaysAgo: 95,
    state: 'PUBLISHED',
    sections: [
      {
        heading: 'What people asked for',
        body: `
          Of about two hundred calls that spoke of control by an employer or a partner, half asked for papers that somebody
          else was holding, a third for a safe place for the same night, the rest for help with unpaid wages.

          Small groups are not shown: a number under five could point to a person.`,
      },
      {
        heading: 'What changed',
        body: `
          - More callers found the work through **short video applications**, fewer through agencies.
          - More callers are in small towns. The nearest shelter is often three hours away.
          - Almost nobody knew of the Anonymous Reporting Hotline before calling us.`,
      },
    ],
    acknowledgements: [{ by: 'second@npa.example', kind: 'RECEIVED', daysAgo: 94 }],
  },
];
