import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const plain = (address: string): string => address.replace(/^::ffff:/, '');
const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** The address that a request came from: the nearest that is no trusted proxy, as Fastify's `request.ip`. */
export function clientAddress(trustProxy: false | readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList();
  for (const entry of trustProxy || []) {
    if (entry === 'loopback') {
      trusted.addSubnet('127.0.0.0', 8);
      trusted.addAddress('::1', 'ipv6');
    } else {
      const [address = '', bits] = entry.split('/');
      if (bits === undefined) trusted.addAddress(address, family(address));
      else trusted.addSubnet(address, Number(bits), family(address));
    }
  }
  return ({ socket, headers }) => {
    let address = plain(socket.remoteAddress ?? '');
    if (trustProxy === false) return address;
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',').map((one) => plain(one.trim())).filter((one) => isIP(one) !== 0);
    while (forwarded.length > 0 && isIP(address) !== 0 && trusted.check(address, family(address))) address = forwarded.pop() ?? address;
    return address;
  };
}
