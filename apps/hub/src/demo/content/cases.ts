/** Fictional cases of two organisations, as files by HTCDS 2.0: what an officer would import. Nobody in them exists. */
export const demoCases: readonly { by: string; csv: string }[] = [
  {
    by: 'officer@npa.example',
    csv: `case_id,prs_FirstName,prs_SecondName,prs_Birthdate,con_Consent,prs_Gender,prs_Citizenship,vic_TraffickingStatus,vic_TraffickingStatusDecisionMakingOrg,vic_MethodsOfControl,vic_TypeOfExploitation,vic_ForcedLabourIndustry,cas_Status,cco_CaseComment
R8-104,Marisol,Dela Peña,1998-04-12,true,Feminine,PH,PossibleVictimOfTrafficking,Police,DebtBondage;WithholdsDocuments,ForcedLabour,I_AccommodationAndFoodServiceActivities,Active,次回の面談は通訳を手配する。
R8-105,,,,false,Masculine,BR,PossibleVictimOfTrafficking,Police,ExcessiveWorkingHours;TakesEarnings,ForcedLabour,C_Manufacturing,Active,
R8-106,,,,,Feminine,TH,ActualVictimOfTrafficking,Police,DebtBondage;PsychologicalAbuse,SexualExploitation,,FollowUp,
`,
  },
  {
    by: 'officer@ngo-harbour.example',
    csv: `case_id,prs_FirstName,con_Consent,prs_Gender,prs_Citizenship,prs_PrimaryLanguage,vic_TraffickingStatus,vic_TraffickingStatusDecisionMakingOrg,vic_TypeOfExploitation,cas_Status,spl_Type,spl_ActionPlan
H-31,Thi Lan,yes,Feminine,VN,vie,PossibleVictimOfTrafficking,NGO,Servitude,Active,Legal,A lawyer sees her on Thursday.
H-32,,no,Feminine,PH,tgl,PossibleVictimOfTrafficking,NGO,ForcedMarriage,FollowUp,SocialCare,
`,
  },
];
