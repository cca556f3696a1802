import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { CASE_ID, CODE_LISTS, columnsOf, FIELD, FIELDS, type HtcdsField, readCases, readRow, readValue, type Values, type Written, type WrittenColumn, writerOf } from '@hub/cases';
import { times } from '../faults/support/campaign.js';
import { caseWith } from './support/random-cases.js';

// HTCDS 2.0 by its publisher (IOM, CC BY 4.0), beside the project. Where it is absent these tests are skipped; the facts stand in libs/cases.
const FOLDER = '../shared/data/htcds';
const there = existsSync(`${FOLDER}/htcds-2.0-fields.json`);
const given = there ? it : it.skip;
const SKIPPED = there ? '' : ' (skipped: ../shared/data/htcds is absent)';

interface Published { fields: { name: string; label: string; type: string; status: string; core: boolean; values?: { code: string; label: string }[] }[]; anomalies: string[] }
const published = (): Published => JSON.parse(readFileSync(`${FOLDER}/htcds-2.0-fields.json`, 'utf8')) as Published;

/** The toolkit's two header rows, read by nothing of the project: names (hidden), and labels. */
const HEADERS = {
  names: ['cas_CaseOwner', 'prs_Salutation', 'prs_FirstName', 'prs_SecondName', 'con_Consent', 'prs_Birthdate', 'prs_Gender', 'prs_Citizenship', 'prs_Title', 'prs_Email', 'prs_HomePhone', 'prs_MobilePhone', 'prs_MailingCity', 'prs_MailingCountry', 'prs_MailingState', 'prs_MailingStreet', 'prs_MailingPostalCode', 'vic_TraffickingStatus', 'vic_TraffickinStatusDecisionMakingOrg', 'vic_MethodOfRecruitment', 'vic_LocationOfRecruitment', 'vic_MethodsOfControl', 'vic_TypeOfExploitation', 'vic_ForcedLabourIndustry', 'vic_TypeOfSexExploitation', 'vic_LocationOfExploitation', 'cas_Status', 'cas_ReferringOrganisation', 'cas_IncomingReferralDate', 'cas_ReferringPrimaryCaseWorker', 'cas_ReasonForIncomingReferral', 'cas_IncomingReferralDetails', 'cas_ReferredOrganisation', 'cas_ReferredPrimaryCaseWorker', 'cas_OutgoingReferralDate', 'cas_OutgoingReferralDetails', 'cas_ReasonForCaseClosure'],
  labels: ['Case Owner', 'Salutation', 'First Name', 'Second Name', 'Consent', 'Birthdate', 'Gender', 'Citizenship', 'Title', 'Email', 'Home Phone', 'Mobile Phone', 'Mailing Street', 'Mailing City', 'Mailing State/Province', 'Mailing Zip/Postal Code', 'Mailing Country', 'Trafficking Status', 'Trafficking Status Decision Making Organization', 'Method of Recruitment', 'Location of Recruitment', 'Methods of Control', 'Type of Exploitation', 'Forced Labour Industry', 'Type of Sex Exploitation', 'Location of Exploitation', 'Status', 'Referring Organisation', 'Incoming Referral Date', 'Referring Primary Case Worker', 'Reason for Incoming Referral', 'Incoming Referral Details', 'Referred Organisation', 'Referred Primary Case Worker', 'Reason for Outgoing Referral', 'Outgoing Referral Date', 'Outgoing Referral Details', 'Reason for Case Closure'],
  'all fields that are written': FIELDS.filter(({ deprecated }) => !deprecated).map(({ name }) => name),
};

const read = (bytes: Buffer): { values: Values; caseId: string | null }[] => {
  const { columns, rows } = readCases(bytes);
  return rows.flatMap((row) => {
    const found = readRow(columns, row);
    if (found && 'problems' in found) throw new Error(JSON.stringify(found.problems));
    return found ? [{ caseId: found.record.caseId, values: { ...found.record.fields, ...found.record.person } }] : [];
  });
};
const file = (format: 'CSV' | 'XLSX' | 'JSON', columns: readonly WrittenColumn[] | undefined, cases: readonly Written[]): Buffer => {
  const writer = writerOf(format, columns);
  const parts = [writer.begin(), ...cases.map((one) => writer.some([one])), writer.end()];
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
};
const sorted = (cases: readonly { values: Values; caseId: string | null }[]) => cases.map(({ values, caseId }) => ({ caseId, values: Object.fromEntries(Object.entries(values).sort()) }));

