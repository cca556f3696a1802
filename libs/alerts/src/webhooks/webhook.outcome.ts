/** How an attempt ended. */
export enum WebhookOutcome {
  DELIVERED = 'DELIVERED', REFUSED = 'REFUSED', REDIRECTED = 'REDIRECTED', GONE = 'GONE', TIMED_OUT = 'TIMED_OUT', BROKEN = 'BROKEN', UNREACHABLE = 'UNREACHABLE',
  UNTRUSTED = 'UNTRUSTED', CLOSED_ADDRESS = 'CLOSED_ADDRESS', WITHHELD = 'WITHHELD', NOT_RECORDED = 'NOT_RECORDED', INTERRUPTED = 'INTERRUPTED',
}

const WORDS: Readonly<Record<WebhookOutcome, string>> = {
  DELIVERED: 'Delivered. / 送信しました。',
  REFUSED: 'The receiver did not take it. / 受信側が受け付けませんでした。',
  REDIRECTED: 'The receiver pointed elsewhere; redirects are not followed. Give the final address. / 受信側が別のアドレスを案内しました。転送先には送信しないため、最終的なアドレスを設定してください。',
  GONE: 'The receiver wants no more messages; the endpoint was disabled. / 受信側が廃止を通知したため、送信を停止しました。',
  TIMED_OUT: 'The receiver did not answer in time. / 受信側が時間内に応答しませんでした。',
  BROKEN: 'The connection broke before there was an answer. / 応答の前に接続が切れました。',
  UNREACHABLE: 'The receiver could not be reached. / 受信側に接続できませんでした。',
  UNTRUSTED: "The receiver's certificate is not good for this host, or TLS failed. / 受信側の証明書が無効か、TLS接続に失敗しました。",
  // The same for a name that is not there: else names of the hub's own network could be found out one by one.
  CLOSED_ADDRESS: "The host's name was not found, or one of its addresses is not public. / ホスト名が見つからないか、公開されていないアドレスが含まれています。",
  WITHHELD: "Nothing was sent: it is no longer the organisation's to see, or is not kept any more. / 所属機関が閲覧できなくなったか、保存期間が終わったため送信しませんでした。",
  NOT_RECORDED: 'Nothing was sent: the record of disclosures could not be written. / 開示記録を書き込めないため送信しませんでした。',
  INTERRUPTED: 'The hub stopped in the middle; whether it arrived is not known. / ハブの停止により中断しました。届いたかどうかは不明です。',
};

/** In words, with the status where there was one. */
export const inWords = (outcome: WebhookOutcome, status: number | null): string => `${WORDS[outcome]}${status === null ? '' : ` (HTTP ${status})`}`;

/** What an answer's status means. */
export function outcomeOf(status: number): WebhookOutcome {
  if (status >= 200 && status <= 299) return WebhookOutcome.DELIVERED;
  if (status >= 300 && status <= 399) return WebhookOutcome.REDIRECTED;
  return status === 410 ? WebhookOutcome.GONE : WebhookOutcome.REFUSED;
}
