export { describeVariables, type HubConfig, loadConfig } from './config.js';
export { HUB_ROLES, type HubRole, type TokenKey } from './variables.js';
export { HUB_CONFIG } from './token.js';
