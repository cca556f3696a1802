import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'wouter';
import { failedWith } from '../hub/hub.error.js';
import { refusedField, useSend } from '../hub/send.js';
import { useTexts } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Choice, Field } from '../ui/field.js';
import { Page } from '../ui/page.js';
import { Failed, Notice } from '../ui/states.js';
import { recover } from './join.generated.js';

/** Getting back into one's account, by the codes that two people have told. */
export function RecoverPage(): ReactNode {
  const { join: texts, signIn, organisation } = useTexts();
  const [requestCode, setRequestCode] = useState('');
  const [approvalCode, setApprovalCode] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [keeps, setKeeps] = useState<'no' | 'yes'>('no');
  const send = useSend('session', recover);
  const refused = refusedField(send.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ input: { requestCode: requestCode.trim(), approvalCode: approvalCode.trim(), newPassword, keepSecondFactor: keeps === 'yes' } });
  };
  if (send.isSuccess) return <Page title={texts.recover}><Notice kind="good" title={texts.recovered} role="status"><p><Link href="/sign-in" className="target">{signIn.submit}</Link></p></Notice></Page>;
  return (
    <Page title={texts.recover} lead={texts.recoverLead}>
      <Form validationBehavior="aria" className="card form" onSubmit={submit}>
        <Field label={organisation.requestCode} name="request-code" value={requestCode} onChange={setRequestCode} autoComplete="off" />
        <Field label={organisation.approvalCode} name="approval-code" value={approvalCode} onChange={setApprovalCode} autoComplete="off" />
        <Field label={texts.newPassword} help={texts.passwordHelp} name="new-password" type="password" autoComplete="new-password" value={newPassword} onChange={setNewPassword} error={refused === 'newPassword' ? texts.weak : null} />
        <Choice label={texts.keepFactor} value={keeps} onChange={setKeeps} options={[['no', texts.factorLost], ['yes', texts.factorKept]]} />
        <Button type="submit" look="first" isPending={send.isPending} isDisabled={requestCode === '' || approvalCode === '' || newPassword === ''}>{texts.recoverDo}</Button>
        {failedWith(send.error, 'NOT_FOUND') ? <Notice kind="bad" role="alert"><p>{texts.codesWrong}</p></Notice> : send.error && refused !== 'newPassword' && <Failed error={send.error} />}
      </Form>
    </Page>
  );
}
