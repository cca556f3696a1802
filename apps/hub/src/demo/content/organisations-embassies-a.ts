import type { DemoOrganisation } from './content.types.js';

/** Embassies, first half. The people are fictional. */
export const embassiesA: DemoOrganisation[] = [
  {
    code: 'PHL',
    kind: 'EMBASSY',
    country: 'PH',
    names: { en: 'Embassy of the Philippines', ja: 'フィリピン大使館', fil: 'Embahada ng Pilipinas sa Tokyo' },
    contactPoint: 'officer@embassy-ph.example',
    deputy: 'second@embassy-ph.example',
    approvalRoute: [{ approvers: ['second@embassy-ph.example'], standIns: ['officer@embassy-ph.example'] }],
    persons: [
      {
        email: 'officer@embassy-ph.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'en',
        familyName: 'Santos-Reyes', givenName: 'Maria Luisa', kana: 'サントス・レイエス マリア・ルイサ', latinFamilyName: 'Santos-Reyes', latinGivenName: 'Maria Luisa',
        title: { en: 'Consul, Assistance to Nationals', ja: '領事（自国民援護担当）' },
      },
      {
        email: 'second@embassy-ph.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'en',
        familyName: 'Dimaculangan', givenName: 'Rafael', kana: 'ディマクランガン ラファエル', latinFamilyName: 'Dimaculangan', latinGivenName: 'Rafael',
        title: { en: 'Welfare Officer', ja: '福祉担当官' },
      },
      {
        email: 'reader@embassy-ph.example', roles: ['READER'], language: 'en',
        familyName: 'Bautista', givenName: 'Joy', kana: 'バウティスタ ジョイ', latinFamilyName: 'Bautista', latinGivenName: 'Joy',
        title: { en: 'Interpreter', ja: '通訳' },
      },
    ],
  },
  {
    code: 'BRA',
    kind: 'EMBASSY',
    country: 'BR',
    names: { en: 'Embassy of Brazil', ja: 'ブラジル大使館', 'pt-BR': 'Embaixada do Brasil em Tóquio' },
    contactPoint: 'officer@embassy-br.example',
    deputy: 'second@embassy-br.example',
    approvalRoute: [{ approvers: ['second@embassy-br.example'], standIns: ['officer@embassy-br.example'] }],
    persons: [
      {
        email: 'officer@embassy-br.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'en',
        familyName: 'Carvalho', givenName: 'Renata', kana: 'カルヴァーリョ ヘナタ', latinFamilyName: 'Carvalho', latinGivenName: 'Renata',
        title: { en: 'Head of Consular Section', ja: '領事部長' },
      },
      {
        email: 'second@embassy-br.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'pt-BR',
        familyName: 'Nakamura Alves', givenName: 'Thiago', kana: 'ナカムラ・アルヴェス チアゴ', latinFamilyName: 'Nakamura Alves', latinGivenName: 'Thiago',
        title: { en: 'Vice-Consul', ja: '副領事' },
      },
    ],
  },
  {
    code: 'THA',
    kind: 'EMBASSY',
    country: 'TH',
    names: { en: 'Royal Thai Embassy', ja: 'タイ王国大使館', th: 'สถานเอกอัครราชทูต ณ กรุงโตเกียว' },
    contactPoint: 'officer@embassy-th.example',
    deputy: 'second@embassy-th.example',
    approvalRoute: [{ approvers: ['second@embassy-th.example'], standIns: ['officer@embassy-th.example'] }],
    persons: [
      {
        email: 'officer@embassy-th.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'en',
        familyName: 'Suwannarat', givenName: 'Pimchanok', kana: 'スワンナラット ピムチャノック', latinFamilyName: 'Suwannarat', latinGivenName: 'Pimchanok',
        title: { en: 'Counsellor, Consular Affairs', ja: '参事官（領事）' },
      },
      {
        email: 'second@embassy-th.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'en',
        familyName: 'Chaiyasit', givenName: 'Anan', kana: 'チャイヤシット アナン', latinFamilyName: 'Chaiyasit', latinGivenName: 'Anan',
        title: { en: 'Minister-Counsellor, Social Development', ja: '公使参事官（社会開発）' },
      },
      {
        email: 'reader@embassy-th.example', roles: ['READER'], language: 'th',
        familyName: 'Boonmee', givenName: 'Kanya', kana: 'ブンミー カンヤー', latinFamilyName: 'Boonmee', latinGivenName: 'Kanya',
        title: { en: 'Interpreter', ja: '通訳' },
      },
    ],
  },
  {
    code: 'VNM',
    kind: 'EMBASSY',
    country: 'VN',
    names: { en: 'Embassy of Viet Nam', ja: 'ベトナム大使館', vi: 'Đại sứ quán Việt Nam tại Nhật Bản' },
    contactPoint: 'officer@embassy-vn.example',
    deputy: 'second@embassy-vn.example',
    approvalRoute: [{ approvers: ['second@embassy-vn.example'], standIns: ['officer@embassy-vn.example'] }],
    persons: [
      {
        email: 'officer@embassy-vn.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'en',
        familyName: 'Nguyen', givenName: 'Minh Tam', kana: 'グエン ミン・タム', latinFamilyName: 'Nguyen', latinGivenName: 'Minh Tam',
        title: { en: 'First Secretary, Labour Affairs', ja: '一等書記官（労働担当）' },
      },
      {
        email: 'second@embassy-vn.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'ja',
        familyName: 'Tran', givenName: 'Quoc Dung', kana: 'チャン クオック・ズン', latinFamilyName: 'Tran', latinGivenName: 'Quoc Dung',
        title: { en: 'Consul', ja: '領事' },
      },
    ],
  },
  {
    code: 'IDN',
    kind: 'EMBASSY',
    country: 'ID',
    names: { en: 'Embassy of Indonesia', ja: 'インドネシア大使館', id: 'Kedutaan Besar Republik Indonesia di Tokyo' },
    contactPoint: 'officer@embassy-id.example',
    deputy: 'second@embassy-id.example',
    approvalRoute: [{ approvers: ['second@embassy-id.example'], standIns: ['officer@embassy-id.example'] }],
    persons: [
      {
        email: 'officer@embassy-id.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'en',
        familyName: 'Wulandari', givenName: 'Ayu', kana: 'ウランダリ アユ', latinFamilyName: 'Wulandari', latinGivenName: 'Ayu',
        title: { en: 'First Secretary, Protection of Nationals', ja: '一等書記官（自国民保護）' },
      },
      {
        email: 'second@embassy-id.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'en',
        familyName: 'Hidayat', givenName: 'Bambang', kana: 'ヒダヤット バンバン', latinFamilyName: 'Hidayat', latinGivenName: 'Bambang',
        title: { en: 'Labour Attaché', ja: '労働担当官' },
      },
    ],
  },
];
