import { Injectable } from '@nestjs/common';
import { type HubContext, signedIn } from '@hub/access';
import { OwnReads } from '@hub/audit';
import { BulletinReader, type BulletinRow } from '@hub/bulletins';
import { ENDINGS, passes } from './alert.filter.js';
import type { AlertFilter } from './alert.inputs.js';
import { type AlertRow, STRETCH, STRETCHES, type Stretch } from './alert.repository.js';
import { AlertKind } from './alert.types.js';

/** An alert that the asker may have, and the bulletin as he may see it. */
export interface VisibleAlert extends AlertRow { readonly bulletin: BulletinRow | null }

/** What was read of a stream under one of the hub's access epochs. Nothing of it is shown before `show`. */
export interface ReadStretch {
  readonly epoch: number;
  readonly last: number;
  readonly forgotten: number;
  /** Up to where it was looked at: nothing for the asker stands before that but `alerts`. */
  readonly upTo: number;
  readonly alerts: readonly VisibleAlert[];
  /** Whether one of them hung on what the person has been shown before. */
  readonly asked: boolean;
}

/** Who reads, from where on, how much, and what he wants to hear of. */
export interface Asked {
  readonly context: HubContext;
  readonly position: number;
  readonly limit: number;
  readonly filter: AlertFilter | null | undefined;
}

type Found = Awaited<ReturnType<typeof BulletinReader.prototype.named<Stretch>>>;

/** Reads an organisation's stream for one of its people: each alert only as far as it is his now. */
@Injectable()
export class AlertsReader {
  constructor(
    private readonly bulletins: BulletinReader,
    private readonly ownReads: OwnReads,
  ) {}

  /** What follows a position among the next `limit` alerts of the asker's: of those he may have now, and wants. */
  async after(context: HubContext, position: number, limit: number, filter: AlertFilter | null | undefined): Promise<ReadStretch> {
    return this.stretchOf({ context, position, limit, filter }, await this.bulletins.named<Stretch>(context, STRETCH.name, STRETCH.text, [position, limit, signedIn(context.actor).selfPrincipal]));
  }

  /** The same for several, each in his own scope, in one round trip. Fails for all where it fails for one. */
  async afterEach(asked: readonly Asked[]): Promise<ReadStretch[]> {
    const askers = asked.map(({ context, position, limit }) => ({ context, more: [position, limit, signedIn(context.actor).selfPrincipal] }));
    const answers = await this.bulletins.namedEach<Stretch>(askers, STRETCHES.name, STRETCHES.text);
    return Promise.all(asked.map((one, index) => this.stretchOf(one, answers[index] ?? null)));
  }

  private async stretchOf({ context, position, limit, filter }: Asked, answer: Found): Promise<ReadStretch> {
    const actor = signedIn(context.actor);
    if (!answer) throw new Error('the database did not say how far the stream goes');
    const { epoch, rows, found: { last, forgotten, alerts: found } } = answer;
    const bulletinOf = ({ bulletinId }: AlertRow): BulletinRow | null => (bulletinId === null ? null : (rows.get(bulletinId) ?? null));
    // That something ended, of what can be seen no more, is told to whom it was shown.
    const ended = found.flatMap((row) => (row.bulletinId !== null && needsShown(row, bulletinOf(row)) ? [row.bulletinId] : []));
    const shown = await this.ownReads.ofPerson(actor, [...new Set(ended)]);
    const alerts = found.flatMap((row): VisibleAlert[] => {
      if (row.bulletinId === null) return [{ ...row, bulletin: null }];
      const bulletin = bulletinOf(row);
      if (needsShown(row, bulletin)) return shown.has(row.bulletinId) ? [{ ...row, bulletin: null }] : [];
      return bulletin && passes(filter, row.kind, bulletin) ? [{ ...row, bulletin }] : [];
    });
    return { epoch, last, forgotten, alerts, asked: ended.length > 0, upTo: found.length < limit ? Math.max(last, position) : (found.at(-1)?.position ?? position) };
  }

  /** Enters that these alerts, read under that epoch, are shown. */
  show(context: HubContext, epoch: number, alerts: readonly VisibleAlert[]): void {
    this.bulletins.show(context, epoch, alerts.flatMap(({ bulletin }) => bulletin ?? []));
  }
}

/** Whether an alert is told only to who has been shown the bulletin before: that it ended, of what can be seen no more. */
const needsShown = ({ kind }: AlertRow, bulletin: BulletinRow | null): boolean => kind === AlertKind.ACCESS_LOST || (bulletin === null && ENDINGS.has(kind));
