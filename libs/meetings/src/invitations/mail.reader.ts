import { createHash } from 'node:crypto';
import PostalMime, { type Address, type Attachment } from 'postal-mime';
import { type CalendarMessage, readMessage } from '../calendar/calendar.reader.js';
import { isAuthenticated } from './mail.authentication.js';

/** Of what was written, as much as somebody looks at. */
const MOST = 4_000;

/** A mail that came. */
export interface ReadMail {
  /** Addresses that it says it comes from (From, Sender), in lower case. None where there are several authors. */
  readonly senders: readonly string[];
  readonly subject: string;
  readonly body: string;
  /** Whether there is a calendar in it. */
  readonly calendar: boolean;
  readonly message: CalendarMessage | null;
  /** What it shares with its copies: SHA-256 of its Message-ID and of what follows the header; null without a Message-ID. */
  readonly copy: Buffer | null;
  /** Whether the receiving mail server says that it comes from an address. */
  readonly authenticated: (address: string) => boolean;
}

/** A mail without anything in it. */
export const UNREAD: ReadMail = { senders: [], subject: '', body: '', calendar: false, message: null, copy: null, authenticated: () => false };

/** Reads a mail (RFC 5322). What can't be read is a mail without anything in it. */
export async function readMail(raw: Buffer, server: string | null): Promise<ReadMail> {
  try {
    const { headers, from, sender, subject = '', text = '', attachments, messageId } = await PostalMime.parse(raw, { forceRfc822Attachments: true });
    const [calendar] = attachments.filter(({ mimeType }) => mimeType === 'text/calendar' || mimeType === 'application/ics');
    const authors = headers.filter(({ key }) => key === 'from').length === 1 ? [from, sender].flatMap(mailboxOf) : [];
    return {
      senders: authors, subject: printable(subject).slice(0, 500), body: printable(text).slice(0, MOST), calendar: calendar !== undefined, message: calendar ? readMessage(textOf(calendar)) : null,
      copy: messageId ? createHash('sha256').update(messageId).update('\0').update(afterHeader(raw)).digest() : null,
      authenticated: (address) => isAuthenticated(headers, server, address),
    };
  } catch {
    // A mail may be broken in any way.
    return UNREAD;
  }
}

const mailboxOf = (address: Address | undefined): string[] => (address?.address ? [address.address.toLowerCase()] : []);

const textOf = ({ content }: Attachment): string => (typeof content === 'string' ? content : new TextDecoder().decode(content));

function afterHeader(raw: Buffer): Buffer {
  const [crlf, lf] = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')];
  return raw.subarray(crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf >= 0 ? lf + 2 : raw.length);
}

/** Without what PostgreSQL can't keep. */
export const printable = (text: string): string => Buffer.from(text.replaceAll('\u0000', '')).toString();
