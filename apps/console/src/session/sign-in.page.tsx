import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, Redirect, useLocation, useSearchParams } from 'wouter';
import { HubError } from '../hub/hub.error.js';
import { useTexts } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { Page } from '../ui/page.js';
import { Failed, Notice } from '../ui/states.js';
import { useSession, useSessionState } from './session.context.js';

/** Where to go on: an address of this console, and no other. */
export const placeAfter = (wanted: string | null): string => (wanted !== null && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/sign-in') ? wanted : '/');

interface Trouble { readonly error: HubError; readonly at: 'code' | 'organisation' | null }

/** Signing in: address and password, then what the hub asks for beside them. */
export function SignInPage(): ReactNode {
  const { signIn: texts, hub, purpose, join: { recover } } = useTexts();
  const session = useSession();
  const state = useSessionState();
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const [input, setInput] = useState({ email: '', password: '', code: '', organisation: '' });
  const [asked, setAsked] = useState<{ code: boolean; organisation: boolean }>({ code: false, organisation: false });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const after = placeAfter(search.get('to'));
  if (state.is === 'somebody') return <Redirect href={after} replace />;

  const set = (name: keyof typeof input) => (value: string): void => setInput((before) => ({ ...before, [name]: value }));
  const missing = (name: keyof typeof input): string | null => (tried && input[name].trim() === '' ? texts.needed : null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    setTrouble(null);
    const empty = (['email', 'password', ...(asked.code ? ['code' as const] : []), ...(asked.organisation ? ['organisation' as const] : [])] as const).find((name) => input[name].trim() === '');
    if (empty) return form.current?.querySelector<HTMLInputElement>(`[name=${empty}]`)?.focus();
    setBusy(true);
    try {
      const { email, password, code, organisation } = input;
      await session.signIn({ email, password, code: asked.code ? code : null, organisation: asked.organisation ? organisation : null });
      go(after, { replace: true });
    } catch (error) {
      const known = error instanceof HubError ? error : new HubError('INTERNAL', String(error));
      const at = known.code === 'INVALID_INPUT' ? (known.field === 'input.code' ? 'code' : known.field === 'input.organisation' ? 'organisation' : null) : null;
      // What is asked for the first time is no mistake.
      setTrouble(at && !asked[at] ? null : { error: known, at });
      if (at) setAsked((before) => ({ ...before, [at]: true }));
      setTried(false);
      setBusy(false);
      setTimeout(() => form.current?.querySelector<HTMLInputElement>(`[name=${at ?? 'password'}]`)?.focus(), 0);
    }
  }

  return (
    <Page title={texts.title} heading={<>{hub}<span className="heading-second">{texts.title}</span></>} lead={purpose}>
      {state.is === 'nobody' && state.because !== 'never' && <Notice kind={state.because === 'ended' ? 'warning' : 'quiet'} role="status"><p>{{ idle: texts.idle, ended: texts.ended, 'signed-out': texts.signedOut }[state.because]}</p></Notice>}
      <Form ref={form} className="card form" onSubmit={(event) => void submit(event)} aria-label={texts.title}>
        <p className="quiet">{texts.lead}</p>
        {trouble && <SignInTrouble {...trouble} />}
        <Field label={texts.email} name="email" type="email" inputMode="email" autoComplete="username" value={input.email} onChange={set('email')} error={missing('email')} autoFocus />
        <Field label={texts.password} name="password" type="password" autoComplete="current-password" value={input.password} onChange={set('password')} error={missing('password')} />
        {asked.organisation && <Field label={texts.organisation} help={texts.organisationHelp} name="organisation" value={input.organisation} onChange={set('organisation')} error={missing('organisation')} />}
        {asked.code && <Field label={texts.code} help={texts.codeHelp} name="code" inputMode="numeric" autoComplete="one-time-code" value={input.code} onChange={set('code')} error={missing('code')} />}
        <Button type="submit" look="first" isPending={busy}>{texts.submit}</Button>
      </Form>
      <p><Link href="/recover" className="target">{recover}</Link></p>
      <p><Link href="/public" className="target">{texts.public}</Link></p>
    </Page>
  );
}

function SignInTrouble({ error, at }: Trouble): ReactNode {
  const { signIn: texts, factor } = useTexts();
  if (error.code === 'UNAUTHENTICATED') return <Notice kind="bad" role="alert"><p>{texts.wrong}</p></Notice>;
  if (at === 'code') return <Notice kind="bad" role="alert"><p>{texts.wrongCode}</p></Notice>;
  if (at === 'organisation') return <Notice kind="bad" role="alert"><p>{texts.organisationHelp}</p></Notice>;
  if (error.code === 'FORBIDDEN') return <Notice kind="warning" role="alert"><p>{texts.enrol}</p><p><Link href="/sign-in/second-factor" className="target">{factor.setUp}</Link></p></Notice>;
  return <Failed error={error} />;
}
