export { DepartureService } from './departure.service.js';
export * from './handover.module.js';
export { HandoverWatch } from './handover.watch.js';
