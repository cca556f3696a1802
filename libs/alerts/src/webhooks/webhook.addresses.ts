import { BlockList, isIP } from 'node:net';

/**
 * IPv4 that is nobody's on the public internet, or that clouds answer from with what only the machine itself should know
 * (169.254.169.254, 168.63.129.16, 100.100.100.200, 192.0.0.192).
 */
const CLOSED_V4 = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24',
  '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
];
/** IPv6 is open only where it is global unicast, and of that not where it stands for something else: Teredo, 6to4, documentation. */
const OPEN_V6 = '2000::/3';
const CLOSED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

const [closed, open] = [listOf([...CLOSED_V4, ...CLOSED_V6]), listOf([OPEN_V6])];

/** To where webhooks may go. Everything that is not public is closed, but for what the hub's operator has opened expressly. */
export class WebhookTargets {
  private readonly allowed: BlockList;
  private readonly allowedHosts: ReadonlySet<string>;

  constructor(allow: readonly string[], private readonly httpsOnly: boolean) {
    this.allowed = listOf(allow.filter((part) => isIP(part.split('/')[0] ?? '') !== 0));
    this.allowedHosts = new Set(allow);
  }

  /** What is wrong with an address that somebody wants messages sent to, in words; null for nothing. Looks up no name. */
  problem(text: string): string | null {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return 'It must be an address like https://hooks.example.jp/contact-point. / https:// で始まるアドレスを入力してください。';
    if (this.httpsOnly && url.protocol !== 'https:') return 'It must begin with https. / https:// で始まるアドレスのみ使えます。';
    if (url.username !== '' || url.password !== '') return 'It must not hold a name or a password: messages are signed. / ユーザー名やパスワードは含められません。';
    if (url.hash !== '') return 'It must not have a part after #. / # 以降は含められません。';
    const host = hostOf(url);
    return isIP(host) !== 0 && !this.mayGo(host, host) ? 'It is not a public address. / 公開アドレスではありません。' : null;
  }

  /** Whether a message for a host may go to this one of its addresses. */
  mayGo(host: string, address: string): boolean {
    const family = isIP(address);
    if (family === 0) return false;
    if (this.allowedHosts.has(host.toLowerCase())) return true;
    const kind = family === 4 ? 'ipv4' : 'ipv6';
    if (this.allowed.check(address, kind)) return true;
    return !closed.check(address, kind) && (family === 4 || open.check(address, kind));
  }
}

/** The host of an address, without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

function listOf(networks: readonly string[]): BlockList {
  const made = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    made.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return made;
}
