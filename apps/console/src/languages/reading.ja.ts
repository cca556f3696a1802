import type { readingTexts as english } from './reading.en.js';

const number = new Intl.NumberFormat('ja');

/** 保存した絞り込み、通知、翻訳、グラフ。 */
export const readingTexts: typeof english = {
  filters: { saved: '保存した絞り込み', keep: 'この絞り込みを保存', keepHelp: 'この端末に、条件だけを保存します。', keepHelpWords: 'この端末に、条件だけを保存します。検索した言葉は保存されません。', kept: '保存しました。', forget: (name) => `絞り込み「${name}」を削除`, forgotten: '削除しました。', full: (value) => `保存できるのは${number.format(value)}件までです。先にいずれかを削除してください。`, from: (day) => `${day}から`, until: (day) => `${day}まで` },
  notify: { title: 'この端末への通知', body: 'この画面を開いたまま別の作業をしているとき、新しい通知を端末の通知として表示できます。外部の通知サービスは利用しません。', says: 'TLP:GREEN・TLP:CLEARは整理番号を表示します。それ以外は、確認が必要なものがあることだけを表示します。', ends: '通知が届くのは、このページを開いている間だけです。ページを閉じるかサインアウトすると届きません。その間はメール通知を、夜間の緊急の依頼には所属機関の当直表を利用してください。', waits: '確認が必要なものがあります。', on: '表示します。', off: '現在、通知は表示されません。', denied: 'ブラウザーの設定で、このサイトの通知が許可されていません。変更はブラウザーの設定で行ってください。', missing: 'このブラウザーでは利用できません。', start: '通知を表示する', stop: '表示をやめる' },
  figures: { title: '年次統計', count: '集計', scopeNames: { NPA: '警察庁', GOV: '政府全体' }, scopes: { NPA: '警察庁の集計（警察が検挙・保護したもの）です。', GOV: '政府全体の集計（警察に、出入国在留管理庁等の分を加えたもの）です。同じ年でも警察庁の集計と一致しないことがあり、両者を足すことはできません。' }, cases: '検挙件数', arrested: '検挙人員', victims: '被害者数', year: '年', chart: (scope, first, last) => `年次統計（${scope}）${first}年から${last}年。同じ数値を下の表に示します。`, table: '表で見る', notZero: '「–」は出典に数値がないことを表し、0ではありません。グラフの線はそこで途切れます。' },
  readings: { title: '閲覧の推移', none: 'まだ閲覧されていません。', cut: (entries) => `記録が多いため、新しい${entries}件だけを集計しています。それより古い記録は「さらに表示」で加わります。`, chart: (who, first, last) => `${first}から${last}までの閲覧：${who}。同じ数値を下の表に示します。`, ofOne: (name, value) => `${name}${number.format(value)}回`, table: '閲覧の推移（表）', when: '日', who: '機関', times: '回数' },
  translating: {
    lead: '翻訳は所属機関の職員だけに表示されます。正本は原文です。システムが本文を外部の翻訳サービスに送ることはありません。', leadOurs: '翻訳は、原文を閲覧できる全員に表示されます（取扱区分により、別の担当官の承認後）。システムが本文を外部の翻訳サービスに送ることはありません。', notOut: '翻訳できるのは発行済みの情報だけです。', into: '翻訳する言語', by: '翻訳者', me: '自分', outside: 'システム外の人・サービス', outsideName: '名称', outsideHelp: '翻訳会社や機械翻訳の名称など', outsideNeeded: '上の「名称」に、誰が（何が）翻訳したかを入力してください。', how: '翻訳の方法', labels: { HUMAN: '人による翻訳', MACHINE: '機械翻訳' }, humanHelp: '人が翻訳したか、機械翻訳を人が読んで直したもの。', machineHelp: '原文とあわせて読むよう表示されます。この取扱区分の本文を外部の翻訳サービスに入力しないでください。',
    same: (name) => `原文はすでに${name}です。別の言語を選んでください。`, title: '件名', original: '原文', titleIn: (name) => `件名（${name}）`, headingIn: (name) => `見出し（${name}）`, textIn: (name) => `本文（${name}）`, add: '翻訳を追加', replace: '差し替え', replaceOf: (name) => `翻訳「${name}」を差し替え`, replaceDo: '差し替える', approve: '承認', approveOf: (name) => `翻訳「${name}」を承認`, awaits: '承認待ち', awaitsBody: '翻訳を登録していない別の担当官が承認します。承認までは所属機関の担当官だけに表示されます。', remove: '削除', removeOf: (name) => `翻訳「${name}」を削除`, removeAsk: 'この翻訳を削除しますか',
  },
};
