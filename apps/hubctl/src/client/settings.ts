import { Failure } from '../failure.js';

/** Where the hub is, and what the environment says of who asks. */
export interface ClientSettings {
  url: URL;
  token: string | null;
  password: string | null;
}

const DEFAULT_URL = 'http://127.0.0.1:4000';
const HERE = new Set(['localhost', '[::1]']);
const isHere = ({ hostname }: URL): boolean => HERE.has(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname);

/** Reads HUB_URL, HUB_TOKEN and HUB_PASSWORD. A password never travels in the clear: off this machine it takes https. */
export function clientSettings(env: NodeJS.ProcessEnv, { allowHttp = false }: { allowHttp?: boolean } = {}): ClientSettings {
  const text = env['HUB_URL']?.trim() || DEFAULT_URL;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Failure(`HUB_URL is "${text}", which is no address of a hub.`, `Set it like HUB_URL=https://hub.example.jp (default: ${DEFAULT_URL}).`);
  }
  if (url.protocol === 'http:' && !isHere(url) && !allowHttp) {
    throw new Failure(`HUB_URL (${url.host}) is not encrypted.`, 'Set HUB_URL to its https:// address; inside a closed network give --allow-http.');
  }
  url.pathname = `${url.pathname.replace(/\/(graphql)?\/?$/, '')}/graphql`;
  url.search = '';
  url.hash = '';
  return { url, token: env['HUB_TOKEN']?.trim() || null, password: env['HUB_PASSWORD'] || null };
}
