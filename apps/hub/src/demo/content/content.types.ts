/**
 * The shapes of the demo world's content. Plain data: no ids, no instants. People are named by their mail address,
 * organisations by the code in their references, circles by their code. Times are days before loading ("ago").
 *
 * Texts may hold day tokens, which `demoWorld(now)` replaces: `{ja:+14}` is the day fourteen days after the bulletin's
 * publication in Japanese, `{en:-3}` three days before it in English. Later days on which offices are closed move on.
 */

/** A mail address under `.example`. */
export type Email = string;
/** An organisation's code, three to six capitals, as it begins references. */
export type OrganisationCode = string;
/** A circle's code. */
export type CircleCode = string;

/** What an organisation is, as in the contract. */
export type OrganisationKind =
  | 'COORDINATOR'
  | 'EMBASSY'
  | 'INTERNATIONAL_ORGANISATION'
  | 'NGO'
  | 'WOMENS_SUPPORT_CENTRE'
  | 'PREFECTURAL_POLICE'
  | 'GOVERNMENT_BODY';

/** What a person may do, as in the contract. */
export type Role = 'READER' | 'OFFICER' | 'CONTACT_POINT' | 'ADMINISTRATOR' | 'COORDINATOR' | 'AUDITOR';
/** The mark. */
export type Tlp = 'RED' | 'AMBER_STRICT' | 'AMBER' | 'GREEN' | 'CLEAR';
/** What a bulletin is, as in the contract. */
export type BulletinKind = 'ALERT' | 'CASE_INFORMATION' | 'REQUEST_FOR_INFORMATION' | 'STATISTICS' | 'NOTICE';
/** Where a bulletin stands, as in the contract. */
export type BulletinState = 'DRAFT' | 'IN_REVIEW' | 'SCHEDULED' | 'PUBLISHED' | 'WITHDRAWN' | 'EXPIRED';
/** How soon it must be read. */
export type Urgency = 'ROUTINE' | 'PRIORITY' | 'IMMEDIATE';
/** Read, going, or somebody else must. */
export type AcknowledgementKind = 'RECEIVED' | 'ACTING' | 'UNABLE';

/** What a reader may do with it. */
export type HandlingCondition =
  | 'PROTECTION_ONLY'
  | 'NOT_FOR_IMMIGRATION_ENFORCEMENT'
  | 'NOT_AS_EVIDENCE_WITHOUT_CONSENT'
  | 'NO_CONTACT_WITH_PERSON'
  | 'OTHER';

/** The codes of the contract that the demo world uses. */
export type ExploitationType =
  | 'FORCED_LABOUR'
  | 'SEXUAL_EXPLOITATION'
  | 'CHILD_LABOUR'
  | 'FORCED_MARRIAGE'
  | 'SERVITUDE'
  | 'FORCED_BEGGING'
  | 'OTHER';

/** The codes of the contract that the demo world uses. */
export type MeansOfControl =
  | 'PHYSICAL_THREATS'
  | 'THREATS_LAW_ENFORCEMENT'
  | 'THREATENS_CHILDREN_FAMILY'
  | 'DEBT_BONDAGE'
  | 'FALSE_PROMISES'
  | 'PHYSICAL_ABUSE'
  | 'TAKES_EARNINGS'
  | 'RESTRICTS_FINANCIAL_ACCESS'
  | 'RESTRICTS_MEDICAL_CARE'
  | 'WITHHOLDS_NECESSITIES'
  | 'PSYCHOLOGICAL_ABUSE'
  | 'EXCESSIVE_WORKING_HOURS'
  | 'WITHHOLDS_DOCUMENTS'
  | 'OTHER';

/** Somebody with an account. */
export interface DemoPerson {
  email: Email;
  roles: Role[];
  language: string;
  familyName: string;
  givenName: string;
  /** Katakana reading, family name first. */
  kana: string;
  latinFamilyName: string;
  latinGivenName: string;
  title: { en: string; ja: string };
}

/** One step of an approval route: one of the approvers decides, a stand-in where none of them can (代決). */
export interface DemoApprovalStep {
  approvers: Email[];
  standIns: Email[];
}

/** An organisation with its people and its approval route. */
export interface DemoOrganisation {
  code: OrganisationCode;
  kind: OrganisationKind;
  country?: string;
  /** By BCP 47 tag. */
  names: { en: string; ja: string; [language: string]: string };
  /** Its people appear to others by their duty role. */
  dutyRole?: boolean;
  persons: DemoPerson[];
  contactPoint: Email;
  deputy: Email;
  approvalRoute?: DemoApprovalStep[];
}

