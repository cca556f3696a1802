import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, signedIn } from '@hub/access';
import { Clock, localise, type LocalisedText, newId } from '@hub/kernel';
import { PartyChanges } from '@hub/parties';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { calendarText } from './calendar.text.js';
import type { CalendarFeed } from './feed.types.js';

interface FeedRow {
  readonly language: string; readonly id: string | null; readonly names: LocalisedText; readonly places: LocalisedText; readonly state: string; readonly zone: string;
  readonly startsLocal: string; readonly endsLocal: string; readonly startsAt: Date; readonly endsAt: Date; readonly sequence: number; readonly stamp: Date;
}

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Calendar feeds under secret addresses: what their owners see now, read anew at each fetch. */
@Injectable()
export class FeedsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: PartyChanges,
    private readonly clock: Clock,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** The asker's own feed; null: none. */
  async own(context: HubContext): Promise<CalendarFeed | null> {
    const { personId } = signedIn(context.actor);
    const [feed] = await this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return tx.query<{ createdAt: Date }>('calendar-feed', 'SELECT f.created_at AS "createdAt" FROM hub.calendar_feeds f WHERE f.person_id = $1 AND f.revoked_at IS NULL', [personId]);
    });
    return feed ? { ...feed, address: null } : null;
  }

  /** Makes a feed under a new address; the one before ends. */
  async create(context: HubContext, path: string): Promise<CalendarFeed> {
    const actor = signedIn(context.actor);
    const { personId, organisationId, instant } = actor;
    let address: string | null = null;
    await this.changes.make(context, actor, path, async (tx) => {
      await revoke(tx, personId, instant);
      const [id, secret] = [newId(), randomBytes(32).toString('base64url')];
      await tx.query('calendar-feed-add', 'INSERT INTO hub.calendar_feeds (id, person_id, organisation_id, digest, created_at) VALUES ($1, $2, $3, $4, $5)', [id, personId, organisationId, digestOf(secret), instant]);
      address = `${this.config.http.publicUrl}/calendar/${secret}.ics`;
      return { action: 'calendar.feed-created', subjectId: id, detail: {} };
    });
    return { createdAt: instant, address };
  }

  /** Ends the asker's feed: its address leads nowhere from now on. */
  async end(context: HubContext, path: string): Promise<void> {
    const actor = signedIn(context.actor);
    await this.changes.make(context, actor, path, async (tx) => {
      await revoke(tx, actor.personId, actor.instant);
      return { action: 'calendar.feed-revoked', subjectId: actor.personId, detail: {} };
    });
  }

  /** What stands under an address now, with its tag; null: nothing. */
  async read(secret: string): Promise<{ body: string; etag: string } | null> {
    if (!/^[\w-]{43}$/.test(secret)) return null;
    const rows = await this.uow.realm('worker', this.clock.now(), (tx) => tx.query<FeedRow>('calendar-of', `SELECT c.language, c.id, c.names, c.places, c.state, c.zone, c.starts_local AS "startsLocal", c.ends_local AS "endsLocal", c.starts_at AS "startsAt", c.ends_at AS "endsAt", c.sequence, c.stamp FROM hub.calendar_of($1) c`, [digestOf(secret)]));
    const [first] = rows;
    if (!first) return null;
    const { language } = first;
    const events = rows.flatMap(({ id, names, places, state, ...row }) => (id === null ? [] : {
      ...row, uid: id, title: localise(names, language, language), place: Object.keys(places).length > 0 ? localise(places, language, language) : null, link: this.config.http.publicUrl,
      status: state === 'CANCELLED' ? 'CANCELLED' as const : 'CONFIRMED' as const, organizer: null, attendee: null, comment: null,
    }));
    const body = calendarText(events, null, /^ja\b/i.test(language) ? 'コンタクトポイント会議' : 'Contact Point Meeting');
    return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
  }
}

async function revoke(tx: Tx, personId: string, at: Date): Promise<void> {
  await tx.query('calendar-feed-revoke', 'UPDATE hub.calendar_feeds SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL', [personId, at]);
}
