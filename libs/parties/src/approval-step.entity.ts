import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of hub.approval_steps, for writes. */
@Entity({ name: 'approval_steps', schema: 'hub' })
export class ApprovalStepEntity {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('int')
  step: number;

  @Column('uuid', { array: true })
  approverIds: string[];

  @Column('uuid', { array: true, default: [] })
  standInIds: string[];
}