/** A named group of organisations. */
export interface DemoCircle {
  code: CircleCode;
  names: { en: string; ja: string };
  members: OrganisationCode[];
}

/** Empty: the own organisation alone. */
export interface DemoAudience {
  everyone?: true;
  organisations?: OrganisationCode[];
  circles?: CircleCode[];
  persons?: Email[];
}

/** A part of a bulletin. */
export interface DemoSection {
  /** Unique in its bulletin: a section of the same heading in a revision replaces this one. */
  heading: string;
  body: string;
  /** Absent: all recipients of the bulletin. */
  audience?: DemoAudience;
}

/** The coded facts of a case. */
export interface DemoFacts {
  potentialVictims?: number;
  identifiedVictims?: number;
  citizenships?: string[];
  exploitation?: ExploitationType[];
  meansOfControl?: MeansOfControl[];
  /** JIS X 0401, 01 to 47. */
  prefectures?: string[];
}

/** Says that somebody can be identified, on what ground it is passed on, and that each recipient organisation may know. */
export interface DemoPersonAtRisk {
  basis: 'CONSENT' | 'LAWFUL_GROUND';
  /** With LAWFUL_GROUND: which, and why consent could not be asked. */
  reason?: string;
  safetyChecks: { organisation: OrganisationCode; outcome: 'MAY_KNOW'; note: string }[];
}

/** What a revision may change. `sections` is the whole list afterwards; an untouched section is repeated in full. */
export type DemoChanges = Partial<
  Pick<
    DemoBulletin,
    'kind' | 'tlp' | 'urgency' | 'title' | 'countries' | 'facts' | 'audience' | 'sections' | 'person' | 'expiresInDays'
  >
>;

/** A later version. */
export interface DemoRevision {
  daysAgo: number;
  by: Email;
  /** Absent: narrowing only, a GREEN text without widening, or `pending`. */
  approver?: Email;
  /** Submitted and not yet approved: readers still have the version before. Only the last revision can be. */
  pending?: true;
  changes: DemoChanges;
}

/** A recipient's answer. */
export interface DemoAcknowledgement {
  by: Email;
  kind: AcknowledgementKind;
  daysAgo: number;
  /** As its organisation counts the versions; absent: the newest that it could see then. */
  version?: number;
}

/** Copies that are asked back: who had read it, and within how many days they are to confirm. */
export interface DemoRecall { readBy: Email[]; withinDays: number }

/** A bulletin with all that happened to it until loading. */
export interface DemoBulletin {
  /** Stable, so that loading twice makes nothing twice. */
  key: string;
  originator: OrganisationCode;
  author: Email;
  /** Who approved; never the author. With `exception` nobody did before publication. */
  approver?: Email;
  kind: BulletinKind;
  tlp: Tlp;
  urgency: Urgency;
  title: string;
  language: string;
  documentNumber?: string;
  handling?: HandlingCondition[];
  handlingNote?: string;
  countries: string[];
  facts?: DemoFacts;
  audience: DemoAudience;
  sections: DemoSection[];
  /** The originator lets the recipients see each other. */
  recipientsVisible?: boolean;
  /** Due so many hours after publication. */
  acknowledgeByHours?: number;
  /** For what is not published yet: since when it has been written. */
  publishedDaysAgo: number;
  /** From loading; negative: expired already. */
  expiresInDays?: number;
  state: BulletinState;
  withdrawalReason?: string;
  /** With WITHDRAWN: when, by whom, and whether copies were asked back. */
  withdrawn?: { daysAgo: number; by: Email; recall?: DemoRecall };
  /** With SCHEDULED: so many hours after loading. */
  releaseInHours?: number;
  /** Who receives later: so many days after loading, by the wall clock of a zone. */
  stages?: { audience: DemoAudience; inDays: number; time: string; zone: string }[];
  person?: DemoPersonAtRisk;
  /** Went out at night by one officer; `reviewedBy` is the second person within 24 hours, absent while that is outstanding. */
  exception?: { reason: string; reviewedBy?: Email };
  /** A leaflet that goes with it, as a picture: its name, and its lines. */
  leaflet?: { name: string; lines: string[] };
  revisions?: DemoRevision[];
  acknowledgements?: DemoAcknowledgement[];
}
