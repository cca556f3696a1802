import { Inject, Injectable } from '@nestjs/common';
import { type HubContext, signedIn } from '@hub/access';
import { derivedKey, open, seal } from '@hub/identity';
import { newId } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, UnitOfWork } from '@hub/platform';
import { EditionsService } from '../editions/editions.service.js';
import { addressOf, nameOf, paperAt } from './paper.address.js';

const PURPOSE = 'meeting-paper-links';
const LIFE_MS = 60_000;

/** What a link says: the ticket that is good once, whose session it is, and which paper it is for. */
interface PaperLink { readonly ticketId: string; readonly sessionId: string; readonly paper: string }

/** Links by which a browser, which has no header to send, fetches a paper once: as the person who asked for it, while the session stands. What it may be shown is looked at as it is fetched. */
@Injectable()
export class PaperLinks {
  private readonly key: Buffer;
  private readonly publicUrl: string;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly editions: EditionsService,
    @Inject(HUB_CONFIG) { secrets, http }: HubConfig,
  ) {
    this.key = derivedKey(secrets.encryptionKey, PURPOSE);
    this.publicUrl = http.publicUrl;
  }

  /** A new link to a paper at an address. NOT_FOUND for who does not take part. */
  async make(context: HubContext, path: string, address: string): Promise<{ url: string; expiresAt: Date }> {
    const actor = signedIn(context.actor);
    const place = addressOf(address);
    const asked = paperAt(place, context.language);
    const [{ editionId, language, version, organisationId }] = asked;
    await this.editions.edition(context, editionId);
    const [ticketId, expiresAt] = [newId(), new Date(actor.instant.getTime() + LIFE_MS)];
    await this.uow.write(actor, { path }, async (tx) => {
      await tx.query('paper-tickets-clear', 'DELETE FROM hub.meeting_paper_tickets WHERE person_id = $1 AND expires_at < $2', [actor.personId, actor.instant]);
      await tx.query('paper-ticket-add', 'INSERT INTO hub.meeting_paper_tickets (id, person_id, edition_id, expires_at) VALUES ($1, $2, $3, $4)', [ticketId, actor.personId, editionId, expiresAt]);
      return { id: ticketId };
    });
    const link = seal(this.key, PURPOSE, Buffer.from(JSON.stringify({ ticketId, sessionId: actor.sessionId, paper: nameOf(asked) } satisfies PaperLink))).toString('base64url');
    const query = new URLSearchParams({ language, ...(version === null ? {} : { version: String(version) }), ...(organisationId === null ? {} : { organisation: organisationId }), link });
    return { url: `${this.publicUrl}/meetings/${editionId}/papers/${place.file}?${query.toString()}`, expiresAt };
  }

  /** Whose session a link is of, for a paper; null where this hub made none such. */
  read(token: string): PaperLink | null {
    if (!/^[\w-]{100,1000}$/.test(token)) return null;
    try {
      return JSON.parse(open(this.key, PURPOSE, Buffer.from(token, 'base64url')).toString()) as PaperLink;
    } catch {
      // Not the hub's, or changed.
      return null;
    }
  }

  /** Uses a link up; false where it was used, or is over. */
  async use({ actor }: HubContext, { ticketId }: PaperLink): Promise<boolean> {
    const { used } = await this.uow.write(actor, { path: 'paper-link' }, async (tx) => ({
      used: (await tx.query('paper-ticket-use', 'UPDATE hub.meeting_paper_tickets SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id', [ticketId, actor.instant])).length > 0,
    }));
    return used;
  }
}
