import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { refusedField, useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { Field } from '../ui/field.js';
import { Fold } from '../ui/fold.js';
import { halfOf } from '../ui/half.js';
import { SaysWhen } from '../ui/moment.js';
import { Once } from '../ui/once.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { Deliveries } from './deliveries.js';
import { addWebhook, changeWebhook, removeWebhook, rotateSecret, tryWebhook, webhooks, type WebhooksQuery } from './webhooks.generated.js';

const NOTHING = {};
type Hook = WebhooksQuery['webhooks'][number];

/** Own systems that are told that something happened. */
export function WebhooksPart(): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  const { data, error, refetch } = useReading('webhooks', webhooks, NOTHING);
  return (
    <>
      <p className="lead">{texts.webhooksLead} <Link href="/developers">{texts.toDevelopers}</Link></p>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.webhooks.length === 0 && <Empty title={texts.noWebhooks} />}
      <ul className="plain">{data?.webhooks.map((hook) => <li key={hook.id} className="card"><Endpoint hook={hook} /></li>)}</ul>
      <AddWebhook />
    </>
  );
}

function AddWebhook(): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const send = useSend('webhooks', addWebhook);
  const refused = refusedField(send.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ input: { url, description } }, { onSuccess: () => { setUrl(''); setDescription(''); } });
  };
  const secret = send.data?.createWebhook.secret;
  return (
    <section className="card">
      <h2>{texts.addWebhook}</h2>
      {secret ? <Secret secret={secret} onDone={send.reset} /> : (
        <Form validationBehavior="aria" onSubmit={submit}>
          <Field label={texts.url} name="webhook-url" help={texts.urlHelp} inputMode="url" value={url} onChange={setUrl} error={refused === 'url' ? texts.wrong.url : null} />
          <Field label={texts.description} name="webhook-description" value={description} onChange={setDescription} maxLength={200} />
          <Button type="submit" look="first" isPending={send.isPending} isDisabled={url.trim() === ''}>{texts.addDo}</Button>
          {send.error && refused !== 'url' && <Failed error={send.error} />}
        </Form>
      )}
    </section>
  );
}

function Secret({ secret, onDone }: { secret: string; onDone: () => void }): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  return <Once title={texts.secretTitle} label={texts.secret} value={secret} onDone={onDone}><p>{texts.secretBody}</p></Once>;
}

function Endpoint({ hook }: { hook: Hook }): ReactNode {
  const { texts: { organisation: texts }, code } = useLanguage();
  const { id, url, description, enabled, disabledBy, failingSince, lastResult, previousSecretUntil, revision, waiting } = hook;
  const change = useSend('webhooks', changeWebhook);
  const rotate = useSend('webhooks', rotateSecret);
  const trial = useSend('webhooks', tryWebhook);
  const remove = useSend('webhooks', removeWebhook);
  const failed = change.error ?? rotate.error ?? trial.error ?? remove.error;
  const secret = rotate.data?.rotateWebhookSecret.secret;
  const shown = visible(url);
  return (
    <>
      <h2 className="long"><Text>{url}</Text></h2>
      {description && <p><Text>{description}</Text></p>}
      <p className="labels">{enabled ? <span className="label label-good">{texts.enabled}</span> : <span className="label label-warning">{disabledBy === 'GONE' ? texts.gone : texts.disabled}</span>}{waiting > 0 && <span className="label">{texts.waiting(waiting)}</span>}</p>
      {failingSince && <p className="overdue"><SaysWhen text={texts.failingSince} at={failingSince} /> {lastResult && visible(halfOf(lastResult, code))}</p>}
      {previousSecretUntil && <p className="quiet"><SaysWhen text={texts.bothSecrets} at={previousSecretUntil} /></p>}
      {secret && <Secret secret={secret} onDone={rotate.reset} />}
      <div className="buttons">
        <Button onPress={() => trial.mutate({ id })} isPending={trial.isPending} aria-label={texts.testOf(shown)}>{texts.test}</Button>
        <Button onPress={() => change.mutate({ input: { id, expectedRevision: revision, enabled: !enabled } })} isPending={change.isPending} aria-label={enabled ? texts.disableOf(shown) : texts.enableOf(shown)}>{enabled ? texts.disable : texts.enable}</Button>
        <Confirm label={texts.rotate} title={texts.rotateAsk} act={texts.rotate} onConfirm={() => rotate.mutate({ id })} aria-label={texts.rotateOf(shown)}><p>{texts.rotateMeans}</p></Confirm>
        <Confirm label={texts.remove} title={texts.removeAsk} act={texts.remove} onConfirm={() => remove.mutate({ id })} aria-label={texts.removeOf(shown)}><p className="long">{shown}</p><p>{texts.removeMeans}</p></Confirm>
      </div>
      <p role="status" className="good">{trial.isSuccess ? texts.tested : ''}</p>
      {failed && <Failed error={failed} />}
      <Fold title={texts.log} named={texts.logOf(shown)}><Deliveries webhookId={id} /></Fold>
    </>
  );
}
