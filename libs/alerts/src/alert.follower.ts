import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, DomainError } from '@hub/kernel';
import { askingAt, type HubContext, noteEpoch } from '@hub/access';
import type { Answer, LiveAnswers, LiveOperation } from '@hub/platform';
import type { AlertCursors } from './alert.cursors.js';
import type { Standing } from './alert.standing.js';
import type { AlertFilter } from './alert.inputs.js';
import { type AlertReset, AlertResetReason } from './alert.types.js';
import { alertOf } from './alert.view.js';
import type { AlertsReader, ReadStretch } from './alerts.reader.js';
import type { Places } from './places.js';

/** What hands out what comes. */
export interface Tide {
  add(follower: AlertFollower): void;
  remove(follower: AlertFollower): void;
  join(follower: AlertFollower): void;
  onError(error: unknown): void;
}

/** What followers work with. */
export interface FollowerParts {
  readonly reader: AlertsReader;
  readonly cursors: AlertCursors;
  readonly tide: Tide;
  readonly clock: Clock;
  /** For those who read by themselves: a crowd that comes back at once leaves connections to the database for everybody else. */
  readonly places: Places;
}

/** Alerts that are read ahead, and for how long what was read may be shown: the gate looks again, but not at the clock. */
const AHEAD = 50;
const FRESH_MS = 200;
const RETRY_MS = 100;
const MANY = Number.MAX_SAFE_INTEGER;

type Resolve = (result: IteratorResult<Answer>) => void;

/**
 * One subscription on its way through the stream. First it reads by itself from its cursor on (replay); once nothing is left it joins
 * the tide, which hands it what comes, together with all who are shown the same; and whenever it can't take something at
 * once, or the gate refuses it, it goes back to reading by itself. Its position is the one truth in both: what stands at or
 * before it was delivered, or is not for it.
 */
export class AlertFollower implements LiveAnswers {
  /** Whether the tide hands it what comes. */
  live = false;
  done = false;
  /** When it was handed something that it has not taken yet, in milliseconds of performance.now(); never, where there is none. */
  handedAt = Infinity;
  outlet: ((answer: Answer) => void) | null = null;
  /** What it stands for, as last worked out. */
  standing: Standing | null = null;
  private waiting: Resolve | null = null;
  private onReady: (() => void) | null = null;
  private reading = false;
  private ahead: { stretch: ReadStretch; at: number } | null = null;

  constructor(
    private readonly parts: FollowerParts,
    readonly operation: LiveOperation<HubContext>,
    readonly organisationId: string,
    private from: number | null,
    readonly filter: AlertFilter | null,
  ) {
    parts.tide.add(this);
  }

  /** The stream up to here is done with. */
  get position(): number {
    return this.from ?? 0;
  }

  /** Whether it can take something now. */
  get ready(): boolean {
    return this.waiting !== null && this.handedAt === Infinity;
  }

