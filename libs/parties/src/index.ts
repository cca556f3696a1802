export * from './approval-step.entity.js';
export * from './circle.entity.js';
export * from './newcomers.js';
export * from './organisation.entity.js';
export * from './person.entity.js';
