import type { Actor, HubContext, PersonActor } from '@hub/access';
import { noteEpoch, signedIn } from '@hub/access';
import type { Tx, UnitOfWork } from '@hub/platform';

/** Who calls an operation, and from where. */
export type Caller = Pick<HubContext, 'actor' | 'reads' | 'idempotency' | 'remoteAddress' | 'deviceToken'>;

/** A mutation by somebody signed in, in steps. */
export interface PersonalAct<P, R extends object> {
  /** Response key of the mutation. */
  path: string;
  /** What takes long or must last whatever happens (attempts, password hashes). Left out where the act is a repetition. */
  prepare?: (person: PersonActor) => Promise<P>;
  /** Before the identity tables open: what is done in the person's own scope. */
  inScope?: (tx: Tx, person: PersonActor) => Promise<void>;
  /** The act itself. */
  work: (tx: Tx, person: PersonActor, prepared: P) => Promise<R>;
}

interface Settings {
  person: string;
  organisation: string;
  roles: string;
  principals: string;
}

/**
 * Opens the sign-in's own tables. For somebody signed in the database first checks the live session and its rights, in the
 * same transaction: that is what makes an act under rights just taken away impossible.
 */
export class IdentityWork {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The hub's own work, for nobody in particular. */
  hub<T>(instant: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unitOfWork.realm('identity', instant, work);
  }

  /** Reads for somebody signed in. */
  async read<T>(caller: Pick<Caller, 'actor' | 'reads'>, work: (tx: Tx, person: PersonActor) => Promise<T>): Promise<T> {
    const person = signedIn(caller.actor);
    return this.unitOfWork.read(person, async (tx) => {
      noteEpoch(caller.reads, tx.accessEpoch);
      return asIdentity(tx, person.instant, () => work(tx, person));
    });
  }

  /** Carries out a mutation of somebody signed in: once, under an Idempotency-Key. */
  async act<P, R extends object>(caller: Pick<Caller, 'actor' | 'idempotency'>, { path, prepare, inScope, work }: PersonalAct<P, R>): Promise<R> {
    const person = signedIn(caller.actor);
    const { idempotency } = caller;
    // Also looks at the session, so that nothing (a password, say) can be tried out with one that has ended.
    const prepared = prepare && !(await this.isDone(person, idempotency?.key ?? null, path)) ? await prepare(person) : undefined;
    return this.unitOfWork.write(person, { path, idempotency }, async (tx) => {
      // Prepared unless the unit of work finds the result of an earlier one, and then it doesn't come here.
      await inScope?.(tx, person);
      return asIdentity(tx, person.instant, () => work(tx, person, prepared as P));
    });
  }

  private async isDone(actor: Actor, key: string | null, path: string): Promise<boolean> {
    return this.unitOfWork.read(actor, async (tx) => {
      if (key === null) return false;
      const rows = await tx.query(
        'identity-repeated',
        `SELECT 1 FROM hub.idempotency_keys
         WHERE key = $1 AND path = $2 AND result IS NOT NULL AND created_at >= $3::timestamptz - interval '24 hours'`,
        [key, path, actor.instant],
      );
      return rows.length > 0;
    });
  }
}

/** Does some work in the identity realm of a transaction that is somebody's, and hands it back as it was. */
async function asIdentity<T>(tx: Tx, instant: Date, work: () => Promise<T>): Promise<T> {
  const [own] = await tx.query<Settings>(
    'identity-own-scope',
    `SELECT current_setting('hub.person') AS person, current_setting('hub.organisation') AS organisation,
            current_setting('hub.roles') AS roles, current_setting('hub.principals') AS principals`,
  );
  if (!own) throw new Error('no scope to come back to');
  await tx.query('enter-realm', 'SELECT hub.enter_realm($1, $2)', ['identity', instant]);
  const result = await work();
  await tx.query(
    'identity-back-to-scope',
    `SELECT set_config('hub.realm', 'actor', true), set_config('hub.person', $1, true), set_config('hub.organisation', $2, true),
            set_config('hub.roles', $3, true), set_config('hub.principals', $4, true)`,
    [own.person, own.organisation, own.roles, own.principals],
  );
  return result;
}
