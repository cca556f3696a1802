import type { ofOrganisation as english } from './en.organisation.js';

const number = new Intl.NumberFormat('ja');
const n = (value: number, unit: string): string => `${number.format(value)}${unit}`;

/** What the console says, in Japanese, where an organisation and an account are looked after. */
export const ofOrganisation: typeof english = {
  once: { onlyNow: 'この画面でのみ表示されます。再表示はできません。', copy: 'コピー', copied: 'コピーしました。', done: '保管しました' },
  organisation: {
    title: '所属機関', parts: { people: '職員', contact: '連絡窓口', duty: '当直表', webhooks: 'Webhook', mail: 'メールの不達', onboarding: '機関の登録' },
    onlyAdministrators: '権限の変更や招待は、所属機関の管理者が行います。', you: '自分', change: '変更', changeOf: (name) => `${name}を変更`,
    personStates: { ACTIVE: '有効', ENDED: '退職・異動', SUSPENDED: '停止中' },
    names: { familyName: '姓', givenName: '名', kana: 'フリガナ', latinFamilyName: '姓（ローマ字）', latinGivenName: '名（ローマ字）' },
    namesTitle: '氏名・言語', language: 'システムからの連絡の言語', rolesTitle: '権限', rolesHelp: '変更はすぐに有効になります。自分に権限を追加することはできません。他の管理者に依頼してください。', rolesOf: (name) => `${name}の権限`, oneRole: '権限を1つ以上選んでください。', saveRoles: '権限を保存',
    accessTitle: '利用', suspend: '利用を停止', suspendAsk: (name) => `${name}の利用を停止しますか`, suspendMeans: '再開するまで、開いている画面も含めてすぐに利用できなくなります。', reinstate: '利用を再開', end: '所属を終了', endAsk: (name) => `${name}の所属を終了しますか`, endMeans: 'すぐに終了し、元に戻せません。これまでの操作の記録は残ります。',
    recover: 'アカウントの回復', recoverAsk: (name) => `${name}のアカウントを回復しますか`, recoverMeans: 'パスワードや二要素認証を失った場合の手続です。本人からの依頼であることを電話または対面で確認してください。もう1名の承認が必要で、2名がそれぞれ鍵の半分を受け取ります。',
    halfTitle: 'あなたが伝える鍵（半分）', requestCode: '依頼者のコード', approvalCode: '承認者のコード', halfBody: (name, until) => `電話または対面で${name}本人だけに伝えてください。もう1名（管理者、コンタクトポイントまたは担当官）が「職員」の画面で承認し、残りの半分を伝えます。期限：${until}`, otherHalfBody: (until) => `本人だけに伝えてください。2つのコードがそろうと、「サインイン」の「アカウントの回復」で新しいパスワードを設定できます。期限：${until}`,
    invite: '職員を招待', inviteLead: '最初のサインインに使うリンクを発行します。対面や、確認済みの番号へのメッセージなど、安全な方法で渡してください。', inviteDo: '招待を発行', invitations: '招待', noInvitations: '招待はありません。', invitedTitle: (email) => `${email}への招待`, inviteLink: '最初のサインインのリンク', invitedBody: (until) => `このリンクを持つ人がアカウントを作成できます。1回限り、${until}まで有効です。`,
    invitationStates: { ACCEPTED: '登録済み', EXPIRED: '期限切れ', OPEN: '有効', REVOKED: '取消し' }, goodUntil: '期限：', revoke: '取消し', revokeOf: (email) => `${email}への招待の取消し`,
    recoveries: '回復中のアカウント', recoveriesLead: '本人と直接話した場合に限り承認してください。心当たりのないものは取り消してください。', noRecoveries: '回復中のアカウントはありません。', recoveryWaits: '2人目の承認待ち', recoveryApproved: '承認済み', askedBy: (name) => `依頼：${name}、`, approve: '承認', cancelOf: (name) => `キャンセル：${name}の回復`,
    contactPoint: 'コンタクトポイント', contactPointIs: 'コンタクトポイント：', deputy: '代理', nobody: 'なし', none: '未登録', answersNow: '現在の応対者', standsIn: '代理で応対', seenByOthers: '他の機関からの見え方', dutyTelephone: '当直電話（24時間）', languages: '対応言語', telephoneHelp: '+から始まる国際番号、または国内の番号',
    appoint: 'コンタクトポイントと代理の指名', appointHelp: '他の機関の連絡先となり、TLP:REDで外部から指名できるのはこの2名だけです。変更後は登録内容を改めて確認する必要があります。', appointDo: '指名する', samePerson: 'コンタクトポイントと代理には別の人を選んでください。',
    hours: '応対時間', hoursHelp: '応対できる時間帯です。時間外は当直電話が案内されます。', hoursN: (value) => `時間帯${number.format(value)}`, removeHours: (value) => `時間帯${number.format(value)}を削除`, addHours: '時間帯を追加', weekdays: '曜日（選択なし：毎日）', from: '開始', until: '終了', zone: 'タイムゾーン', closedDays: '休業日', closedHelp: '日本と自国の祝日など', addDay: '日付', add: '追加', removeDay: (day) => `${day}を削除`, remove: '削除',
    about: '機関の情報', nameJa: '名称（日本語）', nameEn: '名称（英語）', shownAs: '他の機関への職員の表示', byName: '氏名', byRole: '担当名',
    attestation: '登録内容の確認', voided: 'コンタクトポイントまたは代理が変わったため、前回の確認は無効です。', attestedOn: (at) => `前回の確認：${at}`, attestDue: (at) => `次の期限：${at}`, attestOverdue: (at) => `期限超過：${at}`, attestMeans: 'コンタクトポイント、代理、当直電話、応対時間、対応言語が表示のとおり正しいことを、機関として確認します。', attestMissing: '未登録の項目：', attestDo: '正しいことを確認する', attestedNow: '確認しました。', attestedBefore: 'これまでの確認', never: 'ありません。', void: '無効',
    rota: '当直表', rotaHelp: '緊急の情報に期限内の回答がないときに電話する相手です。その時間帯の担当者から、上から順に連絡します。番号は管理者とコンタクトポイントだけに表示されます。', noRota: '電話をする相手がいません', noRotaBody: '夜間の救助要請が届かないことのないよう、担当者を追加してください。', shiftN: (value) => n(value, '番目'), person: '職員', noPerson: '職員以外', label: '応答する部署・人', telephone: '電話番号', channel: '方法', channels: { SMS: 'SMS', VOICE: '電話' }, up: '上へ', upN: (value) => `${n(value, '番目')}を上へ`, removeShift: (value) => `${n(value, '番目')}を削除`, addShift: '担当者を追加',
    calls: '連絡の記録', noCalls: '連絡の記録はありません。', callStates: { DROPPED: '不要になった', EXHAUSTED: '失敗', TAKEN: '発信済み', WAITING: '待機中' },
    webhooksLead: '機関のシステムに、何かが起きたことと、読み取り位置（カーソル）を知らせます。情報の内容は送信されません。', toDevelopers: '受信方法', noWebhooks: 'Webhookはありません。', addWebhook: 'Webhookを追加', url: 'アドレス', urlHelp: 'https://… このシステムから到達できること', description: '用途', addDo: '追加',
    secretTitle: 'Webhookの秘密鍵', secret: '秘密鍵', secretBody: '受信側に設定してください。届いた通知がこのシステムからのものであることを確認するために使います。', enabled: '有効', disabled: '停止中', gone: '停止中：受信側が廃止を通知しました', waiting: (value) => `未送信${n(value, '件')}`, failingSince: (at) => `${at}から送信に失敗しています。`, bothSecrets: (at) => `${at}までは以前の秘密鍵でも署名されます。`,
    test: '試験送信', testOf: (url) => `${url}へ試験送信`, tested: '試験送信を開始しました。送信記録で確認してください。', disable: '停止', disableOf: (url) => `${url}を停止`, enable: '再開', enableOf: (url) => `${url}を再開`, rotate: '秘密鍵を更新', rotateOf: (url) => `${url}の秘密鍵を更新`, rotateAsk: '新しい秘密鍵を発行しますか', rotateMeans: '24時間は両方の鍵で署名されます。その間に受信側の設定を変更してください。', removeOf: (url) => `${url}を削除`, removeAsk: 'このWebhookを削除しますか', removeMeans: '送信記録も削除され、未送信の通知は送信されません。',
    log: '送信記録', logOf: (url) => `${url}の送信記録`, lookAgain: '更新', noDeliveries: '送信記録はありません。', deliveryTypes: { ALERT: '通知', TEST: '試験' }, deliveryStates: { DELIVERED: '送信済み', EXHAUSTED: '失敗', WAITING: '待機中', WITHHELD: '送信取りやめ' }, redeliver: '再送', redeliverOf: (at) => `${at}の通知を再送`, redelivered: '再送を開始しました。', nextAttempt: '次の送信：',
    mailLead: 'システムからのメールが届いていない職員です。画面では情報を閲覧できますが、メールでは知らされていません。', mailFine: 'メールの不達はありません', mailFineBody: 'メールサーバーの応答によるものです。', mailSince: (at) => `${at}以降、メールが届いていません。`, lastResult: 'メールサーバーの応答：', heldUntil: (at) => `次の送信：${at}以降`, mailDo: '本人に電話でアドレスを確認してください。アドレスが変わった場合は、新しいアドレスを招待してください。', mails: 'メール', mailsTo: (name) => `${name}へのメール`, mailStates: { CANCELLED: '希望なし', SENT: '送信済み', WAITING: '待機中', WITHHELD: '送信取りやめ' },
    inviteParty: '機関を招待', invitePartyLead: '機関を登録し、最初の管理者に登録用のリンクを発行します。他の職員はその管理者が招待します。', kind: '種別', kinds: { COORDINATOR: '運営機関', EMBASSY: '大使館', GOVERNMENT_BODY: '省庁', INTERNATIONAL_ORGANISATION: '国際機関', NGO: 'NGO', PREFECTURAL_POLICE: '都道府県警察', WOMENS_SUPPORT_CENTRE: '女性相談支援センター' }, country: '国', countryHelp: 'PHなどの2文字', code: '機関コード', codeHelp: '英字2～6文字。整理番号の先頭に使われ、変更できません', codeTaken: 'このコードは使用されています。', firstAdministrator: '最初の管理者のメールアドレス',
    parties: '参加機関', suspendedSince: '停止：', reason: '理由', reasonHelp: '双方の機関の記録に残ります。', suspendParty: '機関の利用を停止', suspendPartyMeans: '所属するすべての職員がすぐに利用できなくなり、宛先に選べなくなります。', reinvite: '改めて招待', reinviteHelp: 'まだ誰も登録していない場合に限ります。',
    wrong: { familyName: '入力してください。', givenName: '入力してください。', kana: 'カタカナで入力してください。', latinFamilyName: 'ローマ字で入力してください。', latinGivenName: 'ローマ字で入力してください。', email: '利用できるメールアドレスではありません。', names: '英語の名称が必要です。', telephone: '電話番号として正しくありません。', url: 'https:// で始まり、インターネットから到達できるアドレスを入力してください。', code: '英字2～6文字で入力してください。', country: 'PHなど、国の2文字のコードを入力してください。' },
  },
  join: {
    title: '利用登録', lead: '所属機関から招待されています。氏名を入力し、パスワードを決めてください。', key: '招待の鍵', keyHelp: '受け取ったリンクに含まれています。', passwordHelp: '15文字以上。推測されにくい複数の語を組み合わせ、氏名は含めないでください。', weak: '短すぎるか、よく使われるもの、または氏名を含むパスワードです。', submit: 'アカウントを作成', made: 'アカウントを作成しました。', madeBody: (email) => `${email}でサインインしてください。`, factorFirst: '先に二要素認証を設定する', notGood: 'この招待は無効か、期限が過ぎています。新しい招待を依頼してください。',
    recover: 'アカウントの回復', recoverLead: 'パスワードや二要素認証を失った場合の手続です。同僚2名から、それぞれコードを聞いてください。', newPassword: '新しいパスワード', keepFactor: '二要素認証', factorLost: '失った：解除する', factorKept: '手元にある：そのまま使う', recoverDo: '新しいパスワードを設定', recovered: '新しいパスワードを設定しました。すべてのセッションとトークンは終了しました。', codesWrong: 'コードが無効か、期限が過ぎています。両方の入力に誤りがないか確認してください。',
  },
  developers: {
    title: 'プログラムから使う', lead: 'この画面で表示される情報は、機関のシステムからも利用できます。HTTP・WebSocketのGraphQL、Server-Sent Events、Webhookに対応しています。', token: '閲覧のみのAPIトークンを作成します。', toSettings: '設定・APIトークン', explore: '例とスキーマの説明を見ながらクエリを試せます。', choose: '言語を選び、サンプルを利用してください。', language: 'サンプルの言語', runAs: '実行方法（TypeScriptはNode.js 22.18以降）：', commandOf: (name) => `${name}の実行コマンド`, copyOf: (name) => `${name}をコピー`,
    samples: { query: '情報を読む', follow: '通知を受け続ける', receive: 'Webhookを受信する' }, about: { query: '閲覧できる情報を新しい順に、ページごとに読みます。', follow: 'Server-Sent Eventsで届く通知を受け取り、中断後は続きから再開します。WebSocket（graphql-transport-ws）のsubscription「alerts」でも同じものを受け取れます。', receive: '署名を確認してすぐに応答し、対象の情報を読みます。Webhookは管理者が「所属機関」で追加します。' },
    rules: '注意事項', ruleList: ['プログラムによる閲覧は、この画面で開いた場合と同じく、あなたの閲覧として記録されます。', '閲覧できないものは、存在しないものと同じくNOT_FOUNDになります。', 'RATE_LIMITEDには、再試行までの秒数が示されます。', 'Idempotency-Keyヘッダーを付けた変更は、何度送信しても1回だけ有効です。', '保存した情報は取扱区分に従って管理し、撤回・期限切れ・閲覧終了の通知があったものは削除してください。'],
  },
  tokens: {
    title: 'APIトークン', lead: 'パスワードを使わずに、プログラムがあなたの名前で利用するためのものです。あなたの権限を超えることはなく、閲覧はあなたの閲覧として記録されます。', howTo: 'プログラムから使う', none: 'トークンはありません。', scopes: { FULL: 'すべての操作', READ_ONLY: '閲覧のみ' }, made: '作成：', ends: '期限：', used: '最終利用：', neverUsed: '未使用',
    revoke: '失効', revokeOf: (name) => `${name}を失効`, revokeAsk: (name) => `${name}を失効させますか`, revokeMeans: '使用中のプログラムはすぐに利用できなくなります。', make: 'トークンを作成', name: '用途', nameHelp: '例：事案管理システム、通知の取込み', scope: 'できること', scopeHelp: '変更が必要なプログラムでなければ「閲覧のみ」を選んでください。', life: '有効期間', days: (value) => n(value, '日'), makeDo: '作成', tooMany: 'トークンは20個までです。先にいずれかを失効させてください。', madeTitle: (name) => `トークン「${name}」`, token: 'トークン', madeBody: 'プログラムの秘密情報の保管場所に設定してください。プログラムの本文やメールに書かないでください。持っている人は、あなたの名前で閲覧できます。',
  },
  factor: {
    title: '二要素認証', mustLead: 'この権限では、サインインの前に二要素認証の設定が必要です。', why: 'サインインのとき、パスワードに加えてスマートフォンのアプリに表示されるコードを入力します。スマートフォンを用意してください。', begin: '設定を始める', scan: '認証アプリで読み取ってください。', qr: '認証アプリ用のQRコード', byHand: '読み取れない場合は、次を入力してください：', first: 'アプリに表示されている6桁の数字', confirm: '確認', wrongPassword: 'パスワードが正しくありません。', wrongCode: 'コードが正しくないか、すでに使用されています。次のコードが表示されてから入力してください。', codesTitle: '回復コード', codes: '回復コード', codesBody: 'それぞれ1回、アプリの代わりに使えます。印刷するか書き写し、スマートフォンとは別の場所に保管してください。', renew: '回復コードを再発行', drop: '二要素認証をやめる', setUp: '二要素認証を設定', change: '二要素認証の変更',
  },
};
