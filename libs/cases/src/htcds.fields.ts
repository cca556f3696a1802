import type { CodeList } from './htcds.lists.js';

/** How a field's values are written; each has its reader in htcds.values.ts. */
export type FieldKind =
  | 'TEXT' | 'LONG_TEXT' | 'DATE' | 'CHECKBOX' | 'COUNT' | 'LONGITUDE' | 'LATITUDE' | 'CODE' | 'CODES' | 'COUNTRY' | 'COUNTRIES' | 'LANGUAGE' | 'TELEPHONE';

/** One of the 84 fields. */
export interface HtcdsField {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly list: CodeList | null;
  readonly core: boolean;
  /** Read, never written. */
  readonly deprecated: boolean;
  /** Names somebody or could: kept apart, and only with consent. */
  readonly personal: boolean;
}

type Mark = 'core' | 'deprecated';
/** What is written in free words can name somebody, and so do numbers, addresses and exact places. */
const FREE: readonly FieldKind[] = ['TEXT', 'LONG_TEXT', 'TELEPHONE', 'LONGITUDE', 'LATITUDE'];
const field = (name: string, label: string, kind: FieldKind | `${'CODE' | 'CODES'}:${CodeList}`, ...marks: Mark[]): HtcdsField => {
  const [plain, list = null] = kind.split(':') as [FieldKind, CodeList | undefined];
  return { name, label, kind: plain, list, core: marks.includes('core'), deprecated: marks.includes('deprecated'), personal: FREE.includes(plain) || name === 'prs_Birthdate' };
};

/**
 * The fields of HTCDS 2.0 in the order of the standard (source and licence: htcds.lists.ts). per_Organisation has no type there, and is text; Forced Labour
 * Industry is one code in the field standards and several in the XLSForm: several are read.
 */
