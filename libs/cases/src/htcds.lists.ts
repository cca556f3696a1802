// Code lists of IOM's Human Trafficking Case Data Standard (HTCDS) 2.0, 24 December 2021, github.com/UNMigration/HTCDS at 3c2f653 ("HTCDS Field Standards
// 2.0.ods"), CC BY 4.0; IOM endorses nothing here. Spelt as the standard spells them (Unaquainted); of "DebtBondage " without its trailing space.

const list = (text: string): readonly (readonly [code: string, label: string])[] =>
  text.trim().split('\n').map((line) => { const [code = '', ...label] = line.trim().split(' '); return [code, label.join(' ')] as const; });

/** Codes and labels, by list. */
export const CODE_LISTS = {
  ORGANISATION_TYPE: list(`
    NGO NGO
    LawEnforcement Law Enforcement
    HealthServiceOrganisation Health Service Organisation
    CentralGovernmentOrganisation Central Government Organisation
    LocalGovernmentOrganisation Local Government Organisation
    ImmigrationService Immigration Service
    LegalService Legal Service
    CorporateBusiness Corporate Business
    SchoolOrCollege School or College`),
  GENDER: list(`
    Feminine Feminine
    Masculine Masculine
    TransgenderFeminine Transgender Feminine
    TransgenderMasculine Transgender Masculine
    NonConforming Non-Conforming
    NonSpecifiedUnknown Not Specified/Unknown`),
  MARITAL_STATUS: list(`
    Single Single
    Married Married
    Widowed Widowed
    Divorced Divorced
    Separated Separated
    RegisteredPartnership Registered Partnership`),
  HIGHEST_LEVEL_OF_EDUCATION: list(`
    EarlyChildhoodEducation Early Childhood Education
    PrimaryEducation Primary Education
    LowerSecondaryEducation Lower Secondary Education
    UpperSecondaryEducation Upper Secondary Education
    PostSecondaryNonTertiaryEducation Post-secondary Non-tertiary Education
    ShortCycleTertiaryEducation Short-cycle Tertiary Education
    BachelorsOrEquivalentLevel Bachelor’s or Equivalent Level
    MastersOrEquivalentLevel Master’s or Equivalent Level
    DoctoralOrEquivalentLevel Doctoral or Equivalent Level`),
  TRAFFICKING_STATUS: list(`
    PossibleVictimOfTrafficking Possible victim of trafficking
    ActualVictimOfTrafficking Actual victim of trafficking
    NotAVictimOfTrafficking Not a victim of trafficking`),
  TRAFFICKING_STATUS_DECISION_MAKING_ORG: list(`
    Police Police
    NGO NGO
    CourtOrProsecution Court or prosecution
    NonPoliceGovernmentalOrganization Non-police governmental organization
    Other Other`),
  RELATIONSHIP_TO_TRAFFICKER: list(`
    Familial Familial
    Acquainted Acquainted
    Unaquainted Unaquainted`),
  WEBSITES_AND_APPS: list(`
    Facebook Facebook
    Instagram Instagram
    WhatsApp WhatsApp
    Telegram Telegram
    FacebookMessenger Facebook Messenger
    Viber Viber
    SnapChat SnapChat
    Line Line
    4Sale 4Sale
    WeChat WeChat
    QQ QQ
    QZone QZone
    TikTok TikTok
    Twitter Twitter
    Other Other`),
  METHOD_OF_RECRUITMENT: list(`
    AtAPlaceOfBusiness At a place of business
    AtAnEducationalInstitution At an educational institution
    AtWork At work
    ThroughOnlineSocialNetworks Through online social networks
    ThroughAnOnlineAdvertisement Through an online advertisement
    ThroughATelevisionAdvert Through a television advert
    ThroughANewspaperAdvert Through a newspaper advert
    ThroughFamilyOrFamilyEvents Through family or family events
    ThroughFriendsOrSocialEvents Through friends or social events
    Other Other`),
  METHODS_OF_CONTROL: list(`
    PhysicalThreats Physical threats
    ThreatsLawEnforcement Threats of law enforcement
    ThreatensChildrenFamily Threatens children/family
    DebtBondage Debt bondage
    FalsePromises False promises
    PhysicalAbuse Physical abuse
    SexualAbuse Sexual abuse
    TakesEarnings Takes earnings
    RestrictsFinancialAccess Restricts financial access
    RestrictsMedicalCare Restricts medical care
    WithholdsNecessities Withholds necessities
    PsychologicalAbuse Psychological abuse
    PsychoactiveSubstance Psychoactive substance
    ExcessiveWorkingHours Excessive working hours
    WithholdsDocuments Withholds documents
    Other Other`),
  TYPE_OF_EXPLOITATION: list(`
    ForcedLabour Forced labour
    SexualExploitation Sexual exploitation
    ChildLabour Child labour
    ForcedMarriage Forced marriage
    Servitude Servitude
    ForcedMilitaryByNonStateActors Forced military (by non-state actors)
    OrganRemoval Organ removal
    ForcedBegging Forced begging
    ForcedAdoption Forced adoption
    Surrogacy Surrogacy
    Other Other`),
  FORCED_LABOUR_INDUSTRY: list(`
    A_AgricultureForestryAndFishing Agriculture, forestry and fishing
    B_MiningAndQuarrying Mining and quarrying
    C_Manufacturing Manufacturing
    D_ElectricityGasSteamAndAirConditioningSupply Electricity, gas, steam and air conditioning supply
    E_WaterSupplySewerageWasteManagement Water supply; sewerage, waste management and remediation
    F_Construction Construction
    G_WholesaleAndRetailTradeRepairOfMotorVehicles Wholesale and retail trade; repair of motor vehicles and motorcycles
    H_TransportationAndStorage Transportation and storage
    I_AccommodationAndFoodServiceActivities Accommodation and food service activities
    J_InformationAndCommunication Information and communication
    K_FinancialAndInsuranceActivities Financial and insurance activities
    L_RealEstateActivities Real estate activities
    M_ProfessionalScientificAndTechnicalActivities Professional, scientific and technical activities
    N_AdministrativeAndSupportServiceActivities Administrative and support service activities
    O_PublicAdministrationAndDefence Public administration and defence; compulsory social security
    P_Education Education
    Q_HumanHealthAndSocialWorkActivities Human health and social work activities
    R_ArtsEntertainmentAndRecreation Arts, entertainment and recreation
    S_OtherServiceActivities Other service activities
    T_ActivitiesOfHouseholdsAsEmployers Activities of households as employers; undifferentiated goods- and services- producing activities of households for own use
    U_ActivitiesOfExtraterritorialOrganizations Activities of extraterritorial organizations and bodies`),
  TYPE_OF_SEX_EXPLOITATION: list(`
    Prostitution Prostitution
    Pornography Pornography
    RemoteInteractiveServices Remote Interactive Services
    PrivateSexualServices Private Sexual Services`),
  VULNERABILITIES: list(`
    Addiction Addiction
    SocialGroup Social Group
    Discrimination Discrimination
    Poverty Poverty
    DisabilityAndPhysicalHealth Disability and physical health
    MentalHealth Mental health
    Migration Migration
    Homelessness Homelessness
    AbuseSocialMedia Abuse - social media
    AbusePhysical Abuse - physical
    Education Education
    WorkEnvironment Work environment`),
  ROLE_IN_PROCESS: list(`
    TravellingPartner Travelling Partner
    Transporter Transporter
    RecruiterOrIntermediary Recruiter Or Intermediary
    BrokerTravelAgent Broker Travel Agent
    TransferredIndividual Transferred Individual
    HarbouredIndividual Harboured Individual
    SoldIndividual Sold Individual
    BoughtIndividual Bought Individual
    ReceivedIndividual Received Individual
    ControlledIndividual Controlled Individual
    Smuggler Smuggler
    Abuser Abuser
    Kidnapper Kidnapper
    Exploiter Exploiter
    Other Other`),
  CASE_STATUS: list(`
    Active Active
    FollowUp Follow Up
    Closed Closed
    ClosedReferred Closed Referred`),
  REASON_FOR_REFERRAL: list(`
    AdditionalServicesRequired Additional Services Required
    MigrationOrChangeOfLocation Migration or Change of Location
    Other Other`),
  EVENT_TYPE: list(`
    Recruitment Recruitment
    Transit Transit
    Exploitation Exploitation`),
  PLAN_TYPE: list(`
    Education Education
    Financial Financial
    Health Health
    LabourExploitationRehabilitation Labour Exploitation Rehabilitation
    Legal Legal
    Livelihood Livelihood
    RightsBasedTraining Rights-based Training
    SexualExploitationRehabilitation Sexual Exploitation Rehabilitation
    SocialCare Social Care`),
} as const;

/** The name of a list. */
export type CodeList = keyof typeof CODE_LISTS;

/** Means of control that the standard's "Field Definitions.md" explains and its list lacks. They are read, kept and written as they stand. */
export const BEYOND_THE_LIST: Partial<Record<CodeList, readonly string[]>> = {
  METHODS_OF_CONTROL: ['RestrictsMovement', 'UsesChildren'],
  // Ours: the standard has no kind for these parties.
  ORGANISATION_TYPE: ['Embassy', 'InternationalOrganisation'],
};
