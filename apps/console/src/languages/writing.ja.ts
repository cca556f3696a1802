import type { outgoing as outgoingEn, writing as writingEn } from './writing.en.js';

const n = (value: number, unit: string): string => `${new Intl.NumberFormat('ja').format(value)}${unit}`;

/** 情報を起案する画面と、発行前の画面。 */
export const writing: typeof writingEn = {
  newTitle: '情報の起案', editTitle: '情報の編集', write: '情報を起案', edit: '改訂・撤回', editDraft: '編集を続ける', review: '内容を確認して決裁', drafts: '下書き',
  parts: { mark: '取扱区分・緊急度', what: '概要', audience: '宛先', text: '本文', facts: '関係国・事実', times: '日時', stages: '後から提供する宛先', risk: '特定の個人に関する情報' },
  title: '件名', titleHelp: '宛先の一覧や通知に表示されます。個人名は書かないでください。', noTitle: '件名', noHeading: '見出し', handlingNote: '取扱条件（文章）',
  urgencyMeans: { IMMEDIATE: '直ちに対応が必要です。昼夜を問わず通知され、取消しの猶予なく発行されます。', PRIORITY: '本日中に確認が必要です。', ROUTINE: '通常の取扱いです。' },
  audience: '宛先', goesTo: '提供先', named: '指定する機関', everyone: 'すべての参加機関', everyoneMeans: '今後参加する機関も含みます。', public: '一般公開', publicMeans: 'インターネット上の誰でも閲覧できます。',
  notForEveryone: (mark) => `${mark}では選べません。指定した機関だけに提供されます。全機関に提供する場合は、TLP:GREENまたはTLP:CLEARを選んでください。`, redGoesTo: 'TLP:REDは機関ではなく個人に宛てます。他機関では、コンタクトポイントと代理者だけを指名できます。',
  droppedByRed: '選択済みの機関はTLP:REDでは無効です。個人を指名してください。', dropped: (mark) => `選択済みの宛先の一部は${mark}では無効です。宛先を確認してください。`,
  persons: '個人', ownPerson: '所属機関', organisations: '機関', circles: 'グループ', members: (value) => `構成機関${n(value, '')}`, suggestedEmbassy: '候補：国籍国の大使館。知らせてよいか、先に確認してください。', suggestedPolice: '警察', laterRecipient: '後の段階で受信', personOf: (name, organisation) => `${name}（${organisation}）`, unknownParty: '現在は選択できない機関・個人',
  seek: (what) => `${what}を検索`, nobodyToPick: '選択できる宛先がありません。', noneFound: '該当する名前がありません。', choose: '選択…', add: '追加', remove: (what) => `${what}を外す`, removeWord: '外す',
  reachPublic: '一般に公開され、誰でも閲覧できます。', reachEveryone: (value) => `他のすべての参加機関（${n(value, '機関')}）と、今後参加する機関が閲覧できます。`, reachNobody: '所属機関の外では誰も閲覧できません。', reachNoPerson: '起案者と決裁者のほかは誰も閲覧できません。',
  reachOrganisations: (value, names) => `${n(value, '機関')}が閲覧できます：${names}。`, reachPersons: (value, names) => `${n(value, '名')}が閲覧できます：${names}。`, reachOthers: (value) => `ほかの${n(value, '件')}の宛先には、存在も含めて表示されません。`,
  approvers: '決裁を依頼する担当官', recipientsVisible: '宛先どうしに宛先を表示する', recipientsVisibleMeans: '選ばない場合、ほかの宛先は誰にも分かりません。', notWithStages: '後から提供する宛先がある場合は表示できません。宛先が増えることが分かるためです。', stagesHelp: '指定した日時から、同じ情報をさらに別の宛先に提供します。先の宛先には知らされません。すべての段階が決裁の対象です。', addStage: '段階を追加', stageN: (value) => `第${n(value, '段階')}`, removeStage: (value) => `第${value}段階を外す`, stageFrom: '提供を始める日時', stageAudience: (value) => `第${n(value, '段階')}の宛先`, stageOpen: '提供を開始済み',
  sectionN: (value) => `節${n(value, '')}`, heading: '見出し', body: '本文', markdownHelp: '空行で段落が変わります。**太字**、「- 」「1. 」で箇条書きにできます。', addSection: '節を追加', moveUp: (value) => `節${value}を上へ`, moveDown: (value) => `節${value}を下へ`, removeSection: (value) => `節${value}を外す`, sectionRemoved: '節を外しました。', undo: '元に戻す',
  sectionFor: 'この節を閲覧できる宛先', sectionForAll: 'すべての宛先', sectionForSome: '一部の宛先のみ', sectionForSomeMeans: 'ほかの宛先には、節の存在も分かりません。',
  factsHelp: '項目別の事実（検索に使われます）', zoneHelp: (zone) => `時刻は${zone}の時計によります。`, clockOf: '時刻のタイムゾーン', clockHelp: 'その日までに夏時間などで時計が変わる場合も、表示どおりの時刻が適用されます。', acknowledgeBy: '受領回答の期限', acknowledgeHelp: '回答がない宛先には督促が届きます。', expiresAt: '有効期限', expiresHelp: 'この時刻から誰も閲覧できません。', releaseAt: '発行の日時', releaseHelp: '空欄の場合は決裁後すぐに発行します。',
  aboutSomebody: '特定できる個人に関する情報です', basis: '提供の根拠', consent: '本人の同意', lawfulGround: '法令上の根拠', ground: '根拠とその理由', mayKnow: (name) => `${name}に本人のことを知らせてよいですか`, may: 'はい、安全です', mustNot: 'いいえ', why: (name) => `理由（${name}）`,
  filesHelp: '画像、PDF、オフィス文書。1件100MBまで。ファイルの付加情報は取り除かれます。', filesForAll: 'すべての宛先', fileFor: '追加するファイルの宛先', addFile: 'ファイルを追加', sendingFile: (name) => `${name}を送信中`, checkingFile: '検査中…', fileRefused: 'このファイルは受け付けられません', fileFailed: 'ファイルを追加できませんでした。',
  preview: 'プレビュー', asWritten: '現在の内容', viewAs: '宛先からの見え方', viewAsHelp: '現在の内容を発行した場合に、宛先に表示されるものです。確認したことは所属機関の記録に残ります。', throughEyesOf: '見る立場', look: '確認', notReached: (name) => `${name}（宛先外）`, otherOrganisation: '今後参加する機関', thePublic: '一般の方', seesNothing: (name) => `${name}には何も表示されません。`, seesNothingBody: '件名も、存在することも分かりません。', seesSections: (name, value, of) => `${name}には${n(of, '節')}中${n(value, '節')}が表示されます。`,
  standing: { new: '保存する内容はまだありません。', saved: '下書きとして保存済みです。', savedAt: (at) => `${at}に下書きとして保存しました。`, typed: '保存しています…', offline: '未保存：システムに接続できません。入力した内容はこの画面に保持され、接続が回復すると保存されます。画面を閉じないでください。', refused: '未保存：この内容は受け付けられません。', conflict: '未保存：ほかの担当官が編集しました。下で選んでください。', ended: '未保存：セッションが終了しました。サインインしてください。入力した内容はこの画面に保持されています。', merged: 'ほかの担当官の編集と合わせて保存しました。' },
  cannotWait: '急ぐ場合', returned: '差し戻されました', editingVoids: '決裁待ちです。変更すると、改めて決裁の申請が必要です。', revising: '発行済みです。変更は下書きとして保存され、発行するまで宛先には表示されません。', redAuthor: '編集できるのは起案者だけです', redAuthorBody: 'TLP:REDでは、どの節を誰が閲覧できるかは起案者だけが知っています。変更したい内容を起案者に伝えてください。',
  stillToDo: '未完了の項目', checkAndSend: '確認して発行へ進む', checkAndSendHelp: 'まだ発行されません。',
  problems: {
    title: '件名を入力してください。', longTitle: '件名が長すぎます（300文字まで）。', heading: '各節に見出しを付けてください。', longHeading: '見出しが長すぎます（200文字まで）。', noSection: '節を入力してください。', longBody: '節が長すぎます（50,000文字まで）。', nobody: '宛先を選んでください。', number: '人数は1,000,000以下の整数で入力してください。', handlingNote: '取扱条件を文章で入力してください。', ground: '根拠とその理由を入力してください。', checks: '宛先ごとに、本人のことを知らせてよいかを選んでください。', mustNotKnow: '知らせてはならない宛先があります。宛先から外してください。', riskForEveryone: '特定できる個人に関する情報は、指定した宛先だけに提供できます。', acknowledgePast: '受領回答の期限が過去の日時です。保存されません。', expiryPast: '有効期限が過去の日時です。保存されません。', releasePast: '発行の日時が過去の日時です。保存されません。', expiryBeforeRelease: '有効期限が発行の日時より前です。', stageTime: '各段階の日時を入力してください。', stagePast: '段階の日時が過去の日時です。保存されません。', stageNobody: '各段階の宛先を選んでください。', stageBeforeRelease: '段階の日時が発行の日時より前です。保存されません。', stageAfterExpiry: '段階の日時が有効期限より後です。保存されません。', approver: '決裁を依頼する担当官を選んでください。',
  },
  clashTitle: '同じ箇所がほかの担当官に編集されました', clashBody: '採用する内容を選んでください。ほかの箇所は統合済みです。選ぶまで、どちらの内容も失われません。', mine: '自分の内容', theirs: 'ほかの担当官の内容', clashDone: 'この内容で続ける', removedIt: '削除', nothing: 'なし', yes: 'はい', no: 'いいえ',
  clashParts: { kind: '種類', tlp: '取扱区分', urgency: '緊急度', language: '言語', title: '件名', documentNumber: '文書番号', handling: '取扱条件', handlingNote: '取扱条件（文章）', countries: '関係国', audience: '宛先', recipientsVisible: '宛先の表示', acknowledgeBy: '受領回答の期限', releaseAt: '発行の日時', expiresAt: '有効期限', zone: 'タイムゾーン', stages: '段階', personAtRisk: '特定の個人に関する情報', approverIds: '決裁者', potentialVictims: '被害の疑いがある人数', identifiedVictims: '認知された被害者数', citizenships: '国籍', exploitation: '搾取の形態', meansOfControl: '支配の手段', prefectures: '都道府県', heading: '節の見出し', body: '節の本文', sectionAudience: '節の宛先', removed: '削除された節' },
  reviewTitle: '発行前の確認', backToEditing: '編集に戻る', toBulletin: '情報の画面へ', nothingToSend: '発行を待っている内容はありません。', willReceive: '提供される宛先', sentTo: (mark) => `${mark}として、次の宛先に提供されます。`, sentToN: (value, mark) => `${mark}として、次の${n(value, '件')}の宛先に提供されます。`, later: '後の段階：', onlyForSome: '一部の宛先だけの節', changes: '変更点', firstVersion: 'まだ発行されていません。すべて新しい内容です。', noChanges: '宛先に届いている版からの変更はありません。', wholeText: '全文',
  decide: '決裁', needsSecond: '編集していない別の担当官が決裁すると発行されます。', submit: '決裁を申請', submitted: '決裁を申請しました。別の担当官のホームに表示されます。', waitsForSecond: '別の担当官の決裁を待っています。編集した担当官は決裁できません。', notSubmitted: 'まだ申請されていません。編集中の可能性があります。', approveBody: '表示されている内容をそのまま決裁し、発行します。', sendBody: '別の担当官の決裁は不要です。', atOnce: '緊急のため直ちに発行され、取り消せません。', takeBackBody: 'その後60秒間は取り消せます。', approve: '決裁して発行', sendIt: '発行', approvals: '決裁欄', printSheet: '決裁書を印刷', writtenBy: '起案', byHand: '署名・日付', approvedBy: '決裁', scheduledFor: '発行予定：', notDone: '処理できませんでした。',
  sendBack: '差し戻す', sendBackReason: '修正してほしい内容', sendBackNow: '差戻し', sentBack: '差し戻しました。', callBack: '決裁の申請を取り下げる', callBackNow: '取下げ', reasonNeeded: '理由を入力してください。', unfinished: '件名または見出しが未入力です。編集に戻って入力してください。', atNight: '夜間：別の担当官を待たずに発行', atNightBody: '待てない場合に限ります。24時間以内に別の担当官が事後確認し、この方法で発行したことは全員に表示されます。', atNightReason: '待てない理由', sendAlone: '単独で発行',
  confirm: (value, mark) => `${mark}として、次の${n(value, '件')}の宛先に発行しますか`, confirmEveryone: (mark) => `${mark}として、全員に発行しますか`,
  withdraw: 'この情報を撤回',
};

/** まもなく発行されるもの。 */
export const outgoing: typeof outgoingEn = {
  waiting: 'まだ発行されていません。', seconds: (value) => `残り${n(value, '秒')}`, sending: '発行しています…', sent: '発行しました。', approved: '決裁しました。次の決裁を待っています。', scheduled: '決裁しました。予定の日時に発行されます。', failed: '発行されていません。', takeBack: '取り消す', now: '今すぐ発行', heldByHub: 'この画面を閉じても、サインアウトしても、時間になると発行されます。取り消すと発行前の状態に戻ります。', notTakenBack: '取り消せませんでした。',
};
