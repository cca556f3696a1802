export * from './register.module.js';
export { enterContactHours, attestAsOf } from './register.repository.js';
export { RegisterReminders } from './register.reminders.js';
export { Contact } from './register.types.js';
