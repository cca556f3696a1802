import { Module } from '@nestjs/common';
import { ApprovalRouteService } from './approval-route.service.js';
import { AuditFieldsResolver, ErasureFieldsResolver } from './audit-fields.resolver.js';
import { CirclesResolver } from './circles.resolver.js';
import { CirclesService } from './circles.service.js';
import { OrganisationFieldsResolver } from './organisation-fields.resolver.js';
import { OrganisationsResolver } from './organisations.resolver.js';
import { OrganisationsService } from './organisations.service.js';
import { PartyChanges } from './party.changes.js';
import { PartyLoaders } from './party.loaders.js';
import { PartyRepository } from './party.repository.js';
import { PeopleResolver } from './people.resolver.js';
import { PeopleService } from './people.service.js';

/** Organisations, circles, people, contact points. Needs the global UnitOfWork, AuditLog and Scope. */
@Module({
  providers: [
    PartyRepository, PartyLoaders, PartyChanges,
    OrganisationsService, OrganisationsResolver, OrganisationFieldsResolver, ApprovalRouteService,
    CirclesService, CirclesResolver,
    PeopleService, PeopleResolver,
    AuditFieldsResolver, ErasureFieldsResolver,
  ],
  exports: [PartyChanges, PartyLoaders],
})
export class PartiesModule {}
