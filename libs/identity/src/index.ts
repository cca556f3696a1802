export { setPasswordHash } from './accounts.repository.js';
export { Authenticator } from './authenticator.js';
export { IdentityModule } from './identity.module.js';
export { IdentityUpkeep } from './identity-upkeep.js';
export { hashPassword, PasswordHasher } from './passwords/password-hasher.js';
export { bootstrapFirstAdministrator, type FirstAdministrator } from './setup/bootstrap.js';
export { Session, SignInInput } from './sessions/session.types.js';
export { derivedKey, open, seal } from './tokens/secrets.js';
export { Viewer } from './viewer/viewer.types.js';
