export { serveAlertEvents } from './alert.events.js';
export { AlertFilter } from './alert.inputs.js';
export { Alert, AlertConnection, AlertEdge, AlertKind, AlertReset, AlertResetReason } from './alert.types.js';
export * from './alerts.module.js';
export { AlertDistribution } from './distribution.js';
export { scopeKey } from './alert.groups.js';
export { AlertsReader } from './alerts.reader.js';
export { AlertTide } from './alert.tide.js';
export { WebhookDeliveries } from './webhooks/webhook.deliveries.js';
