import type { TokenKey } from '@hub/platform';
import jwt from 'jsonwebtoken';
import passportJwt from 'passport-jwt';

/** What a verified token says. */
export interface Claims {
  /** The person. */
  readonly sub: string;
  /** Access tokens: the session. */
  readonly sid?: string;
  /** Enrolment tokens: the credentials that they were given for. */
  readonly cred?: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

/** What a token is for; one kind is never taken for another. */
export type Audience = 'contact-point' | 'contact-point/second-factor';

interface Carrier {
  readonly token: string;
}

const ALGORITHM = 'HS256';

/**
 * Signs tokens with the first key and verifies them with any, by the key id in the header: a key is rotated by putting a
 * new one first and dropping the old one after the longest life of a token.
 */
export class SignedTokens {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly strategy: passportJwt.Strategy;

  constructor(
    private readonly tokenKeys: readonly [TokenKey, ...TokenKey[]],
    private readonly issuer: string,
    private readonly audience: Audience,
  ) {
    this.keys = new Map(tokenKeys.map(({ id, secret }) => [id, secret]));
    this.strategy = new passportJwt.Strategy(
      {
        jwtFromRequest: (carrier: Carrier) => carrier.token,
        secretOrKeyProvider: (_carrier, token: string, done) => {
          const header = jwt.decode(token, { complete: true })?.header;
          const key = header?.alg === ALGORITHM && header.kid !== undefined ? this.keys.get(header.kid) : undefined;
          // The algorithm is pinned again in the verification; here it only spares the look-up.
          if (key) done(null, key);
          else done(new Error('unknown key or algorithm'));
        },
        algorithms: [ALGORITHM],
        issuer,
        audience,
        // Whoever holds the claims compares `exp` with the operation's one instant; jsonwebtoken would ask the machine's clock.
        ignoreExpiration: true,
      },
      (claims: Partial<Claims>, done: (error: null, claims: Claims | false) => void) => {
        const { sub, exp } = claims;
        done(null, typeof sub === 'string' && typeof exp === 'number' ? { ...claims, sub, exp } : false);
      },
    );
  }

  /** A signed token. */
  issue(claims: Omit<Claims, 'exp'>, issuedAt: Date, expiresAt: Date): string {
    const [key] = this.tokenKeys;
    const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);
    return jwt.sign({ ...claims, iat: seconds(issuedAt), exp: seconds(expiresAt) }, key.secret, {
      algorithm: ALGORITHM,
      keyid: key.id,
      issuer: this.issuer,
      audience: this.audience,
    });
  }

  /** The token's claims, or null where it is not one of ours. Its expiry is left to the caller. */
  verify(token: string): Promise<Claims | null> {
    return new Promise((resolve, reject) => {
      // A strategy expects passport to add what it calls; one instance for each attempt, as passport does it.
      const attempt = Object.assign(Object.create(this.strategy) as { authenticate(carrier: Carrier): void }, {
        success: (claims: Claims) => resolve(claims),
        fail: () => resolve(null),
        error: reject,
      });
      attempt.authenticate({ token });
    });
  }
}
