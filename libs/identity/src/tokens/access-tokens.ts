import { SignedTokens } from './signed-tokens.js';

/** Tokens that a session's requests carry. */
export class AccessTokens extends SignedTokens {}
