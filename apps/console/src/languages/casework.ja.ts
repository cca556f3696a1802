import type { caseworkTexts as english } from './casework.en.js';
import { outsideTexts } from './outside.ja.js';

const number = new Intl.NumberFormat('ja');
const n = (value: number, unit: string): string => `${number.format(value)}${unit}`;

/** What the rooms of a case say in Japanese. */
export const caseworkTexts: typeof english = {
  ...outsideTexts,
  form: { clock: (zone) => `${zone === 'Asia/Tokyo' ? '日本時間' : zone}で入力してください。`, optional: '空欄でも構いません。', wrongTime: '日付と時刻を入力してください。', language: '記入する言語', refused: '実行されませんでした', kept: '入力した内容は残っています。', loadAnew: '読み込み直す', send: '送信', notSent: '送信されていません' },
  rooms: { label: 'この情報に関する操作', read: '本文', questions: '質問と回答', proposals: '訂正提案', translations: '翻訳', releases: '第三者提供', recall: '回収' },
  questions: {
    ask: '質問する', none: '質問と回答は、質問した機関と質問を受けた機関だけが閲覧できます。', taskOf: '担当者：', nobody: '未定', assign: '変更', assignTo: '担当者', assignHelp: '所属機関にだけ表示されます。', whom: '質問する機関', chooseWhom: '機関を1つ以上選んでください。', knowEachOther: '質問を受けた各機関に、他にどの機関が質問を受けたかが知らされ、互いの回答が表示されることを了承します。', knowNeeded: '複数の機関に同時に質問するには、互いに知られてよいことが条件です。チェックを入れるか、1機関ずつ質問してください。', goesTo: (name) => `質問は${name}だけに送られます。他の提供先には知らされません。`,
    beginWith: '内容', answerFirst: '依頼された情報を提供できる場合に選んでください。', subject: '件名', due: '回答期限', between: (asker, others) => `質問：${asker}　回答：${others}`, isNew: '新着', closed: 'この質問は終了しました。書き込みはできません。',
    acceptTitle: 'この回答でよいですか', acceptBody: '了承すると、これ以上の回答は不要であることが回答した機関に伝わります。不足がある場合は、下に記入してください。', accept: '回答を了承', close: '質問を終了', closeAsk: 'この質問を終了しますか', closeBody: '終了後は、双方とも書き込めません。内容は引き続き閲覧できます。', write: '書き込む', writeAs: '種類', text: '本文', asAnswer: '質問に回答します。', asQuestion: '追加で質問します。', asRemark: '質問でも回答でもない連絡です。', reopen: '再質問', asReopen: '回答では足りない点を伝え、改めて回答を求めます。',
    consent: 'この回答を情報本文に加え、すべての提供先に示してよい', credit: '情報本文に所属機関の名を出典として示してよい', sent: '送信しました。',
  },
  promotion: {
    noConsent: '回答した機関は、情報本文に加えることに同意していません。', mayCredit: '情報本文に加え、出典として機関名を示すことができます。', mayNameless: '情報本文に加えることができますが、機関名は示せません。', promote: '情報本文に加える', promoteBody: '作業中の版の節になります。発行されるまで（区分により別の担当者の決裁後）提供先には表示されません。', heading: '節の見出し', excerpt: '加える回答（全部または一部）', excerptHelp: '不要な部分は前後から除いてください。残す部分は回答の原文のままにしてください。', notInIt: '回答の原文と一致していません。', forWhom: 'この節を閲覧できる宛先', promoteDo: '作業中の版に加える', promoted: '作業中の版に加えました。',
    ourCredit: 'この回答を機関名とともに情報本文に加えることに同意しています。', ourNameless: 'この回答を機関名を示さずに情報本文に加えることに同意しています。', notOurs: '同意しない限り、この回答が情報本文に加えられることはありません。', consent: '情報本文に加えることに同意', endConsent: '同意を取り消す',
  },
  proposals: {
    one: '訂正提案', propose: '訂正を提案する', none: '訂正提案はありません', noneBody: '内容に誤りがある場合は、正しい内容を提案してください。採否は発信機関が決めます。', noneOurs: '提供先からの提案がここに表示されます。', stale: '提案後に本文が変更されています', staleBody: '提案された後に、この情報は変更されています。現在の内容との関係を項目ごとに示します。', toVersion: (value) => `第${n(value, '版')}に対する提案`,
    takenUpEditor: '作業中の版に反映されました。発行されるまで、提供先には表示されません。', takenUpBody: '発信機関が次の版に、全部または一部を採用しました。', withdraw: '提案を取り下げる', partTaken: '採用', now: '現在の内容：', then: '採用した場合の内容：',
    lead: '誤っている箇所を書き換えてください。発信機関は変更箇所を一語ずつ確認して採否を決めます。新しい版が発行されるまで、他の提供先には表示されません。', heading: '見出し', body: '本文', changes: '変更箇所', correct: '訂正する', correctOf: (name) => `「${name}」を訂正する`, remove: '削除を提案', removeOf: (name) => `「${name}」の削除を提案`, removes: 'この節の削除を提案します。', leave: '元のままにする', addSection: '不足している節を提案する', takeAway: 'この節を取りやめる', noSections: '閲覧できる節がありません。', reason: '理由', reasonHelp: '発信機関に根拠を伝えてください。空欄でも構いません。', credit: '採用された場合、所属機関の名を示してよい', nothing: 'まだ何も変更されていません。', send: '提案する',
    takeUpTitle: '採用', takeUpBody: '選択した項目を作業中の版に反映します。発行されるまで（区分により別の担当者の決裁後）提供先には届きません。', takeUp: (value) => `${n(value, '項目')}を採用`, takeUpAll: 'すべて採用', declineTitle: '不採用', declineReason: '提案した機関に伝える理由', decline: '不採用とする',
    states: { DECLINED: '不採用', OPEN: '検討中', TAKEN_UP: '採用', WITHDRAWN: '取下げ' },
    standings: { ALREADY_SO: '現在の内容はすでにこのとおりです。', APPLIES: '現在の内容に反映できます。', CONFLICTS: '提案後にこの箇所が変更されたため、そのまま採用できません。正しい内容を本文に直接記入してください。' },
    fields: { ACKNOWLEDGE_BY: '受領回答の期限', CITIZENSHIPS: '国籍', COUNTRIES: '関係国', DOCUMENT_NUMBER: '文書番号', EXPIRES_AT: '有効期限', EXPLOITATION: '搾取の形態', HANDLING: '取扱条件', HANDLING_NOTE: '取扱いに関する注記', IDENTIFIED_VICTIMS: '被害者と認定された人数', KIND: '種別', LANGUAGE: '本文の言語', MEANS_OF_CONTROL: '支配の手段', POTENTIAL_VICTIMS: '被害が疑われる人数', PREFECTURES: '都道府県', SECTION_ADDED: '新しい節', SECTION_BODY: '節の本文', SECTION_HEADING: '節の見出し', SECTION_REMOVED: '削除する節', TITLE: '件名', URGENCY: '緊急度' },
  },
  passing: {
    one: '第三者提供の申請', requests: '参加機関への提供', lead: 'この情報を第三者に提供するには、発信機関の許可が必要です。ここから申請してください。期限までに回答がない場合は不許可となります。', leadOurs: 'この情報を受け取った機関からの、第三者提供の申請です。', ask: '第三者提供を申請する', none: '申請はありません。', awaits: '決裁待ち', silent: '期限までに回答なし', to: (name) => `提供先：${name}`, answerBy: (at) => `回答期限：${at}`, notAsked: 'この情報は、申請による第三者提供の対象ではありません。', askLead: (name) => `申請は${name}が確認し、可否を決めます。許可されるまで、提供先の機関には何も知らされません。`,
    third: '提供先の機関', choose: '選択してください', chooseThird: '機関を選んでください。', purpose: '目的', purposeHelp: 'その機関に、なぜ今必要であるかを記入してください。', terms: '提供先が守る条件', termsHelp: '例：担当者2名のみが閲覧し、事案終了後は保管しない。空欄でも構いません。', what: '範囲', whole: '所属機関が閲覧できる全部', some: '一部の節', sections: '節', chooseSection: '節を1つ以上選んでください。', answerWanted: '回答期限', answerHelp: '1時間後から90日後まで。期限までに回答がない場合は不許可となります。', send: '申請する',
    asker: '申請機関', asked: '申請日時', goneSection: '閲覧できない節', granted: '許可', grantedPart: '一部許可', opens: (names) => `提供する節：${names}`, conditions: '条件', asNamed: '申請した機関の名は提供先に知らされます。', awaitsBody: '提供は作業中の版に記入されました。別の担当者が決裁すると提供され、申請した機関に知らされます。', toApprove: '作業中の版へ', takeBack: '申請を取り下げる',
  },
  releasing: {
    grantTitle: '許可', grantBody: (name) => `所属機関の別の担当者が決裁すると、${name}に提供されます。`, extent: '範囲', asAsked: '申請どおり', inPart: '一部', sections: '提供する節', chooseSection: '節を1つ以上選ぶか、不許可としてください。', conditions: '条件', conditionsHelp: '取扱区分のほかに、提供先が守ること。空欄でも構いません。', until: '提供の期限', names: (name) => `${name}が申請したことを提供先に知らせる`, grant: '許可する', grantPart: '一部を許可する',
    refuseTitle: '不許可', reason: '申請した機関に伝える理由', reasonHelp: '空欄でも構いません。', refuse: '不許可とする', end: '提供を終了', endAsk: '提供を今すぐ終了しますか', endBody: '提供先は、以後この情報を閲覧できません。写しの破棄は「回収」から依頼できます。',
  },
  outside: {
    title: '参加機関以外への提供', lead: '弁護士、病院、本国の省庁などが、専用のアドレスで一度だけ閲覧します。コードは電話で伝えてください。別の担当者の承認が必要です。', propose: '外部への提供を起案する', none: '起案されたものはありません。', reader: '閲覧する人', readerOrganisation: '所属', readerOrganisationHelp: '病院、法律事務所、省庁など', purpose: '目的', purposeHelp: '閲覧する人に表示されます。', sections: '表示する節', safety: 'この人が知ってよい理由', safetyHelp: '特定できる個人に関する情報の場合は必須です。', expires: '閲覧の期限', expiresHelp: '10分後から30日後まで。', send: '別の担当者に回す',
    opensUntil: (at) => `閲覧期限：${at}`, by: '起案：', openedAt: '閲覧日時：', attempts: (value) => `コードの入力：${n(value, '回')}`, needsOther: '所属機関の別の担当者が承認します。', approve: '承認してアドレスとコードを表示', revoke: '取り消す', revokeOf: (name) => `取り消す：${name}`, once: '表示は今回限りです', onceBody: 'アドレスとコードは別々の方法で（コードはできるだけ電話で）伝えてください。どちらも読める形では保存されず、再表示できません。', address: 'アドレス', code: 'コード', onceGone: 'アドレスとコードは承認時に一度だけ表示され、再表示できません。控えがない場合は、取り消して新たに起案してください。',
    states: { EXPIRED: '期限切れ', LOCKED: 'コードの誤り5回で停止', OPENED: '閲覧済み', PROPOSED: '承認待ち', READY: '未閲覧', REVOKED: '取消し' },
  },
  recall: {
    asking: '閲覧記録を確認し、各機関に依頼しています。1～2秒かかります。', lookAgain: '再読み込み', requests: '写しの破棄を依頼した機関', answered: (done, all) => `${n(all, '機関')}のうち${n(done, '機関')}が回答しました。`, cause: '理由', state: '回答', due: '期限', confirmed: '回答日時', remark: '備考', openings: '版ごとの閲覧機関', struck: '削除した箇所',
    withdrawTitle: '情報を撤回する', withdrawBody: '撤回すると、他の機関は直ちに閲覧できなくなります。提供先には、撤回されたこととその理由だけが表示されます。1名で実行できます。', reason: '理由', reasonHelp: '提供先が読みます。個人名を書かないでください。', asks: '閲覧したすべての機関に写しの破棄を依頼する', by: '回答期限', withdraw: '撤回の確認へ', sure: (reference) => `${reference}を撤回しますか`, sureBody: '取り消すことはできません。', withdrawNow: '撤回する',
    laterTitle: '写しの破棄を依頼する', laterWithdrawn: 'この情報を閲覧したすべての機関に依頼します。同じ件で二度依頼されることはありません。', laterNarrowed: '閲覧したことがあり、現在は閲覧できない機関に依頼します。', later: '破棄の依頼へ', laterSend: '依頼する', laterDone: '依頼しました。回答は上に表示されます。', whose: '依頼先', whoseAll: '閲覧したすべての機関', whoseLost: '閲覧後に閲覧できなくなった機関', whoseStruck: (at) => `${at}に削除した箇所を閲覧した機関`,
    strikeTitle: '一部を削除する', strikeBody: '送るべきでなかった氏名や事実を、すべての版から同時に削除します。起案者にも表示されなくなります。', strikeGo: '削除の確認へ', strikeLead: '削除した内容は、すべての版と検索から、全員に対して失われます。元に戻すことはできません。添付ファイルは変更されません。', strikeWhat: '削除するもの', strikeText: '語句', strikeTextHelp: '全角・半角、大文字・小文字を区別せず、すべての箇所から削除します。', strikeSection: '節', strikeFacts: '事案の概要のすべての項目', strikeWords: '削除する語句', strikeReason: '所属機関の編集者に伝える理由', strikeReasonHelp: '削除する内容を書かないでください。', strikeAsks: '閲覧したすべての機関に写しの破棄を依頼する', strikeSure: 'すべての版から削除しますか', strikeSureBody: '取り消すことはできません。', strikeNow: '削除する',
    askedTitle: '写しの破棄確認', askedLead: '発信機関から、ファイル・印刷物・メール・メモの破棄が依頼されています。写しは整理番号で探してください。', askedNone: '所属機関への依頼はありません。', askedAt: '依頼：', lost: 'この情報は現在閲覧できません。', officersOnly: '所属機関の担当官またはコンタクトポイントが回答します。', outcome: '写しはどうなりましたか', chooseOutcome: '1つ選んでください。', remarkNeeded: '破棄できない理由と代わりの措置を記入してください。発信機関が読みます。', confirm: '発信機関に回答', confirmSent: '発信機関に回答しました。', confirmAgain: '回答を変更',
    outcomes: { DESTROYED: 'ファイル・印刷物・メール・メモをすべて破棄しました。', NO_COPIES: '写しは保有していません。', CANNOT_DESTROY: '保管しなければならないものがあります。' },
    causes: { NARROWED: '提供先から除外', STRUCK: '一部削除', WITHDRAWN: '撤回' },
    places: { BODY: '本文', DOCUMENT_NUMBER: '文書番号', FACTS: '事案の概要', HANDLING_NOTE: '取扱いに関する注記', HEADING: '見出し', INTERNAL: '編集者の記録', SECTION: '節', TITLE: '件名' },
  },
  needs: { unread: '新しい回答', accept: '回答の了承', outside: '外部提供の承認', exports: '事案の出力の承認' },
};
