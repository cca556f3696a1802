import type { DemoOrganisation } from './content.types.js';

/** The coordinator and the Japanese authorities. */
export const japaneseOrganisations: DemoOrganisation[] = [
  {
    code: 'NPA',
    kind: 'COORDINATOR',
    names: { en: 'National Police Agency', ja: '警察庁' },
    contactPoint: 'coordinator@npa.example',
    deputy: 'officer@npa.example',
    approvalRoute: [{ approvers: ['releaser@npa.example', 'second@npa.example'], standIns: [] }],
    persons: [
      {
        email: 'coordinator@npa.example', roles: ['COORDINATOR', 'CONTACT_POINT', 'ADMINISTRATOR'], language: 'ja',
        familyName: '高瀬', givenName: '真由美', kana: 'タカセ マユミ', latinFamilyName: 'Takase', latinGivenName: 'Mayumi',
        title: { en: 'Coordinator, Contact Point Hub', ja: 'コンタクトポイント調整官' },
      },
      {
        email: 'officer@npa.example', roles: ['OFFICER'], language: 'ja',
        familyName: '北川', givenName: '慎一', kana: 'キタガワ シンイチ', latinFamilyName: 'Kitagawa', latinGivenName: 'Shinichi',
        title: { en: 'Deputy Director, Trafficking in Persons', ja: '人身取引対策担当 課長補佐' },
      },
      {
        email: 'releaser@npa.example', roles: ['OFFICER'], language: 'ja',
        familyName: '宮本', givenName: '佳代', kana: 'ミヤモト カヨ', latinFamilyName: 'Miyamoto', latinGivenName: 'Kayo',
        title: { en: 'Senior Superintendent', ja: '理事官（決裁）' },
      },
      {
        email: 'second@npa.example', roles: ['OFFICER'], language: 'ja',
        familyName: '大森', givenName: '拓也', kana: 'オオモリ タクヤ', latinFamilyName: 'Omori', latinGivenName: 'Takuya',
        title: { en: 'Section Chief, Trafficking in Persons', ja: '人身取引対策担当 係長' },
      },
      {
        email: 'auditor@npa.example', roles: ['AUDITOR'], language: 'ja',
        familyName: '有賀', givenName: '理沙', kana: 'アリガ リサ', latinFamilyName: 'Ariga', latinGivenName: 'Risa',
        title: { en: 'Auditor', ja: '監査担当' },
      },
    ],
  },
  {
    code: 'OSK',
    kind: 'PREFECTURAL_POLICE',
    names: { en: 'Osaka Prefectural Police', ja: '大阪府警察' },
    dutyRole: true,
    contactPoint: 'officer@police-osaka.example',
    deputy: 'second@police-osaka.example',
    approvalRoute: [{ approvers: ['second@police-osaka.example'], standIns: ['officer@police-osaka.example'] }],
    persons: [
      {
        email: 'officer@police-osaka.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'ja',
        familyName: '西田', givenName: '久美子', kana: 'ニシダ クミコ', latinFamilyName: 'Nishida', latinGivenName: 'Kumiko',
        title: { en: 'Trafficking in Persons Desk', ja: '人身取引事犯担当' },
      },
      {
        email: 'second@police-osaka.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'ja',
        familyName: '東', givenName: '健太郎', kana: 'ヒガシ ケンタロウ', latinFamilyName: 'Higashi', latinGivenName: 'Kentaro',
        title: { en: 'Deputy Head, Public Safety Section', ja: '保安課 副主査' },
      },
    ],
  },
  {
    code: 'ISA',
    kind: 'GOVERNMENT_BODY',
    names: { en: 'Immigration Services Agency', ja: '出入国在留管理庁' },
    contactPoint: 'officer@isa.example',
    deputy: 'second@isa.example',
    approvalRoute: [{ approvers: ['second@isa.example'], standIns: ['officer@isa.example'] }],
    persons: [
      {
        email: 'officer@isa.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'ja',
        familyName: '野口', givenName: '紗希', kana: 'ノグチ サキ', latinFamilyName: 'Noguchi', latinGivenName: 'Saki',
        title: { en: 'Protection of Trafficking Victims', ja: '人身取引被害者保護担当' },
      },
      {
        email: 'second@isa.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'ja',
        familyName: '森下', givenName: '浩', kana: 'モリシタ ヒロシ', latinFamilyName: 'Morishita', latinGivenName: 'Hiroshi',
        title: { en: 'Deputy Director, Residence Management', ja: '在留管理担当 補佐官' },
      },
    ],
  },
  {
    code: 'OTIT',
    kind: 'GOVERNMENT_BODY',
    names: { en: 'Organization for Technical Intern Training', ja: '外国人技能実習機構' },
    contactPoint: 'officer@otit.example',
    deputy: 'second@otit.example',
    approvalRoute: [{ approvers: ['second@otit.example'], standIns: ['officer@otit.example'] }],
    persons: [
      {
        email: 'officer@otit.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'ja',
        familyName: '小野寺', givenName: '翼', kana: 'オノデラ ツバサ', latinFamilyName: 'Onodera', latinGivenName: 'Tsubasa',
        title: { en: 'Support and Protection of Interns', ja: '援助・保護担当' },
      },
      {
        email: 'second@otit.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'ja',
        familyName: '堀', givenName: '千尋', kana: 'ホリ チヒロ', latinFamilyName: 'Hori', latinGivenName: 'Chihiro',
        title: { en: 'On-site Inspection', ja: '実地検査担当' },
      },
    ],
  },
  {
    code: 'WSCT',
    kind: 'WOMENS_SUPPORT_CENTRE',
    names: { en: "Women's Support Centre Tokyo", ja: '東京女性相談支援センター' },
    dutyRole: true,
    contactPoint: 'officer@wsc-tokyo.example',
    deputy: 'second@wsc-tokyo.example',
    approvalRoute: [{ approvers: ['second@wsc-tokyo.example'], standIns: ['officer@wsc-tokyo.example'] }],
    persons: [
      {
        email: 'officer@wsc-tokyo.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'ja',
        familyName: '白石', givenName: '恵', kana: 'シライシ メグミ', latinFamilyName: 'Shiraishi', latinGivenName: 'Megumi',
        title: { en: 'Head of Temporary Protection', ja: '一時保護課長' },
      },
      {
        email: 'second@wsc-tokyo.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'ja',
        familyName: '橘', givenName: '美和', kana: 'タチバナ ミワ', latinFamilyName: 'Tachibana', latinGivenName: 'Miwa',
        title: { en: "Women's Counsellor", ja: '女性相談支援員' },
      },
      {
        email: 'reader@wsc-tokyo.example', roles: ['READER'], language: 'ja',
        familyName: '島', givenName: '奈緒', kana: 'シマ ナオ', latinFamilyName: 'Shima', latinGivenName: 'Nao',
        title: { en: 'Night Duty', ja: '宿直' },
      },
    ],
  },
];
