import type { tasks as english } from './home.en.js';

const number = new Intl.NumberFormat('ja');

/** What the meeting wants of somebody, and the register. */
export const tasks: typeof english = {
  meeting: '会議', register: '年1回の確認', contact: '名簿に登録された所属機関の連絡先', voided: '担当者の変更により再確認が必要です',
  kinds: {
    POLL: () => '日程調整への回答', DELEGATES: () => '出席者の登録（または欠席の連絡）', REVIEW: () => '議事録への回答', ACTIONS: (n) => `対応事項${number.format(n)}件の報告`,
    DECIDE_DAY: () => '開催日の決定（日程調整の回答期限を過ぎました）', ITEMS: (n) => `提案された議題${number.format(n)}件の採否`, OPEN_REVIEW: () => '議事録の確認の開始', APPROVE_MINUTES: () => '議事録の承認（確認の期限を過ぎました）',
  },
};
