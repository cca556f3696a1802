import { Clock } from '@hub/kernel';

/** A clock that stands still until it is moved. */
export class FakeClock extends Clock {
  constructor(private time = new Date('2026-11-23T09:00:00.000+09:00')) {
    super();
  }

  now(): Date {
    return new Date(this.time);
  }

  /** Moves the clock on by so many milliseconds. */
  advance(ms: number): void {
    this.time = new Date(this.time.getTime() + ms);
  }

  /** Sets the clock to an instant. */
  set(at: Date): void {
    this.time = new Date(at);
  }
}
