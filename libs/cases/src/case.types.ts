import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsOptional, IsUUID, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { Bulletin, ExploitationType } from '@hub/bulletins';
import { Person } from '@hub/parties';
import { CountryCodeScalar as CountryCode, DateTimeScalar as DateTime, PageInfo } from '@hub/platform';
import { PROBLEMS, type ProblemCode } from './case.problems.js';

/** What became of a row. */
export enum CaseOutcome { ADDED = 'ADDED', REVISED = 'REVISED', PRESENT = 'PRESENT', DIFFERS = 'DIFFERS' }
/** Formats that are written. */
export enum CaseFileFormat { CSV = 'CSV', XLSX = 'XLSX', JSON = 'JSON' }
/** How an export stands. */
export enum CaseExportState { READY = 'READY', WAITING = 'WAITING', EXPIRED = 'EXPIRED' }
/** The problems as an enumeration. */
export const CaseProblemCode = Object.fromEntries(Object.keys(PROBLEMS).map((code) => [code, code])) as { readonly [C in ProblemCode]: C };

registerEnumType(CaseOutcome, { name: 'CaseOutcome', description: 'What became of a row; in a preview: what would.', valuesMap: {
  ADDED: { description: 'Drafted.' },
  REVISED: { description: 'It was drafted before and has changed: the draft was revised. What somebody wrote in the hub stays.' },
  PRESENT: { description: 'It is in the hub as it stands in the file.' },
  DIFFERS: { description: 'It has changed, and its bulletin is no draft any more: nothing was done. Revise or withdraw the bulletin by hand.' } } });
registerEnumType(CaseFileFormat, { name: 'CaseFileFormat', description: 'A format of case files.', valuesMap: {
  CSV: { description: 'RFC 4180, UTF-8 with a byte order mark. What a spreadsheet could take for a formula stands behind an apostrophe, which importing takes away.' },
  XLSX: { description: 'A sheet of texts.' }, JSON: { description: '{"standard", "cases": […]} with the names of HTCDS 2.0.' } } });
registerEnumType(CaseExportState, { name: 'CaseExportState', description: 'How an export stands.', valuesMap: {
  READY: { description: 'Who asked for it can fetch it.' }, WAITING: { description: 'Waits for a second person.' }, EXPIRED: { description: 'The time is over: ask again.' } } });
registerEnumType(CaseProblemCode, { name: 'CaseProblemCode', description: "What is wrong with a file, a row or a cell.", valuesMap: Object.fromEntries(Object.entries(PROBLEMS).map(([code, [description]]) => [code, { description }])) });

@ObjectType({ description: 'A value of a case record.' })
export class CaseValue {
  @Field({ description: "The field's name in IOM's Human Trafficking Case Data Standard (HTCDS) 2.0, such as vic_TraffickingStatus." }) name: string;
  @Field({ description: "The field's label there." }) label: string;
  @Field({ description: 'The value; several codes with semicolons between them.' }) value: string;
}

@ObjectType({ description: 'The record of a case by HTCDS 2.0 (IOM, CC BY 4.0), which stands beside its bulletin and is seen by whoever may read that.' })
export class CaseRecordView {
  @Field(() => [CaseValue], { description: 'What names nobody.' }) fields: CaseValue[];
  @Field(() => [CaseValue], { nullable: true, description: "What names somebody, or could (names, birth date, telephone, places, free words). For the originator's own people, and for organisations that may know by the bulletin's safety checks; null for others, and where there is no consent." }) person: CaseValue[] | null;
  @Field(() => String, { nullable: true, description: "The case's number in its originator's files; seen like `person`." }) caseId: string | null;
}

@InputType({ description: 'A file of cases, or a part of one: at most 500 rows, and what a request can hold (1 MB). Give `text` or `base64`.' })
export class CaseFileInput {
  @Field(() => String, { nullable: true, description: 'CSV or JSON, as text. Of a part: its rows behind the header line of the whole.' }) @IsOptional() @MaxLength(1_000_000) text?: string | null;
  @Field(() => String, { nullable: true, description: 'The bytes of a CSV, XLSX or JSON file in base64.' }) @IsOptional() @MaxLength(1_000_000) base64?: string | null;
  @Field(() => [Int], { nullable: true, description: 'Of a part: on which line of the whole each row stands, for the report.' }) @IsOptional() @ArrayMaxSize(500) lines?: number[] | null;
  @Field(() => [Int], { nullable: true, description: 'Of a part: of cases without a number that say the same, which of them in the whole each row is, from 1.' }) @IsOptional() @ArrayMaxSize(500) @Min(1, { each: true }) @Max(1_000_000, { each: true }) occurrences?: number[] | null;
}

@ObjectType({ description: 'What is wrong, and where. The value is not repeated: it may name somebody.' })
export class CaseFileProblem {
  @Field(() => Int, { description: 'Line of the file, row of the sheet, or number of the case in JSON; from 1.' }) line: number;
  @Field({ description: 'Field or heading; empty where the whole row is meant.' }) column: string;
  @Field(() => CaseProblemCode, { description: 'For programs.' }) code: ProblemCode;
  @Field({ description: 'For people: English and Japanese.' }) reason: string;
}

