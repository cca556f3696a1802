import type { Texts } from '../texts.js';

/** 議題の変更、資料、通訳の日本語。 */
export const preparing: Pick<Texts['meeting'], 'itemChanges' | 'documents' | 'interpreting'> = {
  itemChanges: {
    waitsAnew: 'この議題は採用済みです。保存すると採用前に戻り、事務局が改めて採否を決めます。', stays: '採用されたまま変更されます。', nextVersion: '議題は確定済みです。保存すると次の版となり、全ての参加機関に通知されます。', notWhom: '公開範囲と関連する情報を変更できるのは、提案機関だけです。',
    frozen: '議題は確定しています。変更が必要な場合は、事務局に依頼してください。', notWider: '非公開の間に確定、記録又は登録された内容を、閲覧できなかった機関に見せることになる変更は受け付けません。その場合は、新しい議題として提案してください。',
  },
  documents: {
    title: '資料', none: '資料はまだ登録されていません。', count: (n) => `資料${n}件`, file: '資料を登録', fileFor: (title) => `「${title}」の資料を登録`, fileBody: 'この議題を閲覧できる人と、この議題の通訳が閲覧できます。ほかの人は閲覧できません。画像、PDF、オフィス文書。1件100MBまで。ファイルの付加情報は取り除かれます。', numbered: '議題は確定済みのため、変更には番号が付き、この議題を閲覧できる人に通知されます。',
    mayBePublic: '公開してよい資料（TLP:CLEAR）。全機関に公開の議題で、関連する情報がTLP:CLEARだけのもの（ないものを含む）では、個人用リンクを持つゲストも閲覧できます', marks: { true: '関係者限り', false: 'TLP:CLEAR' }, language: '資料の言語', choose: 'ファイルを選択', chooseIn: (language) => `ファイルを選択（${language}）`, replace: '差し替える', oldStays: '新しい資料は登録されましたが、元の資料を削除できませんでした', removeSure: (name) => `「${name}」を削除します。`, removeBody: '誰も開けなくなり、元に戻せません。', reason: '理由（任意）', reasonHelp: '各機関の記録に残ります。個人名は記載しないでください。',
    changeNo: (n) => `変更${n}`, addedBy: (n) => `変更${n}で登録`, removed: (language) => `削除された資料：${language}`, recorded: '開くたびに記録されます。写しに閲覧者名が入ることがあります。', lacks: (languages) => `${languages}の資料がありません。この言語を必要とする出席者がいます。`, lacksBody: 'この言語の資料を登録してください。',
  },
  interpreting: {
    signs: { jsl: '日本手話', ase: 'アメリカ手話' }, both: (a, b) => `${a} ⇄ ${b}`,
    body: '必要な言語は、議題を閲覧できる機関の出席者の使用言語から定まります。', allWell: '閲覧できる議題に問題はありません。', amiss: '確認が必要なこと', lacksCount: (n) => `要確認${n}件`, nothingYet: '通訳の対象となる議題はまだありません', nothingYetBody: '議題が採用されると、必要な言語がここに表示されます。', notOpen: '通訳者の割当ては、議題の受付開始から閉会までの間に行えます。',
    items: '議題別', needed: '必要な言語', noneNeeded: '通訳は不要です。', pair: (pair, stands) => `${pair}：${stands}`, covered: '割当て済み', open: '未定', assigned: '担当の通訳者', nobodyAssigned: 'まだ決まっていません。', notCounting: '無効', endAssignment: '担当から外す', endSure: (name) => `${name}さんをこの議題の担当から外します。`,
    lacks: {
      NO_INTERPRETER: (languages) => `${languages}の通訳者が決まっていません。`, DOCUMENT_LANGUAGE: (languages) => `資料はありますが、${languages}の資料がありません。`, DOUBLY_BOOKED: (languages, name) => `${name}さんが、同じ時間に複数の言語（${languages}）又は他の議題を担当しています。`,
      NOT_LET_IN: (languages, name) => `${name}さん（${languages}）は、同席が認められなくなったか、登録言語から外れたため、担当として数えられません。`,
    },
    assign: '通訳者を割り当てる', assignFor: (title) => `「${title}」に通訳者を割り当てる`, interpreter: '通訳者', between: '言語', nobodyToAssign: '割当てのできる通訳者が登録されていません。', needsClearance: (name) => `${name}（提案機関の許可が必要）`,
    clearances: '提案機関が同席を認めた通訳者', clear: '他の機関の通訳者の同席を認める', clearFor: (title) => `「${title}」への同席を認める`, clearBody: 'この議題の内容を全て聞くことになります。記録に残り、いつでも取り消せます。', clearDo: '同席を認める', clearSure: (name) => `${name}さんのこの議題への同席を認めます。`, clearEnd: '取り消す', clearEndSure: (name) => `${name}さんはこの議題に同席できなくなり、担当からも外れます。`, lettingIn: '許可：',
    closed: '非公開の議題', closedBody: '必要な言語と担当者は表示されません。提案機関が手配します。', lacking: '通訳者が不足しています', notLacking: '不足はありません',
    interpreters: '通訳者', nobody: '通訳者はまだ登録されていません。', own: '所属機関', agency: '所属会社', agencyHelp: '所属機関の職員の場合は空欄', contact: '連絡先', contactHelp: '所属機関の通訳者を管理する人と、事務局だけに表示されます。', speaks: '言語（2つ以上）', twoLanguages: '言語を2つ以上選択してください。', enter: '通訳者を登録', enterBody: '所属機関の責任で登録します。所属機関が閲覧できる議題には同席でき、その他の議題では提案機関の許可が必要です。', entered: '登録しました。', languagesWarn: '外した言語の担当は、数えられなくなります。',
    removeSure: (name) => `${name}さんを削除します。どの議題にも同席できなくなり、リンクも開けなくなります。`, busy: (times) => `担当時間：${times}（閲覧できない議題の分も含みます）`,
    link: 'リンクを作成', linkFor: (name) => `${name}さんのリンクを作成`, linkOf: (name) => `${name}さんのリンク`, linkBody: '担当する議題のうち、所属機関が閲覧できるものだけが表示されます。リンクがあることは、所属機関だけに表示されます。', links: 'リンク', moreLinks: '続きを表示',
  },
};
