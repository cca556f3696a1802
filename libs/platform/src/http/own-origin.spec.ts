import { ownOrigins } from './own-origin.js';

describe('an origin', () => {
  it.each([
    ['https://hub.example.jp', 'https://hub.example.jp', true],
    ['https://hub.example.jp', 'https://hub.example.jp:8443', false],
    ['https://hub.example.jp', 'http://hub.example.jp', false],
    ['https://hub.example.jp', 'https://evil.example', false],
    ['https://hub.example.jp', 'http://localhost', false],
    ['https://hub.example.jp', 'null', false],
    ['http://127.0.0.1:4000', 'http://localhost:4000', true],
    ['http://127.0.0.1:4000', 'http://[::1]:4000', true],
    ['http://127.0.0.1:4000', 'http://localhost:4001', false],
    ['http://127.0.0.1:4000', 'https://localhost:4000', false],
    ['http://127.0.0.1:4000', 'http://localhost.evil.example:4000', false],
  ])('of the hub at %s: %s %s', (publicUrl, origin, own) => expect(ownOrigins(publicUrl)(origin)).toBe(own));
});
