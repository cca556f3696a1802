import { createHash } from 'node:crypto';

/** Where a mailbox is, and how it is opened. */
export interface MailboxAddress {
  /** Names it in the database without telling where it is. */
  readonly id: string;
  readonly folder: string;
  readonly options: { readonly host: string; readonly port: number; readonly secure: boolean; readonly doSTARTTLS?: true; readonly auth: { readonly user: string; readonly pass: string } };
}

/** The mailbox at an address such as imaps://user:password@host:993/INBOX. In production nothing goes over it without TLS, unless it says requireTLS=false. */
export function mailboxAt(url: string, production: boolean): MailboxAddress {
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url);
  const secure = protocol === 'imaps:';
  const [user, folder] = [decodeURIComponent(username), decodeURIComponent(pathname.slice(1)) || 'INBOX'];
  const strict = !secure && production && searchParams.get('requireTLS') !== 'false';
  return {
    id: createHash('sha256').update([hostname, user, folder].join('\0')).digest('hex'), folder,
    options: { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 993 : 143), secure, ...(strict ? { doSTARTTLS: true } : {}), auth: { user, pass: decodeURIComponent(password) } },
  };
}
