import { createClient } from 'graphql-ws';
import { alerts, type AlertsSubscription } from './live.generated.js';

/** How the line to the hub stands. */
export type Line = 'connecting' | 'live' | 'waiting' | 'offline';
/** What comes over it. */
export type Delivery = AlertsSubscription['alerts'];
/** An alert that has come since the page was opened. */
export type LiveAlert = Extract<Delivery, { __typename: 'Alert' }>;

const WAITS_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000];
/** How often the connection is told that the session goes on, and asked whether it still stands. */
const BEAT_MS = 20_000;
const ANSWER_MS = 8_000;

interface Parts {
  readonly accessToken: () => Promise<string | null>;
  readonly onLine: (line: Line) => void;
  readonly onDelivery: (delivery: Delivery) => void;
}

/**
 * Follows the alerts of whoever is signed in: each connection goes on from the last cursor, after sleep and lost lines too, so that
 * nothing is missed and nothing comes twice. Returns what ends it.
 */
export function followAlerts({ accessToken, onLine, onDelivery }: Parts): () => void {
  let cursor: string | null = null;
  let ended = false;
  let failures = 0;
  let wake: (() => void) | null = null;
  let socket: WebSocket | null = null;
  let heard = 0;
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    lazy: true, retryAttempts: 0, lazyCloseTimeout: 0,
    connectionParams: async () => ({ authorization: `Bearer ${(await accessToken()) ?? ''}` }),
    on: {
      connected: (opened) => {
        socket = opened as WebSocket;
        failures = 0;
        heard = performance.now();
        onLine('live');
      },
      message: () => {
        heard = performance.now();
      },
      closed: () => {
        socket = null;
      },
    },
  });

  const once = (): Promise<void> => new Promise((resolve) => {
    client.subscribe<AlertsSubscription>({ query: alerts.text, variables: { after: cursor } }, {
      next: ({ data }) => {
        if (!data || ended) return;
        cursor = data.alerts.cursor;
        onDelivery(data.alerts);
      },
      error: () => resolve(),
      complete: () => resolve(),
    });
  });
  const pause = (ms: number): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

  void (async () => {
    onLine('connecting');
    while (!ended) {
      await once();
      if (ended) return;
      onLine(navigator.onLine ? 'waiting' : 'offline');
      await pause(navigator.onLine ? (WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0) : 60_000);
      failures += 1;
    }
  })();

  // A machine that slept, or a line that is gone, is found out by asking: a ping, which also carries the token that goes on.
  const look = async (): Promise<void> => {
    wake?.();
    const asked = socket;
    if (asked?.readyState !== WebSocket.OPEN) return;
    const authorization = `Bearer ${(await accessToken().catch(() => null)) ?? ''}`;
    const before = heard;
    if (asked.readyState === WebSocket.OPEN) asked.send(JSON.stringify({ type: 'ping', payload: { authorization } }));
    setTimeout(() => {
      if (asked === socket && heard === before) client.terminate();
    }, ANSWER_MS);
  };
  const lost = (): void => {
    onLine('offline');
    client.terminate();
  };
  const seen = (): void => {
    if (document.visibilityState === 'visible') void look();
  };
  const beat = setInterval(() => void look(), BEAT_MS);
  const woken = (): void => void look();
  addEventListener('online', woken);
  addEventListener('pageshow', woken);
  addEventListener('offline', lost);
  document.addEventListener('visibilitychange', seen);
  return () => {
    ended = true;
    clearInterval(beat);
    removeEventListener('online', woken);
    removeEventListener('pageshow', woken);
    removeEventListener('offline', lost);
    document.removeEventListener('visibilitychange', seen);
    wake?.();
    void client.dispose();
  };
}
