import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, DomainError } from '@hub/kernel';
import { type HubContext, Scope } from '@hub/access';
import { HUB_LOGGER, type HubLogger, UnitOfWork, WakeUps } from '@hub/platform';
import { type AlertFollower, type Tide, withReceipt } from './alert.follower.js';
import { AlertCursors } from './alert.cursors.js';
import { tideAfter, type TideRow } from './alert.repository.js';
import { shownTogether } from './alert.groups.js';
import { alertOf } from './alert.view.js';
import { AlertsReader } from './alerts.reader.js';

/** Where a hint was lost. */
const LOOK_MS = 1_000;
/** Alerts of one organisation that are looked at in one go. */
const ROWS = 50;
/** How far one may lie behind who does not take what he is handed, in alerts and in time. */
const BEHIND = 64;
const STALLED_MS = 15_000;
/** How long the others are waited for before the next alert. */
const PATIENCE_MS = 50;

interface Stream {
  /** Everything up to here was handed out, or is being. */
  position: number;
  readonly followers: Set<AlertFollower>;
}

/** What comes into the streams, handed to all of this process who follow them: each alert read once for those who are shown the same. */
@Injectable()
export class AlertTide implements Tide, OnModuleDestroy {
  private readonly all = new Set<AlertFollower>();
  private readonly streams = new Map<string, Stream>();
  private readonly behind = new WeakMap<AlertFollower, number>();
  private running: Promise<void> | null = null;
  private again = false;
  private readonly timer = setInterval(() => this.lookAround(), LOOK_MS);
  private readonly off: () => void;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly reader: AlertsReader,
    private readonly cursors: AlertCursors,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(HUB_LOGGER) private readonly log: HubLogger,
    wakeUps: WakeUps,
  ) {
    this.timer.unref();
    this.off = wakeUps.on('hub_alerts', () => void this.look());
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.off();
  }

  /** Tells what went wrong and is tried again. */
  onError(error: unknown): void {
    this.log.error({ err: error }, 'Handing out alerts failed; it is tried again.');
  }

  /** Knows of a follower, who reads by himself for now. */
  add(follower: AlertFollower): void {
    this.all.add(follower);
  }

  /** Forgets him. */
  remove(follower: AlertFollower): void {
    this.all.delete(follower);
    const stream = this.streams.get(follower.organisationId);
    stream?.followers.delete(follower);
    if (stream?.followers.size === 0) this.streams.delete(follower.organisationId);
  }

  /** Takes a follower along who has read everything up to his position; not one who lies behind: he reads on. */
  join(follower: AlertFollower): void {
    if (follower.done) return;
    const stream = this.streams.get(follower.organisationId) ?? { position: follower.position, followers: new Set() };
    this.streams.set(follower.organisationId, stream);
    if (follower.position < stream.position) return;
    stream.followers.add(follower);
    follower.live = true;
    this.behind.delete(follower);
    // What came between his last reading and now.
    void this.look();
  }

  /** Hands out what has come, if anything. */
  async look(): Promise<void> {
    this.again = true;
    this.running ??= this.handOut().finally(() => { this.running = null; });
    await this.running;
  }

  private lookAround(): void {
    const now = performance.now();
    for (const follower of this.all) if (follower.handedAt !== null && now - follower.handedAt > STALLED_MS) follower.cutOff();
    if (this.streams.size > 0) void this.look();
  }

  private async handOut(): Promise<void> {
    while (this.again && this.streams.size > 0) {
      this.again = false;
      try {
        const streams = [...this.streams];
        const rows = await this.uow.realm('worker', this.clock.now(), (tx) => tideAfter(tx, streams.map(([id, { position }]) => ({ id, position })), ROWS));
        this.again ||= rows.length > 0;
        await Promise.all(streams.map(([id, stream]) => this.handOutTo(stream, rows.filter(({ organisationId }) => organisationId === id))));
      } catch (error) {
        this.onError(error);
        await sleep(LOOK_MS);
        this.again = true;
      }
    }
  }

  private async handOutTo(stream: Stream, rows: readonly TideRow[]): Promise<void> {
    for (const row of rows) {
      // From here on whoever has not read it joins no more: he reads it by himself.
      stream.position = row.position;
      const wanting: AlertFollower[] = [];
      for (const follower of stream.followers) {
        if (follower.position >= row.position) continue;
        if (!this.isFor(follower, row)) {
          if (follower.live) follower.advance(row.position, null);
        } else if (follower.live && follower.ready) wanting.push(follower);
        else this.leaveBehind(follower);
      }
      await Promise.all([...shownTogether(wanting, row.personal).values()].map((group) => this.show(group, row)));
      await Promise.race([Promise.all(wanting.map((follower) => follower.whenReady())), sleep(PATIENCE_MS)]);
    }
  }

  private isFor({ operation }: AlertFollower, { readers, barred }: TideRow): boolean {
    const principals = this.scope.principals(operation.connection.context.actor);
    return readers.some((one) => principals.includes(one)) && !barred.some((one) => principals.includes(one));
  }

  /** One alert for a group that is shown the same: read, executed once, recorded for each, handed to each. */
  private async show(group: readonly AlertFollower[], row: TideRow): Promise<void> {
    const [leader] = group;
    if (!leader) return;
    const receipts: (string | undefined)[] = [];
    let alone = false;
    const contexts = group.map((follower, index): HubContext => follower.context((receipt) => { receipts[index] = receipt; }));
    try {
      const { answer, released } = await leader.operation.deliver(contexts, async (context) => {
        const { epoch, alerts, asked } = await this.reader.after(context, row.position - 1, 1, leader.filter);
        // Whether he has been shown it is each one's own matter.
        alone = asked && group.length > 1;
        const alert = alerts.find(({ position }) => position === row.position);
        if (!alert || alone) return null;
        this.reader.show(context, epoch, [alert]);
        return alertOf(this.cursors, leader.organisationId, alert);
      });
      group.forEach((follower, index) => {
        if (alone || !released[index]) follower.fallBack();
        else if (follower.ready) follower.advance(row.position, answer && withReceipt(answer, receipts[index]));
      });
    } catch (error) {
      // Whose session has ended finds it out by himself.
      if (!(error instanceof DomainError)) this.onError(error);
      for (const follower of group) follower.fallBack();
    }
  }

  private leaveBehind(follower: AlertFollower): void {
    follower.live = false;
    const behind = (this.behind.get(follower) ?? 0) + 1;
    this.behind.set(follower, behind);
    if (behind > BEHIND && !follower.ready) follower.cutOff();
    else if (follower.ready) follower.fallBack();
  }
}
