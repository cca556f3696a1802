import { Module } from '@nestjs/common';
import { PartiesModule } from '@hub/parties';
import { RegisterReminders } from './register.reminders.js';
import { AttestationFieldsResolver, OrganisationContactResolver, RegisterResolver } from './register.resolver.js';
import { RegisterService } from './register.service.js';

/** The register of contact points. */
@Module({
  imports: [PartiesModule],
  providers: [RegisterService, RegisterReminders, RegisterResolver, OrganisationContactResolver, AttestationFieldsResolver],
  exports: [RegisterReminders],
})
export class RegisterModule {}
