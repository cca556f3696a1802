/** Injection token of the hub's configuration (HubConfig is an interface). */
export const HUB_CONFIG = Symbol('HUB_CONFIG');