  /** Calls as soon as it can. */
  whenReady(call: () => void): void {
    if (this.ready || this.done) call();
    else this.onReady = call;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Asks for the next answer: it is made when it is asked for. */
  next(): Promise<IteratorResult<Answer>> {
    if (this.done) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.taken();
    });
  }

  taken(): void {
    this.handedAt = Infinity;
    this.onReady?.();
    this.onReady = null;
    if (!this.live) this.readOn();
  }

  /** Ends it. */
  return(): Promise<IteratorResult<Answer>> {
    this.done = true;
    this.parts.tide.remove(this);
    this.onReady?.();
    this.waiting?.({ done: true, value: undefined });
    this.waiting = null;
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Done with the stream up to a position: hands on what was shown there, if anything. MUST be ready for an answer. */
  advance(position: number, answer: Answer | null): void {
    this.from = position;
    const { waiting } = this;
    if (!answer || !waiting) return;
    this.handedAt = performance.now();
    if (this.outlet) return this.outlet(answer);
    this.waiting = null;
    waiting({ done: false, value: answer });
  }

  /** Leaves the tide, and goes on by itself when it can. */
  fallBack(): void {
    this.live = false;
    this.ahead = null;
    if (this.ready) this.readOn();
  }

  /** Ends it, because what it is handed is not taken. */
  cutOff(): void {
    this.operation.connection.cutOff(this.parts.cursors.seal(this.organisationId, this.position));
    void this.return();
  }

  /** The context of one delivery: who asks as last found, now. */
  context(instant = this.parts.clock.now()): HubContext {
    return askingAt(this.operation.connection.context, instant);
  }

  private readOn(): void {
    if (this.reading) return;
    this.reading = true;
    void this.read().finally(() => {
      this.reading = false;
      // It may have been asked again between the last look and here.
      if (this.ready && !this.live && !this.done) this.readOn();
    });
  }

  private async read(): Promise<void> {
    while (this.ready && !this.live && !this.done) {
      try {
        if (!(await this.step())) await sleep(RETRY_MS);
      } catch (error) {
        if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') {
          this.operation.connection.sessionEnded();
          return void this.return();
        }
        if (!(error instanceof DomainError)) this.parts.tide.onError(error);
        await sleep(RETRY_MS);
      }
    }
  }

  /** Goes one alert further, or joins the tide where there is none; false where the gate has refused. */
  private async step(): Promise<boolean> {
    let next: { position: number; end: boolean } | undefined;
    // Who waited here asks as of now, not of when he came.
    const leave = this.fresh ? null : await this.parts.places.take();
    if (this.done) {
      leave?.();
      return true;
    }
    const context = this.context();
    const { answer, released: [released] } = await this.operation.deliver(context, [], async () => {
      const stretch = await this.stretch(context).finally(() => leave?.());
      const reset = this.resetBy(stretch);
      const [alert] = stretch.alerts;
      next = { position: reset ? stretch.last : (alert?.position ?? stretch.upTo), end: !reset && !alert && stretch.upTo >= stretch.last };
      if (reset || !alert) return reset;
      this.parts.reader.show(context, stretch.epoch, [alert]);
      return alertOf(this.parts.cursors, this.organisationId, alert);
    }).finally(() => leave?.());
    if (!released || !next) {
      this.ahead = null;
      return false;
    }
    const { position, end } = next;
    this.takeAhead(position);
    this.advance(position, answer && withReceipt(answer, released.receipt));
    if (end) this.parts.tide.join(this);
    return true;
  }

  /** What was read ahead, while it may be shown. */
  private get fresh(): { stretch: ReadStretch } | null {
    return this.ahead && this.ahead.stretch.alerts.length > 0 && performance.now() - this.ahead.at < FRESH_MS ? this.ahead : null;
  }

  /** What follows the position: read ahead, or now. */
  private async stretch(context: HubContext): Promise<ReadStretch> {
    const { fresh } = this;
    if (fresh) {
      noteEpoch(context.reads, fresh.stretch.epoch);
      return fresh.stretch;
    }
    const at = performance.now();
    const stretch = await this.parts.reader.after(context, this.from ?? MANY, AHEAD, this.filter);
    this.ahead = { stretch, at };
    return stretch;
  }

  private takeAhead(position: number): void {
    if (this.ahead) this.ahead = { ...this.ahead, stretch: { ...this.ahead.stretch, alerts: this.ahead.stretch.alerts.filter((alert) => alert.position > position) } };
  }

  private resetBy({ last, forgotten }: ReadStretch): AlertReset | null {
    const reason = this.from === null ? AlertResetReason.START : this.from < forgotten || this.from > last ? AlertResetReason.TOO_OLD : null;
    return reason && { cursor: this.parts.cursors.seal(this.organisationId, last), reason };
  }
}

/** The answer with the signed receipt of what it reveals. */
export const withReceipt = (answer: Answer, receipt: string | undefined): Answer => (receipt === undefined ? answer : { ...answer, extensions: { auditReceipt: receipt } });
