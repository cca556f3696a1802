import type { INestApplicationContext } from '@nestjs/common';
import { ReleaseJob } from '@hub/bulletins';
import { IdentityUpkeep } from '@hub/identity';
import { Clock } from '@hub/kernel';
import type { HubLogger } from '@hub/platform';

const SECOND = 1_000;
const HOUR = 3_600_000;

/** Runs what falls due; several hubs share the work by row locks. Returns what stops it, after what is under way has ended. */
export function startJobs(app: INestApplicationContext, log: HubLogger): () => Promise<void> {
  const clock = app.get<Clock>(Clock as never);
  const release = app.get(ReleaseJob);
  const upkeep = app.get(IdentityUpkeep);
  const stops = [
    every(SECOND, () => release.run(), (error) => log.error({ err: error }, 'A scheduled release failed; it is tried again.')),
    every(HOUR, () => upkeep.run(clock.now()), (error) => log.error({ err: error }, 'Clearing away old sign-in data failed; it is tried again.')),
  ];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

/** Does something again and again, never twice at once. */
function every(ms: number, work: () => Promise<unknown>, onError: (error: unknown) => void): () => Promise<void> {
  let running: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    running ??= work().catch(onError).finally(() => { running = null; });
  }, ms);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
