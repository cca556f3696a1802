import { createTestHub, publishNew, type TestHub } from '@hub/testing';
import { AlertSocket, follow } from './alert-socket.js';
import { type AlertWorld, alertWorld, to } from './alerting.js';

/** A hub with its jobs, a world, and sockets that are cut when a test ends. */
export interface Live {
  hub: TestHub;
  world: AlertWorld;
  /** Somebody follows. */
  following(...args: Parameters<typeof follow>): Promise<AlertSocket>;
  /** A socket opens. */
  open(...args: Parameters<typeof AlertSocket.open>): Promise<AlertSocket>;
  /** Publishes. */
  newBulletin(input: object): Promise<{ id: string; revision: number }>;
  cutAll(): void;
  /** The same with other settings. */
  restart(env: Record<string, string>): Promise<void>;
}

/** Makes one for each test; or, for tests that ask nothing of what others see or of all that follow, one hub with a world for each. */
export function liveHub({ oneHub = false } = {}): Live {
  const sockets: AlertSocket[] = [];
  const kept = (socket: AlertSocket): AlertSocket => {
    sockets.push(socket);
    return socket;
  };
  const begin = async (env: Record<string, string> = {}): Promise<void> => {
    live.hub = await createTestHub({ poolSize: 6, env: { HUB_ROLES: 'api,jobs', ...env } });
  };
  const people = async (): Promise<void> => {
    live.world = await alertWorld(live.hub);
  };
  const live = {
    following: async (...args: Parameters<typeof follow>) => kept(await follow(...args)),
    open: async (...args: Parameters<typeof AlertSocket.open>) => kept(await AlertSocket.open(...args)),
    newBulletin: (input: object) => publishNew(live.hub, live.world.author, live.world.second, input),
    cutAll: () => sockets.splice(0).forEach((socket) => socket.cut()),
    restart: async (env: Record<string, string>) => {
      await live.hub.close();
      await begin(env);
      await people();
    },
  } as Live;
  (oneHub ? beforeAll : beforeEach)(() => begin());
  beforeEach(people);
  afterEach(() => live.cutAll());
  (oneHub ? afterAll : afterEach)(() => live.hub.close());
  return live;
}

/** A bulletin TLP:AMBER for these organisations. */
export const amber = (title: string, ...organisationIds: string[]): object => ({ tlp: 'AMBER', title, ...to(...organisationIds) });
