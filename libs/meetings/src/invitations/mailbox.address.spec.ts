import { mailboxAt } from './mailbox.address.js';

it.each([
  ['imaps://a:b@mail.example', true, { host: 'mail.example', port: 993, secure: true, auth: { user: 'a', pass: 'b' } }, 'INBOX'],
  ['imap://a:b@mail.example/', true, { host: 'mail.example', port: 143, secure: false, doSTARTTLS: true, auth: { user: 'a', pass: 'b' } }, 'INBOX'],
  ['imap://a:b@mail.example?requireTLS=false', true, { host: 'mail.example', port: 143, secure: false, auth: { user: 'a', pass: 'b' } }, 'INBOX'],
  ['imap://a%40b.example:p%2Fw@127.0.0.1:10143/%E4%BC%9A%E8%AD%B0', false, { host: '127.0.0.1', port: 10_143, secure: false, auth: { user: 'a@b.example', pass: 'p/w' } }, '会議'],
])('%s, in production %s', (url, production, options, folder) => {
  expect(mailboxAt(url, production)).toMatchObject({ options, folder, id: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect('doSTARTTLS' in mailboxAt(url, production).options).toBe('doSTARTTLS' in options);
});

it('is another one under another name, and the same with another password', () => {
  const ids = ['imaps://a:b@x.example', 'imaps://a:c@x.example', 'imaps://b:b@x.example', 'imaps://a:b@y.example', 'imaps://a:b@x.example/Meeting'].map((url) => mailboxAt(url, true).id);
  expect([ids[0] === ids[1], new Set(ids).size]).toEqual([true, 4]);
});
