export { ProposalField, ProposalStanding, ProposalState } from './proposal.enums.js';
export { DeclineProposalInput, FactsCorrectionInput, MissingSectionInput, ProposeCorrectionInput, SectionCorrectionInput, TakeUpProposalInput } from './proposal.inputs.js';
export { ProposalRepository } from './proposal.repository.js';
export { ProposalsModule } from './proposals.module.js';
export { ProposalsService } from './proposals.service.js';
export { AddTranslationInput, ReplaceTranslationInput, TranslationRevisionInput } from './translations/translation.inputs.js';
export { TranslationRepository } from './translations/translation.repository.js';
export { TranslationLabel } from './translations/translation.types.js';
export { TranslationsService } from './translations/translations.service.js';
