const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether an `Origin` header is that of the hub's own pages, as people reach them. Where they are reached by this machine's own
 * name only, all names of this machine at that port are.
 */
export function ownOrigins(publicUrl: string): (origin: string) => boolean {
  const own = new URL(publicUrl);
  return (origin) => {
    if (origin === own.origin) return true;
    if (!LOOPBACK.has(own.hostname) || !URL.canParse(origin)) return false;
    const { protocol, hostname, port } = new URL(origin);
    return LOOPBACK.has(hostname) && protocol === own.protocol && port === own.port;
  };
}
