import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, DomainError } from '@hub/kernel';
import { type HubContext, noteEpoch, Scope } from '@hub/access';
import { type Answer, HUB_LOGGER, type HubLogger, type Released, StaleActorError, UnitOfWork, WakeUps } from '@hub/platform';
import { type AlertFollower, type Tide, withReceipt } from './alert.follower.js';
import { AlertCursors } from './alert.cursors.js';
import { tideAfter, type TideRow } from './alert.repository.js';
import { shownTogether, Standings } from './alert.groups.js';
import { alertOf } from './alert.view.js';
import { AlertsReader, type ReadStretch } from './alerts.reader.js';
import { Readings } from './readings.js';

/** Where a hint was lost. */
const LOOK_MS = 1_000;
/** Alerts of one organisation that are looked at in one go. */
const ROWS = 50;
/** Organisations whose followers are found in one go. */
const IN_ONE_GO = 16;
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
  private readonly standings: Standings;
  private readonly readings: Readings;

  constructor(
    private readonly uow: UnitOfWork,
    scope: Scope,
    private readonly reader: AlertsReader,
    private readonly cursors: AlertCursors,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(HUB_LOGGER) private readonly log: HubLogger,
    wakeUps: WakeUps,
  ) {
    this.standings = new Standings(scope);
    this.readings = new Readings(reader);
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
    for (const follower of this.all) if (now - follower.handedAt > STALLED_MS) follower.cutOff();
    if (this.streams.size > 0) void this.look();
  }

  private async handOut(): Promise<void> {
    while (this.again && this.streams.size > 0) {
      this.again = false;
      try {
        const streams = [...this.streams];
        const rows = await this.uow.realm('worker', this.clock.now(), (tx) => tideAfter(tx, streams.map(([id, { position }]) => ({ id, position })), ROWS));
        this.again ||= rows.length > 0;
        await this.handOutEach(new Map(streams), rows);
      } catch (error) {
        this.onError(error);
        await sleep(LOOK_MS);
        this.again = true;
      }
    }
  }

  private async handOutEach(streams: ReadonlyMap<string, Stream>, rows: readonly TideRow[]): Promise<void> {
    const handed: Promise<void>[] = [];
    for (let from = 0, end = 0; from < rows.length; from = end) {
      // Rows of one organisation stand together.
      const { organisationId } = rows[from] as TideRow;
      while (rows[end]?.organisationId === organisationId) end += 1;
      const stream = streams.get(organisationId);
      if (!stream) continue;
      const handing = this.handOutTo(stream, rows.slice(from, end));
      handing.catch(() => undefined);
      handed.push(handing);
      // What was read for the first goes out while others are still being found.
      if (handed.length % IN_ONE_GO === 0) await setImmediate();
    }
    await Promise.all(handed);
  }

  private async handOutTo(stream: Stream, rows: readonly TideRow[]): Promise<void> {
    for (const row of rows) {
      // From here on whoever has not read it joins no more: he reads it by himself.
      stream.position = row.position;
      const wanting: AlertFollower[] = [];
      for (const follower of stream.followers) {
        if (follower.position >= row.position) continue;
        if (!this.standings.isFor(follower, row.readers, row.barred)) {
          if (follower.live) follower.advance(row.position, null);
        } else if (follower.live && follower.ready) wanting.push(follower);
        else this.leaveBehind(follower);
      }
      await Promise.all(shownTogether(wanting, row.personal, this.standings).map((groups) => this.show(groups, row)));
      await allReady(wanting);
    }
  }

  /** One alert for those who may see the same of it: read once. */
  private async show(groups: readonly AlertFollower[][], row: TideRow): Promise<void> {
    const all = groups.flat();
    const [reader] = all;
    if (!reader) return;
    const stretch = await this.readings.take(() => ({ context: reader.context(), position: row.position - 1, limit: 1, filter: reader.filter })).catch((error: unknown) => this.leaveAlone(all, error));
    if (!stretch) return;
    // Whether he has been shown it is each one's own matter.
    if (stretch.asked && all.length > 1) return all.forEach((follower) => follower.fallBack());
    await Promise.all(groups.map((group) => this.deliver(group, row, stretch).catch((error: unknown) => this.leaveAlone(group, error))));
  }

  /** What went wrong with one may be his own matter: each reads by himself. Whose session has ended finds it out then. */
  private leaveAlone(followers: readonly AlertFollower[], error: unknown): void {
    if (!(error instanceof DomainError || error instanceof StaleActorError)) this.onError(error);
    for (const follower of followers) follower.fallBack();
  }

  /** What was read, executed once for those with the same operation, recorded for each, handed to each. */
  private async deliver(group: readonly AlertFollower[], row: TideRow, { epoch, alerts }: ReadStretch): Promise<void> {
    const [leader] = group;
    if (!leader) return;
    const others: HubContext[] = [];
    for (let index = 1; index < group.length; index += 1) others.push((group[index] as AlertFollower).operation.connection.context);
    const { answer, released } = await leader.operation.deliver(leader.context(this.clock.now()), others, async (context) => {
      // Another has read it: the gate looks at everybody's session as of when it was last looked at.
      noteEpoch(context.reads, Math.min(epoch, context.verifiedEpoch ?? 0));
      const alert = alerts.find(({ position }) => position === row.position);
      if (!alert) return null;
      // What an execution reveals of a bulletin is noted by the row.
      const own = { ...alert, bulletin: alert.bulletin && { ...alert.bulletin } };
      this.reader.show(context, epoch, [own]);
      return alertOf(this.cursors, leader.organisationId, own);
    });
    // One receipt for all whom one act names: then the answer is one and the same, and encoded once.
    let [last, shown]: [Released | null, Answer | null] = [null, null];
    group.forEach((follower, index) => {
      const given = released[index];
      if (!given) return follower.fallBack();
      if (given !== last) [last, shown] = [given, answer && withReceipt(answer, given.receipt)];
      if (follower.ready) follower.advance(row.position, shown);
    });
  }

  private leaveBehind(follower: AlertFollower): void {
    follower.live = false;
    const behind = (this.behind.get(follower) ?? 0) + 1;
    this.behind.set(follower, behind);
    if (behind > BEHIND && !follower.ready) follower.cutOff();
    else if (follower.ready) follower.fallBack();
  }
}

/** Until all can take the next one, or patience is at its end. */
function allReady(followers: readonly AlertFollower[]): Promise<void> {
  return new Promise((resolve) => {
    let missing = followers.length;
    const patience = setTimeout(resolve, PATIENCE_MS);
    const one = (): void => {
      missing -= 1;
      if (missing > 0) return;
      clearTimeout(patience);
      resolve();
    };
    if (followers.length === 0) return one();
    for (const follower of followers) follower.whenReady(one);
  });
}
