import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for Argon2id. Stored hashes name their own parameters. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
// Algorithm.Argon2id; the package's enum is `const` and can't be imported by a file that is compiled on its own.
const ARGON2ID = 2;

/** The form in which passwords are hashed and compared: NFKC, so that the keyboard's width makes no difference. */
export const normalisePassword = (password: string): string => password.normalize('NFKC');

/** Argon2id over the normalised password. Costs some 20 ms of one core. */
export const hashPassword = (password: string): Promise<string> =>
  hash(normalisePassword(password), { algorithm: ARGON2ID, memoryCost: MEMORY_KIB, timeCost: PASSES, parallelism: LANES });

/** Hashes and verifies passwords. */
export class PasswordHasher {
  /** A hash that no password has, for doing the same work where there is no account. */
  readonly nobodys: string;

  constructor() {
    const bytes = (count: number): string => randomBytes(count).toString('base64').replace(/=+$/, '');
    this.nobodys = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${bytes(16)}$${bytes(32)}`;
  }

  /** A hash to keep. */
  hash(password: string): Promise<string> {
    return hashPassword(password);
  }

  /** Whether the password has this hash. */
  verify(passwordHash: string, password: string): Promise<boolean> {
    return verify(passwordHash, normalisePassword(password));
  }
}