@ObjectType({ description: 'A good row.' })
export class CaseImportRow {
  @Field(() => Int, { description: 'Where it stands.' }) line: number;
  @Field(() => CaseOutcome, { description: 'What became of it.' }) outcome: CaseOutcome;
  @Field(() => [String], { description: 'Fields that were left out because consent (con_Consent) is not given: whatever names somebody, or could.' }) withheld: string[];
  @Field(() => Bulletin, { nullable: true, description: 'Its bulletin; null in a preview of what is new.' }) bulletin: unknown;
}

@ObjectType({ description: 'What became of a file, row by row. A bad row is reported, and the others go in.' })
export class CaseImportReport {
  @Field(() => [CaseImportRow], { description: 'Good rows, in the order of the file.' }) rows: CaseImportRow[];
  @Field(() => [CaseFileProblem], { description: 'Everything wrong with the others.' }) problems: CaseFileProblem[];
}

@InputType({ description: 'Which cases; all conditions must hold. Cases marked TLP:RED are never exported.' })
export class CaseExportFilter {
  @Field(() => Boolean, { nullable: true, description: "The own organisation's only." }) @IsOptional() @IsBoolean() ownOnly?: boolean | null;
  @Field(() => [CountryCode], { nullable: true, description: 'One of these citizenships.' }) @IsOptional() @ArrayMaxSize(50) citizenships?: string[] | null;
  @Field(() => [ExploitationType], { nullable: true, description: 'One of these types of exploitation.' }) @IsOptional() @ArrayMaxSize(20) exploitation?: ExploitationType[] | null;
  @Field(() => DateTime, { nullable: true, description: 'Published (drafts: written) at or after.' }) @IsOptional() from?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Published (drafts: written) before.' }) @IsOptional() until?: Date | null;
}

@InputType({ description: 'What is to be exported, and why.' })
export class RequestCaseExportInput {
  @Field(() => CaseFileFormat, { description: 'Format.' }) format: CaseFileFormat;
  @Field(() => CaseExportFilter, { nullable: true, description: 'Which cases; absent: all that the asker may see.' }) @IsOptional() @ValidateNested() @Type(() => CaseExportFilter) filter?: CaseExportFilter | null;
  @Field({ description: 'Why, for the second person and the record. Name nobody. 1 to 500 characters.' }) @MinLength(1) @MaxLength(500) reason: string;
}

@InputType({ description: 'Which export is approved.' })
export class ApproveCaseExportInput {
  @Field(() => ID, { description: 'The export.' }) @IsUUID() id: string;
  @Field(() => Int, { description: 'How many persons the approver saw that it is about; CONFLICT where it is another number.' }) persons: number;
}

@ObjectType({ description: 'The filter of an export, as it was asked for and approved.' })
export class CaseExportCondition {
  @Field({ description: "The own organisation's only." }) ownOnly: boolean;
  @Field(() => [CountryCode], { description: 'One of these citizenships; none: any.' }) citizenships: string[];
  @Field(() => [ExploitationType], { description: 'One of these types of exploitation; none: any.' }) exploitation: ExploitationType[];
  @Field(() => DateTime, { nullable: true, description: 'Published (drafts: written) at or after.' }) from: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Published (drafts: written) before.' }) until: string | null;
}

@ObjectType({ description: "An export that somebody of the own organisation asked for: of what he or she may see, written down to that moment." })
export class CaseExport {
  @Field(() => ID, { description: 'Opaque.' }) id: string;
  @Field(() => CaseExportState, { description: 'How it stands.' }) state: CaseExportState;
  @Field(() => CaseFileFormat, { description: 'Format.' }) format: CaseFileFormat;
  @Field(() => CaseExportCondition, { description: 'Which cases.' }) filter: CaseExportCondition;
  @Field({ description: 'Why.' }) reason: string;
  @Field(() => Int, { description: 'How many persons it is about; no more are given.' }) persons: number;
  @Field({ description: 'Whether it takes a second person: with this one, more than HUB_EXPORT_PERSONS persons within 24 hours.' }) needsApproval: boolean;
  @Field(() => Person, { description: 'Who asked, and alone can fetch it.' }) requestedBy: unknown;
  @Field(() => DateTime, { description: 'When.' }) requestedAt: Date;
  @Field(() => Person, { nullable: true, description: 'Who approved.' }) approvedBy: unknown;
  @Field(() => DateTime, { nullable: true, description: 'When.' }) approvedAt: Date | null;
  @Field(() => DateTime, { description: 'Until when it can be approved; once it is ready: fetched.' }) expiresAt: Date;
  @Field({ description: 'Where it is fetched, with the Bearer token: GET. Each case is in the ledger before its bytes leave.' }) path: string;
}

@ObjectType({ description: 'The answer of what asks for or approves an export.' })
export class CaseExportPayload {
  @Field(() => CaseExport, { description: 'As it stands now.' }) export: CaseExport;
}
@ObjectType({ description: 'An export in a list.' })
export class CaseExportEdge {
  @Field({ description: 'Opaque.' }) cursor: string;
  @Field(() => CaseExport, { description: 'The export.' }) node: CaseExport;
}
@ObjectType({ description: 'A page of exports.' })
export class CaseExportConnection {
  @Field(() => [CaseExportEdge], { description: 'With cursors.' }) edges: CaseExportEdge[];
  @Field(() => [CaseExport], { description: 'The same without.' }) nodes: CaseExport[];
  @Field(() => PageInfo, { description: 'What lies beyond.' }) pageInfo: PageInfo;
}
