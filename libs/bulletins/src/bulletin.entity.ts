import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AudienceSpec } from './audience.js';
import type { BulletinKind, BulletinState, ExploitationType, HandlingCondition, MeansOfControl, SafetyOutcome, SharingBasis, Tlp, Urgency } from './bulletin.enums.js';

/** What allows a bulletin about an identifiable person, as it is kept. */
export interface PersonAtRiskSpec {
  basis: SharingBasis;
  reason: string | null;
  safetyChecks: { organisationId: string; outcome: SafetyOutcome; note: string | null }[];
}

/** The envelope: what stands even on a tombstone. */
@Entity('bulletins')
export class BulletinEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') reference: string;
  @Column('uuid') originatorId: string;
  @Column('uuid') authorId: string;
  @Column('text') state: Exclude<BulletinState, BulletinState.EXPIRED>;
  @Column('text') kind: BulletinKind;
  @Column('text') tlp: Tlp;
  @Column('text') urgency: Urgency;
  @Column('text') language: string;
  @Column('int', { default: 1 }) revision: number;
  @Column('int', { default: 1 }) accessEpoch: number;
  @Column('int', { nullable: true }) publishedNumber: number | null;
  @Column('int', { nullable: true }) pendingNumber: number | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
  @Column('text', { nullable: true }) withdrawalReason: string | null;
  @Column('timestamptz') sortAt: Date;
  @Column('text', { nullable: true }) sourceKey: string | null;
  @Column('int', { array: true }) readers: number[];
  @Column('int', { array: true }) editors: number[];
}

/** One version; the working copy is the pending one. */
@Entity('bulletin_versions')
export class VersionEntity {
  @PrimaryColumn('uuid') bulletinId: string;
  @PrimaryColumn('int') number: number;
  @Column('text') kind: BulletinKind;
  @Column('text') tlp: Tlp;
  @Column('text') urgency: Urgency;
  @Column('text') language: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) documentNumber: string | null;
  @Column('text', { array: true, default: [] }) handling: HandlingCondition[];
  @Column('text', { nullable: true }) handlingNote: string | null;
  @Column('text', { array: true, default: [] }) countries: string[];
  @Column('int', { nullable: true }) potentialVictims: number | null;
  @Column('int', { nullable: true }) identifiedVictims: number | null;
  @Column('text', { array: true, default: [] }) citizenships: string[];
  @Column('text', { array: true, default: [] }) exploitation: ExploitationType[];
  @Column('text', { array: true, default: [] }) meansOfControl: MeansOfControl[];
  @Column('text', { array: true, default: [] }) prefectures: string[];
  @Column('boolean', { default: false }) hasFacts: boolean;
  @Column('jsonb') audience: AudienceSpec;
  @Column('boolean', { default: false }) recipientsVisible: boolean;
  @Column('timestamptz', { nullable: true }) acknowledgeBy: Date | null;
  @Column('timestamptz', { nullable: true }) releaseAt: Date | null;
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;
  @Column('text', { nullable: true }) releaseLocal: string | null;
  @Column('text', { nullable: true }) releaseZone: string | null;
  @Column('text', { nullable: true }) expiresLocal: string | null;
  @Column('text', { nullable: true }) expiresZone: string | null;
  @Column('jsonb', { nullable: true }) personAtRisk: PersonAtRiskSpec | null;
  @Column('uuid', { array: true, default: [] }) approverIds: string[];
  @Column('uuid', { array: true }) editedBy: string[];
  @Column('bytea') contentHash: Buffer;
  /** Of the files of this version; null for none. Kept by the database. */
  @Column({ type: 'bytea', nullable: true, insert: false, update: false }) attachmentsHash: Buffer | null;
  @Column('text') reviewState: 'EDITING' | 'IN_REVIEW' | 'APPROVED' | 'PUBLISHED';
  @Column('uuid', { nullable: true }) submittedBy: string | null;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('text', { nullable: true }) returnedReason: string | null;
  /** Saved while somebody writes: it goes out when it is sent, not by itself. */
  @Column('boolean', { default: false }) held: boolean;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Column('uuid', { nullable: true }) publishedBy: string | null;
  /** While it is APPROVED: until when who sent it can take it back. It goes out no sooner. */
  @Column('timestamptz', { nullable: true }) takeBackUntil: Date | null;
  @Column('jsonb', { nullable: true }) exception: { reason: string; by: string } | null;
  @Column('text', { array: true, default: [] }) titleWords: string[];
  @Column('text', { array: true, default: [] }) words: string[];
  @Column('int', { array: true }) admitted: number[];
  @Column('int', { array: true }) gate: number[];
  @Column('int', { array: true }) editors: number[];
  @Column('timestamptz', { nullable: true }) lapsesAt: Date | null;
}

/** A section of one version; `sectionId` is the same through all versions. */
@Entity('bulletin_sections')
export class SectionEntity {
  @PrimaryColumn('uuid') bulletinId: string;
  @PrimaryColumn('int') number: number;
  @PrimaryColumn('uuid') sectionId: string;
  @Column('int') position: number;
  @Column('text') heading: string;
  @Column('text') body: string;
  @Column('jsonb', { nullable: true }) audience: AudienceSpec | null;
  @Column('text', { array: true, default: [] }) words: string[];
  @Column('int', { array: true }) admitted: number[];
  @Column('int', { array: true }) gate: number[];
  @Column('int', { array: true }) editors: number[];
  @Column('timestamptz', { nullable: true }) lapsesAt: Date | null;
}

/** The newest answer of a receiving organisation. */
@Entity('acknowledgements')
export class AcknowledgementEntity {
  @PrimaryColumn('uuid') bulletinId: string;
  @PrimaryColumn('uuid') organisationId: string;
  @Column('text') kind: string;
  @Column('int') version: number;
  @Column('uuid') personId: string;
  @Column('timestamptz') acknowledgedAt: Date;
}

/** An approval of the exact content. */
@Entity('bulletin_approvals')
export class ApprovalEntity {
  @PrimaryColumn('uuid') bulletinId: string;
  @PrimaryColumn('int') number: number;
  @PrimaryColumn('bytea') contentHash: Buffer;
  @PrimaryColumn('int') step: number;
  @Column('uuid') personId: string;
  @Column('boolean') asStandIn: boolean;
  @Column('timestamptz') approvedAt: Date;
}
