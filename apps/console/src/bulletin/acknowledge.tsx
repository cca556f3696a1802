import { type ReactNode, useState } from 'react';
import { HubError } from '../hub/hub.error.js';
import type { AcknowledgementKind } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { SaysWhen } from '../ui/moment.js';
import { Emergency } from '../ui/emergency.js';
import { Failed, Notice } from '../ui/states.js';
import { visible } from '../ui/visible.js';
import { acknowledge } from './bulletin.generated.js';
import { type Bulletin, useChange } from './bulletin.js';

const KINDS: readonly AcknowledgementKind[] = ['RECEIVED', 'ACTING', 'UNABLE'];

/** The own organisation's answer, and giving it. */
export function AcknowledgeBox({ bulletin: { id, version, acknowledgement, state } }: { bulletin: Bulletin }): ReactNode {
  const { texts, moments } = useLanguage();
  const session = useSession();
  const [again, setAgain] = useState(false);
  // One key for one answer: sent twice over a bad line it counts once.
  const change = useChange(id, ({ kind, key }: { kind: AcknowledgementKind; key: string }) => session.ask(acknowledge, { input: { id, kind, version } }, { key }));
  const { kind, dueAt, acknowledgedAt, acknowledgedBy, version: answered } = acknowledgement ?? {};
  const open = state === 'PUBLISHED' && (!kind || again);
  return (
    <section className="card acknowledge no-print" aria-label={texts.bulletin.acknowledge}>
      <h2>{texts.bulletin.acknowledge}</h2>
      {kind && acknowledgedAt && <p><strong>{texts.bulletin.acknowledged(texts.answers[kind], visible(acknowledgedBy?.displayName ?? ''), moments.full(acknowledgedAt))}</strong>{answered != null && answered < version && <> {texts.bulletin.older}</>}</p>}
      {!kind && dueAt && <p className="due"><SaysWhen text={texts.bulletin.acknowledgeDue} at={dueAt} /></p>}
      <div role="status">{change.isSuccess && <p className="good">{texts.bulletin.acknowledgedNow}</p>}</div>
      {open && (
        <>
          <p className="quiet">{texts.bulletin.acknowledgeBody}</p>
          <ul className="plain answers">
            {KINDS.map((each) => (
              <li key={each}>
                <Button look={each === 'RECEIVED' ? 'first' : 'second'} isDisabled={change.isPending} aria-describedby={`means-${each}`} onPress={() => change.mutate({ kind: each, key: crypto.randomUUID() }, { onSuccess: () => setAgain(false) })}>{texts.answers[each]}</Button>
                <span className="quiet" id={`means-${each}`}>{texts.answersMean[each]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {state === 'PUBLISHED' && kind && !again && <Button onPress={() => setAgain(true)}>{texts.bulletin.answerAgain}</Button>}
      {change.error && (change.error instanceof HubError && change.error.code === 'OFFLINE'
        ? <Notice kind="bad" title={texts.bulletin.notSent} role="alert"><p>{texts.bulletin.notSentBody}</p><Emergency /></Notice>
        : <Failed error={change.error} title={texts.bulletin.notSent} />)}
    </section>
  );
}
