/** What the commands that work on the database read from the environment, as help text. */
export const DATABASE_HELP = `
The database:
  DATABASE_URL            an outside PostgreSQL, 15 or newer; without it the embedded one under HUB_DATA_DIR (.data)
  MIGRATION_DATABASE_URL  the same database as its owner, for migrations
The embedded one serves one process at a time: stop the hub first.`;
