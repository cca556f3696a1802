import type { cases as english } from './cases.en.js';

const number = new Intl.NumberFormat('ja');
const n = (value: number, unit: string): string => `${number.format(value)}${unit}`;

/** 事案をファイルから取り込み、ファイルに出力する画面。 */
export const cases: typeof english = {
  title: '事案のファイル', toFiles: '事案の取込み・出力', parts: { import: '取込み', export: '出力' }, lead: 'IOMの人身取引事案データ標準（HTCDS 2.0）によるCSV・Excel・JSONファイルを扱います。',
  importBody: '1行が1件の下書きになり、所属機関だけに表示されます。発行はされません。まず行ごとに内容を確認し、この時点では何も変更されません。取込み済みの事案はそのまま残ります。',
  consentBody: '同意のない事案（con_Consentがtrueでないもの）は、個人を特定できる項目をすべて除いてから保存します。', limitBody: 'ここで一度に送信できるのは、740kB・500件までのファイルです。これを超えるファイルは、担当官がコマンドラインからそのまま取り込めます（自動的に分割されます。--dry-runで事前に確認できます）：',
  chooseFile: 'ファイルを選択', otherFile: '別のファイルを選択', looking: 'ファイルを確認しています…', notLooked: 'ファイルを確認できませんでした', tooLarge: 'ファイルが大きすぎます', tooLargeBody: '一度に取り込めるのは740kB・500件までです。送信は行われていません。分割するか、コマンドラインでそのまま取り込んでください：',
  preview: '取込み前の確認', report: '取込みの結果', noRows: '事案が含まれていません。', bringIn: (value) => `${n(value, '件')}を取り込む`, bringInBody: '誤りのある行は取り込まれません。元のファイルを修正して再度取り込んでください。二重に登録されることはありません。', nothingToBring: '新しい事案はありません。', notBrought: '取り込まれていません', brought: '下書きとして取り込みました', broughtBody: '1件ずつ内容を確認し、宛先を決めて、ほかの情報と同じように決裁を受けてください。',
  would: { ADDED: (value) => `${n(value, '件')}を下書きとして登録します。`, REVISED: (value) => `${n(value, '件')}の下書きを、変更された内容に改めます。`, PRESENT: (value) => `${n(value, '件')}は同じ内容で取込み済みです。`, DIFFERS: (value) => `${n(value, '件')}は内容が変わっていますが、すでに下書きではありません。画面で改訂または撤回してください。` },
  did: { ADDED: (value) => `${n(value, '件')}を下書きとして登録しました。`, REVISED: (value) => `${n(value, '件')}の下書きを改めました。`, PRESENT: (value) => `${n(value, '件')}は取込み済みでした。`, DIFFERS: (value) => `${n(value, '件')}は内容が変わっていますが、すでに下書きではありません。画面で改訂または撤回してください。` },
  outcomes: { ADDED: '新規', REVISED: '下書きを改訂', PRESENT: '取込み済み', DIFFERS: '相違あり（画面で対応）' },
  bad: (value) => `${n(value, '行')}に誤りがあり、取り込まれません。`, problems: '誤りの内容', rows: '行ごとの結果', line: '行', column: '項目', problem: '誤り', wholeRow: '行全体', outcome: '結果', withheld: '同意がないため除いた項目',
  exportBody: '閲覧できる事案を現在の内容で出力します。TLP:REDは含まれません。出力される事案は1件ごとに閲覧記録に残り、発信機関に表示されます。', ask: '出力を申請', format: '形式', formats: { CSV: '表計算ソフトやプログラム用', XLSX: 'Excel用', JSON: 'プログラム用' }, which: '対象（選択なし：すべて）', draftsHelp: '下書きは作成日によります。', ownOnly: '所属機関の事案のみ', why: '目的', whyHelp: '決裁者と記録のために記入してください。個人名は書かないでください。', askDo: '申請する', waitsNow: '別の担当官の承認を待っています。', readyNow: '下の一覧から取得できます。',
  asked: '申請の一覧', noExports: '所属機関からの申請はありません。', persons: (value) => n(value, '件'), allCases: 'すべての事案', fromDay: (day) => `${day}から`, untilDay: (day) => `${day}まで`, exportStates: { EXPIRED: '期限切れ', READY: '取得可', WAITING: '承認待ち' },
  approveUntil: (at) => `承認期限：${at}`, fetchUntil: (at) => `取得期限：${at}`, approvedBy: '承認：', needsOther: '件数が多いため、所属機関の別の担当官の承認が必要です。', officersApprove: '担当官が承認します。', askerFetches: '申請者本人が取得します。', approve: '承認', approveOf: (value) => `${n(value, '件')}の出力を承認`,
  fetch: 'ファイルを取得', fetchOf: (format, at) => `ファイルを取得（${format}、${at}申請）`, fetched: 'この端末に保存しました。含まれる情報の取扱区分に従って管理してください。', notFetched: '取得できませんでした。途中までの内容は破棄しました',
};
