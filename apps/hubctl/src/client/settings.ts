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

/** Where the hub is: the address given on the command line, else HUB_URL. Ends with a slash. */
export function hubAddress(env: NodeJS.ProcessEnv, given?: string): URL {
  const name = given === undefined ? 'HUB_URL' : 'The address given';
  const text = given?.trim() ?? (env['HUB_URL']?.trim() || DEFAULT_URL);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Failure(`${name} is "${text}", which is no address of a hub.`, `Write it like https://hub.example.jp (default: ${DEFAULT_URL}).`);
  }
  url.pathname = `${url.pathname.replace(/\/(graphql)?\/?$/, '')}/`;
  url.search = '';
  url.hash = '';
  return url;
}

/** Reads HUB_URL, HUB_TOKEN and HUB_PASSWORD. A password never travels in the clear: off this machine it takes https. */
export function clientSettings(env: NodeJS.ProcessEnv, { allowHttp = false, url: given }: { allowHttp?: boolean; url?: string } = {}): ClientSettings {
  const address = hubAddress(env, given);
  if (address.protocol === 'http:' && !isHere(address) && !allowHttp) {
    throw new Failure(`${given === undefined ? 'HUB_URL' : 'The address given'} (${address.host}) is not encrypted.`, 'Give its https:// address; inside a closed network give --allow-http.');
  }
  return { url: new URL('graphql', address), token: env['HUB_TOKEN']?.trim() || null, password: env['HUB_PASSWORD'] || null };
}
