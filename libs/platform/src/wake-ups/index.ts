export type { Carrier, Channel } from './carrier.js';
export { ListenCarrier } from './listen.carrier.js';
export { NatsCarrier } from './nats.carrier.js';
export { WakeUps } from './wake-ups.js';
