import type { INestApplicationContext } from '@nestjs/common';
import { ReleaseJob } from '@hub/bulletins';
import type { HubLogger } from '@hub/platform';

const EVERY_MS = 1_000;

/** Runs what falls due, once a second; several hubs share the work by row locks. Returns what stops it. */
export function startJobs(app: INestApplicationContext, log: HubLogger): () => Promise<void> {
  const release = app.get(ReleaseJob);
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = release.run()
      .catch((error: unknown) => log.error({ err: error }, 'A scheduled release failed; it is tried again.'))
      .finally(() => { busy = false; });
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
