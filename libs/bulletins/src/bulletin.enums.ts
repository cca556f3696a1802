import { registerEnumType } from '@nestjs/graphql';

/** Traffic Light Protocol 2.0 (FIRST). On paper the labels are TLP:RED, TLP:AMBER+STRICT, … */
export enum Tlp { RED = 'RED', AMBER_STRICT = 'AMBER_STRICT', AMBER = 'AMBER', GREEN = 'GREEN', CLEAR = 'CLEAR' }
/** What a bulletin is for. */
export enum BulletinKind { ALERT = 'ALERT', CASE_INFORMATION = 'CASE_INFORMATION', REQUEST_FOR_INFORMATION = 'REQUEST_FOR_INFORMATION', STATISTICS = 'STATISTICS', NOTICE = 'NOTICE' }
/** Where a bulletin stands. */
export enum BulletinState { DRAFT = 'DRAFT', IN_REVIEW = 'IN_REVIEW', SCHEDULED = 'SCHEDULED', PUBLISHED = 'PUBLISHED', WITHDRAWN = 'WITHDRAWN', EXPIRED = 'EXPIRED' }
/** How quickly recipients must look. */
export enum Urgency { ROUTINE = 'ROUTINE', PRIORITY = 'PRIORITY', IMMEDIATE = 'IMMEDIATE' }
/** An organisation's answer to a bulletin. */
export enum AcknowledgementKind { RECEIVED = 'RECEIVED', ACTING = 'ACTING', UNABLE = 'UNABLE' }
/** What a reader may do with it, beside the mark. */
export enum HandlingCondition { PROTECTION_ONLY = 'PROTECTION_ONLY', NOT_FOR_IMMIGRATION_ENFORCEMENT = 'NOT_FOR_IMMIGRATION_ENFORCEMENT', NOT_AS_EVIDENCE_WITHOUT_CONSENT = 'NOT_AS_EVIDENCE_WITHOUT_CONSENT', NO_CONTACT_WITH_PERSON = 'NO_CONTACT_WITH_PERSON', OTHER = 'OTHER' }
/** HTCDS 2.0, type of exploitation, in GraphQL spelling. */
export enum ExploitationType { FORCED_LABOUR = 'FORCED_LABOUR', SEXUAL_EXPLOITATION = 'SEXUAL_EXPLOITATION', CHILD_LABOUR = 'CHILD_LABOUR', FORCED_MARRIAGE = 'FORCED_MARRIAGE', SERVITUDE = 'SERVITUDE', FORCED_MILITARY_BY_NON_STATE_ACTORS = 'FORCED_MILITARY_BY_NON_STATE_ACTORS', ORGAN_REMOVAL = 'ORGAN_REMOVAL', FORCED_BEGGING = 'FORCED_BEGGING', FORCED_ADOPTION = 'FORCED_ADOPTION', SURROGACY = 'SURROGACY', OTHER = 'OTHER' }
/** HTCDS 2.0, means of control, in GraphQL spelling. */
export enum MeansOfControl { PHYSICAL_THREATS = 'PHYSICAL_THREATS', THREATS_LAW_ENFORCEMENT = 'THREATS_LAW_ENFORCEMENT', THREATENS_CHILDREN_FAMILY = 'THREATENS_CHILDREN_FAMILY', DEBT_BONDAGE = 'DEBT_BONDAGE', FALSE_PROMISES = 'FALSE_PROMISES', PHYSICAL_ABUSE = 'PHYSICAL_ABUSE', SEXUAL_ABUSE = 'SEXUAL_ABUSE', TAKES_EARNINGS = 'TAKES_EARNINGS', RESTRICTS_FINANCIAL_ACCESS = 'RESTRICTS_FINANCIAL_ACCESS', RESTRICTS_MEDICAL_CARE = 'RESTRICTS_MEDICAL_CARE', WITHHOLDS_NECESSITIES = 'WITHHOLDS_NECESSITIES', PSYCHOLOGICAL_ABUSE = 'PSYCHOLOGICAL_ABUSE', PSYCHOACTIVE_SUBSTANCE = 'PSYCHOACTIVE_SUBSTANCE', EXCESSIVE_WORKING_HOURS = 'EXCESSIVE_WORKING_HOURS', WITHHOLDS_DOCUMENTS = 'WITHHOLDS_DOCUMENTS', OTHER = 'OTHER' }
/** Why a bulletin about an identifiable person may be shared. */
export enum SharingBasis { CONSENT = 'CONSENT', LAWFUL_GROUND = 'LAWFUL_GROUND' }
/** Outcome of the check whether a recipient may know of the person. */
export enum SafetyOutcome { MAY_KNOW = 'MAY_KNOW', MUST_NOT_KNOW = 'MUST_NOT_KNOW' }

registerEnumType(Tlp, { name: 'Tlp', description: 'Traffic Light Protocol 2.0 (FIRST). On paper and in text the labels are TLP:RED, TLP:AMBER+STRICT, …', valuesMap: {
  RED: { description: 'For the named persons only.' },
  AMBER_STRICT: { description: 'For the organisations named; never passed on.' },
  AMBER: { description: "For the organisations named; passing on needs the originator's release." },
  GREEN: { description: 'For all organisations of the hub, or those named.' },
  CLEAR: { description: 'Public, where it goes to everyone.' } } });
registerEnumType(BulletinKind, { name: 'BulletinKind', description: 'What a bulletin is for.' });
registerEnumType(BulletinState, { name: 'BulletinState', description: 'Where a bulletin stands. EXPIRED holds from the expiry on, WITHDRAWN from the withdrawal on.' });
registerEnumType(Urgency, { name: 'Urgency', description: 'How quickly recipients must look. IMMEDIATE: somebody may be in danger now.' });
registerEnumType(AcknowledgementKind, { name: 'AcknowledgementKind', description: 'RECEIVED says read; ACTING says we are going; UNABLE says somebody else must.' });
registerEnumType(HandlingCondition, { name: 'HandlingCondition', description: 'What a reader may do with it, beside the mark. Shown wherever the text is.' });
registerEnumType(ExploitationType, { name: 'ExploitationType', description: "Type of exploitation: codes of IOM's Human Trafficking Case Data Standard 2.0, in GraphQL spelling." });
registerEnumType(MeansOfControl, { name: 'MeansOfControl', description: "Means of control: codes of IOM's Human Trafficking Case Data Standard 2.0, in GraphQL spelling." });
registerEnumType(SharingBasis, { name: 'SharingBasis', description: 'Why a bulletin about an identifiable person may be shared: with consent, or on a lawful ground.' });
registerEnumType(SafetyOutcome, { name: 'SafetyOutcome', description: 'Whether this recipient may know of the person.' });

/** From the least strict mark to the strictest. */
export const STRICTNESS: readonly Tlp[] = [Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED];
