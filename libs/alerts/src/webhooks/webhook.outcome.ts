/** How an attempt ended. */
export enum WebhookOutcome {
  DELIVERED = 'DELIVERED', REFUSED = 'REFUSED', REDIRECTED = 'REDIRECTED', GONE = 'GONE', TIMED_OUT = 'TIMED_OUT', BROKEN = 'BROKEN', UNREACHABLE = 'UNREACHABLE',
  UNTRUSTED = 'UNTRUSTED', CLOSED_ADDRESS = 'CLOSED_ADDRESS', WITHHELD = 'WITHHELD', NOT_RECORDED = 'NOT_RECORDED', INTERRUPTED = 'INTERRUPTED',
}

const WORDS: Readonly<Record<WebhookOutcome, string>> = {
  DELIVERED: 'Delivered.',
  REFUSED: 'The receiver did not take it.',
  REDIRECTED: 'The receiver pointed elsewhere; redirects are not followed. Give the final address.',
  GONE: 'The receiver wants no more messages; the endpoint was disabled.',
  TIMED_OUT: 'The receiver did not answer in time.',
  BROKEN: 'The connection broke before there was an answer.',
  UNREACHABLE: 'The receiver could not be reached.',
  UNTRUSTED: "The receiver's certificate is not good for this host, or TLS failed.",
  // The same for a name that is not there: else names of the hub's own network could be found out one by one.
  CLOSED_ADDRESS: "The host's name was not found, or one of its addresses is not public.",
  WITHHELD: "Nothing was sent: it is no longer the organisation's to see, or is not kept any more.",
  NOT_RECORDED: 'Nothing was sent: the record of disclosures could not be written.',
  INTERRUPTED: 'The hub stopped in the middle; whether it arrived is not known.',
};

/** In words, with the status where there was one. */
export const inWords = (outcome: WebhookOutcome, status: number | null): string => `${WORDS[outcome]}${status === null ? '' : ` (HTTP ${status})`}`;

/** What an answer's status means. */
export function outcomeOf(status: number): WebhookOutcome {
  if (status >= 200 && status <= 299) return WebhookOutcome.DELIVERED;
  if (status >= 300 && status <= 399) return WebhookOutcome.REDIRECTED;
  return status === 410 ? WebhookOutcome.GONE : WebhookOutcome.REFUSED;
}
