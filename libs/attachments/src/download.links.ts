import { type HubContext, type PersonActor, type Scope, signedIn } from '@hub/access';
import { derivedKey, open, seal } from '@hub/identity';
import { isId, newId, notFound } from '@hub/kernel';
import type { HubConfig, UnitOfWork } from '@hub/platform';
import { fileOf } from './attachment.repository.js';
import type { FileParents } from './file.parents.js';

const PURPOSE = 'attachment-links';
const LIFE_MS = 60_000;

/** What a link says: the ticket that is good once, whose session it is, and what it is for. */
export interface Link { readonly ticketId: string; readonly sessionId: string; readonly attachmentId: string; readonly preview: boolean }

/** Links by which a browser, which has no header to send, fetches a file once: as the person who asked for it, while the session stands. */
export class DownloadLinks {
  private readonly key: Buffer;
  private readonly publicUrl: string;

  constructor(private readonly uow: UnitOfWork, private readonly scope: Scope, private readonly parents: FileParents, { secrets, http }: Pick<HubConfig, 'secrets' | 'http'>) {
    this.key = derivedKey(secrets.encryptionKey, PURPOSE);
    this.publicUrl = http.publicUrl;
  }

  /** A new link. */
  async make(context: HubContext, attachmentId: string, preview: boolean): Promise<{ url: string; expiresAt: Date }> {
    const actor = signedIn(context.actor);
    const file = isId(attachmentId) ? await this.seen(context, actor, attachmentId) : null;
    if (!file || (preview && file.previewSize === null)) throw notFound();
    const expiresAt = new Date(actor.instant.getTime() + LIFE_MS);
    const ticketId = newId();
    await this.uow.write(actor, { path: 'attachment-link' }, async (tx) => {
      await tx.query('ticket-add', 'INSERT INTO hub.attachment_tickets (id, person_id, session_id, attachment_id, expires_at) VALUES ($1, $2, $3, $4, $5)', [ticketId, actor.personId, actor.sessionId, file.id, expiresAt]);
      return { id: ticketId };
    });
    const link = JSON.stringify({ ticketId, sessionId: actor.sessionId, attachmentId: attachmentId.toLowerCase(), preview } satisfies Link);
    return { url: `${this.publicUrl}/attachments/${attachmentId.toLowerCase()}${preview ? '/preview' : ''}?link=${seal(this.key, PURPOSE, Buffer.from(link)).toString('base64url')}`, expiresAt };
  }

  private async seen(context: HubContext, actor: PersonActor, id: string): Promise<{ id: string; previewSize: number | null } | null> {
    const file = await this.uow.read(actor, (tx) => fileOf(tx, actor, this.scope.principals(actor), id));
    return file ? (file.struckAt === null ? file : null) : ((await this.parents.find(context, id))?.file ?? null);
  }

  /** What a link says; null where this hub made none such. */
  read(token: string): Link | null {
    if (!/^[\w-]{100,600}$/.test(token)) return null;
    try {
      return JSON.parse(open(this.key, PURPOSE, Buffer.from(token, 'base64url')).toString()) as Link;
    } catch {
      // Not the hub's, or changed.
      return null;
    }
  }

  /** Uses a link up; false where it was used, or is over. */
  async use({ actor }: HubContext, { ticketId }: Link): Promise<boolean> {
    const { used } = await this.uow.write(actor, { path: 'attachment-link' }, async (tx) => ({
      used: (await tx.query('ticket-use', 'UPDATE hub.attachment_tickets SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id', [ticketId, actor.instant])).length > 0,
    }));
    return used;
  }
}
