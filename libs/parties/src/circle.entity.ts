import type { LocalisedText } from '@hub/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of hub.circles, for writes. */
@Entity({ name: 'circles', schema: 'hub' })
export class CircleEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  code: string;

  @Column('jsonb')
  names: LocalisedText;

  @Column('int', { default: 1 })
  revision: number;
}

/** A row of hub.circle_members. */
@Entity({ name: 'circle_members', schema: 'hub' })
export class CircleMemberEntity {
  @PrimaryColumn('uuid')
  circleId: string;

  @PrimaryColumn('uuid')
  organisationId: string;
}
