import type { HubConfig } from '@hub/platform';

/** The part of the configuration that signing in depends on. */
export type IdentitySettings = Pick<HubConfig, 'secrets' | 'sessions' | 'signIn'> & { readonly http: Pick<HubConfig['http'], 'publicUrl'> };

const DAY = 86_400_000;

/** A session ends after this, however much it is used. */
export const LONGEST_SESSION = 90 * DAY;
/** How long a device that is not used counts as one that has signed in before. */
export const DEVICE_LIFE = 180 * DAY;
/** Devices kept for a person; the oldest goes. */
export const DEVICES_KEPT = 20;
/** A refresh token that comes again within this time was lost on the way, not stolen. */
export const REPEAT_GRACE = 10_000;
/** How long an invitation can be accepted. */
export const INVITATION_LIFE = 7 * DAY;
/** How long a request for recovery waits for the second person, and then for the person to use the codes. */
export const RECOVERY_LIFE = DAY;
/** How long a second factor can be enrolled before the first session. */
export const ENROLMENT_LIFE = 10 * 60_000;

/** The instant so many milliseconds later. */
export const later = (instant: Date, milliseconds: number): Date => new Date(instant.getTime() + milliseconds);
