/** A header of a mail, the name in lower case. */
export interface MailHeader { readonly key: string; readonly value: string }

interface Result { readonly method: string; readonly result: string; readonly properties: ReadonlyMap<string, string> }

/**
 * Whether the mail server that received a mail says that it really comes from an address (RFC 8601): DMARC passed for its domain, or DKIM or SPF did for a
 * domain in line with it. Only the topmost header of that server counts: what is below it may have come with the mail.
 */
export function isAuthenticated(headers: readonly MailHeader[], server: string | null, address: string): boolean {
  if (server === null) return false;
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const results = headers.filter(({ key }) => key === 'authentication-results').map(({ value }) => resultsOf(value)).find((read) => read?.server === server.toLowerCase());
  return results?.results.some(({ method, result, properties }) => result === 'pass' && (
    (method === 'dmarc' && properties.get('header.from') === domain) || (method === 'dkim' && inLine(properties.get('header.d') ?? properties.get('header.i'), domain)) ||
    (method === 'spf' && inLine(properties.get('smtp.mailfrom'), domain)))) ?? false;
}

/** The same domain or one above it, which has to have a name of its own. */
function inLine(said: string | undefined, domain: string): boolean {
  const name = said?.slice(said.lastIndexOf('@') + 1) ?? '';
  return name === domain || (name.includes('.') && domain.endsWith(`.${name}`));
}

function resultsOf(value: string): { server: string; results: Result[] } | null {
  const [head = '', ...parts] = parted(value);
  const [server] = head.trim().split(/\s+/);
  if (!server) return null;
  return { server: server.toLowerCase(), results: parts.flatMap((part) => {
    const [first = '', ...rest] = part.replace(/\s*=\s*/g, '=').trim().split(/\s+/);
    const [, method, result] = /^([\w-]+)(?:\/\d+)?=(\w+)$/.exec(first.toLowerCase()) ?? [];
    if (method === undefined || result === undefined) return [];
    const properties = rest.map((one) => one.toLowerCase().split('=')).filter((pair): pair is [string, string] => pair.length === 2);
    return [{ method, result, properties: new Map(properties) }];
  }) };
}

/** At semicolons, without comments; quoted strings stay what they are, without their marks. A comment or string that does not end hides the rest. */
function parted(value: string): string[] {
  const parts = [''];
  let comment = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '\\' && (quoted || comment > 0)) at += 1;
    else if (character === '"' && comment === 0) quoted = !quoted;
    else if (!quoted && character === '(') comment += 1;
    else if (!quoted && character === ')' && comment > 0) comment -= 1;
    else if (comment > 0) continue;
    else if (character === ';' && !quoted) parts.push('');
    // White space and signs in a string would make more of it than one value.
    else parts[parts.length - 1] += quoted && /[\s=;]/.test(character) ? '_' : character;
  }
  return quoted || comment > 0 ? parts.slice(0, -1) : parts;
}
