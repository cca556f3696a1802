import { Module } from '@nestjs/common';
import { AuditModule } from '@hub/audit';
import { EditionsModule } from '../editions/editions.module.js';
import { GuestSections } from './guest.sections.js';
import { GuestVisits } from './guest.visits.js';
import { LinksResolver } from './links.resolver.js';
import { LinksService } from './links.service.js';

/** Personal links for guests without an account, and the page that they open. Rooms add their sections. */
@Module({
  imports: [AuditModule, EditionsModule],
  providers: [GuestSections, GuestVisits, LinksResolver, LinksService],
  exports: [GuestSections, GuestVisits, LinksService],
})
export class LinksModule {}
