import type { OrganisationKind } from '@hub/access';
import type { LocalisedText } from '@hub/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of hub.organisations, for writes. */
@Entity({ name: 'organisations', schema: 'hub' })
export class OrganisationEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: OrganisationKind;

  @Column('text')
  code: string;

  @Column('text', { nullable: true })
  country: string | null;

  @Column('jsonb')
  names: LocalisedText;

  @Column('boolean', { default: false })
  dutyRole: boolean;

  @Column('text', { nullable: true })
  dutyTelephone: string | null;

  @Column('uuid', { nullable: true })
  contactPointId: string | null;

  @Column('uuid', { nullable: true })
  deputyId: string | null;

  /** Given by the database, and never shown. */
  @Column('int', { default: () => "nextval('hub.principal_numbers')" })
  readonly readerPrincipal: number;

  @Column('int', { default: () => "nextval('hub.principal_numbers')" })
  readonly officerPrincipal: number;

  @Column('timestamptz', { nullable: true })
  suspendedAt: Date | null;

  @Column('timestamptz')
  readonly createdAt: Date;

  @Column('int', { default: 1 })
  revision: number;
}
