import type { DutyChannel, DutyLanguage } from './duty.types.js';

/** How an attempt ended. */
export enum DutyCallOutcome {
  TAKEN = 'TAKEN', REFUSED = 'REFUSED', REDIRECTED = 'REDIRECTED', TIMED_OUT = 'TIMED_OUT', UNREACHABLE = 'UNREACHABLE', DROPPED = 'DROPPED', INTERRUPTED = 'INTERRUPTED',
}

const IN_WORDS: Readonly<Record<DutyCallOutcome, string>> = {
  TAKEN: 'The gateway has taken it. / ゲートウェイが受け付けました。',
  REFUSED: 'The gateway did not take it. / ゲートウェイが受け付けませんでした。',
  REDIRECTED: 'The gateway pointed elsewhere; redirects are not followed. / ゲートウェイが別のアドレスを案内しました。転送先には送信しません。',
  TIMED_OUT: 'The gateway did not answer in time. / ゲートウェイが時間内に応答しませんでした。',
  UNREACHABLE: 'The gateway could not be reached, or the connection broke. / ゲートウェイに接続できないか、接続が切れました。',
  DROPPED: 'Nothing was sent: it is answered, or no longer to be answered. / 回答済みか、回答が不要になったため送信しませんでした。',
  INTERRUPTED: 'The hub stopped in the middle; whether it was taken is not known. / ハブの停止により中断しました。受け付けられたかどうかは不明です。',
};

/** In words, with the status where there was one. */
export const inWords = (outcome: DutyCallOutcome, status: number | null): string => `${IN_WORDS[outcome]}${status === null ? '' : ` (HTTP ${status})`}`;

/** All that is said to anybody outside: the way, the number and this. */
export const WORDS: Readonly<Record<DutyLanguage, string>> = { ja: 'ハブを開いてください。', en: 'Open the hub.' };

/** What the gateway is asked for; the same in every attempt. */
export interface GatewayCall { readonly id: string; readonly to: string; readonly channel: DutyChannel; readonly language: DutyLanguage }

/** How it went. */
export interface Asked { readonly outcome: DutyCallOutcome; readonly status: number | null }

/** The HTTP interface to whichever provider sends short messages and reads out words over the telephone. */
export class DutyGateway {
  constructor(
    private readonly settings: { readonly url: string; readonly token?: string } | undefined,
    /** Milliseconds for all of it. */
    private readonly timeout: number,
  ) {}

  /** Whether there is one. */
  get exists(): boolean {
    return this.settings !== undefined;
  }

  /** Asks for a call. By the id the provider knows what it has done already. The body of the answer is not read. */
  async ask({ id, to, channel, language }: GatewayCall, stopping: AbortSignal): Promise<Asked> {
    if (!this.settings) return { outcome: DutyCallOutcome.UNREACHABLE, status: null };
    const { url, token } = this.settings;
    const deadline = AbortSignal.timeout(this.timeout);
    try {
      const response = await fetch(url, {
        method: 'POST', redirect: 'manual', signal: AbortSignal.any([deadline, stopping]),
        headers: { 'content-type': 'application/json', 'idempotency-key': id, 'user-agent': 'contact-point-duty/1', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ id, to, channel, language, text: WORDS[language] }),
      });
      await response.body?.cancel();
      return { outcome: outcomeOf(response.status), status: response.status };
    } catch {
      if (stopping.aborted) return { outcome: DutyCallOutcome.INTERRUPTED, status: null };
      return { outcome: deadline.aborted ? DutyCallOutcome.TIMED_OUT : DutyCallOutcome.UNREACHABLE, status: null };
    }
  }
}

const outcomeOf = (status: number): DutyCallOutcome =>
  status >= 200 && status <= 299 ? DutyCallOutcome.TAKEN : status >= 300 && status <= 399 ? DutyCallOutcome.REDIRECTED : DutyCallOutcome.REFUSED;
