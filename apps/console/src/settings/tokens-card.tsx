import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'wouter';
import type { ApiTokenScope } from '../hub/enums.generated.js';
import { failedWith } from '../hub/hub.error.js';
import { useReading } from '../hub/queries.js';
import { refusedField, useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { Choice, Field } from '../ui/field.js';
import { Moment } from '../ui/moment.js';
import { Once } from '../ui/once.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { makeToken, revokeToken, tokens } from './tokens.generated.js';

const NOTHING = {};
const LIVES = ['7', '30', '90', '365'] as const;

/** Tokens for programs that ask in one's own name. */
export function TokensCard(): ReactNode {
  const { texts: { tokens: texts } } = useLanguage();
  const { data, error, refetch } = useReading('tokens', tokens, NOTHING);
  const revoke = useSend('tokens', revokeToken);
  return (
    <section className="card">
      <h2>{texts.title}</h2>
      <p className="quiet">{texts.lead} <Link href="/developers">{texts.howTo}</Link></p>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.apiTokens.length === 0 && <p>{texts.none}</p>}
      <ul className="plain lines tokens">
        {data?.apiTokens.map(({ id, name, scope, createdAt, expiresAt, lastUsedAt }) => (
          <li key={id} className="row">
            <p><strong><Text>{name}</Text></strong> <span className={scope === 'FULL' ? 'label label-warning' : 'label'}>{texts.scopes[scope]}</span>
              <span className="quiet block">{texts.made} <Moment at={createdAt} only="day" /> · {texts.ends} <Moment at={expiresAt} only="day" /> · {lastUsedAt ? <>{texts.used} <Moment at={lastUsedAt} /></> : texts.neverUsed}</span></p>
            <Confirm label={texts.revoke} title={texts.revokeAsk(visible(name))} act={texts.revoke} aria-label={texts.revokeOf(visible(name))} isDisabled={revoke.isPending} onConfirm={() => revoke.mutate({ id })}><p>{texts.revokeMeans}</p></Confirm>
          </li>
        ))}
      </ul>
      {revoke.error && <Failed error={revoke.error} />}
      <MakeToken />
    </section>
  );
}

function MakeToken(): ReactNode {
  const { texts: { tokens: texts, signIn, factor } } = useLanguage();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<ApiTokenScope>('READ_ONLY');
  const [days, setDays] = useState<string>('90');
  const [password, setPassword] = useState('');
  const make = useSend('tokens', makeToken);
  const refused = refusedField(make.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make.mutate({ input: { name, scope, days: Number(days), password } }, { onSuccess: () => setName(''), onSettled: () => setPassword('') });
  };
  const made = make.data?.createApiToken;
  if (made?.token) return <Once title={texts.madeTitle(visible(made.apiToken.name))} label={texts.token} value={made.token} onDone={make.reset}><p>{texts.madeBody}</p></Once>;
  return (
    <details className="fold">
      <summary>{texts.make}</summary>
      <Form validationBehavior="aria" onSubmit={submit}>
        <Field label={texts.name} help={texts.nameHelp} name="token-name" value={name} onChange={setName} maxLength={100} />
        <Choice label={texts.scope} help={texts.scopeHelp} value={scope} onChange={setScope} options={[['READ_ONLY', texts.scopes.READ_ONLY], ['FULL', texts.scopes.FULL]]} />
        <Choice label={texts.life} value={days} onChange={setDays} options={LIVES.map((each) => [each, texts.days(Number(each))])} />
        <Field label={signIn.password} name="token-password" type="password" autoComplete="current-password" value={password} onChange={setPassword} error={refused === 'password' ? factor.wrongPassword : null} />
        <Button type="submit" look="first" isPending={make.isPending} isDisabled={name.trim() === '' || password === ''}>{texts.makeDo}</Button>
        {failedWith(make.error, 'CONFLICT') ? <p role="alert" className="overdue">{texts.tooMany}</p> : make.error && refused !== 'password' && <Failed error={make.error} />}
      </Form>
    </details>
  );
}
