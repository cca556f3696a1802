import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Page } from '../ui/page.js';
import { Notice } from '../ui/states.js';
import { CaseExports } from './exports.js';
import { CaseImport } from './import.js';

const PARTS = ['import', 'export'] as const;

/** Cases from and into an organisation's own files, by HTCDS: bringing them in with a look before, and taking them out. */
export function CasesPage({ part = 'import' }: { part?: string | undefined }): ReactNode {
  const { cases: texts, state } = useTexts();
  const roles = useViewer()?.roles ?? [];
  const isOfficer = roles.includes('OFFICER');
  const reads = isOfficer || roles.includes('READER') || roles.includes('CONTACT_POINT');
  const shown = part === 'export' ? 'export' : 'import';
  const allowed = shown === 'import' ? isOfficer : reads;
  return (
    <Page title={`${texts.parts[shown]} – ${texts.title}`} heading={texts.title} lead={texts.lead}>
      <nav className="submenu" aria-label={texts.title}>
        <ul>{PARTS.map((each) => <li key={each}><Link href={`/cases/${each}`} aria-current={each === shown ? 'page' : undefined}>{texts.parts[each]}</Link></li>)}</ul>
      </nav>
      {!allowed && <Notice kind="warning" title={state.forbidden}><p>{state.forbiddenBody}</p></Notice>}
      {allowed && (shown === 'import' ? <CaseImport /> : <CaseExports isOfficer={isOfficer} />)}
    </Page>
  );
}
