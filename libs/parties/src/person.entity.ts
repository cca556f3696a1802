import type { Role } from '@hub/access';
import type { LocalisedText } from '@hub/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of hub.persons, for writes. Cards (hub.person_cards) are kept by the database from it. */
@Entity({ name: 'persons', schema: 'hub' })
export class PersonEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  readonly organisationId: string;

  @Column('text')
  email: string;

  @Column('text')
  language: string;

  @Column('text', { array: true })
  roles: Role[];

  @Column('text')
  familyName: string;

  @Column('text')
  givenName: string;

  @Column('text', { nullable: true })
  kana: string | null;

  @Column('text', { nullable: true })
  latinFamilyName: string | null;

  @Column('text', { nullable: true })
  latinGivenName: string | null;

  @Column('jsonb', { default: {} })
  title: LocalisedText;

  /** Given by the database, and never shown. */
  @Column('int', { default: () => "nextval('hub.principal_numbers')" })
  readonly principal: number;

  /** Moves with every change of rights; the database sees to it. */
  @Column('int', { default: 1 })
  accessEpoch: number;

  @Column('timestamptz', { nullable: true })
  suspendedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('timestamptz')
  readonly createdAt: Date;

  @Column('int', { default: 1 })
  revision: number;
}

/** A row of hub.person_cards: what other organisations may see of a person. Written by the database only. */
@Entity({ name: 'person_cards', schema: 'hub' })
export class PersonCardEntity {
  @PrimaryColumn('uuid')
  personId: string;

  @Column('uuid')
  readonly organisationId: string;

  @Column('boolean', { default: false })
  contact: boolean;

  @Column('jsonb')
  card: object;
}
