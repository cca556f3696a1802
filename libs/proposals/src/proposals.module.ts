import { Module } from '@nestjs/common';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { BulletinTexts } from './bulletin-texts.js';
import { Credits } from './credits.js';
import { ProposalRepository } from './proposal.repository.js';
import { ProposalsReader } from './proposals.reader.js';
import { CreditFieldsResolver, ProposalPartFieldsResolver, ProposalsResolver } from './proposals.resolver.js';
import { ProposalsService } from './proposals.service.js';
import { TranslationLoader } from './translations/translation.loader.js';
import { TranslationRepository } from './translations/translation.repository.js';
import { SectionTranslationsResolver, TitleTranslationsResolver, TranslationsResolver } from './translations/translations.resolver.js';
import { TranslationsService } from './translations/translations.service.js';

/** What hangs on the text of bulletins: corrections that recipients propose, and translations. */
@Module({
  imports: [BulletinsModule, PartiesModule],
  providers: [
    BulletinTexts, Credits, ProposalRepository, ProposalsReader, ProposalsResolver, ProposalPartFieldsResolver, CreditFieldsResolver, ProposalsService,
    TranslationLoader, TranslationRepository, TranslationsService, TranslationsResolver, TitleTranslationsResolver, SectionTranslationsResolver,
  ],
  exports: [ProposalsService, TranslationsService],
})
export class ProposalsModule {}
