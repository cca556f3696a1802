import type { DemoBulletin } from './content.types.js';

/** Notices of the hub: the meeting, the hotline, how to ask for what. */
export const noticeBulletins: DemoBulletin[] = [
  {
    key: 'contact-point-meeting',
    originator: 'NPA',
    author: 'officer@npa.example',
    kind: 'NOTICE',
    tlp: 'GREEN',
    urgency: 'PRIORITY',
    title: 'コンタクトポイント会議の開催について / Contact Point Meeting: invitation',
    language: 'ja',
    documentNumber: '保安発第425号',
    countries: ['JP'],
    audience: { everyone: true },
    recipientsVisible: true,
    acknowledgeByHours: 504,
    publishedDaysAgo: 14,
    expiresInDays: 60,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '日時と場所',
        body: `
          - 日時: {ja:+56} 14:00から17:00まで
          - 場所: 中央合同庁舎第2号館（詳しい会議室は追って連絡します）
          - 通訳: 日英同時通訳。ほかの言語の希望は{ja:+28}までに`,
      },
      {
        heading: 'Date and place',
        body: `
          - {en:+56}, 14:00 to 17:00, Central Government Building No. 2, Tokyo
          - Simultaneous interpretation Japanese and English; other languages on request until {en:+28}
          - Proposals for the agenda until {en:+30}, please with the mark under which they may be discussed`,
      },
      {
        heading: '大使館からの参加者 / For embassies',
        audience: { organisations: ['PHL', 'BRA', 'THA', 'VNM', 'IDN', 'CHN', 'KOR', 'COL', 'KHM', 'NPL'] },
        body: `
          入館には写真付きの身分証明書が必要です。随員は2名までにしてください。
          Please bring a photo identity card; two delegates at most for each embassy.`,
      },
    ],
    revisions: [
      {
        daysAgo: 6,
        by: 'officer@npa.example',
        changes: {
          sections: [
            {
              heading: '日時と場所',
              body: `
                - 日時: {ja:+56} 14:00から17:00まで（受付は13:30から）
                - 場所: 中央合同庁舎第2号館 **19階会議室**
                - 通訳: 日英同時通訳。ほかの言語の希望は{ja:+28}までに`,
            },
            {
              heading: 'Date and place',
              body: `
                - {en:+56}, 14:00 to 17:00 (doors 13:30), Central Government Building No. 2, Tokyo, **19th floor**
                - Simultaneous interpretation Japanese and English; other languages on request until {en:+28}
                - Proposals for the agenda until {en:+30}, please with the mark under which they may be discussed`,
            },
            {
              heading: '大使館からの参加者 / For embassies',
              audience: { organisations: ['PHL', 'BRA', 'THA', 'VNM', 'IDN', 'CHN', 'KOR', 'COL', 'KHM', 'NPL'] },
              body: `
                入館には写真付きの身分証明書が必要です。随員は2名までにしてください。
                Please bring a photo identity card; two delegates at most for each embassy.`,
            },
          ],
        },
      },
    ],
    acknowledgements: [
      { by: 'officer@embassy-ph.example', kind: 'RECEIVED', daysAgo: 13 },
      { by: 'officer@embassy-th.example', kind: 'ACTING', daysAgo: 12 },
      { by: 'officer@iom.example', kind: 'ACTING', daysAgo: 13.5 },
      { by: 'officer@embassy-co.example', kind: 'UNABLE', daysAgo: 5, version: 2 },
      { by: 'officer@ngo-kita.example', kind: 'ACTING', daysAgo: 5.5, version: 2 },
    ],
  },
  {
    key: 'hotline-leaflet',
    originator: 'NPA',
    author: 'second@npa.example',
    approver: 'releaser@npa.example',
    kind: 'NOTICE',
    tlp: 'CLEAR',
    urgency: 'ROUTINE',
    title: 'あなたは一人ではありません: 相談先の御案内 / You are not alone: where to ask for help',
    language: 'ja',
    countries: ['JP'],
    audience: { everyone: true },
    publishedDaysAgo: 310,
    leaflet: { name: '相談先カード card.png', lines: ['あなたは一人ではありません', 'You are not alone', '匿名通報ダイヤル 0120-924-839', 'Anonymous Reporting Hotline', 'Hindi ka nag-iisa / Você não está só'] },
    state: 'PUBLISHED',
    sections: [
      {
        heading: '相談先',
        body: `
          - 危険が迫っているときは **110番**
          - 警察への相談は **#9110**
          - 名前を伏せた通報は **匿名通報ダイヤル 0120-924-839**、又はウェブサイト

          人身取引の被害を受けた方は、罰せられるためではなく、守られるために相談できます。`,
      },
      {
        heading: 'English',
        body: `
          Somebody keeps your passport, takes your wages, or makes you do work that you did not agree to? You can ask for help,
          whatever your residence status. In danger, call **110**. To report without your name: **0120-924-839**.`,
      },
      {
        heading: 'Tagalog · Português · ไทย · Tiếng Việt · Español · Bahasa Indonesia',
        body: `
          - Hindi ka nag-iisa. Maaari kang humingi ng tulong.
          - Você não está só. Pode pedir ajuda.
          - คุณไม่ได้อยู่คนเดียว คุณขอความช่วยเหลือได้
          - Bạn không đơn độc. Bạn có thể nhờ giúp đỡ.
          - No estás sola, no estás solo. Puedes pedir ayuda.
          - Anda tidak sendirian. Anda boleh meminta bantuan.`,
      },
    ],
    acknowledgements: [
      { by: 'second@embassy-vn.example', kind: 'RECEIVED', daysAgo: 308 },
      { by: 'officer@ngo-harbour.example', kind: 'ACTING', daysAgo: 309 },
    ],
  },
  {
    key: 'glossary',
    originator: 'NPA',
    author: 'officer@npa.example',
    approver: 'second@npa.example',
    kind: 'NOTICE',
    tlp: 'CLEAR',
    urgency: 'ROUTINE',
    title: '用語の対訳 / The words we use',
    language: 'ja',
    countries: ['JP'],
    audience: { everyone: true },
    publishedDaysAgo: 340,
    state: 'PUBLISHED',
    sections: [
      {
        heading: '日本語と英語',
        body: `
          - コンタクトポイント会議: Contact Point Meeting
          - 匿名通報ダイヤル: Anonymous Reporting Hotline
          - 女性相談支援センター（2024年3月31日まで婦人相談所）: Women's Consultation Support Center
          - 人身取引対策行動計画2022: 2022 Action Plan to Combat Trafficking in Persons
          - 人身取引事犯: trafficking-in-persons offence
          - 在留特別許可: special permission to stay`,
      },
      {
        heading: '混同しないでください / Not to be mixed up',
        body: `
          **検挙件数**（cases cleared）と**検挙人員**（persons arrested）は別の数値です。**警察庁の集計**（NPA count）と**政府全体の集計**（Government count）も別の数値です。

          被害者と認定される前の方は「被害の可能性のある方」（potential victim）と呼びます。`,
      },
    ],
  },
];
