import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, Role, signedIn } from '@hub/access';
import { conflict, cutPage, decodeCursor, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { requireCoordinator, requireId } from '@hub/parties';
import { HUB_CONFIG, type HubConfig, type ReadTx, UnitOfWork } from '@hub/platform';
import { MeetingState } from '../editions/edition.enums.js';
import { partyIds } from '../editions/editions.repository.js';
import { EditionsService } from '../editions/editions.service.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import type { CreateMeetingLinkInput } from './link.inputs.js';
import { addLink, linkById, type LinkRow, type LinksAsker, linksOf, revokeLink } from './link.repository.js';
import { type MeetingLink, MeetingLinkState } from './link.types.js';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 400;
const OVER: readonly MeetingState[] = [MeetingState.CLOSED, MeetingState.CANCELLED];

/** What is kept of an address. */
export const addressHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A link ends, and not too late. */
export function requireLifetime(expiresAt: Date, now: Date): void {
  const days = (expiresAt.getTime() - now.getTime()) / DAY_MS;
  if (!(days > 0 && days <= LONGEST_DAYS)) throw invalid('input.expiresAt', `Lies ahead, at most ${LONGEST_DAYS} days. / 今から${LONGEST_DAYS}日以内の日時を指定してください。`);
}

/** Personal links, as coordinators make them, and as they and the organisations spoken for look at them and take them back. */
@Injectable()
export class LinksService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly editions: EditionsService,
    private readonly write: MeetingWrite,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** Makes one, and gives its address, this once. */
  async create(context: HubContext, path: string, { editionId, organisationId: forId = null, holder, expiresAt }: CreateMeetingLinkInput): Promise<{ id: string; address: string | null }> {
    const actor = requireCoordinator(context.actor);
    const organisationId = forId === null ? null : requireId(forId);
    requireLifetime(expiresAt, actor.instant);
    const token = randomBytes(32).toString('base64url');
    let made = false;
    const id = await this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      if (OVER.includes(edition.state)) throw conflict('It is over. / この会議は終了しています。', { allowed: [] });
      if (organisationId !== null && !(await partyIds(tx, edition.id)).includes(organisationId)) throw invalid('input.organisationId', 'Does not take part in this edition: setMeetingParty lets it. / 会議に参加していない機関です。');
      const link = newId();
      await addLink(tx, { id: link, editionId: edition.id, organisationId, holder, addressHash: addressHash(token), expiresAt, at: actor.instant, byId: actor.personId });
      made = true;
      return {
        action: 'meeting.link-created', subjectId: link, detail: { edition: edition.id, organisation: organisationId, expiresAt: expiresAt.toISOString() },
        alsoHeldBy: organisationId === null || organisationId === actor.organisationId ? [] : [organisationId],
      };
    });
    return { id, address: made ? `${this.config.http.publicUrl}/meeting/${token}` : null };
  }

  /** Takes one back: from now on it does not open. */
  async revoke(context: HubContext, path: string, id: string): Promise<string> {
    const actor = signedIn(context.actor);
    const asker = askerOf(context);
    const found = isId(id) && asker ? await this.uow.read(actor, (tx) => linkById(tx, asker, id)) : undefined;
    if (!found) throw notFound();
    return this.write.make(context, actor, path, found.editionId, { alone: false }, async (tx) => {
      if (!(await revokeLink(tx, found.id, actor.instant, actor.personId))) throw conflict('It was taken back already. / すでに無効にされています。', { allowed: [] });
      return {
        action: 'meeting.link-revoked', subjectId: found.id, detail: { edition: found.editionId, organisation: found.organisationId },
        alsoHeldBy: found.organisationId === null || found.organisationId === actor.organisationId ? [] : [found.organisationId],
      };
    });
  }

  /** One; NOT_FOUND for who is not shown it. */
  async one(context: HubContext, id: string): Promise<MeetingLink> {
    const asker = askerOf(context);
    const row = asker ? await this.read(context, (tx) => linkById(tx, asker, id)) : undefined;
    if (!row) throw notFound();
    return asShown(row, context.actor.instant);
  }

  /** Those of an edition that the asker is shown. */
  async page(context: HubContext, editionId: string, args: PageArgs): Promise<Page<MeetingLink>> {
    const edition = await this.editions.edition(context, editionId);
    const request = pageRequest(args, cursorOf);
    const asker = askerOf(context);
    const rows = asker ? await this.read(context, (tx) => linksOf(tx, asker, edition.id, request.after, request.limit + 1)) : [];
    return cutPage(rows.map((row) => asShown(row, context.actor.instant)), request);
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

/** Null: is shown none. */
function askerOf({ actor }: HubContext): LinksAsker | null {
  const { roles, organisationId } = signedIn(actor);
  const coordinates = roles.has(Role.COORDINATOR);
  return coordinates || roles.has(Role.ADMINISTRATOR) || roles.has(Role.CONTACT_POINT) ? { coordinates, organisationId } : null;
}

function asShown(row: LinkRow, instant: Date): MeetingLink {
  return { ...row, state: row.revokedAt !== null ? MeetingLinkState.REVOKED : row.expiresAt <= instant ? MeetingLinkState.EXPIRED : MeetingLinkState.GOOD };
}

function cursorOf(cursor: string): [string, string] | null {
  const parts = decodeCursor(cursor);
  const [at, id] = parts ?? [];
  return parts?.length === 2 && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : null;
}