describe('The Human Trafficking Case Data Standard 2.0', () => {
  given(`has these fields, deprecated ones and code lists${SKIPPED}`, () => {
    const { fields } = published();
    expect(FIELDS.map(({ name, label, core, deprecated }) => ({ name, label, core, deprecated }))).toEqual(fields.map(({ name, label, core, status }) => ({ name, label, core, deprecated: status === 'DEPRECATED' })));
    for (const { name, values } of fields) {
      const list = FIELD.get(name)?.list;
      expect([name, (list ? CODE_LISTS[list] : []).map(([code, label]) => ({ code, label }))]).toEqual([name, values ?? []]);
    }
    expect(fields).toHaveLength(84);
  });

  given(`has these defects, each of which is read${SKIPPED}`, () => {
    const value = (name: string, cell: string): string | undefined => { const found = readValue(FIELD.get(name) as HtcdsField, cell); return 'value' in found ? found.value : undefined; };
    const field = (heading: string): string => { const [column] = columnsOf([heading]); return (column as HtcdsField).name; };
    const secondNames = (columnsOf(['First Name', 'Second Name', 'Second Name']) as HtcdsField[]).map(({ name }) => name);
    const met: unknown[] = [
      [value('vic_MethodsOfControl', 'DebtBondage '), value('vic_MethodsOfControl', 'DebtBondage ;SexualAbuse')],
      [value('per_Organisation', 'A club'), secondNames],
      [value('vic_RelationshipToTrafficker', 'Unaquainted'), value('vic_RelationshipToTrafficker', 'Unacquainted')],
      ['vic_TraffickinStatusDecisionMakingOrg', 'prs_First_Name', 'prs_Second_Name', 'vic_Methods_of_Control'].map(field),
      [value('vic_ForcedLabourIndustry', 'F_Construction'), value('vic_ForcedLabourIndustry', 'F_Construction P_Education')],
      [value('vic_MethodsOfControl', 'RestrictsMovement;UsesChildren')],
      [value('prs_MobilePhone', '+81 3-1234-5678'), value('prs_MobilePhone', '819012345678'), value('prs_MobilePhone', '0312345678')],
      ['tgl', 'tl', 'por', 'xx1'].map((code) => value('prs_PrimaryLanguage', code)),
      ['PH', 'PHL', 'PH;JP', 'PH JP', 'ZZ'].map((code) => value('prs_Citizenship', code)),
    ];
    expect(met).toEqual([
      ['DebtBondage', 'DebtBondage;SexualAbuse'], ['A club', ['prs_FirstName', 'prs_SecondName', 'prs_Title']], ['Unaquainted', 'Unaquainted'],
      ['vic_TraffickingStatusDecisionMakingOrg', 'prs_FirstName', 'prs_SecondName', 'vic_MethodsOfControl'], ['F_Construction', 'F_Construction;P_Education'],
      ['RestrictsMovement;UsesChildren'], ['+81312345678', '819012345678', undefined], ['tgl', 'tl', 'por', undefined], ['PH', 'PH', 'PH;JP', 'PH;JP', undefined],
    ]);
    expect(published().anomalies).toHaveLength(met.length);
  });

  given(`has a toolkit whose hidden names and shown labels disagree: what people see holds${SKIPPED}`, () => {
    const { headings, columns } = readCases(readFileSync(`${FOLDER}/toolkit-headers-v2.0.xlsx`));
    expect(headings.filter(Boolean)).toEqual(HEADERS.labels);
    expect(columns.filter(Boolean)).toHaveLength(38);
    expect(columns[0]).toBeNull();
  });

  it('is read with whatever it has deprecated, and never written with it', () => {
    const cases = read(Buffer.from('case_id,vic_AgreementToManagePersonalData,vic_Vulnerabilities,prs_FirstName\n1,TRUE,Poverty;Migration,Ana\n'));
    expect(cases).toEqual([{ caseId: '1', values: { con_Consent: 'true', vic_Vulnerabilities: 'Poverty;Migration', prs_FirstName: 'Ana' } }]);
    for (const format of ['CSV', 'XLSX', 'JSON'] as const) expect(sorted(read(file(format, undefined, cases)))).toEqual([{ caseId: '1', values: { con_Consent: 'true', prs_FirstName: 'Ana' } }]);
  });

  // 10,000 cases through each header row and each format with SOAK=1 (npm run soak).
  it.each(Object.entries(HEADERS))('comes back as it was through the header row of %s', (_, headings) => {
    const fields = columnsOf(headings) as HtcdsField[];
    const columns: WrittenColumn[] = [{ heading: CASE_ID, field: CASE_ID }, ...headings.map((heading, at) => ({ heading, field: fields[at] as HtcdsField }))];
    const size = 50;
    fc.assert(fc.property(fc.array(caseWith(fields), { minLength: size, maxLength: size, size: 'max' }), (cases) => {
      for (const format of ['CSV', 'XLSX'] as const) expect(sorted(read(file(format, columns, cases)))).toEqual(sorted(cases));
      for (const format of ['CSV', 'XLSX', 'JSON'] as const) expect(sorted(read(file(format, undefined, cases)))).toEqual(sorted(cases));
    }), { numRuns: times(2, 200), seed: 7, endOnFailure: true });
  }, 3_600_000);
});
