import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'wouter';
import { refusedField, useSend } from '../hub/send.js';
import { failedWith } from '../hub/hub.error.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { Page } from '../ui/page.js';
import { Failed, Notice } from '../ui/states.js';
import { acceptInvitation } from './join.generated.js';

const EMPTY = { familyName: '', givenName: '', kana: '', latinFamilyName: '', latinGivenName: '', password: '' };

/** The key of an invitation, from behind the # of its address; it is taken out of the address bar and the history at once. */
function keyOfAddress(): string {
  const key = location.hash.slice(1);
  if (key !== '') history.replaceState(history.state, '', location.pathname);
  return key;
}

/** Making one's account by an invitation. */
export function JoinPage(): ReactNode {
  const { texts: { join: texts, signIn, organisation, form }, code } = useLanguage();
  const [token, setToken] = useState(keyOfAddress);
  const [input, setInput] = useState(EMPTY);
  const accept = useSend('session', acceptInvitation);
  const set = (name: keyof typeof EMPTY) => (value: string): void => setInput((before) => ({ ...before, [name]: value }));
  const refused = refusedField(accept.error);
  const line = (name: Exclude<keyof typeof EMPTY, 'password'>): ReactNode => <Field label={organisation.names[name]} name={name} help={name === 'familyName' || name === 'givenName' ? undefined : form.optional} value={input[name]} onChange={set(name)} error={refused === name ? organisation.wrong[name] : null} />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { latinFamilyName, latinGivenName, kana, ...rest } = input;
    accept.mutate({ input: { ...rest, token: token.trim(), language: code, kana: kana || null, latinFamilyName: latinFamilyName || null, latinGivenName: latinGivenName || null } });
  };
  const made = accept.data?.acceptInvitation;
  if (made) {
    return (
      <Page title={texts.title}>
        <Notice kind="good" title={texts.made} role="status"><p>{texts.madeBody(made.email)}</p><p><Link href={made.session ? '/sign-in' : '/sign-in/second-factor'} className="target">{made.session ? signIn.submit : texts.factorFirst}</Link></p></Notice>
      </Page>
    );
  }
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Form validationBehavior="aria" className="card form" onSubmit={submit}>
        <Field label={texts.key} help={texts.keyHelp} name="token" value={token} onChange={setToken} autoComplete="off" />
        {line('familyName')}{line('givenName')}{line('kana')}{line('latinFamilyName')}{line('latinGivenName')}
        <Field label={signIn.password} help={texts.passwordHelp} name="password" type="password" autoComplete="new-password" value={input.password} onChange={set('password')} error={refused === 'password' ? texts.weak : null} />
        <Button type="submit" look="first" isPending={accept.isPending} isDisabled={token === '' || input.familyName === '' || input.givenName === '' || input.password === ''}>{texts.submit}</Button>
        {failedWith(accept.error, 'NOT_FOUND') ? <Notice kind="bad" role="alert"><p>{texts.notGood}</p></Notice> : accept.error && (refused === null || !(refused in EMPTY)) && <Failed error={accept.error} />}
      </Form>
    </Page>
  );
}
