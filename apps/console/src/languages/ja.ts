import { ofOrganisation } from './ja.organisation.js';
import type { Texts } from './texts.js';
import { outgoing, writing } from './writing.ja.js';
import { caseworkTexts } from './casework.ja.js';
import { meeting } from './meeting/ja.js';
import { cases } from './cases.ja.js';
import { tasks } from './home.ja.js';
import { readingTexts } from './reading.ja.js';
import { minutesSeal } from './seal.ja.js';

const number = new Intl.NumberFormat('ja');
const n = (value: number, unit: string): string => `${number.format(value)}${unit}`;

/** What the console says in Japanese. */
export const texts: Texts = {
  ...ofOrganisation,
  ...caseworkTexts,
  ...readingTexts,
  tasks,
  minutesSeal,
  hub: 'コンタクトポイント',
  purpose: '人身取引に関する情報を、警察・大使館・国際機関・NGOが安全に共有するためのシステム',
  skip: '本文へ移動',
  opensElsewhere: '（新しいタブで開きます）',
  menu: { main: 'メインメニュー', home: 'ホーム', bulletins: '情報一覧', meeting: '会議', organisation: '所属機関', audit: '閲覧記録', settings: '設定', public: '公開情報', signIn: 'サインイン', signOut: 'サインアウト', preferences: '言語・表示', help: '緊急のとき' },
  look: { language: '言語', theme: '配色', light: 'ライト', dark: 'ダーク', system: '端末の設定に合わせる', zone: '表示する時刻のタイムゾーン', japan: '日本時間（Asia/Tokyo）', years: '年の表記', western: '西暦（2026年）', japanese: '和暦（令和8年）', idle: '操作がないときにサインアウトするまでの時間', minutes: (value) => n(value, '分'), sample: (text) => `現在の表示例：${text}` },
  do: { retry: '再試行', close: '閉じる', more: 'さらに表示', back: '戻る', save: '保存', cancel: 'キャンセル', print: '印刷', open: '開く', show: '表示', clear: 'すべて解除', stay: 'サインインを続ける', dismiss: '閉じる' },
  connection: {
    live: '接続中：新しい通知は自動で届きます', connecting: '接続しています…', waiting: '接続が切れました。再接続しています', offline: 'ネットワークに接続していません',
    short: { live: '接続中', connecting: '接続処理中', waiting: '再接続中', offline: 'オフライン' },
    offlineTitle: 'システムに接続できません', offlineBody: '表示内容は以前に読み込んだもので、最新でない可能性があります。現在は送信できません。接続が戻りしだい自動で再開します。', since: (at) => `最後に接続できた時刻：${at}`, back: '接続が回復しました。表示は最新です。',
  },
  emergency: { elsewhere: '110番と当直電話はこのページに表示しています', title: '今、危険にさらされている人がいる場合', call: '110番（警察）に電話', callBody: 'システムを待たずに通報し、人身取引に関する件であることを伝えてください。', duty: '各機関の当直電話', dutyKept: (at) => `${at}時点の情報`, none: 'サインインしてシステムに接続すると、各機関の当直電話がここに表示されます。', dutyOf: (name) => `${name}の当直電話` },
  state: {
    loading: '読み込んでいます…', failed: '表示できませんでした', failedBody: 'システムで問題が発生しました。入力・保存した内容は失われていません。再試行しても直らない場合は、次の番号を管理者に伝えてください。',
    unavailable: 'システムが混雑しているか、保守中です。しばらく待ってから再試行してください。', offline: 'システムに接続できません。ネットワークを確認してから再試行してください。',
    notFound: '表示できる情報がありません', notFoundBody: '存在しないか、あなた宛てではないか、または閲覧できなくなった情報です。リンクの送付元に確認してください。',
    forbidden: 'この操作は現在の権限では行えません', forbiddenBody: '業務上必要な場合は、所属機関の管理者に相談してください。', rate: (seconds) => `回数が多すぎます。${n(seconds, '秒')}後に再試行してください。`,
    ended: 'セッションが終了しました。続けるにはサインインしてください。', wrongInput: '受け付けられませんでした。入力内容を確認してください。', conflict: '他の人が先に変更しました。読み込み直して確認してください。', noPage: 'ページが見つかりません', noPageBody: 'アドレスに誤りがある可能性があります。次のリンクから移動してください。',
    noReading: '現在の権限では情報を閲覧できません。利用できる機能はメニューから選べます。',
  },
  signIn: {
    title: 'サインイン', lead: '所属機関の管理者から発行されたアカウントを使用してください。', email: 'メールアドレス', password: 'パスワード', code: '二要素認証コード', codeHelp: '認証アプリに表示される6桁の数字、または回復コードを入力してください。', organisation: '機関コード', organisationHelp: 'このアドレスは複数の機関に登録されています。サインインする機関のコード（例：NPA）を入力してください。',
    submit: 'サインイン', wrong: 'メールアドレスまたはパスワードが正しくありません。Caps Lockも確認してください。パスワードを忘れた場合は、同僚または警察庁のコーディネーターに回復を依頼してください。', wrongCode: 'コードが正しくないか、すでに使用されています。次のコードが表示されてから入力してください。', enrol: 'この権限には二要素認証が必要ですが、まだ設定されていません。先に設定してください。', idle: '一定時間操作がなかったためサインアウトしました。サインインすると元の画面に戻ります。', ended: 'セッションが終了しました。もう一度サインインしてください。', signedOut: 'サインアウトしました。', offlineOut: 'この端末ではサインアウトしました。接続がないためシステムには通知できませんでしたが、システム側のセッションは自動的に終了します。',
    needed: '入力してください。', public: 'サインインせずに公開情報を見る',
  },
  idle: { title: '操作を続けますか', body: (value) => `共用端末で他の人に閲覧されないよう、あと${n(value, '秒')}でサインアウトします。` },
  home: {
    title: (name) => name, needs: '対応が必要なもの', nothing: '対応が必要なものはありません。', nothingBody: '新しい情報や質問は自動でここに表示されます。', fresh: '新着情報', allBulletins: '情報一覧へ',
    acknowledge: '受領回答', approve: '決裁', answer: '質問への回答', confirm: '写しの破棄確認', decide: '第三者提供の可否', proposals: '訂正提案の確認', due: (at) => `期限：${at}`, overdue: (at) => `期限超過：${at}`, since: (at) => `${at}から`, releaseFor: (name) => `提供先：${name}`,
  },
  bulletins: {
    title: '情報一覧', search: '件名・本文を検索', searchHelp: '日本語または英数字', find: '検索', filters: '絞り込み', kind: '種別', mark: '取扱区分', urgency: '緊急度', state: '状態', country: '関係国', anyCountry: '指定なし', exploitation: '搾取の形態', after: '発行日（から）', before: '発行日（まで）',
    none: '情報はありません', noneBody: 'まだ提供された情報がありません。', noHits: '該当する情報がありません', noHitsBody: '検索語や条件を減らしてください。検索の対象は閲覧できる情報に限られます。', shown: (value, more) => `${n(value, '件')}${more ? 'を表示（続きあり）' : ''}`, newer: '新しい情報があります。表示する', inText: '本文：', answered: '回答済み', toAnswer: (at) => `回答期限：${at}`,
  },
  bulletin: {
    mark: '取扱区分', handling: '取扱条件', allows: 'この区分で認められること', reference: '整理番号', originator: '発信機関', published: '発行', version: '版', versionN: (value) => `第${n(value, '版')}`, expires: '有効期限', language: '本文の言語', documentNumber: '文書番号', facts: '事案の概要', countries: '関係国', citizenships: '国籍', exploitation: '搾取の形態', means: '支配の手段', potential: '被害が疑われる人数', identified: '被害者と認定された人数', prefectures: '都道府県', contents: '目次',
    withdrawn: 'この情報は撤回されました', withdrawnBody: '今後使用しないでください。内容は表示されません。', reason: '理由：', expired: 'この情報は有効期限を過ぎました', expiredBody: '内容は表示されません。', old: (value) => `過去の第${n(value, '版')}を表示しています。`, current: '最新版を表示', exception: '夜間に担当者1名で発行されました。24時間以内に別の担当者が確認します。', working: '作業中の版があります', workingBody: 'この情報の下書きまたは改訂が作業中です。', workingWaits: '作業中の版が別の担当者の決裁を待っています。',
    struck: (at) => `${at}に一部が削除されました。`, released: '申請により提供された情報', releasedUntil: (at) => `${at}まで`, oursUntil: (at) => `貴機関がこの情報を閲覧できるのは${at}までです。その後は表示されません。`, credits: (names) => `訂正協力：${names}`,
    attachments: '添付ファイル', noAttachments: 'なし', download: 'ダウンロード', downloadOf: (name) => `${name}をダウンロード`, fileStruck: 'このファイルは削除されました。', removed: 'ファイルから除去したもの：', fileFailed: 'ファイルを取得できませんでした。再試行してください。', recordedFile: '開いた記録は保存されます。写しに氏名が表示される場合があります。',
    original: '原文', translation: '翻訳', machine: '機械翻訳です。原文とあわせて読んでください。', human: '人による翻訳です。', stale: '翻訳後に原文が変更されています。', staleShort: '以前の版', translationOf: (name) => `${name}による翻訳。原文が正本です。`,
    threads: '質問と回答', noThreads: '質問はありません。', unread: (value) => `未読${n(value, '件')}`, messages: (value) => `${n(value, '件')}のメッセージ`, threadDue: (at) => `回答期限：${at}`, cites: '引用：',
    versions: '版の履歴', compare: '変更点を表示', compareWith: (a, b) => `第${a}版から第${b}版への変更`, same: '閲覧できる件名・本文に変更はありません。', added: '追加', deleted: '削除', readVersion: 'この版を読む', onlyOne: '版は1つだけです。',
    acknowledge: '受領回答', acknowledgeBody: '所属機関としての回答です。発信機関に表示されます。', acknowledgeDue: (at) => `回答期限：${at}`, acknowledged: (kind, who, at) => `${kind}（${who}、${at}）`, acknowledgedNow: '回答を送信しました。', notSent: '回答は送信されていません', notSentBody: 'まだ誰にも伝わっていません。接続が戻ってから再送するか、電話で連絡してください。', answerAgain: '回答を変更', confirmUnable: '他の機関の対応が必要であると回答しますか', older: 'この回答は以前の版に対するものです。',
    readers: '閲覧した機関', readersBody: '閲覧記録によるものです。一覧や通知で件名を見た場合も含みます。', noReaders: 'まだ閲覧されていません。', organisation: '機関', first: '初回', last: '最終', times: '回数', answer: '回答', answers: '回答状況', noAnswer: '未回答', recipients: '提供先', everyone: '参加する全機関', people: '指名された人', readRecord: '閲覧記録を詳しく見る',
    printed: (who, at) => `閲覧者：${who}　${at}`, hidden: '不可視文字', image: '読み込まれていない画像：',
  },
  alert: {
    title: '通知', none: 'このページを開いてから届いた通知はありません。', new: (value) => `新しい通知${n(value, '件')}`, toMeeting: '会議の画面を開く', at: (at) => at, reset: '古い通知の一部は再送されません。一覧を読み込み直しました。', lost: '以前に閲覧した情報が表示されなくなりました。', unanswered: (name) => `${name}から回答がありません。電話：`,
  },
  audit: {
    title: '閲覧記録', lead: '所属機関の職員が行った操作・閲覧と、所属機関が発信した情報に対する他機関の閲覧の記録です。誰も気付かれずに変更・削除することはできません。各記録の真正性は、この端末で検証できます。', who: '操作者', what: '内容', when: '日時', entry: '記録番号', about: '対象', proof: '証明を検証', proofOf: (what, at) => `証明を検証：${what}、${at}`, theHub: 'システム', unsealed: '封印前（1～2秒で完了）', erased: '消去済み', several: '複数', from: '期間（から）', until: '期間（まで）', action: '操作の種類', anyAction: 'すべて', none: '記録はありません', noneBody: '指定した期間・種類の記録はありません。', onlyOwn: '自分の操作と、所属機関が発信した情報の閲覧者を確認できます。', ofBulletin: '1件の情報に関する記録のみ', allEntries: 'すべての記録',
    proofTitle: '記録の証明', proofLead: 'この端末が、記録、記録簿上の位置、署名された封印を取得し、すべてを計算し直しました。', checking: '検証しています…', holds: '証明は正しいです', holdsBody: (at) => `この記録は、${at}の時点で、ここに表示されているとおりに記録簿に存在していました。一文字でも変更されたり、移動・削除されたりすれば、封印と一致しません。`, fails: '証明は正しくありません', failsBody: 'この記録を信用しないでください。このページを印刷し、直ちに管理者と他の機関に連絡してください。',
    steps: '検証した内容', stepRecord: '記録の指紋（ハッシュ値）', stepRecordErased: '記録の本文は消去済みですが、指紋は残っています', stepLeaf: '指紋が所属機関の記録番号と結び付いている', stepPath: (value) => `隣接する${n(value, '個')}の指紋をたどって封印に至る`, stepRoot: '計算結果が署名された封印と一致する', stepSignature: '封印が記録簿の鍵で署名されている', stepEarlier: 'この端末が以前に見た記録簿の内容をすべて含んでいる', stepEarlierFirst: 'この端末が以前に見た封印はありません。今後の比較のために今回の封印を保存します', picture: '証明の図', pictureText: (index, size) => `この記録は記録簿の${size}件のうち${index}番目です。指紋を二つずつ順に結合すると封印に至ります。`, you: 'この記録', neighbour: '隣の記録', join: '結合', seal: 'システムの封印', sealed: (size) => `${size}件`, key: '記録簿の鍵', keyBody: '電話や書面で伝えられた鍵と照合してください。システムだけでは偽の鍵を示すこともできるためです。', content: '記録の内容', limits: '証明できないこと：サーバーやデータベースの管理者が、システムを通さずに閲覧しなかったこと。', technical: '技術的な詳細', ok: '一致', bad: '不一致', notYet: 'まだ封印されていません。数秒後に再試行してください。',
  },
  settings: {
    title: '設定', display: '言語・表示', displayBody: 'この端末に保存されます。', mail: 'メール通知', mailTo: (address) => `送信先：${address}　件名・本文・人名がメールに記載されることはありません。`, mailOff: 'このシステムはメールを送信しません。', mailFailing: (at) => `${at}以降、メールが届いていません。`, rhythm: '通知のタイミング', daily: '1日1回のメールの時刻', quiet: '通知を止める時間帯', quietFrom: '開始', quietUntil: '終了', quietHelp: 'この時間帯は緊急のものだけが届きます。空欄の場合は設定しません。', mailLanguage: 'メールの言語', own: 'アカウントの設定に合わせる', filterKinds: '通知する種別（選択なし：すべて）', saved: '保存しました。', mailZone: 'タイムゾーン',
    sessions: 'サインイン中の端末', sessionsBody: '心当たりのないものは終了し、パスワードを変更してください。', opened: '開始', used: '最終利用', ends: '期限', this: 'この端末', end: '終了', endOf: (at) => `${at}に開始したセッションを終了`, endOthers: '他をすべて終了', ended: (value) => `${n(value, '件')}のセッションを終了しました。`, factor: '二要素認証', factorOn: '設定済みです。', factorOff: '設定されていません。', factorRequired: 'この権限には必須です。', codesLeft: (value) => `回復コードの残り：${n(value, '個')}`,
  },
  meeting,
  public: { title: '公開情報', lead: '誰でも閲覧できる情報（TLP:CLEAR）です。', feed: 'Atomフィード', feedBody: 'フィードリーダーで購読できます。', none: '公開された情報はまだありません。', report: '通報・相談', reportBody: '緊急のときは110番、相談は警察相談専用電話 #9110、匿名での通報は匿名通報ダイヤル 0120-924-839（平日9:30～18:15）へ。' },
  kinds: { ALERT: '注意喚起', CASE_INFORMATION: '事案情報', NOTICE: 'お知らせ', REQUEST_FOR_INFORMATION: '情報提供依頼', STATISTICS: '統計' },
  states: { DRAFT: '下書き', IN_REVIEW: '決裁待ち', SCHEDULED: '発行予定', PUBLISHED: '発行済み', EXPIRED: '期限切れ', WITHDRAWN: '撤回' },
  urgencies: { IMMEDIATE: '緊急', PRIORITY: '優先', ROUTINE: '通常' },
  marks: {
    CLEAR: '全員に提供された場合は公開情報です。制限なく提供できます。', GREEN: '参加機関の内部で共有できます。公表はできません。', AMBER: '指定された機関の、必要とする人だけが利用できます。第三者への提供には発信機関の許可が必要です。', AMBER_STRICT: '指定された機関だけが利用できます。第三者への提供はできません。', RED: '指名されたあなただけが閲覧できます。同僚を含め、誰にも伝えないでください。',
  },
  handling: { NOT_AS_EVIDENCE_WITHOUT_CONSENT: '同意なく証拠として用いない', NOT_FOR_IMMIGRATION_ENFORCEMENT: '入管法違反の取締りに用いない', NO_CONTACT_WITH_PERSON: '本人に連絡しない', PROTECTION_ONLY: '被害者の保護の目的に限る', OTHER: 'その他' },
  answers: { RECEIVED: '受領', ACTING: '対応中', UNABLE: '対応不可' },
  answersMean: { RECEIVED: '内容を確認しました。', ACTING: '現場に向かう、または依頼に対応しています。', UNABLE: '他の機関の対応が必要です。' },
  exploitation: { CHILD_LABOUR: '児童労働', FORCED_ADOPTION: '養子縁組の強制', FORCED_BEGGING: '物乞いの強制', FORCED_LABOUR: '強制労働', FORCED_MARRIAGE: '強制結婚', FORCED_MILITARY_BY_NON_STATE_ACTORS: '非国家主体による兵役の強制', ORGAN_REMOVAL: '臓器摘出', SERVITUDE: '隷属', SEXUAL_EXPLOITATION: '性的搾取', SURROGACY: '代理出産', OTHER: 'その他' },
  means: { DEBT_BONDAGE: '債務による拘束', EXCESSIVE_WORKING_HOURS: '過度の長時間労働', FALSE_PROMISES: '虚偽の約束', PHYSICAL_ABUSE: '身体的虐待', PHYSICAL_THREATS: '身体的な脅迫', PSYCHOACTIVE_SUBSTANCE: '薬物等', PSYCHOLOGICAL_ABUSE: '精神的虐待', RESTRICTS_FINANCIAL_ACCESS: '金銭の管理', RESTRICTS_MEDICAL_CARE: '医療の制限', SEXUAL_ABUSE: '性的虐待', TAKES_EARNINGS: '収入の取り上げ', THREATENS_CHILDREN_FAMILY: '子・家族への脅迫', THREATS_LAW_ENFORCEMENT: '摘発をほのめかす脅迫', WITHHOLDS_DOCUMENTS: '旅券等の取り上げ', WITHHOLDS_NECESSITIES: '生活必需品の制限', OTHER: 'その他' },
  removals: { DOCUMENT_PROPERTIES: '文書のプロパティ', IMAGE_METADATA: '画像のメタデータ', THUMBNAIL: '縮小画像', UNUSED_CONTENT: '表示されない内容' },
  threadStates: { ACCEPTED: '了承済み', ANSWERED: '回答済み', CLOSED: '終了', OPEN: '回答待ち', REOPENED: '再質問' },
  messageKinds: { ANSWER: '回答', QUESTION: '質問', REMARK: '補足' },
  destruction: { CANNOT_DESTROY: '破棄できない', DESTROYED: '破棄済み', NO_COPIES: '写しなし', OPEN: '未回答', OVERDUE: '期限超過' },
  releases: { ASKED: '申請中', ENDED: '終了', GRANTED: '許可', REFUSED: '不許可', WITHDRAWN: '取下げ' },
  rhythms: { AT_ONCE: 'すぐに', HOURLY: '1時間ごと', DAILY: '1日1回', OFF: '通知しない' },
  roles: { ADMINISTRATOR: '管理者', AUDITOR: '監査担当', CONTACT_POINT: 'コンタクトポイント', COORDINATOR: 'コーディネーター', OFFICER: '担当官', READER: '閲覧者' },
  alerts: { ACCESS_LOST: '閲覧できなくなりました', ACKNOWLEDGEMENT_DUE: '受領回答の期限', EXPIRED: '有効期限切れ', HANDOVER: '引継ぎ', IMPORT: '取込み', LEGAL: '法的手続', MEETING: 'コンタクトポイント会議', PROPOSAL: '訂正提案', PUBLISHED: '新しい情報', RECALL: '写しの破棄依頼', REGISTER: '連絡窓口の登録', RELEASE: '第三者提供', RETENTION: '保存期間', REVISED: '改訂', STRUCK: '一部削除', THREAD: '質問・回答', TRANSLATION: '翻訳', UNANSWERED: '未回答', WITHDRAWN: '撤回', other: 'お知らせ' },
  acts: {
    'bulletin.read': '情報を閲覧', 'bulletin.listed': '一覧・通知で件名を表示', 'minutes.read': '情報に関する議事録を閲覧', 'bulletin.previewed': '他機関からの見え方を確認', 'bulletin.drafted': '情報を起案', 'bulletin.revised': '情報を改訂', 'bulletin.submitted': '決裁を申請', 'bulletin.approved': '決裁', 'bulletin.returned': '差戻し', 'bulletin.published': '情報を発行', 'bulletin.scheduled': '発行を予約', 'bulletin.taken-back': '発行前に取消し', 'bulletin.withdrawn': '情報を撤回', 'bulletin.struck': '一部を削除', 'bulletin.acknowledged': '受領回答', 'bulletin.exported': '出力', 'bulletin.exception-reviewed': '夜間発行を事後確認', 'bulletin.stage-opened': '次の段階の提供を開始', 'bulletin.stage-failed': '段階の提供を開始できず', 'bulletin.stage-ended': '段階の提供を終了',
    'thread.read': '質問・回答を閲覧', 'thread.listed': '質問・回答の一覧を表示', 'thread.opened': '質問', 'thread.answered': '回答', 'thread.remarked': '補足', 'thread.accepted': '回答を了承', 'thread.reopened': '再質問', 'thread.closed': '質問を終了', 'thread.assigned': '担当者を設定', 'thread.marked-read': '既読に変更',
    'attachment.begun': 'アップロードを開始', 'attachment.checked': 'ファイルを検査', 'attachment.attached': 'ファイルを添付', 'attachment.opened': 'ファイルを開く', 'attachment.removed': 'ファイルを外す', 'attachment.struck': 'ファイルを削除',
    'minutes.approved': '議事録を承認', 'meeting.document-opened': '会議資料を開く', 'meeting.item-shown': 'リンクで議題を表示', 'meeting.paper-given': '会議文書を出力', 'meeting.items-given': '会議文書に議題を出力', 'meeting.item-purged': '議事録の一部を廃棄',
    'session.opened': 'サインイン', 'session.ended': 'セッション終了', 'session.failed': 'サインイン失敗', 'token.created': 'APIトークンを作成', 'token.revoked': 'APIトークンを失効', 'password.changed': 'パスワード変更', 'mail.settings-changed': 'メール設定の変更', 'recall.asked': '写しの破棄を依頼', 'recall.confirmed': '破棄を回答', 'release.requested': '第三者提供を申請', 'release.granted': '第三者提供を許可', 'release.refused': '第三者提供を不許可', 'proposal.made': '訂正を提案', 'proposal.taken-up': '訂正を採用', 'proposal.declined': '訂正を不採用', 'translation.added': '翻訳を追加', 'audit.erased': '記録を消去', 'register.attested': '登録内容を確認', 'organisation.updated': '機関情報を変更', 'person.updated': '職員情報を変更',
  },
  writing, outgoing, cases,
};
