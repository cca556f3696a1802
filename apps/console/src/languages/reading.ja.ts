import type { readingTexts as english } from './reading.en.js';

const number = new Intl.NumberFormat('ja');

/** 保存した絞り込み、通知、翻訳、グラフ。 */
export const readingTexts: typeof english = {
  filters: { saved: '保存した絞り込み', keep: 'この絞り込みを保存', keepHelp: 'この端末に、条件だけを保存します。', keepHelpWords: 'この端末に、条件だけを保存します。検索した言葉は保存されません。', kept: '保存しました。', forget: (name) => `絞り込み「${name}」を削除`, forgotten: '削除しました。', full: (value) => `保存できるのは${number.format(value)}件までです。先にいずれかを削除してください。`, from: (day) => `${day}から`, until: (day) => `${day}まで` },
  translating: {
    lead: '翻訳は所属機関の職員だけに表示されます。正本は原文です。システムが本文を外部の翻訳サービスに送ることはありません。', leadOurs: '翻訳は、原文を閲覧できる全員に表示されます（取扱区分により、別の担当官の承認後）。システムが本文を外部の翻訳サービスに送ることはありません。', notOut: '翻訳できるのは発行済みの情報だけです。', into: '翻訳する言語', by: '翻訳者', me: '自分', outside: 'システム外の人・サービス', outsideName: '名称', outsideHelp: '翻訳会社や機械翻訳の名称など', outsideNeeded: '上の「名称」に、誰が（何が）翻訳したかを入力してください。', how: '翻訳の方法', labels: { HUMAN: '人による翻訳', MACHINE: '機械翻訳' }, humanHelp: '人が翻訳したか、機械翻訳を人が読んで直したもの。', machineHelp: '原文とあわせて読むよう表示されます。この取扱区分の本文を外部の翻訳サービスに入力しないでください。',
    same: (name) => `原文はすでに${name}です。別の言語を選んでください。`, title: '件名', original: '原文', titleIn: (name) => `件名（${name}）`, headingIn: (name) => `見出し（${name}）`, textIn: (name) => `本文（${name}）`, add: '翻訳を追加', replace: '差し替え', replaceOf: (name) => `翻訳「${name}」を差し替え`, replaceDo: '差し替える', approve: '承認', approveOf: (name) => `翻訳「${name}」を承認`, awaits: '承認待ち', awaitsBody: '翻訳を登録していない別の担当官が承認します。承認までは所属機関の担当官だけに表示されます。', remove: '削除', removeOf: (name) => `翻訳「${name}」を削除`, removeAsk: 'この翻訳を削除しますか',
  },
};
