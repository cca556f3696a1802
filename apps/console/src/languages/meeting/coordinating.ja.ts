import type { coordinating as english } from './coordinating.en.js';

/** 終了した会議、休憩、再通知、文書を開いた機関。 */
export const coordinating: typeof english = {
  over: {
    body: { CLOSED: 'この会議は終了しました。以下はその記録です。対応事項は引き続き進められます。', CANCELLED: 'この会議は中止されました。以下はその記録です。' }, nobody: '出席者は登録されませんでした。', links: '会議の終了により、すべてのリンクが無効になりました。', notInterpreted: '通訳はありませんでした', undecided: '採否が決まらなかった議題', noPoll: '候補日の照会はありませんでした', notHeld: 'この会議は開催されませんでした',
  },
  openings: { title: '開いた機関', titleOf: (title) => `「${title}」の資料を開いた機関`, body: '所属機関の閲覧記録によるものです。リンクで開いた人は、そのリンクの機関として表示します。', nobody: 'まだ開かれていません。', removed: '削除された資料', newest: 'ここまでは新しい記録だけを数えています。' },
  breaks: {
    title: '休憩', body: 'システムが議事次第を組み直します。議題の途中では休憩せず、連続時間を超えることになる議題の前に休憩を置きます。', frozen: '議題は確定済みです。保存すると次の版になり、全ての参加機関に通知されます。', length: '休憩の長さ（分）', none: '0～60（0：休憩なし）', after: '休憩なしで続ける時間の上限（分）', afterHelp: '30～240', lunch: '昼食の長さ（分）', noLunch: '0～180（0：昼食なし）', lunchFrom: '昼食の開始（この時刻以降）', lunchHelp: '10:00～15:00。',
    short: (minutes, after, lunch, from) => `${minutes === 0 ? '休憩なし' : `最長${after}分ごとに${minutes}分`}、${lunch === 0 ? '昼食なし' : `昼食${lunch}分（${from}以降）`}`,
  },
  reminders: {
    change: '期限・再通知を変更', beforeDeadline: '未回答の機関への再通知（期限の何日前）', beforeStart: '全機関への会議の再通知（会議の何日前）', help: '例：7, 1。空欄の場合、期限前の再通知はありません（期限を過ぎた時は必ず通知します）。', startHelp: '例：30, 7, 1。空欄の場合、再通知はありません。', wrong: '1～180の整数を、カンマで区切って10個まで入力してください。',
  },
};
