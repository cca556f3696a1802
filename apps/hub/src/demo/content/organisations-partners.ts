import type { DemoOrganisation } from './content.types.js';

/** International organisations and NGOs. The NGOs are fictional. */
export const partnerOrganisations: DemoOrganisation[] = [
  {
    code: 'IOM',
    kind: 'INTERNATIONAL_ORGANISATION',
    names: { en: 'International Organization for Migration, Tokyo', ja: '国際移住機関（IOM）駐日事務所', fr: 'Organisation internationale pour les migrations, Tokyo' },
    contactPoint: 'officer@iom.example',
    deputy: 'second@iom.example',
    approvalRoute: [{ approvers: ['second@iom.example'], standIns: ['officer@iom.example'] }],
    persons: [
      {
        email: 'officer@iom.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'en',
        familyName: 'Moreau', givenName: 'Claire', kana: 'モロー クレール', latinFamilyName: 'Moreau', latinGivenName: 'Claire',
        title: { en: 'Protection Officer', ja: '保護担当官' },
      },
      {
        email: 'second@iom.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'ja',
        familyName: '石渡', givenName: '悠', kana: 'イシワタ ハルカ', latinFamilyName: 'Ishiwata', latinGivenName: 'Haruka',
        title: { en: 'Return and Reintegration Assistant', ja: '帰国・社会復帰支援担当' },
      },
      {
        email: 'reader@iom.example', roles: ['READER'], language: 'en',
        familyName: 'Okafor', givenName: 'Daniel', kana: 'オカフォー ダニエル', latinFamilyName: 'Okafor', latinGivenName: 'Daniel',
        title: { en: 'Data and Reporting', ja: 'データ・報告担当' },
      },
      {
        email: 'admin@iom.example', roles: ['ADMINISTRATOR'], language: 'en',
        familyName: 'Lindqvist', givenName: 'Ebba', kana: 'リンドクヴィスト エバ', latinFamilyName: 'Lindqvist', latinGivenName: 'Ebba',
        title: { en: 'Office Administrator', ja: '事務所管理者' },
      },
    ],
  },
  {
    code: 'HRB',
    kind: 'NGO',
    names: { en: 'Harbour House', ja: 'ハーバーハウス' },
    dutyRole: true,
    contactPoint: 'officer@ngo-harbour.example',
    deputy: 'second@ngo-harbour.example',
    approvalRoute: [{ approvers: ['second@ngo-harbour.example'], standIns: ['officer@ngo-harbour.example'] }],
    persons: [
      {
        email: 'officer@ngo-harbour.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'ja',
        familyName: '浜口', givenName: '直子', kana: 'ハマグチ ナオコ', latinFamilyName: 'Hamaguchi', latinGivenName: 'Naoko',
        title: { en: 'Director of Shelter', ja: 'シェルター長' },
      },
      {
        email: 'second@ngo-harbour.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'en',
        familyName: 'Villanueva', givenName: 'Grace', kana: 'ビリャヌエバ グレース', latinFamilyName: 'Villanueva', latinGivenName: 'Grace',
        title: { en: 'Case Worker, Hotline', ja: '相談員（電話相談）' },
      },
      {
        email: 'reader@ngo-harbour.example', roles: ['READER'], language: 'ja',
        familyName: '相原', givenName: '千夏', kana: 'アイハラ チナツ', latinFamilyName: 'Aihara', latinGivenName: 'Chinatsu',
        title: { en: 'Volunteer Coordinator', ja: 'ボランティア担当' },
      },
    ],
  },
  {
    code: 'KITA',
    kind: 'NGO',
    names: { en: 'Kita Light, Network for Workers in the North', ja: '北のあかり 働く人の支援ネットワーク' },
    contactPoint: 'officer@ngo-kita.example',
    deputy: 'second@ngo-kita.example',
    approvalRoute: [{ approvers: ['second@ngo-kita.example'], standIns: ['officer@ngo-kita.example'] }],
    persons: [
      {
        email: 'officer@ngo-kita.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'ja',
        familyName: '早坂', givenName: '誠', kana: 'ハヤサカ マコト', latinFamilyName: 'Hayasaka', latinGivenName: 'Makoto',
        title: { en: 'Secretary General', ja: '事務局長' },
      },
      {
        email: 'second@ngo-kita.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'ja',
        familyName: 'Pham', givenName: 'Thu Ha', kana: 'ファム トゥー ハー', latinFamilyName: 'Pham', latinGivenName: 'Thu Ha',
        title: { en: 'Counsellor, Vietnamese', ja: '相談員（ベトナム語）' },
      },
    ],
  },
];
