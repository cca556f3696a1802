import type { Command } from 'commander';
import type { Shell } from '../shell.js';

/** `hubctl schema`. */
export function addSchema(program: Command, { terminal }: Shell): void {
  program.command('schema')
    .summary('print the GraphQL schema')
    .description('Prints the GraphQL schema that this version of the hub serves. Needs no database and no hub.')
    .addHelpText('after', '\nExample:\n  $ npm run --silent hubctl -- schema > apps/hub/schema.graphql')
    .action(async () => {
      const { schemaOfModules } = await import('../local/schema.js');
      terminal.out(await schemaOfModules());
    });
}
