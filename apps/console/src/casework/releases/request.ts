import type { OneRequestQuery } from './releases.generated.js';

/** A request for release as it was read. */
export type Request = NonNullable<OneRequestQuery['releaseRequest']>;
