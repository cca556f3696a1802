import { Module } from '@nestjs/common';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { CaseExportStream } from './case-export.stream.js';
import { CaseExportsResolver } from './case-exports.resolver.js';
import { CaseExportsService } from './case-exports.service.js';
import { CaseImportsService } from './case-imports.service.js';
import { CaseRecordsReader } from './case-records.reader.js';
import { CasesResolver } from './cases.resolver.js';

/** Case records by HTCDS 2.0: imports, what stands beside a bulletin, exports. */
@Module({
  imports: [BulletinsModule, PartiesModule],
  providers: [CaseImportsService, CaseRecordsReader, CasesResolver, CaseExportsService, CaseExportsResolver, CaseExportStream],
  exports: [CaseImportsService, CaseExportsService, CaseExportStream],
})
export class CasesModule {}
