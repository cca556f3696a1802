import type { DemoOrganisation } from './content.types.js';

/** Embassies, second half. The people are fictional. */
export const embassiesB: DemoOrganisation[] = [
  {
    code: 'CHN',
    kind: 'EMBASSY',
    country: 'CN',
    names: { en: 'Embassy of China', ja: '中国大使館', zh: '中华人民共和国驻日本国大使馆' },
    contactPoint: 'officer@embassy-cn.example',
    deputy: 'second@embassy-cn.example',
    approvalRoute: [{ approvers: ['second@embassy-cn.example'], standIns: ['officer@embassy-cn.example'] }],
    persons: [
      {
        email: 'officer@embassy-cn.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'ja',
        familyName: '林', givenName: '晓雯', kana: 'リン シャオウェン', latinFamilyName: 'Lin', latinGivenName: 'Xiaowen',
        title: { en: 'First Secretary, Consular Department', ja: '一等書記官（領事部）' },
      },
      {
        email: 'second@embassy-cn.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'ja',
        familyName: '周', givenName: '建平', kana: 'ジョウ ジエンピン', latinFamilyName: 'Zhou', latinGivenName: 'Jianping',
        title: { en: 'Counsellor', ja: '参事官' },
      },
    ],
  },
  {
    code: 'KOR',
    kind: 'EMBASSY',
    country: 'KR',
    names: { en: 'Embassy of the Republic of Korea', ja: '韓国大使館', ko: '주일본국 대한민국 대사관' },
    contactPoint: 'officer@embassy-kr.example',
    deputy: 'second@embassy-kr.example',
    approvalRoute: [{ approvers: ['second@embassy-kr.example'], standIns: ['officer@embassy-kr.example'] }],
    persons: [
      {
        email: 'officer@embassy-kr.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'ja',
        familyName: '尹', givenName: '瑞姸', kana: 'ユン ソヨン', latinFamilyName: 'Yoon', latinGivenName: 'Seoyeon',
        title: { en: 'Consul, Police Attaché', ja: '領事（警察アタッシェ）' },
      },
      {
        email: 'second@embassy-kr.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'ja',
        familyName: '朴', givenName: '成珉', kana: 'パク ソンミン', latinFamilyName: 'Park', latinGivenName: 'Seongmin',
        title: { en: 'Vice-Consul', ja: '副領事' },
      },
    ],
  },
  {
    code: 'COL',
    kind: 'EMBASSY',
    country: 'CO',
    names: { en: 'Embassy of Colombia', ja: 'コロンビア大使館', es: 'Embajada de Colombia en Japón' },
    contactPoint: 'officer@embassy-co.example',
    deputy: 'second@embassy-co.example',
    approvalRoute: [{ approvers: ['second@embassy-co.example'], standIns: ['officer@embassy-co.example'] }],
    persons: [
      {
        email: 'officer@embassy-co.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'en',
        familyName: 'Restrepo', givenName: 'Valentina', kana: 'レストレポ バレンティナ', latinFamilyName: 'Restrepo', latinGivenName: 'Valentina',
        title: { en: 'Consul', ja: '領事' },
      },
      {
        email: 'second@embassy-co.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'en',
        familyName: 'Quintero', givenName: 'Andrés', kana: 'キンテロ アンドレス', latinFamilyName: 'Quintero', latinGivenName: 'Andrés',
        title: { en: 'Second Secretary', ja: '二等書記官' },
      },
    ],
  },
  {
    code: 'KHM',
    kind: 'EMBASSY',
    country: 'KH',
    names: { en: 'Embassy of Cambodia', ja: 'カンボジア大使館', km: 'ស្ថានទូតកម្ពុជាប្រចាំប្រទេសជប៉ុន' },
    contactPoint: 'officer@embassy-kh.example',
    deputy: 'second@embassy-kh.example',
    approvalRoute: [{ approvers: ['second@embassy-kh.example'], standIns: ['officer@embassy-kh.example'] }],
    persons: [
      {
        email: 'officer@embassy-kh.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'en',
        familyName: 'Sok', givenName: 'Chanthy', kana: 'ソック チャンティー', latinFamilyName: 'Sok', latinGivenName: 'Chanthy',
        title: { en: 'First Secretary', ja: '一等書記官' },
      },
      {
        email: 'second@embassy-kh.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'en',
        familyName: 'Keo', givenName: 'Vuthy', kana: 'ケオ ヴッティー', latinFamilyName: 'Keo', latinGivenName: 'Vuthy',
        title: { en: 'Consular Officer', ja: '領事担当官' },
      },
    ],
  },
  {
    code: 'NPL',
    kind: 'EMBASSY',
    country: 'NP',
    names: { en: 'Embassy of Nepal', ja: 'ネパール大使館', ne: 'नेपाली राजदूतावास, टोकियो' },
    contactPoint: 'officer@embassy-np.example',
    deputy: 'second@embassy-np.example',
    approvalRoute: [{ approvers: ['second@embassy-np.example'], standIns: ['officer@embassy-np.example'] }],
    persons: [
      {
        email: 'officer@embassy-np.example', roles: ['OFFICER', 'CONTACT_POINT'], language: 'en',
        familyName: 'Gurung', givenName: 'Sarita', kana: 'グルン サリタ', latinFamilyName: 'Gurung', latinGivenName: 'Sarita',
        title: { en: 'Second Secretary, Students and Labour', ja: '二等書記官（学生・労働担当）' },
      },
      {
        email: 'second@embassy-np.example', roles: ['OFFICER', 'ADMINISTRATOR'], language: 'en',
        familyName: 'Adhikari', givenName: 'Prakash', kana: 'アディカリ プラカシュ', latinFamilyName: 'Adhikari', latinGivenName: 'Prakash',
        title: { en: 'Attaché', ja: 'アタッシェ' },
      },
    ],
  },
];
