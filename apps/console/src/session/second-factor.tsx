import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { failedWith } from '../hub/hub.error.js';
import { refusedField, useSend } from '../hub/send.js';
import { useTexts } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { Once } from '../ui/once.js';
import { Failed, Notice } from '../ui/states.js';
import { QrCode } from './qr.js';
import { confirmFactor, dropFactor, enrolFactor, newCodes } from './second-factor.generated.js';

/** Setting up a second factor: password, QR code, a first code, recovery codes. Without a session the address is asked for too. */
export function EnrolSecondFactor({ withAddress = false, onDone }: { withAddress?: boolean; onDone: () => void }): ReactNode {
  const { factor: texts, signIn } = useTexts();
  const [input, setInput] = useState({ email: '', password: '', organisation: '', code: '' });
  const enrol = useSend('session', enrolFactor);
  const confirm = useSend('session', confirmFactor);
  const set = (name: keyof typeof input) => (value: string): void => setInput((before) => ({ ...before, [name]: value }));
  const begun = enrol.data?.enrolSecondFactor;
  const codes = confirm.data?.confirmSecondFactor.recoveryCodes;
  const start = (event: FormEvent): void => {
    event.preventDefault();
    const { email, password, organisation } = input;
    enrol.mutate({ input: { password, ...(withAddress ? { email, organisation: organisation || null } : {}) } });
  };
  const finish = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate({ input: { code: input.code.trim(), enrolmentToken: begun?.enrolmentToken ?? null } });
  };
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (!begun) {
    return (
      <Form validationBehavior="aria" onSubmit={start}>
        <p className="quiet">{texts.why}</p>
        {withAddress && <Field label={signIn.email} name="email" type="email" inputMode="email" autoComplete="username" value={input.email} onChange={set('email')} />}
        {refusedField(enrol.error) === 'organisation' && <Field label={signIn.organisation} help={signIn.organisationHelp} name="organisation" value={input.organisation} onChange={set('organisation')} />}
        <Field label={signIn.password} name="factor-password" type="password" autoComplete="current-password" value={input.password} onChange={set('password')} error={refusedField(enrol.error) === 'password' ? texts.wrongPassword : null} />
        <Button type="submit" look="first" isPending={enrol.isPending} isDisabled={input.password === ''}>{texts.begin}</Button>
        {enrol.error && !['password', 'organisation'].includes(refusedField(enrol.error) ?? '') && (failedWith(enrol.error, 'UNAUTHENTICATED') ? <Notice kind="bad" role="alert"><p>{signIn.wrong}</p></Notice> : <Failed error={enrol.error} />)}
      </Form>
    );
  }
  return (
    <Form validationBehavior="aria" onSubmit={finish}>
      <p>{texts.scan}</p>
      <QrCode text={begun.uri} label={texts.qr} />
      <p>{texts.byHand} <code className="long">{begun.secret.replace(/(.{4})/g, '$1 ').trim()}</code></p>
      <Field label={texts.first} name="factor-code" inputMode="numeric" autoComplete="one-time-code" value={input.code} onChange={set('code')} error={confirm.error && refusedField(confirm.error) === 'code' ? texts.wrongCode : null} autoFocus />
      <Button type="submit" look="first" isPending={confirm.isPending} isDisabled={input.code.trim() === ''}>{texts.confirm}</Button>
      {confirm.error && refusedField(confirm.error) !== 'code' && <Failed error={confirm.error} />}
    </Form>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }): ReactNode {
  const { factor: texts } = useTexts();
  return (
    <Once title={texts.codesTitle} label={texts.codes} value={codes.join(' ')} onDone={onDone}>
      <p>{texts.codesBody}</p>
      <ul className="recovery-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
    </Once>
  );
}

/** What whoever has a second factor can do with it: new recovery codes, or giving it up. */
export function ChangeSecondFactor({ required, onDone }: { required: boolean; onDone: () => void }): ReactNode {
  const { factor: texts, signIn } = useTexts();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const drop = useSend('session', dropFactor);
  const renew = useSend('session', newCodes);
  const failed = drop.error ?? renew.error;
  const refused = refusedField(failed);
  const codes = renew.data?.renewRecoveryCodes.recoveryCodes;
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  const input = { password, code: code.trim() };
  const again = (): void => { drop.reset(); renew.reset(); };
  return (
    <Form validationBehavior="aria" onSubmit={(event) => { event.preventDefault(); again(); renew.mutate({ input }); }}>
      <Field label={signIn.password} name="factor-password" type="password" autoComplete="current-password" value={password} onChange={setPassword} error={refused === 'password' ? texts.wrongPassword : null} />
      <Field label={signIn.code} help={signIn.codeHelp} name="factor-code" inputMode="numeric" autoComplete="one-time-code" value={code} onChange={setCode} error={refused === 'code' ? texts.wrongCode : null} />
      <div className="buttons">
        <Button type="submit" isPending={renew.isPending} isDisabled={password === '' || code === ''}>{texts.renew}</Button>
        {!required && <Button onPress={() => { again(); drop.mutate({ input }, { onSuccess: onDone }); }} isPending={drop.isPending} isDisabled={password === '' || code === ''}>{texts.drop}</Button>}
      </div>
      {failed && refused !== 'password' && refused !== 'code' && <Failed error={failed} />}
    </Form>
  );
}
