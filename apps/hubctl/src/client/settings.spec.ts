import { clientSettings } from './settings.js';

const urlOf = (HUB_URL?: string, allowHttp = false): string => clientSettings({ ...(HUB_URL ? { HUB_URL } : {}) }, { allowHttp }).url.href;

describe('HUB_URL', () => {
  it.each([
    [undefined, 'http://127.0.0.1:4000/graphql'],
    ['https://hub.example.jp', 'https://hub.example.jp/graphql'],
    ['https://hub.example.jp/', 'https://hub.example.jp/graphql'],
    ['https://hub.example.jp/graphql?x#y', 'https://hub.example.jp/graphql'],
    ['https://example.jp/hub/', 'https://example.jp/hub/graphql'],
    ['http://localhost:4711', 'http://localhost:4711/graphql'],
    ['http://[::1]:4711', 'http://[::1]:4711/graphql'],
  ])('%s means %s', (given, url) => expect(urlOf(given)).toBe(url));

  it.each(['hub.example.jp', 'ftp://hub.example.jp', 'nonsense'])('%s is no address', (given) => expect(() => urlOf(given)).toThrow(/no address of a hub/));

  it.each(['http://hub.example.jp', 'http://127.example.jp', 'http://10.0.0.1'])('%s would send a password in the clear', (given) => {
    expect(() => urlOf(given)).toThrow(/not encrypted.*https/);
    expect(urlOf(given, true)).toMatch(/^http:/);
  });
});
