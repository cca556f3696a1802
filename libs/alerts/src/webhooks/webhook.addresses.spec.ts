import { WebhookTargets } from './webhook.addresses.js';

const targets = new WebhookTargets([], true);

describe('webhooks may not go', () => {
  it.each([
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254', '168.63.129.16', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.0.2.1',
    '192.168.1.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', 'fe80::1', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1',
    '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '4000::1', 'nonsense', '',
  ])('to %s', (address) => {
    expect(targets.mayGo('hooks.example', address)).toBe(false);
  });

  it.each([
    'http://hooks.example.org/', 'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://127.1/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://[fe80::1]/', 'https://169.254.169.254/latest',
    'https://１２７.0.0.1/', 'https://①27.0.0.1/', 'https://127.0.0.1./', 'https://user@hooks.example.org/', 'https://:secret@hooks.example.org/', 'https://hooks.example.org/#x', 'file:///etc/passwd', 'gopher://hooks.example.org/', 'hooks.example.org', '', 'https://', 'https:///x',
  ])('to the address %s', (url) => {
    if (url === 'https:///x') return expect(new URL(url).hostname).toBe('x');
    return expect(targets.problem(url)).not.toBeNull();
  });
});

it('webhooks may go to what is public', () => {
  for (const address of ['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.255.255', '100.128.0.1', '192.167.1.1', '223.255.255.255', '2606:4700::1111', '2400:cb00::1', '2a00:1450::1']) expect([address, targets.mayGo('hooks.example', address)]).toEqual([address, true]);
  for (const url of ['https://hooks.example.org/contact-point?x=1', 'https://hooks.example.org:8443/', 'https://8.8.8.8/', 'https://[2606:4700::1111]/']) expect([url, targets.problem(url)]).toEqual([url, null]);
});

it('what the operator has opened is open, and nothing beside it', () => {
  const opened = new WebhookTargets(['hooks.internal', '10.2.0.0/16', '127.0.0.1', 'fd12::/16'], false);
  const cases: [string, string, boolean][] = [
    ['hooks.internal', '192.168.1.1', true], ['HOOKS.internal', '192.168.1.1', true], ['other.internal', '192.168.1.1', false], ['hooks.internal.example', '192.168.1.1', false],
    ['other.internal', '10.2.255.1', true], ['other.internal', '10.3.0.1', false], ['localhost', '127.0.0.1', true], ['localhost', '127.0.0.2', false], ['six', 'fd12::1', true], ['six', 'fd13::1', false],
    ['hooks.internal', 'nonsense', false],
  ];
  for (const [host, address, open] of cases) expect([host, address, opened.mayGo(host, address)]).toEqual([host, address, open]);
  expect(opened.problem('http://127.0.0.1:4000/')).toBeNull();
  expect(opened.problem('http://127.0.0.2:4000/')).not.toBeNull();
});
