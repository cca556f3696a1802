import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Base64Scalar as Base64, DateTimeScalar as DateTime, type JsonObject, JsonObjectScalar as JSONObject, PageInfo, UInt64Scalar as UInt64 } from '@hub/platform';

@ObjectType({ description: "One thing that somebody did or saw, in one holder's copy: an act makes one record for the acting organisation and one for each originator whose bulletins it touched, naming that originator's own bulletins only." })
export class AuditEntry {
  @Field(() => ID, { description: 'Of this copy; another holder has another.' }) id: string;
  @Field(() => UInt64, { nullable: true, description: 'Position in the log, once sealed.' }) index: bigint;
  @Field(() => UInt64, { nullable: true, description: "Dense number among the holder's records, from 1, once sealed." }) counter: bigint;
  @Field(() => DateTime, { description: 'When it happened.' }) occurredAt: Date;
  @Field({ description: 'Verb in the past: bulletin.read, bulletin.published, session.opened, …' }) action: string;
  @Field(() => ID, { nullable: true, description: 'What it was about; null where that is several bulletins (see `detail`), or a bulletin marked RED that the asker may not see.' }) subjectId: string | null;
  @Field(() => JSONObject, { description: 'More of it, never contents: which versions and sections were shown, which fields were changed. Empty once erased, and where the asker may not see the bulletin.' }) detail: JsonObject;
  @Field({ description: 'Whether the body was erased; then who acted and the details are gone, and the proof holds.' }) erased: boolean;
  /** Whose names the field resolvers of the parties look up. */
  personIds: readonly string[];
  organisationId: string | null;
}

@ObjectType({ description: 'An entry with its cursor.' })
export class AuditEntryEdge {
  @Field({ description: 'Cursor.' }) cursor: string;
  @Field(() => AuditEntry, { description: 'The entry.' }) node: AuditEntry;
}

@ObjectType({ description: 'Entries, newest first.' })
export class AuditEntryConnection {
  @Field(() => [AuditEntryEdge], { description: 'With cursors.' }) edges: AuditEntryEdge[];
  @Field(() => [AuditEntry], { description: 'Without.' }) nodes: AuditEntry[];
  @Field(() => PageInfo, { description: 'What lies beyond.' }) pageInfo: PageInfo;
}

@ObjectType({ description: "RFC 9162 section 2.1.3. The leaf's 32 bytes are SHA-256(tag ‖ SHA-256(linkSalt ‖ link) ‖ SHA-256(bodySalt ‖ body)); its leaf hash is SHA-256(0x00 ‖ leaf). The tag is the ASCII text contact-point/audit/leaf/v1 and a line feed. `link` holds holder, counter and the holder's previous leaf; `body` the record. Exact bytes." })
export class AuditInclusionProof {
  @Field(() => ID, { description: 'The entry.' }) entryId: string;
  @Field(() => UInt64, { description: "Dense number among the holder's records, from 1." }) counter: bigint;
  @Field(() => Base64, { description: '32 bytes.' }) leaf: Buffer;
  @Field(() => Base64, { description: 'Canonical JSON (RFC 8785): counter, holder, previous.' }) link: Buffer;
  @Field(() => Base64, { description: '32 bytes.' }) linkSalt: Buffer;
  @Field(() => Base64, { description: 'SHA-256(bodySalt ‖ body).' }) bodyHash: Buffer;
  @Field(() => Base64, { nullable: true, description: 'Canonical JSON (RFC 8785). Null once erased, and where the asker may not see all of it.' }) body: Buffer | null;
  @Field(() => Base64, { nullable: true, description: '32 bytes; null with `body`.' }) bodySalt: Buffer | null;
  @Field(() => UInt64, { description: 'Position in the log, from 0.' }) index: bigint;
  @Field(() => UInt64, { description: 'Size of the tree that the proof is for.' }) treeSize: bigint;
  @Field(() => [Base64], { description: 'Hashes from the leaf to the root.' }) hashes: Buffer[];
  @Field({ description: 'The signed checkpoint of that size, with its cosignatures.' }) checkpoint: string;
}

@ObjectType({ description: 'RFC 9162 section 2.1.4.' })
export class AuditConsistencyProof {
  @Field(() => UInt64, { description: 'Size of the earlier tree.' }) fromSize: bigint;
  @Field(() => UInt64, { description: 'Size of the later tree.' }) toSize: bigint;
  @Field(() => [Base64], { description: 'Hashes.' }) hashes: Buffer[];
}
