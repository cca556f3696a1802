import { SignedTokens } from '../tokens/signed-tokens.js';

/** Tokens good for confirming a second factor before the first session, and for nothing else. */
export class EnrolmentTokens extends SignedTokens {}
