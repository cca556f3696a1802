import type { INestApplicationContext } from '@nestjs/common';
import { SealNow, Witnessing } from '@hub/audit';
import { ReleaseJob } from '@hub/bulletins';
import { IdentityUpkeep } from '@hub/identity';
import { Clock } from '@hub/kernel';
import type { HubLogger, HubRole } from '@hub/platform';

const SECOND = 1_000;
/** A record is due in the log within a second. */
const SEAL_EVERY = 400;
const HOUR = 3_600_000;

type Stop = () => Promise<void>;

/** Runs what falls due; several hubs share the work by row locks. Returns what stops it, after what is under way has ended. */
export function startJobs(app: INestApplicationContext, roles: ReadonlySet<HubRole>, log: HubLogger): () => Promise<void> {
  const clock = app.get<Clock>(Clock as never);
  const release = app.get(ReleaseJob);
  const upkeep = app.get(IdentityUpkeep);
  const sealNow = app.get(SealNow);
  const witnessing = app.get(Witnessing);
  const sealing = (): Stop[] => [
    every(SEAL_EVERY, () => sealNow.run(), (error) => log.error({ err: error }, 'Sealing the audit log failed; it is tried again.')),
    every(SECOND, () => witnessing.run(), (error) => log.warn({ err: error }, 'A witness did not cosign the audit log; it is asked again.')),
  ];
  const due = (): Stop[] => [
    every(SECOND, () => release.run(), (error) => log.error({ err: error }, 'A scheduled release failed; it is tried again.')),
    every(HOUR, () => upkeep.run(clock.now()), (error) => log.error({ err: error }, 'Clearing away old sign-in data failed; it is tried again.')),
  ];
  const stops = [...(roles.has('seal') ? sealing() : []), ...(roles.has('jobs') ? due() : [])];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

/** Does something again and again, never twice at once. */
function every(ms: number, work: () => Promise<unknown>, onError: (error: unknown) => void): Stop {
  let running: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    running ??= work().catch(onError).finally(() => { running = null; });
  }, ms);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
