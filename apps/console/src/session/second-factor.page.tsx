import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../languages/language.context.js';
import { Page } from '../ui/page.js';
import { EnrolSecondFactor } from './second-factor.js';

/** For whoever must have a second factor before a session can be opened. */
export function SecondFactorPage(): ReactNode {
  const { factor: texts } = useTexts();
  const [, go] = useLocation();
  return <Page title={texts.title} lead={texts.mustLead}><section className="card form"><EnrolSecondFactor withAddress onDone={() => go('/sign-in')} /></section></Page>;
}
