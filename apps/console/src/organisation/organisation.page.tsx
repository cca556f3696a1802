import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Role } from '../hub/enums.generated.js';
import { useTexts } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Page } from '../ui/page.js';
import { Failed, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { HubError } from '../hub/hub.error.js';
import { ContactPart } from './contact.js';
import { DutyPart } from './duty.js';
import { MailPart } from './mail-problems.js';
import { OnboardingPart } from './onboarding.js';
import { PeoplePart } from './people.js';
import { WebhooksPart } from './webhooks.js';

/** The parts of the page, who sees each, and what it shows. */
const PARTS = [
  { name: 'people', path: '/organisation', roles: null, Shows: PeoplePart },
  { name: 'contact', path: '/organisation/contact', roles: null, Shows: ContactPart },
  { name: 'duty', path: '/organisation/duty', roles: ['ADMINISTRATOR', 'CONTACT_POINT'], Shows: DutyPart },
  { name: 'webhooks', path: '/organisation/webhooks', roles: ['ADMINISTRATOR'], Shows: WebhooksPart },
  { name: 'mail', path: '/organisation/mail', roles: ['ADMINISTRATOR'], Shows: MailPart },
  { name: 'onboarding', path: '/organisation/onboarding', roles: ['COORDINATOR'], Shows: OnboardingPart },
] as const satisfies readonly { name: string; path: string; roles: readonly Role[] | null; Shows: () => ReactNode }[];

/** The own organisation: its people, how it is reached, and what its administrators look after. */
export function OrganisationPage({ part = 'people' }: { part?: string | undefined }): ReactNode {
  const { organisation: texts, state } = useTexts();
  const viewer = useViewer();
  if (!viewer) return null;
  const parts = PARTS.filter(({ roles }) => roles === null || viewer.roles.some((role) => (roles as readonly Role[]).includes(role)));
  const shown = PARTS.find(({ name }) => name === part);
  const allowed = shown && parts.includes(shown);
  return (
    <Page title={shown ? texts.parts[shown.name] : state.noPage} heading={<><Text>{viewer.organisation.name}</Text><span className="heading-second">{shown ? texts.parts[shown.name] : state.noPage}</span></>} wide>
      <nav className="submenu" aria-label={texts.title}>
        <ul>{parts.map(({ name, path }) => <li key={name}><Link href={path} aria-current={name === part ? 'page' : undefined}>{texts.parts[name]}</Link></li>)}</ul>
      </nav>
      {shown && allowed && <shown.Shows key={shown.name} />}
      {shown && !allowed && <Failed error={new HubError('FORBIDDEN', '')} />}
      {!shown && <Notice><p>{state.noPageBody}</p></Notice>}
    </Page>
  );
}
