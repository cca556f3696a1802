import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { Organisation, Person } from '@hub/parties';
import { DateTimeScalar as DateTime, PageInfo } from '@hub/platform';
import { DifferenceKind, ProposalField, ProposalStanding, ProposalState } from './proposal.enums.js';

@ObjectType({ description: 'A piece of a text that would change. Those that are not ADDED give what stood there, those that are not REMOVED what is proposed.' })
export class DifferencePiece {
  @Field(() => DifferenceKind, { description: 'What became of it.' }) kind: DifferenceKind;
  @Field({ description: 'The piece.' }) text: string;
}

@ObjectType({ description: 'One thing that would change. Values as text: lists in the order of their codes, parted by ", "; instants in RFC 3339; null for none.' })
export class ProposalPart {
  @Field({ description: 'Names the part when some are taken up.' }) key: string;
  @Field(() => ProposalField, { description: 'What it is about.' }) field: ProposalField;
  @Field(() => ID, { nullable: true, description: 'The section that it is about; null for a field of the bulletin, or a new section.' }) sectionId: string | null;
  @Field(() => String, { nullable: true, description: 'What the version seen by the proposer says there.' }) before: string | null;
  @Field(() => String, { nullable: true, description: 'What is proposed.' }) proposed: string | null;
  @Field(() => String, { nullable: true, description: 'What the bulletin says there now: for editors the working copy, for others the newest version that they see.' }) current: string | null;
  @Field(() => [DifferencePiece], { description: 'From what the proposer saw to what is proposed, word by word, in Japanese too.' }) difference: DifferencePiece[];
  @Field(() => ProposalStanding, { nullable: true, description: 'How it stands to what the bulletin says now; null once the proposal has ended.' }) standing: ProposalStanding | null;
  @Field(() => String, { nullable: true, description: 'Where it applies: what would stand then.' }) result: string | null;
  @Field({ description: 'Whether it was taken up.' }) takenUp: boolean;
}

@ObjectType({ description: 'A correction that a recipient proposes, as a difference against the version that it saw. Visible to its organisation and to editors of the bulletin, as long as they see the bulletin and every section that it is about; to nobody else.' })
export class Proposal {
  /** The rest is made of it. */
  bulletinRow: BulletinRow;
  organisationId: string;
  personId: string;
  @Field(() => ID, { description: 'Identifier.' }) id: string;
  @Field(() => ProposalState, { description: 'How far it has come.' }) state: ProposalState;
  @Field(() => Bulletin, { description: 'The bulletin.' }) bulletin: Bulletin;
  @Field(() => Int, { description: "The version that the proposer saw, in the asker's own numbering." }) version: number;
  @Field(() => Organisation, { description: 'Who proposes.' }) organisation: Organisation;
  @Field(() => Person, { nullable: true, description: 'The person who wrote it; null where the asker may not know of the person.' }) proposedBy: Person | null;
  @Field(() => DateTime, { description: 'When it was made.' }) proposedAt: string;
  @Field(() => String, { nullable: true, description: 'Why, in words of the proposer.' }) reason: string | null;
  @Field({ description: 'Whether its organisation consents to be named with the bulletin.' }) credit: boolean;
  @Field({ description: 'Whether something that it is about has changed since.' }) stale: boolean;
  @Field(() => [ProposalPart], { description: 'What would change, field by field.' }) parts: ProposalPart[];
  @Field(() => DateTime, { nullable: true, description: 'When it was taken up, declined or withdrawn.' }) endedAt: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was declined.' }) decisionReason: string | null;
}

@ObjectType({ description: 'The proposal after the change, as the asker may see it.' })
export class ProposalPayload {
  @Field(() => Proposal, { description: 'The proposal.' }) proposal: Proposal;
}

@ObjectType({ description: 'A proposal in a list.' })
export class ProposalEdge {
  @Field({ description: 'Opaque; good for `after`.' }) cursor: string;
  @Field(() => Proposal, { description: 'The proposal.' }) node: Proposal;
}

@ObjectType({ description: 'A page of proposals, the newest first (Relay Cursor Connections).' })
export class ProposalConnection {
  @Field(() => [ProposalEdge], { description: 'With cursors.' }) edges: ProposalEdge[];
  @Field(() => [Proposal], { description: 'The same without cursors.' }) nodes: Proposal[];
  @Field(() => PageInfo, { description: 'What lies beyond this page.' }) pageInfo: PageInfo;
}
