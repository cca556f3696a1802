/** What somebody has sent: on its way to the hub, waiting there, leaving, or gone out. */
export interface Outgoing {
  readonly bulletinId: string;
  readonly title: string;
  readonly revision: number;
  readonly state: 'sending' | 'waiting' | 'leaving' | 'sent' | 'failed';
  /** While it waits: when it goes out, by this device's clock. */
  readonly at: number;
  /** The bulletin's state once the hub has it. */
  readonly outcome: string | null;
  readonly error: unknown;
}

/** What the hub says to something that was sent: its state, and how long it can still be taken back. */
export interface Sent { readonly state: string; readonly seconds: number | null }
type About = Pick<Outgoing, 'bulletinId' | 'title' | 'revision'>;

/** How long there is to take it back. */
export const TAKE_BACK_SECONDS = 60;

/** What goes out soon. The hub holds it: this is what it says of it, and what this page has sent. */
export class Outbox {
  private all: readonly Outgoing[] = [];
  private readonly sends = new Map<string, () => Promise<Sent>>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): readonly Outgoing[] => this.all;

  /** Sends; says whether the hub has it. `send` may be called again where it failed. */
  async send(what: About, send: () => Promise<Sent>): Promise<boolean> {
    this.sends.set(what.bulletinId, send);
    this.put(what, { state: 'sending' });
    try {
      const { state, seconds } = await send();
      this.put(what, seconds === null ? { state: 'sent', outcome: state } : { state: 'waiting', at: Date.now() + seconds * 1_000 });
      return true;
    } catch (error) {
      this.put(what, { state: 'failed', error });
      return false;
    }
  }

  readonly again = async (what: Outgoing): Promise<void> => {
    const send = this.sends.get(what.bulletinId);
    if (send) await this.send(what, send);
  };

  /** What waits, as the hub said at an instant. What no longer does was taken back elsewhere, or leaves. */
  found(waiting: readonly (About & { readonly seconds: number })[], asOf: number): void {
    for (const { seconds, ...what } of waiting) this.put(what, { state: 'waiting', at: asOf + seconds * 1_000 });
    for (const one of this.all) if (one.state === 'waiting' && one.at - TAKE_BACK_SECONDS * 1_000 < asOf && !waiting.some(({ bulletinId }) => bulletinId === one.bulletinId)) this.leaves(one.bulletinId);
  }

  readonly leaves = (id: string): void => this.change(id, { state: 'leaving' });

  readonly left = (id: string): void => this.change(id, { state: 'sent', outcome: 'PUBLISHED' });

  readonly drop = (id: string): void => {
    this.sends.delete(id);
    this.set(this.all.filter(({ bulletinId }) => bulletinId !== id));
  };

  /** What one person has sent is not shown to another. */
  clear(): void {
    this.sends.clear();
    this.set([]);
  }

  private put(what: About, more: Partial<Outgoing>): void {
    const one: Outgoing = { bulletinId: what.bulletinId, title: what.title, revision: what.revision, state: 'sending', at: 0, outcome: null, error: null, ...more };
    this.set(this.all.some(({ bulletinId }) => bulletinId === one.bulletinId) ? this.all.map((each) => (each.bulletinId === one.bulletinId ? one : each)) : [...this.all, one]);
  }

  private change(id: string, more: Partial<Outgoing>): void {
    this.set(this.all.map((each) => (each.bulletinId === id ? { ...each, ...more } : each)));
  }

  private set(all: readonly Outgoing[]): void {
    this.all = all;
    for (const listener of this.listeners) listener();
  }
}

/** The outbox of this page. */
export const outbox = new Outbox();
