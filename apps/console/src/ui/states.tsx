import type { ReactNode } from 'react';
import { HubError } from '../hub/hub.error.js';
import { useTexts } from '../languages/language.context.js';
import { Button } from './button.js';
import { Emergency } from './emergency.js';

/** A calm box that says something. */
export function Notice({ kind = 'quiet', title, children, role }: { kind?: 'quiet' | 'good' | 'warning' | 'bad'; title?: string; children?: ReactNode; role?: 'status' | 'alert' }): ReactNode {
  return (
    <div className="notice" data-kind={kind} role={role}>
      {title && <p className="notice-title">{title}</p>}
      {children}
    </div>
  );
}

/** Something is on its way. The words come late, so that what is quick does not flicker. */
export function Loading(): ReactNode {
  const { state } = useTexts();
  return <p className="loading" role="status">{state.loading}</p>;
}

/** There is nothing, and that is no fault. */
export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <p>{children}</p>}
    </div>
  );
}

/** What failed, and what to do. Without a connection it also says whom to telephone. */
export function Failed({ error, onRetry, title }: { error: unknown; onRetry?: () => void; title?: string }): ReactNode {
  const { state, do: words } = useTexts();
  const { code, correlationId, retryAfterSeconds } = error instanceof HubError ? error : new HubError('INTERNAL', '');
  const again = onRetry && <Button onPress={onRetry}>{words.retry}</Button>;
  switch (code) {
    case 'NOT_FOUND': return <Notice title={title ?? state.notFound}><p>{state.notFoundBody}</p></Notice>;
    case 'FORBIDDEN': return <Notice kind="warning" title={title ?? state.forbidden}><p>{state.forbiddenBody}</p></Notice>;
    case 'UNAUTHENTICATED': return <Notice kind="warning" title={title} role="alert"><p>{state.ended}</p></Notice>;
    case 'CONFLICT': return <Notice kind="warning" title={title} role="alert"><p>{state.conflict}</p>{again}</Notice>;
    case 'INVALID_INPUT': case 'BAD_USER_INPUT': return <Notice kind="warning" title={title} role="alert"><p>{state.wrongInput}</p>{again}</Notice>;
    case 'RATE_LIMITED': return <Notice kind="warning" title={title} role="alert"><p>{state.rate(retryAfterSeconds ?? 60)}</p>{again}</Notice>;
    case 'OFFLINE': return <Notice kind="bad" title={title ?? state.failed} role="alert"><p>{state.offline}</p>{again}<Emergency /></Notice>;
    case 'UNAVAILABLE': return <Notice kind="warning" title={title ?? state.failed} role="alert"><p>{state.unavailable}</p>{again}<Emergency /></Notice>;
    default: return <Notice kind="bad" title={title ?? state.failed} role="alert"><p>{state.failedBody} {correlationId && <code>{correlationId}</code>}</p>{again}<Emergency /></Notice>;
  }
}
