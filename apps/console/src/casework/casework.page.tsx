import type { ReactNode } from 'react';
import { AskPage } from './questions/ask.page.js';
import { QuestionsPage } from './questions/questions.page.js';
import { ThreadPage } from './questions/thread.page.js';
import { ProposalPage } from './proposals/proposal.page.js';
import { ProposalsPage } from './proposals/proposals.page.js';
import { ProposePage } from './proposals/propose.page.js';
import { RecallPage } from './recall/recall.page.js';
import { RecallsPage } from './recall/recalls.page.js';
import { StrikePage } from './recall/strike.page.js';
import { AskReleasePage } from './releases/ask-release.page.js';
import { ReleasePage } from './releases/release.page.js';
import { ReleasesPage } from './releases/releases.page.js';
import { TranslationsPage } from './translations/translations.page.js';

/** Rooms below a bulletin's address. */
export type CaseRoom = 'questions' | 'proposals' | 'translations' | 'releases' | 'recall' | 'strike';

/** The screen of a room: its list, `new`, or one thing of it. */
export function CaseworkPage({ id, room, of = null }: { id: string; room: CaseRoom; of?: string | null }): ReactNode {
  switch (room) {
    case 'questions': return of === null ? <QuestionsPage id={id} /> : of === 'new' ? <AskPage id={id} /> : <ThreadPage id={id} threadId={of} />;
    case 'proposals': return of === null ? <ProposalsPage id={id} /> : of === 'new' ? <ProposePage id={id} /> : <ProposalPage id={id} proposalId={of} />;
    case 'translations': return <TranslationsPage id={id} />;
    case 'releases': return of === null ? <ReleasesPage id={id} /> : of === 'new' ? <AskReleasePage id={id} /> : <ReleasePage id={id} requestId={of} />;
    case 'recall': return <RecallPage id={id} />;
    case 'strike': return <StrikePage id={id} />;
  }
}

/** What the own organisation is asked to destroy. */
export const AskedPage = RecallsPage;