export const FIELDS: readonly HtcdsField[] = [
  // Organization
  field('org_Name', 'Organisation Name', 'TEXT'),
  field('org_ShippingCity', 'Shipping City', 'TEXT'),
  field('org_ShippingCountry', 'Shipping Country', 'COUNTRY'),
  field('org_ShippingState', 'Shipping State/Province', 'TEXT'),
  field('org_ShippingStreet', 'Shipping Street', 'TEXT'),
  field('org_ShippingPostalCode', 'Shipping Zip/Postal Code', 'TEXT'),
  field('org_ShippingLongitude', 'Longitude', 'LONGITUDE'),
  field('org_ShippingLatitude', 'Latitude', 'LATITUDE'),
  field('org_Phone', 'Phone', 'TELEPHONE'),
  field('org_Type', 'Type', 'CODE:ORGANISATION_TYPE'),
  // Person
  field('prs_Salutation', 'Salutation', 'TEXT', 'core'),
  field('prs_FirstName', 'First Name', 'TEXT', 'core'),
  field('prs_MiddleName', 'Middle Name', 'TEXT'),
  field('prs_SecondName', 'Second Name', 'TEXT', 'core'),
  field('prs_Birthdate', 'Birthdate', 'DATE', 'core'),
  field('prs_Gender', 'Gender', 'CODE:GENDER', 'core'),
  field('prs_Deceased', 'Deceased', 'CHECKBOX'),
  field('prs_MaritalStatus', 'Marital Status', 'CODE:MARITAL_STATUS'),
  field('prs_NumberOfChildren', 'Number of Children', 'COUNT'),
  field('prs_PrimaryLanguage', 'Primary Language', 'LANGUAGE'),
  field('prs_SecondaryLanguage', 'Secondary Language', 'LANGUAGE'),
  field('prs_HighestLevelOfEducation', 'Highest Level of Education', 'CODE:HIGHEST_LEVEL_OF_EDUCATION'),
  field('prs_Citizenship', 'Citizenship', 'COUNTRIES', 'core'),
  field('prs_IdentityNumber', 'Identity Number', 'TEXT'),
  field('prs_Title', 'Title', 'TEXT', 'core'),
  field('prs_Email', 'Email', 'TEXT', 'core'),
  field('prs_HomePhone', 'Home Phone', 'TELEPHONE', 'core'),
  field('prs_MobilePhone', 'Mobile Phone', 'TELEPHONE', 'core'),
  field('prs_MailingCity', 'Mailing City', 'TEXT', 'core'),
  field('prs_MailingCountry', 'Mailing Country', 'COUNTRY', 'core'),
  field('prs_MailingState', 'Mailing State/Province', 'TEXT', 'core'),
  field('prs_MailingStreet', 'Mailing Street', 'TEXT', 'core'),
  field('prs_MailingPostalCode', 'Mailing Zip/Postal Code', 'TEXT', 'core'),
  field('prs_MailingLongitude', 'Longitude', 'LONGITUDE'),
  field('prs_MailingLatitude', 'Latitude', 'LATITUDE'),
  // Person - Victim Context
  field('vic_AgreementToManagePersonalData', 'Agreement to Manage Personal Data', 'CHECKBOX', 'deprecated'),
  field('vic_TraffickingStatus', 'Trafficking Status', 'CODE:TRAFFICKING_STATUS', 'core'),
  field('vic_TraffickingStatusDecisionMakingOrg', 'Trafficking Status Decision Making Organization', 'CODE:TRAFFICKING_STATUS_DECISION_MAKING_ORG', 'core'),
  field('vic_RelationshipToTrafficker', 'Relationship to Trafficker', 'CODE:RELATIONSHIP_TO_TRAFFICKER'),
  field('vic_AgeWhenTrafficked', 'Age when Trafficked', 'COUNT'),
  field('vic_RecruitmentWebsitesAndApps', 'Recruitment Websites and Apps', 'CODES:WEBSITES_AND_APPS'),
  field('vic_MethodOfRecruitment', 'Method of Recruitment', 'CODES:METHOD_OF_RECRUITMENT', 'core'),
  field('vic_LocationOfRecruitment', 'Location of Recruitment', 'TEXT', 'core'),
  field('vic_MethodsOfControl', 'Methods of Control', 'CODES:METHODS_OF_CONTROL', 'core'),
  field('vic_TypeOfExploitation', 'Type of Exploitation', 'CODES:TYPE_OF_EXPLOITATION', 'core'),
  field('vic_ForcedLabourIndustry', 'Forced Labour Industry', 'CODES:FORCED_LABOUR_INDUSTRY', 'core'),
  field('vic_TypeOfSexExploitation', 'Type of Sex Exploitation', 'CODES:TYPE_OF_SEX_EXPLOITATION', 'core'),
  field('vic_LocationOfExploitation', 'Location of Exploitation', 'TEXT', 'core'),
  field('vic_ExploitationWebsitesAndApps', 'Exploitation Websites and Apps', 'CODES:WEBSITES_AND_APPS'),
  field('vic_Vulnerabilities', 'Vulnerabilities', 'CODES:VULNERABILITIES', 'core', 'deprecated'),
  field('vic_DetailsOfVulnerabilities', 'Details Of Vulnerabilities', 'LONG_TEXT', 'core', 'deprecated'),
  // Person - Perpetrator Context
  field('per_RoleInProcess', 'Role in Process', 'CODES:ROLE_IN_PROCESS'),
  field('per_RoleDetails', 'Role Details', 'LONG_TEXT'),
  field('per_Organisation', '', 'TEXT'),
  // Case
  field('cas_Status', 'Status', 'CODE:CASE_STATUS', 'core'),
  field('cas_ReasonForCaseClosure', 'Reason for Case Closure', 'LONG_TEXT', 'core'),
  field('cas_CaseOwner', 'Case Owner', 'TEXT', 'core'),
  // Referral Details
  field('cas_ReferringOrganisation', 'Referring Organisation', 'TEXT', 'core'),
  field('cas_IncomingReferralDate', 'Incoming Referral Date', 'DATE', 'core'),
  field('cas_ReferringPrimaryCaseWorker', 'Referring Primary Case Worker', 'TEXT', 'core'),
  field('cas_ReasonForIncomingReferral', 'Reason for Incoming Referral', 'CODE:REASON_FOR_REFERRAL', 'core'),
  field('cas_IncomingReferralDetails', 'Incoming Referral Details', 'LONG_TEXT', 'core'),
  field('cas_ReferredOrganisation', 'Referred Organisation', 'TEXT', 'core'),
  field('cas_ReferredPrimaryCaseWorker', 'Referred Primary Case Worker', 'TEXT', 'core'),
  field('cas_ReasonForOutgoingReferral', 'Reason for Outgoing Referral', 'CODE:REASON_FOR_REFERRAL', 'core'),
  field('cas_OutgoingReferralDate', 'Outgoing Referral Date', 'DATE', 'core'),
  field('cas_OutgoingReferralDetails', 'Outgoing Referral Details', 'LONG_TEXT', 'core'),
  // Case Comment
  field('cco_CaseComment', 'Case Comment', 'LONG_TEXT'),
  // Historic Trafficking Events
  field('hte_Longitude', 'Longitude', 'LONGITUDE'),
  field('hte_Latitude', 'Latitude', 'LATITUDE'),
  field('hte_City', 'City', 'TEXT'),
  field('hte_Country', 'Country', 'TEXT'),
  field('hte_State', 'State', 'TEXT'),
  field('hte_Street', 'Street', 'TEXT'),
  field('hte_PostalCode', 'PostalCode', 'TEXT'),
  field('hte_Date', 'Date', 'DATE'),
  field('hte_Type', 'Type', 'CODE:EVENT_TYPE'),
  field('hte_Description', 'Description', 'LONG_TEXT'),
  // Support Plan
  field('spl_Objectives', 'Objectives', 'LONG_TEXT'),
  field('spl_ActionPlan', 'Action Plan', 'LONG_TEXT'),
  field('spl_PlannedEndDate', 'Planned End Date', 'DATE'),
  field('spl_ActualEndDate', 'Actual End Date', 'DATE'),
  field('spl_Type', 'Type', 'CODE:PLAN_TYPE'),
  // Consent
  field('con_Consent', 'Consent', 'CHECKBOX', 'core'),
];

/** A field by its name. */
export const FIELD: ReadonlyMap<string, HtcdsField> = new Map(FIELDS.map((one) => [one.name, one]));

/** What is written: everything that is not deprecated. */
export const WRITTEN: readonly HtcdsField[] = FIELDS.filter(({ deprecated }) => !deprecated);
