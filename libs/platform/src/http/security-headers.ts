import type { HubConfig } from '../config/index.js';

/** Header names and values. */
export type Headers = Readonly<Record<string, string>>;

const JOINED = (directives: Record<string, string>): string =>
  Object.entries(directives).map(([name, value]) => `${name} ${value}`).join('; ');

/** Headers of every response. Answers of the API are data: nothing in them may run, be framed, guessed at or kept. */
export function apiHeaders(config: Pick<HubConfig, 'production' | 'http'>): Headers {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(config.production && config.http.publicUrl.startsWith('https:')
      ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }
      : {}),
  };
}

/** Scripts, data and fonts from the hub alone, no inline script, no eval, no frames. */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

const PAGE = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Headers of GraphiQL. Styles may stand inline, since its editor sets them from its script. */
export const PAGE_HEADERS: Headers = {
  'content-security-policy': JOINED({ ...POLICY, 'worker-src': "'self'", 'style-src': "'self' 'unsafe-inline'", 'font-src': "'self' data:", 'img-src': "'self' data:" }),
  ...PAGE,
};

/** Headers of an app of the hub's own: nothing inline at all, and no text becomes markup or script (Trusted Types). */
export const APP_HEADERS: Headers = {
  'content-security-policy': JOINED({ ...POLICY, 'style-src': "'self'", 'font-src': "'self'", 'img-src': "'self'", 'require-trusted-types-for': "'script'", 'trusted-types': "'none'" }),
  ...PAGE,
};
