import { type Clock, newId } from '@hub/kernel';
import type { Tx, UnitOfWork } from '@hub/platform';
import { Attempts } from './attempts.js';

const DAY_MS = 86_400_000;

/** How much of one kind of work a process does, and for how long what has ended is kept. */
export interface WorkLimits {
  /** Attempts under way at once. */
  readonly atOnce: number;
  /** How long a claim holds: longer than an attempt takes. */
  readonly claimMs: number;
  readonly days: number;
}

/** Work that falls due row by row. Any number of hubs may run it: each piece is one hub's at a time, by a claim that ends by itself. */
export abstract class ClaimedWork<Piece> {
  private readonly attempts: Attempts;
  /** Told of what fails in the hub itself; such an attempt is made again once its claim is over. */
  onError: (error: unknown) => void = () => undefined;

  protected constructor(
    private readonly uow: UnitOfWork,
    protected readonly clock: Clock,
    private readonly limits: WorkLimits,
  ) {
    this.attempts = new Attempts(limits.atOnce);
  }

  /** Makes work of what has come; false where none may be begun. */
  protected abstract look(): Promise<boolean>;
  /** Claims what is due, until an instant. */
  protected abstract claim(tx: Tx, now: Date, limit: number, claim: string, until: Date): Promise<Piece[]>;
  protected abstract attempt(piece: Piece, claim: string): Promise<void>;
  protected abstract forgetBefore(tx: Tx, before: Date): Promise<void>;

  /** Begins what is due; returns how many. Does not wait for their ends. */
  async run(): Promise<number> {
    if (!(await this.look()) || this.attempts.free <= 0) return 0;
    const now = this.clock.now();
    const claim = newId();
    const claimed = await this.worker((tx) => this.claim(tx, now, this.attempts.free, claim, this.until(now)));
    for (const piece of claimed) this.attempts.add(this.attempt(piece, claim), (error) => this.onError(error));
    return claimed.length;
  }

  /** Waits for the attempts under way. */
  async settled(): Promise<void> {
    await this.attempts.settled();
  }

  /** Ends what is under way: what does not end by itself soon is broken off, and made again by whoever runs next. */
  async stop(): Promise<void> {
    await this.attempts.stop();
  }

  /** Forgets what has ended, with the alerts that it was about. */
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.limits.days * DAY_MS);
    await this.worker((tx) => this.forgetBefore(tx, before));
  }

  /** Aborted when the hub stops. */
  protected get signal(): AbortSignal {
    return this.attempts.signal;
  }

  /** Up to when a claim holds that is made or renewed now. */
  protected until(now: Date): Date {
    return new Date(now.getTime() + this.limits.claimMs);
  }

  protected worker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.realm('worker', this.clock.now(), work);
  }
}
