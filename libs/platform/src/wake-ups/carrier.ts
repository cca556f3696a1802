/** What a hub is woken by: something waits in the outbox, came into streams of alerts, was taken from somebody. */
export type Channel = 'hub_outbox' | 'hub_alerts' | 'hub_access';
/** All of them. */
export const CHANNELS: readonly Channel[] = ['hub_outbox', 'hub_alerts', 'hub_access'];

/** A connection over which hints come. */
export interface Link {
  /** Tells the other hubs, where that is not the database's own doing. */
  tell(channel: Channel): void;
  /** Resolves when it is no more, for whatever reason. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

/** What carries hints from hub to hub. */
export interface Carrier {
  /** As operators know it. */
  readonly name: string;
  /** Connects; rejects where that can't be. */
  connect(wake: (channel: Channel) => void): Promise<Link>;
}
