import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import pg from 'pg';
import { SnakeCaseNaming } from './naming.js';

/** How to reach the database. */
export interface DatabaseOptions {
  /** Connection string of a login that is hub_app, or may become it. */
  url: string;
  poolSize: number;
  /** Entity classes of all libs. */
  entities: DataSourceEntities;
  /** Milliseconds after which a statement is cut off; 0: never. */
  statementTimeout?: number;
  /** Another role than hub_app: tests of one layer of access control alone. */
  role?: string;
  /** Called with each hint of a transaction once it is committed. Without it the database tells hints itself (NOTIFY). */
  onHint?: (hint: string) => void;
}
type DataSourceEntities = NonNullable<ConstructorParameters<typeof DataSource>[0]['entities']>;

/** One transaction, or one connection, as services and repositories see it. */
export interface Tx {
  /** Runs a prepared statement. The name stands for the text: one text, one name. */
  query<R extends object>(name: string, text: string, values?: readonly unknown[]): Promise<R[]>;
  /** TypeORM's manager on the same connection, for plain writes. */
  readonly manager: EntityManager;
}

// Epochs and counts are far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** SQLSTATE of a notice that is a hint (hub.hint). */
const HINT = 'HB010';

/**
 * A connection that breaks off fails the query that it has, or the next one. It tells an event too, and where nobody
 * listens just then, between two users of it, Node would end the process.
 */
class Connection extends pg.Client {
  /** What the transaction under way gives others to look at. */
  readonly hints = new Set<string>();

  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    this.on('notice', ({ code, message }) => { if (code === HINT && message !== undefined) this.hints.add(message); });
  }
}

/** The pool of connections in the role hub_app, which owns nothing and can't pass row security. */
export class Database {
  private constructor(
    readonly dataSource: DataSource,
    private readonly onHint: (hint: string) => void,
  ) {}

  /** Opens the pool and makes sure of a first connection. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      schema: 'hub',
      entities: options.entities,
      namingStrategy: new SnakeCaseNaming(),
      synchronize: false,
      // A condition on `undefined` has returned the first row before; here it is an error.
      invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
      poolSize: options.poolSize,
      extra: {
        Client: Connection,
        options: `-c role=${options.role ?? 'hub_app'} -c search_path=hub -c timezone=UTC -c statement_timeout=${options.statementTimeout ?? 30_000} -c idle_in_transaction_session_timeout=60000${options.onHint ? ' -c hub.hints=notice -c client_min_messages=notice' : ''}`,
        connectionTimeoutMillis: 10_000,
        // A new connection must plan every statement afresh.
        idleTimeoutMillis: 600_000,
        application_name: 'contact-point',
      },
    });
    await dataSource.initialize();
    return new Database(dataSource, options.onHint ?? (() => undefined));
  }

  /** The pool itself, for what TypeORM has no name for: prepared statements in one round trip. */
  get pool(): pg.Pool {
    return (this.dataSource.driver as PostgresDriver).master as pg.Pool;
  }

  /** One prepared statement in a transaction of its own: one round trip. */
  async statement<R extends object>(name: string, text: string, values: readonly unknown[] = []): Promise<R[]> {
    return rowsOf(await this.pool.query<R & pg.QueryResultRow>({ name, text, values: [...values] }));
  }

  /** Runs work on one connection in one transaction; rolls back on any failure. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as pg.PoolClient & Connection;
    client.hints.clear();
    try {
      await runner.startTransaction();
      const result = await work({
        manager: runner.manager,
        query: async <R extends object>(name: string, text: string, values: readonly unknown[] = []) =>
          rowsOf(await client.query<R & pg.QueryResultRow>({ name, text, values: [...values] })),
      });
      await runner.commitTransaction();
      for (const hint of client.hints) this.onHint(hint);
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /**
   * Does what one process does at a time, over several transactions; null where another is at it. The lock ends with its
   * connection: before anything that must not be done twice side by side `work` asks `stillAlone`, which throws where it was lost.
   */
  async alone<T>(lock: number, work: (stillAlone: () => Promise<void>) => Promise<T>): Promise<T | null> {
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      const { rows } = await client.query<{ mine: boolean }>({ name: 'lock-alone', text: 'SELECT pg_try_advisory_lock($1) AS mine', values: [lock] });
      if (rows[0]?.mine !== true) return null;
      try {
        return await work(async () => void (await client.query({ name: 'still-alone', text: 'SELECT 1' })));
      } finally {
        // A connection on which this fails is closed, and the lock with it.
        await client.query({ name: 'unlock-alone', text: 'SELECT pg_advisory_unlock($1)', values: [lock] }).catch((error: Error) => { failure = error; });
      }
    } finally {
      client.release(failure);
    }
  }

  /** Closes the pool once its connections are free. */
  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/**
 * A result's rows, which it keeps no longer. pg's queries hold on to each other and to their results, so that rows, read and done with, would count as in use until
 * the next collection of everything: an export of 100,000 cases grew by all that it had read.
 */
function rowsOf<R extends pg.QueryResultRow>(result: pg.QueryResult<R>): R[] {
  const { rows } = result;
  result.rows = [];
  return rows;
}
