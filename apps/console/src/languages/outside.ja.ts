import type { outsideTexts as english } from './outside.en.js';

/** What asking for a view for somebody outside says in Japanese. */
export const outsideTexts: typeof english = {
  forOutside: {
    one: '外部への提供の申請', requests: '参加機関以外への提供の申請', lead: 'この情報を弁護士、病院、本国の省庁など参加機関以外の人に見せることができるのは、発信機関のみです。ここから申請してください。期限までに回答がない場合は不許可となります。',
    leadOurs: 'この情報を受け取った機関からの、参加機関以外への提供の申請です。', ask: '外部への提供を申請する', notAsked: 'この情報は、申請による外部への提供の対象ではありません。', reader: (name, organisation) => `${name}（${organisation}）`,
    askLead: (name) => `申請は${name}が確認し、可否を決めます。許可した場合、${name}が閲覧する人にアドレスを送り、コードを電話で伝えます。アドレスとコードは、申請した機関には表示されません。`,
    contact: '閲覧する人への連絡方法', contactHelp: 'メールアドレスと電話番号。発信機関がアドレスを送り、コードを伝えるために使います。', purposeHelp: 'この人に、なぜ今必要であるかを記入してください。発信機関と閲覧する人に表示されます。', terms: '閲覧する人が守る条件', send: '申請する',
    grantBody: '所属機関の別の担当者が承認し、アドレスとコードの表示を受けます。申請した機関には、その時点で知らされます。', again: '改めて許可する', againBody: '承認待ちのものは、これに置き換わります。その後に情報が改訂された場合に行ってください。',
    opensUntil: (at) => `${at}まで、一度だけ閲覧できます。`, given: '発信機関が閲覧する人にアドレスを送り、コードを電話で伝えます。', awaitsBody: '別の担当者が「参加機関以外への提供」で承認し、アドレスとコードの表示を受けます。それまで、申請した機関に回答は表示されません。', toApprove: '承認へ',
    byRequest: '申請の内容と、閲覧する人への連絡方法',
  },
};
