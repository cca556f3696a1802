import { HubUnreachable } from './hub-refusal.js';

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there', ENOTFOUND: 'there is no machine of that name', EAI_AGAIN: 'the name can not be looked up now',
  ECONNRESET: 'the connection broke', ETIMEDOUT: 'no answer in time', UND_ERR_SOCKET: 'the connection broke', UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  CERT_HAS_EXPIRED: 'its certificate has expired', DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed', SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
};

/** What fetch could not do, as a sentence. */
export function unreachable(url: URL, error: Error): HubUnreachable {
  const { code = '', message = error.message } = (error.cause ?? {}) as { code?: string; message?: string };
  const reason = error.name === 'TimeoutError' ? 'no answer in time' : (REASONS[code] ?? (message || code));
  return new HubUnreachable(`The hub at ${url.origin} can't be reached: ${reason}.`, 'Start it (npm start), or set HUB_URL to where it runs; then run the command again.', { cause: error });
}
