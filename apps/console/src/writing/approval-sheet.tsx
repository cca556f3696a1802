import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Moment } from '../ui/moment.js';
import { Text } from '../ui/text.js';
import type { Sendable } from './sendable.js';

/** Who wrote it and who approved it, with room to sign where that is still open: on paper what is circulated. */
export function ApprovalSheet({ of: { copy } }: { of: Sendable }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  return (
    <section aria-labelledby="approvals">
      <div className="row"><h2 id="approvals">{texts.approvals}</h2><Button className="no-print" onPress={() => print()}>{texts.printSheet}</Button></div>
      <dl className="facts">
        <div><dt>{texts.writtenBy}</dt><dd>{copy.editedBy.map(({ id, displayName }) => <span key={id} className="block"><Text>{displayName}</Text></span>)}</dd></div>
        {copy.approvals.map(({ step, approvedAt, approvedBy }) => <div key={step}><dt>{texts.approvedBy}</dt><dd><Text>{approvedBy.displayName}</Text>, <Moment at={approvedAt} /></dd></div>)}
        {copy.needsApproval && copy.state !== 'SCHEDULED' && <div className="to-sign"><dt>{texts.byHand}</dt><dd /></div>}
      </dl>
    </section>
  );
}
