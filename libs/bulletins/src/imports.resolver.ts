import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { ImportedBulletin } from './bulletin.connection.js';
import { ImportedBulletinsArgs } from './bulletin.inputs.js';
import { type ImportedRow, ImportsReader } from './imports.reader.js';

@Resolver(() => ImportedBulletin)
export class ImportsResolver {
  constructor(private readonly imports: ImportsReader) {}

  @Query(() => [ImportedBulletin], { description: "What imports drafted for the own organisation, by source key, so that an import adds nothing twice. OFFICER only." })
  async importedBulletins(@Args() args: ImportedBulletinsArgs, @Context() context: HubContext): Promise<ImportedRow[]> {
    return this.imports.list(context, args);
  }
}
