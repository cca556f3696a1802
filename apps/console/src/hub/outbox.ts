/** Something that goes out soon, and can be taken back until then. */
export interface Outgoing {
  readonly key: string;
  readonly bulletinId: string;
  readonly title: string;
  /** When it is sent. */
  readonly at: number;
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed';
  /** The bulletin's state once the hub has it. */
  readonly outcome: string | null;
  readonly error: unknown;
}

/** How long there is to take it back. */
export const TAKE_BACK_MS = 60_000;

/**
 * What was said to be sent, and waits. Until it is sent the hub has a draft and knows of no sending: what is taken back, and what a closed tab
 * takes with it, was never sent.
 */
class Outbox {
  private all: readonly Outgoing[] = [];
  private readonly sends = new Map<string, { readonly send: () => Promise<string>; timer: ReturnType<typeof setTimeout> | undefined }>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): readonly Outgoing[] => this.all;

  /** Sends after a while, or at once. `send` gives the bulletin's state, and may be called again where it failed. */
  hold(what: Pick<Outgoing, 'bulletinId' | 'title'>, send: () => Promise<string>, ms: number): Promise<void> {
    const key = crypto.randomUUID();
    this.set([...this.all.filter(({ bulletinId }) => bulletinId !== what.bulletinId), { ...what, key, at: Date.now() + ms, state: 'waiting', outcome: null, error: null }]);
    this.sends.set(key, { send, timer: ms === 0 ? undefined : setTimeout(() => void this.sendNow(key), ms) });
    return ms === 0 ? this.sendNow(key) : Promise.resolve();
  }

  /** Sends without waiting on, or again. */
  readonly sendNow = async (key: string): Promise<void> => {
    const known = this.sends.get(key);
    if (!known || this.all.find((each) => each.key === key)?.state === 'sending') return;
    clearTimeout(known.timer);
    this.change(key, { state: 'sending', error: null });
    try {
      const outcome = await known.send();
      this.sends.delete(key);
      this.change(key, { state: 'sent', outcome });
    } catch (error) {
      this.change(key, { state: 'failed', error });
    }
  };

  /** Takes back what waits, and puts away what is done. */
  readonly drop = (key: string): void => {
    clearTimeout(this.sends.get(key)?.timer);
    this.sends.delete(key);
    this.set(this.all.filter((each) => each.key !== key));
  };

  /** Sends all that waits: whoever signs out has said that it is to go. */
  async sendAll(): Promise<void> {
    await Promise.all(this.all.filter(({ state }) => state === 'waiting').map(({ key }) => this.sendNow(key)));
  }

  /** Nothing of one person is sent by another. */
  clear(): void {
    for (const { key } of this.all) this.drop(key);
  }

  private change(key: string, more: Partial<Outgoing>): void {
    this.set(this.all.map((each) => (each.key === key ? { ...each, ...more } : each)));
  }

  private set(all: readonly Outgoing[]): void {
    this.all = all;
    for (const listener of this.listeners) listener();
  }
}

/** The outbox of this page. */
export const outbox = new Outbox();
addEventListener('beforeunload', (event) => {
  if (outbox.current().some(({ state }) => state === 'waiting' || state === 'sending')) event.preventDefault();
});
